"""A body is found without selectors, and what is no article is refused with a reason."""

from datetime import UTC, datetime

import pytest

from spiders.chrome import Chrome
from spiders.content import find_body
from spiders.explain import explain
from spiders.page import Page
from spiders.parse import parse
from spiders.platforms import Refused

HOST = "http://binhphu.example.gov.vn"
STREETS = (
    "Lê Lợi",
    "Nguyễn Huệ",
    "Trần Phú",
    "Hùng Vương",
    "Quang Trung",
    "Phan Bội Châu",
    "Hai Bà Trưng",
    "Võ Thị Sáu",
)
SLOGAN = "Chào mừng đại hội đảng bộ xã nhiệm kỳ mới, toàn dân thi đua xây dựng quê hương Bình Phú giàu đẹp, văn minh."
FOOTER = (
    "Chịu trách nhiệm nội dung: bà Phan Thị Mỹ Lệ, Phó Chủ tịch Ủy ban nhân dân xã Bình Phú; điện thoại 0296 123 456."
)


def story(n: int) -> list[str]:
    street = STREETS[n % len(STREETS)]
    return [
        f"Sáng {n + 2}/5, xã Bình Phú bàn giao {n + 3} căn nhà đại đoàn kết ở đường {street}, mỗi căn 36 mét vuông.",
        f"Kinh phí {n + 1},2 tỷ đồng do các nhà hảo tâm đường {street} đóng góp, còn lại lấy từ quỹ Vì người nghèo.",
        f"Các hộ cam kết giữ vệ sinh chung; năm sau xã làm tiếp {n + 5} căn nữa ở cuối đường {street} gần bờ kè.",
    ]


def title(n: int) -> str:
    return f"Bàn giao nhà đại đoàn kết ở đường {STREETS[n % len(STREETS)]}"


