"""Every answer is kept once as WARC 1.1, with an index, and read back as pages from the archive alone."""

import gzip
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from loopback import Answer, page
from loopback import Portal as Site
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders import archive
from spiders.archive import Archive
from spiders.crawl import crawl
from spiders.page import Link
from spiders.registry import Portal
from spiders.warc import Capture, payload_digest, records

NOW = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
HTML = "<html><body><h1>Xã Phú Lộc</h1></body></html>".encode()


def capture(path: str = "/a", body: bytes = HTML, **values: object) -> Capture:
    given = {
        "status": 200,
        "reason": "OK",
        "headers": [("Content-Type", "text/html; charset=utf-8")],
        "fetched_at": NOW,
    }
    return Capture(url=f"http://thu.gov.vn{path}", portal="thu", body=body, **given | values)  # type: ignore[arg-type]


def store(folder: Path, *captures: Capture, now: datetime = NOW) -> Path:
    kept = Archive(folder)
    for one in captures:
        name, _ = kept.append("thu", now, records(one))
    kept.index()
    return folder / name


def kinds(path: Path) -> list[str]:
    return [record.headers["WARC-Type"] for record in ArchiveIterator(str(path))]


def test_one_file_a_portal_and_day_holds_request_metadata_and_response(tmp_path: Path) -> None:
    path = store(tmp_path, capture())
    assert path.name == "thu-20260302.warc.gz"
    assert kinds(path) == ["warcinfo", "request", "metadata", "response"]
    assert gzip.decompress(path.read_bytes()).startswith(b"WARC/1.1\r\n")


def test_a_page_comes_back_with_its_bytes_time_and_listing(tmp_path: Path) -> None:
    listing = Link("", "article", "Xã Phú Lộc làm đường liên xã", "14/03/2024")
    page = next(archive.pages(store(tmp_path, capture(listing=listing, referrer="http://thu.gov.vn/"))))
    assert (page.url, page.body, page.fetched_at) == ("http://thu.gov.vn/a", HTML, NOW)
    assert page.listing == Link("http://thu.gov.vn/a", "article", "Xã Phú Lộc làm đường liên xã", "14/03/2024")
    assert page.content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("status", [301, 404, 500])
def test_answers_without_content_are_kept_and_are_no_pages(status: int, tmp_path: Path) -> None:
    path = store(tmp_path, capture(status=status))
    assert kinds(path)[-1] == "response"
    assert list(archive.pages(path)) == []


def test_a_page_that_the_crawl_took_for_a_soft_404_is_no_page(tmp_path: Path) -> None:
    assert list(archive.pages(store(tmp_path, capture(note="soft 404: like a missing address")))) == []


def test_a_body_is_kept_compressed_as_it_came_and_without_its_chunks(tmp_path: Path) -> None:
    headers = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Type", "text/html")]
    path = store(tmp_path, capture(body=gzip.compress(HTML), headers=headers))
    assert b"Transfer-Encoding" not in gzip.decompress(path.read_bytes())
    assert next(archive.pages(path)).body == HTML


def test_a_repeated_answer_is_a_revisit_without_its_body(tmp_path: Path) -> None:
    first = capture()
    same = capture(repeats=first.version, fetched_at=NOW + timedelta(hours=1))
    not_modified = capture(status=304, body=b"", repeats=first.version, fetched_at=NOW + timedelta(hours=2))
    path = store(tmp_path, first, same, not_modified)
    again = [dict(r.headers) for r in ArchiveIterator(str(path)) if r.headers["WARC-Type"] == "revisit"]
    profiles = [headers["WARC-Profile"].rpartition("/")[2] for headers in again]
    assert profiles == ["identical-payload-digest", "server-not-modified"]
    for headers in again:
        assert headers["WARC-Refers-To-Target-URI"] == "http://thu.gov.vn/a"
        assert headers["WARC-Refers-To-Date"] == "2026-03-02T05:30:00.000000Z"
        assert headers["WARC-Payload-Digest"] == payload_digest(HTML)
    assert len(list(archive.pages(path))) == 1


def test_the_latest_version_of_each_address_is_read_over_files(tmp_path: Path) -> None:
    old = store(tmp_path, capture("/a", b"old a"), capture("/b", b"b"))
    later = NOW + timedelta(days=1)
    new = store(tmp_path, capture("/a", b"new a", fetched_at=later), now=later)
    assert {p.url[-1]: p.body for p in archive.latest([old, new])} == {"a": b"new a", "b": b"b"}
    assert len(list(archive.pages(old))) == 2


def test_a_listing_learnt_on_any_visit_goes_with_the_latest_version(tmp_path: Path) -> None:
    listed = Link("", "article", "Bài", "14/03/2024")
    first = capture(body=b"old", listing=listed)
    second = capture(body=b"new", listing=Link("", "article"), fetched_at=NOW + timedelta(hours=1))
    third = capture(body=b"", repeats=second.version, fetched_at=NOW + timedelta(hours=2))
    (page,) = archive.latest([store(tmp_path, first, second, third)])
    assert page.body == b"new"
    assert page.listing is not None
    assert page.listing.date_raw == "14/03/2024"


