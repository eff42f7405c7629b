"""Shards split the portals over machines; a killed one goes on where it was, and together they have every page."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Answer, Request, links, page
from loopback import Portal as Site

from spiders.archive import pages
from spiders.registry import load, shard

NAMES = [f"xa{n}" for n in range(6)]
COUNT = 40


def answer(request: Request) -> Answer:
    time.sleep(0.002)
    if request.path == "/":
        return Answer(links(*(f"/bai-{n}" for n in range(1, COUNT))))
    return (
        Answer(page(f"Bài {request.path} của {request.headers['Host']}")) if "bai" in request.path else Answer("", 404)
    )


@pytest.fixture
def site() -> Site:
    return Site(answer)


@pytest.fixture
def records(site: Site, tmp_path: Path) -> Iterator[Path]:
    with site.serve() as address:
        tables = (
            f'[[portal]]\nname = "{n}"\nhost = "{n}.gov.vn"\ntitle = "{n}"\nresolve = "{address}"\n' for n in NAMES
        )
        path = tmp_path / "portals.toml"
        path.write_text("\n".join(tables), "utf-8")
        yield path


def start(command: str, *words: str) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "pipeline", command, *words]
    return subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def archived(out: Path) -> Counter[str]:
    return Counter(p.url for file in sorted(out.glob("archive/*.warc.gz")) for p in pages(file))


def test_a_killed_shard_goes_on_and_the_shards_together_have_every_page_once(
    site: Site, records: Path, tmp_path: Path
) -> None:
    assert all(shard(load([records]).values(), part, 2) for part in (1, 2))

    def crawl(part: int) -> subprocess.Popen[str]:
        out = str(tmp_path / str(part))
        return start("crawl", "--registry", str(records), "--due", "--shard", f"{part}/2", "--out", out)

    one, other = crawl(1), crawl(2)
    hosts = {p.host for p in shard(load([records]).values(), 1, 2)}
    while sum(r.headers["Host"] in hosts for r in list(site.asked)) < 30 and one.poll() is None:
        time.sleep(0.005)
    one.send_signal(signal.SIGKILL)
    one.communicate()
    other.communicate()
    before = archived(tmp_path / "1")
    assert crawl(1).wait(60) == 0
    found = archived(tmp_path / "1") + archived(tmp_path / "2")
    assert sum(before.values()) < sum(archived(tmp_path / "1").values())
    wanted = {f"http://{name}.gov.vn/{path}" for name in NAMES for path in ("", *(f"bai-{n}" for n in range(1, COUNT)))}
    assert found == Counter(dict.fromkeys(wanted, 1))


def test_what_was_crawled_is_no_longer_due(records: Path, tmp_path: Path) -> None:
    def due() -> list[str]:
        words = ("--registry", str(records), "--out", str(tmp_path / "out"), "--json")
        return [row["portal"] for row in json.loads(start("due", *words).communicate()[0])]

    assert due() == sorted(NAMES)
    words = ("--registry", str(records), "--portal", "xa1", "--out", str(tmp_path / "out"))
    assert start("crawl", *words).wait(60) == 0
    assert due() == [name for name in sorted(NAMES) if name != "xa1"]


def test_an_address_is_fetched_as_a_crawl_does_to_tell_its_platform(records: Path, site: Site) -> None:
    known = '<div id="p_p_id_101_INSTANCE_x">Liferay.on("x")</div><a href="/web/guest/tin">Tin tức của xã nhà</a>'
    site.pages = lambda r: (
        Answer("User-agent: *\nDisallow: /rieng\n") if r.path == "/robots.txt" else Answer(page(known))
    )
    words = ("detect", "http://xa1.gov.vn/web/guest/home", "--registry", str(records), "--json")
    told = json.loads(start("portals", *words).communicate()[0])
    assert told["platform"] == "liferay"
    assert len(site.paths) <= 5
    site.pages = lambda r: Answer("User-agent: *\nDisallow: /") if r.path == "/robots.txt" else Answer(page(known))
    site.asked.clear()
    refused = start("portals", "detect", "http://xa1.gov.vn/web/guest/home", "--registry", str(records))
    assert "robots.txt disallows the whole site" in refused.communicate()[1]
    assert (site.paths, refused.returncode) == ([], 1)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/"])
def test_no_private_address_is_reached_to_tell_a_platform(address: str) -> None:
    refused = start("portals", "detect", address)
    assert "private address" in refused.communicate()[1]
    assert refused.returncode == 1


@pytest.mark.parametrize("wrong", ["0/2", "3/2", "2", "a/b", "1/0"])
def test_a_wrong_shard_is_told_in_a_sentence(wrong: str) -> None:
    call = start("crawl", "--due", "--shard", wrong)
    assert "write part/count, as in 1/4" in call.communicate()[1]
    assert call.returncode == 2


def test_schedules_are_ready_to_use(tmp_path: Path) -> None:
    line = start("schedule", "cron", "--portal", "tieucan-travinh", "--out", "/srv/vnnews").communicate()[0]
    assert line.splitlines()[1].endswith("vnnews run --portal tieucan-travinh --out /srv/vnnews")
    assert start("schedule", "systemd", "--portal", "tieucan-travinh", "--to", str(tmp_path)).wait() == 0
    assert {p.name for p in tmp_path.iterdir()} == {"vnnews@.service", "vnnews-tieucan-travinh.timer"}
    assert "--shard ${{ matrix.shard }}/2" in start("schedule", "github", "--shards", "2").communicate()[0]
    assert start("schedule", "at").wait() == 2
