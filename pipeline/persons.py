"""Who is who: one id for an official whose name, unit and a post agree; never on the name alone."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, count, islice
from typing import NamedTuple

from extractors import units
from extractors.text import tone_key
from extractors.units import Unit, name_key
from pipeline.posts import national, post_key
from pipeline.store import Store

_MOST = 50


class Bearer(NamedTuple):
    """A row of officials: who is meant, where (a key of the unit, empty when unknown), in which posts (keys)."""

    row: int
    name: str
    place: str
    posts: frozenset[str]
    article: str
    known: str


def number_people(store: Store) -> int:
    """Give the officials of a store person_id and person_candidates, and return the number of people.

    Rows whose name, unit and a post agree share an id; an id that a person already has is kept. All others of a name
    are candidates of one another, at most 50, those with unit and post first.
    """
    names: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in _bearers(store):
        names[bearer.name].append(bearer)
    ids: dict[int, str] = {}
    candidates: dict[int, str] = {}
    for same in names.values():
        people = _named(_people(same))
        for own, person in people.items():
            others = (i for i in people if i != own)
            ids |= dict.fromkeys((b.row for b in person), own)
            candidates |= dict.fromkeys((b.row for b in person), ";".join(islice(others, _MOST)))
    store.set_column("officials", "person_id", ids)
    store.set_column("officials", "person_candidates", candidates)
    return len(set(ids.values()))


def _bearers(store: Store) -> Iterator[Bearer]:
    sql = "SELECT rowid, name, titles, unit_code_before, unit_code_after, article_id, person_id FROM officials"
    for row, name, titles, before, after, article, known in store.query(sql):
        unit = _unit(before or "", after or "")
        posts = frozenset(filter(None, (post_key(t, unit) for t in (titles or "").split(";"))))
        place = _place(before or "", after or "")
        if not place:
            posts = frozenset(p for p in posts if national(p))
            place = "country" if posts else ""
        yield Bearer(row, tone_key(name), place if posts else "", posts, article, known or "")


@cache
def _unit(before: str, after: str) -> Unit | None:
    found = units.unit(before, units.BEFORE_REFORM) if before else units.unit(after, units.REFORM) if after else None
    return found or (units.unit(before) if before else None)


@cache
def _place(before: str, after: str) -> str:
    """Return what a unit is compared by: the unit of its level and name that went on after the reform, or itself."""
    unit = _unit(before, after)
    if unit is None or not unit.before:
        return after
    heirs = [h for code in units.successors(before) if (h := units.unit(code, units.REFORM))]
    kept = [h.code for h in heirs if h.level == unit.level and name_key(h.name) == name_key(unit.name)]
    return kept[0] if kept else f"{before} until {units.BEFORE_REFORM}"


def _people(bearers: Sequence[Bearer]) -> list[list[Bearer]]:
    """Join the bearers of a name in one unit who share a post, directly or through another; the others stay alone."""
    people: list[list[Bearer]] = []
    for bearer in bearers:
        if bearer.place:
            same = [p for p in people if any(_agree(bearer, other) for other in p)]
            people = [p for p in people if p not in same] + [[*(b for p in same for b in p), bearer]]
    return people + [[b] for b in bearers if not b.place]


def _agree(one: Bearer, other: Bearer) -> bool:
    return one.place == other.place and not one.posts.isdisjoint(other.posts)


def _named(people: Iterable[list[Bearer]]) -> dict[str, list[Bearer]]:
    """Return people by id: one that a row of theirs has already, or else one made of what makes them one."""
    named: dict[str, list[Bearer]] = {}
    for person in people:
        first = person[0]
        parts = (first.name, first.place, min(first.posts)) if first.place else (first.name, first.article)
        new = (hashlib.sha256("|".join([*parts, *[""] * n]).encode()).hexdigest()[:12] for n in count())
        named[next(i for i in chain((b.known for b in person), new) if i and i not in named)] = person
    return named
