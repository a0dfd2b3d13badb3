"""Months, quarters or years: whichever there is room for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Periods:
    """All periods of one `unit` from the first to the last month, without gaps."""

    unit: str
    names: list[str]
    name_of: Callable[[str], str]


def periods(
    months: Iterable[str], at_most: int, units: tuple[str, ...] = tuple(_MONTHS)
) -> Periods:
    """The smallest unit of which there are `at_most`; if there are more years, the latest.

    Months are texts such as 2020-12; what is none is left out.
    """
    numbers = [number for month in months if (number := _number(month)) is not None]
    for unit in units:
        size = _MONTHS[unit]
        if not numbers:
            break
        first, last = min(numbers) // size, max(numbers) // size
        if last - first < at_most or unit == units[-1]:
            first = max(first, last - at_most + 1)
            names = [_name(number * size, unit) for number in range(first, last + 1)]
            return Periods(unit, names, lambda month, unit=unit: _of(month, unit))  # type: ignore[misc]
    return Periods("month", [], str)


def _of(month: str, unit: str) -> str:
    number = _number(month)
    return "" if number is None else _name(number, unit)


def _number(month: str) -> int | None:
    year, _, rest = month.partition("-")
    if len(year) != 4 or not (year + rest).isdigit() or not 1 <= int(rest) <= 12:
        return None
    return int(year) * 12 + int(rest) - 1


def _name(number: int, unit: str) -> str:
    year, month = divmod(number, 12)
    if unit == "year":
        return f"{year:04}"
    return f"{year:04}-{month + 1:02}" if unit == "month" else f"{year:04} Q{month // 3 + 1}"
