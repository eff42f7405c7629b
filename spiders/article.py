"""The article (bài viết): what a page of a portal says, apart from its chrome."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def normal_url(url: str) -> str:
    """Return the form under which an address is known: lower-case scheme and host, no default port, no fragment."""
    parts = urlsplit(url.strip())
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme.lower(), ":"))
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", parts.query, ""))


def article_id(url: str) -> str:
    """Return the stable id of the article at an address: 16 hex digits of the SHA-256 of the normal address."""
    return hashlib.sha256(normal_url(url).encode()).hexdigest()[:16]


@dataclass(slots=True, kw_only=True)
class Article:
    """One article of a portal; `text` is stored text (extractors.text.store), all offsets index it.

    Captions (chú thích ảnh), byline (bút danh) and source line stand apart, and in `text` too where the page prints
    them in its body. `published` and `updated` are ISO dates or date-times at +07:00, empty when not certain;
    `published_source` names the evidence (listing, time, meta, url, near-title, given), `published_raw` is what was
    printed.
    """

    article_id: str
    url: str
    text: str
    canonical_url: str = ""
    portal: str = ""
    title: str = ""
    lead: str = ""
    captions: list[str] = field(default_factory=list)
    byline: str = ""
    source_line: str = ""
    section: str = ""
    tags: list[str] = field(default_factory=list)
    published: str | None = None
    published_source: str = ""
    published_raw: str = ""
    updated: str | None = None
    attachments: list[dict[str, str]] = field(default_factory=list)
    language: str = "vi"
    extractor: str = ""
    flags: list[str] = field(default_factory=list)
    fetched_at: str = ""
    copy_of: str = ""
    # Where each line of `text` stands in the page: [char_start, xpath] in order of char_start.
    places: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the stored text; mentions and reviews hang on it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """Return the article as it stands in articles.jsonl."""
        return asdict(self) | {"text_sha256": self.text_sha256}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Return the article that `as_dict` gave; keys it does not know are left out."""
        return cls(**{f.name: stored[f.name] for f in fields(cls) if f.name in stored})
