"""Administrative units (đơn vị hành chính): a gazetteer by GSO code, with the states before and from 1 July 2025.

A code is a lineage: it lives on in the unit that took the old one over, so a state is known by code and day together.
The table is gazetteer/units.csv, made by data/build_units.py; it is read at the first question, never at import.
"""

import csv
from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import regex

from extractors.text import fold, tone_key

REFORM = "2025-07-01"
BEFORE_REFORM = "2025-06-30"
LEVELS = ("province", "district", "commune")
_SYLLABLE = regex.compile(r"[\p{L}\p{M}]+|\d+")
_FINAL_Y = regex.compile(r"^(qu|[bcdđghklmnprstvx]+)y(?=\P{L}?$)")
# Đắk, Đăk, Đak, Đắc and Lắk, Lăk, Lắc: the same two words of the highlands, written as each office likes.
_HIGHLAND = regex.compile(r"^([đl])[aă][kc](r?)\u0301?$")
_TYPES = regex.compile(
    r"(?i)^(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu)\s+(?=\S)",
)


class Unit(NamedTuple):
    """One state of a unit: ISO dates, an empty `valid_from` or `valid_to` is open; `heirs` are codes joined by ';'."""

    code: str
    name: str
    type: str
    level: str
    parent: str
    valid_from: str
    valid_to: str
    heirs: str

    @property
    def full_name(self) -> str:
        """The type and the name: Huyện Tiểu Cần."""
        return f"{self.type} {self.name}"

    @property
    def successors(self) -> tuple[str, ...]:
        """The codes that took the unit over on 1 July 2025, the one with the old centre first."""
        return tuple(self.heirs.split(";")) if self.heirs else ()

    @property
    def before(self) -> bool:
        """Whether this state ended with the reform of 1 July 2025, or earlier."""
        return self.valid_from < REFORM

    def valid(self, on: date | str) -> bool:
        """Tell whether the state held on a day."""
        day = str(on)
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


class Lineage(NamedTuple):
    """The codes of a place on both sides of 1 July 2025; empty where there is none, or more than one."""

    province_before: str = ""
    district_before: str = ""
    commune_before: str = ""
    province_after: str = ""
    commune_after: str = ""


@cache
def _word_key(word: str) -> str:
    return "".join(map(_syllable_key, (word,) if word.isalpha() else _SYLLABLE.findall(word)))


def _syllable_key(syllable: str) -> str:
    if syllable.isdigit():
        return syllable.lstrip("0")
    key = tone_key(syllable)
    if "y" in key:
        return str(_FINAL_Y.sub(r"\1i", key))
    return str(_HIGHLAND.sub(r"\1ăk\2", key)) if key[0] in "đl" else key


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the key that names are compared by: no blanks or marks, tones at the ends of syllables, i for final y."""
    return "".join(map(_word_key, name.split()))


@cache
def _states() -> dict[str, list[Unit]]:
    states: dict[str, list[Unit]] = defaultdict(list)
    with files("extractors").joinpath("gazetteer", "units.csv").open(encoding="utf-8") as stream:
        rows = csv.reader(stream)
        next(rows)
        for row in rows:
            states[row[0]].append(Unit._make(row))
    return dict(states)


@cache
def _names() -> dict[str, list[Unit]]:
    names: dict[str, list[Unit]] = defaultdict(list)
    for states in _states().values():
        for state in states:
            names[name_key(state.name)].append(state)
    return dict(names)


@cache
def _sources() -> dict[str, list[str]]:
    """Codes of January 2025 by the code that took them over."""
    sources: dict[str, list[str]] = defaultdict(list)
    for code, states in _states().items():
        for state in states:
            if state.valid_to == BEFORE_REFORM:
                for successor in state.successors if len(code) != 3 else ():
                    sources[successor].append(code)
    return dict(sources)


def history(code: str) -> list[Unit]:
    """Return all known states of a code, the oldest first."""
    return _states().get(code, [])


def unit(code: str, on: date | str | None = None) -> Unit | None:
    """Return the state of a code on a day, or its newest state; None when there is none."""
    states = history(code)
    if on is None:
        return states[-1] if states else None
    return next((s for s in states if s.valid(on)), None)


def named(key: str) -> list[Unit]:
    """Return the states whose name has a key (name_key), of every type and time."""
    return _names().get(key, [])


def of_level(level: str) -> list[Unit]:
    """Return all states of a level, by code and then by time."""
    return [s for states in _states().values() for s in states if s.level == level]


@cache
def as_of(level: str) -> str:
    """Return the day of the newest change that is known for a level."""
    return max(s.valid_from for s in of_level(level))


def search(name: str, level: str = "", on: date | str | None = None) -> list[Unit]:
    """Return the states of a name, with or without its type word; of one level and one day where they are given."""
    match = _TYPES.match(name)
    kind = match[1].capitalize() if match else ""
    found = named(name_key(name[match.end() :] if match else name))
    return [
        u
        for u in found
        if (not kind or u.type == kind) and (not level or u.level == level) and (on is None or u.valid(on))
    ]


def successors(code: str) -> list[str]:
    """Return the codes from 1 July 2025 of a code before; several when the unit was split, the old centre's first."""
    return list(dict.fromkeys(s for state in history(code) for s in state.successors))


