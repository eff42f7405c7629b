"""A crawl ends by itself, reaches what links reach, archives every answer once and asks little the second time."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from loopback import Answer, Request, folder, links, page
from loopback import Portal as Site

from spiders import archive
from spiders.crawl import Summary, crawl
from spiders.frontier import Frontier
from spiders.registry import Portal, Section

SHARED = Path(__file__).parents[1].parent / "shared" / "portals"
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)


def record(address: str, **values: object) -> Portal:
    return Portal(name="thu", host="thu.gov.vn", title="Trang thử", resolve=address, **values)  # type: ignore[arg-type]


def run(site: Site, out: Path, **options: object) -> Summary:
    with site.serve() as address:
        return crawl([record(address)], out, **options)  # type: ignore[arg-type]


def archived(out: Path) -> list[archive.Page]:
    return [page for file in sorted((out / "archive").glob("*.warc.gz")) for page in archive.pages(file)]


def test_a_crawl_follows_the_links_inside_the_host_and_ends(tmp_path: Path) -> None:
    site = Site({"/": links("/a", "http://other.gov.vn/x", "/b"), "/a": links("/b", "/c"), "/b": "b", "/c": "c"})
    result = run(site, tmp_path).portals["thu"]
    assert (result.outcome, result.new, result.requests) == ("finished", 4, 4)
    assert sorted(site.paths) == ["/", "/a", "/b", "/c"]


def test_the_real_host_name_is_what_server_and_archive_see(tmp_path: Path) -> None:
    site = Site({"/": links("https://www.thu.gov.vn/a"), "/a": "a"})
    run(site, tmp_path)
    assert [r.headers["Host"] for r in site.asked if r.path == "/a"] == ["www.thu.gov.vn"]
    assert {p.url for p in archived(tmp_path)} == {"http://thu.gov.vn/", "http://www.thu.gov.vn/a"}


def test_an_address_with_and_without_slash_scheme_or_www_is_one_page(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        if request.path == "/tin":
            return Answer(status=301, headers={"Location": "https://thu.gov.vn/tin/"})
        return Answer(links("/tin", "/tin/", "//www.thu.gov.vn/tin"))

    site = Site(answer)
    run(site, tmp_path)
    assert site.paths.count("/tin") == site.paths.count("/tin/") == 1


def test_what_a_list_prints_beside_a_link_reaches_the_page_through_the_archive(tmp_path: Path) -> None:
    items = (
        '<ul><li><a href="/tin/lam-duong-lien-xa">Khởi công làm đường liên xã Phú Lộc</a> <span>14/03/2024</span></li>'
        '<li><a href="/tin/hop-hoi-dong">Hội đồng nhân dân xã họp kỳ thường lệ</a> <span>15/03/2024</span></li></ul>'
    )
    run(Site({"/": page(items), "/tin/lam-duong-lien-xa": "x", "/tin/hop-hoi-dong": "y"}), tmp_path)
    found = {p.url: p.listing for p in archived(tmp_path)}["http://thu.gov.vn/tin/lam-duong-lien-xa"]
    assert found is not None
    assert (found.title, found.date_raw) == ("Khởi công làm đường liên xã Phú Lộc", "14/03/2024")


def test_a_second_run_asks_conditionally_and_says_what_is_new_changed_and_unchanged(tmp_path: Path) -> None:
    pages = {"/": links("/a", "/b"), "/a": page("a"), "/b": page("b")}

    def answer(request: Request) -> Answer | None:
        body = pages.get(request.path)
        if body is None:
            return None
        tag = hashlib.sha256(body.encode()).hexdigest()
        return Answer(body, 304 if request.headers.get("If-None-Match") == tag else 200, {"ETag": tag})

    site = Site(answer)
    assert run(site, tmp_path, clock=lambda: NOON).portals["thu"].new == 3
    pages |= {"/": links("/a", "/b", "/c"), "/b": page("b, sửa"), "/c": page("c")}
    result = run(site, tmp_path, clock=lambda: NOON + timedelta(days=2)).portals["thu"]
    assert (result.new, result.changed, result.unchanged) == (1, 2, 1)
    assert sum("If-None-Match" in r.headers for r in site.asked) == 3


def test_a_run_on_the_same_day_fetches_nothing_that_is_not_due(tmp_path: Path) -> None:
    site = Site({"/": links("/a"), "/a": "a"})
    run(site, tmp_path, clock=lambda: NOON)
    assert run(site, tmp_path, clock=lambda: NOON + timedelta(hours=1)).portals["thu"].requests == 0


def test_a_page_that_stays_the_same_is_visited_ever_less_often(tmp_path: Path) -> None:
    site = Site({"/": links("/a"), "/a": "a"})
    for day in range(30):
        run(site, tmp_path, clock=lambda day=day: NOON + timedelta(days=day))
    assert site.paths.count("/") == 30
    assert site.paths.count("/a") <= 6


def test_a_repeated_answer_is_a_revisit_record_and_the_latest_version_is_read_back(tmp_path: Path) -> None:
    pages: dict[str, Answer | str] = {"/": links("/a"), "/a": "cũ"}
    site = Site(pages)
    run(site, tmp_path, clock=lambda: NOON)
    pages["/a"] = "mới"
    run(site, tmp_path, clock=lambda: NOON + timedelta(days=2))
    files = sorted((tmp_path / "archive").glob("*.warc.gz"))
    assert len(files) == 2
    latest = {p.url: p.html for p in archive.latest(files)}
    assert "mới" in latest["http://thu.gov.vn/a"]
    assert len(archived(tmp_path)) == 3


def test_the_body_digest_of_the_parse_stage_makes_a_page_unchanged(tmp_path: Path) -> None:
    counter = iter(range(100))
    site = Site(lambda r: Answer(links("/a") if r.path == "/" else page(f"Bài viết. Lượt xem: {next(counter)}")))
    for day, expected in enumerate(["new", "unchanged", "unchanged"]):
        run(site, tmp_path, clock=lambda day=day: NOON + timedelta(days=7 * day))
        frontier = Frontier(tmp_path / "frontier.sqlite")
        assert frontier.bodies([("http://thu.gov.vn/a", "digest of the text")]) == {"http://thu.gov.vn/a": expected}
        frontier.close()


def test_deep_list_pages_are_read_again_only_while_there_is_news(tmp_path: Path) -> None:
    stories = [f"/tin/bai-viet-so-{n}" for n in range(9)]

    def answer(request: Request) -> Answer:
        if request.path.startswith("/tin/"):
            return Answer(page("bài"))
        number = int(request.path.partition("trang=")[2] or 1)
        shown = stories[3 * number - 3 : 3 * number]
        pager = f'<a rel="next" href="/?trang={number + 1}">Trang sau</a>' if 3 * number < len(stories) else ""
        return Answer(links(*shown).replace("</body>", pager + "</body>"))

    site = Site(answer)
    assert run(site, tmp_path, clock=lambda: NOON).portals["thu"].new == 3 + 9
    site.asked.clear()
    run(site, tmp_path, clock=lambda: NOON + timedelta(days=1, hours=1))
    assert [p for p in site.paths if "tin" not in p] == ["/"]
    stories.insert(0, "/tin/bai-viet-moi-nhat")
    site.asked.clear()
    run(site, tmp_path, clock=lambda: NOON + timedelta(days=2, hours=2))
    assert "/?trang=2" in site.paths
    assert "/tin/bai-viet-moi-nhat" in site.paths


def test_a_post_back_opens_the_next_page_and_is_known_by_its_event(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        if request.method == "POST":
            second = b"__EVENTARGUMENT=Page%242" in request.body and b"__VIEWSTATE=abc" in request.body
            return Answer(links("/tin/bai-viet-tren-trang-hai") if second else page("khác"))
        if request.path.startswith("/tin/"):
            return Answer(page("bài"))
        form = (
            '<form action="/"><input type="hidden" name="__VIEWSTATE" value="abc">'
            '<a href="/tin/bai-viet-mot">Bài một</a>'
            "<p>1 <a href=\"javascript:__doPostBack('grid','Page$2')\">2</a> "
            "<a href=\"javascript:__doPostBack('grid','Page$3')\">3</a></p></form>"
        )
        return Answer(page(form))

    site = Site(answer)
    run(site, tmp_path)
    assert "/tin/bai-viet-tren-trang-hai" in site.paths


def test_the_budget_ends_a_run_and_the_next_one_goes_on(tmp_path: Path) -> None:
    site = Site({"/": links(*(f"/bai-{n}" for n in range(10))), **{f"/bai-{n}": str(n) for n in range(10)}})
    first = run(site, tmp_path, budget=4).portals["thu"]
    second = run(site, tmp_path).portals["thu"]
    assert (first.outcome, first.new, second.outcome, second.new) == ("budget", 4, "finished", 7)


def test_shards_split_the_portals_by_host(tmp_path: Path) -> None:
    site = Site({"/": "trang đầu"})
    with site.serve() as address:
        portals = [replace(record(address), name=f"p{n}", host=f"p{n}.gov.vn") for n in range(6)]
        parts = [set(crawl(portals, tmp_path / str(i), shard=(i, 3)).portals) for i in (1, 2, 3)]
    assert set().union(*parts) == {p.name for p in portals}
    assert sum(map(len, parts)) == 6


def test_an_empty_page_is_kept_and_noticed_when_it_is_filled(tmp_path: Path) -> None:
    pages: dict[str, Answer | str] = {"/": links("/a"), "/a": Answer(b"")}
    site = Site(pages)
    run(site, tmp_path, clock=lambda: NOON)
    pages["/a"] = "đã có nội dung"
    assert run(site, tmp_path, clock=lambda: NOON + timedelta(days=2)).portals["thu"].changed == 1


def test_sections_are_asked_for_even_when_nothing_links_to_them(tmp_path: Path) -> None:
    site = Site({"/": "trang đầu", "/tin-tuc": links("/a"), "/a": "a"})
    with site.serve() as address:
        section = Section("Tin tức", "http://thu.gov.vn/tin-tuc")
        assert crawl([record(address, sections=(section,))], tmp_path).portals["thu"].new == 3


def closure(root: Path, host: str) -> set[str]:
    """Return the files that links inside the host reach from the front page, by nothing of the crawler's own."""
    reached: set[str] = set()
    todo = ["index.html"]
    while todo:
        name = todo.pop()
        if name in reached or not (root / name).is_file():
            continue
        reached.add(name)
        body = (root / name).read_bytes()
        if not body.strip():
            continue
        base = f"http://{host}/{name.removesuffix('index.html')}"
        for href in lxml.html.document_fromstring(body).xpath("//a/@href | //area/@href"):
            parts = urlsplit(urljoin(base, href.strip()))
            if parts.hostname == host:
                path = unquote(parts.path).strip("/")
                todo.append(path if (root / path).is_file() else f"{path}/index.html".lstrip("/"))
    return reached


