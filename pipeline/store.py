"""The SQLite store: articles, mentions, one table a field, records, runs and issues, and a full-text index."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.mention import Mention
from extractors.text import fold
from pipeline.database import Database
from pipeline.issues import Issue
from pipeline.records import Row
from pipeline.schema import tables
from spiders import documents
from spiders.article import Article
from spiders.documents import Document

# An article keeps its place when it is extracted again, so that the exports keep their order.
_PUT_SOURCE = """
INSERT INTO sources VALUES (?, ?, ?, ?) ON CONFLICT (article_id) DO UPDATE
SET portal = excluded.portal, made_from = excluded.made_from, article = excluded.article
"""


class Store(Database):
    """The store of a folder of results: its runs and issues, its articles and what was found in them."""

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

    def origins(self) -> dict[str, tuple[str, str]]:
        """Return {article: (portal, address) of the article that told the same text first}."""
        return {copy: (portal, url) for copy, portal, url in self._db.execute("SELECT * FROM origins")}

    def set_origins(self, origins: Mapping[str, tuple[str, str]]) -> list[str]:
        """Write where republished articles were told first, and return the articles for which that has changed."""
        before = self.origins()
        with self.transaction():
            self._db.execute("DELETE FROM origins")
            self._db.executemany("INSERT INTO origins VALUES (?, ?, ?)", ((a, *o) for a, o in origins.items()))
        return [a for a in before.keys() | origins.keys() if before.get(a) != origins.get(a)]

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

    # Reading

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

    def counts_by_portal(self) -> dict[str, dict[str, int]]:
        """Return the number of mentions by portal and field."""
        counts: dict[str, dict[str, int]] = {}
        sql = "SELECT portal, field, count(*) FROM mentions JOIN sources USING (article_id) GROUP BY portal, field"
        for portal, name, count in self._db.execute(sql):
            counts.setdefault(portal, {})[name] = count
        return counts


@cache
def _reader() -> bytes:
    """Return a hash of the code that reads documents: what another version read is read again."""
    return hashlib.sha256(files("spiders").joinpath("documents.py").read_bytes()).digest()


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
