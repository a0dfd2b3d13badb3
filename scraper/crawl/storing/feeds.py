"""Scrapy's own feeds (`-O out.jsonl`, FEEDS): the record of each interview as the archive has it.

The exporters get items; what they write is what `scrapy export` writes for them, read back once it
is stored. What was rejected is in no feed. Without the store step, the record of the page alone.
"""

from typing import Any, Self

import orjson
from scrapy.crawler import Crawler
from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    JsonItemExporter,
    JsonLinesItemExporter,
    MarshalItemExporter,
    PickleItemExporter,
    XmlItemExporter,
)

from scraper.crawl.storing.store import Store
from scraper.items import Article
from scraper.record import record_of


class _OfRecords(BaseItemExporter):
    """Hands records to the exporter of a format."""

    _store: Store

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        exporter = cls(*args, **kwargs)
        exporter._store = Store.of(crawler)
        return exporter

    def export_item(self, item: Any) -> None:
        if not isinstance(item, Article):
            super().export_item(item)  # type: ignore[safe-super]
        elif not item.problems:
            super().export_item(self._record(item))  # type: ignore[safe-super]

    def _record(self, article: Article) -> dict[str, Any]:
        archive = getattr(self._store, "archive", None)
        return (archive and archive.record(article.url)) or record_of(article)


class JsonLines(_OfRecords, JsonLinesItemExporter):
    pass


class Json(_OfRecords, JsonItemExporter):
    pass


class Pickle(_OfRecords, PickleItemExporter):
    pass


class Marshal(_OfRecords, MarshalItemExporter):
    pass


class Csv(_OfRecords, CsvItemExporter):
    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        return orjson.dumps(value).decode() if isinstance(value, list | dict) else value


class Xml(_OfRecords, XmlItemExporter):
    """Absence is an empty element."""

    def _export_xml_field(self, name: str, serialized_value: Any, depth: int) -> None:
        shown = "" if serialized_value is None else serialized_value
        super()._export_xml_field(name, shown, depth)
