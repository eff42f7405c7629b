"""Amounts of money: what is one, what it is worth, what kind of money it is."""

import json
import time
from pathlib import Path

import pytest

from extractors import read
from extractors.doc import Doc
from extractors.fields import funds
from extractors.mention import Mention
from extractors.text import store

SHARED = Path(__file__).parents[1].parent / "shared"


def find(text: str, gated: bool = True) -> list[Mention]:
    return list(funds.find(Doc(store(text), gated=gated)))


def only(text: str, column: str) -> object:
    [mention] = find(text)
    return mention.value[column]


def amounts(text: str) -> list[tuple[str, object]]:
    return [(m.text, m.value["amount_vnd"]) for m in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Xã thu từ 3 đến 5 tỷ đồng.", [("3", 3 * 10**9), ("5 tỷ đồng", 5 * 10**9)]),
        ("Mỗi vườn lãi 10-15 triệu.", [("10", 10**7), ("15 triệu", 15 * 10**6)]),
        ("Giá từ 2 ngàn đồng đến 3 ngàn đồng/kg.", [("2 ngàn đồng", 2000), ("3 ngàn đồng/kg", 3000)]),
        ("Nhà giá từ 800 triệu đến 1,2 tỷ đồng.", [("800 triệu", 8 * 10**8), ("1,2 tỷ đồng", 12 * 10**8)]),
        ("Đã chi 39,6 tỷ đồng/77,4 tỷ đồng.", [("39,6 tỷ đồng", 39_600_000_000), ("77,4 tỷ đồng", 77_400_000_000)]),
        ("Giá cát 500.000 đồng/m3, tăng mạnh.", [("500.000 đồng/m3", 500_000)]),
        ("Tàu trị giá một tỷ hai trăm triệu đồng.", [("một tỷ hai trăm triệu đồng", 1_200_000_000)]),
        ("Quỹ còn 1 triệu 500.000 đồng.", [("1 triệu 500.000 đồng", 1_500_000)]),
        ("Phạt 2,49 tỷ USD (hơn 47.000 tỷ đồng).", [("47.000 tỷ đồng", 47 * 10**12)]),
    ],
)
def test_each_end_and_each_piece_has_its_exact_stretch(text: str, found: list[tuple[str, int]]) -> None:
    assert amounts(text) == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Đội đã phạt hai nhà thầu chậm tiến độ mỗi đơn vị 40 triệu đồng.", ["penalty"]),
        ("Ngân hàng đã giải ngân cho 30 hợp đồng với số tiền 90 tỷ đồng.", ["loan"]),
        ("Tổ nuôi cá được nhận 200 triệu đồng, thời hạn 24 tháng.", ["loan"]),
        ("Nhà nước cấp xi măng trị giá 1,2 tỷ đồng.", ["state"]),
        ("Công ty Hoa Sen hỗ trợ 70 triệu đồng trồng cây ven lộ.", ["mobilised"]),
        ("UBND xã trích 3 triệu đồng thăm hỏi hai gia đình.", ["gift"]),
        ("Bà con hiến đất, cây trái trị giá 600 triệu đồng.", ["mobilised"]),
        ("Thuế thu nhập cá nhân được 12 tỷ đồng.", ["revenue"]),
        ("Nợ xây dựng cơ bản của xã còn 2 tỷ đồng.", ["other"]),
        ("Dự án của Công ty Bình Minh có tổng mức đầu tư 300 tỷ đồng.", ["other"]),
        ("Tổng vốn 500 triệu đồng, trong đó nhóm thiện nguyện tài trợ 400 triệu đồng.", ["mobilised", "mobilised"]),
        ("Tổng vốn 500 triệu đồng, trong đó nhân dân đóng góp 100 triệu đồng.", ["mobilised", "mobilised"]),
        ("Tổng vốn 500 triệu đồng, trong đó nhân dân đóng góp 40 triệu đồng.", ["state", "mobilised"]),
        ("Chi phí 31 triệu đồng do một tiệm vàng ở chợ tài trợ.", ["mobilised"]),
        ("Con hẻm tốn 88 triệu đồng, toàn bộ là tiền của dân.", ["mobilised"]),
        ("Dự toán 600 triệu đồng theo cách Nhà nước và nhân dân cùng làm.", ["mobilised"]),
        ("Đường dài 2,6 km tốn 7 tỷ đồng.", ["state"]),
        ("Làm kiểu này, 1 km hết 1,3 tỷ đồng.", ["other"]),
        ("Vợ chồng anh Seo bỏ ra 60 triệu đồng dựng chuồng dê.", ["other"]),
        ("Ông Lự bỏ ra 60 triệu đồng làm cầu.", ["mobilised"]),
        ("Giá trị sản xuất đạt 900 tỷ đồng, trong đó xây dựng 300 tỷ đồng.", ["production", "production"]),
        ("Doanh thu du lịch đạt 90 tỷ đồng, trong đó vận chuyển 20 tỷ đồng.", ["revenue", "revenue"]),
        ("Tổng thu đạt 90 tỷ đồng, tổng chi 70 tỷ đồng.", ["revenue", "state"]),
        (
            "Nguồn lực huy động được 700 tỷ đồng, trong đó ngân sách 225 tỷ, tín dụng 300 tỷ, dân góp 175 tỷ.",
            ["mobilised", "state", "loan", "mobilised"],
        ),
        ("Đoàn vận động, trao 40 suất quà trị giá 20 triệu đồng.", ["gift"]),
        ("Số ngày công trị giá 34 triệu đồng.", ["mobilised"]),
        ("Cơ sở bị truy thu 16 triệu đồng.", ["penalty"]),
        ("Cầu ván hết 80 triệu đồng. Chùa lo một nửa, phần còn lại bà con hùn.", ["mobilised"]),
        ("Huyện cấp 80 triệu đồng. Phần còn lại bà con hùn.", ["state"]),
        ("Một quỹ ở tỉnh cho 50 triệu đồng dựng cầu treo.", ["mobilised"]),
        ("Cầu hết 90 triệu đồng, chùa góp 70 triệu đồng, dân lo nốt.", ["mobilised", "mobilised"]),
    ],
)
def test_who_pays_and_what_for_says_what_kind_of_money_it_is(text: str, kinds: list[str]) -> None:
    assert [m.value["kind"] for m in find(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ có 4.702 đồng chí.",
        "Kết nạp mới được 78 đ/c, vượt chỉ tiêu.",
        "Hơn 300 đồng đội cũ về dự.",
        "Trên 5 triệu đồng bào hưởng lợi.",
        "Huyện đón 3,5 triệu lượt khách.",
        "Sản lượng đạt 2 triệu tấn lúa.",
        "Dự án vay 300 triệu USD.",
        "Hội chợ từ thiện thu 6 triệu yen.",
        "Nhiều hộ thu tiền tỷ mỗi năm.",
        "Hàng trăm triệu đồng bị mất.",
        "Vài ba triệu đồng cũng quý.",
        "Kênh có nửa triệu kết quả tìm kiếm.",
        "Nước lên mức 8,5đ.",
        "Tỷ lệ giảm còn 3%.",
        "Xã 5 Đồng Tháp Mười.",
        "Bà con hiến 500 ngày công và 2.000 m2 đất.",
    ],
)
def test_what_is_no_money_is_silent(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "vnd"),
    [
        ("Họ Phạm góp 20 triệu đồng. Họ Trần thì 15 triệu, họ Lê 9,5 triệu.", [20_000_000, 15_000_000, 9_500_000]),
        ("Quỹ thôn có 60 triệu đồng. Dân số toàn huyện 1,2 triệu.", [60_000_000]),
        ("Quỹ thôn có 60 triệu đồng. Vườn ấy 3 triệu cánh hoa.", [60_000_000]),
        ("Quỹ thôn có 60 triệu đồng. Kho còn 2 ngàn bó lúa.", [60_000_000]),
        ("Dân tộc ấy chừng 1,8 triệu, sống ven sông.", []),
        ("Giá đất bên ấy 12 triệu, bên này 8 triệu USD.", [12_000_000]),
        ("Bên ấy 12 triệu, bên này 8 triệu USD.", []),
    ],
)
def test_a_number_without_a_unit_is_money_where_money_is_spoken_of_and_it_counts_nothing(
    text: str, vnd: list[int]
) -> None:
    assert [m.value["amount_vnd"] for m in find(text)] == vnd


