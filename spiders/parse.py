"""From a page to an article: portal selectors, then the family's, then none, each with its evidence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import regex

from extractors.text import fold
from spiders.article import Article
from spiders.assemble import Parts, assemble
from spiders.chrome import Chrome
from spiders.content import Body, find_body
from spiders.encoding import vietnamese
from spiders.page import Page
from spiders.platforms import Platform, Refused, platform, recognise
from spiders.published import date_article
from spiders.registers import is_cut_from_register, is_register
from spiders.registry import Portal

_SURE = 0.5
_START = 1000
_SAMPLE = 20_000
_FEED = re.compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]")
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_UNPRINTED = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ufffd]")
# Letters of an unknown code page may be lost on a real page, but not every twentieth character.
_MOST_UNPRINTED = 0.05
_PAGE = re.compile(r"html|text/plain|octet-stream|unknown", re.IGNORECASE)
_MIN_TEXT = 120
_MIN_NOTICE = 40
_SENTENCE = 60
_HOME = frozenset({"", "index.html", "index.php", "default.aspx", "home.aspx", "trang-chu"})
_MISSING = regex.compile(
    r"khong (?:tim thay|ton tai)|(?:trang|bai viet|noi dung) [\p{L} ]{0,40}(?:khong ton tai|da bi xoa|khong co)"
    r"|not found|\b404\b"
)
_MISSING_LENGTH = 800
_UNFINISHED = regex.compile(
    r"dang (?:duoc )?(?:cap nhat|xay dung|chinh ly|chinh sua|bien tap|hoan thien)"
    r"|(?:being|to be) updated|under construction"
)
_NOTE_LENGTH = 200
_MANY_LEADS = 2


def parse(page: Page, portal: Portal | None = None, chrome: Chrome | None = None, *, selectors: bool = True) -> Article:
    """Return the article of a page; raise Refused with a reason (spiders.platforms) when the page holds none.

    `chrome` is what was learnt of the host; without it the article is flagged `no-host-model`. `selectors` off leaves
    the body to the lines alone.
    """
    model = chrome or Chrome()
    _refuse_other_kinds(page)
    families: list[Platform] = []
    article = None
    for family in _families(page, portal) if selectors else ():
        families.append(family)
        if article := family.article(page, portal):
            _refuse_cells(page, article)
            break
    else:
        parts = next((p for f in families if (p := f.parts(page, portal)).time), Parts())
        article = _by_lines(page, model, parts)
        if len(article.text) < _MISSING_LENGTH and any(f.role(page.url) == "list" for f in families):
            raise Refused("list-page", "by its address")
        article.flags += ["selector-missed"] if len(families) > 1 else []
    _refuse_missing(article)
    article.portal = portal.name if portal else ""
    article.flags += [] if model.knows(page) else ["no-host-model"]
    date_article(article, page, model)
    article.flags.sort()
    return article


def _refuse_other_kinds(page: Page) -> None:
    start = page.body[:_START].strip(b"\0 \r\n\t")
    if not start and not page.body.strip(b"\0 \r\n\t"):
        raise Refused("empty-page")
    if found := _FEED.search(start):
        raise Refused("list-page", f"a feed: {found[1].decode()}")
    if start.startswith(_BINARY) or (page.content_type and not _PAGE.search(page.content_type)):
        raise Refused("not-html", page.content_type)
    told = page.html[:_SAMPLE]
    if len(_UNPRINTED.findall(told)) > _MOST_UNPRINTED * len(told):
        raise Refused("not-html", "bytes that are no text")


def _families(page: Page, portal: Portal | None) -> Iterator[Platform]:
    """Yield the portal's family, then the one the page looks like, then the generic one, each only when asked for."""
    own = portal.platform if portal else "generic"
    if own != "generic":
        yield platform(own)
    found = recognise(page)
    if found.confidence >= _SURE and found.platform not in (own, "generic"):
        yield platform(found.platform)
    yield platform("generic")


def _by_lines(page: Page, chrome: Chrome, parts: Parts) -> Article:
    where = urlsplit(page.url)
    if where.path.strip("/").lower() in _HOME and not where.query:
        raise Refused("home-page")
    if not page.blocks:
        raise Refused("no-text")
    body = find_body(page, chrome)
    _refuse_no_prose(body)
    if is_register(page, body.lines):
        raise Refused("list-page", "a table of documents")
    heading = Parts(title=parts.title or body.heading.title, time=parts.time or body.heading.time)
    article = assemble(page, body.lines, replace(parts, title=heading.title, time=heading.time))
    if article is None or len(article.text) < _MIN_TEXT:
        raise Refused("no-prose")
    article.extractor = f"lines:{body.chosen_by}"
    article.flags += ["extractors-disagree"] if body.agreement < _SURE else []
    return article


def _refuse_cells(page: Page, article: Article) -> None:
    """Refuse what a selector took for a body on a page that only lists documents."""
    if is_cut_from_register(page, [path for _, path in article.places]):
        raise Refused("list-page", "a table of documents")


def _refuse_missing(article: Article) -> None:
    told = fold(f"{article.title}\n{article.text[:300]}")
    if len(article.text) < _MISSING_LENGTH and (found := _MISSING.search(told)):
        raise Refused("soft-404", found[0])
    if len(article.text) < _NOTE_LENGTH and not article.attachments and (found := _UNFINISHED.search(told)):
        raise Refused("placeholder", found[0])
    if len(article.text) < _MIN_NOTICE:
        if not article.attachments:
            raise Refused("no-prose", f"{len(article.text)} characters")
        article.flags.append("attachment-only")


def _refuse_no_prose(body: Body) -> None:
    lines = body.lines
    length = sum(len(b.text) for b in lines)
    if length < _MIN_TEXT:
        raise Refused("no-prose", f"{length} characters")
    paragraphs = sum(len(b.text) >= _SENTENCE for b in lines)
    if sum(b.linked for b in lines) > length / 2 or (body.leads >= _MANY_LEADS and body.leads >= paragraphs / 2):
        raise Refused("list-page", f"{body.leads} leads under linked titles")
    in_sentences = sum(len(b.text) for b in lines if len(b.text) >= _SENTENCE)
    if in_sentences < length / 4 and vietnamese(" ".join(b.text for b in lines[:200])) < 0.6:
        raise Refused("no-prose", "no sentences")
