"""Sums that are announced and not yet raised or spent (chỉ tiêu, dự kiến): what before a sum says which it is."""

from bisect import bisect_right
from functools import cache, lru_cache

import regex

from extractors.patterns import compiler, part

# A word further off than this many characters rules nothing.
_REACH = 300
_WALL = regex.compile(r"[,;:.]")
_part = compiler("funds", regex.IGNORECASE)


@cache
def _words() -> regex.Pattern[str]:
    said = "|".join(part("funds", p) for p in ("ahead", "reached", "won"))
    return regex.compile(said, regex.IGNORECASE)


@lru_cache(maxsize=16)
def _turns(view: str, year: str) -> tuple[list[int], list[bool]]:
    """Return where the words of a sentence end that tell of a plan or of what is reached, and which tell of a plan.

    "Phấn đấu vận động được" is a plan still: what is won counts only beyond the clause of the plan.
    """
    ends, plans = list[int](), list[bool]()
    for match in _words().finditer(view):
        won = match["won"] and plans and plans[-1] and not _WALL.search(view, ends[-1], match.start())
        past = match["year"] and not year < match["year"]
        if not won and not past:
            ends.append(match.end())
            plans.append(match["ahead"] is not None)
    return ends, plans


def planned(view: str, start: int, end: int, published: str | None = None) -> bool | None:
    """Tell whether the sum at start:end is announced only, None where its sentence does not say.

    The last word before it decides; a year does after that of publication, an ISO date.
    """
    if _part("to_raise").match(view, end):
        return True
    ends, plans = _turns(view, published[:4] if published else "9999")
    i = bisect_right(ends, start) - 1
    return plans[i] if i >= 0 and start - ends[i] <= _REACH else None
