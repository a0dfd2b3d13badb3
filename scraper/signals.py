"""The project's own signals, beside Scrapy's."""

# Sent by whoever knows, once for each listing page and article that a run has come to an end with:
# url, kind ("listing" or "article"), state (see `scraper.report.State`), reason (str or None), the
# request, and more: `status` (HTTP), `leads_to` (the address that the page is known by).
page_settled = object()
