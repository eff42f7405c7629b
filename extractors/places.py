"""Tie the places of an article to units: by the chain they stand in, the article, its portal, or being the only one.

Places narrow each other down: a commune to the district printed behind it, a common name to the districts and provinces
that the article speaks of, then to the portal's own. What stays open keeps its candidates and gets no code.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from extractors import units
from extractors.mention import Mention
from extractors.units import REFORM, Unit

RANK = {"province": 0, "district": 1, "commune": 2, "hamlet": 3}
_LIST = regex.compile(r" ?[,;] ?(?:và |cùng )?| và | ?- ?|, ")
_CHAIN = regex.compile(r" ?(?:[,(/-] ?)?(?:(?:thuộc|của|ở|tại) (?:địa bàn )?)?")
Marks = frozenset[tuple[bool, str]]


@dataclass(slots=True)
class Place:
    """A place as found: its stretch, printed name, the states that can be meant, and what resolving decides.

    `loose` says that the units have another type than the one printed; `anchor` is the place that a bare name repeats.
    """

    start: int
    end: int
    sentence: int
    level: str
    name: str
    rule: str
    states: list[Unit] = field(default_factory=list)
    former: bool = False
    candidates: list[Unit] = field(default_factory=list)
    by: str = ""
    reason: str = ""
    loose: bool = False
    anchor: "Place | None" = None

    @property
    def unit(self) -> Unit | None:
        """The unit that was decided on, if any."""
        return self.candidates[0] if self.by and len(self.candidates) == 1 else None


@lru_cache(maxsize=8192)
def _path(state: Unit) -> tuple[Unit, ...]:
    return (state, *units.parents(state))


def _marks(states: Iterable[Unit]) -> Marks:
    """The units on the paths of states, and their provinces on the other side of the reform."""
    marks = {(u.before, u.code) for s in states for u in _path(s)}
    for s in states:
        top = _path(s)[-1]
        others = units.successors(top.code) if top.before else units.predecessors(top.code)
        marks |= {(not top.before, code) for code in others}
    return frozenset(marks)


def _in_time(place: Place, on: str | None) -> list[Unit]:
    """The states that fit the day, one a code: of its era if any, and valid on it if any."""
    before = place.former or on is None or on < REFORM
    pool = [s for s in place.states if s.before == before] or place.states
    pool = [s for s in pool if on and s.valid(on)] or pool
    return list({s.code: s for s in pool}.values())


def _narrow(candidates: list[Unit], marks: Marks, to: int = 3) -> list[Unit]:
    """The candidates that are marked, or else whose nearest parents are; all of them when none is."""
    for depth in range(to):
        fits = [c for c in candidates if depth < len(_path(c)) and _key(_path(c)[depth]) in marks]
        if fits:
            return fits
    return candidates


def _key(state: Unit) -> tuple[bool, str]:
    return state.before, state.code


def _link(places: Sequence[Place], i: int, view: str) -> Place | None:
    """The higher unit that a place, or the list it stands in, is followed by."""
    for left, right in zip(places[i:], places[i + 1 :], strict=False):
        gap = view[left.end : right.start]
        if right.sentence != left.sentence:
            return None
        if RANK[right.level] < RANK[left.level]:
            return right if _CHAIN.fullmatch(gap) else None
        if right.level != left.level or not _LIST.fullmatch(gap):
            return None
    return None


def _chain(places: Sequence[Place], view: str) -> None:
    """Narrow each place to the unit behind it, and that one to its children."""
    for i in range(len(places) - 1, -1, -1):
        place, above = places[i], _link(places, i, view)
        if above is None or not above.candidates or not place.candidates:
            continue
        keys = {_key(c) for c in above.candidates}
        inside = [c for c in place.candidates if not keys.isdisjoint(map(_key, _path(c)))]
        if not inside:
            place.candidates, place.reason = [], "no such unit in the one behind it"
            continue
        place.candidates = inside
        place.by = "chain" if len(inside) == 1 else ""
        held = [c for c in above.candidates if any(c in _path(p) for p in inside)]
        if len(held) == 1 < len(above.candidates):
            above.candidates, above.by = held, "chain"


def _settled(places: Iterable[Place], highest: int = 0) -> Marks:
    """The marks of the places that can mean one unit alone; of single communes only where a chain says so."""
    sure = [p for p in places if len(p.candidates) == 1 and (p.by or p.level != "commune")]
    return _marks([p.candidates[0] for p in sure if RANK[p.level] >= highest])


def resolve(places: Sequence[Place], view: str, portal: Unit | None, on: str | None) -> None:
    """Decide on the unit of each place, in order of place; `on` is the day of the article, if it is known."""
    own = [p for p in places if p.anchor is None]
    for place in own:
        place.candidates = _in_time(place, on)
    _chain(own, view)
    home = _marks([portal]) if portal else frozenset()
    article, near = _settled(own), _settled(own, RANK["district"])
    for place in own:
        if place.candidates and not place.by:
            same = _settled(p for p in own if p.sentence == place.sentence and p is not place)
            _decide(place, (("article", same, 3), ("article", near, 2), ("portal", home, 3), ("article", article, 3)))
            if len(place.candidates) == 1 and not place.by:
                _accept_only_one(place, article | home)
    for place in places:
        if place.anchor:
            place.candidates, place.reason = place.anchor.candidates, place.anchor.reason
            place.by = "article" if place.anchor.by else ""


def _decide(place: Place, evidence: Iterable[tuple[str, Marks, int]]) -> None:
    """Narrow the candidates of a place by each kind of evidence until one is left."""
    for by, marks, depth in evidence:
        if len(place.candidates) > 1:
            place.candidates = _narrow(place.candidates, marks, depth)
            place.by = by if len(place.candidates) == 1 else ""
    place.reason = "several units bear this name" if len(place.candidates) > 1 else ""


def _accept_only_one(place: Place, known: Marks) -> None:
    """Take the only unit of a name, but no commune far from all that is known: the table lacks old communes."""
    near = not known.isdisjoint(map(_key, _path(place.candidates[0])))
    if near and known:
        place.by = "unique"
    elif place.loose or (known and place.level == "commune"):
        place.reason = "the only unit of this name has another type" if place.loose else "the only unit lies elsewhere"
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
    portal = units.unit(portal_code, units.BEFORE_REFORM) or units.unit(portal_code) if portal_code else None
    inside = {u: w for u, w in weights.items() if portal and not _marks([u]).isdisjoint({_key(portal)})}
    return _descend(inside, portal) if inside or portal else _descend(weights, None)


def _state(mention: Mention, old: bool) -> Unit | None:
    """The state that a mention means: of the article's own era where it has a code there, else of the other."""
    codes = {True: str(mention.value["code_before"] or ""), False: str(mention.value["code_after"] or "")}
    era = old if codes[old] else not old
    return next((s for s in reversed(units.history(codes[era])) if s.before == era), None)


def _descend(weights: Mapping[Unit, int], top: Unit | None) -> Unit | None:
    """Go down from a unit while more than half of the weight below it lies in one of its parts."""
    below: Counter[Unit] = Counter()
    for state, weight in weights.items():
        path = _path(state)
        at = next((i for i, u in enumerate(path) if top and _key(u) == _key(top)), len(path) if top is None else 0)
        if at > 0:
            below[path[at - 1]] += weight
    chosen = max(below, key=lambda u: below[u], default=None)
    if chosen is None or 2 * below[chosen] <= below.total():
        return top
    return _descend({s: w for s, w in weights.items() if chosen in _path(s)}, chosen)
