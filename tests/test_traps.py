"""Addresses that lead nowhere are not asked for, and answers that are not the page are known for what they are."""

import gzip
from pathlib import Path

import pytest
from loopback import Answer, Request, links, page
from loopback import Portal as Site
from test_crawl import archived, record, run

from spiders import traps, walls
from spiders.crawl import crawl
from spiders.frontier import Frontier

LOOPS = [
    "http://thu.gov.vn/en/vi/tin-tuc",
    "http://thu.gov.vn/web/guest/en/vi/en/bai-1",
    "http://thu.gov.vn/tin/anh/tin/anh/bai-1",
    "http://thu.gov.vn/muc/b/muc/c/muc/d",
]
CALENDARS = [
    "http://thu.gov.vn/lich/2031/05/12",
    "http://thu.gov.vn/lich-cong-tac.aspx?thang=5&nam=2031",
    "http://thu.gov.vn/index.php?option=com_jevents&task=month.calendar&year=2031&month=05",
]
PRINTS = [
    "http://thu.gov.vn/tin/2-bai?tmpl=component&print=1&layout=default",
    "http://thu.gov.vn/bai?p_p_id=101&p_p_state=pop_up&viewMode=print",
    "http://thu.gov.vn/-/asset_publisher/Ab1/content/bai/pop_up",
    "http://thu.gov.vn/web/guest/tin?p_p_id=101&_101_assetEntryId=7&_101_viewMode=print",
    "http://thu.gov.vn/Portal/PrintItem.aspx?ContentID=12",
    "http://thu.gov.vn/vi/news/savefile/tin-tuc/bai-12.html",
]
NEWS = [
    "http://thu.gov.vn/",
    "http://thu.gov.vn/vi/news/tin-tuc/bai-viet-2216.html",
    "http://thu.gov.vn/portal/Pages/2024-05-17/Khoi-cong-duong-lien-xa-ab12cd.aspx",
    "http://thu.gov.vn/1462/39939/69623/655041/tin-tuc/le-khoi-cong",
    "http://thu.gov.vn/mDefault.aspx?sid=1201&pageid=5120&catid=60110&id=512034",
    "http://thu.gov.vn/-/xa-phu-loc-hop?p_p_id=101&_101_cur=3&_101_delta=4",
    "http://thu.gov.vn/lich-su-hinh-thanh",
    "http://thu.gov.vn/su-kien/dai-hoi-dang-bo-2025",
    "http://thu.gov.vn/in-an-xuat-ban",
    "http://thu.gov.vn/tin-tuc?page=57",
]


@pytest.mark.parametrize("url", LOOPS)
def test_a_language_switch_or_a_path_that_repeats_itself_is_a_loop(url: str) -> None:
    assert traps.refusal(url) == "loop"


@pytest.mark.parametrize("url", CALENDARS)
def test_a_calendar_is_not_followed(url: str) -> None:
    assert traps.refusal(url) == "calendar"


@pytest.mark.parametrize("url", PRINTS)
def test_a_print_view_is_not_followed(url: str) -> None:
    assert traps.refusal(url) == "print view"


@pytest.mark.parametrize("url", NEWS)
def test_addresses_of_the_platform_families_are_followed(url: str) -> None:
    assert traps.refusal(url) == ""


def test_session_ids_and_tracking_do_not_make_another_page() -> None:
    plain = traps.key("http://thu.gov.vn/bai?id=7")
    for other in (
        "http://thu.gov.vn/bai;jsessionid=0A1B2C?id=7",
        "http://thu.gov.vn/bai?id=7&utm_source=zalo&fbclid=xyz#comments",
        "https://www.thu.gov.vn/bai/?PHPSESSID=abc&id=7",
        "http://thu.gov.vn/(S(lit3py55t21z5v55vlm25s55))/bai?id=7",
    ):
        assert traps.key(other) == plain
    assert traps.key("http://thu.gov.vn/bai?id=8") != plain


def test_an_encoded_path_is_the_same_page_as_a_plain_one() -> None:
    assert traps.key("http://thu.gov.vn/x%C3%A3-ph%C3%BA-l%E1%BB%99c") == traps.key("http://thu.gov.vn/xã-phú-lộc")


