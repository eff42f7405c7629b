"""Forms of address, what modifies a post, abbreviations, shapes of sentences, and who is no official."""

import pytest

from extractors.doc import Doc
from extractors.fields.officials import find
from extractors.text import store


def officials(text: str) -> dict[str, str]:
    return {str(m.value["name"]): str(m.value["titles"]) for m in find(Doc(store(text)))}


ADDRESSES = """
ông, bà, anh, chị, đồng chí, đ/c, Đ/c, Đ/C, đ.c, Đ.c, vị, thầy, cô, thầy giáo, cụ, mẹ, nhà báo, luật sư, bác sĩ, BS,
BS., BSCKI, BSCKII, BS.CKI, BS.CKII., BS CKII, kỹ sư, KS, KS., dược sĩ, DS, DS., cử nhân, CN, CN., ThS, ThS., Th.S,
Ths., thạc sĩ, TS, TS., tiến sĩ, TSKH, GS, PGS, GS.TS, GS.TS., PGS.TS, PGS.TS., PGS. TS., NGƯT, NGƯT., NGND, NSƯT,
NSND, AHLĐ, Anh hùng, Anh hùng LLVT, Hòa thượng, HT., Thượng tọa, TT., Đại đức, ĐĐ., Ni sư, Linh mục, Mục sư, Achar, À
cha, Sư cả, Thiếu úy, Trung úy, Thượng úy, Đại úy, Thiếu tá, Trung tá, Thượng tá, Đại tá, Thiếu tướng, Trung tướng,
Thượng tướng, Đại tướng, Đại úy QNCN, Thượng tá Công an, Đ/c Trung tá, Đồng chí Đại tá, ThS.BS, Nhà giáo ưu tú, Bác sĩ
thú y
"""


@pytest.mark.parametrize("address", [a.strip() for a in ADDRESSES.split(",")])
def test_a_form_of_address_a_rank_or_a_degree_is_no_part_of_name_or_post(address: str) -> None:
    assert officials(f"Hôm qua, {address} Lê Văn Tí, Trưởng thôn Hạ, đến dự.") == {"Lê Văn Tí": "Trưởng thôn Hạ"}


@pytest.mark.parametrize("opening", ["các đồng chí", "các Đ/c", "các đ/c:", "Các đồng chí:", "các ông,"])
def test_a_plural_address_opens_a_list(opening: str) -> None:
    text = f"Dự lễ có {opening} Lê Văn Tí, Trưởng thôn Hạ; Trần Thị Mận, Phó Bí thư Chi bộ."
    assert officials(text) == {"Lê Văn Tí": "Trưởng thôn Hạ", "Trần Thị Mận": "Phó Bí thư Chi bộ"}


@pytest.mark.parametrize(
    ("post", "titles"),
    [
        ("nguyên Chủ tịch UBND xã", "nguyên Chủ tịch UBND xã"),
        ("Nguyên Phó Bí thư Huyện ủy", "Nguyên Phó Bí thư Huyện ủy"),
        ("cố Bí thư Huyện ủy", "cố Bí thư Huyện ủy"),
        ("quyền Chủ tịch UBND xã", "quyền Chủ tịch UBND xã"),
        ("Q. Chủ tịch UBND xã", "Q. Chủ tịch UBND xã"),
        ("Q.Trưởng phòng Nội vụ", "Q.Trưởng phòng Nội vụ"),
        ("Phó Trưởng phòng phụ trách Phòng Nội vụ huyện", "Phó Trưởng phòng phụ trách Phòng Nội vụ huyện"),
        ("tân Chủ tịch UBND xã", "Chủ tịch UBND xã"),
        ("Ủy viên dự khuyết Ban Chấp hành Trung ương Đảng", "Ủy viên dự khuyết Ban Chấp hành Trung ương Đảng"),
        ("Bí thư kiêm Chủ tịch UBND xã", "Bí thư; Chủ tịch UBND xã"),
        ("Chủ tịch UBND xã kiêm nhiệm Chủ tịch HĐND xã", "Chủ tịch UBND xã; Chủ tịch HĐND xã"),
        ("UVBTV Trưởng ban dân vận Huyện ủy", "UVBTV; Trưởng ban dân vận Huyện ủy"),
        ("Phó bí thư thường trực Huyện", "Phó bí thư thường trực Huyện"),
        ("Đệ nhất Phó Chủ tịch Quốc hội", "Đệ nhất Phó Chủ tịch Quốc hội"),
        ("Phó Chủ tịch HĐND và Trưởng Ban Pháp chế", "Phó Chủ tịch HĐND; Trưởng Ban Pháp chế"),
        ("TUV - Bí thư Huyện ủy – Chủ tịch HĐND huyện", "TUV; Bí thư Huyện ủy; Chủ tịch HĐND huyện"),
        ("Trưởng phòng Văn hóa - Thông tin, Trưởng đoàn", "Trưởng phòng Văn hóa - Thông tin; Trưởng đoàn"),
    ],
)
def test_posts_are_modified_and_joined(post: str, titles: str) -> None:
    assert officials(f"Ông Lê Văn Tí, {post}, đến dự.") == {"Lê Văn Tí": titles}


