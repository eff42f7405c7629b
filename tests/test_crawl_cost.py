"""The crawl costs no more CPU a page than Scrapy with JOBDIR and its file cache, archive and frontier included."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = 1000

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

    made = {}

    async def serve(reader, writer):
        writer.transport.get_extra_info("socket").setsockopt(6, 1, 1)
        while head := await reader.readuntil(b"\\r\\n\\r\\n"):
            path = head.split(b" ", 2)[1].decode().strip("/") or "0"
            number = int(path) if path.isdigit() else PAGES
            if number < PAGES:
                data, status = made.setdefault(number, body(number)), "200 OK"
            else:
                data, status = b"", "404 Not Found"
            answer = f"HTTP/1.1 {status}\\r\\nContent-Type: text/html\\r\\nContent-Length: {len(data)}\\r\\n\\r\\n"
            writer.write(answer.encode() + data)

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


def cost(code: str, port: str, folder: Path) -> float:
    """Return the CPU seconds of a crawl of the whole test portal."""
    folder.mkdir()
    told = subprocess.run(
        [sys.executable, "-c", code, port, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    done, seconds = told.stdout.split()
    assert int(done) == PAGES
    return float(seconds)


@pytest.mark.bench
def test_a_page_costs_no_more_than_with_jobdir_and_file_cache(tmp_path: Path) -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        costs = [(cost(OURS, port, tmp_path / f"o{n}"), cost(SCRAPY, port, tmp_path / f"s{n}")) for n in range(3)]
    finally:
        server.kill()
        server.wait()
    ours, theirs = (min(pair[i] for pair in costs) for i in (0, 1))
    print(f"{1000 * ours / PAGES:.2f} and {1000 * theirs / PAGES:.2f} CPU-ms a page, start-up included")
    assert ours <= theirs
