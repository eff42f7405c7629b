"""Assertions on a run: a table that lost half of its rows is an alarm, not a silent zero."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Below this many a drop to half is chance.
_ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Alarm:
    """A check that failed; `fatal` ones keep a run from being published."""

    source: str
    problem: str
    hint: str
    fatal: bool = False


def table_alarms(now: Mapping[str, int], before: Mapping[str, int]) -> Iterator[Alarm]:
    """Yield the tables that lost half of their rows since they were last published; such a run is not published."""
    for name, rows in before.items():
        if _halved(now.get(name, 0), rows):
            problem = f"{now.get(name, 0)} rows, {rows} when last published"
            yield Alarm(name, problem, "if it is meant, write to a new folder with --out", fatal=True)


def _halved(now: int, before: int) -> bool:
    return before >= _ENOUGH and now * 2 < before
