"""The SQLite store: articles, mentions, one table a field, records, runs and issues, and a full-text index."""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractors.mention import Mention
from extractors.text import fold
from pipeline.issues import Issue, UserError
from pipeline.records import Row
from pipeline.schema import Table, log_tables, tables
from spiders import documents
from spiders.article import Article
from spiders.documents import Document

_BASE = """
CREATE TABLE IF NOT EXISTS sources (article_id TEXT PRIMARY KEY, portal TEXT, made_from TEXT, article TEXT);
CREATE TABLE IF NOT EXISTS portals (portal TEXT PRIMARY KEY, made_from TEXT);
CREATE TABLE IF NOT EXISTS mentions (article_id TEXT, text_sha256 TEXT, field TEXT, char_start INTEGER,
    char_end INTEGER, text TEXT, value TEXT, source TEXT, confidence REAL, reason TEXT, flags TEXT);
CREATE TABLE IF NOT EXISTS attached (digest TEXT PRIMARY KEY, text TEXT, flag TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mentions_article ON mentions (article_id);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (article_id UNINDEXED, title, text, folded);
"""
# An article keeps its place when it is extracted again, so that the exports keep their order.
_PUT_SOURCE = """
INSERT INTO sources VALUES (?, ?, ?, ?) ON CONFLICT (article_id) DO UPDATE
SET portal = excluded.portal, made_from = excluded.made_from, article = excluded.article
"""


