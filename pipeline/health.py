"""Health of the portals in the store: what each run saw of each, the verdict, and a table of the latest."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline import terminal
from pipeline.commands import open_store
from pipeline.store import Store
from spiders import archive
from spiders.article import Article
from spiders.frontier import last_crawls
from spiders.health import FAILED, Health, Visit, judge
from spiders.registry import Portal

_SHOWN = ("portal", "outcome", "at", "pages", "new", "changed", "unchanged", "articles")
_SHARES = ("dated", "bylined", "selected")


def note(
    store: Store,
    run_id: int,
    portal: Portal,
    result: dict[str, Any],
    articles: Sequence[Article],
    at: datetime,
    only_latest: bool,
) -> Health:
    """Judge what a run saw of a portal by what earlier runs saw, and keep both in the store.

    The shares are of the articles fetched since the last time, of all unless `only_latest`.
    """
    known = history(store, portal.name)
    since = known[-1].at if known and only_latest else None
    seen = _visit(portal, result, articles, at, since)
    found = judge(seen, known)
    row = asdict(seen) | {
        "run_id": run_id,
        "at": at.isoformat(timespec="microseconds"),
        "outcome": found.outcome,
        "reasons": "; ".join(found.reasons),
    }
    store.add("health", [row])
    return found


def _visit(
    portal: Portal, result: dict[str, Any], articles: Sequence[Article], at: datetime, since: datetime | None
) -> Visit:
    sample = [a for a in articles if since is None or _fetched(a) > since]
    return Visit(
        portal=portal.name,
        at=at,
        crawl=result["outcome"],
        **{name: result[name] for name in ("pages", "changed", "unchanged", "fresh", "declared")},
        new=result["new"] - result["files"],
        articles=len(articles),
        sampled=len(sample),
        dated=sum(bool(a.published) for a in sample),
        bylined=sum(bool(a.byline) for a in sample),
        selected=sum(a.extractor.startswith("selectors:") for a in sample),
        has_selectors=bool(portal.selectors) or portal.platform != "generic",
    )


def _fetched(article: Article) -> datetime:
    return datetime.fromisoformat(article.fetched_at) if article.fetched_at else datetime.min.replace(tzinfo=UTC)


def history(store: Store, portal: str) -> list[Visit]:
    """Return what earlier runs saw of a portal, oldest first."""
    known = {f.name for f in fields(Visit)}
    rows = (row | {"at": datetime.fromisoformat(row["at"])} for row in store.health(portal))
    return [Visit(**{name: value for name, value in row.items() if name in known}) for row in rows]


def latest(store: Store) -> list[dict[str, Any]]:
    """Return the latest row of each portal, by name."""
    return [rows[-1] for portal in store.health_portals() if (rows := store.health(portal))]


def report(folder: Path, as_json: bool) -> int:
    """Print how each portal of an out folder is; return 1 when one is broken."""
    rows = _seen(folder)
    if as_json:
        terminal.print_json(rows)
    else:
        terminal.table("health of the portals", [*_SHOWN, *_SHARES, "reasons"], [_line(row) for row in rows])
    return int(any(row["outcome"] == "broken" for row in rows))


def _seen(folder: Path) -> list[dict[str, Any]]:
    """Return the verdict on each portal, with what a crawl alone has seen of it since: it reads no article.

    A portal that no run has read so far is `unread`; one whose last crawl failed is broken.
    """
    crawls = last_crawls(folder / "frontier.sqlite")
    rows, read = {}, {}
    if not crawls or (folder / "vnnews.sqlite").exists():
        store = open_store(folder)
        rows = {row["portal"]: row for row in latest(store)}
        read = {portal: store.portal_made_from(portal).partition(" ")[0] for portal in crawls}
        store.close()
    for portal, (when, ended) in crawls.items():
        at = datetime.fromtimestamp(when, UTC).isoformat(timespec="microseconds")
        row = rows.setdefault(portal, dict.fromkeys((*_SHOWN, *_SHARES, "sampled")) | {"portal": portal, "at": ""})
        if ended in FAILED and at > row["at"]:
            rows[portal] = row | {"at": at, "outcome": "broken", "reasons": FAILED[ended]}
        elif read.get(portal) != archive.state(archive.files(folder / "archive", portal)):
            told = {"at": row["at"] or at, "outcome": row["outcome"] or "unread"}
            reasons = [row.get("reasons"), f"crawled ({ended}), its latest pages are not read yet"]
            rows[portal] = row | told | {"reasons": "; ".join(filter(None, reasons))}
    return [rows[portal] for portal in sorted(rows)]


def _line(row: dict[str, Any]) -> list[object]:
    told = {name: "" if value is None else value for name, value in row.items()}
    return [
        *(told[c] for c in _SHOWN[:2]),
        row["at"][:16],
        *(told[c] for c in _SHOWN[3:]),
        *shares(row),
        row["reasons"],
    ]


def shares(row: dict[str, Any]) -> Iterable[str]:
    """Return the shares of articles with a date, a byline and a body by selector; empty when none was read."""
    return (f"{row[name] / row['sampled']:.0%}" if row["sampled"] else "" for name in _SHARES)
