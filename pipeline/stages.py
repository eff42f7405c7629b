"""The stages of a run as generators: one bad article never stops the rest."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import extractors
from extractors import learned
from extractors.field import fields
from extractors.learned import Models
from extractors.leftovers import leftovers
from extractors.mention import Context
from pipeline import location, records
from pipeline import models as learned_models
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


@dataclass(slots=True)
class _Work:
    """One extraction into a store: with what it is done, and how far it is."""

    store: "Store"
    issues: Issues
    portals: "Mapping[str, Portal]"
    models: Models
    each: Callable[[Article], object]
    made_with: str
    counts: dict[str, int] = field(default_factory=lambda: {"articles": 0, "extracted": 0, "kept": 0})


def extract_all(
    articles: Iterable[Article],
    store: "Store",
    issues: Issues,
    portals: "Mapping[str, Portal]",
    each: Callable[[Article], object] = lambda article: None,
    models: Models | None = None,
) -> dict[str, int]:
    """Extract the articles into the store and return the counts: articles, extracted, kept.

    An article whose text, context, extractors and models are as before is not extracted again; `models` are those
    that come with the package by default.
    """
    deciding = learned.default() if models is None else models
    made_with = " ".join(filter(None, (fingerprint(), learned_models.fingerprint(deciding))))
    work = _Work(store, issues, portals, deciding, each, made_with)
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == _BATCH:
            _extract_batch(batch, work)
            batch.clear()
    _extract_batch(batch, work)
    return work.counts


def _extract_batch(batch: list[Article], work: _Work) -> None:
    origins = work.store.origins()
    with work.store.transaction():
        for article in batch:
            work.counts["articles"] += 1
            known = context(article, work.portals, origins)
            made_from = _made_from(article, known, work.made_with)
            before = work.store.made_from(article.article_id)
            if before.partition(" ")[0] == made_from.partition(" ")[0]:
                work.counts["kept"] += 1
                if before != made_from:
                    work.store.renew(article, made_from)
            elif _extract_one(article, known, made_from, work):
                work.counts["extracted"] += 1
            work.each(article)


def _made_from(article: Article, known: Context, made_with: str) -> str:
    """Return two hashes: of what the rows are made from, and of the rest that is kept of an article."""
    rows = f"{made_with} {article.text} {known} {article.published} {article.updated} {article.byline}"
    # When a page was fetched, and what repeats it, changes nothing in what it says.
    rest = article.as_dict() | {"fetched_at": "", "copy_of": ""}
    return " ".join(hashlib.sha256(part.encode()).hexdigest()[:16] for part in (rows, str(rest)))


def _extract_one(article: Article, known: Context, made_from: str, work: _Work) -> bool:
    try:
        doc = extractors.read(article.text, known, models=work.models)
        unit = location.article_unit(doc)
        rows = records.field_rows(article, doc, unit)
        row = records.article_row(article, location.article_codes(unit))
        record = records.record_row(row, rows)
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        work.issues.add(
            "extract", article.article_id, problem, "the article was left out; please report it with its text"
        )
        return False
    for start, end in leftovers(doc):
        source = f"{article.article_id}[{start}:{end}]"
        work.issues.add(
            "leftover", source, f"'{doc.text[start:end]}' looks like a value", "no rule has said a word about it"
        )
    work.store.put(article, made_from, row, rows, record, doc.mentions)
    return True
