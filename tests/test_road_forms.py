"""Every printed form of a length, every trap of its unit, every word of a road and of the work on it."""

import pytest

from extractors.doc import Doc
from extractors.fields import roads
from extractors.mention import Mention
from extractors.text import store


def find(text: str) -> list[Mention]:
    return list(roads.find(Doc(store(text))))


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("Xã làm 9,9 km đường.", 9.9),
        ("Tuyến đường dài 800m.", 0.8),
        ("Ấp làm hơn 5000m đường.", 5.0),
        ("Ấp làm hơn 2.300 mét đường.", 2.3),
        ("Ấp làm hơn 10.000 mét đường.", 10.0),
        ("Xã làm 33,9 km đường.", 33.9),
        ("Huyện sửa 9km Tỉnh lộ 943.", 9.0),
        ("Bản mở 3 cây số đường.", 3.0),
        ("Bản mở 3 ki-lô-mét đường.", 3.0),
        ("Bản mở 3 kilômét đường.", 3.0),
        ("Tỉnh có 21.630 km đường bộ.", 21630.0),
        ("Rải đá con đường 1,2km x 3m.", 1.2),
        ("Con đường dài 1.200m, rộng 3m.", 1.2),
        ("Con đường (3,5m x 500m) đã xong.", 0.5),
        ("Con đường dài 1 km 200.", 1.2),
        ("Con đường 500 m dài đã xong.", 0.5),
        ("Láng nhựa hẻm sau chợ 180 mét tới.", 0.18),
        ("Láng nhựa hẻm sau chợ 180 md.", 0.18),
        ("Láng nhựa hẻm sau chợ 180 mét dài.", 0.18),
        ("02 tuyến đường đanl Ba Vàm và Xóm Mới với chiều dài 800m.", 0.8),
        ("Xã xây mới cấp phối 6,4 km đường.", 6.4),
        ("Mỗi tuyến đường dài 500m.", 0.5),
        ("Con đường dài 12.750,5m.", 12.7505),
        ("Xã làm 47 ngàn mét đường.", 47.0),
        ("Xã làm 47 nghìn mét đường.", 47.0),
    ],
)
def test_every_printed_form_of_a_length_is_read(text: str, km: float) -> None:
    assert [m.value["length_km"] for m in find(text)] == [km]


@pytest.mark.parametrize(
    "text",
    [
        "Xã rộng 12 km2, đường đã nhựa.",
        "Xã rộng 12 km², đường đã nhựa.",
        "Dân hiến 500 m2 đất làm đường.",
        "Dân hiến 500 m² đất làm đường.",
        "Đường dùng 300 m3 cát.",
        "Đường qua 12 ha lúa.",
        "Mưa 120 mm làm trôi đường.",
        "Đường cho chạy 60 km/h.",
        "Đường có trạm ở km 12+500.",
        "Đường có trạm ở Km12+500.",
        "Đường làng cách trung tâm 12km.",
        "Đường bị cấm trong bán kính 5 km.",
        "Đường rộng 3,5m.",
        "Đường dày 0,2 m.",
        "Đường cao 1,2 m so với ruộng.",
        "Mặt đường 3m.",
        "Nền đường 5m.",
        "Lề đường 1m.",
        "Giải marathon 42 km trên đường ven biển.",
        "Đường biên dài 15 km.",
        "Huyện có 65km bờ biển.",
        "Kéo đường dây 22kV 5km.",
        "Kéo 5km đường điện.",
        "Lắp 2 km đường ống.",
        "Kéo 4 km đường truyền cáp quang.",
        "Nạo vét 3 km kênh mương.",
        "Đắp 2 km đê.",
        "Xây 1 km kè.",
        "Đặt cống dài 27 m.",
        "Đắp tuyến đê bao dài 2 km.",
        "Xây 300m hàng rào.",
        "Cầu dài 27 mét, ngang 4 mét.",
        "Lát 500m vỉa hè.",
        "Nhà máy đường cách sông 3 km.",
        "Đường 24m giáp khu dân cư.",
    ],
)
def test_every_trap_of_the_unit_is_silent(text: str) -> None:
    assert find(text) == []


ROADS = (
    "đường",
    "tuyến đường",
    "con đường",
    "lộ",
    "lộ giao thông nông thôn",
    "GTNT",
    "đường trục xã",
    "đường trục thôn",
    "đường trục chính",
    "đường liên xã",
    "đường liên thôn",
    "đường liên ấp",
    "đường liên xóm",
    "ngõ",
    "ngõ xóm",
    "ngách",
    "hẻm",
    "kiệt",
    "đường làng",
    "đường nội đồng",
    "đường ra đồng",
    "đường dân sinh",
    "đường tránh",
    "đường vành đai",
    "quốc lộ",
    "QL1A",
    "tỉnh lộ",
    "TL.10",
    "đường tỉnh",
    "ĐT.875",
    "huyện lộ",
    "HL.12",
    "đường huyện",
    "ĐH.03",
    "hương lộ",
    "lộ đal",
    "lộ đan",
    "lộ đanl",
    "đường BTXM",
    "đường BTCT",
    "đường nhựa",
    "đường BTN",
    "đường cấp phối",
    "đường CPĐD",
    "đường đá dăm",
    "đường sỏi đỏ",
    "đường đất",
    "mặt đường",
    "nền đường",
    "đường hoa",
    "đường cờ",
    "phố",
    "lối vào bản",
)


@pytest.mark.parametrize("road", ROADS)
def test_every_word_of_a_road_is_measured(road: str) -> None:
    assert [m.value["length_km"] for m in find(f"Năm 2023 xã sửa 2,5 km {road}.")] == [2.5]


WORKS = {
    "new": "xây dựng mới;xây mới;làm mới;mở mới;mở;mở tuyến;phóng tuyến;khánh thành;thông xe;đưa vào sử dụng;"
    "khởi công;thi công",
    "upgrade": "bê tông hóa;nhựa hóa;cứng hóa;đổ bê tông;trải nhựa;láng nhựa;thảm nhựa;nâng cấp;mở rộng;cải tạo;"
    "nâng cấp, mở rộng;nâng cấp mở rộng;chỉnh trang;nâng mặt",
    "repair": "sửa chữa;sữa chữa;duy tu;bảo dưỡng;dặm vá;gia cố;khắc phục;san lấp;tu sửa;phát quang;phát hoang",
    "planned": "dự kiến làm;phấn đấu làm;sẽ làm;đăng ký làm;có kế hoạch làm;đề xuất làm",
    "existing": "có;hiện có;quản lý",
}


@pytest.mark.parametrize(("work", "verb"), [(work, verb) for work, verbs in WORKS.items() for verb in verbs.split(";")])
def test_every_verb_of_work_tells_it(work: str, verb: str) -> None:
    assert [m.value["work"] for m in find(f"Xã {verb} 2,5 km đường liên thôn.")] == [work]


@pytest.mark.parametrize("text", ["Tổng chiều dài đường liên thôn là 2,5 km.", "Đường liên thôn dài 2,5 km."])
def test_a_plain_length_is_that_of_a_road_that_exists(text: str) -> None:
    assert [m.value["work"] for m in find(text)] == ["existing"]
