"""From a page to an article: portal selectors, then the family's, then none, each with its evidence."""

from urllib.parse import urlsplit

import regex

from extractors.text import fold
from spiders.article import Article
from spiders.assemble import Parts, assemble
from spiders.blocks import Block
from spiders.chrome import Chrome
from spiders.content import find_body
from spiders.encoding import vietnamese
from spiders.page import Page
from spiders.platforms import Refused, platform, recognise
from spiders.published import date_article
from spiders.registry import Portal

_SURE = 0.5
_MIN_TEXT = 120
_SENTENCE = 60
_MISSING = regex.compile(
    r"khong (?:tim thay|ton tai)|(?:trang|bai viet|noi dung) [\p{L} ]{0,40}(?:khong ton tai|da bi xoa|khong co)|not found|\b404\b"
)
_MISSING_LENGTH = 800
_MAX_TITLES = 5


def parse(page: Page, portal: Portal | None = None, chrome: Chrome | None = None, *, selectors: bool = True) -> Article:
    """Return the article of a page; raise Refused with a reason (spiders.platforms) when the page holds none.

    `chrome` is what was learnt of the host; without it the article is flagged `no-host-model`. `selectors` off leaves
    the body to the lines alone.
    """
    model = chrome or Chrome()
    if not page.body.strip(b"\0 \r\n\t"):
        raise Refused("empty-page")
    if not page.blocks:
        raise Refused("no-text")
    article = _by_selectors(page, portal) if selectors else None
    if article is None:
        article = _by_lines(page, model)
        article.flags += ["selector-missed"] if selectors and portal and portal.platform != "generic" else []
    if not model.sampled:
        article.flags.append("no-host-model")
    if article.portal == "" and portal:
        article.portal = portal.name
    date_article(article, page, model)
    article.flags.sort()
    return article


def _by_selectors(page: Page, portal: Portal | None) -> Article | None:
    names = [portal.platform] if portal else []
    found = recognise(page)
    names += [found.platform] if found.confidence >= _SURE and found.platform not in names else []
    for name in names:
        if article := platform(name).article(page, portal):
            _refuse_missing(article.title, article.text)
            return article
    return None


def _by_lines(page: Page, chrome: Chrome) -> Article:
    if (
        urlsplit(page.url).path.strip("/").lower() in ("", "index.html", "default.aspx")
        and not urlsplit(page.url).query
    ):
        raise Refused("home-page")
    body = find_body(page, chrome)
    text = "\n".join(b.text for b in body.lines)
    _refuse_missing(body.heading.title, text)
    _refuse_no_prose(text, body.lines)
    article = assemble(page, body.lines, Parts(title=body.heading.title, time=body.heading.time))
    if article is None:
        raise Refused("no-prose")
    article.extractor = f"lines:{body.chosen_by}"
    article.flags += ["extractors-disagree"] if body.agreement < _SURE else []
    return article


def _refuse_missing(title: str, text: str) -> None:
    if len(text) < _MISSING_LENGTH and (found := _MISSING.search(fold(f"{title}\n{text[:300]}"))):
        raise Refused("soft-404", found[0])


def _refuse_no_prose(text: str, lines: tuple[Block, ...]) -> None:
    if len(text) < _MIN_TEXT:
        raise Refused("no-prose", f"{len(text)} characters")
    if (
        sum(b.linked for b in lines) > len(text) / 2
        or sum(b.density > _SURE and len(b.text) > 25 for b in lines) > _MAX_TITLES
    ):
        raise Refused("list-page")
    in_sentences = sum(len(b.text) for b in lines if len(b.text) >= _SENTENCE)
    if in_sentences < len(text) / 4 and vietnamese(text[:5000]) < 0.6:
        raise Refused("no-prose", "no sentences")
