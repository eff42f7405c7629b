"""A crawl obeys robots.txt, keeps its distance, says who it is, and speaks old TLS only where it is told to."""

import datetime as dt
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from loopback import Answer, Quiet, Request, links, page
from loopback import Portal as Site
from test_crawl import NOON, record, run

from spiders.admission import Admission
from spiders.archive import Archive
from spiders.crawl import crawl
from spiders.download import is_public
from spiders.frontier import Frontier
from spiders.ledger import Ledger
from spiders.page import Link
from spiders.registry import Portal
from spiders.run import PortalRun, utc_now


def test_what_robots_txt_forbids_is_not_asked_for_and_noted_as_blocked(tmp_path: Path) -> None:
    rules = Answer("User-agent: *\nDisallow: /noi-bo\n", headers={"Content-Type": "text/plain"})
    site = Site({"/robots.txt": rules, "/": links("/noi-bo/a", "/a"), "/noi-bo/a": "kín", "/a": "a"})
    result = run(site, tmp_path).portals["thu"]
    assert (result.outcome, result.new, result.blocked) == ("finished", 2, 1)
    assert site.paths == ["/", "/a"]


def test_a_site_that_disallows_everything_is_skipped_and_reported(tmp_path: Path) -> None:
    site = Site({"/robots.txt": Answer("User-agent: *\nDisallow: /\n"), "/": links("/a"), "/a": "a"})
    result = run(site, tmp_path).portals["thu"]
    assert (result.outcome, result.new, site.paths) == ("robots", 0, [])
    assert result.notes == ["robots.txt disallows the whole site"]


def test_rules_for_our_own_name_count(tmp_path: Path) -> None:
    rules = "User-agent: vnnews\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    assert run(Site({"/robots.txt": Answer(rules), "/": "a"}), tmp_path).portals["thu"].outcome == "robots"


def test_a_portal_whose_robots_txt_fails_is_not_crawled(tmp_path: Path) -> None:
    site = Site({"/robots.txt": Answer("lỗi", 503), "/": links("/a"), "/a": "a"})
    result = run(site, tmp_path).portals["thu"]
    assert (result.new, site.paths) == (0, [])
    assert result.error >= 1


def test_a_page_in_place_of_robots_txt_forbids_nothing(tmp_path: Path) -> None:
    assert run(Site({"/robots.txt": page("không có"), "/": links("/a"), "/a": "a"}), tmp_path).portals["thu"].new == 2


def test_crawl_delay_is_kept_even_when_the_record_asks_for_none(tmp_path: Path) -> None:
    times: list[float] = []

    def answer(request: Request) -> Answer:
        if request.path == "/robots.txt":
            return Answer("User-agent: *\nCrawl-delay: 0.4\n")
        times.append(time.monotonic())
        return Answer(links("/a", "/b"))

    run(Site(answer), tmp_path)
    gaps = [after - before for before, after in pairwise(times)]
    assert len(gaps) == 2
    assert min(gaps) >= 0.39


def test_the_pace_follows_a_slow_or_failing_portal_and_never_falls_below_its_delay(tmp_path: Path) -> None:
    state = PortalRun(replace(record(""), delay=1.0), Ledger(tmp_path), utc_now, budget=9, attachments=False)
    assert 1 <= state.pace_after(200, 0.1) <= 1.5
    assert 4 <= state.pace_after(200, 4.0) <= 6
    assert 8 <= state.pace_after(503, 0.1) <= 12
    assert 4 <= state.pace_after(404, 0.1) <= 6.1
    assert max(state.pace_after(500, 0.1) for _ in range(20)) <= 90


class Busy:
    """Answers slowly, and knows how many requests it had at once."""

    def __init__(self) -> None:
        self.running = self.most = 0

    def __call__(self, request: Request) -> Answer:
        self.running += 1
        self.most = max(self.most, self.running)
        time.sleep(0.01)
        self.running -= 1
        return Answer(links(*(f"/{n}" for n in range(20))))


def test_one_request_at_a_time_reaches_a_host(tmp_path: Path) -> None:
    busy = Busy()
    run(Site(busy), tmp_path)
    assert busy.most == 1


def test_portals_are_crawled_side_by_side(tmp_path: Path) -> None:
    busy = Busy()
    with Site(busy).serve() as one, Site(busy).serve() as two:
        crawl([record(one), replace(record(two), name="hai", host="hai.gov.vn")], tmp_path)
    assert busy.most == 2


def test_the_user_agent_names_the_project_and_a_contact(tmp_path: Path) -> None:
    site = Site({"/": "a"})
    run(site, tmp_path)
    agent = site.asked[0].headers["User-Agent"]
    assert agent.startswith("vnnews/")
    assert "+http" in agent


def test_a_crawl_listens_on_no_port(tmp_path: Path) -> None:
    def listening() -> list[str]:
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        mine: set[str] = set()
        for file in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                mine.add(str(file.readlink()))
        return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in mine]

    seen: list[list[str]] = []
    site = Site(lambda r: seen.append(listening()) or Answer("a"))  # type: ignore[func-returns-value]
    run(site, tmp_path)
    # The test portal itself is all there is.
    assert {len(ports) for ports in seen} == {1}


def test_no_cookie_of_a_portal_is_kept(tmp_path: Path) -> None:
    site = Site({"/": Answer(links("/a"), headers={"Set-Cookie": "GUEST_LANGUAGE_ID=en_US"}), "/a": "a"})
    run(site, tmp_path)
    assert all("Cookie" not in r.headers for r in site.asked)


