"""A sum that is a goal, a pledge or a wish is flagged as planned; one that is raised or spent is not."""

import pytest

from extractors import Context, extract
from extractors.text import store


def planned(text: str, published: str | None = None) -> list[bool]:
    return ["planned" in m.flags for m in extract(store(text), Context(published=published), only=["funds"])]


@pytest.mark.parametrize(
    "text",
    [
        "Năm nay xã phấn đấu vận động 600 triệu đồng làm cầu.",
        "Phường sẽ huy động 1,4 tỷ đồng để mở hẻm.",
        "Mặt trận kêu gọi bà con ủng hộ 45 triệu đồng cứu trợ.",
        "Tổng kinh phí dự kiến khoảng 3 tỷ đồng.",
        "Hội lên kế hoạch vận động 120 triệu đồng xây nhà.",
        "Chỉ tiêu giao thu quỹ năm 2024 là 80 triệu đồng.",
        "Huyện giao chỉ tiêu thu quỹ cho xã 80 triệu đồng.",
        "Mục tiêu của chiến dịch là 2 tỷ đồng.",
        "Đoàn xã đặt mục tiêu quyên góp 30 triệu đồng.",
        "Phấn đấu huy động được 5 tỷ đồng trong nhiệm kỳ.",
        "Công ty Hoa Mai cam kết tài trợ 500 triệu đồng.",
        "Cả thôn đăng ký đóng góp 210 triệu đồng.",
        "Xã đề nghị huyện hỗ trợ 900 triệu đồng xi măng.",
        "Để xong cây cầu, xóm còn thiếu 70 triệu đồng.",
        "Công trình cần khoảng 4 tỷ đồng.",
        "Thời gian tới, bà con góp thêm 150 triệu đồng.",
        "Số tiền 300 triệu đồng (dự kiến) do dân góp.",
        "Quỹ 300 triệu đồng là mục tiêu của năm nay.",
        "Theo kế hoạch, ngân sách huyện bố trí 3 tỷ đồng.",
    ],
)
def test_a_goal_a_pledge_or_a_wish_is_planned(text: str) -> None:
    assert planned(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Nhân dân đã đóng góp 600 triệu đồng làm cầu.",
        "Đến nay xã vận động được 410 triệu đồng.",
        "Hội đã kêu gọi bà con ủng hộ 45 triệu đồng.",
        "Xã kêu gọi được 45 triệu đồng.",
        "Quỹ thu 95 triệu đồng, vượt chỉ tiêu giao.",
        "Đạt 120% kế hoạch, xã thu 3 tỷ đồng.",
        "Thực hiện Kế hoạch số 12/KH-UBND, bà con góp 90 triệu đồng.",
        "Phòng Tài chính - Kế hoạch chi 50 triệu đồng.",
        "Vốn chương trình mục tiêu quốc gia là 2,5 tỷ đồng.",
        "Bà con góp 80 triệu đồng, con đường sẽ thông xe vào tháng sau.",
        "Dự kiến khánh thành vào tháng sau, cây cầu do bà con góp 1 tỷ đồng.",
        "Số tiền 300 triệu đồng sẽ được trao cho học sinh.",
        "Nhân dân hiến đất trị giá 2 tỷ đồng.",
    ],
)
def test_what_is_raised_or_spent_is_not_planned(text: str) -> None:
    assert planned(text) == [False]


def test_the_last_word_before_a_sum_decides() -> None:
    assert planned("Xã phấn đấu vận động 2 tỷ đồng, đến nay đã thu 1,3 tỷ đồng.") == [True, False]
    assert planned("Năm qua xã thu 1,3 tỷ đồng, năm tới phấn đấu 2 tỷ đồng.") == [False, True]
    assert planned("Tuyến hẻm cần 5 tỷ đồng nhưng vốn cấp về chỉ 2 tỷ đồng.") == [True, False]


def test_the_parts_of_a_plan_are_planned_unless_they_are_there() -> None:
    text = "Tổng kinh phí dự kiến 3 tỷ đồng. Trong đó, ngân sách tỉnh 2 tỷ đồng, nhân dân đã góp 1 tỷ đồng."
    assert planned(text) == [True, True, False]


def test_a_year_after_that_of_publication_is_a_plan() -> None:
    text = "Năm 2026, xã chi 3 tỷ đồng."
    assert [planned(text, day) for day in ("2025-11-02", "2026-11-02", None)] == [[True], [False], [False]]
