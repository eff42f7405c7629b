"""Dates: how they are resolved, what joins them into spans, what role they have, and what they must withstand."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import gates, read
from extractors.doc import Doc
from extractors.fields import dates
from extractors.mention import Context
from extractors.patterns import Rule, rules
from extractors.relative import year_of
from extractors.text import store

SHARED = Path(__file__).parents[1].parent / "shared"


def values(text: str, published: str | None = None) -> list[str]:
    found = read(store(text), Context(published=published), only=["documents", "dates"], models={}).mentions
    return [str(m.value["value"]) for m in found if m.field == "dates"]


def test_a_span_between_weekdays_is_one_and_a_yearly_day_has_no_year() -> None:
    assert values("Trường nghỉ từ thứ Năm, ngày 23/1 đến hết Chủ nhật, ngày 2/2/2025.") == ["2025-01-23/2025-02-02"]
    assert values("Hằng năm, ngày 17/10 được chọn để quyên góp.", "2024-05-06") == ["XXXX-10-17"]


def roles(text: str, published: str | None = None) -> list[str]:
    found = read(store(text), Context(published=published), only=["documents", "dates"], models={}).mentions
    return [str(m.value["role"]) for m in found if m.field == "dates"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Ngày 30/12, xã khánh thành cầu.", "2024-01-05", ["2023-12-30"]),
        ("Ngày 5/3, xã khánh thành cầu.", "2024-03-06", ["2024-03-05"]),
        ("Ngày 30/9, xã khánh thành cầu.", "2024-02-01", ["2023-09-30"]),
        ("Ngày 5/1, hội xuân khai mạc.", "2023-12-20", ["2024-01-05"]),
        ("Dự kiến ngày 15/3, cầu sẽ thông xe.", "2023-11-20", ["2024-03-15"]),
        ("Ngày 15/3, cầu sẽ thông xe.", "2023-11-20", ["2024-03-15"]),
        ("Công an nhận tin ngày 15/3.", "2023-11-20", ["2023-03-15"]),
        ("Cầu xong trước ngày 30/10.", "2024-02-01", ["2024-10-30"]),
        ("Ngày 29/2, lớp học mở cửa.", "2023-03-05", []),
        ("Tháng 12, giá lúa giảm.", "2024-01-15", ["2023-12"]),
        ("Quý IV, huyện thu vượt.", "2024-01-15", ["2023-36"]),
        ("Nghỉ từ 30/12 đến 2/1.", "2024-01-03", ["2023-12-30/2024-01-02"]),
        ("Kiểm điểm tiến độ ngày 30/6 và 15/12.", "2012-01-05", ["2012-06-30", "2012-12-15"]),
        ("Họp ngày 30/12 và 2/1.", "2024-01-05", ["2023-12-30", "2024-01-02"]),
    ],
)
def test_a_date_without_a_year_leans_to_the_past_unless_the_text_looks_ahead(
    text: str, published: str, expected: list[str]
) -> None:
    assert values(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã họp ngày 12/11/2019.", ["2019-11-12"]),
        ("Xã họp ngày 12.11.2019, kho đóng 30.4.2020.", ["2019-11-12", "2020-04-30"]),
        ("Chiều 22.4 xã họp.", ["2024-04-22"]),
        ("Xã họp ngày 12-11-2019.", ["2019-11-12"]),
        ("Xã họp ngày 12 tháng 11 năm 2019.", ["2019-11-12"]),
        ("Xã họp ngày 18, 19, 20/4.", ["2024-04-18", "2024-04-19", "2024-04-20"]),
        ("Xã họp từ ngày 1 đến 5/3/2024.", ["2024-03-01/2024-03-05"]),
        ("Mưa kéo dài từ 12.3 - 2.4.", ["2024-03-12/2024-04-02"]),
        ("Kế hoạch giai đoạn 2021-2025 của nhiệm kỳ 2020 - 2025.", ["2021/2025", "2020/2025"]),
        ("Năm học 2019 - 2020 đã khép lại.", ["2019/2020"]),
        ("Quý I/2024 thu hơn quý 4/2023.", ["2024-33", "2023-36"]),
        ("Tuyển quân trong tháng 3 và 4.2021.", ["2021-03", "2021-04"]),
        ("Sáng nay họp, hôm qua mưa.", ["2024-05-06", "2024-05-05"]),
        ("Tháng này nắng.", ["2024-05"]),
        ("Thứ Hai, ngày 29/4, trường nghỉ.", ["2024-04-29"]),
        ("Văn bản ký ngày 5/3/24.", ["2024-03-05"]),
    ],
)
def test_every_printed_form_is_read(text: str, expected: list[str]) -> None:
    assert values(text, "2024-05-06") == expected


def test_the_machine_clock_is_never_asked() -> None:
    assert values("Sáng 14/7, chiều nay và tháng 3.") == ["XXXX-07-14", "", "XXXX-03"]


def test_a_printed_date_line_stands_in_for_an_unknown_publication_date() -> None:
    text = "Thứ năm, 04/01/2024 08:30\nNgày 30/12, xã họp. Hôm qua, đoàn về."
    assert values(text) == ["2024-01-04", "2023-12-30", "2024-01-03"]
    assert roles(text)[0] == "published"


def test_the_given_publication_date_wins_over_the_date_line() -> None:
    assert values("04/01/2024\nHôm qua, đoàn về.", "2024-02-10") == ["2024-01-04", "2024-02-09"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lễ mừng 50 năm giải phóng (30/4/1975 - 30/4/2025).", ["1975-04-30", "2025-04-30"]),
        ("Thi công 10/5/2024 - 15/8/2024.", ["2024-05-10/2024-08-15"]),
        ("Làm từ ngày 1/1/2020 đến hết năm 2021.", ["2020-01-01/2021"]),
        ("Từ tháng 8/2013 đến 30/11/2014, chợ đóng cửa.", ["2013-08/2014-11-30"]),
        ("Từ quý I/2023 đến quý II/2024.", ["2023-33/2024-34"]),
        ("Năm 2018 và quý I năm 2019 đều khá.", ["2018", "2019-33"]),
        ("Năm 2019 - 2020, hai xã về đích.", ["2019/2020"]),
        ("Họp ngày 5/6, 7/6 và 9/6/2019.", ["2019-06-05", "2019-06-07", "2019-06-09"]),
        ("Quý I, II, III năm 2020.", ["2020-33", "2020-34", "2020-35"]),
        ("Luật Đất đai năm 1993, 2003 và 2013.", ["1993", "2003", "2013"]),
        ("Giai đoạn 2025-2020 là in nhầm.", []),
        ("Từ tháng 11/2013, đến ngày 15/3/2014 thì xong.", ["2013-11", "2014-03-15"]),
        ("Họp chiều 10-2 Ngày 11-2 thì giải tán.", ["XXXX-02-10", "XXXX-02-11"]),
        ("Thứ Hai, ngày 5/2/2024 và thứ ba 6-2-2024.", ["2024-02-05", "2024-02-06"]),
    ],
)
def test_neighbours_are_a_list_or_a_span(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trực 24/7, đạt 10/10 xã và 19/19 tiêu chí.",
        "Tỷ số 3/1 nghiêng về đội chủ nhà.",
        "Khoảng 3/4 diện tích đã gặt, giảm 2/3.",
        "Điện thoại 0294.3822070 hoặc 0912.345.678.",
        "Km 12+500, Km18/3, QL1A, ĐT.875, số nhà 12/5, ngõ 5/12.",
        "Giá 2.500 đồng, 1.5 tỷ, 22.4 độ, rộng 5-7 m, 3.5m x 500m.",
        "Theo Nghị định 102/2009/NĐ-CP và Luật số 03/2022/QH15.",
        "Nước uống đạt QCVN 01:2009/BYT và ISO 9001:2015.",
        "Rằm tháng Giêng, mùng 5 Tết, 23 tháng Chạp, mùng 10 tháng 3.",
        "Khóa XIII, thế kỷ 19, thập niên 1990, những năm 90.",
        "Trong 6 tháng đầu năm, thời gian tới và 5 năm qua.",
        "Hôm nay: 1.293 lượt; mỗi tháng 3 triệu; một ngày 2-3 chuyến.",
    ],
)
def test_what_only_looks_like_a_date_has_no_value(text: str) -> None:
    assert [v for v in values(text) if v] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sáng 5/3/2024, xã họp dân.", "event"),
        ("Kế hoạch số 58-KH/HU ngày 09/02/2023 đã giao việc.", "issued"),
        ("Quyết định ban hành ngày 04/01/2024.", "issued"),
        ("Theo Luật Đất đai năm 2013.", "other"),
        ("Hồ sơ nộp trước ngày 30/6/2024.", "deadline"),
        ("Giao xong trong giai đoạn 2021-2025.", "period"),
        ("Thu ngân sách năm 2023 vượt.", "period"),
        ("Cầu khởi công tháng 5/2016.", "event"),
        ("Hạn cuối: 17h00 ngày 30/6/2025.", "deadline"),
        ("Bà Mỵ sinh năm 1969.", "other"),
        ("Anh Pó hy sinh ngày 12/3/1968.", "event"),
        ("Làng mở hội ngày 5/9 hằng năm.", "other"),
        ("Trường nghỉ Ngày Nhà giáo Việt Nam (20/11).", "other"),
        ("Mít tinh kỷ niệm Ngày thành lập Đảng 3/2.", "other"),
        ("Ngày đăng: 17/07/2019 | 09:15 | Lượt xem: 85", "published"),
        ("(Đăng ngày 02-08-2024) Mưa suốt tuần làm lúa đổ.", "published"),
        ("31/05/2024 - Bến cá xuống cấp, ngư dân chờ nạo vét.", "published"),
        ("(Tin ngày 12/5/2020)", "published"),
        ("Theo Quy định số 69-QĐ/TW của Bộ Chính trị ngày 06/7/2022, chi bộ họp lại.", "issued"),
        ("Hướng dẫn do Sở phát hành ngày 05/01/2017.", "issued"),
        ("Lũng Pù, ngày 24 tháng 10 năm 2010.", "issued"),
        ("Lễ dâng hương diễn ra tối 26/7 với nghìn ngọn nến.", "event"),
        ("Hội thao kéo dài từ 16 đến 18/2/2019.", "event"),
        ("Nhà chùa chúc bà con năm mới Kỷ Hợi 2019.", "other"),
        ("Thực hiện Thông tư số 07/2018/TT-BTC, từ 1/6 phí chợ giảm.", "event"),
        ("Theo Chỉ thị 12 năm 2016 của Chủ tịch UBND tỉnh.", "issued"),
        ("Ngày 8/5/2023, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND.", "issued"),
        ("Cả thôn làm gọn trong tháng 10/2013.", "period"),
        ("Ngày 7/7/2016, giám đốc đã ký quyết định tách khoa.", "issued"),
        ("Ngày 7/7/2016, trưởng công an cho biết vừa ra quyết định xử phạt.", "event"),
        ("Theo quyết định của Bộ Xây dựng ngày 27.8.2013 thì đất này để trống.", "issued"),
        ("Khu tiêm đặt tại trạm xá, ngày 20/2/2022.", "event"),
        ("Mừng dịp Tết Bính Ngọ, sáng ngày 11/2/2026 đoàn đi thăm.", "event"),
        ("Lễ cầu ngư sáng 30/7/2014 ở bến.", "event"),
        ("Chi bộ thành lập ngày 3/12/2014.", "event"),
        ("Tháng 5/2017, sở trình đề án thu phí.", "event"),
        ("Cuối năm 2016, quỹ mua thêm hai xe.", "event"),
        ("Tháng 5/2017, tổng thu ngân sách tăng.", "period"),
        ("Từ năm 2015 huyện chi hết 8 tỷ.", "period"),
        ("Sau đó, đến tháng 8/2016, nhà thầu công bố giá.", "event"),
        ("Kỷ niệm 81 năm ngày thành lập Hội (1930-2011).", "other"),
        ("Ảnh nhà thờ trước khi lùi rào ngày 29/5/2017.", "event"),
        ("Nếu thuận, đầu quý 1/2020 công trình sẽ xong.", "deadline"),
        ("Dự kiến đến ngày 20/8/2018 mố cầu sẽ xong.", "deadline"),
        ("Theo kế hoạch, kè sẽ hoàn thành đầu năm 2019.", "deadline"),
    ],
)
def test_the_words_around_a_date_tell_its_role(text: str, role: str) -> None:
    assert roles(text) == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Phấn đấu đến năm 2030 cả xã có nước sạch.", "deadline"),
        ("Xã sẽ nối xong tuyến này trong tháng 11/2024.", "deadline"),
        ("Tổng nợ tính đến ngày 31/5/2024 còn 2 khoản.", "event"),
        ("Hạn phản hồi là 20/8/2024.", "deadline"),
        ("Cơ sở nhận hồ sơ, hồ sơ nhận tới ngày 25/7/2024.", "deadline"),
        ("Cầu khởi công tháng 9/2024.", "event"),
        ("Xe tải nặng bị cấm tới 30/11.", "deadline"),
        ("Bài thu hoạch nộp không quá ngày 25/6.", "deadline"),
        ("Tuyến tránh dự kiến hoàn tất quý II/2025.", "deadline"),
        ("Cầu mới dự kiến khởi công dịp 19/12/2024.", "event"),
        ("Năm 2008 lập dự án mà chưa có vốn.", "other"),
        ("Bến đò hoạt động từ năm 2015.", "event"),
        ("Bến đò hoạt động từ năm 1962.", "other"),
        ("Cựu học sinh khóa 2004-2008 về thăm trường.", "period"),
        ("Lệ phí trước bạ tháng 5/2024 thu khá.", "period"),
        ("Chi bộ hẹn cuối năm 2024 về đích.", "deadline"),
        ("Thông qua kế hoạch đầu tư công 6 tháng cuối năm 2024.", "period"),
    ],
)
def test_a_date_ahead_is_a_deadline_and_one_long_gone_is_history(text: str, role: str) -> None:
    assert roles(text, "2024-06-10") == [role]


def test_both_days_of_a_jubilee_are_the_feast() -> None:
    assert roles("Kỷ niệm 70 năm Ngày Quốc khánh (2/9/1945 - 2/9/2015).", "2015-08-30") == ["other", "other"]
    assert roles("Cả xã nghỉ dịp 30.4 và 1.5 vừa qua.", "2015-05-06") == ["other", "other"]


def test_a_relative_word_needs_no_publication_date_when_its_day_is_printed_beside_it() -> None:
    assert values("Chiều nay (31/5), đoàn lên đường.") == ["XXXX-05-31"]


def test_a_relative_day_without_publication_date_keeps_its_text_and_says_why() -> None:
    (found,) = read("Hôm qua, đoàn về.", only=["dates"], models={}).mentions
    assert (found.text, found.value["value"], found.reason) == ("Hôm qua", "", "the publication date is unknown")


def test_a_day_that_a_year_lacks_is_counted_without_an_error() -> None:
    assert year_of(2, 29, date(2023, 3, 5)) == 2023


UNITS = [
    "1",
    "12",
    "1 ",
    "1/",
    "1-",
    "1.",
    "1, ",
    "1/2 ",
    "1/2/",
    "1-2-",
    "12/5 - ",
    "1 và ",
    "từ 1/2 - ",
    "((1/2 ",
    "1h ",
    "//",
    "--",
    "1/1/1",
    "0",
    "20",
    "31/12/2020",
    "12/12-",
    "A",
    "a",
    " ",
    "ngày 1, ",
    "ngày 1,1,",
    "ngày 1/2, ",
    "ngày a ",
    "ngày quốc tế a ",
    "sáng nay ",
    "thứ hai ",
    "hạn a ",
    "hạn là ",
    "giỗ tổ a ",
    "đường a ",
    "thứ a ",
    "tháng 1, ",
    "tháng 1/2 ",
    "quý I, ",
    "năm 2020, ",
    "2020 - ",
    "2020, ",
    "giai đoạn 2020-",
    "A 2020 ",
    "a 2020 ",
    "Đinh Dậu 2017 ",
    "luật a ",
    "vụ a ",
    "những năm 1980 ",
    "hàng năm ",
    "sẽ ",
    "đăng ",
]


@pytest.mark.parametrize("rule", rules("dates").values(), ids=lambda r: r.name)
def test_no_pattern_takes_long_on_any_run_of_ten_thousand_characters(rule: Rule) -> None:
    for unit in UNITS:
        text = (unit * (10_000 // len(unit) + 1))[:10_000]
        taken = []
        for _ in range(3):
            start = time.process_time()
            list(rule.pattern.finditer(text))
            taken.append(time.process_time() - start)
            if taken[-1] < 0.05:
                break
        assert min(taken) < 0.05, unit


@given(st.text(alphabet="0123456789 /.-,:()\nngàytháenămquýIVXtừđSN", max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_the_gate_changes_nothing(text: str) -> None:
    stored = store(text)
    doc = Doc(stored, Context(published="2024-06-01"), gated=False)
    for found in dates.find(doc):
        sentence = doc.sentence_at(found.char_start)
        assert sentence is not None
        assert "dates" in gates.passed(sentence.view)


@pytest.mark.shared
def test_real_articles_read_the_same_with_and_without_the_gate() -> None:
    source = SHARED / "articles" / "unlabelled.jsonl"
    if not source.exists():
        pytest.skip("../shared is not here")
    with source.open(encoding="utf-8") as lines:
        texts = [store(json.loads(line)["text"]) for _, line in zip(range(60), lines, strict=False)]
    for text in texts:
        with_gate, without = (read(text, only=["dates"], gated=g).mentions for g in (True, False))
        assert with_gate == without
