"""Tie the places of an article to units: by the chain they stand in, the article, its portal, or being the only one.

Places narrow each other down: a commune to the district printed behind it, a common name to the districts and provinces
that the article speaks of, then to the portal's own. What stays open keeps its candidates and gets no code.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

import regex

from extractors import units
from extractors.mention import Mention
from extractors.units import BEFORE_REFORM, REFORM, Unit

RANK = {"province": 0, "district": 1, "commune": 2, "hamlet": 3}
_LIST = regex.compile(r" {0,2}[,;-] {0,2}(?:và |cùng )?| {1,2}và {1,2}")
_CHAIN = regex.compile(r" {0,2}(?:[,(/-] {0,2})?(?:(?:thuộc|của|ở|tại) (?:địa bàn )?)?")
# The units from July 2025 were named in plans from the beginning of that year.
_PLANNED = "2025-01-01"
Marks = frozenset[tuple[bool, str]]


@dataclass(slots=True)
class Place:
    """A place as found: its stretch, printed name, the states that can be meant, and what resolving decides.

    `states` have the printed type, `others` of the same name another; `anchor` is the place that a bare name repeats.
    A candidate code may show several states: the first fits the day best.
    """

    start: int
    end: int
    sentence: int
    level: str
    name: str
    rule: str
    states: list[Unit] = field(default_factory=list)
    others: list[Unit] = field(default_factory=list)
    former: bool = False
    candidates: list[Unit] = field(default_factory=list)
    by: str = ""
    reason: str = ""
    anchor: "Place | None" = None

    @property
    def unit(self) -> Unit | None:
        """The unit that was decided on, if any."""
        return self.candidates[0] if self.by and self.settled else None

    @property
    def settled(self) -> bool:
        """Whether all candidates are one unit."""
        return bool(self.candidates) and all(s.code == self.candidates[0].code for s in self.candidates)


def codes(states: Iterable[Unit]) -> list[str]:
    """Return the codes of states, each once."""
    return list(dict.fromkeys(s.code for s in states))


@lru_cache(maxsize=8192)
def _path(state: Unit) -> tuple[Unit, ...]:
    return (state, *units.parents(state))


def _key(state: Unit) -> tuple[bool, str]:
    return state.before, state.code


@lru_cache(maxsize=8192)
def _marks_of(state: Unit) -> Marks:
    """The units on the path of a state, and its provinces on the other side of the reform."""
    top = _path(state)[-1]
    others = units.successors(top.code) if top.before else units.predecessors(top.code)
    return frozenset({_key(u) for u in _path(state)} | {(not top.before, code) for code in others})


def _marks(states: Iterable[Unit]) -> Marks:
    return frozenset().union(*map(_marks_of, states))


def _in_time(place: Place, on: str | None) -> list[Unit]:
    """The states that fit the day: of its era if any, of units that were there if any; the fitting state first."""
    before = place.former or on is None or on < REFORM
    begun = [s for s in place.states if s.valid_from <= _known_on(on)]
    old, new = ([s for s in begun if s.before], [s for s in begun if not s.before])
    # Before the reform a unit of another type is likelier than one to come; after it an old type names an old unit.
    others = [s for s in place.others if s.before == before]
    pool = ((old or others or new) if before else (new or old or others)) or place.states
    there = {s.code for s in pool if on and s.valid(on)} or set(codes(pool))
    return sorted((s for s in pool if s.code in there), key=lambda s: (not s.valid(on or BEFORE_REFORM), s.code))


def _known_on(day: str | None) -> str:
    """The day until which units have begun that an article of a day can name."""
    return REFORM if day is None or _PLANNED <= day < REFORM else day


def _narrow(candidates: list[Unit], marks: Marks, to: int = 3) -> list[Unit]:
    """The candidates that are marked, or else whose nearest parents are; all of them when none is."""
    for depth in range(to):
        fits = [c for c in candidates if depth < len(_path(c)) and _key(_path(c)[depth]) in marks]
        if fits:
            return fits
    return candidates


def _links(places: Sequence[Place], view: str) -> list[tuple[Place | None, bool]]:
    """For each place the higher unit behind it or its list, and whether that says that the place lies in it."""
    links: list[tuple[Place | None, bool]] = [(None, False)] * len(places)
    for i in range(len(places) - 2, -1, -1):
        left, right = places[i], places[i + 1]
        if right.sentence == left.sentence:
            gap = view[left.end : right.start]
            if RANK[right.level] < RANK[left.level] and _CHAIN.fullmatch(gap):
                links[i] = right, "-" not in gap
            elif right.level == left.level and _LIST.fullmatch(gap):
                links[i] = links[i + 1][0], False
    return links


def _chain(places: Sequence[Place], view: str) -> None:
    """Narrow each place to the unit behind it, and that one to its children."""
    for place, (above, firm) in reversed(list(zip(places, _links(places, view), strict=True))):
        if above is None or not above.candidates or not place.candidates:
            continue
        keys = {_key(c) for c in above.candidates}
        options = (place.candidates, place.others)
        inside = next((found for o in options if (found := [c for c in o if _lies_in(c, keys)])), [])
        if inside:
            place.candidates, place.by = inside, "chain" if len(codes(inside)) == 1 else ""
            held = {_key(u) for c in inside for u in _path(c)}
            if not above.settled:
                above.candidates = [c for c in above.candidates if _key(c) in held]
                above.by = "chain" if above.settled else ""
        elif firm and place.rule != "bare":
            place.candidates, place.reason = [], "no such unit in the one behind it"


def _lies_in(state: Unit, keys: Set[tuple[bool, str]]) -> bool:
    return not keys.isdisjoint(map(_key, _path(state)))


def _settled(places: Iterable[Place], highest: int = 0) -> Marks:
    """The marks of the places that can mean one unit alone; of single communes only where a chain says so."""
    sure = [p for p in places if p.settled and (p.by or p.level != "commune")]
    return _marks([p.candidates[0] for p in sure if RANK[p.level] >= highest])


def resolve(places: Sequence[Place], view: str, portal: Unit | None, on: str | None) -> None:
    """Decide on the unit of each place, in order of place; `on` is the day of the article, if it is known."""
    own = [p for p in places if p.anchor is None]
    for place in own:
        place.candidates = _in_time(place, on)
    _chain(own, view)
    home = _marks([portal]) if portal else frozenset()
    article, near = _settled(own), _settled(own, RANK["district"])
    known = article | home
    same = {number: _settled(group) for number, group in groupby(own, key=lambda p: p.sentence)}
    for place in own:
        if place.candidates and not place.by:
            own_marks = same[place.sentence]
            _decide(
                place, (("article", own_marks, 3), ("article", near, 2), ("portal", home, 3), ("article", article, 3))
            )
            if place.settled and not place.by:
                _accept_only_one(place, known)
    for place in places:
        if place.anchor:
            place.candidates, place.reason = place.anchor.candidates, place.anchor.reason
            place.by = "article" if place.anchor.by else ""


def _decide(place: Place, evidence: Iterable[tuple[str, Marks, int]]) -> None:
    """Narrow the candidates of a place by each kind of evidence until one is left."""
    for by, marks, depth in evidence:
        if len(codes(place.candidates)) > 1:
            place.candidates = _narrow(place.candidates, marks, depth)
            place.by = by if place.settled else ""
    place.reason = "" if place.settled else "several units bear this name"


def _accept_only_one(place: Place, known: Marks) -> None:
    """Take the only unit of a name, but no commune far from all that is known: the table lacks old communes."""
    doubtful = place.level == "commune" and bool(known or not place.states)
    if doubtful and not _lies_in(place.candidates[0], known):
        place.reason = "the only unit of this name lies elsewhere"
    else:
        place.by = "unique"


def main_place(
    mentions: Iterable[Mention], portal_code: str = "", on: str | None = None, title_end: int = 0
) -> Unit | None:
    """Return the unit that an article is about: from the portal's own down while most of its places lie in one.

    A mention before `title_end` counts three times. None when nothing is known, or the places are far apart.
    """
    old = on is None or on < REFORM
    weights: Counter[Unit] = Counter()
    for m in mentions:
        if m.field == "places" and (state := _state(m, old)):
            weights[state] += 3 if m.char_start < title_end else 1
    portal = units.unit(portal_code, on or BEFORE_REFORM) or units.unit(portal_code) if portal_code else None
    inside = {u: w for u, w in weights.items() if portal and not _marks([u]).isdisjoint({_key(portal)})}
    return _descend(inside, portal) if inside or portal else _descend(weights, None)


def _state(mention: Mention, old: bool) -> Unit | None:
    """The state that a mention means: of the article's own era where it has a code there, else of the other."""
    printed = {True: str(mention.value["code_before"] or ""), False: str(mention.value["code_after"] or "")}
    era = old if printed[old] else not old
    return next((s for s in reversed(units.history(printed[era])) if s.before == era), None)


def _descend(weights: Mapping[Unit, int], top: Unit | None) -> Unit | None:
    """Go down from a unit while more than half of the weight below it lies in one of its parts."""
    below: Counter[tuple[bool, str]] = Counter()
    for state, weight in weights.items():
        keys = [_key(u) for u in _path(state)]
        at = keys.index(_key(top)) if top and _key(top) in keys else len(keys) if top is None else 0
        if at > 0:
            below[keys[at - 1]] += weight
    if not below or 2 * max(below.values()) <= below.total():
        return top
    chosen = max(below, key=lambda key: below[key])
    inside = {s: w for s, w in weights.items() if _lies_in(s, {chosen})}
    return _descend(inside, next(u for s in inside for u in _path(s) if _key(u) == chosen))
