"""Assertions on a run: a portal that yields nothing, or half of what it did, is an alarm, not a silent zero."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# Below this many a drop to half is chance.
_ENOUGH = 10
_SAID = {
    "robots": "robots.txt disallows everything, nothing was fetched",
    "blocked": "the portal answers with block pages",
    "unreachable": "the portal does not answer",
    "busy": "another crawl of this portal is running",
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """A check that failed; `fatal` ones keep a run from being published."""

    source: str
    problem: str
    hint: str
    fatal: bool = False


def portal_alarms(now: Mapping[str, Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]) -> Iterator[Alarm]:
    """Yield what is wrong with the portals of a run against the run before: {portal: {outcome, pages, articles}}."""
    for name, counts in now.items():
        if counts["outcome"] in _SAID:
            yield Alarm(name, _SAID[counts["outcome"]], "open the portal in a browser; try again later")
        elif counts["articles"] == 0:
            yield Alarm(name, f"{counts['pages']} pages and no article", "look at one with 'vnnews parse PAGE'")
        elif name in before and _halved(counts["articles"], before[name]["articles"]):
            problem = f"{counts['articles']} articles, {before[name]['articles']} in the run before"
            yield Alarm(name, problem, "has the layout of the portal changed?")


def table_alarms(now: Mapping[str, int], before: Mapping[str, int]) -> Iterator[Alarm]:
    """Yield the tables that lost half of their rows since they were last published; such a run is not published."""
    for name, rows in before.items():
        if _halved(now.get(name, 0), rows):
            problem = f"{now.get(name, 0)} rows, {rows} when last published"
            yield Alarm(name, problem, "if it is meant, write to a new folder with --out", fatal=True)


def _halved(now: int, before: int) -> bool:
    return before >= _ENOUGH and now * 2 < before
