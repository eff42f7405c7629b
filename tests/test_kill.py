"""A crawl killed at any moment loses no page and archives none twice."""

import hashlib
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from loopback import Answer, Request, links, page
from loopback import Portal as Site

from spiders.warc import payload_digest

# What a crawl of this host asks for to see how it answers for a missing page.
PROBE = "/" + hashlib.sha256(b"http://thu.gov.vn").hexdigest()[:12]
ROOT = Path(__file__).parents[1]
CHILD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from spiders.crawl import crawl
    from spiders.registry import Portal
    portal = Portal(name="thu", host="thu.gov.vn", title="", resolve=sys.argv[1], page_budget=10_000)
    summary = crawl([portal], Path(sys.argv[2]))
    sys.exit(0 if summary.portals["thu"].outcome == "finished" else 3)
""")


def site(count: int) -> Site:
    """A portal of `count` pages: every tenth is a list of the nine after it and of the next list."""

    def answer(request: Request) -> Answer | None:
        if request.path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /noi-bo/\n")
        number = int(request.path.strip("/") or 0) if request.path.strip("/").isdigit() or request.path == "/" else -1
        if not 0 <= number < count:
            return None
        if number % 10:
            return Answer(page(f"<h1>Bài viết số {number}</h1>" + f"<p>Nội dung của bài {number}.</p>" * (number % 50)))
        return Answer(links(*(f"/{n}" for n in range(number + 1, min(number + 11, count)))))

    return Site(answer)


def start(address: str, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CHILD, address, str(out)], cwd=ROOT)


def archived(out: Path) -> Counter[tuple[str, str]]:
    """Return how often the archive holds each payload of each address, robots.txt and the probe included."""
    files = sorted((out / "archive").glob("*.warc.gz"))
    records = (record.headers for file in files for record in ArchiveIterator(str(file), parse_http=False))
    return Counter((h["WARC-Target-URI"], h["WARC-Payload-Digest"]) for h in records if h["WARC-Type"] == "response")


def stored(out: Path) -> Counter[tuple[str, str]]:
    """Return the payload that the frontier knows of each address, with those of robots.txt and the probe."""
    both = "SELECT url, payload FROM url WHERE payload <> '' UNION ALL SELECT url, payload FROM beside"
    with closing(sqlite3.connect(out / "frontier.sqlite")) as db:
        return Counter(db.execute(both).fetchall())


def interrupted(count: int, kills: int, out: Path, seed: int) -> None:
    """Crawl a portal of `count` pages, killed so many times at random moments, then undisturbed to the end."""
    chance = random.Random(seed)
    portal = site(count)
    with portal.serve() as address:
        for _ in range(kills):
            process = start(address, out)
            seen = len(portal.asked)
            # Kill only once the crawl is under way, within the next part of the pages.
            while process.poll() is None and len(portal.asked) <= seen + 2:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.004 * count / kills))
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert start(address, out).wait() == 0


def undisturbed(count: int) -> Counter[tuple[str, str]]:
    portal = site(count)
    wanted: Counter[tuple[str, str]] = Counter()
    numbers = [f"/{number}" for number in range(1, count)]
    for path in ("/", *numbers, "/robots.txt", PROBE):
        body = portal.answer(Request("GET", path, {})).data
        wanted[f"http://thu.gov.vn{path}", payload_digest(body)] = 1
    return wanted


def test_a_crawl_killed_three_times_has_every_page_once(tmp_path: Path) -> None:
    interrupted(120, 3, tmp_path, seed=1)
    assert archived(tmp_path) == stored(tmp_path) == undisturbed(120)


@pytest.mark.slow
def test_twenty_kills_in_two_thousand_pages_leave_every_page_once(tmp_path: Path) -> None:
    interrupted(2000, 20, tmp_path, seed=2)
    assert archived(tmp_path) == stored(tmp_path) == undisturbed(2000)
