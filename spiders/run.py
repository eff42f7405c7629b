"""One crawl: which portals are open, what each has given, and when it ends."""

import random
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from spiders.admission import Admission
from spiders.entry import Entry
from spiders.ledger import Busy, Ledger
from spiders.page import Link
from spiders.registry import Portal

if TYPE_CHECKING:
    from protego import Protego

HANOI = timezone(timedelta(hours=7))
NIGHT_HOURS = (22, 23, 0, 1, 2, 3, 4, 5)
# The longest wait between two requests, in seconds, whatever a portal asks for.
SLOWEST = 60.0
_STRAINED = frozenset({429, 500, 502, 503, 504})
_JITTER = 1.5
# So many block pages or failures in a row, without one good answer, and the portal is left alone for this run.
_PATIENCE = {"blocked": 3, "error": 10}


@dataclass(slots=True)
class PortalResult:
    """What a run did with one portal; `outcome` says why it ended.

    finished, budget, robots (disallowed as a whole), blocked (block pages), unreachable, night (outside its hours),
    busy (another crawl), stopped (the run was ended).
    """

    portal: str
    outcome: str = ""
    requests: int = 0
    discovered: int = 0
    new: int = 0
    # Attached files among the new.
    files: int = 0
    changed: int = 0
    # Pages among the changed that held nothing at the last visit.
    filled: int = 0
    unchanged: int = 0
    moved: int = 0
    gone: int = 0
    blocked: int = 0
    error: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Pages that answered with content."""
        return self.new + self.changed + self.unchanged


@dataclass(slots=True)
class Summary:
    """What a run did."""

    portals: dict[str, PortalResult]
    started: datetime
    finished: datetime | None = None
    notes: list[str] = field(default_factory=list)

    def total(self, name: str) -> int:
        """Return the sum of a count over the portals."""
        return sum(getattr(result, name) for result in self.portals.values())


Clock = Callable[[], datetime]
Progress = Callable[[PortalResult], object]


def is_hour_of(portal: Portal, now: datetime) -> bool:
    """Tell whether a portal may be crawled at this hour of Vietnam."""
    return not portal.night_only or now.astimezone(HANOI).hour in NIGHT_HOURS


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class PortalRun:
    """A portal in the course of a run; one request at a time is on its way."""

    def __init__(self, portal: Portal, ledger: Ledger, clock: Clock, budget: int, attachments: bool) -> None:
        self.portal = portal
        self.ledger = ledger
        self.clock = clock
        self.admission = Admission(portal, attachments)
        self.result = PortalResult(portal.name)
        self.budget = budget
        self.queue: deque[Entry] = deque()
        self.busy = False
        self.robots: dict[str, Protego] = {}
        self.delay = 0.0 if portal.resolve else portal.delay
        self.cookies: dict[str, str] = {}
        self.missing: list[list[int]] = []
        self.shared_dates: frozenset[str] = frozenset()
        self.failures = 0
        self.answered = False
        self._pace = self.delay

    @property
    def over(self) -> bool:
        """Whether the run is done with the portal."""
        return bool(self.result.outcome)

    def seed(self, urls: list[str]) -> None:
        """Add lists that the portal itself names, such as its sitemaps."""
        found = list(self.admission.links(Link(url, "list") for url in urls))
        with self.ledger.frontier.transaction():
            self.ledger.frontier.add(self.portal.name, found, self.clock().timestamp(), depth=1)

    def pace_after(self, status: int, latency: float) -> float:
        """Return the seconds to wait after an answer: more when the portal is slow or fails, with jitter upwards."""
        if not self.delay:
            return 0.0
        slower = 2 * self._pace if status in _STRAINED else max((self._pace + latency) / 2, latency)
        self._pace = min(max(slower, self.delay), SLOWEST)
        return self._pace * random.uniform(1, _JITTER)

    def close(self, outcome: str) -> None:
        """End the portal's run, for the first reason given."""
        self.result.outcome = self.result.outcome or outcome

    def count(self, change: str, patient: bool = False) -> None:
        """Count an answer; too many bad ones in a row end the portal's run, unless `patient`."""
        self.busy = False
        if not change:
            return
        setattr(self.result, change, getattr(self.result, change) + 1)
        self.answered = self.answered or change not in _PATIENCE
        self.failures = self.failures + 1 if change in _PATIENCE and not patient else 0
        if self.failures >= _PATIENCE.get(change, self.failures + 1):
            self.close("blocked" if change == "blocked" else "unreachable")