def test_a_rejected_candidate_is_noted_with_its_reason() -> None:
    doc = Doc("Dự án vay 300 triệu USD, tốn hàng chục tỷ đồng.")
    list(funds.find(doc))
    assert [(r.text, r.reason) for r in doc.rejected] == [
        ("hàng chục tỷ đồng", "vague amount"),
        ("300 triệu", "another currency"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nhân dân đóng góp trên 3,7 tỷ đồng làm cầu.", "mobilised"),
        ("Hội vận động mạnh thường quân ủng hộ 250 triệu đồng.", "mobilised"),
        ("Các hộ hiến đất, cây trồng quy ra tiền 420 triệu đồng.", "mobilised"),
        ("Con đường do Nhân dân tự nguyện góp 90 triệu đồng.", "mobilised"),
        ("Trường xây bằng nguồn xã hội hóa 2 tỷ đồng.", "mobilised"),
        ("Quỹ Vì người nghèo xã tiếp nhận 75 triệu đồng.", "mobilised"),
        ("Tổng kinh phí 5 tỷ đồng từ nguồn xã hội hoá.", "mobilised"),
        ("Ngân sách huyện hỗ trợ 1,2 tỷ đồng.", "state"),
        ("Công trình có tổng mức đầu tư 14 tỷ đồng.", "state"),
        ("Xã được phân bổ 800 triệu đồng vốn đầu tư công.", "state"),
        ("Tổng chi ngân sách ước đạt 190 tỷ đồng.", "state"),
        ("Bờ kè được đầu tư 30 tỷ đồng bằng nguồn vốn trái phiếu Chính phủ.", "state"),
        ("Tổng dư nợ cho vay đạt 312 tỷ đồng.", "loan"),
        ("Chị Sáu được vay 50 triệu đồng từ NHCSXH.", "loan"),
        ("Ngân hàng huy động vốn được 900 tỷ đồng.", "loan"),
        ("Thu ngân sách nhà nước đạt 4 tỷ 318 triệu đồng.", "revenue"),
        ("Doanh thu hợp tác xã đạt 11 tỷ đồng.", "revenue"),
        ("Tổng giá trị sản xuất đạt 228 tỷ 350 triệu đồng.", "production"),
        ("Kim ngạch xuất khẩu đạt 1.200 tỷ đồng.", "production"),
        ("Thu nhập bình quân đầu người đạt 62 triệu đồng/người/năm.", "income"),
        ("Trừ chi phí, anh lãi 80 triệu đồng.", "income"),
        ("Đoàn thăm hỏi, tặng 50 suất quà trị giá 25 triệu đồng.", "gift"),
        ("Hội trao học bổng cho học sinh nghèo, mỗi suất 1 triệu đồng.", "gift"),
        ("Gia đình nạn nhân được hỗ trợ 5 triệu đồng.", "gift"),
        ("Ông B. bị xử phạt hành chính 7,5 triệu đồng.", "penalty"),
        ("Cán bộ ủng hộ một ngày lương được 12.450.000đ.", "mobilised"),
        ("Vườn chanh cho thu nhập 120 triệu đồng/năm.", "income"),
        ("Lúa bán với giá 7.200 đồng/kg.", "other"),
        ("Bão gây thiệt hại 3 tỷ đồng.", "other"),
        ("Cầu xây theo hình thức BOT, tổng mức đầu tư 450 tỷ đồng.", "other"),
    ],
)
def test_the_governing_word_tells_the_kind(text: str, kind: str) -> None:
    assert only(text, "kind") == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Xóm Đình hùn nhau 36 triệu đồng thay mái cổng làng.", "mobilised"),
        ("Đập heo đất, chi hội phụ nữ được 4,2 triệu đồng.", "mobilised"),
        ("Cuốn sổ vàng của họ Trịnh ghi 95 triệu đồng.", "mobilised"),
        ("Dân ấp móc hầu bao 60 triệu đồng làm bến ghe.", "mobilised"),
        ("Khách thập phương gửi chùa 220 triệu đồng tu bổ giếng cổ.", "mobilised"),
        ("Bãi xe do hai chục hộ tự trang trải 130 triệu đồng.", "mobilised"),
        ("Cầu ván hư, trung ương rót 8 tỷ đồng xây lại.", "state"),
        ("Huyện bỏ 900 triệu đồng kéo điện lên bản.", "state"),
        ("Phần thiếu xã gánh 45 triệu đồng.", "state"),
        ("Giá gói thầu 12.350.000.000 đồng.", "state"),
        ("Khái toán tuyến đê là 64 tỷ đồng.", "state"),
        ("Thảm nhựa 2,4 km đường huyện, 3,1 tỷ đồng.", "state"),
        ("Chị Nương mua chịu 15 triệu đồng phân bón.", "loan"),
        ("Hộ ông Bốn còn nợ gốc 20 triệu đồng.", "loan"),
        ("Vốn chính sách giúp bà Hạ 40 triệu đồng nuôi dê.", "loan"),
        ("Nhóm có quỹ xoay vòng 70 triệu đồng.", "loan"),
        ("Cả mùa hè, tiền bán vé tham quan đảo là 3,2 tỷ đồng.", "revenue"),
        ("Vườn rau của đại đội tăng gia được 52 triệu đồng.", "revenue"),
        ("Công nghiệp - xây dựng đạt 1.230 tỷ đồng.", "production"),
        ("Sau khi trừ chi phí, nhà anh Sình còn dư 44 triệu đồng.", "income"),
        ("Vụ này chị Mẩy đút túi 35 triệu đồng.", "income"),
        ("Bán lứa lợn xong, trừ tiền cám 18 triệu đồng, nhà bà Ngát có lãi.", "other"),
        ("Chủ quán lấn vỉa hè phải nộp 3 triệu đồng.", "penalty"),
        ("Ai vứt rác xuống kênh chịu 500.000 đồng.", "penalty"),
        ("Tòa tịch thu sung quỹ 9 triệu đồng.", "penalty"),
        ("Tổ hòa giải mừng thọ cụ Dậu 300.000 đồng.", "gift"),
        ("Chi bộ cất nhà cho chị Rô hết 62 triệu đồng.", "gift"),
        ("Cháu Bé nằm viện, viện phí 17 triệu đồng.", "other"),
        ("Nhà máy sợi có vốn đầu tư đăng ký 480 tỷ đồng.", "other"),
        ("Ông Chín tậu được cái máy cày 230 triệu đồng.", "other"),
        ("Công ty Gạch Đồi Cau cho 25 triệu đồng lát sân trường.", "mobilised"),
        ("Công ty cho biết doanh thu đạt 9 tỷ đồng.", "revenue"),
        ("Thị trấn bổ sung quỹ khen thưởng 20 triệu đồng.", "other"),
        ("Đội kéo co về nhì, được thưởng 700.000 đồng.", "gift"),
        ("Giải khuyến khích 400.000 đồng về tay em Dín.", "gift"),
        ("Tỉnh thưởng thị trấn 600 triệu đồng làm vườn hoa.", "state"),
        ("Tổng tiền đền bù của đoạn kè là 14 tỷ đồng.", "state"),
        ("Bộ Quốc phòng rót 5 tỷ đồng sửa đường lên đồn.", "state"),
        ("Bão tan, huyện tức tốc chi 800 triệu đồng hàn lại đê.", "state"),
        ("Bốn nhà lùi rào, tính ra 230 triệu đồng.", "mobilised"),
        ("Thùng từ thiện ở cổng đình mở ra có 8,4 triệu đồng.", "mobilised"),
        ("Giàn đèn 36 triệu đồng do chín hộ đầu ngõ gom.", "mobilised"),
        ("Mái nhà bia 90 triệu đồng do một tiệm vàng ở TP. Mỹ Tho tài trợ.", "mobilised"),
        ("Cả vụ hái 42.000 tấn vải, giá trị chừng 1.300 tỷ đồng.", "production"),
        ("Trại ngọc trai chia lời, mỗi thợ lặn chia được 26 triệu đồng.", "income"),
        ("Nhà băng gia hạn cho ông Hởi 55 triệu đồng.", "loan"),
        ("Kho thóc ngập, hư hỏng chừng 75 triệu đồng.", "other"),
        ("Ông chủ lò gạch tặng trường 45 triệu đồng.", "mobilised"),
        ("Ngoài ra dân phụ thêm 28 triệu đồng.", "mobilised"),
        ("Cầu treo sơ bộ 17 tỷ đồng.", "state"),
        ("Đã trả xong 2,6 tỷ đồng đền bù đất vườn.", "state"),
        ("Bà Lự dúi cho thằng bé 50.000 đồng.", "gift"),
        ("Phụ huynh huyện Bảo Yên đóng cho các lớp 310 triệu đồng.", "mobilised"),
    ],
)
def test_plain_words_tell_the_kind_as_well_as_those_of_reports(text: str, kind: str) -> None:
    assert only(text, "kind") == kind


