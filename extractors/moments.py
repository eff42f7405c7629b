"""Moments: the days, months, quarters and years that a match prints, with what they share and how they are linked."""

from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors import edtf

_SIZES = {"d": 0, "m": 1, "q": 1, "y": 2, "ry": 2, "near": 2}
_NAMES = {"d": "day", "m": "month", "q": "quarter", "y": "year", "ry": "words", "near": "words"}
_MONTHS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_WORDS = {"i": 1, "ii": 2, "iii": 3, "iv": 4} | {word: number for number, word in enumerate(_MONTHS, 2)}
_WORDS |= {"giêng": 1, "một": 1, "bốn": 4, "mười một": 11, "mười hai": 12, "chạp": 12}
_LINK = regex.compile(
    r"\s?[,;&/~+\-]?\s?(?:(?:và|hoặc|hay|rồi|cho|đến|tới|sang|&)\s)*(?:hết\s(?!tháng|năm|quý))?", regex.IGNORECASE
)
_WEEKDAY = r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? ?)"
_SPAN = regex.compile(rf"\s?(?:[-~/]|,?\s?(?:cho )?(?:đến|tới)(?: hết)?)\s?{_WEEKDAY}?", regex.IGNORECASE)
_WEEKDAY_BEFORE = regex.compile(rf"{_WEEKDAY}$", regex.IGNORECASE)
_THEN = regex.compile(r" (?:thì|mới|đã)\b", regex.IGNORECASE)
_FROM = regex.compile(r"(?:^|\b)(?:kể |tính )?từ\b|giai đoạn|thời kỳ", regex.IGNORECASE)


@dataclass(slots=True)
class Moment:
    """A printed day, month, quarter or year; offsets `start` and `end`.

    `match` tells the match it comes from; `words` is a year in words such as 'năm nay'.
    """

    rule: str
    match: int
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    quarter: int | None = None
    year: int | None = None
    words: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """The month and day within a year, for comparing; a quarter counts as its first month."""
        return self.month or 3 * (self.quarter or 1) - 2, self.day or 0

    def value(self) -> str:
        """Return the EDTF value; empty when the calendar has no such day or nothing is known."""
        if self.day is not None and self.month is not None:
            return edtf.iso(self.day, self.month, self.year)
        if self.month is not None:
            return edtf.year_month(self.month, self.year)
        if self.quarter is not None:
            return edtf.quarter(self.quarter, self.year)
        return f"{self.year:04}" if self.year is not None else ""


def read(match: regex.Match[str], rule: str) -> list[Moment]:
    """Return the moments of a match from left to right; each takes from its neighbours what it does not print."""
    tokens = sorted(
        (span, kind, text)
        for kind in _SIZES.keys() & match.re.groupindex.keys()
        for span, text in zip(match.spans(kind), match.captures(kind), strict=True)
    )
    moments: list[Moment] = []
    size = 3
    for (start, end), kind, text in reversed(tokens) if rule == "iso" else tokens:
        if _SIZES[kind] <= size:
            moments.append(Moment(rule, match.start(), start, end))
        size = _SIZES[kind]
        moment = moments[-1]
        moment.start, moment.end = min(start, moment.start), max(end, moment.end)
        setattr(moment, _NAMES[kind], _number(kind, text))
    for left, right in pairwise(moments):
        link = _LINK.match(match.string, left.end, right.start)
        right.start = link.end() if link else right.start
    moments[0].start, moments[-1].end = match.start(), match.end()
    _share(moments, match.string)
    return moments


def _number(kind: str, text: str) -> int | str:
    word = text.lower()
    if kind in ("ry", "near"):
        return word
    if kind == "y":
        return edtf.year(text)
    return _WORDS[word] if word in _WORDS else int(text)


def _share(moments: list[Moment], view: str) -> None:
    """Give each moment the month and year of the next one that prints them, then the year of the one before."""
    for left, right in zip(reversed(moments[:-1]), reversed(moments[1:]), strict=True):
        if left.day is not None and left.month is None:
            left.month = right.month
        if left.year is None and not left.words:
            left.year, left.words = right.year, right.words
            if left.year is not None and left.place > right.place:
                left.year -= 1
    for left, right in pairwise(moments):
        backwards, is_span = left.place > right.place, _SPAN.fullmatch(view, left.end, right.start)
        if right.year is None and not right.words and (is_span or not backwards):
            right.year, right.words = left.year and left.year + backwards, left.words


def makes_span(left: Moment, right: Moment, view: str) -> bool:
    """Tell whether two neighbours are the ends of a span (từ ... đến ...) and not two dates side by side."""
    between = _SPAN.fullmatch(view, left.end, right.start)
    # "Từ tháng 11, đến ngày 15/3 thì xong" says two things.
    if not between or (between[0].lstrip().startswith(",") and _THEN.match(view, right.end)):
        return False
    before = _WEEKDAY_BEFORE.sub("", view[max(0, left.start - 24) : left.start])[-9:]
    begins = bool(_FROM.match(view, left.start) or _FROM.search(before))
    if begins or left.match == right.match:
        return begins or not _is_anniversary(left, right)
    return "-" in between[0] and _size(left) == _size(right) and not _is_anniversary(left, right)


def span(start: Moment, end: Moment) -> str:
    """Return the EDTF span between two moments; empty when it runs backwards, a turn of the year apart."""
    turns = start.year is None and end.year is None and start.place > end.place
    if turns and start.place[0] - end.place[0] < 6:
        return ""
    return edtf.span(start.value(), end.value())


def _size(moment: Moment) -> int:
    return (moment.day is not None) + 2 * (moment.month is not None) + 4 * (moment.quarter is not None)


def _is_anniversary(left: Moment, right: Moment) -> bool:
    """Tell whether a dash joins one day of two years (30/4/1975 - 30/4/2025), or the feasts of 30/4 and 1/5."""
    same_day = left.day is not None and left.place == right.place and left.year != right.year
    return same_day or (left.place, right.place) == ((4, 30), (5, 1))
