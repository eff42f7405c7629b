"""The one spider: asks for what the frontier says, archives every answer and adds its links; parses no article."""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode, urljoin

import scrapy
from scrapy import Request
from scrapy.exceptions import CloseSpider, DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from spiders import documents, feeds, traps, walls
from spiders.download import Forbidden
from spiders.entry import Entry, Found
from spiders.exchange import capture
from spiders.ledger import Change
from spiders.links import feeds as announced
from spiders.middlewares import Disallowed
from spiders.page import Link, Page
from spiders.platforms import platform
from spiders.registry import Portal
from spiders.run import PortalRun, Run
from spiders.verdict import judge, target
from spiders.warc import NOTHING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

# The same page under another name: a slash, a scheme, www; more in a row is a loop.
_MAX_NAMES = 2


class PortalSpider(scrapy.Spider):
    """The spider of one portal or of many."""

    name = "portals"
    portals: Sequence[Portal] = ()
    run: Run

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Build the spider; started by Scrapy's own command it works in the folder that the setting OUT names."""
        run: Run | None = kwargs.pop("run", None)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.run = run or Run(cls.portals, Path(crawler.settings.get("OUT", "out")))
        spider.portals = spider.run.chosen
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Ask for nothing: the scheduler has it all."""
        return
        yield

    def request(self, run: PortalRun, entry: Entry) -> Request:
        """Return the request for an address."""
        return Request(
            entry.url,
            method="POST" if entry.form else "GET",
            body=urlencode(entry.fields) if entry.form else b"",
            headers={"Content-Type": "application/x-www-form-urlencoded"} if entry.form else None,
            callback=self.parse,
            errback=self.failed,
            meta={"run": run, "entry": entry, "download_slot": run.portal.name},
            dont_filter=True,
        )

    def parse(self, response: Response) -> None:
        """Archive an answer and add its links; a full disk ends the crawl and loses nothing."""
        run, entry = response.meta["run"], response.meta["entry"]
        with self._whole(run):
            run.count(self._keep(run, entry, response))
        self.run.progress(run.result)

    def failed(self, failure: "Failure") -> None:
        """Note an address that gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        run, entry = request.meta["run"], request.meta["entry"]
        error = failure.value or RuntimeError("no answer")
        if isinstance(error, OSError | sqlite3.Error):
            # No answer of the portal, but one that could not be archived.
            with self._whole(run):
                raise error
        change = _failure(error)
        url = _other_scheme(entry) if change == "error" and not run.portal.http else ""
        with self._whole(run):
            note = str(error) or type(error).__name__
            self.run.ledger.fail(entry, run.portal, note, self.run.now, change, url)
        # What robots.txt or our own rules forbid is no sign that the portal turns us away.
        run.count(change, patient=change == "blocked")
        self.run.progress(run.result)

    @contextmanager
    def _whole(self, run: PortalRun) -> Iterator[None]:
        """End the crawl when archive or frontier cannot be written; both are then as before the answer."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            run.result.notes.append(f"the archive cannot be written: {error}")
            raise CloseSpider("archive") from error

    def _keep(self, run: PortalRun, entry: Entry, response: Response) -> str:
        """Commit an answer with its links; return what it was, empty when the page is to be asked for again."""
        wire: bytes = response.meta["wire"]
        place = run.admission.spoken(target(response.url, response.status, response.headers.get("Location")))
        admitted = run.admission.admits(place)
        change, note = judge(entry, response.url, response.status, response.body, wire, run.missing, admitted)
        again = self._again(run, entry, response, place)
        links = [] if again else list(_links(run, entry, response, change, place))
        said = "cookie wall" if again == entry.url else note
        event = entry.key.partition("#")[2]
        request: Request = response.request  # type: ignore[assignment]
        kept = capture(request, response, run.portal, run.clock(), said, event)
        new = self.run.ledger.commit(entry, run.portal, kept, change, links, self.run.now, again=again)
        run.result.discovered += new
        run.result.filled += change == "changed" and entry.payload == NOTHING and not again
        run.result.files += change == "new" and entry.role == "attachment" and not again
        return "" if again else change

    def _again(self, run: PortalRun, entry: Entry, response: Response, place: str) -> str:
        """Return the address to ask next for the same page: behind a cookie wall, or its other name; empty for none."""
        if entry.tries >= _MAX_NAMES:
            return ""
        if (wall := walls.cookie_wall(response.body)) and run.cookies.get(wall[0]) != wall[1]:
            run.cookies[wall[0]] = wall[1]
            return entry.url
        is_other_name = bool(place) and place != entry.url and traps.key(place) == entry.key
        return place if is_other_name and run.admission.admits(place) else ""

    def closed(self, reason: str) -> None:
        """Close the run."""
        self.run.stop()


def _links(run: PortalRun, entry: Entry, response: Response, change: Change, place: str) -> Iterator[Found]:
    """Yield what goes into the frontier from an answer."""
    if change == "moved":
        yield from run.admission.links([Link(place, entry.role, entry.title, entry.date_raw)])
    if change not in ("new", "changed") or documents.kind_of(response.body):
        return
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    page = Page(response.url, response.body, content_type, form=tuple(entry.fields))
    family = platform(run.portal.platform)
    try:
        following = family.next_page(page, run.portal) if entry.role == "list" else None
        if following and (found := run.admission.next_page(following, entry.paged + 1)):
            yield found
        if feeds.is_feed(page):
            yield from run.admission.links(feeds.links(page))
            return
        offered = announced(page) or [urljoin(run.portal.root, path) for path in family.feeds if not entry.depth]
        yield from run.admission.links(Link(url, "list") for url in offered)
        yield from run.admission.links(family.links(page, run.portal))
    except Exception as error:
        # One page that a family cannot read must not end the crawl of its portal.
        run.result.notes.append(f"{response.url}: links not read: {type(error).__name__}: {error}")


def _failure(error: BaseException) -> Change:
    """Say what it means that there is no answer: forbidden, of no use (its size, its kind), or to be tried again."""
    if isinstance(error, Disallowed | Forbidden):
        return "blocked"
    return "gone" if isinstance(error, IgnoreRequest | DownloadCancelledError) else "error"


def _other_scheme(entry: Entry) -> str:
    """Return the same address in the other scheme for a front page that never answered, empty for all others."""
    if entry.depth or entry.payload:
        return ""
    scheme, _, rest = entry.url.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"
