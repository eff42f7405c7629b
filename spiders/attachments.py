"""Attachments (tệp đính kèm): the files that an article links to, and what was read of those in the archive."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import regex
from lxml.html import HtmlElement

from extractors.text import fold, store
from spiders.article import Article
from spiders.blocks import Block, line
from spiders.documents import Document
from spiders.links import absolute
from spiders.page import Page
from spiders.traps import key

_FILE = regex.compile(r"\.(pdf|docx?|xlsx?|pptx?|od[ts]|rtf|zip|rar)(?=$|[?#&])", regex.IGNORECASE)
_LIST = regex.compile(r"attach(?:ment|ed|file|-file)|dinh-?_?kem|filedk", regex.IGNORECASE)
_HEADING = regex.compile(
    r"\W*(?:(?:cac )?(?:tep|tap tin|file|tai lieu|van ban)(?: tin)? (?:(?:dinh|gui) kem|kem theo)|dinh kem|kem theo)\b"
)
# A list of attachments stands near its heading; whole pages hold such a heading too.
_UP = 3
_MAX_LIST = 3000


def linked(page: Page, body: Iterable[Block]) -> list[dict[str, str]]:
    """Return {url, title, kind} of each file that an article links to: in its body, or in a list of attachments."""
    found: dict[str, str] = {}
    inside = dict.fromkeys(block.element for block in body)
    for node in (*(n for e in inside for n in e.iter("a", "iframe", "embed", "object")), *_listed(page)):
        href = node.get("href") or node.get("src") or node.get("data") or ""
        if kind_of(href) and (url := absolute(page, href)):
            found[url] = found.get(url) or line(node)
    return [{"url": url, "title": title or _name(url), "kind": kind_of(url)} for url, title in found.items()]


def kind_of(url: str) -> str:
    """Return what an address says it is a file of (pdf, docx ...), empty for a page."""
    found = _FILE.search(url)
    return found[1].lower() if found else ""


def add_texts(article: Article, documents: Mapping[str, Document]) -> None:
    """Give the attachments of an article what was read of them: text, and a flag where that is not all.

    `documents` are by spiders.traps.key of their addresses.
    """
    for attachment in article.attachments:
        if found := documents.get(key(attachment["url"])):
            attachment |= {name: said for name, said in (("text", store(found.text)), ("flag", found.flag)) if said}


def _listed(page: Page) -> Iterator[HtmlElement]:
    for node in page.tree.iter("a"):
        if kind_of(node.get("href") or "") and any(_is_list(e) for e in _around(node)):
            yield node


def _around(node: HtmlElement) -> Iterator[HtmlElement]:
    for _, element in zip(range(_UP), node.iterancestors(), strict=False):
        yield element
        if (before := element.getprevious()) is not None:
            yield before


def _is_list(element: HtmlElement) -> bool:
    if _LIST.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    text = str(element.text_content())
    return len(text) <= _MAX_LIST and bool(_HEADING.match(fold(text[:80]).strip()))


def _name(url: str) -> str:
    return PurePosixPath(unquote(urlsplit(url).path)).name
