"""Lengths of roads, and only those."""

import json
import time
from pathlib import Path

import pytest

from extractors.doc import Doc
from extractors.fields import roads
from extractors.mention import Context, Mention
from extractors.text import store

SHARED = Path(__file__).parents[1].parent / "shared"


def find(text: str, gated: bool = True, title: str = "") -> list[Mention]:
    return list(roads.find(Doc(store(text), Context(title=title), gated)))


def lengths(text: str) -> list[tuple[str, object]]:
    return [(m.text, m.value["length_km"]) for m in find(text)]


def only(text: str, column: str) -> object:
    [mention] = find(text)
    return mention.value[column]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nâng cấp 02 tuyến đường với chiều dài 800m.", [("800m", 0.8)]),
        ("Rải lại cấp phối 8,7 km đường liên ấp.", [("8,7 km", 8.7)]),
        ("Bê tông hóa hơn 5000m đường thôn.", [("5000m", 5.0)]),
        ("Làm hơn 10.000 mét đường nội đồng.", [("10.000 mét", 10.0)]),
        ("Sửa 9km Tỉnh lộ 943.", [("9km", 9.0)]),
        ("Rải đá con đường 1,2km x 3m.", [("1,2km", 1.2)]),
        ("Đường vào ấp dài 1.200m, rộng 3m, dày 18cm.", [("1.200m", 1.2)]),
        ("Tuyến A: đường dài 1250 m, tuyến B: 830m.", [("1250 m", 1.25), ("830m", 0.83)]),
        ("Con hẻm được mở rộng dài từ 300 - 500m.", [("300", 0.3), ("500m", 0.5)]),
        ("Tuyến đường ven sông Cái (đoạn từ cầu Bông đến bến đò) dài 3,7 km.", [("3,7 km", 3.7)]),
        ("Dự án đường Chợ Mới - Cầu Đá dài 3,2 km.", [("3,2 km", 3.2)]),
        ("Đường hoa dài 3 km do phụ nữ trồng.", [("3 km", 3.0)]),
        ("Lắp đèn trên tuyến đường dài 2km.", [("2km", 2.0)]),
        ("Khắc phục 150m đường bị sạt lở.", [("150m", 0.15)]),
        ('Mô hình "Thắp sáng đường quê" với chiều dài 4,5km.', [("4,5km", 4.5)]),
        ("Các tuyến đường: Lê Lợi (450m), Trần Phú (800m).", [("450m", 0.45), ("800m", 0.8)]),
        ("Nhờ đó, 2.500m đường gom và cống đã xong.", [("2.500m", 2.5)]),
        ("Xã nạo vét 3 km kênh và sửa 2 km đường.", [("2 km", 2.0)]),
        ("Lắp đèn cho tuyến đường dài 1 km 200.", [("1 km 200", 1.2)]),
        ("Dự án đường vào cầu dài 3,85km.", [("3,85km", 3.85)]),
        ("Xe tải chạy qua đường bê tông nội đồng 1.750m.", [("1.750m", 1.75)]),
        ("Công nhân gia cố nền 380 m đường vào làng.", [("380 m", 0.38)]),
        ("Dự án mở rộng đường Đặng Văn Dầy (1.450m).", [("1.450m", 1.45)]),
        ("Dân bản làm hai cây số đường.", [("hai cây số", 2.0)]),
        ("Thôn đã làm đường: tuyến chùa Cũ: 830m, tuyến chợ Mới: 1.250 m.", [("830m", 0.83), ("1.250 m", 1.25)]),
        ("Xã đã cứng hóa đường thôn. Năm nay xã đổ bê tông 2,6 km còn lại.", [("2,6 km", 2.6)]),
        ("Nâng cấp QL1A dài 4km.", [("4km", 4.0)]),
        ("TL943 dài 8km vừa được trải nhựa.", [("8km", 8.0)]),
        ("Nâng cấp kiệt 245 dài 430 m.", [("430 m", 0.43)]),
        ("Đường cờ dài 2 km được treo dọc thôn.", [("2 km", 2.0)]),
        ("Dân quân san lấp 300 m đường.", [("300 m", 0.3)]),
        ("Xã làm đường liên thôn: thôn Đông 1,2 km, thôn Đoài 900m.", [("1,2 km", 1.2), ("900m", 0.9)]),
    ],
)
def test_the_length_of_a_road_is_found(text: str, found: list[tuple[str, float]]) -> None:
    assert lengths(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Cây cầu dài 27 mét, ngang 4 mét.",
        "Nạo vét 105,3 km kênh mương.",
        "Tỉnh có 65km bờ biển.",
        "Đắp tuyến đê bao dài 2 km.",
        "Xây 300m hàng rào dọc đường làng.",
        "Kéo 5 km đường dây trung thế.",
        "Lắp 2 km đường ống nước sạch.",
        "Đường biên dài 15 km.",
        "Trường cách quốc lộ 12 km.",
        "Bán kính 5 km quanh chợ.",
        "Đường rộng 3,5m, vỉa hè 1m.",
        "Mặt đường 3m, nền 5m.",
        "Bà con hiến 2.000 m2 đất làm đường.",
        "Hiến 200 m 2 đất mở đường.",
        "Khu đất 3 km2 cạnh đường.",
        "Xe chạy 60 km/h trên đường.",
        "Tai nạn tại km 12+500 quốc lộ 20.",
        "Giải chạy 10 km trên đường ven biển.",
        "Vết nứt dài 40m ở hẻm 17.",
        "Mưa làm ngập 100 mét đường liên thôn.",
        "Làm 16 căn nhà và 30 mét đường bị hư hỏng.",
        "Tuyến metro dài 20 km.",
        "Đoàn xe đi hết quãng đường 500 m.",
        "Làm 1 km đường hết 1,4 tỷ đồng.",
        "Trường học cách nhà em 4 km đường núi.",
        "Bà con đi vòng thêm 5 km đường đất mới tới trạm xá.",
        "Xe tải cày nát 3 km đường dân sinh.",
        "Kênh chính 2.150m bê tông chạy dọc đường làng.",
        "Vỉa hè đường Lý Thường Kiệt dài 500m được lát đá.",
        "Đường tỉnh sẽ mở rộng nền lên 32m.",
    ],
)
def test_a_length_of_anything_else_is_silent(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đường 30/4 dài 1,2 km đã trải nhựa.", "Đường 30/4"),
        ("Đường N6 dài 1,7 km đắp xong nền.", "Đường N6"),
        ("Đường Vành đai Nam Lộc dài 24 km.", "Đường Vành đai Nam Lộc"),
        ("Trục Võ Văn Đáng dài 5 km đang được xây.", "Trục Võ Văn Đáng"),
        ("Thanh niên thành phố Pleiku đổ bê tông 360m đường.", ""),
        ("Huyện sẽ sửa đường Lê Hữu Trác. Tuyến này dài 4 km.", "đường Lê Hữu Trác"),
        ("Huyện sửa đường Lê Hữu Trác và đường Bùi Thị Xuân. Tuyến này dài 4 km.", ""),
    ],
)
def test_a_road_has_the_name_that_is_printed_with_it(text: str, name: str) -> None:
    assert only(text, "road_name") == name


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("Xã xây hai tuyến đường dài 7 km.", 2),
        ("Phường có 63 hẻm, tổng chiều dài 21 km.", 63),
        ("Quận làm xong 26 ngõ, ngách dài 1,6 km.", 26),
        ("Hợp tác xã rải đá 02 lộ nội đồng dài 2,1km.", 2),
        ("Hẻm 27 đường Lê Lai dài 310 mét.", None),
        ("Huyện có 1.176 tuyến đường, cộng chiều dài 797km.", 1176),
        ("Vốn đầu tư tuyến đường dài 7 km.", None),
    ],
)
def test_the_number_of_roads_may_be_in_words(text: str, routes: int | None) -> None:
    assert only(text, "routes") == routes


