"""A portal's definition, drafted from its own pages: what can be guessed, and how it was."""

from scraper.authoring.draft.draft import Draft, draft
from scraper.authoring.draft.gather import Gathered, NothingThere, gather
from scraper.authoring.draft.toml import to_toml
from scraper.authoring.draft.try_out import try_out

__all__ = ["Draft", "Gathered", "NothingThere", "draft", "gather", "to_toml", "try_out"]
