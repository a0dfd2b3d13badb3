"""What exists only while Scrapy runs."""
