"""The frontier: every address that is known, what became of it and when it is due, in SQLite (WAL)."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Literal

from spiders.entry import Entry, Found, Memory
from spiders.transaction import transaction
from spiders.traps import key
from spiders.warc import Version

Verdict = Literal["new", "changed", "unchanged"]
MAX_TRIES = 3
# Stands for the digest of an article where a page with content holds none.
NO_ARTICLE = "-"
_SHARED = 20
_RANK = {"list": 0, "article": 1, "page": 2, "attachment": 2}
_TURNS = len(set(_RANK.values())) * (MAX_TRIES + 1)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS url (
    key TEXT PRIMARY KEY,             -- host, path and query; with #... for a post-back
    url TEXT NOT NULL,
    portal TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'discovered',
    role TEXT NOT NULL,
    turn INTEGER NOT NULL,            -- lists before articles before the rest, failures last
    next_due REAL NOT NULL,           -- seconds since 1970; before the first visit the depth: breadth comes first
    interval REAL NOT NULL DEFAULT 0, -- seconds between visits, adapted to how often the page changes
    depth INTEGER NOT NULL DEFAULT 0,
    paged INTEGER NOT NULL DEFAULT 0, -- how many next-page steps behind the first page of its list
    referrer TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    date_raw TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '', -- digest of the payload as archived, and where and when it was
    payload_url TEXT NOT NULL DEFAULT '',
    payload_date TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',    -- digest of the article, '-' for none, written back by the parse stage
    body_of TEXT NOT NULL DEFAULT '', -- the payload it was read from
    file TEXT NOT NULL DEFAULT '',    -- archive file of the last full response, and where its records end there
    ends INTEGER NOT NULL DEFAULT 0,
    found_at REAL NOT NULL,
    fetched_at REAL NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS url_due ON url (portal, turn, next_due);
CREATE INDEX IF NOT EXISTS url_file ON url (file, ends);
CREATE TABLE IF NOT EXISTS archive (file TEXT PRIMARY KEY, portal TEXT NOT NULL, length INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS beside ( -- answers that are no pages: robots.txt, what stands for a missing address
    url TEXT PRIMARY KEY,
    payload TEXT NOT NULL,
    payload_date TEXT NOT NULL,
    file TEXT NOT NULL,
    ends INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS portal (
    name TEXT PRIMARY KEY,
    last_run REAL NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '',
    probed_at REAL NOT NULL DEFAULT 0,
    missing TEXT NOT NULL DEFAULT '[]' -- what its page for a missing address looks like, when it answers 200
) WITHOUT ROWID;
"""


_COLUMNS = ", ".join(Entry.__dataclass_fields__)


