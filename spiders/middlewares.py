"""Manners and the wire: robots.txt, delays, and the bytes as they came."""

import secrets
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from spiders import walls
from spiders.frontier import Entry
from spiders.ledger import DAY
from spiders.run import PortalRun

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_PROBE_AGAIN = 30 * DAY
_SLOWEST = 60.0
_MAX_ROBOTS = 500_000


class Wire:
    """Keeps the body as it came over the wire, for the archive; stands next to the downloader."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the bytes before they are decompressed."""
        request.meta["wire"] = response.body
        return response


class Conditional:
    """Asks only for what changed since the archived answer, and shows the cookies a wall has set."""

    def process_request(self, request: Request) -> None:
        """Add the validators of the version that the archive holds."""
        run: PortalRun | None = request.meta.get("run")
        if run is None:
            return
        entry: Entry = request.meta["entry"]
        if entry.payload and entry.etag:
            request.headers["If-None-Match"] = entry.etag
        if entry.payload and entry.last_modified and entry.last_modified not in run.shared_dates:
            request.headers["If-Modified-Since"] = entry.last_modified
        if run.cookies:
            request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in run.cookies.items())


class Manners:
    """Obeys robots.txt, and learns once in a while how a portal answers for a page that does not exist."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._agent: str = crawler.settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Build the middleware of a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let pass what robots.txt allows. Raises IgnoreRequest for the rest."""
        run: PortalRun | None = request.meta.get("run")
        if run is None:
            return
        if not run.entered:
            run.entered = True
            await self._enter(run, request)
        if run.robots and not run.robots.can_fetch(request.url, self._agent):
            raise IgnoreRequest("robots.txt")

    async def _enter(self, run: PortalRun, request: Request) -> None:
        """Read robots.txt: a delay is kept, a server that fails is left alone, a portal that forbids all is reported."""
        from protego import Protego

        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        answer = await self._ask(f"{root}/robots.txt", run)
        if answer is None or answer.status >= 500:
            run.result.notes.append("robots.txt could not be read")
            return
        if answer.status == 200:
            run.robots = Protego.parse(answer.body[:_MAX_ROBOTS].decode("utf-8", "replace"))
            asked = run.robots.crawl_delay(self._agent)
            run.delay = max(run.delay, min(float(asked or 0), _SLOWEST))
            if not run.robots.can_fetch(f"{root}/", self._agent) and not run.robots.can_fetch(request.url, self._agent):
                run.close("robots")
                run.result.notes.append("robots.txt disallows the whole site")
                return
        self._slow(run)
        await self._probe(run, root)

    def _slow(self, run: PortalRun) -> None:
        if slot := self._crawler.engine.downloader.slots.get(run.portal.name):
            slot.delay = max(slot.delay, run.delay) if run.delay else 0.0

    async def _probe(self, run: PortalRun, root: str) -> None:
        """Ask for an address that cannot exist, at most once a month, to know a "not found" that says 200."""
        ledger, now = self._crawler.spider.run.ledger, self._crawler.spider.run.now
        memory = ledger.frontier.portal(run.portal.name)
        if now - memory["probed_at"] < _PROBE_AGAIN:
            return
        answer = await self._ask(f"{root}/{secrets.token_hex(6)}", run)
        if answer is None:
            return
        if answer.status == 200 and answer.body.strip():
            run.missing = [walls.fingerprint(answer.url, answer.body)]
        with ledger.frontier.transaction():
            ledger.frontier.remember(run.portal.name, probed_at=now, missing=run.missing)

    async def _ask(self, url: str, run: PortalRun) -> Response | None:
        request = Request(url, callback=NO_CALLBACK, meta={"download_slot": run.portal.name})
        try:
            return await self._crawler.engine.download_async(request)
        except Exception as error:
            run.result.notes.append(f"{url}: {error}")
            return None


class Throttle:
    """Keeps each portal's delay between its own least and the time the portal takes to answer; Scrapy adds the jitter."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        crawler.signals.connect(self._answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Build the extension of a crawler."""
        return cls(crawler)

    def _answered(self, response: Response, request: Request, spider: Any) -> None:
        run: PortalRun | None = request.meta.get("run")
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot"))
        if slot is None or run is None:
            return
        if not run.delay:
            slot.delay = 0.0
            return
        latency = request.meta.get("download_latency", 0.0)
        wanted = max((slot.delay + latency) / 2, latency)
        # A failing server is never asked faster for failing quickly.
        slot.delay = min(max(wanted, run.delay), _SLOWEST) if response.status < 400 else min(2 * slot.delay, _SLOWEST)