def test_parts_keep_their_own_kind_and_point_at_the_total() -> None:
    text = (
        "Tổng nguồn vốn huy động gần 7.000 triệu đồng, trong đó ngân sách xã 2.250 triệu đồng, "
        "tín dụng 1.300 triệu đồng, nhân dân đóng góp gần 1.500 triệu đồng. Xã trồng 2.000 cây hoa."
    )
    found = [(m.value["amount_vnd"], m.value["kind"], m.value["part_of"]) for m in find(text)]
    assert found == [
        (7_000_000_000, "mobilised", None),
        (2_250_000_000, "state", 7_000_000_000),
        (1_300_000_000, "loan", 7_000_000_000),
        (1_500_000_000, "mobilised", 7_000_000_000),
    ]


def test_parts_may_follow_in_the_next_sentence() -> None:
    found = find("Tổng kinh phí làm nhà văn hóa là 900 triệu đồng. Trong đó, bà con góp 300 triệu đồng.")
    assert [m.value["part_of"] for m in found] == [None, 900_000_000]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Vốn 9 tỷ đồng: tỉnh 6 tỷ, huyện 2 tỷ, còn lại xã lo.", [None, 9, 9]),
        ("Kinh phí 8 tỷ đồng, dân thôn góp 2 tỷ đồng.", [None, 8]),
        ("Dự toán 8 tỷ đồng, mới giải ngân 3 tỷ đồng.", [None, 8]),
        ("Cả xã huy động 7 tỷ đồng, con em ở xa gửi 2 tỷ đồng, doanh nghiệp ủng hộ 1 tỷ đồng.", [None, 7, 7]),
        ("Vốn của huyện 9 tỷ đồng, tỉnh hỗ trợ 3 tỷ đồng.", [None, None]),
        ("Công ty có vốn điều lệ 9 tỷ đồng, nhóm hộ góp đất 3 tỷ đồng.", [None, None]),
        ("Tổng thu 9 tỷ đồng, nợ ngân hàng 3 tỷ đồng.", [None, None]),
    ],
)
def test_a_list_of_sources_or_what_is_paid_out_is_part_of_the_sum_before(text: str, parts: list[int | None]) -> None:
    assert [m.value["part_of"] for m in find(text)] == [p and p * 10**9 for p in parts]


