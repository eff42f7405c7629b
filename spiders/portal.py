"""The one spider: asks for what the frontier says, archives every answer and adds the links on it; parses no article."""

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlencode, urljoin, urlsplit

import scrapy
from scrapy import Request
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response

from spiders import traps, walls
from spiders.frontier import Entry, Found
from spiders.ledger import Change, links_of
from spiders.page import Link, Page
from spiders.registry import Portal
from spiders.run import PortalRun, Run
from spiders.warc import Capture

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_DATED = 200


class PortalSpider(scrapy.Spider):
    """The spider of one portal or of many."""

    name = "portals"
    portals: ClassVar[tuple[Portal, ...]] = ()
    run: Run

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Build the spider; without a run of its own it works in the folder that the setting OUT names."""
        run: Run | None = kwargs.pop("run", None)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.run = run or Run(cls.portals, _folder(crawler))
        spider.portals = tuple(state.portal for state in spider.run.portals.values())
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Ask for nothing: the scheduler has it all."""
        return
        yield

    def request(self, run: PortalRun, entry: Entry) -> Request:
        """Return the request for an address, asking only for what changed since the archived answer."""
        return Request(
            entry.url,
            method="POST" if entry.form else "GET",
            body=urlencode(entry.fields) if entry.form else b"",
            headers=_headers(run, entry),
            callback=self.parse,
            errback=self.failed,
            meta={"run": run, "entry": entry, "download_slot": run.portal.name, "handle_httpstatus_all": True},
            dont_filter=True,
        )

    def parse(self, response: Response) -> None:
        """Archive an answer and add its links; a full disk ends the crawl and loses nothing."""
        run, entry = response.meta["run"], response.meta["entry"]
        try:
            if self._another_name(run, entry, response):
                return
            change, note = _judge(run, entry, response)
            links = list(self._links(run, entry, response)) if change in ("new", "changed", "moved") else []
            capture = _capture(run, entry, response, note)
            run.result.discovered += self.run.ledger.commit(entry, run.portal, capture, change, links, self.run.now)
        except OSError as error:
            run.busy = False
            run.result.notes.append(f"the archive cannot be written: {error}")
            raise CloseSpider("archive") from error
        run.count(change)
        self.run.progress(run.result)

    def failed(self, failure: "Failure") -> None:
        """Note an address that gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        run, entry = request.meta["run"], request.meta["entry"]
        change: Change = "blocked" if failure.check(IgnoreRequest) else "error"
        note = failure.getErrorMessage() or failure.type.__name__
        self.run.ledger.fail(entry, run.portal, note, self.run.now, change)
        # What robots.txt forbids is no sign that the portal turns us away.
        if change == "blocked":
            run.busy = False
            run.result.blocked += 1
        else:
            run.count(change)
        self.run.progress(run.result)

    def _another_name(self, run: PortalRun, entry: Entry, response: Response) -> bool:
        """Deal with a cookie wall and with a redirect to the same page under another scheme, host name or slash."""
        if (wall := walls.cookie_wall(response.body)) and run.cookies.get(wall[0]) != wall[1]:
            run.cookies[wall[0]] = wall[1]
            run.queue.appendleft(entry)
            run.busy = False
            return True
        target = _target(response)
        if (
            target
            and target != entry.url
            and traps.key(target) == entry.key
            and _is_inside(target, run.portal)
            and entry.tries < 2
        ):
            self.run.ledger.move(entry, target, self.run.now)
            run.busy = False
            return True
        return False

    def _links(self, run: PortalRun, entry: Entry, response: Response) -> Iterator[Found]:
        if target := _target(response):
            yield from self._admitted(run, [Link(target, entry.role, entry.title, entry.date_raw)])
            return
        from spiders.platforms import platform

        page = Page(response.url, response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"))
        if not page.body or page.body[:5] == b"%PDF-":
            return
        family = platform(run.portal.platform)
        try:
            if (
                entry.role == "list"
                and (following := family.next_page(page, run.portal))
                and _is_inside(following.url, run.portal)
            ):
                yield _next(entry, following.url, following.form)
            yield from self._admitted(run, family.links(page, run.portal))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            run.result.notes.append(f"{response.url}: links not read: {type(error).__name__}: {error}")

    def _admitted(self, run: PortalRun, links: Any) -> Iterator[Found]:
        for found in links_of(links, run.portal):
            if not _is_inside(found.url, run.portal) or traps.refusal(found.url):
                continue
            if traps.is_document(found.url) and not self.run.attachments:
                continue
            shape = traps.dated_shape(found.url)
            if shape and found.key not in run.dated:
                run.shapes[shape] += 1
                run.dated.add(found.key)
            if run.shapes[shape] <= _MAX_DATED or not shape:
                yield found

    def closed(self, reason: str) -> None:
        """Close the run when the crawl was started by Scrapy's own command."""
        self.run.stop()


