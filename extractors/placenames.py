"""Find the names of places in a text: type words with the names behind them, lists, chains, hamlets, bare provinces."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors import units
from extractors.barenames import BareNames, Name, names
from extractors.doc import Sentence
from extractors.patterns import Rule, compiler, possible, table
from extractors.places import RANK, Place
from extractors.placewords import (
    COMMUNES,
    DISTRICTS,
    Tokens,
    family_of,
    gap,
    is_person,
    longest,
    no_place_follows,
    of_types,
    provinces,
    readable,
    text_of,
    tokenize,
    unknown,
    words,
)
from extractors.units import Unit, name_key, named

_SEPARATOR = regex.compile(r" {0,2}[,;] {0,2}(?:và |cùng )?| {1,2}và {1,2}")
_BEHIND = regex.compile(r" {0,2}[,(-] {0,2}")
_GOES_ON = regex.compile(r" {0,2}(?:[,;(-]|và )")
_JOINED = regex.compile(r" ?- ?\p{Lu}")
_FORMER = regex.compile(r" ?\(?(?:cũ|trước đây)(?!\p{L})")
_MANY = regex.compile(r"(?i)(?:các|những|hai|ba|bốn|năm|\d):? ?$")


_pattern = compiler("places")


def _top(state: Unit) -> Unit:
    return [state, *units.parents(state)][-1]


class Reading(NamedTuple):
    """What a run behind a type word names: a stretch of the run, its states of that type and of a similar one."""

    start: int
    end: int
    first: str
    name: str
    whole: bool
    states: tuple[Unit, ...]
    others: tuple[Unit, ...]


@lru_cache(maxsize=8192)
def _read_name(run: str, kind: str, loose: bool) -> Reading | None:
    """Return what a run names behind the word for a kind of unit.

    A loose reading takes a unit of a similar type, or a name that the gazetteer lacks.
    """
    tokens = tokenize(run, 0, len(run))
    family = family_of(kind) if loose else frozenset()
    n, states = longest(tokens, frozenset({kind}))
    others: list[Unit] = []
    if len(tokens) > 1:
        n, others = (n, of_types(text_of(tokens[:n]), family - {kind})) if n else longest(tokens, family)
    if not n and family and kind != "Thành phố":
        n = unknown(tokens)
        others = [u for u in units.folded(text_of(tokens[:n])) if u.type == kind and kind in DISTRICTS] if n else []
    if not n:
        return None
    whole = n == len(tokens) or "-" in gap(tokens, n)
    name = f"{kind} {readable(text_of(tokens[:n]))}"
    return Reading(tokens[0].start(), tokens[n - 1].end(), tokens[0][0], name, whole, tuple(states), tuple(others))


class Finder:
    """The search in one text: `places` holds what was found, in order of place within each sentence."""

    def __init__(self, view: str, portal: Unit | None) -> None:
        self.view = view
        self.portal = portal
        self.places: list[Place] = []
        self._taken = bytearray(len(view))

    def run(self, sentences: Iterable[Sentence]) -> list[Place]:
        """Find the places with type words in all sentences, then the bare names that they and the portal allow."""
        read: list[tuple[Sentence, list[Place], list[Name]]] = []
        for sentence in sentences:
            found: list[Place] = []
            bare: list[Name] = []
            for rule in possible("places", sentence.view):
                if rule.name == "bare":
                    bare = names(self.view, sentence.start, sentence.end)
                else:
                    found += self._scan(rule, sentence)
            read.append((sentence, found, bare))
        own = [place for _, found, _ in read for place in found]
        home = self._home(own, (name for _, _, bare in read for name in bare))
        choice = BareNames(self.view, self.portal, self._anchors(own), home)
        for sentence, found, bare in read:
            found += choice.places(bare, sentence, self._taken)
            self.places += sorted(found, key=lambda p: p.start)
        for place in self.places:
            place.former = bool(_FORMER.match(self.view, place.end))
        return self.places

    def _scan(self, rule: Rule, sentence: Sentence) -> Iterator[Place]:
        at = sentence.start
        while match := rule.pattern.search(self.view, at, sentence.end):
            at = match.end("type")
            if not self._overlaps(match.start(), match.end("type")):
                hamlet = rule.name == "hamlet"
                new = list(self._hamlets(match, sentence) if hamlet else self._units(rule.name, match, sentence))
                for place in new:
                    self._taken[place.start : place.end] = b"\1" * (place.end - place.start)
                yield from new
                at = max([at, *(p.end for p in new)])

    def _overlaps(self, start: int, end: int) -> bool:
        return 1 in self._taken[start:end]

    def _word_before(self, at: int, sentence: Sentence) -> str:
        before = self.view[max(sentence.start, at - 16) : at].rstrip(' :"').rsplit(maxsplit=1)
        return before[-1].lower() if before else ""

    def _units(self, rule: str, match: regex.Match[str], sentence: Sentence) -> Iterator[Place]:
        printed = match["type"].lower().replace(".", "").strip()
        kind = table("places", "words")["types"][printed]
        found = _read_name(match["name"], kind, rule == "typed")
        if found is None or (match["type"].isupper() and found.first == "HỘI"):
            return
        if rule == "short" and len(found.first) == 1 and found.first.isalpha():
            return
        levels = {s.level for s in found.states}
        level = levels.pop() if len(levels) == 1 else "commune" if kind in COMMUNES else "district"
        start, end = (match.start("name") + offset for offset in (found.start, found.end))
        if rule != "office" and ":" not in self.view[match.end("type") : start]:
            start = match.start("type")
        if _JOINED.match(self.view, end) and no_place_follows(self.view, start, "before_joined"):
            return
        states, others = list(found.states), list(found.others)
        place = Place(start, end, sentence.number, level, found.name, rule, states, others)
        yield place
        if (states or others) and found.whole:
            yield from self._follow(place, kind, sentence)

    def _follow(self, place: Place, kind: str, sentence: Sentence) -> Iterator[Place]:
        """Yield the bare names of higher units behind a place, and the further names of its list."""
        if not _GOES_ON.match(self.view, place.end):
            return
        above = {u for s in place.states or place.others for u in units.parents(s)}
        last = place
        while (behind := self._behind(last, above, sentence)) or (behind := self._next(last, kind, above, sentence)):
            yield behind
            last = behind

    def _behind(self, last: Place, above: set[Unit], sentence: Sentence) -> Place | None:
        run = self._after(last.end, _BEHIND, "run", sentence)
        if not run:
            return None
        found = [u for u in named(name_key(run[0])) if u in above and RANK[u.level] < RANK[last.level]]
        top = min(found, key=lambda u: RANK[u.level], default=None)
        if top is None:
            return None
        states = [u for u in found if u.level == top.level]
        return Place(run.start(), run.end(), sentence.number, top.level, top.full_name, "chain", states)

    def _next(self, last: Place, kind: str, above: set[Unit], sentence: Sentence) -> Place | None:
        name = self._after(last.end, _SEPARATOR, "name", sentence)
        if not name or last.rule == "chain":
            return None
        tops, nearest = {_top(u) for u in above}, {u for u in above if u.level != "province"}
        states = [u for u in of_types(name[0], frozenset({kind})) if not tops.isdisjoint(units.parents(u))]
        others = [u for u in of_types(name[0], family_of(kind) - {kind}) if not nearest.isdisjoint(units.parents(u))]
        if not states and not others:
            return None
        return Place(
            name.start(), name.end(), sentence.number, last.level, f"{kind} {readable(name[0])}", "list", states, others
        )

    def _after(self, at: int, between: regex.Pattern[str], what: str, sentence: Sentence) -> regex.Match[str] | None:
        skipped = between.match(self.view, at, sentence.end)
        return _pattern(what).match(self.view, skipped.end(), sentence.end) if skipped else None

    def _hamlets(self, match: regex.Match[str], sentence: Sentence) -> Iterator[Place]:
        before = self._word_before(match.start(), sentence)
        if before in words("before_hamlet"):
            return
        printed = " ".join(match["type"].lower().split())
        kind = table("places", "words")["hamlets"].get(printed, printed.capitalize())
        end = self._hamlet_end(tokenize(self.view, *match.span("name")), match["type"])
        at = match.start("type")
        while end:
            yield self._hamlet(
                at, end, kind, self.view[match.start("name") if at == match.start("type") else at : end], sentence
            )
            many = _MANY.search(self.view, max(sentence.start, match.start() - 12), match.start())
            item = self._after(end, _SEPARATOR, "name" if many else "number", sentence)
            at, end = (item.start(), self._hamlet_end(tokenize(self.view, *item.span()), "")) if item else (0, 0)

    def _hamlet(self, start: int, end: int, kind: str, name: str, sentence: Sentence) -> Place:
        return Place(start, end, sentence.number, "hamlet", f"{kind} {readable(name)}", "hamlet")

    def _hamlet_end(self, tokens: Tokens, kind: str) -> int:
        """Return where the name of a hamlet ends, or 0 when the run behind its type word is something else."""
        first = tokens[0][0]
        if first.capitalize() in words("no_name") or (is_person(tokens) and len(tokens) > 2):
            return 0
        if len(first) > 1 and first.isupper() and not kind.isupper():
            return 0
        if kind in ("Bản", "KP") and len(tokens) == 1 and first.isalpha():
            return 0
        if kind.istitle() and named(name_key(f"{kind} {text_of(tokens)}")):
            return 0
        n = 1
        while n < min(len(tokens), 5) and gap(tokens, n) == " " and not is_person(tokens[n:]):
            n += 1
        return int(tokens[n - 1].end())

    def _anchors(self, places: Iterable[Place]) -> dict[str, Place]:
        """Return the units that a later bare name repeats: of two syllables or more, the highest of a name."""
        anchors: dict[str, Place] = {}
        for place in sorted(places, key=lambda p: -RANK[p.level]):
            if place.states and place.level != "province" and " " in place.states[0].name:
                anchors[name_key(place.states[0].name)] = place
        return anchors

    def _home(self, found: Iterable[Place], bare: Iterable[Name]) -> set[Unit]:
        """Return the provinces that the text names, in all their states, and the portal's."""
        home = {_top(self.portal)} if self.portal else set()
        home.update(u for place in found if place.level == "province" for u in place.states)
        home.update(u for name in bare for u in provinces().get(name.key, ()))
        return home