ABBREVIATED = """
P.Chủ tịch UBND xã|P. Chủ tịch UBND xã|PCT.UBND xã|PCT HĐND huyện|CT UBND xã|P.Bí thư Đảng ủy|P.Trưởng phòng Nội vụ
P.GĐ Sở Y tế|PGĐ Sở Y tế|GĐ Sở Y tế|BT Đảng ủy xã|PBT Đảng ủy|PBT TT Huyện ủy|Phó Bí thư TT Huyện ủy|PBT.TT Đảng ủy
TUV|HUV|ĐUV|UVBTV|UVTV|UVBCH|UVBTV TU|UVBTV HU|Trưởng ban Tuyên giáo TU|Chủ nhiệm UBKT HU|CN UBKT Huyện ủy|PCN UBKT
Chủ tịch UBND TT. Cầu Quan|Chủ tịch UBND TT Cầu Quan|Giám đốc TT Y tế huyện|Giám đốc TTYT huyện|Giám đốc TTVHTT huyện
GĐ TT VH-TT&TT huyện|Trưởng phòng VH-TT huyện|Trưởng phòng VHTT&DL huyện|Trưởng BTC Huyện ủy|Phó BTC Huyện ủy
Trưởng BTG Huyện ủy|Phó BTG Tỉnh ủy|Trưởng BDV Huyện ủy|Trưởng BNC Tỉnh ủy|Chủ tịch LĐLĐ huyện|Chủ tịch CĐ ngành
Chủ tịch HKH huyện|Chủ tịch HND xã|Chủ tịch HPN xã|Chủ tịch HCCB xã|CT HPN xã|CT. HND xã|Bí thư ĐTN xã|BT ĐTN xã
Chủ tịch CTĐ huyện|Chủ tịch Hội CĐDC huyện|Chủ tịch Hội NNCĐDC huyện|Trưởng phòng KT-HT huyện|Trưởng phòng TC-KH huyện
Trưởng phòng KH&ĐT|Giám đốc Sở TT&TT|Giám đốc Sở TN&MT|Giám đốc Sở NN&PTNT|Trưởng ban KT-XH HĐND huyện|Trưởng ban KTXH
Trưởng ban VH-XH HĐND xã|Phó ban KTNS HĐND tỉnh|Trưởng phòng LĐTB&XH|CHT BCHQS xã|CHP BCHQS xã|Trưởng CAX|Phó trưởng CAX
Phó CA xã|Phó Công an xã|Trưởng BCTMT KP 3|Trưởng CTMT ấp|Bí thư CB ấp Chợ|Bí thư chi bộ KP3|Trưởng KP 3|Trưởng KP3
Tổ trưởng TDP 5|Tổ trưởng TDP số 5|Trưởng KDC số 2|Phó CVP UBND tỉnh|CVP HĐND-UBND huyện|Chánh VP HĐND huyện
Trạm trưởng TYT xã|ĐBQH tỉnh|Chi cục trưởng THADS huyện|Giám đốc BHXH huyện|Giám đốc NHCSXH huyện|Chánh án TAND huyện
Viện trưởng VKSND huyện|Đội trưởng Đội CSGT|Trưởng Công an TP. Vinh|Chủ tịch UBND Q.1|Chủ tịch UBND P.5
Trưởng CA TX Nghi Sơn
"""


