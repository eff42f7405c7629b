"""The SQLite file under the store: its tables, transactions, and rows in and out."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from pipeline.issues import UserError
from pipeline.schema import Table, log_tables, tables
from spiders.transaction import transaction

_BASE = """
CREATE TABLE IF NOT EXISTS sources (article_id TEXT PRIMARY KEY, portal TEXT, made_from TEXT, article TEXT);
CREATE TABLE IF NOT EXISTS origins (article_id TEXT PRIMARY KEY, portal TEXT, url TEXT);
CREATE TABLE IF NOT EXISTS portals (portal TEXT PRIMARY KEY, made_from TEXT);
CREATE TABLE IF NOT EXISTS mentions (article_id TEXT, text_sha256 TEXT, field TEXT, char_start INTEGER,
    char_end INTEGER, text TEXT, value TEXT, source TEXT, confidence REAL, reason TEXT, flags TEXT);
CREATE TABLE IF NOT EXISTS attached (digest TEXT PRIMARY KEY, text TEXT, flag TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mentions_article ON mentions (article_id);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (article_id UNINDEXED, title, text, folded);
"""


class Database:
    """A SQLite file with the tables of the schema; every method that writes does so in one transaction.

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

    def transaction(self) -> AbstractContextManager[None]:
        """Make what the block writes one transaction."""
        return transaction(self._db)

    def close(self) -> None:
        """Close the store; the last to do so leaves one file."""
        self._db.close()

    def add(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows to a table."""
        with self.transaction():
            self._insert(table, rows)

    def set_column(self, table: str, column: str, values: Mapping[int, str]) -> None:
        """Write {rowid: value} into a column of a table."""
        with self.transaction():
            self._db.executemany(
                f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', ((v, rowid) for rowid, v in values.items())
            )

    def _insert(self, name: str, some: Sequence[Mapping[str, Any]]) -> None:
        if some:
            header = self._headers[name]
            marks = ", ".join("?" * len(header))
            columns = ", ".join(f'"{c}"' for c in header)
            values = ([row.get(c) for c in header] for row in some)
            self._db.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', values)

    @property
    def _headers(self) -> dict[str, list[str]]:
        return {t.name: t.header for t in (*tables().values(), *log_tables())}

    def rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a table, columns in its order, articles as they were first seen."""
        columns = ", ".join(f't."{c}"' for c in table.header)
        joined = f'"{table.name}" t JOIN sources s ON s.article_id = t.article_id'
        yield from self._db.execute(f"SELECT {columns} FROM {joined} ORDER BY s.rowid, t.rowid")

    def count(self, table: str, where: str = "1", values: Sequence[Any] = ()) -> int:
        """Return the number of rows of a table that meet a condition."""
        return int(self._db.execute(f'SELECT count(*) FROM "{table}" WHERE {where}', values).fetchone()[0])

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return list(self._db.execute(sql, values))


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a store to read; a folder that cannot be written is no hindrance when no writer has left a log."""
    logged = path.with_name(f"{path.name}-wal").exists()
    mode = "mode=ro" if logged else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=60)