def test_metres_with_three_decimals_are_thousands_and_flagged() -> None:
    [mention] = find("Tuyến đường dài 2,274m.")
    assert (mention.value["length_km"], mention.flags) == (2.274, ("comma_thousands",))


def test_the_whole_of_which_a_part_is_done_is_flagged() -> None:
    flags = {m.text: m.flags for m in find("Xã đã thảm nhựa 2,7/4,1km đường liên thôn, xóm từ 300 - 500m.")}
    assert (flags["2,7"], flags["4,1km"]) == ((), ("whole",))
    assert [m.flags for m in find("Con hẻm được mở rộng dài từ 300 - 500m.")] == [(), ()]


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Mở mới 1,5 km đường vào khu sản xuất.", "new"),
        ("Khánh thành tuyến đường dài 2 km.", "new"),
        ("Xây dựng mới 3 km đường.", "new"),
        ("Nâng cấp, mở rộng 2 km đường liên xã.", "upgrade"),
        ("Bê tông hoá 800m đường xóm.", "upgrade"),
        ("Trải nhựa tuyến đường dài 4 km.", "upgrade"),
        ("Cứng hóa được 86 km đường thôn.", "upgrade"),
        ("Duy tu, sửa chữa 5 km đường.", "repair"),
        ("Đoàn viên phát quang 2 km đường làng.", "repair"),
        ("Dặm vá 1 km đường nhựa.", "repair"),
        ("Năm tới xã sẽ làm 3 km đường.", "planned"),
        ("Dự kiến nâng cấp 6 km đường liên thôn.", "planned"),
        ("Toàn huyện có 100 km đường cấp xã.", "existing"),
        ("Đường Lê Lai dài 2 km.", "existing"),
        ("Con đường liên xóm dài 1,4km vừa được bà con đổ bê tông.", "upgrade"),
        ("Năm sau huyện làm thêm 12 km đường nội đồng.", "planned"),
        ("Còn 3,5 km đường trong xóm chưa được bê tông.", "planned"),
        ("Cử tri đề nghị sớm làm 1,8 km đường vào thôn 6.", "planned"),
        ("Huyện xin tỉnh 20 tỷ đồng để nâng cấp 5 km đường.", "planned"),
        ("Huyện đã bố trí vốn nhựa hóa 4,6 km đường liên xã.", "upgrade"),
        ("Lễ khởi công dự án sửa chữa đường Lê Duẩn, chiều dài 3,1 km.", "repair"),
        ("Mặt đường cũ 1,6 km được cào bóc, thảm lại.", "repair"),
        ("Chị em trồng hoa dọc 1,5 km đường trục xã.", "existing"),
        ("Tổ tự quản lắp camera trên 3 km đường.", "existing"),
        ("Cả thôn có 6,8 km đường, mới cứng hóa được một nửa.", "existing"),
        ("Con đường dài chừng 3 cây số lầy lội quanh năm.", "existing"),
        ("Ấp có 27,3 km đường nhựa.", "existing"),
        ("Đường nội đồng của nông trường 3,3km, toàn bê tông.", "existing"),
        ("Con hẻm dài 430 mét trải nhựa từ năm 2011.", "existing"),
        ("Thôn vừa nâng con đường từ đất lên bê tông 4,95 km.", "upgrade"),
        ("Bà con ghi vốn để trong năm nay làm 3,9km lộ.", "planned"),
        ("Muốn xe vào tận vườn, bà con góp tiền làm mới 1,4 km đường.", "new"),
        ("Anh xin huyện 1,3 tỷ đồng, mở 4,9 km đường.", "new"),
        ("Đường ra đồng dài 4,1 km để sang năm mới khởi công.", "planned"),
        ("Còn 11,4 km đường vành đai vẫn nằm trên giấy.", "planned"),
        ("Việc nâng cấp 2,2 km đường chưa có trong kế hoạch.", "planned"),
        ("Hai bên đường dài 1,2 km được tổ tự quản nâng cấp.", "upgrade"),
        ("Nhờ vậy, hai thôn có thêm 110m đường bê tông.", "new"),
        ("Dân tự ủi đường lên nương 2,6 km.", "new"),
        ("Xã nâng mặt 27,4 km đường.", "upgrade"),
        ("Quốc lộ được mở thêm làn 31 km.", "upgrade"),
        ("Nhà thầu bù đá 2,9 km đường tuần tra.", "repair"),
        ("Con đường 350 mét vốn lầy lội, được phụ huynh đổ bê tông.", "upgrade"),
        ("Chi đoàn dọn rác dọc tuyến đường dài 850m.", "existing"),
        ("Doanh nghiệp xin ủng hộ thôn vá lại 250m đường.", "repair"),
        ("Tỉnh không đủ vốn để làm 90km đường cao tốc, đành chia hai đợt.", "planned"),
        ("Con đường 1,8 km sẽ nối ra phố Lê Lai.", "planned"),
        ("Nhân dân xây dựng hệ thống đường giao thông dài hơn 1,5 km.", "new"),
        ("Còn 7,3 km đường đất chưa được ai đầu tư.", "existing"),
        ("Tới Tết, dọc con đường 1,7 km sẽ có 36 cột đèn.", "existing"),
        ("Hội dựng 44 trụ cờ dọc theo 2,1 km lộ.", "existing"),
        ("Con lộ 3,9 km dẫn ra mỏ hỏng vì xe ben.", "existing"),
        ("Phường đề nghị đặt tên Tô Hoài cho đường số 9 dài 430 m.", "existing"),
        ("Đơn vị thu phí quản lý và bảo trì 18 km đường tỉnh.", "existing"),
        ("Trên đường Lê Lợi dài 2,2 km chằng chịt những vết vá.", "existing"),
        ("Năm nay, các xã phải làm 14 km đường.", "planned"),
        ("Xã gom đá để trong quý III rải 1,3 km đường xuống bãi.", "planned"),
        ("Công binh đã khơi tạm 2,7 km đường lên bản.", "repair"),
        ("Sau bão, tổ cơ động tạm rải đá 130 m đường đèo.", "repair"),
        ("Đơn vị quản lý làm xong 160m đường tránh ngầm.", "new"),
        ("Khánh thành đường vào đền dài 1,9 km, nền 8m, mặt thảm bê tông nhựa.", "new"),
        ("Thợ làm xong con ngõ 910m, vẫn đúng quy hoạch.", "new"),
    ],
)
def test_the_verb_tells_the_work(text: str, work: str) -> None:
    assert only(text, "work") == work


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("Nâng cấp 02 tuyến đường đal với chiều dài 800m.", "routes", 2),
        ("Nâng cấp 02 tuyến đường đal với chiều dài 800m.", "surface", "đal"),
        ("Trải nhựa 2 km đường liên xã.", "surface", "nhựa"),
        ("Đổ bê tông 2 km đường liên xã.", "surface", "bê tông"),
        ("Mở 2 km đường liên xã.", "surface", ""),
        ("Sửa chữa 9km Tỉnh lộ 943.", "road_name", "Tỉnh lộ 943"),
        ("Đường Trần Hưng Đạo được nâng cấp dài 2 km.", "road_name", "Đường Trần Hưng Đạo"),
        ("Mở rộng tuyến ĐT.875 dài 14 km.", "road_name", "ĐT.875"),
        ("Nâng cấp gần 2 km đường.", "qualifier", "under"),
        ("Mở rộng 14 km hẻm (41 tuyến).", "routes", 41),
        ("Trải bê tông 4 km lộ cũ thuộc 7 tuyến.", "routes", 7),
        ("Nâng cấp ngõ 47 Lạch Tray: 210m.", "road_name", "ngõ 47 Lạch Tray"),
        ("Đường vành đai 5 dài 6,7km.", "road_name", "Đường vành đai 5"),
        ("Dọn 2,5 km đường vào xã Trấn Ninh.", "road_name", "đường vào xã Trấn Ninh"),
        ("Đường Hoàng Diệu nối dài 1,9 km.", "road_name", "Đường Hoàng Diệu nối dài"),
        ("Dự án đường Hương lộ 2 (2.640m).", "road_name", "Hương lộ 2"),
        ("Đường nối Quốc lộ 17 với Vành đai V, dài 7 km.", "road_name", "Đường nối Quốc lộ 17 với Vành đai V"),
        ("Dự án đường nối Quốc lộ 45 với Quốc lộ 47 dài 12 km.", "road_name", "đường nối Quốc lộ 45 với Quốc lộ 47"),
        ("Đường nối Quốc lộ 45 – Quốc lộ 47 dài 5 km.", "road_name", "Đường nối Quốc lộ 45 – Quốc lộ 47"),
        ("Đường nối Quốc lộ 17 cũ và Tỉnh lộ 5 dài 3 km.", "road_name", "Đường nối Quốc lộ 17 cũ và Tỉnh lộ 5"),
        ("Đường nối Quốc lộ N2 dài 3 km.", "road_name", "Đường nối Quốc lộ N2"),
        ("Đường nối Quốc  lộ 17 dài 3 km.", "road_name", "Đường nối Quốc  lộ 17"),
        ("Đại lộ Đông Tây dài 6 km.", "road_name", "Đại lộ Đông Tây"),
        ("Con hẻm dài 350 mét vốn lầy lội, được phụ huynh góp tiền đổ bê tông.", "surface", "bê tông"),
        ("Sửa lại 2,4 km lộ sỏi đỏ.", "surface", "sỏi"),
        ("Nâng cấp đường với tổng chiều dài hơn 2 km.", "qualifier", "over"),
        ("Nhựa hóa, bê tông hóa 31 km đường liên xã.", "surface", ""),
        ("Lối mòn 3,4 km vẫn là đất trơn.", "surface", "đất"),
        ("Còn 310m ngõ đất nay đổ bê tông.", "surface", "bê tông"),
        ("Hẻm tổ 55 dài 125m đã xong.", "road_name", "Hẻm tổ 55"),
        ("Đường Lê Lai (nối đường Hoàng Hoa) dài 2 km.", "road_name", "Đường Lê Lai"),
        ("Theo Cục Đường bộ Việt Nam, mạng lưới đường dài 221 km.", "road_name", ""),
        ("Con đường 1,8 km sẽ nối ra phố Lê Lai.", "road_name", ""),
        ("Lầy nhất là ngõ 27 Hàng Than 160m.", "road_name", "ngõ 27 Hàng Than"),
        ("Con đường ở cửa ngõ Buôn Hồ dài 3,8 km.", "road_name", ""),
        ("Đường vành đai Tây Sơn rộng 6,5 m, mặt 3,5 m, tổng chiều dài 6,4 km.", "road_name", "Đường vành đai Tây Sơn"),
    ],
)
def test_surface_name_number_and_qualifier_are_read(text: str, column: str, value: object) -> None:
    assert only(text, column) == value


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("3,8 km đường nội đồng vừa hoàn thành cuối năm 2023.", "new"),
        ("Xã đã khánh thành con đường dài 900m.", "new"),
        ("Tuyến lộ dài 1.450m nối hai ấp, trước đây chỉ là bờ đất.", "existing"),
        ("Tuyến lộ dài 1.450m nối hai ấp.", "planned"),
    ],
)
def test_what_other_sentences_plan_is_not_a_road_that_is_done(text: str, work: str) -> None:
    assert only(text + " Theo kế hoạch, tuyến đường có tổng mức đầu tư 2 tỷ đồng.", "work") == work


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Huyện nâng cấp 20 km đường nhựa, 63 km đường xã, 81 km đường thôn.", ["upgrade"] * 3),
        ("Xã bảo trì 63 km đường tỉnh, 72 km đường huyện và mở mới 5 km đường.", ["repair", "repair", "new"]),
        ("Đường liên thôn cả huyện dài 312 km, nay nhựa hóa được 190 km.", ["existing", "upgrade"]),
        ("Xã còn 186 km đường, trong đó đường thôn 57 km.", ["existing", "existing"]),
        ("Toàn tuyến đường 6 km, nhưng 2,4 km đã vá xong.", ["existing", "repair"]),
        ("Cả 31 km đường xóm đã cứng hóa, trong đó mở mới 9 km.", ["existing", "new"]),
        ("Đường thôn được cứng hóa 16,6/21,9 km.", ["upgrade", "existing"]),
    ],
)
def test_a_verb_rules_its_list_and_its_object(text: str, works: list[str]) -> None:
    assert [m.value["work"] for m in find(text)] == works


