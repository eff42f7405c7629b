"""Places inside and behind a post: the name or number of a unit, the larger units behind commas, a road's two ends."""

from collections.abc import Sequence

from extractors import names
from extractors.lexicon import bodies, head_at, run, unit_types
from extractors.syllables import Token


def larger(words: Sequence[Token], at: int, borne: bool) -> int:
    """Return the token after the larger places that stand behind commas from token `at` on (", quận 3, tỉnh Lai Châu").

    `borne` says here and below that the bearer of the post was named before it.
    """
    while at + 2 < len(words) and words[at].text == ",":
        found = unit_types().at(words, at + 1)
        name = run(words, found[0]) if found else ()
        if not found or not name or not names.person_start(name, 0, found[1], borne):
            break
        at = named(words, found[0], name, found[1], borne)
    return at


def coded(words: Sequence[Token], i: int) -> bool:
    """Tell whether a unit is named by a number or an abbreviation at token i ("tổ 5", "TP.HCM")."""
    if i >= len(words) or head_at(words, i):
        return False
    return words[i].shape == "number" or (words[i].shape == "acronym" and not bodies().at(words, i))


def named(words: Sequence[Token], i: int, name: Sequence[Token], level: str, borne: bool) -> int:
    """Return where the name of a unit ends that begins at token i; a number may be a part of it ("Tam Xuân 2")."""
    for last in range(min(i + 5, len(words)), i + 2, -1):
        dashed = words[last - 1].shape == "capital" and any(w.text == "-" for w in words[i:last])
        if dashed and names.is_unit(words[i:last], "province"):
            return last
    end = i + len(name)
    if name and level == "commune" and end < len(words) and words[end].shape == "number" and len(name) <= 3:
        return end + 1
    return i + names.person_start(name, 0, level, borne) if name else i


def stretch(words: Sequence[Token], i: int) -> bool:
    """Tell whether the dash before token i stands between the ends of a road ("cao tốc Đà Nẵng - Quảng Ngãi")."""
    ends = (words[i - 3 : i - 1], words[i : i + 2])
    both = all(len(e) == 2 and names.is_unit(e, "province") for e in ends)
    return both or names.is_unit(words[i - 3 : i + 2], "province")
