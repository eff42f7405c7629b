"""Menus, counters, bylines, imprint, related news and doubled articles are chrome; what the article says is not."""

from itertools import pairwise

import pytest

from extractors.zones import find

LEAD = "Sáng 12/3/2023, UBND xã Phú Lạc họp dân bàn việc mở rộng đường liên ấp và vận động các hộ hiến đất làm đường."
BODY = (
    "Sau buổi họp, 42 hộ hai bên đường tự nguyện hiến hơn 1.300 m2 đất, dời hàng rào, góp công, nhờ vậy tuyến đường"
    " dài 1,2 km hoàn thành trước hẹn một tháng, bà con đi lại, chở lúa và đưa con đến trường đều thuận tiện hơn."
)
CLOSE = "Xã dự kiến làm tiếp hai tuyến đường nữa trong quý tới và mong bà con các ấp còn lại cùng chung tay góp sức."


def kept(text: str, title: str = "") -> list[str]:
    """Return the lines that lie outside every zone."""
    zones = find(text, title)
    assert all(a.end <= b.start for a, b in pairwise(zones))
    left, at = "", 0
    for zone in zones:
        left += text[at : zone.start]
        at = zone.end
    return [line.strip() for line in (left + text[at:]).split("\n") if line.strip()]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_an_article_alone_has_no_chrome() -> None:
    assert find(page(LEAD, BODY, "Đại biểu dự họp", CLOSE)) == []


def test_counters_with_their_figures_are_chrome_wherever_they_stand() -> None:
    counter = "Thống kê truy cập\n  • Đang online: 3\n  • Hôm nay: 41\nHôm qua:\n17\nTất cả: 90 211"
    assert kept(page(counter, LEAD, BODY)) == [LEAD, BODY]
    assert kept(page(LEAD, BODY, counter)) == [LEAD, BODY]


@pytest.mark.parametrize(
    "label", ["anh tin bai", "0:00 / 0:00", "EmailPrintAa", "[img]", "Responsive image", "Xem chi tiết tại đây"]
)
def test_labels_of_the_page_are_chrome(label: str) -> None:
    assert kept(page(LEAD, label, BODY)) == [LEAD, BODY]


def test_the_menu_above_the_title_is_chrome_but_the_date_line_stays() -> None:
    text = page("Tin huyện", "Xã Phú Lạc mở đường", "Kinh tế - Xã hội", "Xã Phú Lạc mở đường", "13/03/2023", LEAD, BODY)
    assert kept(text, "Xã Phú Lạc mở đường") == ["Xã Phú Lạc mở đường"] * 2 + ["13/03/2023", LEAD, BODY]


@pytest.mark.parametrize(
    "byline",
    [
        "Tin, ảnh: Thu Hạnh - Quốc Đạt",
        "BT: Mỹ Loan",
        "Bài và ảnh: Trần Phúc",
        "Tin, ảnh Thu Hạnh",
        "Tác giả: Lê Kiệt",
        "Thu Hạnh",
        "Thu Hạnh – Quốc Đạt",
        "HẠNH ĐẠT (Thực hiện)",
        "Thu Hạnh - Quốc Đạt (Đài Truyền thanh huyện)",
        "Phạm Thị Quyên",
    ],
)
def test_a_byline_and_all_below_it_are_chrome(byline: str) -> None:
    footer = ("Chịu trách nhiệm: Ông Cao Sang - Phó Chủ tịch UBND xã Phú Lạc", "Kỷ niệm 30 năm (1/5/1993-1/5/2023)")
    assert kept(page(LEAD, BODY, byline, *footer)) == [LEAD, BODY]


def test_a_byline_above_the_article_is_chrome_alone() -> None:
    assert kept(page("Tin, ảnh: Thu Hạnh", LEAD, BODY)) == [LEAD, BODY]


def test_a_source_line_keeps_its_date_and_ends_the_article() -> None:
    source = "(Nguồn: Bản tin Phú Lạc tháng 3/2023)"
    assert kept(page(LEAD, BODY, source, "TUYÊN TRUYỀN", "Trưởng Ban biên tập: Cao Sang")) == [LEAD, BODY, source]


def test_the_imprint_is_chrome_without_a_byline_too() -> None:
    imprint = ("TRANG THÔNG TIN ĐIỆN TỬ XÃ PHÚ LẠC", "Điện thoại: 0294.3000000", "Ông Cao Sang - Chủ tịch UBND xã")
    assert kept(page(LEAD, BODY, *imprint)) == [LEAD, BODY]


@pytest.mark.parametrize(
    "head", ["TIN ĐÃ ĐƯA", "Các tin khác", "Những tin mới hơn", "Những tin cũ hơn:", "3 bình luận"]
)
def test_related_news_and_all_below_are_chrome(head: str) -> None:
    assert kept(page(LEAD, BODY, head, "Xã Phú Lạc nhận danh hiệu (05/03/2023)", CLOSE)) == [LEAD, BODY]


def test_a_box_of_links_inside_the_article_ends_nothing() -> None:
    assert kept(page(LEAD, "Tin liên quan", "Phú Lạc làm cầu", BODY, CLOSE))[-2:] == [BODY, CLOSE]


def test_the_second_copy_of_an_article_is_chrome() -> None:
    article = (LEAD, BODY, CLOSE)
    text = page(
        "Phú Lạc mở đường", "13/03/2023", *article, "Phú Lạc mở đường", "Đăng lúc: 13/03/2023 (GMT+7)", *article
    )
    assert kept(text) == ["Phú Lạc mở đường", "13/03/2023", *article]
    assert [z.kind for z in find(text)] == ["repeat"]


def test_one_repeated_paragraph_is_no_second_copy() -> None:
    assert find(page(LEAD, BODY, LEAD, CLOSE)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Ông Cao Sang - Chủ tịch UBND xã Phú Lạc phát biểu tại cuộc họp",
        "Toàn cảnh cuộc họp",
        "UBND xã Phú Lạc",
        "Theo kế hoạch, đường thông xe ngày 2/9.",
        "Nguồn vốn: ngân sách xã và đóng góp của dân",
        "* Nguồn: đơn vị đầu tư góp 310 triệu",
        "Ảnh: Phó Chủ tịch UBND huyện Lê Kiệt trao hoa cho các hộ",
        "PV: Xin ông cho biết kết quả vận động?",
    ],
)
def test_captions_and_last_sentences_are_no_bylines(line: str) -> None:
    assert kept(page(LEAD, BODY, line, "Kinh phí là 2 tỷ đồng.")) == [LEAD, BODY, line, "Kinh phí là 2 tỷ đồng."]


def test_the_signature_of_an_official_is_no_byline() -> None:
    signed = ("KT. CHỦ TỊCH - PHÓ CHỦ TỊCH", "Cao Thị Sang")
    assert kept(page(LEAD, BODY, *signed)) == [LEAD, BODY, *signed]
    listed = ("Cao Văn Sang", "Chủ tịch UBND xã Phú Lạc")
    assert kept(page(LEAD, BODY, *listed)) == [LEAD, BODY, *listed]


def test_no_line_is_chrome_only_because_the_text_is_short() -> None:
    assert find("Thu Hạnh") == find("Ông Cao Sang, Chủ tịch UBND xã, dự.") == find("") == []
