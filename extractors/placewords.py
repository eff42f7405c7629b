"""What the words of a place name can be: the longest known name in a run of syllables, an unknown one, a person's."""

from collections.abc import Sequence
from functools import cache

import regex

from extractors import units
from extractors.patterns import table
from extractors.places import codes
from extractors.syllables import table as gazetteer
from extractors.units import Unit, name_key, named

DISTRICTS = frozenset({"Quận", "Huyện", "Thị xã", "Thành phố"})
COMMUNES = frozenset({"Xã", "Phường", "Thị trấn", "Đặc khu"})
_COMMON = 6
_TOKEN = regex.compile(r"\p{Lu}[\p{L}\p{M}]*(?:'[\p{L}\p{M}]+)*|\d+[A-Za-z]?")

Tokens = list["regex.Match[str]"]


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words of rules/places.toml."""
    return frozenset(table("places", "words")[name].split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return a list of phrases of rules/places.toml."""
    return frozenset(table("places", "words")[name])


def aliases() -> dict[str, str]:
    """Return the full names of short ones."""
    short: dict[str, str] = table("places", "words")["aliases"]
    return short


def _never() -> list[str]:
    """Names that mean a person or a battle when they stand alone."""
    names: list[str] = table("places", "words")["never_bare"]
    return names


@cache
def cities() -> dict[str, list[Unit]]:
    """Return the cities of provinces by key, where few other places bear the name: Nha Trang is no other than that."""
    keys = {name_key(u.name) for u in units.of_level("district") if u.type == "Thành phố" and " " in u.name}
    keys -= {name_key(n) for n in _never()}
    states = {key: [u for u in named(key) if u.before] for key in keys}
    above = {key: [u for u in found if u.level != "commune"] for key, found in states.items()}
    return {key: found for key, found in above.items() if len(codes(found)) == 1 and len(codes(states[key])) < _COMMON}


@cache
def provinces() -> dict[str, list[Unit]]:
    """Return the provinces by key; a name of one syllable or of a person is none without its type word."""
    keys = {name_key(u.name): u.name for u in units.of_level("province") if " " in u.name and u.name not in _never()}
    return {key: [u for u in named(key) if u.level == "province"] for key in keys}


def no_place_follows(view: str, at: int, which: str) -> bool:
    """Tell whether the word before a bare name gives it to another thing: "đường Hà Giang", not "yêu cầu Hà Nội"."""
    before = view[max(0, at - 24) : at].rstrip(' :"').rsplit(maxsplit=2)
    if not before or before[-1].lower() not in words(which):
        return False
    return " ".join(before[-2:]).lower() not in phrases("not_other")


def institution(view: str, start: int, at: int) -> bool:
    """Tell whether a bare name ends the name of a firm, a school or a hospital that begins before it."""
    before = view[max(start, at - 70) : at].rpartition("(")[2].split()
    for i in range(len(before) - 1, max(-1, len(before) - 11), -1):
        ends = [" ".join(before[j : i + 1]).lower() for j in range(max(0, i - 2), i + 1)]
        if not phrases("not_other").isdisjoint(ends):
            continue
        if not phrases("institutions").isdisjoint(ends):
            return True
        cut = before[i] not in ("-", "&") and not before[i][-1].isalpha()
        if cut or not phrases("breaks").isdisjoint(ends) or _ends_name(before, i):
            return False
    return False


def _ends_name(before: Sequence[str], i: int) -> bool:
    """Tell whether a name ends with a word: a capitalised one behind another, and before a lower-case one."""
    first, last, behind = before[max(0, i - 1)], before[i], "".join(before[i + 1 : i + 2])
    return (
        i > 0
        and first.istitle()
        and last.istitle()
        and behind.islower()
        and first.lower() not in phrases("institutions")
    )


def of_types(text: str, kinds: frozenset[str]) -> list[Unit]:
    """Return the states of a printed name that have one of the types."""
    return [u for u in named(name_key(aliases().get(text, text))) if u.type in kinds]


def tokenize(view: str, start: int, end: int) -> Tokens:
    """Return the capitalised syllables and numbers of a stretch."""
    return list(_TOKEN.finditer(view, start, end))


def text_of(tokens: Tokens) -> str:
    """Return the stretch from the first token to the last."""
    return str(tokens[0].string[tokens[0].start() : tokens[-1].end()])


def readable(name: str) -> str:
    """Return a name with one capital a syllable, where it is printed in capitals alone."""
    return name.title() if name.isupper() else name


def family_of(kind: str) -> frozenset[str]:
    """Return the types that a writer may mix up with one, and that a unit may have had before; none for provinces."""
    return COMMUNES if kind in COMMUNES else DISTRICTS if kind in DISTRICTS else frozenset()


def gap(tokens: Tokens, i: int) -> str:
    """Return what stands between a token and the one before."""
    return str(tokens[i].string[tokens[i - 1].end() : tokens[i].start()])


def is_person(tokens: Tokens) -> bool:
    """Tell whether capitalised syllables begin a full name of a person."""
    return len(tokens) > 1 and tokens[0][0].capitalize() in words("surnames") and tokens[1][0].isalpha()


def _is_full_name(tokens: Tokens) -> bool:
    """Tell whether a run is a person's name with "Thị" or "Văn" behind a family name that units bear as well."""
    return len(tokens) > 2 and tokens[1][0].lower() in ("thị", "văn") and tokens[0][0].lower() in _family_names()


@cache
def _family_names() -> frozenset[str]:
    return frozenset(row["surname"].lower() for row in gazetteer("surnames"))


def _may_end(tokens: Tokens, n: int, level: str) -> bool:
    """Tell whether a name may end after n tokens of a run: a person or a new phrase must follow a cut."""
    rest = tokens[n:]
    if not rest or "-" in gap(tokens, n):
        return True
    if n == 1 and tokens[0][0].isalpha() and tokens[0][0] not in aliases():
        return len(rest) > 1 and is_person(rest)
    return len(rest) > 1 or level != "commune" or not rest[0][0].istitle()


def longest(tokens: Tokens, kinds: frozenset[str]) -> tuple[int, list[Unit]]:
    """Return how many tokens make up the longest known name, and its states; 0 and none when there is none."""
    for n in range(len(tokens), 0, -1):
        states = of_types(text_of(tokens[:n]), kinds)
        if states and _may_end(tokens, n, states[0].level):
            return n, states
    return 0, []


def unknown(tokens: Tokens) -> int:
    """Return how many tokens make up a name that the gazetteer lacks: two or three syllables, and no person."""
    first = tokens[0][0]
    if (
        not first.istitle()
        or first in words("no_name")
        or (is_person(tokens) and len(tokens) > 2)
        or _is_full_name(tokens)
    ):
        return 0
    n = 1
    while n < min(len(tokens), 3) and tokens[n][0].istitle() and gap(tokens, n) == " ":
        if is_person(tokens[n:]):
            break
        n += 1
    return n if n > 1 else 0
