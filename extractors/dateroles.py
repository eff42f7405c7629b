"""What a date is the date of (vai trò): publication, event, issue, deadline, period or something else."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from extractors.patterns import table

ROLES = ("published", "event", "issued", "deadline", "period", "other")
# How many characters before a date say what it is of, how many years back is history, and how many a year that is told
# of for itself, not for its figures.
_WINDOW, _HISTORY, _PAST = 120, 12, 5


@cache
def cue(name: str) -> regex.Pattern[str]:
    """Return a pattern of the words around dates."""
    return regex.compile(table("dates", "cues")[name], regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A date of a value (EDTF) at start:end of a sentence that begins at `offset` of its text.

    `published` is the publication date of the text, `of_paper` whether it is the day or year of a document's number.
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

    @property
    def is_quarter(self) -> bool:
        """Tell whether it is a quarter (quý)."""
        return len(self.value) == 7 and self.value[5] == "3"

    def years_ahead(self) -> int | None:
        """Return how many years the date lies ahead of the publication; None where either is unknown."""
        year = self.value[:4]
        return int(year) - self.published.year if self.published and year.isdigit() else None

    def is_ahead(self) -> bool:
        """Tell whether a day, month or year is later than that of the publication, or a quarter or year ends later."""
        if not self.published or not self.value[:4].isdigit():
            return False
        if self.printed.startswith(("cuối năm", "hết năm")) and not self.before.endswith("tháng "):
            return int(self.value[:4]) >= self.published.year
        value = f"{self.value[:5]}{3 * int(self.value[5:]) - 96:02}" if self.is_quarter else self.value
        return value > str(self.published)[: len(value)]


def role(place: Place) -> str:
    """Return what a date is the date of."""
    before = place.before
    if is_dateline(place):
        return "published"
    if len(place.value) == 9 and cue("feast").search(before):
        return "other"
    if "/" in place.value:
        return "event" if place.value.count("-") == 4 and cue("spell").search(before) else "period"
    if len(place.value) == 4 and (cue("law").search(before) or cue("new_year").search(before)):
        return "other"
    if _is_issue(place, before):
        return "issued"
    if cue("as_of").search(before):
        return "event" if place.is_day else "period"
    if cue("deadline").search(before):
        return "deadline"
    return "other" if _is_other(place, before) else _deed(place, before)


def is_dateline(place: Place) -> bool:
    """Tell whether the date is the one that a page prints over its article."""
    has_year = place.is_day and place.value[:4] in place.printed
    if has_year and cue("posted").search(place.before):
        return True
    opens = place.offset + place.start < _WINDOW and place.start < _WINDOW
    return bool(
        has_year
        and opens
        and cue("dateline_before").fullmatch(place.before)
        and cue("dateline_after").fullmatch(place.view[place.end :])
    )


def _is_issue(place: Place, before: str) -> bool:
    """Tell whether a paper is issued then: by its number, by a word of signing, by who does it."""
    if not place.is_day:
        return bool(cue("issued").search(before)) or (place.of_paper and _is_year_of_paper(place))
    said = any(cue(name).search(before) for name in ("issued", "issued_by"))
    return said or place.of_paper or _is_signature(place) or bool(cue("issues").match(place.view, place.end))


def _is_year_of_paper(place: Place) -> bool:
    """Tell whether a year stands right behind a number: "Chỉ thị 07 năm 2015"."""
    return place.printed.startswith("năm ") and place.before[-1:] == " " and place.before[-2:-1].isalnum()


def _is_signature(place: Place) -> bool:
    """Tell whether the date stands alone with a place name (nơi ký), as under a letter."""
    return bool(cue("signed_at").match(place.before)) and not place.view[place.end :].strip(" .")


def _is_other(place: Place, before: str) -> bool:
    """Tell whether it is a birth, a day that comes back every year, or history."""
    if place.printed.endswith(("hàng năm", "hằng năm")) or cue("birth").search(before):
        return True
    if (
        place.is_day
        and cue("feast").search(before)
        and not any(cue(name).search(before) for name in ("starts", "begins"))
        and not cue("anew").search(before + place.printed)
        and (cue("jubilee").search(before) or place.years_ahead() != 0 or place.value[:4] not in place.printed)
    ):
        return True
    ahead = place.years_ahead()
    return ahead is not None and ahead <= -_HISTORY


def _opens(place: Place) -> bool:
    """Tell whether the date opens a sentence that tells what happened then: "Tháng 5/2017, Sở đã trình ..."."""
    return bool(cue("opens").search(place.before) and cue("happened").match(place.view, place.end))


def _looks_ahead(place: Place, before: str) -> bool:
    """Tell whether a date lies ahead, by the publication; where that is unknown, by words of finishing to come."""
    if place.published:
        return place.is_ahead()
    modal = cue("modal").search(before) or cue("modal_after").match(place.view, place.end)
    until = any(cue(name).search(before) for name in ("till" if place.is_day else "until", "finish"))
    return bool(modal) and (until or cue("goal_after").match(place.view, place.end) is not None)


def _deed(place: Place, before: str) -> str:
    """Return the role of a date of a deed: to be done by then, done then, or done all along."""
    if _looks_ahead(place, before) and not cue("begins").search(before) and not cue("starts").search(before):
        until = cue("till" if place.is_day else "until").search(before)
        goal = cue("finish" if place.is_quarter or not place.published else "goal").search(before)
        if until or goal or cue("goal_after").match(place.view, place.end):
            return "deadline"
    if not place.is_day and (cue("lasts").match(place.view, place.end) or cue("since").search(before)):
        return "period"
    if place.is_day or cue("begins").search(before) or cue("happens").search(before):
        return "event"
    if cue("starts").search(before):
        return "event"
    ahead = place.years_ahead()
    if len(place.value) == 4 and ahead is not None and ahead <= -_PAST:
        return "other"
    month = len(place.value) == 7 and int(place.value[5:]) <= 12
    if (month or cue("part_of_year").match(place.printed)) and _opens(place):
        return "event"
    all_along = cue("within").search(before) or cue("figures").search(place.view)
    return "event" if month and not all_along else "period"
