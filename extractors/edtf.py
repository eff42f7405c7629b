"""Dates as Vietnamese prints them (ngày tháng) and their values in EDTF (ISO 8601-2), shared by the fields."""

from datetime import date
from typing import NamedTuple

import regex

# 1 January 2030 and 30 December 1936 are the ends of what a two-digit year can mean in news.
_CENTURY_TURN = 36
FULL = (
    r"(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)(?: ?(?P<sep>[/.\-]) ?(?P<m>0?[1-9]|1[0-2])(?!\d) ?(?P=sep) ?"
    r"|\.? tháng (?P<mw>0?[1-9]|1[0-2])(?!\d)(?:,? năm |[ ,]{1,2}| ?[/.\-] ?))"
    r"(?P<y>\d{4}|\d\d(?!\p{L}))(?!\d|[.,/]\d|/\p{Lu})"
)
_FULL = regex.compile(rf"(?:(?:đề |ký |ra )?ngày:? ?)?{FULL}", regex.IGNORECASE)


class Printed(NamedTuple):
    """A date read at a place of a text: its value, and where its digits begin and end."""

    value: str
    start: int
    end: int


def iso(day: int, month: int, year: int | None) -> str:
    """Return a day as YYYY-MM-DD, with XXXX for an unknown year; empty when the calendar has no such day."""
    try:
        known = date(2000 if year is None else year, month, day)
    except ValueError:
        return ""
    return f"XXXX-{month:02}-{day:02}" if year is None else known.isoformat()


def year_month(month: int, year: int | None) -> str:
    """Return a month as YYYY-MM, with XXXX for an unknown year; empty when there is no such month."""
    known = "XXXX" if year is None else f"{year:04}"
    return f"{known}-{month:02}" if 1 <= month <= 12 else ""


def quarter(number: int, year: int | None) -> str:
    """Return a quarter (quý) 1 to 4 as EDTF's 33 to 36; empty when there is no such quarter."""
    known = "XXXX" if year is None else f"{year:04}"
    return f"{known}-{32 + number}" if 1 <= number <= 4 else ""


def span(start: str, end: str) -> str:
    """Return the span between two values; empty when one is, or when the end is known to come before the start."""
    if not start or not end:
        return ""
    size = min(len(start), len(end))
    backwards = "X" not in start + end and start[:size] > end[:size]
    return "" if backwards else f"{start}/{end}"


def year(digits: str) -> int:
    """Return a printed year of two or four digits in full: 24 is 2024, 75 is 1975."""
    number = int(digits)
    return number if len(digits) > 2 else number + (2000 if number < _CENTURY_TURN else 1900)


def full_at(view: str, offset: int) -> Printed | None:
    """Read the full date that stands at an offset of a view, with or without 'ngày' before it; None when none does."""
    found = _FULL.match(view, offset)
    if not found:
        return None
    value = iso(int(found["d"]), int(found["m"] or found["mw"]), year(found["y"]))
    return Printed(value, found.start("d"), found.end()) if value else None