class Store:
    """The store of a folder of results; every method that writes does so in one transaction.

    Opened to read only, it changes nothing, and raises UserError when its tables are those of another version.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        if read_only:
            self._db = _read_only(path)
            self._check()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=60)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        with self.transaction():
            self._create()

    def _create(self) -> None:
        for statement in _BASE.split(";\n"):
            self._db.execute(statement)
        for table in tables().values():
            if self._columns(table.name) not in ([], table.header):
                # Rows are made again from the articles; a table of an older version is not worth a migration.
                self._db.execute(f'DROP TABLE "{table.name}"')
                self._db.execute("UPDATE sources SET made_from = ''")
                self._db.execute("UPDATE portals SET made_from = ''")
        for table in (*tables().values(), *log_tables()):
            self._db.execute(table.sql())
            for column in table.missing(self._columns(table.name)):
                self._db.execute(f'ALTER TABLE "{table.name}" ADD COLUMN {column}')
            if "article_id" in table.header and not table.primary:
                self._db.execute(f'CREATE INDEX IF NOT EXISTS "{table.name}_article" ON "{table.name}" (article_id)')

    def _check(self) -> None:
        for table in (*tables().values(), *log_tables()):
            if self._columns(table.name) != table.header:
                raise UserError(
                    f"{self.path} was made by another version of vnnews; 'vnnews run' or 'extract' renews it"
                )

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._db.execute(f'PRAGMA table_info("{table}")')]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what the block writes one transaction."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the store; the last to do so leaves one file."""
        self._db.close()

    # Runs and issues

    def begin_run(self, command: str) -> int:
        """Open a run and return its number."""
        with self.transaction():
            started = datetime.now(UTC).isoformat(timespec="seconds")
            done = self._db.execute("INSERT INTO runs (started, command, counts) VALUES (?, ?, '')", (started, command))
            return int(done.lastrowid or 0)

    def end_run(self, run_id: int, counts: dict[str, Any], issues: Iterable[Issue]) -> None:
        """Close a run with what it did and what went wrong."""
        with self.transaction():
            counted = json.dumps(counts, ensure_ascii=False)
            self._db.execute("UPDATE runs SET counts = ? WHERE run_id = ?", (counted, run_id))
            self._insert("issues", [{"run_id": run_id, **asdict(i)} for i in issues])

    def last_run(self) -> dict[str, Any]:
        """Return the counts of the last run that was published, {} when there is none."""
        for (counts,) in self._db.execute("SELECT counts FROM runs WHERE counts <> '' ORDER BY run_id DESC"):
            if (found := json.loads(counts)).get("published"):
                return dict(found)
        return {}

    def renew(self, article: Article, made_from: str) -> None:
        """Write an article that says the same as before, though something else about it has changed."""
        known = article.article_id
        text = json.dumps(article.as_dict(), ensure_ascii=False)
        self._db.execute(
            "UPDATE sources SET made_from = ?, article = json_set(?, '$.copy_of', json_extract(article, '$.copy_of'))"
            " WHERE article_id = ?",
            (made_from, text, known),
        )
        values = (article.published_source, ";".join(article.flags), known)
        self._db.execute("UPDATE articles SET published_source = ?, quality = ? WHERE article_id = ?", values)
        self._db.execute("DELETE FROM search WHERE article_id = ?", (known,))
        self._index(article)

    def _index(self, article: Article) -> None:
        said = "\n".join([article.text, *(a["text"] for a in article.attachments if a.get("text"))])
        folded = fold(f"{article.title}\n{said}")
        self._db.execute("INSERT INTO search VALUES (?, ?, ?, ?)", (article.article_id, article.title, said, folded))

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows to a table."""
        with self.transaction():
            self._insert(table, rows)

    def health_portals(self) -> list[str]:
        """Return the names of the portals whose health was noted."""
        return [name for (name,) in self._db.execute("SELECT DISTINCT portal FROM health ORDER BY portal")]

    def health(self, portal: str) -> list[dict[str, Any]]:
        """Return what the runs saw of a portal, oldest first."""
        cursor = self._db.execute("SELECT * FROM health WHERE portal = ? ORDER BY rowid", (portal,))
        return [dict(zip(self._headers["health"], row, strict=True)) for row in cursor]

    # Articles and what was found in them

    def portal_made_from(self, portal: str) -> str:
        """Return the fingerprint of archive and parser that a portal's articles were made from, or ''."""
        row = self._db.execute("SELECT made_from FROM portals WHERE portal = ?", (portal,)).fetchone()
        return str(row[0]) if row else ""

    def set_portal_made_from(self, portal: str, made_from: str) -> None:
        """Note what a portal's articles were made from."""
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO portals VALUES (?, ?)", (portal, made_from))

    def set_copies(self, copies: Mapping[str, str]) -> None:
        """Write {article: the article it repeats} into every table; what is not named repeats none."""
        wanted = {a: copies.get(a, "") for (a,) in self._db.execute("SELECT article_id FROM sources")}
        before = dict(self._db.execute("SELECT article_id, copy_of FROM articles"))
        changed = [(main, known) for known, main in wanted.items() if before.get(known) != main]
        with self.transaction():
            for name in tables():
                self._db.executemany(f'UPDATE "{name}" SET copy_of = ? WHERE article_id = ?', changed)
            self._db.executemany(
                "UPDATE sources SET article = json_set(article, '$.copy_of', ?) WHERE article_id = ?", changed
            )

    def made_from(self, article_id: str) -> str:
        """Return the fingerprint of text, context and extractors that an article's rows were made from, or ''."""
        row = self._db.execute("SELECT made_from FROM sources WHERE article_id = ?", (article_id,)).fetchone()
        return str(row[0]) if row else ""

    def put(
        self,
        article: Article,
        made_from: str,
        row: Row,
        rows: dict[str, list[Row]],
        record: Row,
        found: Sequence[Mention],
    ) -> None:
        """Write an article with all that was found in it in place of what was there before."""
        known = article.article_id
        self._forget(known)
        text = json.dumps(article.as_dict(), ensure_ascii=False)
        self._db.execute(_PUT_SOURCE, (known, article.portal, made_from, text))
        self._index(article)
        sha = article.text_sha256
        self._db.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (_mention(known, sha, m) for m in found)
        )
        for name, some in {"articles": [row], "records": [record], **rows}.items():
            self._insert(name, some)

    def read_document(self, body: bytes) -> Document:
        """Return what an attached file says; a file that was read before is not read again."""
        digest = hashlib.sha256(_reader() + body).hexdigest()
        known = self._db.execute("SELECT text, flag FROM attached WHERE digest = ?", (digest,)).fetchone()
        if known:
            return Document(*known)
        found = documents.read(body)
        with self.transaction():
            self._db.execute("INSERT INTO attached VALUES (?, ?, ?)", (digest, found.text, found.flag))
        return found

    def set_column(self, table: str, column: str, values: Mapping[int, str]) -> None:
        """Write {rowid: value} into a column of a table."""
        with self.transaction():
            self._db.executemany(
                f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', ((v, rowid) for rowid, v in values.items())
            )

    def keep_only(self, portal: str, article_ids: Collection[str]) -> int:
        """Take out the articles of a portal that are no longer made of its pages; return their number."""
        known = [a for (a,) in self._db.execute("SELECT article_id FROM sources WHERE portal = ?", (portal,))]
        gone = [a for a in known if a not in article_ids]
        with self.transaction():
            for article_id in gone:
                self._forget(article_id)
                self._db.execute("DELETE FROM sources WHERE article_id = ?", (article_id,))
        return len(gone)

    def _forget(self, article_id: str) -> None:
        if self._db.execute("SELECT 1 FROM sources WHERE article_id = ?", (article_id,)).fetchone():
            for name in ("mentions", "search", *tables()):
                self._db.execute(f'DELETE FROM "{name}" WHERE article_id = ?', (article_id,))

    def _insert(self, name: str, some: Sequence[Row]) -> None:
        if some:
            header = self._headers[name]
            marks = ", ".join("?" * len(header))
            columns = ", ".join(f'"{c}"' for c in header)
            values = ([row.get(c) for c in header] for row in some)
            self._db.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', values)

    @property
    def _headers(self) -> dict[str, list[str]]:
        return {t.name: t.header for t in (*tables().values(), *log_tables())}

    # Reading

    def rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a table, columns in its order, articles as they were first seen."""
        columns = ", ".join(f't."{c}"' for c in table.header)
        joined = f'"{table.name}" t JOIN sources s ON s.article_id = t.article_id'
        yield from self._db.execute(f"SELECT {columns} FROM {joined} ORDER BY s.rowid, t.rowid")

    def articles(self, portal: str | None = None) -> Iterator[dict[str, Any]]:
        """Stream the articles as they stand in articles.jsonl."""
        where, values = ("WHERE portal = ?", (portal,)) if portal is not None else ("", ())
        for (text,) in self._db.execute(f"SELECT article FROM sources {where} ORDER BY rowid", values):
            yield json.loads(text)

    def mentions(self) -> Iterator[dict[str, Any]]:
        """Stream every mention as it stands in mentions.jsonl."""
        sql = "SELECT m.* FROM mentions m JOIN sources s ON s.article_id = m.article_id ORDER BY s.rowid, m.rowid"
        cursor = self._db.execute(sql)
        names = [c[0] for c in cursor.description]
        for row in cursor:
            found = dict(zip(names, row, strict=True))
            yield found | {"value": json.loads(found["value"]), "flags": json.loads(found["flags"])}

    def count(self, table: str, where: str = "1", values: Sequence[Any] = ()) -> int:
        """Return the number of rows of a table that meet a condition."""
        return int(self._db.execute(f'SELECT count(*) FROM "{table}" WHERE {where}', values).fetchone()[0])

    def counts_by_portal(self) -> dict[str, dict[str, int]]:
        """Return the number of mentions by portal and field."""
        counts: dict[str, dict[str, int]] = {}
        sql = "SELECT portal, field, count(*) FROM mentions JOIN sources USING (article_id) GROUP BY portal, field"
        for portal, name, count in self._db.execute(sql):
            counts.setdefault(portal, {})[name] = count
        return counts

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return list(self._db.execute(sql, values))


@cache
def _reader() -> bytes:
    """Return a hash of the code that reads documents: what another version read is read again."""
    return hashlib.sha256(files("spiders").joinpath("documents.py").read_bytes()).digest()


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a store to read; a folder that cannot be written is no hindrance when no writer has left a log."""
    logged = path.with_name(f"{path.name}-wal").exists()
    mode = "mode=ro" if logged else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=60)


def _mention(article_id: str, sha: str, found: Mention) -> tuple[Any, ...]:
    return (
        article_id,
        sha,
        found.field,
        found.char_start,
        found.char_end,
        found.text,
        json.dumps(dict(found.value), ensure_ascii=False),
        found.source,
        found.confidence,
        found.reason,
        json.dumps(list(found.flags), ensure_ascii=False),
    )
