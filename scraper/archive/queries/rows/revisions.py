"""All revisions of the interviews, the current ones among them."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, Text, func, literal, select, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from scraper.archive.database.schema import revisions
from scraper.archive.database.selection import Filter, wanted
from scraper.archive.database.view import interviews
from scraper.record import INTEGER, is_nested


class _Of(FunctionElement[Any]):
    """A value of a JSON object: SQL's own NULL where it is JSON's; what is nested stays JSON."""

    inherit_cache = True


class _Nested(_Of):
    type = JSON()
    inherit_cache = True


class _Scalar(_Of):
    type = Text()
    inherit_cache = True


class _Number(_Of):
    inherit_cache = True


@compiles(_Of)
def _sqlite(element: _Of, compiler: SQLCompiler, **how: Any) -> str:
    column, name = element.clauses
    return f"json_extract({compiler.process(column, **how)}, '$.{name.value}')"


@compiles(_Nested, "postgresql")
@compiles(_Scalar, "postgresql")
@compiles(_Number, "postgresql")
def _postgresql(element: _Of, compiler: SQLCompiler, **how: Any) -> str:
    column, name = element.clauses
    kind = {_Nested: "::json", _Number: "::bigint"}.get(type(element), "")
    return f"({compiler.process(column, **how)} ->> '{name.value}'){kind}"


def revisions_query(conditions: Filter, columns: dict[str, Any], following: Any) -> Select[Any]:
    """Every revision of the wanted articles: the columns of a record, then `superseded_at` (none
    for the current one), `origin` and `changes`: whose it is, what it changed of the one before."""
    view = interviews.c
    current = select(
        view.id.label("article_id"),
        view.published_at_utc.label("newest"),
        *((following if name == "next_article" else view[name]).label(name) for name in columns),
        literal(None, Text).label("superseded_at"),
        *_reasons(view.id, view.revision),
    )
    old = revisions.c
    earlier = select(
        old.article_id,
        view.published_at_utc,
        *(_of_record(name, shape).label(name) for name, shape in columns.items()),
        old.superseded_at.label("superseded_at"),
        *_reasons(old.article_id, old.revision),
    ).join_from(revisions, interviews, old.article_id == view.id)
    if conditions != Filter():
        ids = wanted(select(view.id), conditions)
        current, earlier = current.where(view.id.in_(ids)), earlier.where(old.article_id.in_(ids))
    both = union_all(current, earlier).subquery("versions").c
    names = [*columns, "superseded_at", "origin", "changes"]
    return select(*(both[name] for name in names)).order_by(
        both.newest.desc().nulls_last(), both.article_id.desc(), both.revision
    )


def _of_record(name: str, shape: Any) -> ColumnElement[Any]:
    if name == "revision":
        return revisions.c.revision
    if is_nested(shape):
        value = _Nested(revisions.c.record, literal(name))
        # A list that came with a later version of the program is empty.
        empty = literal([], JSON)
        return func.coalesce(value, empty, type_=JSON) if isinstance(shape, list) else value
    kind = _Number if shape == INTEGER else _Scalar
    return kind(revisions.c.record, literal(name))


def _reasons(article_id: Any, revision: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """What stands with the version before: why this one took its place."""
    before = revisions.alias("before")

    def last(column: str) -> Any:
        return (
            select(before.c[column])
            .where(before.c.article_id == article_id, before.c.revision < revision)
            .order_by(before.c.revision.desc())
            .limit(1)
            .correlate_except(before)
            .scalar_subquery()
        )

    changes = func.coalesce(last("changes"), literal([], JSON), type_=JSON)
    return func.coalesce(last("origin"), "portal").label("origin"), changes.label("changes")
