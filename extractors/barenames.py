"""Find the places that stand without a type word: provinces, their cities, districts before their province, repeats."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors import units
from extractors.doc import Sentence
from extractors.patterns import compiler, rules
from extractors.places import RANK, Place
from extractors.placewords import (
    aliases,
    cities,
    gap,
    institution,
    is_person,
    no_place_follows,
    provinces,
    text_of,
    tokenize,
    words,
)
from extractors.units import Unit, name_key, named

_NEXT = regex.compile(r" {0,2}(?:[,;-] {0,2}(?:và |cùng )?|và {1,2})")
_BEHIND = regex.compile(r" {0,2}[,(-] {0,2}(?:(?i:tỉnh|thành phố) |TP[. ]{0,2})?")
_JOINED = regex.compile(r" {0,2}- {0,2}")
_IN = regex.compile(r"(?i)(?<!\p{L})(?:tại|ở|về|địa bàn|người dân) $")
_part = compiler("places")


class Name(NamedTuple):
    """A stretch of capitalised syllables that is the name of some unit, and its key (extractors.units.name_key)."""

    start: int
    end: int
    key: str


def names(view: str, start: int, end: int) -> list[Name]:
    """Return the stretches of a sentence that are names of units, Hà Nội and Lạng Sơn of "Hà Nội - Lạng Sơn" too."""
    found: list[Name] = []
    for run in rules("places")["bare"].pattern.finditer(view, start, end):
        printed = run["name"]
        if "-" in printed:
            found += _joined(run)
        elif single := _single(printed):
            found.append(Name(run.start("name") + single.start, run.start("name") + single.end, single.key))
    return found


@lru_cache(maxsize=8192)
def _single(text: str) -> Name | None:
    """Return the name that a run without dashes holds, None when no unit bears it.

    A word that opens the run is left out, and so is the person behind a province or city ("Hà Nội Trần Văn Tí").
    """
    start = 0
    first, _, rest = text.partition(" ")
    while rest and _opens(first, rest):
        start += len(text) - start - len(rest.lstrip())
        first, _, rest = text[start:].partition(" ")
    if not rest:
        return None
    key = name_key(text[start:])
    if named(key):
        return Name(start, len(text), key)
    tokens = tokenize(text, start, len(text))
    for n in (3, 2):
        key = name_key(text_of(tokens[:n]))
        if is_person(tokens[n:]) and (key in provinces() or key in cities()):
            return Name(start, tokens[n - 1].end(), key)
    return None


def _opens(first: str, rest: str) -> bool:
    """Tell whether a run begins with a word that opens sentences, or with the short name of a body ("THADS Hà Nội")."""
    body = len(first) > 1 and first.isupper() and rest.split(maxsplit=1)[0].istitle()
    return body or first in words("openers")


def _joined(run: regex.Match[str]) -> Iterator[Name]:
    """Yield the names of a run with dashes; no piece of a road's name, and the longest that is known."""
    tokens = tokenize(run.string, *run.span("name"))
    while len(tokens) > 1 and gap(tokens, 1) == " " and _opens(tokens[0][0], tokens[1][0]):
        tokens = tokens[1:]
    cuts = [i for i in range(1, len(tokens)) if "-" in gap(tokens, i)]
    at = 0
    while at < len(tokens):
        ends = [*(c for c in cuts if c > at), len(tokens)]
        # Bà Rịa - Vũng Tàu is one name.
        end = next((e for e in reversed(ends) if named(_key(text_of(tokens[at:e])))), ends[0])
        if end - at == len(tokens) or not no_place_follows(run.string, tokens[0].start(), "before_joined"):
            key = _key(text_of(tokens[at:end]))
            if end - at > 1 and named(key):
                yield Name(tokens[at].start(), tokens[end - 1].end(), key)
        at = end


def _key(printed: str) -> str:
    return name_key(aliases().get(printed, printed))


class BareNames:
    """The choice among the names of one text, where `anchors` are its units with type words and `home` its provinces.

    Anchors have two syllables or more.
    """

    def __init__(self, view: str, portal: Unit | None, anchors: Mapping[str, Place], home: Set[Unit]) -> None:
        self.view = view
        self.portal = portal
        self.anchors = anchors
        self.home = home

    def places(self, found: Sequence[Name], sentence: Sentence, taken: bytearray) -> list[Place]:
        """Return the places among the names of a sentence that stand outside what is taken."""
        chosen: list[Place] = []
        for name in reversed(found):
            if 1 not in taken[name.start : name.end]:
                behind = chosen[-1] if chosen and _NEXT.fullmatch(self.view, name.end, chosen[-1].start) else None
                place = self._place(name, sentence, behind)
                chosen += [place] if place else []
        return chosen

    def _place(self, name: Name, sentence: Sentence, behind: Place | None) -> Place | None:
        start, end, key = name
        if no_place_follows(self.view, start, "before_other"):
            return None
        if institution(self.view, sentence.start, start):
            return None
        states, anchor = provinces().get(key, []), self.anchors.get(key)
        if states and (anchor is None or any(s in states for a in anchor.states for s in units.parents(a))):
            return Place(start, end, sentence.number, "province", states[0].full_name, "bare", states)
        if found := self._before_province(key, end, sentence) or self._in_list(key, behind):
            return Place(start, end, sentence.number, "district", found[0].full_name, "chain", found)
        if anchor:
            return Place(start, end, sentence.number, anchor.level, anchor.name, "bare", anchor.states, anchor=anchor)
        return self._known(key, start, end, sentence)

    def _known(self, key: str, start: int, end: int, sentence: Sentence) -> Place | None:
        """Return a city that everybody knows, the portal's own unit, or a district where its province is spoken of."""
        found = cities().get(key, [])
        if found:
            return Place(start, end, sentence.number, "district", found[-1].full_name, "bare", found)
        own = self.portal
        if own and own.level != "province" and key == name_key(own.name):
            return Place(start, end, sentence.number, own.level, own.full_name, "bare", [own], by="portal")
        if _IN.search(self.view, max(sentence.start, start - 12), start):
            found = _districts(key, self.home)
            if len({u.code for u in found}) == 1:
                return Place(start, end, sentence.number, "district", found[-1].full_name, "bare", found)
        return None

    def _before_province(self, key: str, end: int, sentence: Sentence) -> list[Unit]:
        """Return the districts of a bare name that its own province follows."""
        skipped = _BEHIND.match(self.view, end, sentence.end)
        run = _part("run").match(self.view, skipped.end(), sentence.end) if skipped else None
        return _districts(key, named(_key(run[0]))) if run else []

    @staticmethod
    def _in_list(key: str, behind: Place | None) -> list[Unit]:
        """Return the districts of a bare name that stands in a list before one of its province."""
        if behind is None or behind.rule != "chain" or RANK[behind.level] != RANK["district"]:
            return []
        return _districts(key, {u for s in behind.states for u in units.parents(s)})


def _districts(key: str, above: Iterable[Unit]) -> list[Unit]:
    tops = {u for u in above if u.level == "province"}
    return [u for u in named(key) if u.level == "district" and not tops.isdisjoint(units.parents(u))]
