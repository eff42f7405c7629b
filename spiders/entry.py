"""What the frontier holds: an address as it stands, a link on its way in, and what is remembered of a portal."""

import json
from dataclasses import dataclass
from typing import Literal

from spiders.warc import Version

State = Literal["discovered", "fetched", "unchanged", "gone", "blocked", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An address of the frontier as it stands."""

    key: str
    url: str
    portal: str
    state: State = "discovered"
    role: str = "page"
    interval: float = 0
    depth: int = 0
    paged: int = 0
    referrer: str = ""
    title: str = ""
    date_raw: str = ""
    form: str = ""
    tries: int = 0
    etag: str = ""
    last_modified: str = ""
    payload: str = ""
    payload_url: str = ""
    payload_date: str = ""
    file: str = ""
    fetched_at: float = 0

    @property
    def version(self) -> Version:
        """What the archive holds of it."""
        return Version(self.payload, self.payload_url, self.payload_date)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The form of a post-back, empty for a plain request."""
        return [(name, value) for name, value in json.loads(self.form)] if self.form else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A link on its way into the frontier."""

    key: str
    url: str
    role: str = "page"
    title: str = ""
    date_raw: str = ""
    form: str = ""
    paged: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a portal between runs; times in seconds since 1970."""

    last_run: float
    outcome: str
    probed_at: float
    missing: list[list[int]]