def test_the_surface_may_be_told_by_the_sentence_before_or_behind() -> None:
    assert only("Xã khởi công đường bê-tông nối hai thôn. Chiều dài của tuyến là 2.400m.", "surface") == "bê tông"
    assert only("Trục chính của làng dài 746 m. Toàn bộ trục đường này được trải nhựa.", "surface") == "nhựa"
    assert only("Trục chính của làng dài 746 m. Bà con mua ống nhựa.", "surface") == ""


def test_the_surface_that_is_laid_on_one_length_is_not_that_of_another() -> None:
    surfaces = [m.value["surface"] for m in find("Xã nhựa hóa 4 km đường, mở mới 3 km đường.")]
    assert surfaces == ["nhựa", ""]


def test_a_work_that_was_begun_is_no_plan() -> None:
    text = "Đường ven hồ được khởi công hôm qua. Chiều dài tuyến đường 59 km, tổng mức đầu tư 4 tỷ đồng."
    [mention] = find(text)
    assert mention.value["work"] == "planned"
    [mention] = find(text.replace("được khởi công", "mới khởi công"))
    assert mention.value["work"] == "new"
    for begun in ("đang dở dang sau bảy tháng thi công", "đón đoàn kiểm tra công trường"):
        [mention] = find(text.replace("được khởi công hôm qua", begun) + " Nhà thầu làm đường cả đêm.")
        assert mention.value["work"] == "new"


