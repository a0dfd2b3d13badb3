"""Labels of related reading, tags and notices, in many languages."""

import pytest

from tests.support.reading import ORIGIN, SALT, SPRING, TEXT, WATER, page, understood

LINKS = (
    (f"{ORIGIN}/talks/20201220-1030.html", "Thirty years at one loom, and no regret"),
    (f"{ORIGIN}/talks/20201218-1029.html", "What ninety days of masks taught a tailor"),
)
RELATED = [
    *("往期推荐", "往期精彩回顾", "往期文章", "이 기사와 함께 읽으면 좋은 기사", "Προτεινόμενα"),
    *("Διαβάστε επίσης", "Lue myös", "Läs också", "Les også", "Læs også", "Citește și"),
    *("Olvasta már?", "Kapcsolódó cikkek", "Přečtěte si také", "Čtěte také", "Pročitajte i"),
    *("لمزيد من الحوارات", "לקריאה נוספת", "เรื่องที่เกี่ยวข้อง"),
    *("ΣΧΕΤΙΚΑ ΑΡΘΡΑ", "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "A LIRE AUSSI", "LEIA TAMBEM", "CITESTE SI"),
    *("À LIRE AUSSI", "Dazu passend", "Lesen Sie dazu auch"),
    *("Läs mer om", "Relaterat", "Mere om emnet", "Aiheesta lisää", "Aiheeseen liittyvät"),
    *("Povezani članci", "Повезане вести", "Σχετικές ειδήσεις", "Loe ka", "Lasi arī"),
    *("Taip pat skaitykite", "Notícies relacionades", "Read more about this"),
    *("لمزيد من الحوارات", "לקריאה נוספת", "เรื่องที่เกี่ยวข้อง", "اقرأ أيضًا", "اقرأ أيضاً"),
    *("Weitere Gespräche", "Sullo stesso tema", "За темою", "Te-ar putea interesa", "Слични вести"),
    *("Olvassa el ezt is", "Ez is érdekelheti", "אולי יעניין אותך"),
]
TAGS = [
    *("كلمات مفتاحية", "الكلمات المفتاحية", "الوسوم", "وسوم", "کلیدواژه‌ها", "برچسب‌ها", "תגיות"),
    *("แท็ก", "Từ khóa", "Thẻ", "टैग", "Ετικέτες", "Etichete", "Címkék", "Tagi", "Štítky"),
    *("Klíčová slova", "Nyckelord", "Avainsanat", "Ključne riječi", "Etiket", "Tag", "Ämnen"),
    *("Klíčová slova", "Nyckelord", "Avainsanat", "Ključne riječi", "Etiket", "Tag"),
    *(
        "Stichwörter",
        "Thèmes",
        "Assuntos",
        "Marcadores",
        "Etichette",
        "Tematy",
        "Témata",
        "Konular",
    ),
    *("Anahtar kelimeler", "Ämnen", "Emner", "Stikkord", "Aiheet", "Тэги", "Темы статьи", "Мітки"),
    *("Kulcsszavak", "Chủ đề", "Kata kunci", "Topik", "Етикети"),
]
NEXT = [
    *("Weiter zum nächsten Artikel", "Lire l’article suivant", "Leer el siguiente artículo"),
    *("Leia a próxima matéria", "Leggi il prossimo articolo", "Lees het volgende artikel"),
    *("Przeczytaj następny artykuł", "Sıradaki haber", "Läs nästa artikel", "Læs næste artikel"),
    *("Les neste sak", "Lue seuraava juttu", "Читать следующую статью", "Наступне інтерв’ю"),
    *("Citește următorul articol", "اقرأ المقال التالي", "לכתבה הבאה", "다음 글 읽기"),
]
NOTICES = [
    "都市纵横新闻客户端下载，扫描二维码关注都市纵横",
    "想第一时间读到更多访谈，欢迎关注本刊的微信公众号",
    "저작권자 © 한빛신문, 무단 전재 및 재배포 금지",
]


@pytest.mark.parametrize("label", RELATED)
def test_related_reading(label: str) -> None:
    items = "".join(f"<li><a href={url}>{title}</a></li>" for url, title in LINKS)
    found = understood(page(below=f"<h3>{label}</h3><ul>{items}</ul>")).related
    assert [(entry.url, entry.title) for entry in found] == list(LINKS)


@pytest.mark.parametrize("label", NEXT)
def test_the_next_article(label: str) -> None:
    url, title = LINKS[0]
    for shown in (
        f"<p>{label}</p><p><a href={url}>{title}</a></p>",
        f"{label}: <a href={url}>{title}</a>",
    ):
        found = understood(page(below=f"<div>{shown}</div>")).next_article
        assert found is not None
        assert (found.url, found.title) == (url, title)


@pytest.mark.parametrize("label", TAGS)
def test_tags(label: str) -> None:
    linked = f"<p>{label}: <a href=/t/1>Salt</a> <a href=/t/2>Water</a></p>"
    for shown in (linked, f"<p>{label}: Salt, Water</p>"):
        assert understood(page(TEXT + shown)).tags == ["Salt", "Water"], shown


@pytest.mark.parametrize("label", ["プロフィール", "人物简介", "个人简介"])
def test_what_is_said_of_the_person_behind_the_text_is_not_text(label: str) -> None:
    below = f"<h4>{label}</h4><p>Zhou Min has written of mills and of water since 2004.</p>"
    assert [block.text for block in understood(page(TEXT + below)).blocks] == [
        part.strip() for part in (SALT, WATER, SPRING)
    ]


@pytest.mark.parametrize("notice", NOTICES)
def test_what_is_asked_of_the_reader_in_between_is_not_text(notice: str) -> None:
    body = f"<p>{SALT}</p><p>{WATER}</p><p>{notice}</p><p>{SPRING}</p>"
    assert [block.text for block in understood(page(body)).blocks] == [
        part.strip() for part in (SALT, WATER, SPRING)
    ]


def test_a_code_to_scan_that_the_text_is_about_stays() -> None:
    told = "博物馆在每件展品旁贴了二维码，孩子们用手机扫描二维码，就能听见当年的织布声。"
    body = f"<p>{SALT}</p><p>{told}</p><p>{WATER}</p><p>{SPRING}</p>"
    assert told in [block.text for block in understood(page(body)).blocks]
