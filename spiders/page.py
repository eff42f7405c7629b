"""A fetched page: bytes, address and fetch time; no network, no Scrapy."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page with what the list printed beside it; `role` is article, list or page (not known which)."""

    url: str
    role: str = "page"
    title: str = ""
    date_raw: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """The request that opens the next page of a list: a GET, or an ASP.NET post-back with its form."""

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
    """One response as it was archived; `listing` is the link that led here, with the list's date and title."""

    url: str
    body: bytes
    content_type: str = ""
    fetched_at: datetime | None = None
    listing: Link | None = None
    notes: list[str] = field(default_factory=list)

    @cached_property
    def html(self) -> str:
        """The body decoded: BOM, then Content-Type, then meta, then detection."""
        raise NotImplementedError
