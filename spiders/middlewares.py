"""Manners and the wire: robots.txt, delays, and the bytes as they came."""

import hashlib
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import DownloadFailedError, IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from spiders import walls
from spiders.entry import Entry
from spiders.exchange import capture
from spiders.ledger import DAY
from spiders.run import SLOWEST, PortalRun
from spiders.verdict import target

if TYPE_CHECKING:
    from protego import Protego
    from scrapy.crawler import Crawler

_PROBE_AGAIN = 30 * DAY
_MAX_ROBOTS = 500_000
_MAX_HOPS = 5


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


class Disallowed(IgnoreRequest):
    """An address that robots.txt forbids."""


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
        """Let pass what robots.txt allows. Raises Disallowed, and DownloadFailedError when it cannot be read."""
        run: PortalRun | None = request.meta.get("run")
        if run is None:
            return
        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in run.robots:
            run.robots[root] = await self._robots(root, run)
            if run.admission.inside(request.url):
                await self._meet(run, root, request.url)
        if not run.robots[root].can_fetch(request.url, self._agent):
            raise Disallowed("robots.txt")

    async def _meet(self, run: PortalRun, root: str, url: str) -> None:
        """Do what is done once a run at each of the portal's own hosts."""
        self._obey(run, run.robots[root], root, url)
        run.seed(list(run.robots[root].sitemaps))
        if not run.over:
            await self._probe(run, root)

    async def _robots(self, root: str, run: PortalRun) -> "Protego":
        """Return the rules of a host, none when it has no robots.txt. Raises DownloadFailedError when it fails."""
        from protego import Protego

        url = f"{root}/robots.txt"
        for _ in range(_MAX_HOPS):
            answer = await self._ask(url, run, "robots.txt")
            if answer.status >= 500:
                raise DownloadFailedError(f"robots.txt: status {answer.status}")
            url = target(url, answer.status, answer.headers.get("Location"))
            if not run.admission.inside(url):
                break
        text = answer.body[:_MAX_ROBOTS].decode("utf-8", "replace") if answer.status == 200 else ""
        return Protego.parse(text)

    def _obey(self, run: PortalRun, rules: "Protego", root: str, url: str) -> None:
        """Keep the delay that is asked for; a portal that forbids all is left alone and reported."""
        run.delay = max(run.delay, min(float(rules.crawl_delay(self._agent) or 0), SLOWEST))
        if not rules.can_fetch(f"{root}/", self._agent) and not rules.can_fetch(url, self._agent):
            run.close("robots")
            run.result.notes.append("robots.txt disallows the whole site")
        if slot := self._crawler.engine.downloader.slots.get(run.portal.name):
            slot.delay = run.pace_after(200, 0.0)

    async def _probe(self, run: PortalRun, root: str) -> None:
        """Ask for an address that cannot exist, at most once a month, to know a "not found" that says 200."""
        ledger, now = run.ledger, run.clock().timestamp()
        memory = ledger.frontier.portal(run.portal.name)
        if now - memory.probed_at < _PROBE_AGAIN:
            return
        # Always the same one: a crawl that was killed asks for no other.
        name = hashlib.sha256(root.encode()).hexdigest()[:12]
        answer = await self._ask(f"{root}/{name}", run, "no such page")
        if answer.status == 200 and answer.body.strip():
            run.missing = [walls.fingerprint(answer.url, answer.body)]
        with ledger.frontier.transaction():
            ledger.frontier.remember(run.portal.name, probed_at=now, missing=run.missing)

    async def _ask(self, url: str, run: PortalRun, note: str) -> Response:
        request = Request(url, callback=NO_CALLBACK, meta={"download_slot": run.portal.name})
        answer: Response = await self._crawler.engine.download_async(request)
        run.ledger.keep(run.portal, capture(request, answer, run.portal, run.clock(), note))
        return answer


class Throttle:
    """Slows down with a portal that answers slowly or fails, never below the delay it asks for, and never in step."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        crawler.signals.connect(self._answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Build the extension of a crawler."""
        return cls(crawler)

    def _answered(self, response: Response, request: Request, spider: Any) -> None:
        run: PortalRun | None = request.meta.get("run")
        if run is None:
            return
        if slot := self._crawler.engine.downloader.slots.get(run.portal.name):
            slot.delay = run.pace_after(response.status, request.meta.get("download_latency", 0.0))