def site_page(n: int, body: str | None = None, url: str = "") -> Page:
    paragraphs = "".join(f"<p>{line}</p>" for line in story(n))
    middle = f"<div><h1>{title(n)}</h1><p>Ngày đăng: 0{n + 1}/05/2024</p>{paragraphs}</div>" if body is None else body
    menu = "".join(f"<li><a href=/muc-{m}>Chuyên mục số {m}</a></li>" for m in range(8))
    others = "".join(f"<li><a href=/tin-{m}>{title(m)}</a> (0{m + 1}/05/2024)</li>" for m in range(8) if m != n)
    html = (
        f"<title>Xã Bình Phú</title><ul>{menu}</ul><div>{SLOGAN}</div>{middle}<p>Tin liên quan</p><ul>{others}</ul>"
        f"<p>Lượt truy cập: {1000 + 37 * n}</p><div>{FOOTER}</div>"
    )
    return Page(url or f"{HOST}/tin-{n}", html.encode(), fetched_at=datetime(2024, 6, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def chrome() -> Chrome:
    return Chrome.learn(site_page(n) for n in range(8))


def test_the_body_is_what_does_not_recur_on_the_host(chrome: Chrome) -> None:
    article = parse(site_page(3), None, chrome, selectors=False)
    assert article.text.split("\n") == story(3)
    assert (article.title, article.published) == (title(3), "2024-05-04")
    assert "no-host-model" not in article.flags


def test_lines_that_recur_are_chrome_and_a_counter_is_one_line_whatever_it_counts(chrome: Chrome) -> None:
    body = find_body(site_page(3), chrome)
    recurring = {site_page(3).blocks[n].text for n in body.chrome}
    assert {SLOGAN, FOOTER, "Tin liên quan", "Lượt truy cập: 1111"} <= recurring
    assert not recurring & {title(3), *story(3)}


def test_a_page_is_judged_by_the_others_and_not_by_itself() -> None:
    four = Chrome.learn(site_page(n) for n in range(4))
    three = Chrome.learn(site_page(n) for n in range(3))
    assert four.is_chrome(SLOGAN, site_page(0))
    assert not three.is_chrome(SLOGAN, site_page(0)), "two other pages are too few"
    assert three.is_chrome(SLOGAN, site_page(7)), "three others are enough for a page that was not learnt"


def test_a_second_visit_of_an_address_counts_once() -> None:
    model = Chrome.learn([site_page(0)] * 9)
    assert not model.is_chrome(SLOGAN, site_page(5))


def test_the_first_page_of_an_unknown_host_is_read_and_says_so() -> None:
    article = parse(site_page(3), None, None, selectors=False)
    assert "no-host-model" in article.flags
    assert all(line in article.text for line in story(3))
    assert FOOTER not in article.text


def test_who_chose_the_body_is_named(chrome: Chrome) -> None:
    assert parse(site_page(1), None, chrome, selectors=False).extractor in {
        f"lines:{reader}" for reader in ("window", "trafilatura", "justext", "resiliparse")
    }


def test_a_doubled_article_counts_once(chrome: Chrome) -> None:
    once = "".join(f"<p>{line}</p>" for line in story(3))
    twice = f"<div><h1>{title(3)}</h1><p>04/05/2024</p>{once}</div><div><b>{title(3)}</b><p>04/05/2024</p>{once}</div>"
    assert parse(site_page(3, twice), None, chrome, selectors=False).text.split("\n") == story(3)


LIST = "".join(
    f"<div><a href=/tin-{n}>{title(n)}, phần {n}</a><p>0{n + 1}/05/2024</p><p>{story(n)[0]}</p></div>" for n in range(5)
)
RIBBON = (
    "<div>Edit in Dashboard Designer View Selected Item Properties {SiteUrl} ItemUrl RecordID WebPartManager</div>" * 3
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "no-prose"),
        ("<div>Nội dung đang được cập nhật, mời bạn đọc quay lại sau.</div>", "no-prose"),
        (LIST, "list-page"),
        (RIBBON, "no-prose"),
        (
            "<h1>Thông báo</h1><p>Không tìm thấy trang bạn yêu cầu. Trang có thể đã được chuyển đi hoặc đã bị xóa;"
            " mời bạn dùng ô tìm kiếm hay trở về trang chủ để đọc những tin mới nhất của xã nhà hôm nay.</p>",
            "soft-404",
        ),
    ],
    ids=["nothing", "placeholder", "list", "ribbon", "soft 404"],
)
def test_what_is_no_article_is_refused(chrome: Chrome, body: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(site_page(3, body, f"{HOST}/trang-khac"), None, chrome)
    assert refused.value.reason == reason


def test_the_verdict_on_every_line_is_explained(chrome: Chrome) -> None:
    told = list(explain(site_page(3), None, chrome))
    assert told[0].startswith("family generic")
    assert any(line.startswith(f"+ {story(3)[1][:40]}") and "chosen by" in line for line in told)
    assert any(line.startswith(f"- {SLOGAN[:40]}") and "on 7 other pages" in line for line in told)
    assert "no article: home-page" in list(explain(site_page(3, LIST, f"{HOST}/"), None, chrome))


def test_a_note_with_nothing_but_a_file_is_an_article_that_says_so(chrome: Chrome) -> None:
    note = '<div itemprop="articleBody"><p>Xem tệp <a href="/a.pdf">đính kèm</a></p></div>'
    assert "attachment-only" in parse(site_page(3, note), None, chrome).flags
    with pytest.raises(Refused, match="no-prose"):
        parse(site_page(3, note.replace("/a.pdf", "/a")), None, chrome)


def test_a_home_page_is_refused(chrome: Chrome) -> None:
    with pytest.raises(Refused, match="home-page"):
        parse(site_page(3, LIST, f"{HOST}/"), None, chrome)


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (
            b'<?xml version="1.0"?><rss version="2.0"><channel><title>Tin</title></channel></rss>',
            "text/xml",
            "list-page",
        ),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "", "list-page"),
        (b"%PDF-1.4 rest", "text/html", "not-html"),
        (b'{"a": 1}', "application/json", "not-html"),
    ],
)
def test_what_is_no_web_page_is_refused(body: bytes, kind: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(Page(f"{HOST}/x", body, kind))
    assert refused.value.reason == reason


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(Refused, match="empty-page"):
        parse(Page(f"{HOST}/tin", b" \r\n\0"))


def test_a_page_of_short_lines_of_staff_is_an_article(chrome: Chrome) -> None:
    staff = [
        ("Phan Thị Mỹ Lệ", "Phó Chủ tịch"),
        ("Trần Văn Ơn", "Chủ tịch Hội Nông dân"),
        ("Lê Hoàng Nam", "Bí thư Đoàn xã"),
    ]
    rows = "".join(
        f"<tr><td>{name}</td><td>{post}</td><td>Phòng {n + 1}</td></tr>" for n, (name, post) in enumerate(staff * 3)
    )
    article = parse(site_page(3, f"<h1>Bộ máy xã Bình Phú</h1><table>{rows}</table>", f"{HOST}/bo-may"), None, chrome)
    assert "Trần Văn Ơn\nChủ tịch Hội Nông dân" in article.text


def test_captions_byline_source_and_attachments_stand_apart_and_in_the_text(chrome: Chrome) -> None:
    body = (
        f"<div><h1>{title(3)}</h1><p class=sapo>{story(3)[0]}</p><figure><img src=a.jpg>"
        "<figcaption>Lãnh đạo xã trao nhà"
        f"</figcaption></figure><p>{story(3)[1]}</p><table><tr><td><img src=b.jpg></td></tr><tr>"
        "<td>Bà con nhận nhà mới</td></tr>"
        f"</table><p>{story(3)[2]}</p><p>Theo Báo An Giang</p><p><b>Ngọc Ánh – Minh Tâm</b></p>"
        "<p>Tải <a href=/files/danh-sach.pdf>danh sách</a></p></div>"
    )
    article = parse(site_page(3, body), None, chrome)
    assert article.lead == story(3)[0]
    assert article.captions == ["Lãnh đạo xã trao nhà", "Bà con nhận nhà mới"]
    assert (article.byline, article.source_line) == ("Ngọc Ánh – Minh Tâm", "Theo Báo An Giang")
    assert article.attachments == [{"url": f"{HOST}/files/danh-sach.pdf", "title": "danh sách", "kind": "pdf"}]
    assert all(part in article.text for part in (*article.captions, article.byline, article.source_line))


@pytest.mark.parametrize("cut", range(0, 3000, 97))
def test_a_page_cut_anywhere_gives_an_article_or_a_reason(chrome: Chrome, cut: int) -> None:
    whole = site_page(2)
    try:
        assert parse(Page(whole.url, whole.body[:cut]), None, chrome).text
    except Refused as refused:
        assert refused.reason
