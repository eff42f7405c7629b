"""Families are told by addresses, and find links, paging and post-backs; their saved pages are in test_portal_pages."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback import Answer, Request
from loopback import Portal as Site

from spiders.layout import Layout
from spiders.links import feeds
from spiders.page import Follow, Link, Page
from spiders.parse import parse
from spiders.platforms import Platform, platform, recognise
from spiders.registry import Portal, Section, load

NEWS = "".join(
    f'<li><a href="/tin-cu-{n}">Tin cũ của xã về phong trào số {n}</a> (0{n}/02/2024)</li>' for n in range(1, 6)
)


def quoted(portal: Portal) -> list[str]:
    """Return the addresses of its own that a record quotes as evidence."""
    urls = re.findall(r"https?://[^\s\"',;)]+", portal.evidence)
    return [url for url in urls if urlsplit(url).netloc in portal.hosts]


VERIFIED = [p for p in load().values() if p.status == "verified" and quoted(p)]


@pytest.mark.parametrize("portal", VERIFIED, ids=lambda p: p.name)
def test_addresses_alone_tell_the_family_of_a_verified_portal_or_nothing(portal: Portal) -> None:
    found = [recognise(Page(url, b"")) for url in quoted(portal)]
    assert {f.platform for f in found} <= {portal.platform, "generic"}
    assert all(f.confidence < 0.5 for f in found if f.platform == "generic")


def test_addresses_alone_tell_the_family_of_most_verified_portals() -> None:
    told = [p for p in VERIFIED if p.platform in {recognise(Page(u, b"")).platform for u in quoted(p)}]
    assert len(told) >= 0.95 * len(VERIFIED)


@pytest.mark.parametrize(
    ("url", "family"),
    [
        ("/image/journal/article?img_id=4432", "liferay"),
        ("/tin-tuc/-/tinbai_WAR_tinbaiportlet_INSTANCE_q1w2", "liferay"),
        ("/vi/w/khoi-cong-cau-rach-goc", "liferay"),
        ("/uploads/thong-bao/2023_11/lich.pdf", "nukeviet"),
        ("/en/news/investment/", "nukeviet"),
        ("/SiteAssets/anh.jpg", "sharepoint"),
        ("/ubnd/tin/SitePages/Home.aspx", "sharepoint"),
        ("/SiteFolders/xaphunhuan/2022/anh.jpg", "vnpt"),
        ("/mDefault.aspx?catid=12&id=3456&pageid=7&sid=1444", "vnpt"),
        ("/xaphunhuan/1523/40112/71233/702114/", "vnpt"),
        ("/upload/104512/20240312/cau.jpg", "vhv"),
        ("/Portals/0/anh.jpg", "dotnetnuke"),
        ("/wp-content/uploads/2024/03/", "wordpress"),
        ("/sites/default/files/anh.jpg", "drupal"),
        ("/tin-tuc/50-ho-dan-hien-dat-lam-duong", "generic"),
        ("/tin-tuc/hop-dan-ban-viec-nuoc", "generic"),
    ],
)
def test_the_shape_of_an_address_tells_a_family(url: str, family: str) -> None:
    found = recognise(Page(f"https://phunhuan.example.gov.vn{url}", b""))
    assert found.platform == family


def test_all_that_leads_on_is_a_link() -> None:
    html = """<head><link rel=canonical href=/chinh-thuc><meta http-equiv=refresh content="3; url=/moi"></head>
    <a href="tuong-doi?a=1#giua">Tin tức của xã nhà hôm nay</a><map><area href=//phunhuan.example.gov.vn/ban-do></map>
    <iframe src=/khung></iframe><a href="javascript:void(0)">x</a><a href="mailto:a@b.vn">y</a><a href="#">z</a>
    <a href="http://[sai">w</a><a href=" /xuong\n-dong ">v</a>"""
    found = {
        link.url.removeprefix("https://phunhuan.example.gov.vn")
        for link in platform("generic").links(Page("https://phunhuan.example.gov.vn/", html.encode()))
    }
    assert found == {"/chinh-thuc", "/moi", "/tuong-doi?a=1", "/ban-do", "/khung", "/xuong-dong"}


def list_page(pager: str, url: str = "https://phunhuan.example.gov.vn/tin?p=2") -> Page:
    return Page(
        url, f"<body><form action='danh-sach.aspx'>{VIEW_STATE}<ul>{NEWS}</ul><div>{pager}</div></form>".encode()
    )


VIEW_STATE = (
    '<input type=hidden name=__VIEWSTATE value="q+/=="><input name=tim value=""><input type=submit name=nut value=Tìm>'
)


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="?p=1">1</a> <b>2</b> <a href="?p=3">3</a>',
        '<a href="?p=1">1</a> <a class="active" href="?p=2">2</a> <a href="?p=3">3</a> <a href="?p=4">4</a>',
        '<a href="?p=1">«</a> <a href="?p=3">Trang sau</a>',
        '<a rel="next" href="?p=3">›</a>',
        '<a href="?p=1">1</a><span class="current">2</span><a href="?p=3">»</a>',
    ],
)
def test_next_page_by_get(pager: str) -> None:
    assert platform("generic").next_page(list_page(pager)) == Follow("https://phunhuan.example.gov.vn/tin?p=3")


@pytest.mark.parametrize(
    "pager",
    [
        "<a href=\"javascript:__doPostBack('ctl00$pager','3')\">Tiếp</a>",
        "<span>2</span> <a href=\"javascript:__doPostBack('ctl00$pager','3')\">3</a> "
        "<a href=\"javascript:__doPostBack('ctl00$pager','4')\">4</a>",
        "<a href=# onclick='WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("
        '"ctl00$pager", "3", true))\'>Trang tiếp</a>',
    ],
)
def test_next_page_by_post_back_carries_the_form(pager: str) -> None:
    found = platform("tandan").next_page(list_page(pager))
    assert found and found.url == "https://phunhuan.example.gov.vn/danh-sach.aspx"
    assert dict(found.form) == {
        "__EVENTTARGET": "ctl00$pager",
        "__EVENTARGUMENT": "3",
        "__VIEWSTATE": "q+/==",
        "tim": "",
    }


NEW_LIST = """<script>$.ajax({{url: '{pager}', data: {{ article_category_id: 512, categoryIds: "512,513", site_id: 77,
page: p, page_size: 2 }} }}); var maxPage = parseInt({pages});</script>"""
PAGER = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"


def piece(*numbers: int) -> str:
    items = "".join(
        f'<li class="row"><h2 class="Title"><a href="/tin-xa/dan-hien-dat-lam-duong-{n}">Dân hiến đất làm đường {n}</a>'
        f'</h2><span class="Ngaydang">{n % 28 + 1:02}/03/2024</span></li>'
        for n in numbers
    )
    return f'<div class="UIArticleInMenu_Default"><ul class="ArticleList">{items}</ul></div>'


def new_list(pages: int = 3) -> Page:
    html = piece(70011, 70012) + NEW_LIST.format(pager=PAGER, pages=pages)
    return Page("https://phunhuan.example.gov.vn/tin-xa", html.encode())


def test_a_new_vnpt_list_is_turned_by_a_post_of_its_own_numbers() -> None:
    found = platform("vnpt").next_page(new_list())
    assert found and found.url == f"https://phunhuan.example.gov.vn{PAGER}"
    told = {k: v for k, v in found.form if k in ("article_category_id", "categoryIds", "site_id", "page", "page_size")}
    assert told == {
        "article_category_id": "512",
        "categoryIds": "512,513",
        "site_id": "77",
        "page": "2",
        "page_size": "2",
    }
    assert platform("vnpt").next_page(new_list(pages=1)) is None


def test_a_piece_of_a_vnpt_list_leads_on_until_it_is_not_full() -> None:
    asked = platform("vnpt").next_page(new_list())
    assert asked
    third = platform("vnpt").next_page(Page(asked.url, piece(70013, 70014).encode(), form=asked.form))
    assert third and dict(third.form) == dict(asked.form) | {"page": "3"}
    assert platform("vnpt").next_page(Page(third.url, piece(70015).encode(), form=third.form)) is None


def test_a_vnpt_list_prints_title_and_date_of_its_articles() -> None:
    found = [link for link in platform("vnpt").links(new_list()) if link.role == "article"]
    assert [(link.title, link.date_raw) for link in found] == [
        ("Dân hiến đất làm đường 70011", "12/03/2024"),
        ("Dân hiến đất làm đường 70012", "13/03/2024"),
    ]


def test_all_pages_of_a_new_vnpt_list_are_crawled(tmp_path: Path) -> None:
    from spiders.crawl import crawl

    pages = {"2": piece(70013, 70014), "3": piece(70015)}

    def answer(request: Request) -> Answer:
        if request.method == "POST":
            return Answer(pages[parse_qs(request.body.decode())["page"][0]])
        return Answer(new_list().body) if request.path in ("/", "/tin-xa") else Answer(piece())

    site = Site(answer)
    with site.serve() as address:
        record = Portal(
            name="thu", host="phunhuan.example.gov.vn", title="Xã", platform="vnpt", resolve=address,
            sections=(Section("Tin xã", "http://phunhuan.example.gov.vn/tin-xa"),), allow_private=True,
        )  # fmt: skip
        crawl([record], tmp_path)
    assert {p for p in site.paths if p.startswith("/tin-xa/")} == {
        f"/tin-xa/dan-hien-dat-lam-duong-{n}" for n in range(70011, 70016)
    }


@pytest.mark.parametrize(
    "pager",
    [
        "",
        '<a href="?p=1">1</a> <b>2</b>',
        "".join(f'<a href="?ngay={n}">{n}</a> ' for n in range(1, 32)),
        '<a href="?p=2">»</a>',
    ],
    ids=["none", "last page", "calendar", "itself"],
)
def test_no_next_page(pager: str) -> None:
    assert platform("generic").next_page(list_page(pager)) is None


def test_a_list_takes_the_longest_title_and_the_first_date_of_a_link() -> None:
    told = '<a href=/a title="Toàn bộ tên bài viết của xã">Toàn bộ tên bài...</a>'
    html = f'<ul><li><a href=/a><img alt=""></a>{told} 09/02/2024 07:30</li></ul>'
    assert list(platform("generic").links(Page("http://x.vn/", html.encode()))) == [
        Link("http://x.vn/a", "page", "Toàn bộ tên bài viết của xã", "09/02/2024 07:30")
    ]


def test_feeds_that_a_page_announces() -> None:
    html = (
        '<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" hreflang="en" href="/en">'
    )
    assert feeds(Page("http://x.vn/", html.encode())) == ["http://x.vn/rss"]


def portal(**selectors: str) -> Portal:
    return Portal(
        name="phunhuan", host="phunhuan.example.gov.vn", title="Xã Phú Nhuận", platform="vnpt", selectors=selectors
    )


def saved(body: str = "ArticleContent") -> Page:
    html = (Path(__file__).parent / "portals/vnpt/menu-path.html").read_text(encoding="utf-8")
    url = "https://phunhuan.example.gov.vn/1523/40112/71233/702114/tin-xa/lam-cau"
    return Page(url, html.replace("ArticleContent", body).encode(), "text/html", datetime(2024, 4, 1, tzinfo=UTC))


def test_selectors_of_the_portal_go_before_the_familys() -> None:
    assert parse(saved("rieng-cua-xa"), portal()).extractor.startswith("lines:")
    article, known = parse(saved("rieng-cua-xa"), portal(body=".rieng-cua-xa")), parse(saved())
    assert (article.extractor, article.title, article.portal) == ("selectors:vnpt", known.title, "phunhuan")


def test_an_unknown_selector_of_a_portal_is_named() -> None:
    with pytest.raises(ValueError, match="no selector bodi"):
        parse(saved(), portal(bodi="x"))


def test_a_layout_is_out_of_use_after_its_last_day() -> None:
    layout = Layout(body="p", until=date(2024, 3, 31))
    assert not layout.in_use(saved())
    assert layout.in_use(Page("http://x.vn/", b"", fetched_at=datetime(2024, 3, 31, tzinfo=UTC)))
    assert layout.in_use(Page("http://x.vn/", b""))


class Renewed(Platform):
    """A family whose template was renewed in April 2024, with a class of the old one for something else."""

    name = "renewed"
    layouts = (
        Layout(body=".noi-dung", title="h2", until=date(2024, 3, 31)),
        Layout(body=".bai-viet", title="h1"),
    )


def test_a_page_of_the_archive_is_read_with_the_layout_of_its_day() -> None:
    old = "<h2>Xã Phú Nhuận làm cầu</h2><div class=noi-dung>Bà con trong ấp góp công, góp của để làm cây cầu mới.</div>"
    new = f"<h1>Xã Phú Nhuận làm đường</h1><div class=bai-viet>Xã làm xong con đường dài 2 km.</div>{old}"
    for html, day, title in ((old, 31, "làm cầu"), (new, 32, "làm đường")):
        fetched = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=day - 1)
        found = Renewed().article(Page("http://x.vn/a", html.encode(), fetched_at=fetched))
        assert found and found.title == f"Xã Phú Nhuận {title}"
    assert Renewed().article(Page("http://x.vn/a", old.encode(), fetched_at=datetime(2024, 4, 1, tzinfo=UTC))) is None


def test_an_unknown_family_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="known: aspnet"):
        platform("geocities")