class Frontier:
    """The table of addresses; every change happens inside `transaction()`, which other processes wait for."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        # A killed process loses nothing this way; a power cut may lose the last moments, never the consistency.
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)
        known = {row[1] for row in self._db.execute("PRAGMA table_info(url)")}
        for column in {"payload_url", "payload_date"} - known:
            # A folder of an earlier version; its records are referred to without saying where.
            self._db.execute(f"ALTER TABLE url ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Make all changes inside durable together, or none of them."""
        return transaction(self._db)

    def add(
        self, portal: str, links: Iterable[Found], now: float, *, depth: int = 0, referrer: str = ""
    ) -> list[Found]:
        """Add the links that are new and return them; a known address gains a role, title or date it lacked."""
        return [link for link in links if self._add(portal, link, now, depth, referrer)]

    def _add(self, portal: str, link: Found, now: float, depth: int, referrer: str) -> bool:
        rank = _RANK.get(link.role, 2)
        new = self._db.execute(
            "INSERT OR IGNORE INTO url (key, url, portal, role, turn, next_due, depth, paged, referrer, title,"
            " date_raw, form, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (link.key, link.url, portal, link.role, rank, depth, depth, link.paged, referrer, link.title,
             link.date_raw, link.form, now),
        ).rowcount  # fmt: skip
        if new:
            return True
        if link.date_raw or link.title or link.form or link.role != "page":
            self._db.execute(
                "UPDATE url SET"
                " title = CASE WHEN title = '' OR (date_raw = '' AND :date <> '') THEN :title ELSE title END,"
                " date_raw = CASE WHEN date_raw = '' THEN :date ELSE date_raw END,"
                " form = CASE WHEN :form = '' THEN form ELSE :form END,"
                " turn = CASE WHEN role = 'page' THEN turn - 2 + :rank ELSE turn END,"
                " paged = max(paged, :paged), role = CASE WHEN role = 'page' THEN :role ELSE role END WHERE key = :key",
                {"key": link.key, "title": link.title, "date": link.date_raw, "form": link.form, "role": link.role,
                 "rank": rank, "paged": link.paged},
            )  # fmt: skip
        return False

    def wake(self, key: str, now: float) -> None:
        """Make an address due at once."""
        self._db.execute("UPDATE url SET next_due = min(next_due, ?) WHERE key = ?", (now, key))

    def refresh(self, portal: str) -> None:
        """Make every address of a portal due at once."""
        self._db.execute("UPDATE url SET next_due = depth WHERE portal = ?", (portal,))

    def due(self, portal: str, now: float, limit: int = 64) -> list[Entry]:
        """Return addresses of a portal that are due: lists, then articles, failures last, the longest due first."""
        found: list[Entry] = []
        for turn in range(_TURNS):
            if len(found) < limit:
                rows = self._db.execute(
                    f"SELECT {_COLUMNS} FROM url WHERE portal = ? AND turn = ? AND next_due <= ?"
                    " ORDER BY next_due LIMIT ?",
                    (portal, turn, now, limit - len(found)),
                )
                found += [Entry(**dict(zip(Entry.__dataclass_fields__, row, strict=True))) for row in rows]
        return found

    def get(self, key: str) -> Entry | None:
        """Return an address as it stands."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM url WHERE key = ?", (key,)).fetchone()
        return Entry(**dict(zip(Entry.__dataclass_fields__, row, strict=True))) if row else None

    def update(self, key: str, **values: object) -> None:
        """Set columns of an address; `tries` also moves it behind those that have failed less."""
        if "tries" in values:
            values["turn"] = values["tries"]
        sets = ", ".join(f"{name} = turn % 3 + 3 * :turn" if name == "turn" else f"{name} = :{name}" for name in values)
        self._db.execute(f"UPDATE url SET {sets} WHERE key = :key", {**values, "key": key})

    def bodies(self, digests: Iterable[tuple[str, str]]) -> dict[str, Verdict]:
        """Write back (address, digest of its article or NO_ARTICLE); return whether each article is new or changed.

        A page whose bytes changed and whose article did not becomes `unchanged`, and is visited half as often; a page
        with content that held no article before and holds one now has changed.
        """
        verdicts: dict[str, Verdict] = {}
        with self.transaction():
            for url, digest in digests:
                row = self._db.execute("SELECT body, body_of, payload FROM url WHERE key = ?", (key(url),)).fetchone()
                if row is None:
                    continue
                before, version, payload = row
                if digest != NO_ARTICLE:
                    verdicts[url] = "new" if not before else "unchanged" if before == digest else "changed"
                if verdicts.get(url) == "unchanged" and version != payload:
                    self._db.execute(
                        "UPDATE url SET state = 'unchanged', next_due = next_due + interval, interval = 2 * interval"
                        " WHERE key = ? AND state = 'fetched'",
                        (key(url),),
                    )
                if (before, version) != (digest, payload):
                    self._db.execute("UPDATE url SET body = ?, body_of = payload WHERE key = ?", (digest, key(url)))
        return verdicts

    def shared_dates(self, portal: str) -> frozenset[str]:
        """Return the Last-Modified values that many pages of a portal share: a copy's or a restart's, not a page's."""
        rows = self._db.execute(
            "SELECT last_modified FROM url WHERE portal = ? AND last_modified <> '' GROUP BY 1 HAVING count(*) > ?",
            (portal, _SHARED),
        )
        return frozenset(value for (value,) in rows)

    def lengths(self, portal: str) -> dict[str, int]:
        """Return {archive file: committed length in bytes} of a portal."""
        return dict(self._db.execute("SELECT file, length FROM archive WHERE portal = ?", (portal,)))

    def commit_length(self, file: str, portal: str, length: int) -> None:
        """Note how far an archive file belongs to what the table says."""
        self._db.execute("INSERT OR REPLACE INTO archive VALUES (?, ?, ?)", (file, portal, length))

    def forget(self, file: str, size: int) -> tuple[int, int]:
        """Put back as discovered what a file cut to `size` no longer holds; return how many, and the whole length."""
        self._db.execute("DELETE FROM beside WHERE file = ? AND ends > ?", (file, size))
        lost = self._db.execute(
            "UPDATE url SET state = 'discovered', next_due = depth, etag = '', last_modified = '', payload = '',"
            " file = '' WHERE file = ? AND ends > ?",
            (file, size),
        ).rowcount
        both = "SELECT ends FROM url WHERE file = :file UNION SELECT ends FROM beside WHERE file = :file"
        query = f"SELECT coalesce(max(ends), 0) FROM ({both})"
        return lost, self._db.execute(query, {"file": file}).fetchone()[0]

    def beside(self, url: str) -> Version | None:
        """Return what the archive holds of an address that is no page."""
        row = self._db.execute("SELECT payload, url, payload_date FROM beside WHERE url = ?", (url,)).fetchone()
        return Version(*row) if row else None

    def keep_beside(self, version: Version, file: str, ends: int) -> None:
        """Note what the archive holds of an address that is no page, and where its records end."""
        values = (version.url, version.digest, version.date, file, ends)
        self._db.execute("INSERT OR REPLACE INTO beside VALUES (?, ?, ?, ?, ?)", values)

    def portal(self, name: str) -> Memory:
        """Return what is remembered of a portal between runs."""
        self._db.execute("INSERT OR IGNORE INTO portal (name) VALUES (?)", (name,))
        query = "SELECT last_run, outcome, probed_at, missing FROM portal WHERE name = ?"
        last_run, outcome, probed_at, missing = self._db.execute(query, (name,)).fetchone()
        return Memory(last_run, outcome, probed_at, json.loads(missing))

    def last_runs(self) -> dict[str, float]:
        """Return {portal: when it was last crawled}."""
        return dict(self._db.execute("SELECT name, last_run FROM portal"))

    def remember(self, name: str, **values: object) -> None:
        """Keep something of a portal for the next run."""
        kept = {k: json.dumps(v) if isinstance(v, list) else v for k, v in values.items()}
        sets = ", ".join(f"{k} = :{k}" for k in kept)
        self._db.execute(f"UPDATE portal SET {sets} WHERE name = :name", {**kept, "name": name})

    def notes(self, portal: str) -> dict[str, str]:
        """Return {address: what was noted of its last visit} of a portal, without those of which nothing was."""
        return dict(self._db.execute("SELECT url, note FROM url WHERE portal = ? AND note <> ''", (portal,)))

    def states(self, portal: str) -> dict[str, int]:
        """Return {state: addresses} of a portal."""
        return dict(self._db.execute("SELECT state, count(*) FROM url WHERE portal = ? GROUP BY state", (portal,)))


def last_crawls(path: Path) -> dict[str, tuple[float, str]]:
    """Return {portal: (when it was last crawled, why that ended)} of a frontier, which is only read; {} for none."""
    if not path.exists():
        return {}
    # Without a log of a writer the file is all there is, even in a folder that cannot be written.
    logged = path.with_name(f"{path.name}-wal").exists()
    uri = f"{path.resolve().as_uri()}?mode=ro{'' if logged else '&immutable=1'}"
    with closing(sqlite3.connect(uri, uri=True, timeout=60)) as db:
        rows = db.execute("SELECT name, last_run, outcome FROM portal WHERE last_run > 0 ORDER BY name")
        return {name: (when, outcome) for name, when, outcome in rows}
