"""The steps that make and upgrade an archive, run by `scraper.archive.migrations.upgrade`."""
