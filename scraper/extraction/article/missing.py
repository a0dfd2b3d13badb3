"""Pages that say, with status 200, that they are not there: soft 404s."""

import re

from scraper.items import RawArticle

# In a title these say it all; a title that goes on is an article about something.
_SAYS_SO = re.compile(
    r"""^\W*(?:(?:error\s*)?404\b.{0,40}
    |(?:sorry\W+)?(?:the\s|this\s)?(?:requested\s)?(?:page|article|document|file|content|story)\s
      (?:you\s.{0,40})?(?:was\snot\sfound|(?:could|can)(?:\snot|not|n['’]t)\sbe\sfound|not\sfound
      |does\s(?:not|n['’]t)\sexist|doesn['’]t\sexist|(?:is|was)\s(?:no\slonger\savailable|removed
      |gone|not\savailable)|has\sbeen\s(?:removed|deleted)|(?:is\s)?unavailable).{0,30}
    |not\sfound|nothing\s(?:was\s)?found|oops.{0,30}
    |.{0,16}(?:页面|頁面|网页|網頁|文章|内容|內容|信息|資訊|页|頁).{0,8}
      (?:不存在|找不到|未找到|没有找到|沒有找到|已(?:被)?(?:删除|刪除|移除|下线)|无法找到|無法找到)
      .{0,12}
    |(?:找不到|未找到|没有找到|沒有找到|无法找到|無法找到).{0,16}
    |.{0,16}(?:ページ|記事).{0,10}(?:見つかりません|ありません|存在しません|削除されました).{0,10}
    |seite\snicht\sgefunden.{0,20}|page\s(?:non\strouvée|introuvable).{0,20}
    |página\sno\sencontrada.{0,20})\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
# What such a page has of text: an apology, and where to go instead.
_LITTLE = 600


def says_missing(article: RawArticle) -> bool:
    """Whether what was read as an article is a "not found" page: its title says so, or its first
    words do, and there is neither a date nor a text to it."""
    if article.published_at is not None or article.views is not None:
        return False
    texts = [block.text for block in article.blocks]
    if sum(map(len, texts)) > _LITTLE:
        return False
    first = article.title or ""
    said = (first, re.split(r"\s+[-|_–—]\s+", first)[0], *texts[:1])
    return any(_SAYS_SO.match(text.strip()) for text in said if text)
