"""What a date is the date of (vai trò): publication, event, issue, deadline, period or something else."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from extractors.patterns import table

ROLES = ("published", "event", "issued", "deadline", "period", "other")
# How many characters before a date say what it is of, and how many years back is history.
_WINDOW, _HISTORY = 120, 20


@cache
def cue(name: str) -> regex.Pattern[str]:
    """Return a pattern of the words around dates."""
    return regex.compile(table("dates", "cues")[name], regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A date of a value (EDTF) at start:end of a sentence that begins at `offset` of its text.

    `published` is the publication date of the text, `of_paper` whether a document number stands right before.
    """

    view: str
    start: int
    end: int
    value: str
    offset: int
    published: date | None
    of_paper: bool

    @property
    def printed(self) -> str:
        """The date as printed, in lower case."""
        return self.view[self.start : self.end].lower()

    @property
    def before(self) -> str:
        """What stands before the date."""
        return self.view[max(0, self.start - _WINDOW) : self.start]

    @property
    def is_day(self) -> bool:
        """Tell whether it is a day, not a month, a year or a span."""
        return len(self.value) == 10

    def years_ahead(self) -> int | None:
        """Return how many years the date lies ahead of the publication; None where either is unknown."""
        year = self.value[:4]
        return int(year) - self.published.year if self.published and year.isdigit() else None

    def is_ahead(self) -> bool:
        """Tell whether a day, month or year (no quarter) is later than the one of the publication."""
        known = self.published and self.value[:4].isdigit() and self.value[5:6] != "3"
        return bool(known) and self.value > str(self.published)[: len(self.value)]


def role(place: Place) -> str:
    """Return what a date is the date of."""
    if is_dateline(place):
        return "published"
    if "/" in place.value:
        return "period"
    before = place.before
    if len(place.value) == 4 and cue("law").search(before):
        return "other"
    if cue("issued").search(before) or (place.of_paper and place.is_day):
        return "issued"
    if cue("as_of").search(before):
        return "event" if place.is_day else "period"
    if cue("deadline").search(before):
        return "deadline"
    return "other" if _is_other(place, before) else _deed(place, before)


def is_dateline(place: Place) -> bool:
    """Tell whether the date is the one that a page prints over its article."""
    has_year = place.is_day and place.value[:4] in place.printed
    opens = place.offset + place.start < _WINDOW and place.start < _WINDOW
    return bool(
        has_year
        and opens
        and cue("dateline_before").fullmatch(place.before)
        and cue("dateline_after").fullmatch(place.view[place.end :])
    )


def _is_other(place: Place, before: str) -> bool:
    """Tell whether it is a birth, a day that comes back every year, or history."""
    if place.printed.endswith(("hàng năm", "hằng năm")) or cue("birth").search(before):
        return True
    if (
        place.is_day
        and cue("feast").search(before)
        and not (place.years_ahead() == 0 and place.value[:4] in place.printed)
    ):
        return True
    ahead = place.years_ahead()
    return ahead is not None and ahead <= -_HISTORY


def _deed(place: Place, before: str) -> str:
    """Return the role of a date of a deed: to be done by then, done then, or done all along."""
    if place.is_ahead() and not cue("begins").search(before) and not cue("starts").search(before):
        until = not place.is_day and cue("until").search(before)
        if until or cue("goal").search(before) or cue("goal_after").match(place.view, place.end):
            return "deadline"
    if not place.is_day and cue("lasts").match(place.view, place.end):
        return "period"
    if place.is_day or cue("begins").search(before) or cue("happens").search(before):
        return "event"
    month = len(place.value) == 7 and int(place.value[5:]) <= 12
    return "event" if month and not cue("figures").search(place.view) else "period"
