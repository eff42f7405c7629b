"""Each family knows its pages, reads three layout variants, and finds links, paging and post-backs."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback import Answer, Request
from loopback import Portal as Site

from spiders.article import Article
from spiders.layout import Layout
from spiders.links import feeds
from spiders.page import Follow, Link, Page
from spiders.parse import parse
from spiders.platforms import platform, platforms, recognise
from spiders.registry import Portal, Section, load

TITLE = "Xã Phú Nhuận khởi công cầu Rạch Gốc dài 42 mét"
LEAD = "Sáng 12/3, Ủy ban nhân dân xã Phú Nhuận làm lễ khởi công cầu Rạch Gốc bằng tiền dân góp."
FIRST = "Cầu dài 42 mét, rộng 4 mét, nối ấp Tân Lợi với chợ xã, tổng vốn 1,8 tỷ đồng, trong đó dân góp 650 triệu đồng."
SECOND = "Ông Huỳnh Tấn Đạt, Chủ tịch Ủy ban nhân dân xã, cho biết cầu sẽ xong trước mùa mưa để học sinh thôi đi đò."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
MENU = "".join(f'<li><a href="/muc-{n}">Chuyên mục {n}</a></li>' for n in range(6))
NEWS = "".join(
    f'<li><a href="/tin-cu-{n}">Tin cũ của xã về phong trào số {n}</a> (0{n}/02/2024)</li>' for n in range(1, 6)
)

# Family -> (address, what its head or frame prints, its layout variants of title, lead, time and body).
PAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "vnpt": (
        "https://phunhuan.example.gov.vn/1523/40112/71233/702114/thoi-su/khoi-cong-cau-rach-goc",
        '<img alt="anh tin bai" src="https://storage-vnportal.vnpt.vn/vlg/1523/a.jpg">',
        (
            f'<h1 class="ArticleHeader">{TITLE}</h1><div class="PostDate">Ngày đăng: 12/03/2024 08:15</div>'
            f'<div class="ArticleSummary">{LEAD}</div><div class="ArticleContent">{BODY}</div>',
            f'<div class="UIArticleDetail_Default"><span class="DateCreate">Ngày 12/03/2024</span>'
            f'<div class="ArticleHeader">{TITLE}</div><p>{LEAD}</p><div class="ArticleContent"><div>{BODY}'
            "</div></div></div>",
            f'<div class="ArticleContent"><h2 class="ArticleHeader">{TITLE}</h2><div class="PostDate">12/03/2024</div>'
            f"<p>{LEAD}</p>{BODY}</div>",
        ),
    ),
    "tandan": (
        "https://phunhuan.example.gov.vn/portal/pages/2024-03-12/khoi-cong-cau-rach-goca1b2c3.aspx",
        '<div class="tandan-div-search"></div>',
        (
            f'<h2 class="tandan-p-article-news-title">{TITLE}</h2>'
            '<span class="tandan-span-date-publish">Đăng ngày 12 - 03 - 2024'
            f'</span><p class="tandan-p-article-news-summary">{LEAD}</p><div class="tandan-p-article-main">{BODY}'
            f'<div class="tandan-div-article-other"><ul>{NEWS}</ul></div></div>',
            f'<div class="tandan-title-view">{TITLE}</div>'
            '<div class="tandan-date-view">Đăng lúc: 12/03/2024 00:00:00 (GMT+7)</div>'
            f'<div class="tandan-content-view"><p>{LEAD}</p>{BODY}</div>',
            f'<h1 class="title-news">{TITLE}</h1><div class="date-news">12/03/2024</div>'
            f'<div class="news-sapo">{LEAD}</div>'
            f'<div class="news-content">{BODY}</div>',
        ),
    ),
    "sharepoint": (
        "https://phunhuan.example.gov.vn/Pages/khoi-cong-cau-rach-goc.aspx",
        '<div id="s4-workspace"><a href="#">Skip Ribbon Commands</a><script src="/_layouts/15/init.js"></script>',
        (
            '<table><tr class="ms-news-header"><td class="FolderTitle">Tin xã</td>'
            '<td class="Time">thứ ba, 12 03 2024 08:15</td>'
            f'</tr></table><table id="tableforprint"><tr><td><p class="Title">{TITLE}</p><p>{LEAD}</p>'
            f'<div class="ExternalClassA0B1C2D3E4">{BODY}</div></td></tr></table>',
            f'<div id="news_content"><h1>{TITLE}</h1><span id="txtDateString">12/03/2024 08:15</span>'
            f'<div id="divArticleDescription"><p>{LEAD}</p></div><div id="divArticleContent">{BODY}</div></div>',
            f'<h1>{TITLE}</h1><div class="article-date">Thứ ba, 12/03/2024</div>'
            '<div id="ctl00_PlaceHolderMain_ctl01__ControlWrapper_RichHtmlField" class="ms-rtestate-field">'
            f"<p>{LEAD}</p>{BODY}</div>",
        ),
    ),
    "liferay": (
        "https://phunhuan.example.gov.vn/chi-tiet-tin-tuc/-/asset_publisher/aB1c/content/khoi-cong-cau-rach-goc",
        '<script>Liferay.ThemeDisplay = {};</script><div id="p_p_id_101_INSTANCE_aB1c_" class="portlet-boundary">',
        (
            f'<div class="asset-full-content"><h2>{TITLE}</h2>'
            '<span class="metadata-publish-date">12/03/2024 | 08:15</span>'
            f'<div class="asset-content"><div class="journal-content-article"><p>{LEAD}</p>{BODY}</div></div>'
            f'<div class="asset-related-assets"><ul>{NEWS}</ul></div></div>',
            f'<h1 class="header-title">{TITLE}</h1><div class="asset-full-content">'
            '<span class="ngaydang">(12/03/2024)</span>'
            f'<div class="asset-content"><p>{LEAD}</p>{BODY}</div></div>',
            f'<div class="title-news"><h1>{TITLE}</h1></div>'
            '<div class="post-date">Ngày đăng 12/03/2024 | 08:15 AM | View count: 85'
            f'</div><p class="sapo">{LEAD}</p><div class="detail-content">{BODY}</div>',
        ),
    ),
    "nukeviet": (
        "https://phunhuan.example.gov.vn/vi/news/thoi-su/khoi-cong-cau-rach-goc-214.html",
        '<meta name="generator" content="NukeViet v4.5">',
        (
            f'<div class="news_column panel"><h1 class="title margin-bottom-lg">{TITLE}</h1>'
            '<span class="h5">Thứ ba - 12/03/2024 08:15'
            f'</span><div class="hometext">{LEAD}</div><div id="news-bodyhtml" class="bodytext">{BODY}</div></div>',
            f'<div id="news_detail"><h1>{TITLE}</h1><span class="time">Thứ ba - 12/03/2024 08:15</span>'
            f'<div id="hometext">{LEAD}</div><div class="bodytext">{BODY}</div></div><ul class="related">{NEWS}</ul>',
            f'<div id="print"><div id="content"><h1>{TITLE}</h1><ul class="list-inline">'
            "<li>Thứ ba - 12/03/2024 08:15</li></ul>"
            f'<div id="hometext">{LEAD}</div><div id="bodytext">{BODY}</div></div></div>',
        ),
    ),
    "joomla": (
        "https://phunhuan.example.gov.vn/thoi-su/281-khoi-cong-cau-rach-goc",
        '<meta name="generator" content="Joomla! - Open Source Content Management">',
        (
            f'<div class="item-page"><div class="page-header"><h2>{TITLE}</h2></div><dl class="article-info">'
            '<dd class="published">'
            f'Được đăng: 12/03/2024 08:15</dd></dl><div itemprop="articleBody"><p>{LEAD}</p>{BODY}</div></div>',
            f'<h2 class="itemTitle">{TITLE}</h2><span class="itemDateCreated">Thứ ba, 12 Tháng 3 2024 08:15</span>'
            f'<div class="itemIntroText"><p>{LEAD}</p></div><div class="itemFullText">{BODY}</div>',
            f'<table class="contentpaneopen"><tr><td class="contentheading">{TITLE}</td></tr><tr>'
            '<td class="createdate">'
            f"12/03/2024 08:15</td></tr><tr><td><p>{LEAD}</p>{BODY}</td></tr></table>",
        ),
    ),
    "drupal": (
        "https://phunhuan.example.gov.vn/khoi-cong-cau-rach-goc",
        '<script data-drupal-selector="drupal-settings-json"></script><img src="/sites/default/files/a.jpg">',
        (
            f'<h1 class="page-title">{TITLE}</h1><article class="node node--type-article">'
            '<div class="node__meta">12/03/2024 - 08:15'
            f'</div><div class="node__content"><div class="field--name-body"><p>{LEAD}</p>{BODY}</div></div></article>',
            f'<h1 id="page-title">{TITLE}</h1><div class="node"><div class="submitted">Thứ ba, 12/03/2024</div>'
            f'<div class="field-name-field-summary">{LEAD}</div><div class="field-name-body">{BODY}</div></div>',
            f'<article class="node"><h2 class="node__title">{TITLE}</h2>'
            '<span class="field--name-created">12/03/2024 08:15</span>'
            f'<div class="field--name-field-sapo">{LEAD}</div><div class="field--name-body">{BODY}</div></article>',
        ),
    ),
    "dotnetnuke": (
        "https://phunhuan.example.gov.vn/tabid/36/newsid/214/default.aspx",
        '<div id="dnn_ContentPane" class="DnnModule"><img src="/Portals/0/a.jpg">',
        (
            f'<span id="dnn_ctr401_News_lblTitle">{TITLE}</span>'
            '<span id="dnn_ctr401_News_lblDate">12/03/2024 08:15</span>'
            f'<span id="dnn_ctr401_News_lblSummary">{LEAD}</span><div id="dnn_ctr401_News_lblContent">{BODY}</div>',
            f'<h1 class="edn_articleTitle">{TITLE}</h1><span class="edn_metaDate">12/03/2024</span>'
            f'<div class="edn_articleSummary">{LEAD}</div><div class="edn_articleContent">{BODY}</div>',
            f'<span id="dnn_ctr5_lblTieuDe">{TITLE}</span><span id="dnn_ctr5_lblNgayDang">Ngày đăng: 12-03-2024</span>'
            f'<div id="dnn_ctr5_lblNoiDung"><p>{LEAD}</p>{BODY}</div>',
        ),
    ),
    "wordpress": (
        "https://phunhuan.example.gov.vn/2024/03/khoi-cong-cau-rach-goc/",
        '<link href="/wp-content/themes/xa/style.css"><script src="/wp-includes/js/a.js"></script>',
        (
            f'<article><h1 class="entry-title">{TITLE}</h1>'
            '<time class="entry-date published" datetime="2024-03-12T08:15:00+07:00">'
            f'12 Tháng Ba, 2024</time><div class="entry-content"><p>{LEAD}</p>{BODY}</div></article>',
            f'<h1 class="wp-block-post-title">{TITLE}</h1><div class="wp-block-post-date">12/03/2024</div>'
            f'<div class="wp-block-post-content"><p>{LEAD}</p>{BODY}</div>',
            f'<h1 class="entry-title">{TITLE}</h1><p class="td-post-sub-title">{LEAD}</p>'
            '<div class="post-date">12/03/2024</div>'
            f'<div class="td-post-content">{BODY}<div class="related-posts"><ul>{NEWS}</ul></div></div>',
        ),
    ),
    "websphere": (
        "https://phunhuan.example.gov.vn/wps/portal/Home/home/tin-chi-tiet/khoi-cong-cau-rach-goc",
        '<div id="layoutContainers" class="wpthemeInner"><img src="/wps/wcm/connect/a.jpg">',
        (
            f'<div class="wpthemeControlBody"><h1>{TITLE}</h1><span class="date">08:15 12/03/2024</span>'
            f'<div class="content-detail"><p>{LEAD}</p>{BODY}</div></div>',
            f'<div class="wpthemeControlBody"><div class="tieude">{TITLE}</div><div class="ngaydang">12/03/2024</div>'
            f'<p class="sapo">{LEAD}</p><div class="noidung">{BODY}</div></div>',
            f'<div class="wpthemeControlBody"><h1>{TITLE}</h1><p class="time">08:15 12/03/2024</p><p>{LEAD}</p>'
            f'<div class="news-content">{BODY}</div></div>',
        ),
    ),
    "vhv": (
        "https://phunhuan.example.gov.vn/tin-tuc/thoi-su/xa-phu-nhuan-khoi-cong-cau-rach-goc.html",
        "<script>VHV.load('cms.js')</script>"
        '<img src="/publish/thumbnail/104512/300x200xdefault/upload/104512/20240312/cau.jpg">',
        (
            f'<div id="module12"><h1 class="title-detail">{TITLE}</h1><span class="post-date">12/03/2024 08:15</span>'
            f'<div class="article-brief">{LEAD}</div><div class="content-detail">{BODY}</div></div>',
            f'<h1 class="title-detail">{TITLE}</h1><div class="post-date">12/03/2024 | lượt xem: 18</div>'
            f'<div class="article-content common-content"><div class="article-brief">{LEAD}</div>{BODY}'
            f'<div class="relatedArticles"><ul>{NEWS}</ul></div></div>',
            f'<h1 class="title-detail">{TITLE}</h1><span class="article-date">12-03-2024</span>'
            f'<div class="common-brief">{LEAD}</div><div class="common-content">{BODY}</div>',
        ),
    ),
    "aspnet": (
        "https://phunhuan.example.gov.vn/Portal/PrintItem.aspx?ContentID=214",
        '<form><input name="__VIEWSTATE" value="x">',
        (
            f'<span id="ctl00_lblTitle">{TITLE}</span><span id="ctl00_lblDate">08:15 | 12/03/2024</span>'
            f'<span id="ctl00_lblSapo">{LEAD}</span><div id="divNewsDetails">{BODY}</div>',
            f'<a class="article-title">{TITLE}</a><div class="post-date">12/03/2024 | lượt xem: 32</div>'
            f'<div class="article-content"><p>{LEAD}</p>{BODY}</div>',
            f'<span id="ContentPlaceHolder1_lbHeadline">{TITLE}</span>'
            '<span id="ContentPlaceHolder1_lbDate">12/03/2024</span>'
            f'<div id="primarycontent"><p>{LEAD}</p>{BODY}</div>',
        ),
    ),
    "generic": (
        "https://phunhuan.example.gov.vn/tin/khoi-cong-cau-rach-goc",
        "",
        (
            f'<h1 itemprop="headline">{TITLE}</h1>'
            '<time itemprop="datePublished" datetime="2024-03-12">12/03/2024</time>'
            f'<div itemprop="articleBody"><p>{LEAD}</p>{BODY}</div>',
            f"<h1>{TITLE}</h1><p>Ngày đăng: 12/03/2024</p><div><p>{LEAD}</p>{BODY}</div>",
            f'<div class="tieude">{TITLE}</div><div>12-03-2024, 08:15</div><div><p>{LEAD}</p>{BODY}</div>',
        ),
    ),
}
CASES = [(name, n) for name, (_, _, variants) in PAGES.items() for n in range(len(variants))]


def page_of(name: str, variant: int) -> Page:
    url, mark, variants = PAGES[name]
    head = f"<html><head><title>Trang tin xã Phú Nhuận</title></head><body>{mark}<ul>{MENU}</ul>"
    html = f"{head}{variants[variant]}<p>Tin khác</p><ul>{NEWS}</ul>"
    return Page(url, html.encode(), "text/html", datetime(2024, 4, 1, tzinfo=UTC))


def article_of(name: str, variant: int) -> Article:
    return parse(page_of(name, variant))


@pytest.mark.parametrize("name", sorted(platforms()))
def test_every_family_has_three_layout_variants(name: str) -> None:
    assert len(PAGES[name][2]) == 3


@pytest.mark.parametrize(("name", "variant"), CASES)
def test_a_page_is_recognised_with_its_marks(name: str, variant: int) -> None:
    found = recognise(page_of(name, variant))
    assert found.platform == name
    assert name == "generic" or (found.confidence >= 0.5 and found.marks)


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


@pytest.mark.parametrize(("name", "variant"), CASES)
def test_title(name: str, variant: int) -> None:
    assert article_of(name, variant).title == TITLE


@pytest.mark.parametrize(("name", "variant"), CASES)
def test_text_is_lead_and_body_a_line_a_paragraph(name: str, variant: int) -> None:
    assert article_of(name, variant).text.split("\n") == [LEAD, FIRST, SECOND]


@pytest.mark.parametrize(("name", "variant"), CASES)
def test_published_day(name: str, variant: int) -> None:
    assert (article_of(name, variant).published or "")[:10] == "2024-03-12"


@pytest.mark.parametrize(("name", "variant"), CASES)
def test_every_line_has_its_place_in_the_page(name: str, variant: int) -> None:
    page, article = page_of(name, variant), article_of(name, variant)
    starts = [0, *(n + 1 for n, c in enumerate(article.text) if c == "\n")]
    assert [start for start, _ in article.places] == starts
    for (_, xpath), text in zip(article.places, article.text.split("\n"), strict=True):
        (node,) = page.tree.getroottree().xpath(xpath)
        assert text in " ".join("".join(node.itertext()).split())


@pytest.mark.parametrize(("name", "variant"), [c for c in CASES if c[0] not in ("generic", "websphere")])
def test_selectors_of_the_family_read_it(name: str, variant: int) -> None:
    assert article_of(name, variant).extractor == f"selectors:{name}"


@pytest.mark.parametrize("name", sorted(platforms()))
def test_links_of_any_page_are_absolute_unique_and_keep_list_dates(name: str) -> None:
    page = page_of(name, 0)
    links = list(platform(name).links(page))
    assert len({link.url for link in links}) == len(links)
    assert all(link.url.startswith("https://phunhuan.example.gov.vn/") for link in links)
    dated = {link.title: link.date_raw for link in links if link.date_raw}
    assert dated["Tin cũ của xã về phong trào số 3"] == "03/02/2024"


@pytest.mark.parametrize("name", sorted(set(platforms()) - {"generic", "drupal"}))
def test_the_address_of_an_article_has_its_role(name: str) -> None:
    assert platform(name).role(PAGES[name][0]) == "article"


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


def test_selectors_of_the_portal_go_before_the_familys() -> None:
    page = page_of("vnpt", 0)
    page.body = page.body.replace(b"ArticleContent", b"rieng-cua-xa")
    assert parse(page, portal()).extractor.startswith("lines:")
    article = parse(page, portal(body=".rieng-cua-xa"))
    assert (article.extractor, article.title, article.portal) == ("selectors:vnpt", TITLE, "phunhuan")


def test_an_unknown_selector_of_a_portal_is_named() -> None:
    with pytest.raises(ValueError, match="no selector bodi"):
        parse(page_of("vnpt", 0), portal(bodi="x"))


def test_a_layout_is_out_of_use_after_its_last_day() -> None:
    layout = Layout(body="p", until=date(2024, 3, 31))
    assert not layout.in_use(page_of("vnpt", 0))
    assert layout.in_use(Page("http://x.vn/", b"", fetched_at=datetime(2024, 3, 31, tzinfo=UTC)))
    assert layout.in_use(Page("http://x.vn/", b""))


def test_an_unknown_family_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="known: aspnet"):
        platform("geocities")
