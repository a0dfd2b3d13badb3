"""Pages that name no encoding, or one that is none, are read as pages that name none."""

from scrapy.http import Request, Response, TextResponse

from scraper.values.encoding import is_encoding


class RealCharset:
    """Keeps Scrapy from decoding a page by a codec that is no encoding of text ("undefined",
    "rot13"), which raises. What the page is decoded by in the end is `values.encoding`'s to say."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, with an encoding that can be used."""
        if isinstance(response, TextResponse) and not is_encoding(response.encoding):
            return response.replace(encoding="utf-8")
        return response