def test_a_road_that_was_begun_is_new_though_its_length_is_told_plainly() -> None:
    [mention] = find("Hôm nay tỉnh chính thức khởi công đường Mỹ An. Tuyến đường có tổng chiều dài 17 km.")
    assert mention.value["work"] == "new"


def test_what_is_mended_or_widened_elsewhere_is_no_work_on_the_road() -> None:
    for title in ("Bưu điện khắc phục sai sót trên tuyến Mỹ An", "Hợp tác xã bên tuyến Mỹ An mở rộng sản xuất"):
        [mention] = find("Tuyến đường dài 13 km, rộng 9m.", title=title)
        assert mention.value["work"] == "existing"


def test_the_modal_of_a_title_speaks_of_the_whole_article() -> None:
    text = "Tuyến dài 2,6 km, mặt đường rộng 12 m."
    [mention] = find(text, title="Quảng Yên sẽ mở rộng đường Lê Hoàn")
    assert mention.value["work"] == "planned"


def test_tuyen_behind_a_verb_of_road_work_is_a_road() -> None:
    assert lengths("Xã nâng cấp 2 tuyến: tuyến thôn 1 dài 800m, tuyến thôn 2 dài 1,2km.") == [
        ("800m", 0.8),
        ("1,2km", 1.2),
    ]
    assert lengths("Xã cứng hóa tuyến Gò Mây - Bàu Sen dài 1,2km.") == [("1,2km", 1.2)]
    assert find("Xã nâng cấp 2 tuyến kênh: tuyến thôn 1 dài 800m.") == []
    assert find("Xã lo kênh mương nội đồng. Năm nay nâng cấp 2 tuyến: tuyến thôn 1 dài 800m.") == []


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("Xã nâng cấp 2 tuyến: tuyến thôn 1 dài 800m, tuyến thôn 2 dài 1,2km.", [None, None]),
        ("Xã làm 2 tuyến đường có chiều dài lần lượt 800m và 1,2km.", [None, None]),
        ("Xã làm 2 tuyến đường (Bờ Tây, Bờ Đông) dài 800m, mở mới 1,2km đường.", [2, None]),
        ("Xã làm 2 tuyến đường dài 2km, gồm: đường A 800m, đường B 1,2km.", [2, None, None]),
    ],
)
def test_roads_share_a_length_only_where_no_other_is_listed(text: str, routes: list[int | None]) -> None:
    assert [m.value["routes"] for m in find(text)] == routes


