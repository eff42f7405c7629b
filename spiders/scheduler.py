"""Scrapy's scheduler over the frontier: what is asked for next, one request a portal at a time."""

from typing import TYPE_CHECKING, Self, cast

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from spiders.portal import PortalSpider


class FrontierScheduler(BaseScheduler):
    """Hands the engine the addresses that are due; links reach it through the frontier and not as requests."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Build the scheduler of a crawler."""
        return cls(crawler)

    def open(self, spider: "Spider") -> None:
        """Keep the spider, which holds the run."""
        self._spider = cast("PortalSpider", spider)

    def has_pending_requests(self) -> bool:
        """Tell whether a portal of the run is still open."""
        return self._spider.run.pending

    def enqueue_request(self, request: Request) -> bool:
        """Refuse: no component makes requests of its own."""
        return False

    def next_request(self) -> Request | None:
        """Return the next request, None when every portal waits for its answer."""
        taken = self._spider.run.take()
        return self._spider.request(*taken) if taken else None