def _folder(crawler: "Crawler") -> "Path":
    from pathlib import Path

    return Path(crawler.settings.get("OUT", "out"))


def _headers(run: PortalRun, entry: Entry) -> dict[str, str]:
    headers = {}
    if entry.form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if run.cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in run.cookies.items())
    if entry.payload and entry.etag:
        headers["If-None-Match"] = entry.etag
    if entry.payload and entry.last_modified:
        headers["If-Modified-Since"] = entry.last_modified
    return headers


def _judge(run: PortalRun, entry: Entry, response: Response) -> tuple[Change, str]:
    """Say what an answer means for its address, and why."""
    status, body = response.status, response.body
    if status == 304 and entry.payload:
        return "unchanged", ""
    if walls.block_page(status, body):
        return "blocked", "block page"
    if status in _REDIRECTS:
        return _redirect(run, response)
    if status in (404, 410):
        return "gone", f"status {status}"
    if status in (401, 403, 429, 451):
        return "blocked", f"status {status}"
    if status != 200:
        return "error", f"status {status}"
    if run.missing and any(walls.same_page(walls.fingerprint(response.url, body), m) for m in run.missing):
        return "gone", "soft 404: like the answer to an address that does not exist"
    digest = Capture(url="", portal="", status=200, body=response.meta["wire"]).digest
    if entry.payload:
        return ("unchanged" if entry.payload == digest else "changed"), ""
    return "new", "" if body.strip() else "empty page"


def _redirect(run: PortalRun, response: Response) -> tuple[Change, str]:
    target = _target(response)
    return ("moved", f"to {target}") if _is_inside(target, run.portal) else ("gone", f"off the portal: {target}")


def _target(response: Response) -> str:
    location = response.headers.get("Location")
    if response.status not in _REDIRECTS or not location:
        return ""
    try:
        return traps.clean(urljoin(response.url, location.decode("utf-8", "replace").strip()))
    except ValueError:
        return ""


def _is_inside(url: str, portal: Portal) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.netloc in portal.hosts


def _next(entry: Entry, url: str, form: tuple[tuple[str, str], ...]) -> Found:
    import json

    url = traps.clean(url)
    return Found(
        key=traps.key(url, form), url=url, role="list", form=json.dumps(form) if form else "", paged=entry.paged + 1
    )


def _capture(run: PortalRun, entry: Entry, response: Response, note: str) -> Capture:
    request = response.request
    return Capture(
        url=response.url,
        portal=run.portal.name,
        status=response.status,
        reason=response.meta.get("reason", ""),
        headers=response.meta["raw_headers"],
        body=response.meta["wire"],
        method=request.method,
        request_headers=[("Host", urlsplit(response.url).netloc), *_flat(request)],
        request_body=request.body,
        note=note,
        ip=str(response.ip_address or ""),
    )


def _flat(request: Request) -> list[tuple[str, str]]:
    return [(k.decode("latin-1"), v.decode("latin-1")) for k, values in request.headers.items() for v in values]
