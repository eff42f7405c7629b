"""Which links of a page go into the frontier: inside the portal, worth asking for, and not yet handed in."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from spiders import traps
from spiders.entry import Found
from spiders.page import Follow, Link
from spiders.registry import Portal

# So many addresses of one shape that hold a date in their query are a calendar.
_MAX_DATED = 200


@lru_cache(maxsize=100_000)
def _address(url: str) -> tuple[str, str, str]:
    """Return an address cleaned, its key and why it is refused; menus repeat the same ones on every page."""
    cleaned = traps.clean(url)
    return cleaned, traps.key(cleaned), traps.refusal(cleaned)


class Admission:
    """The gate to one portal's part of the frontier in one run."""

    def __init__(self, portal: Portal, attachments: bool = False) -> None:
        self._portal = portal
        self._hosts = portal.hosts
        self._attachments = attachments
        self._seen: set[tuple[str, str, str, str]] = set()
        self._shapes: Counter[str] = Counter()

    def inside(self, url: str) -> bool:
        """Tell whether an address is one of the portal's own."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and parts.netloc.lower() in self._hosts

    def admits(self, url: str) -> bool:
        """Tell whether an address may be asked for: the portal's own, or a file on a host that keeps its files."""
        if self.inside(url):
            return True
        parts = urlsplit(url)
        is_kept = parts.scheme in ("http", "https") and parts.netloc.lower() in self._portal.file_hosts
        return is_kept and traps.is_document(url)

    def links(self, links: Iterable[Link]) -> Iterator[Found]:
        """Yield the links that may go in, each once a run unless a list says more about it."""
        for link in links:
            url, key, refusal = _address(link.url)
            if refusal or not self.admits(url):
                continue
            role = "attachment" if traps.is_document(url) else link.role
            said = (key, role, link.title[:80] if link.date_raw else str(bool(link.title)), link.date_raw)
            if said in self._seen or (role == "attachment" and not self._attachments):
                continue
            self._seen.add(said)
            if not self._is_calendar(url):
                yield Found(key=key, url=self.spoken(url), role=role, title=link.title, date_raw=link.date_raw)

    def next_page(self, follow: Follow, paged: int) -> Found | None:
        """Return the next page of a list as the frontier takes it, None when it leads out of the portal."""
        if not self.inside(follow.url):
            return None
        form = json.dumps(follow.form) if follow.form else ""
        key = traps.key(follow.url, follow.form)
        return Found(key=key, url=self.spoken(traps.clean(follow.url)), role="list", form=form, paged=paged)

    def spoken(self, url: str) -> str:
        """Return an address in the scheme that the portal speaks: hosts without HTTPS link to https all the same."""
        speaks_http = self._portal.scheme == "http" and (self._portal.resolve or self.inside(url))
        return "http://" + url.removeprefix("https://") if speaks_http and url.startswith("https://") else url

    def _is_calendar(self, url: str) -> bool:
        shape = traps.dated_shape(url)
        self._shapes[shape] += bool(shape)
        return self._shapes[shape] > _MAX_DATED
