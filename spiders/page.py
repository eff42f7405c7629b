"""A fetched page: bytes, address and fetch time; no network, no Scrapy."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from spiders.blocks import Block, blocks
from spiders.encoding import decode

MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page with what the list printed beside it; `role` is article, list or page (not known which)."""

    url: str
    role: str = "page"
    title: str = ""
    date_raw: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """The request that opens the next page of a list: a GET, or the POST of a form, as in an ASP.NET post-back."""

    url: str
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure a platform family is that a page is its own (0 to 1), and by which marks."""

    platform: str
    confidence: float
    marks: tuple[str, ...] = ()


@dataclass
class Page:
    """One response as it was archived; `listing` is the link that led here, with the list's date and title.

    `form` is what was posted to get it, empty for a page that was got plainly.
    """

    url: str
    body: bytes
    content_type: str = ""
    fetched_at: datetime | None = None
    listing: Link | None = None
    notes: list[str] = field(default_factory=list)
    form: tuple[tuple[str, str], ...] = ()

    @cached_property
    def html(self) -> str:
        """The body decoded: BOM, then Content-Type, then meta, then detection; at most MAX_BYTES of it."""
        if len(self.body) > MAX_BYTES:
            self.notes.append("cut-page")
        text, charset = decode(self.body[:MAX_BYTES], self.content_type)
        if charset != "utf-8":
            self.notes.append(f"charset-{charset}")
        return text.replace("\0", "")

    @cached_property
    def tree(self) -> HtmlElement:
        """The root element, an empty one when the page has no markup; broken and bottomless markup is survived."""
        parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        try:
            root = document_fromstring(self.html.encode("utf-8", "replace") or b"<html/>", parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            root = document_fromstring(b"<html/>")
        return root

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        href: str = next((found for node in self.tree.iter("base") if (found := node.get("href"))), "")
        try:
            return urljoin(self.url, href.strip())
        except ValueError:
            return self.url

    @cached_property
    def blocks(self) -> list[Block]:
        """The visible lines of the whole page, in document order."""
        return blocks(self.tree)
