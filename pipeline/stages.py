"""The stages of a run as generators: one bad article never stops the rest."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import extractors
from extractors.field import fields
from extractors.leftovers import leftovers
from extractors.mention import Context
from pipeline import location, records
from pipeline.issues import Issues
from spiders.article import Article

if TYPE_CHECKING:
    from pipeline.store import Store
    from spiders.registry import Portal

_BATCH = 200


@cache
def fingerprint(package: str = "extractors") -> str:
    """Return a hash over a package's code and tables: results made under another one are made again."""

    def walk(folder: Traversable) -> Iterable[Traversable]:
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.is_dir():
                yield from walk(entry)
            elif entry.name.endswith((".py", ".toml", ".csv")):
                yield entry

    hashed = hashlib.sha256("".join(fields()).encode())
    for entry in walk(files(package)):
        hashed.update(entry.read_bytes())
    return hashed.hexdigest()[:16]


def context(
    article: Article, portals: "Mapping[str, Portal]", origins: Mapping[str, tuple[str, str]] | None = None
) -> Context:
    """Return what the extractors are told of an article besides its text; where it was told is the origin's business.

    `origins` holds the portal and the address of the original of each republished article.
    """
    portal_name, url = (origins or {}).get(article.article_id, (article.portal, article.url))
    portal = portals.get(portal_name)
    return Context(
        title=article.title,
        published=article.published[:10] if article.published else None,
        url=url,
        portal=portal_name,
        unit_code=portal.unit_code if portal else "",
        captions=tuple(article.captions),
    )


def extract_all(
    articles: Iterable[Article],
    store: "Store",
    issues: Issues,
    portals: "Mapping[str, Portal]",
    each: Callable[[Article], object] = lambda article: None,
) -> dict[str, int]:
    """Extract the articles into the store and return the counts: articles, extracted, kept.

    An article whose text, context and extractors are as before is not extracted again.
    """
    counts = {"articles": 0, "extracted": 0, "kept": 0}
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == _BATCH:
            _extract_batch(batch, store, issues, portals, counts, each)
            batch.clear()
    _extract_batch(batch, store, issues, portals, counts, each)
    return counts


def _extract_batch(
    batch: list[Article],
    store: "Store",
    issues: Issues,
    portals: "Mapping[str, Portal]",
    counts: dict[str, int],
    each: Callable[[Article], object],
) -> None:
    origins = store.origins()
    with store.transaction():
        for article in batch:
            counts["articles"] += 1
            known = context(article, portals, origins)
            made_from = _made_from(article, known)
            before = store.made_from(article.article_id)
            if before.partition(" ")[0] == made_from.partition(" ")[0]:
                counts["kept"] += 1
                if before != made_from:
                    store.renew(article, made_from)
            elif _extract_one(article, known, made_from, store, issues):
                counts["extracted"] += 1
            each(article)


def _made_from(article: Article, known: Context) -> str:
    """Return two hashes: of what the rows are made from, and of the rest that is kept of an article."""
    rows = f"{fingerprint()} {article.text} {known} {article.published} {article.updated} {article.byline}"
    # When a page was fetched, and what repeats it, changes nothing in what it says.
    rest = article.as_dict() | {"fetched_at": "", "copy_of": ""}
    return " ".join(hashlib.sha256(part.encode()).hexdigest()[:16] for part in (rows, str(rest)))


def _extract_one(article: Article, known: Context, made_from: str, store: "Store", issues: Issues) -> bool:
    try:
        doc = extractors.read(article.text, known)
        unit = location.article_unit(doc)
        rows = records.field_rows(article, doc, unit)
        row = records.article_row(article, location.article_codes(unit))
        record = records.record_row(row, rows)
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        issues.add("extract", article.article_id, problem, "the article was left out; please report it with its text")
        return False
    for start, end in leftovers(doc):
        source = f"{article.article_id}[{start}:{end}]"
        issues.add(
            "leftover", source, f"'{doc.text[start:end]}' looks like a value", "no rule has said a word about it"
        )
    store.put(article, made_from, row, rows, record, doc.mentions)
    return True
