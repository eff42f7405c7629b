"""The crawl costs no more CPU a page than Scrapy with JOBDIR and its file cache, archive and frontier included.

Each crawl is a process of its own, which tells its CPU time at its end; the two take turns, and the least of several
rounds counts: what else the machine does can only add to it.
"""

import statistics
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = 1000
ROUNDS = 5

# Lists of a hundred links; every page is about 30 kB of words that compress as news do.
SERVER = textwrap.dedent("""
    import asyncio, random
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdeghiklmnopqrstuvxy", k=chance.randint(2, 6))) for _ in range(3000)]

    def body(number):
        listed = range(number + 1, min(number + 100, PAGES)) if number % 100 == 0 else ()
        links = "".join(f"<a href=/{n}>tin {n}</a>" for n in listed)
        text = " ".join(random.Random(number).choices(words, k=6000))
        return f"<html><body>{links}<a href='/{number // 100 * 100 + 100}'>x</a><p>{text}</p></body></html>".encode()

    made = [body(number) for number in range(PAGES)]

    async def serve(reader, writer):
        writer.transport.get_extra_info("socket").setsockopt(6, 1, 1)
        while not reader.at_eof():
            try:
                head = await reader.readuntil(b"\\r\\n\\r\\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            path = head.split(b" ", 2)[1].decode().strip("/") or "0"
            number = int(path) if path.isdigit() else PAGES
            if number < PAGES:
                data, status = made[number], "200 OK"
            else:
                data, status = b"", "404 Not Found"
            answer = f"HTTP/1.1 {status}\\r\\nContent-Type: text/html\\r\\nContent-Length: {len(data)}\\r\\n\\r\\n"
            writer.write(answer.encode() + data)
        writer.close()

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(main())
""").replace("PAGES", str(PAGES))

OURS = textwrap.dedent("""
    import resource, sys
    from pathlib import Path
    from spiders.crawl import crawl
    from spiders.registry import Portal
    portal = Portal(name="thu", host="thu.gov.vn", title="", resolve=f"127.0.0.1:{sys.argv[1]}", page_budget=10**6)
    done = crawl([portal], Path(sys.argv[2])).portals["thu"].new
    print(done, sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
""")

SCRAPY = textwrap.dedent("""
    import resource, sys
    import scrapy
    from scrapy.crawler import CrawlerProcess

    class Plain(scrapy.Spider):
        name = "plain"
        start_urls = [f"http://127.0.0.1:{sys.argv[1]}/"]
        done = 0

        def parse(self, response):
            Plain.done += 1
            for link in response.css("a::attr(href)").getall():
                yield response.follow(link)

    process = CrawlerProcess({
        "JOBDIR": sys.argv[2] + "/job", "HTTPCACHE_ENABLED": True, "HTTPCACHE_DIR": sys.argv[2] + "/cache",
        "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy", "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "WARNING", "REMOTE_CONTROL_ENABLED": False,
    })
    process.crawl(Plain)
    process.start()
    print(Plain.done, sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
""")


@pytest.fixture(scope="module")
def port() -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.kill()


def cost(code: str, port: str, folder: Path) -> float:
    """Return the CPU milliseconds a page of a crawl of the whole test portal, start-up included."""
    folder.mkdir()
    words = [sys.executable, "-c", code, port, str(folder)]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    done, seconds = told.split()
    assert int(done) == PAGES
    return 1000 * float(seconds) / PAGES


@pytest.mark.bench
def test_a_page_costs_no_more_than_with_jobdir_and_file_cache(port: str, tmp_path: Path) -> None:
    ours, theirs = [], []
    for n in range(ROUNDS):
        ours.append(cost(OURS, port, tmp_path / f"ours-{n}"))
        theirs.append(cost(SCRAPY, port, tmp_path / f"theirs-{n}"))
    for name, costs in (("vnnews with archive and frontier", ours), ("Scrapy with JOBDIR and file cache", theirs)):
        print(f"{name}: {min(costs):.2f} CPU-ms a page at least, {statistics.median(costs):.2f} in the median")
    assert min(ours) <= min(theirs)
