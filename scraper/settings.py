"""Every Scrapy setting of the project. `-s NAME=VALUE` on the command line wins over what is here.

Paths come from this file's place, never from the current directory: Scrapyd and cron start a crawl
anywhere.
"""

import os
from pathlib import Path

from scraper import __version__

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"

BOT_NAME = "interview-archive"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "scraper.commands"

# Whether the program runs from an egg (Scrapyd) or from site-packages: what is written there is
# lost with the next version.
IS_INSTALLED = any(
    part in ("site-packages", "dist-packages") or part.endswith((".egg", ".zip", ".whl"))
    for part in PROJECT.parts
)
# The archive: any SQLAlchemy URL. An installed program has none by default, and says so.
ARCHIVE_URL = os.environ.get("ARCHIVE_URL") or (
    "" if IS_INSTALLED else f"sqlite:///{DATA / 'archive.db'}"
)

# As if a run began at this moment (ISO 8601), for tests and simulations; None: the clock's time.
ARCHIVE_NOW: str | None = None

# Responses as they came, as WARC: in CAPTURES_FOLDER (None: the folder `captures` beside the
# archive), in files of about so many bytes.
CAPTURES_ENABLED = True
CAPTURES_FOLDER: str | None = os.environ.get("CAPTURES_FOLDER")
CAPTURES_FILE_SIZE = 1024 * 1024 * 1024

# Portal definitions; one in a later folder replaces one of the same name in an earlier.
PORTAL_FOLDERS = [str(PROJECT / "scraper" / "portals"), str(DATA / "portals")]
# The zone of times on pages that state none, where the portal's definition states none either.
PORTAL_TIME_ZONE = "Asia/Shanghai"
# What `scrapy demo` serves, and where: with one address every time, a second run finds its
# articles known.
SAMPLE_PORTAL = str(DATA / "sample_portal" / "site")
SAMPLE_PORT = 8765

ITEM_PIPELINES = {
    "pipelines.normalise.NormalisePipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.store.StorePipeline": 300,
}
# The functions of the first two steps, for commands that show what a page holds without storing it,
# or store what was captured.
NORMALISE = "pipelines.normalise.normalise"
VALIDATE = "pipelines.validate.problems"
DOWNLOADER_MIDDLEWARES = {
    # Before robots.txt (100): a host that is not the portal's is not asked for anything at all.
    "scraper.crawl.fetch.hosts.PortalHostMiddleware": 50,
    "scraper.crawl.fetch.pace.CrawlWindow": 60,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scraper.crawl.fetch.robots.middleware.RobotsMiddleware": 100,
    "scraper.crawl.fetch.rendering.RenderMiddleware": 200,
    # Between MetaRefresh (580), which reads a page's text, and HttpCompression (590).
    "scraper.crawl.fetch.charset.RealCharset": 585,
    # Below retries (550): each is a request too.
    "scraper.crawl.fetch.limits.PortalLimits": 560,
    "scraper.crawl.fetch.backoff.HostBackOff": 565,
    "scraper.crawl.fetch.cookies.PortalCookies": 700,
    # Below HttpCompression (590) and redirects (600): what came, as it came.
    "scraper.crawl.storing.captures.CaptureMiddleware": 800,
    # Below the captures: what is not whole is not kept.
    "scraper.crawl.fetch.wholeness.WholeAnswers": 850,
}
# What is known and not due is not asked for. Without it, every run fetches everything.
LEDGER_ENABLED = True
SPIDER_MIDDLEWARES = {"scraper.crawl.storing.ledger.LedgerMiddleware": 100}
EXTENSIONS = {
    "scraper.crawl.report.run_report.RunReport": 0,
    "scraper.crawl.report.run_report.SelectorWatch": 0,
    # After AutoThrottle (0): it has the last word on the delay.
    "scraper.crawl.fetch.robots.delay.CrawlDelay": 10,
    "scraper.crawl.fetch.pace.PortalPace": 20,
}

# The browser for portals that say `render = true`; None: the first Chromium that is on the path.
CHROMIUM: str | None = os.environ.get("CHROMIUM")

