"""Dates that lean on another one: a missing year, 'hôm qua', 'năm ngoái', counted from the publication date."""

from datetime import date, timedelta

# How far ahead of the publication a date without a year may lie: news tells of what was, unless it says otherwise.
_AHEAD = {False: (183, 31), True: (366, 183)}


def reference(published: str | None) -> date | None:
    """Return the publication date, or None where it is unknown or no date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def year_of(month: int, day: int | None, published: date, ahead: bool = False) -> int:
    """Return the year of a day or month printed without one: the latest that is not too far ahead of the publication.

    `ahead` says that the text speaks of something to come.
    """
    this_year, next_year = _AHEAD[ahead]
    distance = _days(published.year, month, day, published)
    if distance > this_year:
        return published.year - 1
    coming = _days(published.year + 1, month, day, published)
    near = coming <= next_year and (ahead or day is not None)
    return published.year + 1 if near else published.year


def _days(year: int, month: int, day: int | None, published: date) -> int:
    """Count the days from the publication to a day of a year, which may be one that this year lacks."""
    return (date(year, month, 1) + timedelta(days=(day or 1) - 1) - published).days


def shifted_day(published: date, days: int) -> date:
    """Return the day some days after the publication."""
    return published + timedelta(days=days)


def shifted_month(published: date, months: int) -> tuple[int, int]:
    """Return the year and month some months after the publication."""
    years, month = divmod(published.month - 1 + months, 12)
    return published.year + years, month + 1