def crawl_saved(root: Path, out: Path, **options: object) -> Summary:
    if not root.is_dir():
        pytest.skip("../shared is not here")
    with folder(root) as address:
        host = (root / "CNAME").read_text().strip()
        return crawl([Portal(name="thu", host=host, title="", resolve=address)], out, **options)  # type: ignore[arg-type]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count"), [("dakrlap-2019-08-08", 233), ("krongno-2019-07-30", 133)])
def test_a_saved_portal_is_reached_as_far_as_an_independent_closure(name: str, count: int, tmp_path: Path) -> None:
    result = crawl_saved(SHARED / name, tmp_path).portals["thu"]
    host = (SHARED / name / "CNAME").read_text().strip()
    wanted = closure(SHARED / name, host)
    found = {unquote(urlsplit(p.url).path).strip("/") for p in archived(tmp_path)}
    assert len(wanted) == count
    assert {f.removesuffix("index.html").strip("/") for f in wanted} == found
    assert (result.outcome, result.new) == ("finished", count)


@pytest.mark.shared
def test_a_later_state_of_a_portal_gives_exactly_the_newly_reachable_pages(tmp_path: Path) -> None:
    new = []
    for day in ("2019-07-10", "2019-07-31", "2019-08-08"):
        noon = datetime.fromisoformat(f"{day}T12:00+07:00")
        new.append(crawl_saved(SHARED / f"dakrlap-{day}", tmp_path, clock=lambda noon=noon: noon).portals["thu"].new)
    assert new == [134, 70, 35]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["ldld-2019-08-06", "stp-2019-08-05", "dakrlap-2019-07-10", "dakrlap-2019-07-31"])
def test_every_saved_portal_is_crawled_without_a_page_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    result = crawl_saved(SHARED / name, tmp_path).portals["thu"]
    assert (result.outcome, result.notes) == ("finished", [])
