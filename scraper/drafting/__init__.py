"""A portal's definition, drafted from its own pages: what can be guessed, and how it was."""

from scraper.drafting.draft import Draft, draft
from scraper.drafting.reading import Gathered, NothingThere, gather
from scraper.drafting.trying import try_out
from scraper.drafting.writing import to_toml

__all__ = ["Draft", "Gathered", "NothingThere", "draft", "gather", "to_toml", "try_out"]
