"""The archive in a browser: Datasette with an overview, search and articles to read.

Needs the extra `browse`; only `scrapy browse` imports it.
"""
