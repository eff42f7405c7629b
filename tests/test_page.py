"""A page is decoded by what its bytes prove, cut into lines, and survives whatever a server sends."""

import random
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.blocks import blocks
from spiders.encoding import decode, repair, vietnamese
from spiders.page import Page
from spiders.parse import parse
from spiders.platforms import Refused
from spiders.registry import Portal

SENTENCE = "Ủy ban nhân dân xã Tân Hòa vừa tổ chức lễ khởi công tuyến đường liên ấp."


def page(html: str | bytes, url: str = "http://tanhoa.gov.vn/tin-1", content_type: str = "") -> Page:
    return Page(url, html.encode() if isinstance(html, str) else html, content_type)


def lines(html: str | bytes) -> list[str]:
    return [b.text for b in page(html).blocks]


def test_valid_utf8_beats_a_wrong_content_type() -> None:
    assert decode(SENTENCE.encode(), "text/html; charset=iso-8859-1") == (SENTENCE, "utf-8")


def test_a_byte_order_mark_beats_everything() -> None:
    assert decode(b"\xff\xfe" + SENTENCE.encode("utf-16-le"), "text/html; charset=utf-8")[0] == SENTENCE


def test_content_type_beats_meta() -> None:
    body = b'<meta charset="koi8-r">' + "Tin cậy".encode("cp1258", "replace")
    assert decode(body, "text/html; charset=windows-1258")[1] == "cp1258"


def test_meta_is_believed_when_the_server_says_nothing() -> None:
    assert decode(b'<meta http-equiv=x content="text/html; charset=windows-1258">\xcc\xe2')[1] == "cp1258"


def test_a_page_cut_within_a_letter_stays_utf8() -> None:
    text, charset = decode((SENTENCE * 20).encode()[:-29])
    assert charset == "utf-8" and text.startswith(SENTENCE)


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode(SENTENCE.encode(), "text/html; charset=x-unheard-of") == (SENTENCE, "utf-8")


@pytest.mark.parametrize(
    ("garbled", "how"),
    [
        (
            "Uû ban nh©n d©n x· T©n Hßa võa tæ chøc lÔ khëi c«ng tuyÕn ®\xad\xadêng liªn Êp.".replace(
                "\xad\xad", "\xad"
            ),
            "tcvn3",
        ),
        ("UÛy ban nhaân daân xaõ Taân Hoøa vöøa toå chöùc leã khôûi coâng.", "vni"),
        (SENTENCE.encode().decode("cp1252", "replace").replace("�", "\x9d"), "mojibake"),
    ],
)
def test_a_garbled_line_is_repaired_and_says_how(garbled: str, how: str) -> None:
    text, repaired = repair(garbled)
    assert repaired == how
    assert vietnamese(text) > 0.9
    assert text.startswith(("Uỷ ban nhân dân xã Tân", "Ủy ban nhân dân xã Tân"))


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        "Café Müller – 25 años de tradición y façade señorial en España",
        "Đắk R'lấp, Krông Nô, Cư M'gar: Y Thanh Hà Niê Kđăm",
        "© 2024 ® Bản quyền thuộc về đơn vị",
        "B¸o c¸o",
    ],
)
def test_a_line_that_is_sound_or_too_short_to_tell_is_left_alone(line: str) -> None:
    assert repair(line) == (line, "")


def test_short_lines_follow_an_encoding_proved_on_the_same_page() -> None:
    long = "Uû ban nh©n d©n x· T©n Hßa võa tæ chøc lÔ khëi c«ng tuyÕn ®\xadêng."
    assert lines(f"<p>B¸o c¸o</p><p>{long}</p>")[0] == "Báo cáo"


def test_lines_end_at_blocks_and_not_at_inline_elements() -> None:
    assert lines("<div>Ngày <b>7/6</b>, <i>xã</i> họp<p>Đoạn hai</p>đuôi</div>") == [
        "Ngày 7/6, xã họp",
        "Đoạn hai",
        "đuôi",
    ]


def test_a_single_break_inside_a_sentence_does_not_end_the_line() -> None:
    assert lines("<p>Chủ tịch xã<br>kiểm tra<br>Đoạn hai<br><br>ba</p>") == ["Chủ tịch xã kiểm tra", "Đoạn hai", "ba"]


def test_words_glued_where_tags_were_are_parted() -> None:
    assert lines("<p>của<span>Ban</span> Quản lý, ĐắkR</p>") == ["của Ban Quản lý, ĐắkR"]


def test_invisible_characters_and_look_alikes_are_cleaned() -> None:
    assert lines("<p>Ch\u00adủ\u200b t\ufeffịch\u00a0 \u00d0ảng ủy Tр\u0430 Vinh</p>") == ["Chủ tịch Đảng ủy Tpa Vinh"]


def test_cyrillic_words_stay_cyrillic() -> None:
    assert lines("<p>báo «Правда» đưa tin</p>") == ["báo «Правда» đưa tin"]


def test_decomposed_text_is_composed() -> None:
    assert lines(f"<p>{unicodedata.normalize('NFD', SENTENCE)}</p>") == [SENTENCE]


def test_hidden_elements_scripts_and_lists_of_options_are_no_text() -> None:
    html = (
        "<p>Tin</p><script>x</script><div style='display: none'>ẩn</div><select><option>A</option></select><p hidden>b"
    )
    assert lines(html) == ["Tin"]


def test_dropped_elements_leave_their_tail() -> None:
    root = page("<div>một <span class=x>hai</span> ba</div>").tree
    assert [b.text for b in blocks(root, list(root.iter("span")))] == ["một ba"]