def predecessors(code: str) -> list[str]:
    """Return the codes of 30 June 2025 that went into a code after, wholly or in part; provinces into provinces."""
    return _sources().get(code, [])


def after(code: str) -> str:
    """Return the one successor of a code before the reform, or nothing when it was split or its way is not known."""
    found = successors(code)
    return found[0] if len(found) == 1 else ""


def before(code: str) -> str:
    """Return the one unit that makes up a code after the reform, or nothing when several or a part of one do."""
    found = predecessors(code)
    return found[0] if len(found) == 1 and after(found[0]) == code else ""


@lru_cache(maxsize=32768)
def parents(state: Unit) -> tuple[Unit, ...]:
    """Return the units above a state in its own time, the nearest first."""
    on = state.valid_to or state.valid_from
    above = unit(state.parent, on) if state.parent else None
    return (above, *parents(above)) if above else ()


def ancestors(code: str, on: date | str | None = None) -> tuple[Unit, ...]:
    """Return the units above a code on a day (its newest state without one), the nearest first."""
    state = unit(code, on)
    return parents(state) if state else ()


def lineage(state: Unit | None) -> Lineage:
    """Return the province, district and commune codes of a unit before and after the reform."""
    if state is None:
        return Lineage()
    codes = {u.level: u.code for u in (state, *parents(state))}
    if state.before:
        new = after(codes["commune"]) if "commune" in codes else after(state.code) if state.level == "district" else ""
        return Lineage(
            codes["province"], codes.get("district", ""), codes.get("commune", ""), after(codes["province"]), new
        )
    old = [{u.level: u.code for u in ancestors(c, BEFORE_REFORM)} for c in predecessors(state.code)]
    if state.level == "province":
        return Lineage(province_before=before(state.code), province_after=state.code)
    shared = {level: {o.get(level, "") for o in old} for level in ("province", "district")}
    province, district = (s.pop() if len(s) == 1 else "" for s in shared.values())
    return Lineage(province, district, before(state.code), codes["province"], state.code)


@cache
def _bare_names() -> dict[str, list[Unit]]:
    labels: dict[str, list[Unit]] = defaultdict(list)
    for states in _states().values():
        for state in states:
            labels[_squash(state.name)].append(state)
    labels["hochiminhcity"] = labels["tphcm"] = labels["hochiminh"]
    return dict(labels)


def _squash(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name)))


def folded(name: str) -> list[Unit]:
    """Return the states whose name is the same without accents and blanks, for hosts and careless spellings."""
    return _bare_names().get(_squash(name), [])