@pytest.mark.parametrize(("hour", "outcome"), [(12, "night"), (23, "finished"), (3, "finished")])
def test_a_portal_for_the_night_is_crawled_between_22_and_6_in_vietnam(hour: int, outcome: str, tmp_path: Path) -> None:
    clock = NOON.replace(hour=0) + dt.timedelta(hours=hour - 7)
    site = Site({"/": "a"})
    with site.serve() as address:
        result = crawl([record(address, night_only=True)], tmp_path, clock=lambda: clock).portals["thu"]
    assert result.outcome == outcome


def test_two_crawls_of_one_portal_in_one_folder_do_not_meet(tmp_path: Path) -> None:
    import multiprocessing

    site = Site(lambda r: time.sleep(0.3) or Answer("a"))  # type: ignore[func-returns-value]
    with site.serve() as address:
        other = multiprocessing.get_context("spawn").Process(target=crawl, args=([record(address)], tmp_path))
        other.start()
        while not site.asked:
            time.sleep(0.01)
        result = crawl([record(address)], tmp_path).portals["thu"]
        other.join()
    assert result.outcome == "busy"


@pytest.mark.parametrize(
    ("answers", "pages"), [(0, 0), (1, 0), (2, 0), (4, 2)], ids=["robots", "probe", "seed", "page"]
)
def test_a_full_disk_ends_the_crawl_and_keeps_the_archive(
    answers: int, pages: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Archive.append
    calls = iter(range(100))

    def full(self: Archive, *args: object) -> tuple[str, int]:
        if next(calls) == answers:
            raise OSError(28, "No space left on device")
        return append(self, *args)  # type: ignore[arg-type]

    site = Site({"/": links("/a", "/b", "/c"), "/a": "a", "/b": "b", "/c": "c"})
    monkeypatch.setattr(Archive, "append", full)
    result = run(site, tmp_path).portals["thu"]
    assert (result.outcome, result.new) == ("stopped", pages)
    assert "No space left on device" in result.notes[-1]
    assert run(site, tmp_path).portals["thu"].new == 4 - pages


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "100.64.0.1",
    ],
)
def test_addresses_of_this_machine_and_of_private_nets_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_a_public_address_is_public() -> None:
    assert is_public("113.160.0.1")


def test_a_name_that_leads_to_this_machine_is_not_followed(tmp_path: Path) -> None:
    site = Site({"/": "bí mật"})
    with site.serve() as address:
        port = address.rpartition(":")[2]
        portal = Portal(name="noi-bo", host=f"localhost:{port}", title="")
        result = crawl([portal], tmp_path).portals["noi-bo"]
        assert (result.new, site.asked) == (0, [])
        assert crawl([replace(portal, allow_private=True)], tmp_path / "2", settings=FAST).portals["noi-bo"].new == 1


FAST = {"DOWNLOAD_SLOTS": {"noi-bo": {"concurrency": 1, "delay": 0}}}


@contextmanager
def tls(folder: Path, version: ssl.TLSVersion) -> Iterator[str]:
    """Serve a folder over one TLS version with a certificate that nobody signed."""
    (folder / "index.html").write_text(page("trang đầu"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    context.load_cert_chain(certificate(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *args: None  # type: ignore[method-assign]
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"localhost:{server.server_port}"
        server.shutdown()


def certificate(folder: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(
    ("version", "switches", "reached"),
    [
        (ssl.TLSVersion.TLSv1_3, {}, 0),
        (ssl.TLSVersion.TLSv1_3, {"verify_tls": False}, 1),
        (ssl.TLSVersion.TLSv1, {"verify_tls": False}, 0),
        (ssl.TLSVersion.TLSv1, {"legacy_tls": True}, 1),
    ],
)
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_a_broken_certificate_and_old_tls_need_their_switch(
    version: ssl.TLSVersion, switches: dict[str, bool], reached: int, tmp_path: Path
) -> None:
    with tls(tmp_path, version) as host:
        portal = Portal(name="noi-bo", host=host, title="", allow_private=True, **switches)  # type: ignore[arg-type]
        assert crawl([portal], tmp_path / "out", settings=FAST).portals["noi-bo"].new == reached


def test_a_host_that_speaks_no_https_is_never_asked_for_it(tmp_path: Path) -> None:
    site = Site({"/cu": Answer(status=301, headers={"Location": "/moi"}), "/moi": "mới", "/a": "a"})
    with site.serve() as address:
        host = f"localhost:{address.rpartition(':')[2]}"
        site.pages["/"] = links(f"https://{host}/a", f"https://{host}/cu")  # type: ignore[index]
        portal = Portal(name="noi-bo", host=host, title="", http=True, allow_private=True)
        result = crawl([portal], tmp_path, settings=FAST).portals["noi-bo"]
    assert (result.outcome, result.new, result.moved, result.error) == ("finished", 3, 1, 0)
    found = Admission(portal).links([Link(f"https://{host}/a"), Link("https://khac.gov.vn/a")])
    assert [f.url for f in found] == [f"http://{host}/a"]
    assert crawl([portal], tmp_path / "2", settings=FAST).portals["noi-bo"].outcome == "unreachable"
    frontier = Frontier(tmp_path / "2" / "frontier.sqlite")
    assert [e.url for e in frontier.due("noi-bo", 1e12)] == [f"http://{host}/"]
    frontier.close()


def test_what_failed_is_noted_with_its_reason(tmp_path: Path) -> None:
    with tls(tmp_path, ssl.TLSVersion.TLSv1_3) as host:
        crawl([Portal(name="noi-bo", host=host, title="", allow_private=True)], tmp_path / "out", settings=FAST)
    frontier = Frontier(tmp_path / "out" / "frontier.sqlite")
    entry = frontier.get(f"{host}/")
    frontier.close()
    assert entry is not None
    assert (entry.state, entry.tries) == ("error", 3)