def test_a_year_after_that_of_publication_is_a_plan() -> None:
    text = "Năm 2026 xã làm 3 km đường."
    for published, work in (("2025-11-02", "planned"), ("2026-11-02", "new")):
        [mention] = roads.find(Doc(store(text), Context(published=published)))
        assert mention.value["work"] == work


def test_this_route_is_what_the_sentence_before_speaks_of() -> None:
    assert len(find("Xã vừa làm xong đường Cây Dừa. Toàn tuyến có chiều dài 2 km.")) == 1
    assert find("Thành phố sắp có tuyến metro số 1. Toàn tuyến có chiều dài 20 km.") == []


@pytest.mark.parametrize(
    "unit", ["1 km ", "1.", "1, ", "đường ", "Đường A - ", "3 - ", "dài ", "từ ", "(", "ước ", "2 tuyến "]
)
def test_ten_kilobytes_of_anything_take_no_time(unit: str) -> None:
    roads.find(Doc("Đường dài 5 km."))
    for text in (unit * (10_000 // len(unit)), unit * 4_000 + " 5 km đường"):
        start = time.process_time()
        list(roads.find(Doc(text[:10_000])))
        assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "unit",
    ["Làm đường A dài 3 km, đường B 2,5 km, ", "tuyến 3 km, ", "đường dài 3 km; ", "5 km đường 1/", "1 km tăng lên "],
)
def test_a_list_of_hundreds_of_lengths_takes_time_in_proportion(unit: str) -> None:
    list(roads.find(Doc("Đường dài 5 km.")))
    took = []
    for size in (2_500, 10_000):
        start = time.process_time()
        list(roads.find(Doc(unit * (size // len(unit)))))
        took.append(time.process_time() - start)
    assert took[1] < 10 * took[0] + 0.2


@pytest.mark.shared
def test_the_gate_never_changes_the_result() -> None:
    file = SHARED / "articles" / "unlabelled.jsonl"
    if not file.exists():
        pytest.skip("../shared is not here")
    with file.open(encoding="utf-8") as lines:
        for line in list(lines)[::6]:
            text = store(json.loads(line)["text"])
            assert find(text) == find(text, gated=False)


def test_a_word_for_what_is_to_come_rules_the_lengths_behind_it() -> None:
    assert only("Dự kiến năm tới, xã mở rộng thêm 1,2km lộ ven kênh.", "work") == "planned"
    found = find("Đơn vị sẽ giúp buôn sửa 2 km đường rẫy và mở mới 700m đường nhánh.")
    assert "planned" in {m.value["work"] for m in found}