def test_the_index_finds_every_response(tmp_path: Path) -> None:
    path = store(tmp_path, capture("/a?x=1"), capture("/b", repeats=capture().version))
    lines = (tmp_path / "thu-20260302.cdxj").read_text().splitlines()
    assert [line.split(" ", 2)[0] for line in lines] == ["vn,gov,thu)/a?x=1", "vn,gov,thu)/b"]
    entry = json.loads(lines[0].split(" ", 2)[2])
    raw = path.read_bytes()[int(entry["offset"]) : int(entry["offset"]) + int(entry["length"])]
    assert gzip.decompress(raw).endswith(HTML + b"\r\n\r\n")
    assert (entry["status"], entry["mime"], entry["filename"]) == ("200", "text/html", path.name)
    assert json.loads(lines[1].split(" ", 2)[2])["mime"] == "warc/revisit"


def test_a_torn_last_record_is_skipped_with_a_note(tmp_path: Path) -> None:
    path = store(tmp_path, capture("/a"), capture("/b", HTML * 500))
    path.write_bytes(path.read_bytes()[:-200])
    notes: list[str] = []
    assert [p.url for p in archive.pages(path, notes)] == ["http://thu.gov.vn/a"]
    assert notes == ["thu-20260302.warc.gz: a damaged record is skipped"]


def test_damage_in_the_middle_ends_the_file_with_a_note(tmp_path: Path) -> None:
    path = store(tmp_path, capture("/a"), capture("/b", HTML * 500), capture("/c"))
    data = bytearray(path.read_bytes())
    data[1700:2000] = b"x" * 300
    path.write_bytes(data)
    notes: list[str] = []
    assert len(list(archive.pages(path, notes))) < 3
    assert notes


def test_a_foreign_uncompressed_warc_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.0")
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record("http://khac.gov.vn/", "response", payload=io.BytesIO(HTML), http_headers=http)
    )
    path = tmp_path / "khac.warc"
    path.write_bytes(out.getvalue())
    (page,) = archive.latest([path])
    assert (page.url, page.body, page.listing) == ("http://khac.gov.vn/", HTML, None)
    assert archive.write_index(path).name == "khac.cdxj"


def test_the_digest_is_the_one_that_warc_tools_write() -> None:
    assert payload_digest(b"") == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"


def test_every_record_passes_an_independent_check_of_its_digests(tmp_path: Path) -> None:
    path = store(tmp_path, capture(), capture("/b", gzip.compress(HTML), headers=[("Content-Encoding", "gzip")]))
    checked = [record.verify_block_digest() for record in ArchiveIterator(str(path), parse_http=False)]
    assert checked == [True] * len(kinds(path))


def test_robots_txt_and_the_probe_are_kept_once_and_are_no_pages(tmp_path: Path) -> None:
    rules = ["User-agent: *\nDisallow: /noi-bo\n"]
    site = Site(lambda r: Answer(rules[0] if r.path == "/robots.txt" else page("Trang đầu")), soft=True)

    def run(day: int) -> Path:
        with site.serve() as address:
            portal = Portal(name="thu", host="thu.gov.vn", title="", resolve=address)
            crawl([portal], tmp_path, clock=lambda: NOW + timedelta(days=day))
        return max((tmp_path / "archive").glob("*.warc.gz"))

    def kept(path: Path) -> dict[str, str]:
        found = [r.headers for r in ArchiveIterator(str(path), parse_http=False)]
        said = {h["WARC-Target-URI"]: h["WARC-Type"] for h in found if h["WARC-Type"] in ("response", "revisit")}
        return {url.removeprefix("http://thu.gov.vn/"): kind for url, kind in said.items()}

    first = kept(run(0))
    assert sorted(first.values()) == ["response"] * 3
    assert {"", "robots.txt"} < first.keys()
    assert kept(run(2))["robots.txt"] == "revisit"
    rules[0] = "User-agent: *\nCrawl-delay: 0\n"
    files = [*sorted((tmp_path / "archive").glob("*.warc.gz")), run(4)]
    assert kept(files[-1])["robots.txt"] == "response"
    assert {p.url for p in archive.latest(files)} == {"http://thu.gov.vn/"}
    records = [r.headers for file in files for r in ArchiveIterator(str(file), parse_http=False)]
    held = {(h["WARC-Target-URI"], h["WARC-Date"]) for h in records if h["WARC-Type"] == "response"}
    again = [h for h in records if h["WARC-Type"] == "revisit"]
    assert len(again) == 3
    assert {(h["WARC-Refers-To-Target-URI"], h["WARC-Refers-To-Date"]) for h in again} <= held
    assert "vn,gov,thu)/robots.txt" in files[-1].with_name("thu-20260306.cdxj").read_text()
