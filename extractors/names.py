"""Person names (tên người) among capitalised syllables, and where a place name ends and a person's begins."""

from collections.abc import Sequence
from functools import cache

import regex

from extractors.patterns import table as words_of
from extractors.syllables import Token, is_syllable, table
from extractors.text import tone_key

_LEVELS: dict[str, int] = {"country": -1, "province": 0, "district": 1, "commune": 2}
_MINORITY = regex.compile(r"\G(?:[HKYR]'?|\p{L}*'\p{L}+|.*[čŏŭĕñĭ].*)", regex.IGNORECASE)
_PREFIXED = regex.compile(r"[HK]' ?\p{L}")
_ROYAL = tone_key("tôn nữ")
# "Bí thư Đoàn Sở Y tế": the youth union of a body, not a person of the family Đoàn.
_UNION = tone_key("đoàn")
_UNION_OF = frozenset(map(tone_key, ("khối", "sở", "tỉnh", "huyện", "quận", "xã", "phường")))
_PARTICLES = frozenset(map(tone_key, ("văn", "thị", "hữu", "đức")))


@cache
def _surnames() -> dict[str, str]:
    return {tone_key(row["surname"]): row["kind"] for row in table("surnames")}


@cache
def _units() -> dict[str, int]:
    """Return the highest level at which each unit name stands: -1 country, 0 province, 1 district, 2 commune."""
    ranks: dict[str, int] = {}
    for row in table("units"):
        key = tone_key(row["name"])
        ranks[key] = min(ranks.get(key, 3), {"province": 0, "district": 1}.get(row["level"], 2))
    ranks |= {tone_key(name): 0 for name in words_of("officials", "province_forms")}
    ranks |= {tone_key(name): -1 for name in words_of("officials", "countries")}
    return ranks


def is_unit(words: Sequence[Token], deepest: str = "commune") -> bool:
    """Tell whether the words are the name of a country or of a unit no deeper than a level."""
    rank = _units().get(" ".join(w.key for w in words), 3)
    return rank <= _LEVELS[deepest] and (rank >= 0 or deepest != "commune")


def surname(word: Token) -> int:
    """Return how surely a word is a family name (họ): 2 for the usual ones, 1 for the rare or ambiguous, 0 for none."""
    kind = _surnames().get(word.key)
    return {"strong": 2, "weak": 1}.get(kind or "", 0) or int(bool(_PREFIXED.match(word.text)))


def is_particle(word: Token) -> bool:
    """Tell whether a word stands between a family name and a given one (văn, thị), so that a syllable must follow."""
    return word.key in _PARTICLES


def is_native(word: Token) -> bool:
    """Tell whether a word can be a syllable of a Vietnamese or minority name."""
    return is_syllable(word.text) or word.key in _surnames() or bool(_MINORITY.fullmatch(word.text))


def score(words: Sequence[Token]) -> float:
    """Return how well capitalised words look like a person's name; negative when they cannot be one."""
    if len(words) == 1 and "'" in words[0].text[1:2]:
        return 1.0
    if not 2 <= len(words) <= 5 or _excluded(words):
        return -9.0
    first = surname(words[0])
    clan = 2.5 if any(_surnames().get(w.key) == "clan" or _PREFIXED.match(w.text) for w in words[1:]) else 0.0
    if not clan and first < 2 and not all(map(is_native, words)):
        return 0.0 if len(words) <= 4 else -9.0
    length = {2: 0.0, 3: 1.0, 4: 0.7, 5: -2.0}[len(words)]
    particle = 1.0 if len(words) > 2 and is_particle(words[1]) else 0.0
    royal = 2.5 if _ROYAL in " ".join(w.key for w in words[1:]) else 0.0
    return first + length + particle + clan + royal - float(is_unit(words))


def _excluded(words: Sequence[Token]) -> bool:
    name = " ".join(w.key for w in words)
    deepest = ("commune", "district", "province")[surname(words[0])]
    if words[0].key == _UNION and words[1].key in _UNION_OF:
        return True
    return name in _historical() or opens_sentence(words[0]) or is_unit(words, deepest) or _led_by_unit(words)


@cache
def _historical() -> frozenset[str]:
    return frozenset(map(tone_key, words_of("officials", "historical")))


def _led_by_unit(words: Sequence[Token]) -> bool:
    return is_unit(words[:2], "country") or (surname(words[0]) < 2 and is_unit(words[:2], "province"))


def opens_sentence(word: Token) -> bool:
    """Tell whether a capitalised word is one that opens sentences rather than names (Theo, Tại, Trước)."""
    return word.key in _never()


@cache
def _never() -> frozenset[str]:
    return frozenset(map(tone_key, words_of("officials", "never_in_names")))


def person_start(words: Sequence[Token], least: int, deepest: str, wary: bool) -> int:
    """Return how many of the capitalised words after a post are a place or body; the rest is a person's name.

    `least` words at least belong to the place; `deepest` is the level of unit that the words before announce.
    `wary` asks for strong evidence of a person, because the post already has its bearer.
    """
    return max(range(least, len(words) + 1), key=lambda p: _split_score(words, p, deepest, wary))


def _split_score(words: Sequence[Token], p: int, deepest: str, wary: bool) -> float:
    person = words[p:]
    place = 0.0 if not p else 4.2 if is_unit(words[:p], deepest) else {1: -1.3, 2: -0.5, 3: -1.0}.get(p, -0.6 * p)
    if not person:
        return place
    if p == 1 and surname(words[0]) == 2:
        place = min(place, 1.0)
    doubt = (4.0 if wary else 0.0) + (0.0 if surname(person[0]) else 0.9) + (2.5 if _late(person, deepest) else 0.0)
    return place + score(person) - doubt - (3.0 if p and is_particle(person[0]) and surname(words[p - 1]) else 0.0)


def _late(person: Sequence[Token], deepest: str) -> bool:
    """Tell whether a sure family name comes late, behind words that rather end a place ("Đông | Bùi Tấn Lộc").

    Behind a commune or a hamlet it may come third, as the names of those need not be known ("Trà Mẹt | Thạch Tí").
    """
    if surname(person[0]) == 2:
        return False
    third = deepest == "commune" and len(person) == 4 and not is_particle(person[1]) and surname(person[2]) == 2
    return third or (len(person) >= (4 if surname(person[0]) else 3) and surname(person[1]) == 2)


def trim(words: Sequence[Token]) -> Sequence[Token]:
    """Return capitalised words without what stands before a person's name in them (a word that opens the sentence)."""
    if surname(words[0]) or len(words) < 3:
        return words
    starts = [i for i in range(1, len(words) - 1) if surname(words[i]) == 2 and len(words) - i <= 4]
    return words[starts[0] :] if starts else words
