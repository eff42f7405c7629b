"""Frontier and archive moved forward together: an answer and the links on it are one transaction."""

import fcntl
import os
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from spiders import traps
from spiders.archive import Archive, files
from spiders.entry import Entry, Found, State
from spiders.frontier import MAX_TRIES, Frontier
from spiders.page import Link
from spiders.registry import Portal
from spiders.warc import Capture, records

Change = Literal["new", "changed", "unchanged", "moved", "gone", "blocked", "error"]
DAY = 86_400.0
_HOUR = 3_600.0
_LONGEST = 60 * DAY
# Deep pages of a list are read again when the page before them has news, and else rarely.
_DEEP = 60 * DAY
_LEAST = {"gone": 2 * DAY, "blocked": 7 * DAY, "moved": 7 * DAY}


class Busy(RuntimeError):
    """Another crawl of the same portal is at work in the same folder."""


class Ledger:
    """The frontier and the archive of an out folder.

    A process killed at any moment leaves at most uncommitted bytes at the end of a file; `open` cuts them off.
    """

    def __init__(self, out: Path) -> None:
        self.frontier = Frontier(out / "frontier.sqlite")
        self.archive = Archive(out / "archive")
        self._lock = os.open(out / "frontier.lock", os.O_RDWR | os.O_CREAT, 0o644)

    def open(self, portal: Portal, now: float) -> list[str]:
        """Take a portal, repair its archive files and seed its lists; return notes of repairs. Raises Busy."""
        try:
            # The system frees the lock of a killed process; one file with a byte a portal needs one descriptor.
            fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, zlib.crc32(portal.name.encode()))
        except OSError as error:
            raise Busy(f"portal {portal.name}: another crawl is at work in this folder") from error
        notes = []
        with self.frontier.transaction():
            for name, length in self.frontier.lengths(portal.name).items():
                if self.archive.cut(name, length) < length:
                    lost, whole = self.frontier.forget(name, self.archive.cut(name, length))
                    self.archive.cut(name, whole)
                    self.frontier.commit_length(name, portal.name, whole)
                    notes.append(f"{name} was damaged: {lost} of its pages are fetched again")
            seeds = [portal.root, *(section.url for section in portal.sections)]
            found = [Found(key=traps.key(url), url=traps.clean(url), role="list") for url in seeds]
            self.frontier.add(portal.name, found, now)
        self._drop_strays(portal)
        return notes

    def _drop_strays(self, portal: Portal) -> None:
        """Remove what an archive file of the portal got before its first commit."""
        known = self.frontier.lengths(portal.name)
        for path in files(self.archive.folder, portal.name):
            if path.name not in known:
                path.unlink()

    def commit(
        self,
        entry: Entry,
        portal: Portal,
        capture: Capture,
        change: Change,
        links: Sequence[Found],
        now: float,
        again: str = "",
    ) -> int:
        """Archive an answer, add its links and set the next visit; return how many links were new.

        `again` is the address at which the same page is to be asked for at once. Raises OSError when the archive
        cannot be written; then nothing has changed.
        """
        with self.frontier.transaction():
            known = self.frontier.get(entry.key) or entry
            new = self.frontier.add(portal.name, links, now, depth=entry.depth + 1, referrer=capture.url)
            # A list whose links are all known has no news behind it either.
            if entry.role == "list" and len(new) > sum(link.paged > 0 for link in new):
                for link in links:
                    if link.paged:
                        self.frontier.wake(link.key, now)
            capture.listing = Link(capture.url, known.role, known.title, known.date_raw)
            capture.referrer = known.referrer
            if change == "unchanged":
                capture.repeats = entry.version
            day = datetime.fromtimestamp(now, UTC)
            file, length = self.archive.append(portal.name, day, records(capture))
            self.frontier.commit_length(file, portal.name, length)
            values = _visit(entry, portal, change, now)
            if again:
                values = {"url": again, "tries": entry.tries + 1, "next_due": now}
            elif change in ("new", "changed"):
                version = capture.version
                values |= {"payload": version.digest, "payload_url": version.url, "payload_date": version.date}
                values |= {"file": file, "ends": length}
            if change in ("new", "changed", "unchanged") and not again:
                values |= _validators(capture)
            self.frontier.update(entry.key, **values, note=capture.note)
        return len(new)

    def keep(self, portal: Portal, capture: Capture) -> None:
        """Archive an answer that is no page of the portal (robots.txt), once while it stays the same."""
        with self.frontier.transaction():
            known = self.frontier.beside(capture.url)
            if known and known.digest == capture.digest:
                capture.repeats = known
            file, length = self.archive.append(portal.name, capture.fetched_at.astimezone(UTC), records(capture))
            self.frontier.commit_length(file, portal.name, length)
            if not capture.repeats:
                self.frontier.keep_beside(capture.version, file, length)

    def fail(self, entry: Entry, portal: Portal, note: str, now: float, change: Change, url: str = "") -> None:
        """Note that an address gave no answer; it is tried again, at `url` if given, at last in later runs."""
        with self.frontier.transaction():
            values = _visit(entry, portal, change, now)
            self.frontier.update(entry.key, **values, note=note[:300], url=url or entry.url)

    def close(self) -> None:
        """Close the frontier and let the portals go."""
        self.frontier.close()
        os.close(self._lock)


def _visit(entry: Entry, portal: Portal, change: Change, now: float) -> dict[str, object]:
    state: State = "fetched" if change == "new" or change == "changed" or change == "moved" else change
    often = portal.frequency * _HOUR
    if change == "error":
        tries = min(entry.tries + 1, MAX_TRIES)
        wait = 0.0 if tries < MAX_TRIES else min(max(2 * entry.interval, often), _LONGEST)
        return {"state": state, "tries": tries, "interval": wait, "next_due": now + wait, "fetched_at": now}
    interval = often
    if change in _LEAST:
        interval = max(_LEAST[change], 2 * entry.interval)
    elif entry.paged:
        interval = _DEEP
    elif entry.role != "list" and entry.interval:
        interval = entry.interval / 2 if change == "changed" else entry.interval * 2
    interval = min(max(interval, often), _LONGEST)
    # A daily run that comes a little earlier than the day before still finds its pages due.
    return {"state": state, "tries": 0, "interval": interval, "next_due": now + 0.9 * interval, "fetched_at": now}


def _validators(capture: Capture) -> dict[str, object]:
    headers = {name.lower(): value for name, value in capture.headers}
    found = {"etag": headers.get("etag", ""), "last_modified": headers.get("last-modified", "")}
    # An answer 304 need not repeat them.
    return {name: value for name, value in found.items() if value or capture.status != 304}