class Run:
    """All portals of a crawl over one ledger."""

    def __init__(
        self,
        portals: Iterable[Portal],
        out: Path,
        *,
        budget: int | None = None,
        refresh: bool = False,
        attachments: bool = False,
        clock: Clock = utc_now,
        progress: Progress = lambda result: None,
    ) -> None:
        self.ledger = Ledger(out)
        self.clock = clock
        self.progress = progress
        self.started = clock()
        self.chosen = tuple(portals)
        self.portals = {
            p.name: PortalRun(p, self.ledger, clock, budget or p.page_budget, attachments) for p in self.chosen
        }
        self.summary = Summary({name: run.result for name, run in self.portals.items()}, self.started)
        self._ring = deque(self.portals.values())
        for run in self._ring:
            self._open(run, refresh)

    def _open(self, run: PortalRun, refresh: bool) -> None:
        if not is_hour_of(run.portal, self.started):
            run.close("night")
            return
        try:
            run.result.notes += self.ledger.open(run.portal, self.now)
        except Busy as busy:
            run.result.notes.append(str(busy))
            run.close("busy")
            return
        if refresh:
            with self.ledger.frontier.transaction():
                self.ledger.frontier.refresh(run.portal.name)
        run.shared_dates = self.ledger.frontier.shared_dates(run.portal.name)
        run.missing = self.ledger.frontier.portal(run.portal.name).missing

    @property
    def now(self) -> float:
        """The time in seconds since 1970."""
        return self.clock().timestamp()

    def take(self) -> tuple[PortalRun, Entry] | None:
        """Return the next address of a portal that has no request on its way, portals in turn; None when all wait."""
        for _ in range(len(self._ring)):
            run = self._ring[0]
            self._ring.rotate(-1)
            if run.busy or run.over:
                continue
            if entry := self._next(run):
                run.busy = True
                return run, entry
        return None

    def _next(self, run: PortalRun) -> Entry | None:
        if run.result.requests >= run.budget:
            run.close("budget")
            return None
        if not run.queue:
            run.queue.extend(self.ledger.frontier.due(run.portal.name, self.now))
        if not run.queue:
            # Nothing but failures is no empty portal: a silent zero would look like success.
            run.close("finished" if run.answered or not run.result.error else "unreachable")
            return None
        if not is_hour_of(run.portal, self.clock()):
            run.close("night")
            return None
        run.result.requests += 1
        return run.queue.popleft()

    @property
    def pending(self) -> bool:
        """Whether any portal still has something to do."""
        return any(not run.over for run in self._ring)

    def stop(self) -> None:
        """End what is still open and close the ledger; a second call does nothing."""
        if self.summary.finished:
            return
        self.summary.finished = self.clock()
        try:
            for run in self._ring:
                run.close("stopped")
                self._remember(run)
            self.ledger.archive.index()
        except (OSError, sqlite3.Error) as error:
            # The crawl is over: what a full disk keeps from being noted is made up for by the next run.
            self.summary.notes.append(f"the end of the run could not be noted: {error}")
        self.ledger.close()

    def _remember(self, run: PortalRun) -> None:
        if run.result.outcome not in ("busy", "night"):
            values = {"last_run": self.started.timestamp(), "outcome": run.result.outcome}
            with self.ledger.frontier.transaction():
                self.ledger.frontier.remember(run.portal.name, **values)