def test_a_total_may_stand_behind_its_parts() -> None:
    found = find("Dân góp 300 triệu đồng, xã chi 200 triệu đồng, cộng lại 500 triệu đồng.")
    assert [m.value["part_of"] for m in found] == [500_000_000, 500_000_000, None]
    found = find("Dân góp 300 triệu đồng, xã chi 250 triệu đồng, cộng lại 500 triệu đồng.")
    assert [m.value["part_of"] for m in found] == [None, None, None]


def test_a_bare_source_in_brackets_says_who_paid_its_part() -> None:
    found = find("Tổng vốn làm đường là 18,6 tỷ đồng (Nhà nước 12 tỷ đồng, nhân dân 6,6 tỷ đồng).")
    assert [(m.value["kind"], m.value["part_of"]) for m in found[1:]] == [
        ("state", 18_600_000_000),
        ("mobilised", 18_600_000_000),
    ]


def test_what_exceeds_the_total_is_no_part_of_it() -> None:
    found = find("Xã góp 5 tỷ đồng, trong đó dân 4 tỷ đồng; xã bên góp 3 tỷ đồng.")
    assert [m.value["part_of"] for m in found] == [None, 5 * 10**9, None]


@pytest.mark.parametrize(
    ("text", "contributor"),
    [
        ("Nhân dân đóng góp 300 triệu đồng.", "people"),
        ("Công ty Phú Cường ủng hộ 300 triệu đồng.", "business"),
        ("Các doanh nghiệp và nhân dân ủng hộ 300 triệu đồng.", "mixed"),
        ("Ngân sách tỉnh hỗ trợ 3 tỷ đồng.", "state"),
        ("Đã vận động được 300 triệu đồng.", ""),
        ("Giá lúa 7.000 đồng/kg, người dân phấn khởi.", ""),
        ("Quỹ tín dụng nhân dân Tân Hòa ủng hộ 50 triệu đồng.", "business"),
        ("Viện kiểm sát nhân dân huyện ủng hộ 10 triệu đồng.", ""),
    ],
)
def test_the_giver_is_named_or_left_empty(text: str, contributor: str) -> None:
    assert only(text, "contributor") == contributor


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Thu nhập 62 triệu đồng / người / năm.", "người/năm"),
        ("Hỗ trợ 15 triệu đồng/hộ gia đình.", "hộ gia đình"),
        ("Làm đường tốn 1,4 tỷ đồng/km.", "km"),
        ("Học phí 4 triệu đồng mỗi tháng.", "tháng"),
        ("Tặng quà, mỗi suất trị giá 500.000 đồng.", "suất"),
        ("Thưởng 2 triệu đồng/1 nhà.", "nhà"),
        ("Mỗi hecta tốn từ 100 đến 120 triệu đồng.", "hecta"),
        ("Xây 1 cây cầu trị giá 1,1 tỷ đồng.", ""),
        ("Mỗi người trích một ngày lương được 45 triệu đồng.", ""),
        ("Mỗi người trích một ngày lương ủng hộ được 45 triệu đồng.", ""),
        ("Mỗi người góp một ngày lương khoảng 200 nghìn đồng.", "người"),
        ("Chi 2 triệu đồng/200 triệu đồng.", ""),
        ("Ủng hộ 2 triệu đồng.", ""),
        ("Chè khô bán 300 nghìn đồng một cân.", "cân"),
        ("Đến rằm, hộ nào cũng được 200.000 đồng.", "hộ"),
        ("Huyện thưởng mỗi tân binh 1 triệu đồng.", "tân binh"),
        ("Anh Tư từng ủng hộ 5 triệu đồng.", ""),
        ("Gửi xe mất 5.000 đồng/xe máy.", "xe máy"),
        ("Phạt 2 triệu đồng/mỗi trường hợp.", "trường hợp"),
        ("Sâm bán từ 8 triệu đến 40 triệu đồng/kg.", "kg"),
        ("Mỗi tháng, bà Mót nhận 540.000 đồng.", "tháng"),
    ],
)
def test_a_rate_keeps_its_unit(text: str, per: str) -> None:
    assert find(text)[0].value["per"] == per


