"""A JSON object made by the database."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _JsonObject(FunctionElement[Any]):
    type = JSON()
    inherit_cache = True


@compiles(_JsonObject)
def _sqlite(element: _JsonObject, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_object({compiler.process(element.clauses, **how)})"


@compiles(_JsonObject, "postgresql")
def _postgresql(element: _JsonObject, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_build_object({compiler.process(element.clauses, **how)})"


def json_object(**values: ColumnElement[Any]) -> ColumnElement[Any]:
    """An object with these values under their names."""
    pairs = [
        part for name, value in values.items() for part in (literal_column(f"'{name}'"), value)
    ]
    return _JsonObject(*pairs)
