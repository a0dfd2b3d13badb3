"""Conditions on the table of interviews that Datasette has not."""

from typing import Any

from datasette.filters import FilterArguments

from scraper.archive.queries import article


def of(arguments: Any) -> FilterArguments | None:
    """What `_tag` (each must hold) and `_words` (as in search) ask for; None for nothing."""
    clauses: list[str] = []
    parameters: dict[str, str] = {}
    said: list[str] = []
    for place, name in enumerate(arguments.getlist("_tag")):
        clauses.append(article.TAGGED.format(parameter=f"tag_{place}"))
        parameters[f"tag_{place}"] = name
        said.append(f'tagged "{name}"')
    words = (arguments.get("_words") or "").strip()
    if words:
        match = article.match_of(words)
        clauses.append(article.MATCHING if match else "0")
        parameters |= {"words": match} if match else {}
        said.append(f'found by "{words}"')
    return FilterArguments(clauses, parameters, said) if clauses else None