@pytest.mark.parametrize(
    "text", ["Thu nhập bình quân 52 triệu đồng/người/năm.", "Mỗi sào lãi trung bình 4 triệu đồng."]
)
def test_an_average_is_a_figure_as_exact_as_any(text: str) -> None:
    """Say that "bình quân" and "trung bình" are no "khoảng": readers never mark an average as about."""
    assert only(text, "qualifier") == "exact"


def test_both_ends_of_a_range_share_qualifier_and_unit() -> None:
    found = find("Mỗi năm thu khoảng 8 - 24 triệu đồng/sào.")
    assert [(m.value["qualifier"], m.value["per"]) for m in found] == [("about", "sào"), ("about", "sào")]


@pytest.mark.parametrize(
    "unit",
    [
        "1 tỷ ",
        "1.",
        "1, ",
        "một ",
        "trăm ",
        "9 9 ",
        "1.000.",
        "đồng/",
        "/người",
        "mỗi ",
        "trong đó ",
        "3 - ",
        "ước ",
        "(",
        "gần ",
    ],
)
def test_ten_kilobytes_of_anything_take_no_time(unit: str) -> None:
    texts = [unit * (10_000 // len(unit)), unit * 4_000 + " 5 tỷ đồng/người"]
    funds.find(Doc("Xã góp 5 tỷ đồng."))
    for text in texts:
        start = time.process_time()
        list(funds.find(Doc(text[:10_000])))
        assert time.process_time() - start < 3


@pytest.mark.shared
def test_the_gate_never_changes_the_result() -> None:
    file = SHARED / "articles" / "unlabelled.jsonl"
    if not file.exists():
        pytest.skip("../shared is not here")
    with file.open(encoding="utf-8") as lines:
        for line in list(lines)[::6]:
            text = store(json.loads(line)["text"])
            assert find(text) == find(text, gated=False)


def test_the_field_is_found_by_its_name() -> None:
    assert read("Nhân dân góp 5 tỷ đồng.", only=("funds",), models={}).mentions[0].source == "rule:scaled"
