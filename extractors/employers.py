"""Whom a bare director or chief works for: the body, the crew or the firm that was named last before the post."""

import regex

from extractors.patterns import rules
from extractors.people import Held

_BACK = 600
_CHIEFS = {
    "giám đốc": "employer",
    "gđ": "employer",
    "đội trưởng": "crew",
    "đội phó": "crew",
    "tổ trưởng": "crew",
    "tổ phó": "crew",
}
_BEHIND = regex.compile(
    r"\G(?:\s+và\s[^.,;\n]{4,40},[^.,;\n]{0,20}?giám đốc)?\s+(?:(?:của|một|các|tại|ở)\s+){0,2}+", regex.IGNORECASE
)


def public(held: Held, view: str) -> bool:
    """Tell whether a bare "giám đốc" or "tổ trưởng" heads a public body, by the nearest body or firm before the post.

    One behind it counts first ("giám đốc một công ty"; "A, giám đốc và B, phó giám đốc Công ty X").
    """
    post = view[held.start : held.end].lower()
    named = next((rule for chief, rule in _CHIEFS.items() if post.endswith(chief)), None)
    if held.end > held.head or not named or "tổng" in post:
        return False
    employer = rules("officials")[named].pattern
    behind = _BEHIND.match(view, held.end)
    nearest = employer.match(view, behind.end()) if behind else None
    for found in () if nearest else employer.finditer(view, max(0, held.start - _BACK), held.start):
        nearest = found
    return nearest is not None and nearest["public"] is not None
