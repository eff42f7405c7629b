"""Run a crawl from Python: portals in, archive, frontier and a summary out."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spiders.registry import Portal
from spiders.registry import shard as part_of
from spiders.run import Clock, PortalResult, Progress, Run, Summary, utc_now

__all__ = ["PortalResult", "Summary", "crawl"]


def crawl(
    portals: Sequence[Portal],
    out: Path,
    *,
    budget: int | None = None,
    shard: tuple[int, int] = (1, 1),
    refresh: bool = False,
    attachments: bool = False,
    progress: Progress = lambda result: None,
    clock: Clock = utc_now,
    settings: dict[str, Any] | None = None,
) -> Summary:
    """Fetch what is due of the portals into out/archive (WARC) and out/frontier.sqlite; return what was done.

    `budget` caps the requests a portal in this run; `shard` (i, n) keeps part i of n by host; `refresh` asks for
    everything again, conditionally; `progress` is called with a portal's result after each answer; `settings` are
    Scrapy settings over the project's. It ends by itself, and can be called again to go on where a killed run was.
    """
    from scrapy.crawler import AsyncCrawlerRunner
    from scrapy.settings import Settings

    from spiders.portal import PortalSpider

    out.mkdir(parents=True, exist_ok=True)
    chosen = part_of(portals, *shard)
    run = Run(chosen, out, budget=budget, refresh=refresh, attachments=attachments, clock=clock, progress=progress)
    values = Settings()
    values.setmodule("spiders.settings", priority="project")
    values.setdict(
        {"DOWNLOAD_SLOTS": {p.name: _slot(p) for p in chosen}, **(settings or {})},
        priority="cmdline",
    )

    async def main() -> None:
        await AsyncCrawlerRunner(values).crawl(PortalSpider, run=run)

    logging.getLogger("scrapy").setLevel(values["LOG_LEVEL"])
    try:
        asyncio.run(main())
    finally:
        run.stop()
    return run.summary


def _slot(portal: Portal) -> dict[str, float]:
    return {"concurrency": 1, "delay": 0.0 if portal.resolve else portal.delay}
