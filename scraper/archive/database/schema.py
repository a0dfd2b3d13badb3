"""The archive's tables as they are now; the migrations bring every archive to this state.

Lists that belong to one version of an article (tags, authors, people, images) are replaced with
it, after the earlier version has gone to `revisions`. Links to other articles keep their
history in place: an entry that a page no longer shows stays with `is_current` false.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from scraper.archive.database.columns import CleanText, Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(table: str, name: str, *, required: bool = True) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{table}.id"), nullable=not required)


def _place() -> tuple[Column[int], Column[int]]:
    return (
        Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
    )


def _seen() -> tuple[Column[object], Column[object]]:
    return (
        Column("first_seen_at", Instant, nullable=False),
        Column("last_seen_at", Instant, nullable=False),
    )


runs = Table(
    "runs",
    metadata,
    _id(),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("outcome", Text),
    Column("arguments", JSON, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("counts", JSON),
    Column("exit_code", Integer),
    Column("reason", Text),
)

sections = Table(
    "sections",
    metadata,
    _id(),
    Column("portal", CleanText, nullable=False),
    Column("name", CleanText, nullable=False),
    UniqueConstraint("portal", "name"),
)

# The long columns stand last: SQLite reads a row from the left, and only as far as it must.
articles = Table(
    "articles",
    metadata,
    _id(),
    Column("url", CleanText, nullable=False, unique=True),
    Column("portal", CleanText, nullable=False, index=True),
    _of("sections", "section_id", required=False),
    Column("title", CleanText, nullable=False),
    Column("published_at", Text),
    Column("published_at_utc", Instant),
    Column("views", BigInteger),
    Column("language", CleanText),
    Column("revision", Integer, nullable=False),
    *_seen(),
    _of("runs", "first_run_id", required=False),
    _of("runs", "last_run_id", required=False),
    Column("content_digest", Text, nullable=False),
    Column("page_digest", Text, nullable=False),
    Column("breadcrumbs", JSON, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("body", CleanText),
    Column("blocks", JSON, nullable=False),
    # Since when the portal has not had it any more; none while it is there.
    Column("gone_at", Instant),
    _of("captures", "capture_id", required=False),
    # Of what its text tells, whatever its numbers: equal where addresses tell the same.
    Column("text_digest", Text),
    Index(None, "capture_id"),
    Index(None, "content_digest"),
    Index(None, "text_digest"),
    Index(None, "section_id"),
    Index(None, "published_at_utc", "id"),
)

tags = Table("tags", metadata, *_place(), Column("name", CleanText, nullable=False, index=True))

authors = Table(
    "authors", metadata, *_place(), Column("name", CleanText, nullable=False, index=True)
)

# Who is interviewed, as far as the page makes it sure.
people = Table("people", metadata, *_place(), Column("name", CleanText, nullable=False, index=True))

images = Table(
    "images",
    metadata,
    *_place(),
    Column("url", CleanText, nullable=False),
    Column("caption", CleanText),
)

related = Table(
    "related",
    metadata,
    _id(),
    _of("articles", "article_id"),
    Column("position", Integer, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("url", CleanText, index=True),
    Column("section", CleanText),
    Column("published_at", Text),
    Column("views", BigInteger),
    _of("articles", "target_id", required=False),
    Column("is_current", Boolean, nullable=False),
    *_seen(),
    Index(None, "article_id", "position"),
    Index(None, "target_id"),
)

next_articles = Table(
    "next_articles",
    metadata,
    _id(),
    _of("articles", "article_id"),
    Column("title", CleanText, nullable=False),
    Column("url", CleanText, index=True),
    Column("teaser", CleanText),
    _of("articles", "target_id", required=False),
    Column("is_current", Boolean, nullable=False),
    *_seen(),
    Index(None, "target_id"),
    # A page names one next article at a time.
    Index(
        "uq_next_articles_current",
        "article_id",
        unique=True,
        sqlite_where=text("is_current"),
        postgresql_where=text("is_current"),
    ),
)

# Each count that differed from the one before: `article_id` is whose count it is (none while that
# article is not stored), `related_id` the related entry that showed it (none for its own page).
view_counts = Table(
    "view_counts",
    metadata,
    _id(),
    _of("articles", "article_id", required=False),
    _of("related", "related_id", required=False),
    Column("observed_at", Instant, nullable=False),
    Column("views", BigInteger, nullable=False),
    Column("source", Text, nullable=False),
    Index(None, "article_id", "observed_at"),
    Index(None, "related_id"),
)

# Earlier versions, as exported records; the current one is the article itself. `changes` and
# `origin` ("portal" or "ours") say what the version after it changed, and who did.
revisions = Table(
    "revisions",
    metadata,
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("superseded_at", Instant, nullable=False),
    _of("runs", "run_id", required=False),
    Column("rules", JSON, nullable=False),
    Column("record", JSON, nullable=False),
    _of("captures", "capture_id", required=False),
    Column("changes", JSON),
    Column("origin", Text),
    Index(None, "capture_id"),
)

# What came out of a page but is not fit to be an interview; `resolved_at` says since when it is.
rejections = Table(
    "rejections",
    metadata,
    _id(),
    Column("url", CleanText, nullable=False),
    Column("portal", CleanText, nullable=False),
    _of("runs", "run_id", required=False),
    *_seen(),
    Column("resolved_at", Instant),
    Column("reasons", JSON, nullable=False),
    Column("digest", Text, nullable=False),
    Column("record", JSON, nullable=False),
    _of("captures", "capture_id", required=False),
    Column("text_digest", Text),
    UniqueConstraint("url", "digest"),
    Index(None, "capture_id"),
    Index(None, "text_digest"),
)

# Responses as they came, in WARC files: `url` is the target URI, `file` a name in the folder of the
# captures, `revisit_of` the capture that has the payload, where this one says that it is the same.
# What the page was asked for as (`kind`, portal, what its listing said of it) stands with it, so
# that it can be read again as it was read then.
captures = Table(
    "captures",
    metadata,
    _id(),
    Column("url", CleanText, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("status", Integer),
    Column("file", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("payload_digest", Text),
    Column("content_type", CleanText),
    Column("record_id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("portal", CleanText),
    Column("listed_section", CleanText),
    Column("listed_title", CleanText),
    _of("runs", "run_id", required=False),
    _of("captures", "revisit_of", required=False),
    # Since when it is known to be in no file any more; none while it is there.
    Column("lost_at", Instant),
    UniqueConstraint("file", "offset"),
    Index(None, "url", "fetched_at"),
)

# Every address ever seen, in exactly one state. `url` is canonical; `asked_as` is the address as it
# was linked, where that differs; `leads_to` is where its article is, where that is elsewhere, or
# where it led instead of to one. `due_at` is when it is to be asked for (again); none: never,
# as of second names, of what is out of scope and of what the portal's `recheck` leaves.
ledger = Table(
    "ledger",
    metadata,
    _id(),
    Column("url", CleanText, nullable=False, unique=True),
    Column("portal", CleanText, nullable=False),
    Column("kind", Text, nullable=False),
    Column("section", CleanText),
    Column("state", Text, nullable=False, index=True),
    Column("reason", CleanText),
    Column("found_on", CleanText),
    Column("found_as", Text, nullable=False),
    Column("title", CleanText),
    Column("asked_as", CleanText),
    Column("leads_to", CleanText),
    Column("attempts", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_status", Integer),
    Column("etag", CleanText),
    Column("last_modified", CleanText),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_asked_at", Instant),
    Column("due_at", Instant),
    _of("articles", "article_id", required=False),
    _of("runs", "first_run_id", required=False),
    _of("runs", "last_run_id", required=False),
    Index(None, "portal", "due_at"),
    Index(None, "article_id"),
)

# Where reading starts, and how far it came: whatever the listing showed up to `gapless_at` was read
# without a gap, back to its end or to the day `gapless_back_to`.
listings = Table(
    "listings",
    metadata,
    _id(),
    Column("url", CleanText, nullable=False, unique=True),
    Column("portal", CleanText, nullable=False),
    Column("section", CleanText),
    Column("read_at", Instant),
    Column("gapless_at", Instant),
    Column("gapless_back_to", Text),
)

# How each portal fared in each run: `code` and `reason` like a run's own, `counts` what became of
# its pages.
portal_runs = Table(
    "portal_runs",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("portal", CleanText, primary_key=True),
    Column("code", Integer, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("counts", JSON, nullable=False),
    Index(None, "portal", "run_id"),
)

# What has changed on a portal's new articles against those before: `sign` is what of them (a field,
# the length of the body, …), `before` and `now` are in figures, `examples` addresses.
drifts = Table(
    "drifts",
    metadata,
    _id(),
    Column("portal", CleanText, nullable=False, index=True),
    Column("section", CleanText),
    Column("sign", Text, nullable=False),
    Column("what", CleanText, nullable=False),
    Column("before", JSON, nullable=False),
    Column("now", JSON, nullable=False),
    Column("examples", JSON, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
    _of("runs", "first_run_id", required=False),
)

listing_links = Table(
    "listing_links",
    metadata,
    Column("listing_id", Integer, ForeignKey("listings.id"), primary_key=True),
    Column("ledger_id", Integer, ForeignKey("ledger.id"), primary_key=True),
    Column("first_seen_at", Instant, nullable=False),
    Index(None, "ledger_id"),
)
