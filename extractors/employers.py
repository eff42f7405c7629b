"""Whom a director works for when no body stands behind the post: the body or the firm that was named last before it."""

import regex

from extractors.patterns import rules
from extractors.people import Held

_BACK = 600
_DIRECTORS = ("giám đốc", "gđ")
_BEHIND = regex.compile(
    r"\G(?:\s+và\s[^.,;\n]{4,40},[^.,;\n]{0,20}?giám đốc)?\s+(?:(?:của|một|các|tại|ở)\s+){0,2}+", regex.IGNORECASE
)


def public(held: Held, view: str) -> bool:
    """Tell whether a bare "giám đốc" directs a public body, by the nearest body or firm before the post.

    One behind it counts first ("giám đốc một công ty"; "A, giám đốc và B, phó giám đốc Công ty X").
    """
    post = view[held.start : held.end].lower()
    if held.end > held.head or not post.endswith(_DIRECTORS) or "tổng" in post:
        return False
    employer = rules("officials")["employer"].pattern
    behind = _BEHIND.match(view, held.end)
    nearest = employer.match(view, behind.end()) if behind else None
    for found in () if nearest else employer.finditer(view, max(0, held.start - _BACK), held.start):
        nearest = found
    return nearest is not None and nearest["public"] is not None
