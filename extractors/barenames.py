"""Find the places that stand without a type word: provinces, their cities, districts before their province, repeats."""

from collections.abc import Iterable, Iterator, Mapping, Set

import regex

from extractors import units
from extractors.doc import Sentence
from extractors.patterns import part, rules
from extractors.places import RANK, Place
from extractors.placewords import (
    Tokens,
    aliases,
    cities,
    gap,
    institution,
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


class BareNames:
    """The search in one text, where `anchors` are its units of two syllables or more and `home` its provinces."""

    def __init__(self, view: str, portal: Unit | None, anchors: Mapping[str, Place], home: Set[Unit]) -> None:
        self.view = view
        self.portal = portal
        self.anchors = anchors
        self.home = home

    def find(self, sentence: Sentence, taken: bytearray) -> list[Place]:
        """Return the bare names of a sentence outside what is taken, in order of place."""
        runs = rules("places")["bare"].pattern.finditer(self.view, sentence.start, sentence.end)
        found: list[Place] = []
        for tokens in reversed([p for run in runs for p in self._pieces(tokenize(self.view, *run.span("name")))]):
            start, end = tokens[0].start(), tokens[-1].end()
            if len(tokens) > 1 and 1 not in taken[start:end]:
                behind = found[-1] if found and _NEXT.fullmatch(self.view, end, found[-1].start) else None
                place = self._place(text_of(tokens), start, end, sentence, behind)
                found += [place] if place else []
        return found[::-1]

    def _pieces(self, tokens: Tokens) -> Iterator[Tokens]:
        """Yield the names of a run: Hà Nội and Lạng Sơn of "Hà Nội - Lạng Sơn", but no piece of a road's name."""
        while len(tokens) > 1 and (tokens[0][0] in words("openers") or _is_body(tokens)):
            tokens = tokens[1:]
        cuts = [i for i in range(1, len(tokens)) if "-" in gap(tokens, i)]
        if not cuts or self._is_known(tokens):
            yield tokens
        elif not no_place_follows(self.view, tokens[0].start(), "before_joined"):
            at = 0
            while at < len(tokens):
                ends = [*(c for c in cuts if c > at), len(tokens)]
                # Bà Rịa - Vũng Tàu is one name, and the longest that is known is meant.
                end = next((e for e in reversed(ends) if self._is_known(tokens[at:e])), ends[0])
                yield tokens[at:end]
                at = end

    def _is_known(self, tokens: Tokens) -> bool:
        return bool(named(name_key(self._full(text_of(tokens)))))

    @staticmethod
    def _full(printed: str) -> str:
        return aliases().get(printed, printed)

    def _place(self, printed: str, start: int, end: int, sentence: Sentence, behind: Place | None) -> Place | None:
        key = name_key(self._full(printed))
        if not named(key) or no_place_follows(self.view, start, "before_other"):
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
        run = _run().match(self.view, skipped.end(), sentence.end) if skipped else None
        return _districts(key, named(name_key(self._full(run[0])))) if run else []

    @staticmethod
    def _in_list(key: str, behind: Place | None) -> list[Unit]:
        """Return the districts of a bare name that stands in a list before one of its province."""
        if behind is None or behind.rule != "chain" or RANK[behind.level] != RANK["district"]:
            return []
        return _districts(key, {u for s in behind.states for u in units.parents(s)})


def _districts(key: str, above: Iterable[Unit]) -> list[Unit]:
    tops = {u for u in above if u.level == "province"}
    return [u for u in named(key) if u.level == "district" and not tops.isdisjoint(units.parents(u))]


def _is_body(tokens: Tokens) -> bool:
    """Tell whether a run begins with the short name of a body ("PCU Bà Rịa - Vũng Tàu")."""
    return len(tokens[0][0]) > 1 and tokens[0][0].isupper() and tokens[1][0].istitle() and gap(tokens, 1) == " "


def _run() -> regex.Pattern[str]:
    return regex.compile(part("places", "run"))