def test_a_language_loop_ends(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        here = request.path.rstrip("/")
        return Answer(links(f"{here}/en/", f"{here}/vi/", "/bai"))

    site = Site(answer)
    assert run(site, tmp_path).portals["thu"].outcome == "finished"
    assert sorted(site.paths) == ["/", "/bai", "/bai/en/", "/bai/vi/", "/en/", "/vi/"]


def test_one_page_under_many_addresses_is_asked_for_once_and_what_leads_nowhere_never(tmp_path: Path) -> None:
    same = ["/bai?id=7", "/bai;jsessionid=0A1B2C?id=7", "/bai?id=7&utm_source=zalo#cuoi", "/bai?PHPSESSID=abc&id=7"]
    nowhere = [url.removeprefix("http://thu.gov.vn") for url in [*LOOPS, *CALENDARS, *PRINTS]]
    site = Site(lambda r: Answer(links(*same, *nowhere) if r.path == "/" else page("bài")))
    assert run(site, tmp_path).portals["thu"].outcome == "finished"
    assert sorted(site.paths) == ["/", "/bai?id=7"]


def test_a_page_that_names_a_wrong_charset_is_read(tmp_path: Path) -> None:
    wrong = {"Content-Type": "text/html; charset=windows-1252"}
    site = Site({"/": links("/a"), "/a": Answer(page("Xã Phú Lộc làm đường").encode(), headers=wrong)})
    run(site, tmp_path)
    assert "Xã Phú Lộc làm đường" in {p.url: p.html for p in archived(tmp_path)}["http://thu.gov.vn/a"]


def test_an_unknown_calendar_ends_by_its_shape(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        day = int((request.path.partition("ngay=")[2] or "0-0").partition("-")[2])
        return Answer(links(*(f"/trang?ngay=1-{day + step}" for step in range(1, 50))))

    assert run(Site(answer), tmp_path).portals["thu"].requests <= 201


def test_a_not_found_page_with_status_200_is_learnt_and_its_like_are_gone(tmp_path: Path) -> None:
    missing = "<h1>Thông báo</h1><p>Địa chỉ này không còn trên cổng, mời bạn trở về trang chủ để xem tin. {}</p>"

    def answer(request: Request) -> Answer:
        known = {"/": links("/bai", "/bai-da-xoa-12"), "/bai": page("<p>Xã Phú Lộc họp bàn việc làm đường.</p>")}
        return Answer(known.get(request.path) or page(missing.format(request.path)))

    site = Site(answer, soft=True)
    result = run(site, tmp_path).portals["thu"]
    assert (result.new, result.gone) == (2, 1)
    assert {p.url for p in archived(tmp_path)} == {"http://thu.gov.vn/", "http://thu.gov.vn/bai"}
    before = len(site.asked)
    run(site, tmp_path, refresh=True)
    assert len(site.asked) == before + 3 + 1


def test_a_redirect_off_the_host_is_not_followed(tmp_path: Path) -> None:
    away = Answer(status=302, headers={"Location": "http://tinh-moi.gov.vn/"})
    result = run(Site({"/": links("/cu"), "/cu": away}), tmp_path).portals["thu"]
    assert (result.outcome, result.new, result.gone) == ("finished", 1, 1)


def test_a_redirect_inside_the_host_takes_the_listing_along(tmp_path: Path) -> None:
    listed = page('<ul><li><a href="/cu">Khánh thành cầu Phú Lộc mới</a> <i>02/04/2024</i></li></ul>')
    moved = Answer(status=301, headers={"Location": "/moi"})
    run(Site({"/": listed, "/cu": moved, "/moi": "bài"}), tmp_path)
    found = {p.url: p.listing for p in archived(tmp_path)}["http://thu.gov.vn/moi"]
    assert found is not None
    assert found.date_raw == "02/04/2024"


def test_a_redirect_onto_itself_ends(tmp_path: Path) -> None:
    loop = Answer(status=302, headers={"Location": "/vong"})
    site = Site({"/": links("/vong"), "/vong": loop})
    assert run(site, tmp_path).portals["thu"].outcome == "finished"
    assert len(site.paths) <= 4


def test_a_cookie_wall_is_passed_with_the_cookie_it_sets(tmp_path: Path) -> None:
    script = 'document.cookie="D1N=4f2a9c"+"; expires=Fri, 31-Dec-2099; path=/";window.location.reload(true);'
    wall = f"<html><body><script>{script}</script></body></html>"

    def answer(request: Request) -> Answer:
        if "D1N=4f2a9c" not in request.headers.get("Cookie", ""):
            return Answer(wall)
        return Answer(links("/a") if request.path == "/" else page("a"))

    site = Site(answer)
    result = run(site, tmp_path).portals["thu"]
    assert (result.outcome, result.new) == ("finished", 2)
    assert len(site.paths) == 3
    assert all("D1N" not in p.html for p in archived(tmp_path))


def test_block_pages_end_the_run_with_a_reason_of_their_own(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer:
        if request.path == "/":
            return Answer(links(*(f"/{n}" for n in range(50))))
        return Answer(page("<p>cf</p>", title="Just a moment..."), 403)

    site = Site(answer)
    result = run(site, tmp_path).portals["thu"]
    assert (result.outcome, result.blocked) == ("blocked", 3)
    assert len(site.paths) == 4


def test_a_dead_server_is_left_alone_after_a_few_tries(tmp_path: Path) -> None:
    result = crawl([record("127.0.0.1:9")], tmp_path).portals["thu"]
    assert (result.outcome, result.error) == ("unreachable", 3)


def test_a_failing_page_is_tried_thrice_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    site = Site({"/": links("/loi", "/a"), "/loi": Answer("lỗi", 500), "/a": "a"})
    result = run(site, tmp_path).portals["thu"]
    assert (result.new, site.paths.count("/loi")) == (2, 3)


def test_a_compressed_page_is_kept_as_it_came_and_read_back_plain(tmp_path: Path) -> None:
    body = gzip.compress(page("xã Phú Lộc").encode())
    run(Site({"/": Answer(body, headers={"Content-Encoding": "gzip"})}), tmp_path)
    assert "xã Phú Lộc" in archived(tmp_path)[0].html


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    site = Site({"/": links("/bom", "/a"), "/bom": Answer(bomb, headers={"Content-Encoding": "gzip"}), "/a": "a"})
    result = run(site, tmp_path, settings={"DOWNLOAD_MAXSIZE": 1_000_000}).portals["thu"]
    assert (result.outcome, result.new, result.gone) == ("finished", 2, 1)


def test_an_endless_answer_is_cut_by_size_and_by_time(tmp_path: Path) -> None:
    slow = Answer(b"", headers={"Content-Length": "9"})
    site = Site({"/": links("/lon", "/cham"), "/lon": Answer(b"x" * 3_000_000), "/cham": slow})
    limits = {"DOWNLOAD_MAXSIZE": 1_000_000, "DOWNLOAD_TIMEOUT": 0.3}
    result = run(site, tmp_path, settings=limits).portals["thu"]
    assert (result.new, result.gone) == (1, 1)
    assert result.error == 3


def test_a_picture_under_the_address_of_a_page_is_refused_by_its_type(tmp_path: Path) -> None:
    site = Site({"/": links("/anh"), "/anh": Answer(b"\x89PNG", headers={"Content-Type": "image/png"})})
    run(site, tmp_path)
    frontier = Frontier(tmp_path / "frontier.sqlite")
    assert frontier.states("thu") == {"fetched": 1, "gone": 1}
    frontier.close()


def test_html_under_a_wrong_content_type_is_still_read(tmp_path: Path) -> None:
    site = Site({"/": Answer(links("/a"), headers={"Content-Type": "application/octet-stream"}), "/a": "a"})
    assert run(site, tmp_path).portals["thu"].new == 2


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:{port}/bi-mat",
        "http://localhost:{port}/bi-mat",
        "http://169.254.169.254/x",
        "file:///etc/passwd",
        "http://thu.gov.vn@127.0.0.1/",
    ],
)
def test_a_link_never_leads_to_a_private_address_or_a_file(link: str, tmp_path: Path) -> None:
    site = Site({"/": ""})
    with site.serve() as address:
        site.pages = {"/": links(link.format(port=address.rpartition(":")[2])), "/bi-mat": "bí mật"}
        result = crawl([record(address)], tmp_path).portals["thu"]
    assert (result.requests, site.paths) == (1, ["/"])


def test_a_redirect_to_a_private_address_is_not_followed(tmp_path: Path) -> None:
    inside = Answer(status=302, headers={"Location": "http://127.0.0.1/bi-mat"})
    assert run(Site({"/": links("/a"), "/a": inside}), tmp_path).portals["thu"].gone == 1


def test_a_wall_is_told_from_a_page_that_sets_cookies() -> None:
    script = b'<script>document.cookie="a=b";window.location.reload()</script>'
    assert walls.cookie_wall(script) == ("a", "b")
    assert walls.cookie_wall(script + b"<p>tin</p>" * 1000) is None
    assert walls.cookie_wall(b'<script>document.cookie="a=b"</script>') is None
