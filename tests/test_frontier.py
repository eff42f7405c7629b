"""The frontier keeps every address once, says what is due in a good order, and moves together with the archive."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from spiders.entry import Found
from spiders.frontier import Frontier
from spiders.ledger import DAY, Ledger
from spiders.page import Link
from spiders.registry import Portal
from spiders.warc import Capture

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC).timestamp()
PORTAL = Portal(name="thu", host="thu.gov.vn", title="", frequency=24)


@pytest.fixture
def frontier(tmp_path: Path) -> Frontier:
    return Frontier(tmp_path / "frontier.sqlite")


def found(path: str, role: str = "page", **values: str) -> Found:
    return Found(key=f"thu.gov.vn{path}", url=f"http://thu.gov.vn{path}", role=role, **values)  # type: ignore[arg-type]


def names(frontier: Frontier, now: float = NOW) -> list[str]:
    return [entry.key.removeprefix("thu.gov.vn") for entry in frontier.due("thu", now)]


def test_an_address_is_new_once(frontier: Frontier) -> None:
    assert len(frontier.add("thu", [found("/a"), found("/b"), found("/a")], NOW)) == 2
    assert frontier.add("thu", [found("/a")], NOW) == []


def test_lists_come_before_articles_before_the_rest_and_breadth_comes_first(frontier: Frontier) -> None:
    frontier.add("thu", [found("/deep", "article")], NOW, depth=3)
    frontier.add("thu", [found("/page"), found("/story", "article"), found("/list", "list")], NOW, depth=1)
    assert names(frontier) == ["/list", "/story", "/deep", "/page"]


def test_what_has_failed_comes_last(frontier: Frontier) -> None:
    frontier.add("thu", [found("/a", "list"), found("/b")], NOW)
    frontier.update("thu.gov.vn/a", tries=1)
    assert names(frontier) == ["/b", "/a"]
    frontier.update("thu.gov.vn/a", tries=0)
    assert names(frontier) == ["/a", "/b"]


def test_a_list_adds_the_date_role_and_title_that_a_plain_link_lacked(frontier: Frontier) -> None:
    frontier.add("thu", [found("/a", title="Xem thêm")], NOW)
    frontier.add("thu", [found("/a", "article", title="Xã Phú Lộc làm đường", date_raw="14/03/2024")], NOW)
    frontier.add("thu", [found("/a", title="Tin khác", date_raw="15/03/2024")], NOW)
    entry = frontier.get("thu.gov.vn/a")
    assert entry is not None
    assert (entry.role, entry.title, entry.date_raw) == ("article", "Xã Phú Lộc làm đường", "14/03/2024")


def test_a_transaction_that_fails_leaves_nothing(frontier: Frontier) -> None:
    with pytest.raises(RuntimeError), frontier.transaction():
        frontier.add("thu", [found("/a")], NOW)
        raise RuntimeError
    assert names(frontier) == []


def test_an_unchanged_text_is_told_once_a_version_and_visited_half_as_often(frontier: Frontier) -> None:
    frontier.add("thu", [found("/a")], NOW)
    frontier.update("thu.gov.vn/a", state="fetched", payload="one", interval=DAY, next_due=NOW + DAY)
    url = "http://thu.gov.vn/a"
    assert frontier.bodies([(url, "text")]) == {url: "new"}
    assert frontier.bodies([(url, "text")]) == {url: "unchanged"}
    frontier.update("thu.gov.vn/a", payload="two")
    frontier.bodies([(url, "text")])
    entry = frontier.get("thu.gov.vn/a")
    assert entry is not None
    assert (entry.state, entry.interval) == ("unchanged", 2 * DAY)
    assert frontier.bodies([(url, "other"), ("http://khac.gov.vn/", "x")]) == {url: "changed"}


def test_dates_that_many_pages_share_are_told(frontier: Frontier) -> None:
    frontier.add("thu", [found(f"/{n}") for n in range(30)], NOW)
    for n in range(30):
        frontier.update(f"thu.gov.vn/{n}", last_modified="Mon" if n < 25 else f"Tue {n}")
    assert frontier.shared_dates("thu") == {"Mon"}


def capture(path: str, body: bytes = b"a", **values: object) -> Capture:
    url = f"http://thu.gov.vn{path}"
    return Capture(url=url, portal="thu", status=200, headers=[("ETag", '"x"')], body=body, **values)  # type: ignore[arg-type]


def test_an_answer_and_its_links_are_committed_together(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.open(PORTAL, NOW)
    entry = ledger.frontier.due("thu", NOW)[0]
    assert ledger.commit(entry, PORTAL, capture("/"), "new", [found("/a")], NOW) == 1
    kept = ledger.frontier.get("thu.gov.vn/")
    assert kept is not None
    assert (kept.state, kept.etag, kept.payload, kept.file) == (
        "fetched",
        '"x"',
        capture("/").digest,
        "thu-20260302.warc.gz",
    )
    assert names(ledger.frontier) == ["/a"]


def test_bytes_that_were_not_committed_are_cut_off_when_a_crawl_starts(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.open(PORTAL, NOW)
    ledger.commit(ledger.frontier.due("thu", NOW)[0], PORTAL, capture("/"), "new", [], NOW)
    ledger.close()
    file = tmp_path / "archive" / "thu-20260302.warc.gz"
    whole = file.read_bytes()
    file.write_bytes(whole + b"torn record")
    stray = tmp_path / "archive" / "thu-20260303.warc.gz"
    stray.write_bytes(b"never committed")
    ledger = Ledger(tmp_path)
    assert ledger.open(PORTAL, NOW) == []
    assert (file.read_bytes(), stray.exists()) == (whole, False)


def test_pages_that_a_damaged_archive_file_lost_are_fetched_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.open(PORTAL, NOW)
    ledger.commit(ledger.frontier.due("thu", NOW)[0], PORTAL, capture("/"), "new", [found("/a")], NOW)
    file = tmp_path / "archive" / "thu-20260302.warc.gz"
    first = file.stat().st_size
    ledger.commit(ledger.frontier.due("thu", NOW)[0], PORTAL, capture("/a"), "new", [], NOW)
    ledger.close()
    with file.open("r+b") as stream:
        stream.truncate(first + 10)
    ledger = Ledger(tmp_path)
    notes = ledger.open(PORTAL, NOW)
    assert "1 of its pages are fetched again" in notes[0]
    assert names(ledger.frontier) == ["/a"]
    assert file.stat().st_size == first


def test_a_disk_that_is_full_leaves_frontier_and_archive_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path)
    ledger.open(PORTAL, NOW)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledger.archive, "append", full)
    with pytest.raises(OSError, match="No space"):
        ledger.commit(ledger.frontier.due("thu", NOW)[0], PORTAL, capture("/"), "new", [found("/a")], NOW)
    assert names(ledger.frontier) == ["/"]


def test_the_date_that_a_list_printed_later_is_archived_with_the_answer(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.open(PORTAL, NOW)
    root = ledger.frontier.due("thu", NOW)[0]
    ledger.commit(root, PORTAL, capture("/"), "new", [found("/a"), found("/b")], NOW)
    first, second = ledger.frontier.due("thu", NOW)
    ledger.commit(first, PORTAL, capture("/a"), "new", [found("/b", title="Bài", date_raw="1/2/2024")], NOW)
    answer = capture("/b")
    ledger.commit(second, PORTAL, answer, "new", [], NOW)
    assert answer.listing == Link("http://thu.gov.vn/b", "page", "Bài", "1/2/2024")


@pytest.mark.parametrize(
    ("role", "interval", "change", "days"),
    [
        ("list", 1, "unchanged", 1),
        ("article", 0, "new", 1),
        ("article", 1, "unchanged", 2),
        ("article", 8, "changed", 4),
        ("article", 1, "changed", 1),
        ("article", 50, "unchanged", 60),
        ("article", 0, "gone", 2),
        ("article", 4, "gone", 8),
        ("article", 0, "blocked", 7),
    ],
)
def test_the_time_to_the_next_visit_adapts(role: str, interval: int, change: str, days: int, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.open(PORTAL, NOW)
    ledger.frontier.add("thu", [found("/a", role)], NOW)
    ledger.frontier.update("thu.gov.vn/a", interval=interval * DAY, payload="sha1:x")
    entry = ledger.frontier.get("thu.gov.vn/a")
    assert entry is not None
    ledger.commit(entry, PORTAL, capture("/a"), change, [], NOW)  # type: ignore[arg-type]
    after = ledger.frontier.get("thu.gov.vn/a")
    assert after is not None
    assert after.interval == days * DAY
    assert "/a" not in names(ledger.frontier, NOW + 0.8 * days * DAY)
    assert "/a" in names(ledger.frontier, NOW + 0.95 * days * DAY)
