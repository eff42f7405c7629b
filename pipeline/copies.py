"""Republished articles: which repeats which, and where each was first told."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from extractors import hosts
from extractors.learned import Models
from pipeline import stages
from pipeline.issues import Issues
from pipeline.store import Store
from spiders.article import Article
from spiders.duplicates import link_copies, shingles
from spiders.registry import Portal

# A notice that each commune fills in for itself is alike, but it is not the same text.
_SAME = 0.95


def settle(store: Store, issues: Issues, portals: Mapping[str, Portal], models: Models | None = None) -> None:
    """Find the copies in a store, and read those of the same text as news of the portal that told it first.

    A portal settles what names mean that several units bear ("phường 8"); the portal that took a text over does not.
    """
    articles = {a["article_id"]: Article.from_dict(a | {"copy_of": ""}) for a in store.articles()}
    copies = {copy: main for copy, main, _ in link_copies(articles.values())}
    store.set_copies(copies)
    placed = {c: o for c, o in _same_texts(articles, copies) if _has_unit(*o, portals)}
    changed = store.set_origins(placed)
    again = (articles[a] for a in changed if articles[a].portal in {"", *portals})
    stages.extract_all(again, store, issues, portals, models=models)


def _same_texts(articles: Mapping[str, Article], copies: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (copy, (portal, address) of the original) of the copies that say nothing that their original does not."""
    for copy, main in copies.items():
        own, original = articles[copy], articles[main]
        if own.portal != original.portal:
            words = shingles(own.text)
            if len(words & shingles(original.text)) >= _SAME * len(words):
                yield copy, (original.portal, original.url)


def _has_unit(portal: str, url: str, portals: Mapping[str, Portal]) -> bool:
    known = portals.get(portal)
    return bool((known and known.unit_code) or hosts.of_host(urlsplit(url).hostname or ""))
