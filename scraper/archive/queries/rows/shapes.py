"""What an exported value looks like, said once for all formats."""

from collections.abc import Mapping
from typing import Literal

# INSTANT is ISO 8601 text in UTC; a list's one element is the shape of its members; a dict is an
# object with these keys.
Scalar = Literal["text", "integer", "flag", "instant"]
Shape = Scalar | list["Shape"] | dict[str, "Shape"]
Columns = Mapping[str, Shape]

TEXT: Scalar = "text"
INTEGER: Scalar = "integer"
FLAG: Scalar = "flag"
INSTANT: Scalar = "instant"


def is_nested(shape: Shape) -> bool:
    """Whether the value is JSON in the archive: a list or an object."""
    return isinstance(shape, list | dict)