# Who asks. Whoever runs a portal must be able to reach whoever crawls it.
ARCHIVE_CONTACT = os.environ.get("ARCHIVE_CONTACT") or "the operator of this address"
USER_AGENT = (
    f"InterviewArchive/{__version__} (archiver of published interviews; contact: {ARCHIVE_CONTACT})"
)
ROBOTSTXT_USER_AGENT = "InterviewArchive"

# Politeness. With AutoThrottle at one request in flight, the 8 of a host are reached only where
# somebody switches both the delay and the throttle off.
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1
DOWNLOAD_DELAY_JITTER = 0.3
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_MAX_DELAY = 60
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 8

# Only the web, and only what a page can reasonably be.
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None, "data": None}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024
# Servers that break off at the very end, or count wrongly, are common: WholeAnswers decides.
DOWNLOAD_FAIL_ON_DATALOSS = False
# What is read of a page and kept of an article at most: values/ceilings.py says what each counts.
UNPACKED_MAXSIZE = 50 * 1024 * 1024
PAGE_MAXSIZE = 5 * 1024 * 1024
PAGE_MAXTAGS = 50_000
PAGE_MAXLINKS = 5_000
TAG_MAXATTRIBUTES = 250
JSON_LD_MAXSIZE = 1_000_000
BODY_MAXSIZE = 1_000_000
LIST_MAXSIZE = 1_000
# Of robots.txt; RFC 9309 asks for 500 KiB at least.
ROBOTS_MAXSIZE = 512 * 1024
REDIRECT_MAX_TIMES = 5
# News pages reload themselves every minute; only a page that leads on at once is a redirect.
METAREFRESH_MAXDELAY = 3
RETRY_TIMES = 2
# The run's report says what failed in the end.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
# What one run asks of a portal at most, where its definition says nothing else; 0 is no limit.
BUDGET_REQUESTS = 2000
BUDGET_PAGES = 100
BUDGET_MINUTES = 240
# A portal of which so many pages in a row cannot be had is left for this run; 0: it never is.
BREAKER_FAILURES = 10
# So long a run waits where a portal asks it to (Retry-After); else the portal is left for this run.
RETRY_AFTER_MAX = 60
# The first Set-Cookie would make Scrapy fetch the public suffix list; an archive needs no session.
COOKIES_ENABLED = False

# Whom a run tells that a portal became bad, still is after another day, or is well again; None:
# nobody. Best from the environment: addresses of webhooks and mail accounts are secrets.
ALERT_WEBHOOK: str | None = os.environ.get("ALERT_WEBHOOK")
# "json" or "slack"; None: by the webhook's host.
ALERT_WEBHOOK_FORMAT: str | None = os.environ.get("ALERT_WEBHOOK_FORMAT")
# smtp://user:password@host:587 (STARTTLS where the server has it) or smtps://….
ALERT_SMTP: str | None = os.environ.get("ALERT_SMTP")
ALERT_MAIL_FROM: str | None = os.environ.get("ALERT_MAIL_FROM")
ALERT_MAIL_TO: str | None = os.environ.get("ALERT_MAIL_TO")

TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Scrapy starts that many tasks for each response, whether it yields anything or not.
CONCURRENT_ITEMS = 4

LOG_LEVEL = "INFO"
LOG_FORMATTER = "scraper.crawl.report.logformat.ShortLogFormatter"
FEED_EXPORT_ENCODING = "utf-8"
# The records of the archive, not the items of the crawl.
FEED_EXPORTERS = {
    "jsonlines": "scraper.crawl.storing.feeds.JsonLines",
    "jsonl": "scraper.crawl.storing.feeds.JsonLines",
    "jl": "scraper.crawl.storing.feeds.JsonLines",
    "json": "scraper.crawl.storing.feeds.Json",
    "csv": "scraper.crawl.storing.feeds.Csv",
    "xml": "scraper.crawl.storing.feeds.Xml",
    "marshal": "scraper.crawl.storing.feeds.Marshal",
    "pickle": "scraper.crawl.storing.feeds.Pickle",
}