@pytest.mark.parametrize("post", ABBREVIATED.strip().replace("\n", "|").split("|"))
def test_an_abbreviated_post_is_read_whole(post: str) -> None:
    assert officials(f"Ông Lê Văn Tí, {post}, đến dự.") == {"Lê Văn Tí": post}


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Lê Văn Tí, Bí thư Huyện ủy, Chủ tịch HĐND huyện phát biểu.",
        "Ông Lê Văn Tí - Bí thư Huyện ủy, Chủ tịch HĐND huyện\nphát biểu tại lễ",
        "Ông Lê Văn Tí – Bí thư Huyện ủy – Chủ tịch HĐND huyện",
        "các Đ/c Lê Văn Tí, Bí thư Huyện ủy, Chủ tịch HĐND huyện; cùng các ngành",
        "Bí thư Huyện ủy, Chủ tịch HĐND huyện Lê Văn Tí dự.",
        "Bí thư Huyện ủy - Chủ tịch HĐND huyện Lê Văn Tí dự.",
        "Bí thư Huyện ủy kiêm Chủ tịch HĐND huyện, ông Lê Văn Tí dự.",
        "Lê Văn Tí\nBí thư Huyện ủy - Chủ tịch HĐND huyện",
        "- Đ/c Lê Văn Tí - Bí thư Huyện ủy, Chủ tịch HĐND huyện;",
        "+ Đ/c Lê Văn Tí: Bí thư Huyện ủy, Chủ tịch HĐND huyện",
        "1. Đ/c Lê Văn Tí - Bí thư Huyện ủy, Chủ tịch HĐND huyện.",
        "• Ông Lê Văn Tí (Bí thư Huyện ủy, Chủ tịch HĐND huyện)",
        "Ảnh: Bí thư Huyện ủy, Chủ tịch HĐND huyện Lê Văn Tí trao hoa",
        "Đoàn do đồng chí Lê Văn Tí - Bí thư Huyện ủy, Chủ tịch HĐND huyện dẫn đầu.",
        "Ông Lê Văn Tí giữ chức Bí thư Huyện ủy, Chủ tịch HĐND huyện.",
    ],
)
def test_every_shape_of_sentence_links_the_same_posts_to_the_same_name(text: str) -> None:
    assert officials(text) == {"Lê Văn Tí": "Bí thư Huyện ủy; Chủ tịch HĐND huyện"}


@pytest.mark.parametrize(
    "text",
    [
        "đồng chí Phó Chủ tịch UBND huyện yêu cầu bà con",
        "Tin, ảnh: Lê Tí - Trần Mận",
        "BT: Lê Mận",
        "Xuân Tí – Quốc Mận",
        "Châu Mận",
        "Tác giả: levanti",
        "Viết bởi Lê Văn Tí",
        "(Nguồn: Lê Văn Tí)",
        "Ngày trước Bác Hồ thăm nhà Bí thư Huyện ủy",
        "Học tập và làm theo Chủ tịch Hồ Chí Minh",
        "Đoàn TNCS Hồ Chí Minh phường ra quân",
        "Từ đường Nguyễn Thái Học, Chủ tịch UBND phường kiểm tra vỉa hè",
        "Trường THPT Nguyễn Thị Minh Khai, Hiệu trưởng nhà trường",
        "Giải thưởng Lê Văn Tí, Chủ tịch Hội đồng chấm",
        "Ông Lê Văn Tí, già làng ở buôn Trấp, hòa giải.",
        "Bà Trần Thị Mận, người có uy tín, dệt vải.",
        "Có 4.702 đồng chí đảng viên dự Hội nghị của Huyện ủy",
        "Chỉ thị CT 15, ông Lê Văn Tí nhận",
        "Xây TT văn hóa, HĐ 12 do Lê Văn Tí ký",
    ],
)
def test_authors_leaders_of_the_past_streets_and_residents_are_no_officials(text: str) -> None:
    assert officials(text) == {}
