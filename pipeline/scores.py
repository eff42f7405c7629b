"""Compare what was extracted with what a reader annotated: counts an article and a figure, nothing averaged yet."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractors.text import store, view

Gold = Mapping[str, Any]
Row = Mapping[str, Any]


class Wrong(NamedTuple):
    """An error: what is wrong, the value, and the row (or, of a miss, the annotation) that it is about."""

    what: str
    value: str
    row: Row | None
    entry: Gold | None


class Pair(NamedTuple):
    """What a reader and the extractors say of one column, "" where they say nothing, and the row that says it."""

    gold: str
    read: str
    row: Row


@dataclass(frozen=True, slots=True)
class Count:
    """What one article adds to a figure: for P, R and F1 true and false finds and misses; for accuracy right of n."""

    right: int
    spurious: int
    missed: int
    errors: tuple[Wrong, ...] = ()
    pairs: tuple[Pair, ...] = ()


# Asphalt first: "bê tông nhựa" is no concrete.
_SURFACES = {"nhựa": "nhựa|a ?p?phan|asphalt", "bê tông": "bê tông|btxm|btct|xi măng", "đal": r"\bđ[aả]nl?\b|đal"}


def plain(value: object) -> str:
    """Return a printed string as it is compared: stored form, one kind of dash, blanks and case folded."""
    return " ".join(view(store(str(value or ""))).split()).casefold()


def _number(value: object) -> str:
    return plain(value).replace(" ", "").upper()


def _post(value: object) -> str:
    bare = re.sub(r"^(?:ông|bà|đồng chí|đ/c|các đồng chí) ", "", plain(value))
    return re.sub(r" ?([.-]) ?", r"\1", bare).rstrip(" .,;:")


def _subject(value: object) -> str:
    """Return what a paper is about without the words that lead to it: readers mark it with and without "về việc"."""
    return re.sub(r"^(?:về việc|về|v/v) |[\"“”]", "", plain(value)).rstrip(" .,;:")


def _surface(value: object) -> str:
    """Return the class of a surface: readers write "bê tông xi măng" where others write "bê tông"."""
    words = plain(value).replace("-", " ")
    return next((name for name, cues in _SURFACES.items() if re.search(cues, words)), words)


def _per(value: object) -> str:
    return re.sub(r" ?/ ?", "/", plain(value)).replace("m 2", "m2").replace("m²", "m2")


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
        {"issuer": ("issuer", plain), "issued_on": ("date", str), "subject": ("subject", _subject)},
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
            "per": ("per", _per),
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
            "surface": ("surface", _surface),
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
        for nothing in (None, ""):
            wanted.pop(nothing, None), found.pop(nothing, None)
        yield f"{name}.{how.figure}", _sets(wanted, found)
        both = [(wanted[k], found[k]) for k in wanted if k in found]
        for column, (key, norm) in how.attributes.items():
            annotated = [(g, r) for g, r in both if key in g]
            if any(_said(g[key]) for g, _ in annotated):
                yield f"{name}.{column}", _column(annotated, column, key, norm)
        placed = [r["char_start"] < g["end"] and g["start"] < r["char_end"] for g, r in both if "start" in g]
        if placed:
            yield f"{name}.offsets", Count(sum(placed), len(placed) - sum(placed), 0)
        yield from _special(name, wanted, found)


def _special(name: str, wanted: Mapping[Any, Gold], found: Mapping[Any, Row]) -> Iterator[tuple[str, Count]]:
    if name == "dates":
        day = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
        yield (
            "dates.day",
            _sets(*({k: v for k, v in some.items() if day.fullmatch(str(k))} for some in (wanted, found))),
        )
    if name == "funds":
        some = ({k: v for k, v in side.items() if v.get("kind") == "mobilised"} for side in (wanted, found))
        yield "funds.mobilised", _sets(*some)
    if name == "officials":
        posts = {(k, _post(t)): g for k, g in wanted.items() for t in g.get("titles") or () if t}
        read = {(k, _post(t)): r for k, r in found.items() for t in str(r.get("titles") or "").split(";") if t.strip()}
        yield "officials.name+title", _sets(posts, read)


def _without_year(wanted: Mapping[Any, Gold], found: Mapping[Any, Row]) -> dict[Any, Row]:
    """Take a date with some year for the annotated one without: the reader had no publication date."""
    masked = {k: re.sub(r"(?<![\d-])\d{4}(?=-)", "XXXX", str(k)) for k in found}
    return {masked[k] if k not in wanted and masked[k] in wanted else k: row for k, row in found.items()}


def _sets(wanted: Mapping[Any, Gold], found: Mapping[Any, Row]) -> Count:
    missed = [Wrong("missed", _told(k), None, g) for k, g in wanted.items() if k not in found]
    spurious = [Wrong("spurious", _told(k), r, None) for k, r in found.items() if k not in wanted]
    return Count(len(wanted) - len(missed), len(spurious), len(missed), (*missed, *spurious))


def _told(key: Any) -> str:
    return ": ".join(key) if isinstance(key, tuple) else str(key)


def _said(value: object) -> bool:
    return value not in (None, "")


def _column(annotated: list[tuple[Gold, Row]], column: str, key: str, norm: Callable[[object], object]) -> Count:
    """Count a column where the reader says something; pairs hold what is read where he says that there is nothing."""
    pairs = []
    wrong = []
    for entry, row in annotated:
        given, read = (str(norm(v)) if _said(v) else "" for v in (entry[key], row.get(column)))
        pair = Pair(given, read, row)
        pairs.append(pair)
        if pair.gold and pair.gold != pair.read:
            printed = str(entry.get("text") or row.get("text"))
            wrong.append(Wrong(f"{pair.gold} read as {pair.read or 'nothing'}", printed, row, entry))
    n = sum(bool(p.gold) for p in pairs)
    return Count(n - len(wrong), len(wrong), 0, tuple(wrong), tuple(pairs))
