"""The measure: a spider that follows the same links and drops what it gets."""

import re
from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy.http import Request, Response

_LINK = re.compile(rb'href="((?:\d{8}/\d+|index_\d+)\.html)"')


class BareSpider(scrapy.Spider):
    """`urls`: listing pages, by commas."""

    name = "bare"
    urls: str

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls.split(","):
            yield Request(url)

    def parse(self, response: Response) -> Iterator[Request]:
        for link in dict.fromkeys(_LINK.findall(response.body)):
            address = response.urljoin(link.decode())
            listing = "index_" in address
            yield Request(address, callback=self.parse if listing else self.drop)

    def drop(self, response: Response) -> None:
        """Nothing: that is the point."""
