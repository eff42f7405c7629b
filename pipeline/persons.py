"""Who is who: one id for an official whose name, unit and a post agree; never on the name alone."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

import regex

from extractors.text import tone_key
from pipeline.store import Store

# "Chủ tịch UBND huyện Tiểu Cần" and "Chủ tịch UBND huyện" are one post where the unit is the same.
_LEVEL = regex.compile(r"^(.*?\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn))\b.*")


def number_people(store: Store) -> int:
    """Give the officials of a store their person_id and return the number of people.

    An id that a person already has is kept; an official without unit or post has none.
    """
    groups: dict[tuple[str, str], list[tuple[int, frozenset[str], str]]] = defaultdict(list)
    sql = "SELECT rowid, name, titles, unit_code_before || '/' || unit_code_after, person_id FROM officials"
    for rowid, name, titles, unit, known in store.query(sql):
        posts = frozenset(_post(t) for t in (titles or "").split(";") if t.strip())
        if unit != "/" and posts:
            groups[tone_key(name), unit].append((rowid, posts, known or ""))
    ids: dict[int, str] = {}
    for (name, unit), bearers in groups.items():
        for person in _people(bearers):
            first = min(person)
            known = next((k for _, _, k in sorted(person) if k), "") or _id(name, unit, first[1])
            ids |= {rowid: known for rowid, _, _ in person}
    store.set_column("officials", "person_id", ids)
    return len(set(ids.values()))


def _people(
    bearers: Iterable[tuple[int, frozenset[str], str]],
) -> list[list[tuple[int, frozenset[str], str]]]:
    """Join the bearers of a name in a unit who share a post, directly or through another."""
    people: list[list[tuple[int, frozenset[str], str]]] = []
    for bearer in bearers:
        same = [p for p in people if any(bearer[1] & other[1] for other in p)]
        people = [p for p in people if p not in same] + [[bearer, *(b for p in same for b in p)]]
    return people


def _post(title: str) -> str:
    key = " ".join(title.split()).lower()
    match = _LEVEL.match(key)
    return tone_key(match[1] if match else key)


def _id(name: str, unit: str, posts: frozenset[str]) -> str:
    return hashlib.sha256(f"{name}|{unit}|{min(posts)}".encode()).hexdigest()[:12]
