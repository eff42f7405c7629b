"""Every group of names, Kinh and minority, in every place where a post may stand beside it."""

import pytest

from extractors.doc import Doc
from extractors.fields.officials import find

SURNAMES = """
Nguyễn Trần Lê Phạm Võ Huỳnh Phan Bùi Hoàng Vũ Trương Đỗ Đặng Hồ Ngô Dương Đoàn Đinh Trịnh Cao Đào Mai Lương Lưu Lâm Hà
Thái Phùng Tạ Lý Văn Tô Vương Châu Chu Từ Quách Lã Tôn Tống Đồng Hứa Tăng Đậu Diệp Đàm Kiều Triệu La Lại Thạch Chung Lữ
Nông Dư Bạch Hồng Trang Âu Giang Nhan Thân Bành Cáp Danh Vy Phó Mã Hàn Quang Nghiêm Nhữ Trà Cù Khương Ung Mạc Sầm Tưởng
Vi Ôn Hàng Liêu Tiết Lục Ninh Vòng Uông Trình Lăng Trầm Doãn Phù Lư Lộ Mạch Kỷ Khổng Chế Quản Xa Khưu Thiều Mông Biện
Viên Tào Hạ Phí Lường Cái Tiêu Kim Sơn Khúc An Bá Bạc Bế Bua Bun Cà Cầm Chẩu Chiêu Đèo Khằm Leo Lỡo Lềm Lò Lô Lộc Lự
Mang Mè Nam Ngần Ngu Nho Nhọt Panh Pha Phia Quàng Tụ Tày Tao Tạo Tòng Vang Vì Sa Xin Lang Kha Linh Long Phương Bàn Tẩn
Chảo Phàn Chìu Báo Đàng Đạo Hán Não Nại Phú Quảng Thành Thập Thổ Trượng Ức Vạn Voòng Sú Hùynh
"""
MONG = """
Giàng Sùng Vàng Thào Mùa Hạng Hảng Cứ Lầu Lờ Ly Lý Má Phàng Sồng Tráng Vừ Chá Cháng Hờ Hầu Khang Kháng Thò Ma Mã
"""
OTHERS = """
Kinh: Cao Tí, Trần Lê Hoài Tí, Nguyễn Phúc Tí, Tôn Thất Tí, Tôn Nữ Mận, Tôn Nữ Thị Mận,
  Nguyễn Thị Thanh Thùy Mận, Đặng Trần Tí, Lê Hữu Tí, Bùi Đức Tí, Mai Xuân Tí, Võ Quốc Tí.
Khmer: Thạch Thị Ngọc Mận, Kim Sa Rây, Danh Tí, Kiên Sóc Tí, Lâm Sóc Kha, Chau Sóc Tí, Chau Tí, Trà Sa Rây,
  Tăng Sa Vong, Liêu Sa Rinh, Lý Sa Rươl, Diệp Sóc Tí, Hứa Sa Rây, Tô Sa Phia, Đào Sóc Thol, Men Tí,
  Men Sóc Tí, Neáng Mận, Néang Sa Mận, Thị Mận, Thị Sa Mận, Thạch Pha La.
Ê Đê: Y Tí Niê, Y Bhơm Mlô, H'Mận Niê, H’Či Êban, H Mận Niê, H' Mận Niê, Y Wem Byă, Y Bông Buôn Yă,
  Y Sol Ksơr, Y Ly Êčăm, H'Len Kbuôr, Y Suôl Adrơng, H‘Blăn Kđoh, Y Tan Kpă, HʼJut Knul, Y Tí Niê Kđăm,
  H'Mận Niê KĐăm, Y Thanh Bkrông, Y Nghĩa Ayŭn, Y Khoa Hmok.
Gia Rai: Ksor Tí, Ksor H'Mận, Siu Tí, Siu Hơ Mận, Rơ Châm Tí, Rơ Châm H'Mận, Rơ Mah Tí, Rmah Tí, Rah Lan Tí,
  Nay Tí, Nay H'Mận, Kpă Tí, Rcom Sa Tí, R'ô Tí, Puih Tí, Kpuih H'Mận, Rô H'Mận.
M'Nông, S'Tiêng, Chơ Ro: Điểu Tí, Điểu K'Tí, Điểu Y Tí, Điểu Thị Mận, Thị Điểu, Điểu Hà Hồng Tí.
K'Ho, Mạ, Churu: K'Tí, K’Brêm, K' Tí, Ha Tí, Ka Mận, Ka Să Ha Tí, Cil Tí, Cil Ha Tí, Liêng Hót Tí,
  Liêng Hót Ha Tí, Kơ Să Tí, Ya Tí, Ma Mận, K'Văn Tí, Touneh Ha Tí.
Ba Na, Xơ Đăng, Giẻ-Triêng, Hrê: A Tí, Y Mận, Đinh Tí, A Lăng Tí, Y Thị Mận, A Văn Tí, Đinh Hơ Mận.
Bru-Vân Kiều, Tà Ôi, Co, Cơ Tu: Hồ Thị Mận, Alăng Tí, Arất Tí, Bhling Tí, Bh'ling Mận, Zơrâm Tí, Pơloong Tí,
  Bríu Tí, Coor Tí, Alăng Thị Mận, A Rất Tí, Pơ Loong Tí, Alăng Nhớớc, Hồ Thị Mơơng.
Mông: Giàng Seo Tí, Vàng Mí Tí, Thào Mí Tí, Giàng Páo Tí, Lầu Y Mận.
Dao: Tẩn Láo Tí, Chảo Láo Sử, Bàn Thị Mận, Phàn Dào Tí, Triệu Mùi Mận.
Chăm: Mách Tí, Haji Tí, Mohamad Tí, Sa Lês, Mách Sa Lês, Phú Thị Mận.
Hoa: Vòng A Sáng, Sú Thị Mận, Voòng Sy Tí.
"""

NAMES = {
    "Kinh and others": [f"{surname} Văn Tí" for surname in SURNAMES.split()],
    "Mông men and women": [f"{surname} {rest}" for surname in MONG.split() for rest in ("A Tí", "Thị Mận")],
}
for group in OTHERS.strip().split(".\n"):
    title, _, listed = group.partition(": ")
    NAMES[title] = [" ".join(name.split()) for name in listed.rstrip(".\n").split(",")]
SHAPES = [
    "Ông {}, Trưởng thôn Hạ, dự họp.",
    "Trưởng thôn {} dự họp.",
    "Chủ tịch UBND xã {} phát biểu.",
    "{} - Phó Chủ tịch HĐND xã",
    "Các ông: Lê Văn Sáu, Trưởng ấp Chợ; {}, Trưởng ấp Giữa.",
    "Bí thư Đảng ủy xã Bình An {} phát biểu.",
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("group", NAMES)
def test_the_names_of_a_group_are_read_whole_beside_a_post(group: str, shape: str) -> None:
    texts = {name: shape.format(name) for name in NAMES[group]}
    found = {name: {str(m.value["name"]) for m in find(Doc(text))} - {"Lê Văn Sáu"} for name, text in texts.items()}
    assert {name: names for name, names in found.items() if names != {name}} == {}


@pytest.mark.parametrize("name", ["Công Tằng Tôn Nữ Mận", "Huyền Tôn Nữ Mận", "Bon Yô Tí"])
def test_a_name_that_begins_like_another_word_is_read_whole_behind_a_form_of_address(name: str) -> None:
    assert [m.value["name"] for m in find(Doc(f"Đồng chí {name}, Trưởng thôn Hạ, dự họp."))] == [name]