def test_links_are_counted() -> None:
    line = page("<li><a href=/a>Tin khác</a> ra</li>").blocks[0]
    assert (line.text, line.linked) == ("Tin khác ra", 8)


def test_base_address_is_the_pages_own_without_a_base_element() -> None:
    assert page("<p>a").base == "http://tanhoa.gov.vn/tin-1"
    assert page('<base href="/x/"><p>a').base == "http://tanhoa.gov.vn/x/"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0" * 100_000,
        b"<div>" * 2_000_000,
        b"<a><b><i>" * 400_000,
        b"<table><tr><td>" * 300_000,
        b"<p>a<br>" * 500_000,
        b"<font>" * 1_000_000 + b"x",
        b"<p>" + b"x" * 6_000_000,
        b"\xff\xfe<",
        b"%PDF-1.4 \x00\xff\xd8" * 10_000,
    ],
    ids=["empty", "nul", "deep", "inline", "tables", "breaks", "fonts", "long", "utf16", "binary"],
)
def test_pathological_pages_end_soon_and_never_raise(body: bytes) -> None:
    started = time.monotonic()
    assert isinstance(page(body).blocks, list)
    assert time.monotonic() - started < 5


@settings(max_examples=60, deadline=2000)
@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=utf-8", "text/html; charset=tis-620"]))
def test_any_bytes_make_a_page(body: bytes, content_type: str) -> None:
    assert all(b.text == b.text.strip() for b in page(b"<p>" + body, content_type=content_type).blocks)


def document_table(rows: int, head: str = "<th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th>") -> str:
    items = "".join(
        f"<tr><td>{n}/QĐ-UBND</td><td>0{n}/05/2024</td><td><a href=/vb/{n}>Về việc</a> cử người trông trạm bơm số {n}"
        " của xã trong mùa mưa bão và trả công theo ngày làm việc</td></tr>"
        for n in range(1, rows + 1)
    )
    return f"<table><tr>{head}</tr>{items}</table>"


def test_a_table_of_documents_is_a_list_and_no_article() -> None:
    page = Page("https://anthanh.example.gov.vn/van-ban/quyet-dinh", f"<h1>Văn bản</h1>{document_table(8)}".encode())
    with pytest.raises(Refused, match="list-page: a table of documents"):
        parse(page)


def test_an_article_may_hold_a_table_of_documents_or_of_figures() -> None:
    prose = "".join(
        f"<p>Ngày {n}/6, tổ công tác của xã đến từng hộ ở ấp {n} để nghe dân nói, ghi lại những chỗ đường ngập và"
        " những đoạn kênh phải nạo vét trước mùa mưa, rồi bàn với các hộ xem mỗi nhà góp mấy ngày công.</p>"
        for n in range(1, 9)
    )
    figures = document_table(8, "<th>STT</th><th>Ấp</th><th>Việc làm</th>")
    for html in (prose + document_table(4), figures):
        page = Page(
            "https://anthanh.example.gov.vn/tin/to-cong-tac", f"<h1>Tổ công tác đến từng hộ</h1>{html}".encode()
        )
        assert parse(page).text


def boxes(rows: int, head: str) -> str:
    """Return a register made of boxes, each summary in a box that a page's editor leaves on texts."""
    items = "".join(
        f"<div class=dong><div class=trich-yeu><div class=ExternalClass0A1B2C3D{n}>Quyết định cử người trông trạm bơm"
        f" số {n} của xã An Thạnh trong mùa mưa bão</div></div><div class=tep><a href=/vb/{n}.pdf></a></div></div>"
        for n in range(1, rows + 1)
    )
    return f"<div class=van-ban><div class=dau>{head}</div>{items}</div>"


REGISTER_HEAD = "<div>Trích yếu</div><div>Tệp đính kèm</div>"


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_summaries_in_a_register_are_no_article_though_a_selector_fits_them(rows: int) -> None:
    html = f"<div id=s4-workspace><h1>Văn bản</h1>{boxes(rows, REGISTER_HEAD)}</div>"
    portal = Portal(name="thu", host="anthanh.example.gov.vn", title="", platform="sharepoint")
    with pytest.raises(Refused, match="list-page: a table of documents"):
        parse(Page("https://anthanh.example.gov.vn/van-ban/quyet-dinh", html.encode()), portal)


def test_the_page_of_one_document_and_an_article_with_a_register_in_it_are_articles() -> None:
    summary = "Cử ông Lê Văn Tám trông trạm bơm số 4 của xã An Thạnh trong mùa mưa bão, trả công theo ngày làm việc."
    shown = (
        f"<table><tr><td>Số ký hiệu</td><td>14/QĐ-UBND</td><td>Ngày ban hành</td><td>02/05/2024</td></tr>"
        f"<tr><td>Trích yếu</td><td colspan=3><div class=ms-rtestate-field>{summary}</div></td></tr></table>"
    )
    inside = f"<div class=ms-rtestate-field><p>{summary}</p>{boxes(2, REGISTER_HEAD)}</div>"
    portal = Portal(name="thu", host="anthanh.example.gov.vn", title="", platform="sharepoint")
    for html in (shown, inside):
        page = Page("https://anthanh.example.gov.vn/van-ban/14", f"<h1>Quyết định số 14</h1>{html}".encode())
        assert summary in parse(page, portal).text


@pytest.mark.parametrize("kind", ["", "text/html", "text/html; charset=utf-8"])
def test_bytes_that_are_no_text_are_refused_whatever_the_server_calls_them(kind: str) -> None:
    with pytest.raises(Refused, match="not-html"):
        parse(Page("http://huyen.gov.vn/tin/a.html", random.Random(1).randbytes(20_000), kind))
