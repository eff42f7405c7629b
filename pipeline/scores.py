"""Compare what was extracted with what a reader annotated: counts an article and a figure, nothing averaged yet."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.text import store, view

Gold = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """What one article adds to a figure: for P, R and F1 true and false finds and misses; for accuracy right of n."""

    right: int
    spurious: int
    missed: int
    errors: tuple[tuple[str, str], ...] = ()


def plain(value: object) -> str:
    """Return a printed string as it is compared: stored form, one kind of dash, blanks and case folded."""
    return " ".join(view(store(str(value or ""))).split()).casefold()


def _number(value: object) -> str:
    return plain(value).replace(" ", "").upper()


def _post(value: object) -> str:
    bare = re.sub(r"^(?:ông|bà|đồng chí|đ/c|các đồng chí) ", "", plain(value))
    return re.sub(r" ?([.-]) ?", r"\1", bare).rstrip(" .,;:")


def _edtf(value: object) -> str:
    return re.sub(r"-Q([1-4])", lambda m: f"-{32 + int(m[1])}", str(value or ""))


def _km(value: object) -> float | None:
    return round(float(str(value)), 4) if value not in (None, "") else None


def _vnd(value: object) -> int | None:
    return round(float(str(value))) if value not in (None, "") else None


@dataclass(frozen=True, slots=True)
class Compared:
    """How a field is compared: the keys of a gold entry and of a row, and {column: (gold attribute, its form)}."""

    gold_key: Callable[[Gold], object]
    row_key: Callable[[Row], object]
    figure: str
    attributes: Mapping[str, tuple[str, Callable[[object], object]]]


FIELDS: dict[str, Compared] = {
    "documents": Compared(
        lambda g: _number(g["number"]),
        lambda r: _number(r["number"]),
        "number",
        {"issuer": ("issuer", plain), "issued_on": ("date", str), "subject": ("subject", plain)},
    ),
    "dates": Compared(lambda g: _edtf(g["value"]), lambda r: _edtf(r["value"]), "all", {"role": ("role", str)}),
    "officials": Compared(lambda g: plain(g["name"]), lambda r: plain(r["name"]), "name", {}),
    "funds": Compared(
        lambda g: _vnd(g["vnd"]),
        lambda r: _vnd(r["amount_vnd"]),
        "amount",
        {
            "kind": ("kind", str),
            "qualifier": ("qualifier", str),
            "contributor": ("contributor", str),
            "per": ("per", plain),
            "part_of": ("part_of", _vnd),
        },
    ),
    "roads": Compared(
        lambda g: _km(g["km"]),
        lambda r: _km(r["length_km"]),
        "length",
        {
            "work": ("work", str),
            "qualifier": ("qualifier", str),
            "surface": ("surface", plain),
            "road_name": ("name", plain),
            "routes": ("routes", _vnd),
        },
    ),
}


def counts(gold: Gold, rows: Mapping[str, Iterable[Row]]) -> Iterator[tuple[str, Count]]:
    """Yield (figure, count) of one annotated article against the rows found in it."""
    for name, how in FIELDS.items():
        wanted = {how.gold_key(g): g for g in gold["gold"].get(name, ())}
        found = {how.row_key(r): r for r in rows.get(name, ())}
        if name == "dates":
            found = _without_year(wanted, found)
        wanted.pop(None, None), found.pop(None, None), found.pop("", None)
        yield f"{name}.{how.figure}", _sets(set(wanted), set(found))
        both = [(wanted[k], found[k]) for k in wanted.keys() & found.keys()]
        for column, (key, norm) in how.attributes.items():
            pairs = [(norm(g[key]), norm(r.get(column) or ""), g) for g, r in both if g.get(key) not in (None, "")]
            if pairs:
                yield f"{name}.{column}", _pairs(pairs)
        placed = [
            (g["start"], r["char_start"] < g["end"] and g["start"] < r["char_end"]) for g, r in both if "start" in g
        ]
        if placed:
            yield f"{name}.offsets", Count(sum(ok for _, ok in placed), sum(not ok for _, ok in placed), 0)
        yield from _special(name, wanted, found)


def _special(name: str, wanted: Mapping[Any, Gold], found: Mapping[Any, Row]) -> Iterator[tuple[str, Count]]:
    if name == "dates":
        day = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
        days = [{k for k in keys if day.fullmatch(str(k))} for keys in (wanted, found)]
        yield "dates.day", _sets(*days)
    if name == "funds":
        raised = [{k for k, v in some.items() if v.get("kind") == "mobilised"} for some in (wanted, found)]
        yield "funds.mobilised", _sets(*raised)
    if name == "officials":
        posts = {(k, _post(t)) for k, g in wanted.items() for t in g.get("titles", ()) if t}
        read = {(k, _post(t)) for k, r in found.items() for t in str(r.get("titles") or "").split(";") if t.strip()}
        yield "officials.name+title", _sets(posts, read)


def _without_year(wanted: Mapping[Any, Gold], found: Mapping[Any, Row]) -> dict[Any, Row]:
    """Take a date with some year for the annotated one without: the reader had no publication date."""
    masked = {k: re.sub(r"(?<![\d-])\d{4}(?=-)", "XXXX", str(k)) for k in found}
    return {masked[k] if k not in wanted and masked[k] in wanted else k: row for k, row in found.items()}


def _sets(wanted: set[Any], found: set[Any]) -> Count:
    errors = [("missed", str(x)) for x in wanted - found] + [("spurious", str(x)) for x in found - wanted]
    return Count(len(wanted & found), len(found - wanted), len(wanted - found), tuple(sorted(errors)))


def _pairs(pairs: list[tuple[object, object, Gold]]) -> Count:
    wrong = tuple((f"{a} read as {b}", str(g.get("text") or g.get("number"))) for a, b, g in pairs if a != b)
    return Count(len(pairs) - len(wrong), len(wrong), 0, wrong)
