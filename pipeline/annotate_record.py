"""An annotated text as an annotation tool sees it: stretches with a label and attributes, and what no tool shows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import isfinite
from typing import Any, Literal

from extractors.field import fields
from extractors.text import store

Entry = dict[str, Any]
Kind = Literal["choice", "text", "number", "list"]
NEGATIVE = "negative"
# The attributes of a gold entry: {gold key: (column of the field's table, kind)}.
_KEYS: Mapping[str, Mapping[str, tuple[str, Kind]]] = {
    "documents": {
        "number": ("number", "text"),
        "type": ("doc_type", "text"),
        "issuer": ("issuer", "text"),
        "date": ("issued_on", "text"),
        "subject": ("subject", "text"),
    },
    "dates": {"value": ("value", "text"), "role": ("role", "choice")},
    "officials": {"name": ("name", "text"), "titles": ("titles", "list")},
    "funds": {
        "vnd": ("amount_vnd", "number"),
        "qualifier": ("qualifier", "choice"),
        "kind": ("kind", "choice"),
        "contributor": ("contributor", "choice"),
        "per": ("per", "text"),
        "part_of": ("part_of", "number"),
    },
    "roads": {
        "km": ("length_km", "number"),
        "qualifier": ("qualifier", "choice"),
        "work": ("work", "choice"),
        "surface": ("surface", "text"),
        "name": ("road_name", "text"),
        "routes": ("routes", "number"),
    },
    "places": {"level": ("level", "choice")},
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a label: its name in the gold, its column, and its values where they are a closed list."""

    name: str
    column: str
    kind: Kind
    choices: tuple[str, ...] = ()

    @property
    def empty(self) -> Any:
        """What the attribute is where a reader says nothing."""
        return [] if self.kind == "list" else None

    def strings(self, value: Any) -> list[str] | None:
        """Return a value as a tool holds it, None for one that the attribute cannot be."""
        made = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        try:
            again = self.value(made)
        except ValueError:
            return None
        whole = all(made) and again == value and type(again) is type(value)
        return made if whole and (not self.choices or value in self.choices) else None

    def value(self, strings: Sequence[str]) -> Any:
        """Return the value of what a tool holds. Raises ValueError for what is no number."""
        if self.kind == "list":
            return list(strings)
        if not strings:
            return None
        if self.kind != "number":
            return strings[0]
        number = float(strings[0].replace(",", "."))
        if not isfinite(number):
            raise ValueError(f"{strings[0]} is no finite number")
        return int(strings[0]) if strings[0].lstrip("-").isdigit() else number


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a text with its label (a field, or negative) and those attributes that say something."""

    label: str
    start: int
    end: int
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """A text to annotate; `keep` is JSON that goes through a tool untouched: what the regions do not hold."""

    id: str
    text: str
    regions: Sequence[Region]
    keep: Mapping[str, Any] = field(default_factory=dict)


@cache
def labels() -> dict[str, tuple[Attribute, ...]]:
    """Return the labels with their attributes: the fields, and negative for what only looks like a value."""
    found = {}
    for name, keys in _KEYS.items():
        choices = {c.name: tuple(filter(None, c.choices)) for c in fields()[name].columns}
        found[name] = tuple(
            Attribute(key, column, kind, choices[column] if kind == "choice" else ())
            for key, (column, kind) in keys.items()
        )
    return found | {
        NEGATIVE: (Attribute("field", "", "choice", tuple(_KEYS)), Attribute("why", "", "text")),
    }


def to_task(record: Mapping[str, Any]) -> Task:
    """Return an annotated record as a task; an entry without offsets is looked for, one not found is kept beside."""
    text = str(record["text"])
    entries = [(label, e) for label, some in record["gold"].items() for e in some]
    entries += [(NEGATIVE, e) for e in record.get("negatives", ())]
    regions, held, unplaced = [], [], []
    counted: dict[str, int] = defaultdict(int)
    for label, entry in entries:
        place = _place(text, entry) if label in labels() else None
        if place is None:
            unplaced.append([label, counted[label], entry])
        else:
            carried, absent, rest = _parted(label, entry, text[slice(*place)])
            regions.append(Region(label, *place, carried))
            held.append([label, *place, absent, rest])
        counted[label] += 1
    keep = {
        "record": {k: v for k, v in record.items() if k not in ("text", "gold", "negatives")},
        "fields": list(record["gold"]),
        "negatives": "negatives" in record,
        "held": _needed(held),
        "unplaced": unplaced,
    }
    return Task(str(record["id"]), text, regions, keep)


def _needed(held: list[list[Any]]) -> list[list[Any]]:
    """Leave out what says nothing of a place; of a place with several regions their order says which is meant."""
    places = {tuple(place) for *place, absent, rest in held if absent or rest}
    return [some for some in held if tuple(some[:3]) in places]


def _place(text: str, entry: Entry) -> tuple[int, int] | None:
    printed = entry.get("text") or entry.get("name") or entry.get("number")
    start, end = entry.get("start"), entry.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        if text[start].isspace() or text[end - 1].isspace():
            return None  # No tool marks blanks at an end, and brat cannot hold a line break there.
        given = entry.get("text")
        if given is None or store(str(given)) == store(text[start:end]):
            return start, end
    found = text.find(str(printed)) if printed else -1
    return (found, found + len(str(printed))) if found >= 0 else None


def _parted(label: str, entry: Entry, printed: str) -> tuple[Entry, list[str], Entry]:
    """Part an entry into attributes that a tool holds, names of attributes that it lacks, and the rest."""
    known = {a.name: a for a in labels()[label]}
    carried = {k: v for k, v in entry.items() if k in known and v != known[k].empty and known[k].strings(v)}
    absent = [name for name in known if name not in entry]
    as_placed = {"text": printed, "start": entry.get("start"), "end": entry.get("end")}
    told = {k: v for k, v in entry.items() if k not in carried and (k not in as_placed or v != as_placed[k])}
    rest = {k: v for k, v in told.items() if k not in known or v != known[k].empty}
    return carried, absent, rest


def to_record(task: Task) -> dict[str, Any]:
    """Return a task as a gold record, every entry with text, start and end."""
    new = {"record": {"id": task.id}, "fields": list(_KEYS), "negatives": True, "held": [], "unplaced": []}
    keep: dict[str, Any] = {**new, **task.keep}
    held: dict[tuple[str, int, int], list[tuple[list[str], Entry]]] = defaultdict(list)
    for label, start, end, absent, rest in keep["held"]:
        held[label, start, end].append((absent, rest))
    found: dict[str, list[Entry]] = {name: [] for name in keep["fields"]}
    for region in task.regions:
        some = held[region.label, region.start, region.end]
        absent, rest = some.pop(0) if some else ([], {})
        found.setdefault(region.label, []).append(_entry(task.text, region, absent, rest))
    for label, index, entry in keep["unplaced"]:
        found.setdefault(label, []).insert(index, entry)
    negatives = found.pop(NEGATIVE, [])
    record = {**keep["record"], "text": task.text, "gold": found}
    return record | {"negatives": negatives} if negatives or keep["negatives"] else record


def _entry(text: str, region: Region, absent: Iterable[str], rest: Entry) -> Entry:
    empty = {a.name: a.empty for a in labels()[region.label] if a.name not in set(absent)}
    place = {"text": text[region.start : region.end], "start": region.start, "end": region.end}
    return {**place, **empty, **rest, **region.attributes}


class Attributes:
    """Attributes by place, for formats that keep them apart from the stretches; the same place may have several."""

    def __init__(self, told: Iterable[Sequence[Any]]) -> None:
        self._by_place: dict[tuple[str, int, int], list[Entry]] = defaultdict(list)
        for label, start, end, attributes in told:
            self._by_place[label, start, end].append(attributes)

    def take(self, label: str, start: int, end: int) -> Entry:
        """Return the attributes of the next region at a place; none where a stretch was marked or moved by hand."""
        some = self._by_place[label, start, end]
        return some.pop(0) if some else {}
