"""Money and roads by province, district or commune, under the units of their own day or those of 1 July 2025."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractors import units
from pipeline.export import cell
from pipeline.files import replacing
from pipeline.issues import UserError
from pipeline.schema import RECORDS
from pipeline.store import Store

REFORM = units.REFORM
VIEWS = ("original", REFORM)
LEVELS = ("province", "district", "commune")
SUMS = tuple(c.name for c in RECORDS if c.name.startswith(("funds_", "road_km_")))
HEADER = ("code", "name", "era", "articles", *SUMS)


@dataclass(slots=True)
class Total:
    """What the articles of one unit say together; sums are in VND and kilometres."""

    articles: int = 0
    sums: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SUMS, 0.0))


def totals(store: Store, level: str, as_of: str, copies: bool = False) -> dict[tuple[str, str], Total]:
    """Return {(code, era): total} of every article; era is before, after, split or unknown.

    `original` counts an article under the unit of its own day; REFORM under the unit from 1 July 2025. A unit that
    was split among several stands under its old code with the era `split`: which heir the money went to is not known.
    Raises UserError for another level or view.
    """
    for option, value, known in (("level", level, LEVELS), ("as-of", as_of, VIEWS)):
        if value not in known:
            raise UserError(f"--{option} {value}: there are {', '.join(known)}")
    found: dict[tuple[str, str], Total] = defaultdict(Total)
    columns = ", ".join(SUMS)
    after = f"{level}_after" if level != "district" else "''"
    sql = f"SELECT coalesce(published, ''), {level}_before, {after}, {columns} FROM records" + (
        "" if copies else " WHERE coalesce(copy_of, '') = ''"
    )
    for published, before, later, *values in store.query(sql):
        total = found[_place(str(published), str(before or ""), str(later or ""), as_of)]
        total.articles += 1
        for name, value in zip(SUMS, values, strict=True):
            total.sums[name] += value or 0
    return dict(found)


def _place(published: str, before: str, after: str, as_of: str) -> tuple[str, str]:
    if as_of == "original":
        own = (after, "after") if published[:10] >= REFORM and after else (before, "before")
        return own if own[0] else (after, "after") if after else ("", "unknown")
    if after:
        return after, "after"
    return (before, "split") if before else ("", "unknown")


def rows(store: Store, level: str, as_of: str, copies: bool = False) -> list[dict[str, str | float]]:
    """Return the totals of a level by column of HEADER, largest mobilised sum first; figures are numbers."""
    found = totals(store, level, as_of, copies)
    return [
        dict(zip(HEADER, (code, _name(code, era), era, total.articles, *_figures(total)), strict=True))
        for (code, era), total in sorted(found.items(), key=lambda x: (-x[1].sums["funds_mobilised_vnd"], x[0]))
    ]


def _name(code: str, era: str) -> str:
    day = REFORM if era == "after" else units.BEFORE_REFORM
    unit = (units.unit(code, day) or units.unit(code)) if code else None
    return unit.full_name if unit else ""


def _figures(total: Total) -> Iterator[float]:
    for name, value in total.sums.items():
        yield int(value) if name.endswith("_vnd") else round(value, 6)


def write(found: Iterable[Mapping[str, str | float]], path: Path) -> None:
    """Write rows of totals as CSV."""
    with replacing(path, encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows({name: cell(value) for name, value in row.items()} for row in found)
