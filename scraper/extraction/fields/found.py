"""A value and the rule that found it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class Found(Generic[T]):
    """What a finder returns: `rule` says how, such as `landmark:time` or `json-ld:headline`."""

    value: T
    rule: str
