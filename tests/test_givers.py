"""Who gave the money is said where it is printed, and only for money that is given."""

import pytest

from extractors.doc import Doc
from extractors.fields import funds


def givers(text: str) -> list[object]:
    return [m.value["contributor"] for m in funds.find(Doc(text))]


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Cựu học sinh khóa đầu góp 40 triệu đồng lát sân trường.", "people"),
        ("Con em xa quê gửi về ủng hộ 55 triệu đồng làm cổng làng.", "people"),
        ("Tiểu thương chợ Cầu Ván ủng hộ 18 triệu đồng.", "business"),
        ("Cán bộ xã đóng góp một ngày lương được 12 triệu đồng ủng hộ vùng lũ.", "people"),
        ("Kinh phí 2 tỷ đồng từ nguồn xã hội hóa.", "mixed"),
        ("Dự án có tổng mức đầu tư 14 tỷ đồng.", "state"),
        ("Giáo xứ Đồng Nhãn ủng hộ 22 triệu đồng đắp lề đường.", "people"),
        ("Họ hàng góp 9 triệu đồng lát sân nhà thờ tổ.", "people"),
        ("Một chủ vựa ở bến tài trợ 70 triệu đồng làm cầu ván.", "business"),
        ("Cây xăng đầu làng tặng hộ nghèo 5 triệu đồng.", "business"),
        ("Đồn Biên phòng tặng em Sính 500.000 đồng mỗi tháng.", "state"),
        ("Chính quyền địa phương trao cho gia đình nạn nhân 4 triệu đồng.", "state"),
        ("Vận động làm cổng chào, đóng góp 300.000 đồng/hộ.", "people"),
        ("Hộ bà Năm vay 30 triệu đồng của ngân hàng.", ""),
    ],
)
def test_the_giver_is_the_one_that_the_sentence_names(text: str, giver: str) -> None:
    assert givers(text) == [giver]


def test_a_total_of_several_givers_is_mixed() -> None:
    text = "Tổng vốn 900 triệu đồng, trong đó doanh nghiệp tài trợ 500 triệu đồng, nhân dân đóng góp 400 triệu đồng."
    assert givers(text) == ["mixed", "business", "people"]


def test_a_total_that_the_state_shares_is_mixed() -> None:
    text = "Dự toán tuyến ngõ là 300 triệu đồng; Nhà nước hỗ trợ 100 triệu đồng; thôn lo 200 triệu đồng."
    found = list(funds.find(Doc(text)))
    assert [m.value["contributor"] for m in found] == ["mixed", "state", "people"]
    assert [m.value["kind"] for m in found] == ["mobilised", "state", "mobilised"]
    assert [m.value["part_of"] for m in found] == [None, 300_000_000, 300_000_000]


def test_a_share_has_the_giver_of_its_total() -> None:
    assert givers("Công ty Hải Vân tặng 60 triệu đồng cho 30 hộ nghèo, mỗi hộ 2 triệu đồng.") == ["business"] * 2


def test_a_gift_has_the_giver_of_the_gift_in_the_sentence_before() -> None:
    text = "Công ty Hải Vân tặng mỗi hộ nghèo 2 triệu đồng. Mỗi em mồ côi được thêm phần quà 500.000 đồng."
    assert givers(text) == ["business"] * 2


def test_what_a_gift_is_worth_may_stand_in_the_next_sentence() -> None:
    text = "Bà con xóm Chùa hiến 1.400 m2 đất mở ngõ. Tất cả quy ra 350 triệu đồng."
    assert [m.value["kind"] for m in funds.find(Doc(text))] == ["mobilised"]
