"""Posts compared: the key that all printed forms of one post share, for one unit."""

from collections.abc import Sequence
from functools import cache

import regex

from extractors.lexicon import head_at
from extractors.syllables import Phrases, Token, table, tokens
from extractors.text import tone_key, view
from extractors.units import Unit

_ASIDE = regex.compile(r"\([^)]*+\)")
# KH-ĐT, TN&MT and TP.HCM are written without their marks as well.
_IN_ACRONYM = regex.compile(r"(?<=\p{Lu})[&.-](?=\p{Lu}(?!\p{Ll}))")
_SMALL = frozenset(map(tone_key, ("và", "của", "thuộc", "tại", "cùng")))
_LEVELS = {
    tuple(tone_key(word).split()): levels
    for levels, words in (
        (("province",), ("tỉnh",)),
        (("province", "district"), ("thành phố",)),
        (("district",), ("huyện", "quận", "thị xã")),
        (("commune",), ("xã", "phường", "thị trấn", "đặc khu")),
    )
    for word in words
}
_CHAIR, _SECRETARY = (tone_key(t) for t in ("chủ tịch", "bí thư"))
_BODY_OF = {_CHAIR: tone_key("ủy ban nhân dân"), _SECRETARY: tone_key("đảng bộ")}
_NATIONAL = regex.compile(
    tone_key(r"^(?:phó )?(?:thủ tướng|chủ tịch nước|chủ tịch quốc hội)$|^tổng bí thư|^(?:bộ|thứ) trưởng|trung ương")
)


@cache
def _names() -> Phrases:
    return Phrases((row["name"], tone_key(row["same_as"])) for row in table("body_names"))


def post_key(title: str, unit: Unit | None) -> str:
    """Return what one post is compared by within its unit; empty when it names no body ("Phó Chủ tịch").

    "Chủ tịch UBND huyện Tiểu Cần", "Chủ tịch Ủy ban nhân dân huyện" and "Chủ tịch huyện" are one post of the unit.
    """
    words = _words(tokens(_IN_ACRONYM.sub("", view(_ASIDE.sub(" ", title)))))
    at, size = next(
        ((i, n) for i in range(1, len(words)) for n in (2, 1) if tuple(words[i : i + n]) in _LEVELS), (0, 0)
    )
    if not at:
        own = [tone_key(w) for w in unit.name.split()] if unit else []
        words = words[: -len(own)] if own and words[-len(own) :] == own else words
        return "" if _bare(words) and not national(" ".join(words)) else " ".join(words)
    level = words[at : at + size]
    post = " ".join(words[:at])
    post += next((f" {body}" for head, body in _BODY_OF.items() if post.endswith(head)), "")
    return post if unit and unit.level in _LEVELS[tuple(level)] else f"{post} {' '.join(level)}"


def national(key: str) -> bool:
    """Tell whether a post is one of the whole country, which has no unit code."""
    return _NATIONAL.search(key) is not None


def _words(read: Sequence[Token]) -> list[str]:
    found: list[str] = []
    i = 0
    while i < len(read):
        known = _names().at(read, i)
        if known:
            found += known[1].split()
        elif read[i].shape != "mark" and read[i].key not in _SMALL:
            found.append(read[i].key)
        i = known[0] if known else i + 1
    return found


def _bare(words: Sequence[str]) -> bool:
    read = tokens(" ".join(words))
    head = head_at(read, 0)
    return not words or (head is not None and head.end == len(read))
