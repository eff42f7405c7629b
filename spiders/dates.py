"""Dates as portals print them, always day first, with the time of day on either side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import regex

HANOI = timezone(timedelta(hours=7))
_MONTHS = {"giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8}
_MONTHS |= {"chín": 9, "mười": 10, "mười một": 11, "mười hai": 12}
_MONTH = r"(?P<m>0?[1-9]|1[0-2]|" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_DATE = regex.compile(
    rf"(?<![\d/.,-]){_DAY}(?P<sep>\s?[/.\-]\s?|\s)(?P<m>0?[1-9]|1[0-2])(?P=sep){_YEAR}(?![/.-]\d)"
    rf"|(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>0?[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
    rf"|(?<!\d){_DAY}\s+tháng\s+{_MONTH},?\s+(?:năm\s+)?{_YEAR}"
    rf"|tháng\s+{_MONTH}\s+{_DAY},\s*{_YEAR}",
    regex.IGNORECASE,
)
_CLOCK = r"(?P<h>[01]?\d|2[0-3])\s?(?::|h|giờ)\s?(?P<min>[0-5]\d)(?::[0-5]\d)?(?:\.\d+)?(?:\s?(?P<half>[AP]M|SA|CH)\b)?"
_ZONE = r"(?:\s?\(?(?:GMT|UTC)?\s?\+0?7(?::?00)?\)?)?"
_GLUE = r"(?:lúc|vào|hồi|ngày|thứ\s\w+|chủ nhật|[\s,|()–T-])"
_AFTER = regex.compile(rf"{_GLUE}{{0,6}}+{_CLOCK}", regex.IGNORECASE)
_BEFORE = regex.compile(rf"(?<![\d:]){_CLOCK}{_ZONE}{_GLUE}{{0,9}}+$", regex.IGNORECASE)
_REACH = 40


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed date: what stands from `start` to `end`, and its ISO form, a date-time at +07:00 when timed."""

    raw: str
    iso: str
    start: int
    end: int

    @property
    def day(self) -> str:
        """The ISO date."""
        return self.iso[:10]


def stamps(text: str) -> Iterator[Stamp]:
    """Yield the full dates printed in a text, in order; a date that no calendar has is left out."""
    for found in _DATE.finditer(text):
        month = found["m"].lower()
        try:
            day = date(int(found["y"]), _MONTHS.get(month) or int(month), int(found["d"]))
        except ValueError:
            continue
        clock = _AFTER.match(text, found.end())
        start, end = found.start(), clock.end() if clock else found.end()
        if not clock and (clock := _BEFORE.search(text, max(0, start - _REACH), start)):
            start = clock.start()
        yield Stamp(text[start:end], _iso(day, clock), start, end)


def _iso(day: date, clock: "regex.Match[str] | None") -> str:
    if clock is None:
        return day.isoformat()
    hour, minute, half = int(clock["h"]), int(clock["min"]), (clock["half"] or "").upper()
    if half in ("PM", "CH") and hour < 12:
        hour += 12
    elif half in ("AM", "SA") and hour == 12:
        hour = 0
    # A content system that has no time prints midnight.
    if (hour, minute) == (0, 0):
        return day.isoformat()
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI).isoformat(timespec="minutes")


def first_stamp(text: str) -> Stamp | None:
    """Return the first date printed in a text."""
    return next(stamps(text), None)
