"""Who is an official, with which posts: every printed form, and every person who is none."""

import json
import time
from collections import defaultdict
from pathlib import Path

import pytest

from extractors import read
from extractors.doc import Doc
from extractors.fields.officials import FIELD, find, merge
from extractors.mention import Context, Mention
from extractors.syllables import table
from extractors.text import store


def officials(text: str) -> dict[str, str]:
    """Return the posts of each official of a text, merged as the pipeline merges them."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in find(Doc(store(text))):
        assert store(text)[mention.char_start : mention.char_end] == mention.text
        groups[str(mention.value["name"])].append(mention)
    return {name: str(merge(found).value["titles"]) for name, found in groups.items()}


ONE_PERSON = [
    ("Đồng chí Trần Thị Mận, UVBTV, Phó Chủ tịch UBND huyện dự.", "Trần Thị Mận", "UVBTV; Phó Chủ tịch UBND huyện"),
    ("Ông Lê Văn Tí - Bí thư Đảng ủy, Chủ tịch HĐND xã", "Lê Văn Tí", "Bí thư Đảng ủy; Chủ tịch HĐND xã"),
    ("Đ/c Lê Văn Tí – PBT - CT HĐND huyện phát biểu", "Lê Văn Tí", "PBT; CT HĐND huyện"),
    ("đồng chí Lê Văn Tí Phó Chủ tịch UBND huyện phát biểu", "Lê Văn Tí", "Phó Chủ tịch UBND huyện"),
    ("Bà Trần Thị Mận (nguyên Bí thư Đảng ủy xã) kể.", "Trần Thị Mận", "nguyên Bí thư Đảng ủy xã"),
    ("Ông Lê Văn Tí (SN 1970), Trưởng ấp Chợ, cho hay", "Lê Văn Tí", "Trưởng ấp Chợ"),
    ("Chủ tịch UBND xã Tân Hòa Lê Văn Tí cho biết", "Lê Văn Tí", "Chủ tịch UBND xã Tân Hòa"),
    ("Chủ tịch UBND xã Tân Hòa, Trần Thị Mận cho biết", "Trần Thị Mận", "Chủ tịch UBND xã Tân Hòa"),
    ("Chủ tịch UBND phường (quận Tây Hồ) Lê Văn Tí nói", "Lê Văn Tí", "Chủ tịch UBND phường"),
    ("Bí thư Đảng ủy xã - ông Lê Văn Tí cho biết", "Lê Văn Tí", "Bí thư Đảng ủy xã"),
    ("Đại tá Lê Văn Tí, Giám đốc Công an tỉnh", "Lê Văn Tí", "Giám đốc Công an tỉnh"),
    ("PGS.TS. Lê Văn Tí, Viện trưởng Viện Sử học nói", "Lê Văn Tí", "Viện trưởng Viện Sử học"),
    ("Đoàn do đồng chí Lê Văn Tí, Bí thư Huyện ủy làm Trưởng đoàn", "Lê Văn Tí", "Bí thư Huyện ủy; Trưởng đoàn"),
    ("Ông Lê Văn Tí được bầu giữ chức Chủ tịch UBND xã", "Lê Văn Tí", "Chủ tịch UBND xã"),
    ("Ông Lê Văn Tí tái đắc cử Bí thư Đảng ủy xã", "Lê Văn Tí", "Bí thư Đảng ủy xã"),
    ("Ông Lê Văn Tí, khi đó là Trưởng phòng Nội vụ huyện", "Lê Văn Tí", "Trưởng phòng Nội vụ huyện"),
    (
        "Bổ nhiệm ông Lê Văn Tí, Phó Trưởng phòng Nội vụ giữ chức vụ Trưởng phòng Nội vụ",
        "Lê Văn Tí",
        "Phó Trưởng phòng Nội vụ; Trưởng phòng Nội vụ",
    ),
    ("Bổ nhiệm chức vụ Hiệu trưởng đối với bà Trần Thị Mận", "Trần Thị Mận", "Hiệu trưởng"),
    ("Ông Lê Văn Tí thay ông Hồ Văn Mười giữ chức vụ Chủ tịch UBND xã", "Lê Văn Tí", "Chủ tịch UBND xã"),
    ("Bí thư Chi bộ kiêm Trưởng thôn Đông Cao Lê Văn Tí", "Lê Văn Tí", "Bí thư Chi bộ; Trưởng thôn Đông Cao"),
    ("Ông Lê Văn TíPhó giám đốc Sở Y tế", "Lê Văn Tí", "Phó giám đốc Sở Y tế"),
    ("ông Y Krông Niê, Phó Chủ tịch HĐND tỉnh", "Y Krông Niê", "Phó Chủ tịch HĐND tỉnh"),
    ("bà H'Rin Kđoh - Chủ tịch Hội LHPN xã", "H'Rin Kđoh", "Chủ tịch Hội LHPN xã"),
    ("Đại biểu Trần Thị Mận (Cà Mau) nêu", "Trần Thị Mận", "Đại biểu"),
    ("Thủ tướng Canada Jean Dupont phát biểu", "Jean Dupont", "Thủ tướng Canada"),
    ("Đ/c LêThị Mận - TUV dự", "Lê Thị Mận", "TUV"),
    ("Chủ tịch UBND huyện Mộ Đức Vũ Tí Bên cạnh đó, huyện đã", "Vũ Tí", "Chủ tịch UBND huyện Mộ Đức"),
    ("Chủ tịch UBND xã Bình An, huyện Kiên Lương Cao Văn Tí nói", "Cao Văn Tí", "Chủ tịch UBND xã Bình An"),
    ("bà Thị H’Mận – PCT. UBND huyện. Sau đó", "Thị H’Mận", "PCT. UBND huyện"),
    ("Trưởng phòng Tài nguyên và Môi trường Cao Văn Tí", "Cao Văn Tí", "Trưởng phòng Tài nguyên và Môi trường"),
    ("Bà Trần Thị Mận, sinh năm 1970, dân tộc Tày, Trưởng thôn Hạ", "Trần Thị Mận", "Trưởng thôn Hạ"),
    ("Ông Lê Văn Tí thôi làm đại biểu Quốc hội", "Lê Văn Tí", "đại biểu Quốc hội"),
    ("Kỷ luật ông Lê Văn Tí, cách chức Bí thư Đảng ủy xã", "Lê Văn Tí", "Bí thư Đảng ủy xã"),
    (
        "Bà Trần Thị Mận - khi đó là Bí thư xã và hiện nay là Bí thư Huyện ủy",
        "Trần Thị Mận",
        "Bí thư xã; Bí thư Huyện ủy",
    ),
    ("Phó Chủ tịch UBND tỉnh Lai Châu, Trần Mận lại nhắc nhở", "Trần Mận", "Phó Chủ tịch UBND tỉnh Lai Châu"),
    ("có Lê Văn Tí; K'Mười – TUV Phó Chủ tịch HĐND tỉnh", "K'Mười", "TUV; Phó Chủ tịch HĐND tỉnh"),
    ("Ông Lê Ngọc Tại hiện là Trưởng phòng Tài chính huyện", "Lê Ngọc Tại", "Trưởng phòng Tài chính huyện"),
    ("Lê Văn Tí (SN 1973, trú tại Hàng Bông, Hà Nội - nguyên Bí thư xã)", "Lê Văn Tí", "nguyên Bí thư xã"),
    ("PGS-TS Lê Văn Tí - Hiệu trưởng", "Lê Văn Tí", "Hiệu trưởng"),
    ("Sáng nay, ĐB Lê Văn Tí (Bình Định) hỏi", "Lê Văn Tí", "ĐB"),
    ("Tổng thư ký ASEAN Lê Văn Tí nói", "Lê Văn Tí", "Tổng thư ký ASEAN"),
    ("Phó Chủ tịch UBND huyện Hoài Ân Lê Văn Dự cam kết sẽ", "Lê Văn Dự", "Phó Chủ tịch UBND huyện Hoài Ân"),
    ("Ông Lê Văn Tí, Phó Chủ tịch UBND Tp. Cần Thơ đề nghị", "Lê Văn Tí", "Phó Chủ tịch UBND Tp. Cần Thơ"),
    ("Ông Lê Văn Tí, Giám đốc Trung tâm nước sạch tỉnh", "Lê Văn Tí", "Giám đốc Trung tâm nước sạch tỉnh"),
    ("Trưởng ban Nhân dân ấp Chợ Lê Văn Tí nói", "Lê Văn Tí", "Trưởng ban Nhân dân ấp Chợ"),
    ("Ông Lê Văn Tí, người có uy tín, nguyên Trưởng bản Nậm Pồ, kể", "Lê Văn Tí", "nguyên Trưởng bản Nậm Pồ"),
    ("cho thôi nhiệm vụ ĐBQH đối với bà Trần Thị Mận", "Trần Thị Mận", "ĐBQH"),
]


@pytest.mark.parametrize(("text", "name", "titles"), ONE_PERSON, ids=[t[0][:50] for t in ONE_PERSON])
def test_the_posts_of_a_person_are_linked_in_every_printed_form(text: str, name: str, titles: str) -> None:
    assert officials(text) == {name: titles}


MANY = [
    (
        "có đồng chí: Lê Văn Tí - Bí thư Huyện ủy; Trần Thị Mận, Phó Bí thư, Chủ tịch UBND huyện và lãnh đạo xã",
        {"Lê Văn Tí": "Bí thư Huyện ủy", "Trần Thị Mận": "Phó Bí thư; Chủ tịch UBND huyện"},
    ),
    (
        "Bí thư Tỉnh ủy Lê Văn Tí, Chủ tịch UBND tỉnh Trần Thị Mận cắt băng",
        {"Lê Văn Tí": "Bí thư Tỉnh ủy", "Trần Thị Mận": "Chủ tịch UBND tỉnh"},
    ),
    (
        "Các Phó Chủ tịch UBND tỉnh: Lê Văn Tí, Trần Thị Mận và Cao Mười dự",
        dict.fromkeys(("Lê Văn Tí", "Trần Thị Mận", "Cao Mười"), "Phó Chủ tịch UBND tỉnh"),
    ),
    (
        "các đồng chí Lê Văn Tí, Trần Thị Mận - Phó Chủ tịch UBND huyện chủ trì",
        dict.fromkeys(("Lê Văn Tí", "Trần Thị Mận"), "Phó Chủ tịch UBND huyện"),
    ),
    (
        "các Ủy viên Trung ương Đảng: Bí thư Tỉnh ủy Lê Văn Tí, Bộ trưởng Bộ Y tế Trần Thị Mận.",
        {
            "Lê Văn Tí": "Ủy viên Trung ương Đảng; Bí thư Tỉnh ủy",
            "Trần Thị Mận": "Ủy viên Trung ương Đảng; Bộ trưởng Bộ Y tế",
        },
    ),
    (
        "các đại biểu Hồ Thị Mận (Quảng Trị), Triệu Thị Mười (Bắc Kạn) quan tâm",
        dict.fromkeys(("Hồ Thị Mận", "Triệu Thị Mười"), "đại biểu"),
    ),
    (
        "bà H'Mận Niê KĐăm và ông Lê Văn Tí giữ chức Phó Chủ tịch Hội Nông dân huyện",
        dict.fromkeys(("H'Mận Niê KĐăm", "Lê Văn Tí"), "Phó Chủ tịch Hội Nông dân huyện"),
    ),
    (
        "Ông Lê Văn Tí (Chủ tịch UBND xã) làm Trưởng ban, bà Trần Thị Mận (Chủ tịch MTTQ) làm Phó ban",
        {"Lê Văn Tí": "Chủ tịch UBND xã; Trưởng ban", "Trần Thị Mận": "Chủ tịch MTTQ; Phó ban"},
    ),
    (
        "đồng chí Lê Văn Tí và đồng chí Trần Thị Mận - đều là Phó Chủ tịch UBND huyện",
        dict.fromkeys(("Lê Văn Tí", "Trần Thị Mận"), "Phó Chủ tịch UBND huyện"),
    ),
    (
        "Có Chủ tịch UBND tỉnh Lê Văn Tí, Chỉ huy trưởng Bộ CHQS, Đại tá Cao Văn Mười",
        {"Lê Văn Tí": "Chủ tịch UBND tỉnh", "Cao Văn Mười": "Chỉ huy trưởng Bộ CHQS"},
    ),
    (
        "Sở Y tế có hai phó giám đốc: Lê Văn Tí, Nay H'Mận, Y Mười Niê",
        dict.fromkeys(("Lê Văn Tí", "Nay H'Mận", "Y Mười Niê"), "phó giám đốc"),
    ),
    (
        "Đ/c Lê Văn Tí, Chủ tịch HĐND xã, Chủ tịch UBND xã Trần Thị Mận cùng dự",
        {"Lê Văn Tí": "Chủ tịch HĐND xã", "Trần Thị Mận": "Chủ tịch UBND xã"},
    ),
]


@pytest.mark.parametrize(("text", "found"), MANY, ids=[t[0][:50] for t in MANY])
def test_posts_of_several_persons_are_kept_apart_or_shared(text: str, found: dict[str, str]) -> None:
    assert officials(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Tin, ảnh: Ngọc Bích - Quang Tí",
        "Ảnh: Lê Tí/TTXVN\nHội nghị của Chủ tịch UBND các xã",
        "Ông Lê Văn Tí, ngụ ấp Chợ, hiến đất làm đường.",
        "Ông Lê Văn Tí, Giám đốc Công ty TNHH Thành Đạt, ủng hộ 5 triệu đồng.",
        "Bà Trần Thị Mận - Chủ tịch HĐQT kiêm Tổng Giám đốc Tập đoàn Sao Mai",
        "Bạn Lê Tí, Chủ nhiệm câu lạc bộ thiện nguyện",
        "học tập tấm gương Chủ tịch Hồ Chí Minh",
        "Chủ tịch UBND phường Nguyễn Cư Trinh trao quà",
        "đường Nguyễn Thị Minh Khai, Chủ tịch UBND xã khảo sát",
        "bị cáo Lê Văn Tí (nguyên Trưởng phòng Kinh doanh) và Trần Thị Mận (nguyên Kế toán trưởng)",
        "Cán bộ thú y xã Tân Hòa (Tiểu Cần) phun thuốc",
        "Theo Hiệu trưởng trường mầm non Sen Hồng, luật sư Lê Văn Tí cho biết",
        "Chủ tịch SKL Lê Văn Tí ký thỏa thuận",
        "bệnh nhân Lê Văn Tí (trưởng Đoàn du lịch Vũng Tàu)",
        "Theo tờ báo, chủ tịch Jorge Morales của đội bóng rất giận",
        "BS. Lê Văn Tí khám bệnh cho bà con",
        "đồng chí Phó Chủ tịch UBND thị xã kết luận",
        "Ông Lò Văn Tí, già làng, người có uy tín của bản",
        "Sáng nay, 4.702 đồng chí dự hội nghị của Huyện ủy",
    ],
)
def test_a_person_without_a_public_post_is_no_official(text: str) -> None:
    assert officials(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("Xã đội trưởng Lê Văn Tí điểm danh dân quân.", "Lê Văn Tí", "Xã đội trưởng"),
        ("Thẩm phán Ma Văn Tí tuyên án lúc 11 giờ.", "Ma Văn Tí", "Thẩm phán"),
        ("Thiếu tá Lê Văn Tí, Phó Đội trưởng, dặn bà con.", "Lê Văn Tí", "Phó Đội trưởng"),
        ("Chủ tịch UBND xã Hồ Văn Tí ký giấy mời.", "Hồ Văn Tí", "Chủ tịch UBND xã"),
        ("Bí thư Chi bộ ấp Bà Cả Lê Văn Tí đi vắng.", "Lê Văn Tí", "Bí thư Chi bộ ấp Bà Cả"),
        ("Trưởng khu vực 7 Trần Thị Mận gõ kẻng.", "Trần Thị Mận", "Trưởng khu vực 7"),
        ("Tổ trưởng dân phố Chu Văn Tí vận động từng nhà.", "Chu Văn Tí", "Tổ trưởng dân phố"),
        ("Cử tri nghe anh Tư Nguyễn Văn Mười - Trưởng ấp trình bày.", "Nguyễn Văn Mười", "Trưởng ấp"),
        ("Số liệu do Trà Văn Tí, công chức địa chính xã, cung cấp.", "Trà Văn Tí", "công chức địa chính xã"),
        ("Bà Neáng Thị Mận, Hiệu trưởng, nhận quà.", "Neáng Thị Mận", "Hiệu trưởng"),
        ("Ông Lê Văn Tí, sinh năm 1970, Tày, Trưởng Công an xã.", "Lê Văn Tí", "Trưởng Công an xã"),
        ("Ông Lê Văn Tí, người Hà Nhì, Chủ tịch UBND xã, vui lắm.", "Lê Văn Tí", "Chủ tịch UBND xã"),
        ("Bà Trần Thị Mận rời ghế Chủ tịch UBND xã.", "Trần Thị Mận", "Chủ tịch UBND xã"),
        ("Ông Lê Văn Tí giữ trọng trách Bí thư Huyện ủy.", "Lê Văn Tí", "Bí thư Huyện ủy"),
        ("Chị Trần Thị Mận sang làm Phó Chủ tịch HĐND xã.", "Trần Thị Mận", "Phó Chủ tịch HĐND xã"),
        ("Trưởng thôn khi ấy Lê Văn Tí bị phê bình.", "Lê Văn Tí", "Trưởng thôn"),
        ("Bãi nhiệm chức danh Ủy viên UBND huyện với ông Lê Văn Tí.", "Lê Văn Tí", "Ủy viên UBND huyện"),
        ("Bà Trần Thị Mận, Giám đốc Sở Y tế dọa kiện nhà thầu.", "Trần Thị Mận", "Giám đốc Sở Y tế"),
        ("Giám đốc Bệnh viện Y học cổ truyền Mai Văn Tí kể.", "Mai Văn Tí", "Giám đốc Bệnh viện Y học cổ truyền"),
        ("Chị Trần Thị Mận, cán bộ Hội Phụ nữ xã, ghi sổ.", "Trần Thị Mận", "cán bộ Hội Phụ nữ xã"),
        ("Cô Trần Thị Mận vừa dạy vừa làm Bí thư chi bộ bản.", "Trần Thị Mận", "Bí thư chi bộ bản"),
        ("Cô Trần Thị Mận vừa Bí thư Chi bộ vừa Hiệu trưởng.", "Trần Thị Mận", "Bí thư Chi bộ; Hiệu trưởng"),
        ("Ông Lê Văn Tí nhận Phó thôn kiêm Công an viên.", "Lê Văn Tí", "Phó thôn; Công an viên"),
        ("Thông báo do PCT Mai Văn Tí ký.", "Mai Văn Tí", "PCT"),
        ("Đ/c Lê Văn Tí, UV BCH Đảng bộ Bí thư Đảng ủy xã", "Lê Văn Tí", "UV BCH Đảng bộ; Bí thư Đảng ủy xã"),
        (
            "Ông Lê Văn Tí, 52 tuổi, ở ấp Chợ, Chi hội trưởng Hội Nông dân ấp.",
            "Lê Văn Tí",
            "Chi hội trưởng Hội Nông dân ấp",
        ),
        ("Ông Lê Văn Tí, tức Tư Tí, Trưởng ấp Chợ, cười.", "Lê Văn Tí", "Trưởng ấp Chợ"),
        ("Ông Lê Văn Tí, Bí thư, Trưởng ấp Trà Mẹt, vui.", "Lê Văn Tí", "Bí thư; Trưởng ấp Trà Mẹt"),
        ("Thượng úy Lê Thị Mận, cán bộ Đội Cảnh sát hình sự, dặn.", "Lê Thị Mận", "cán bộ Đội Cảnh sát hình sự"),
        ("Bà Trần Thị Mận, chuyên viên Phòng Nội vụ huyện.", "Trần Thị Mận", "chuyên viên Phòng Nội vụ huyện"),
        ("Tổ trưởng là đ/cLê Văn Tí PCT UBND thị trấn;có mặt", "Lê Văn Tí", "Tổ trưởng; PCT UBND thị trấn"),
        ("Anh Lê Văn Tí thôi Bí thư Đoàn sang làm ở xưởng.", "Lê Văn Tí", "Bí thư Đoàn"),
        ("Bà Trần Thị Mận giữ chức vụ Phó Chủ tịch HĐND xã.", "Trần Thị Mận", "Phó Chủ tịch HĐND xã"),
        ("Theo ủy quyền của Bộ Tư lệnh Vùng 5, ông Lê Văn Tí, Trưởng thôn, đến.", "Lê Văn Tí", "Trưởng thôn"),
        ("Ông Lê Văn Tí, Chính ủy Quân khu 7 và chỉ huy các đơn vị đến dự.", "Lê Văn Tí", "Chính ủy Quân khu 7"),
        ("NSND Trần Thị Mận: Chủ tịch Hội Nghệ sĩ Sân khấu tỉnh", "Trần Thị Mận", "Chủ tịch Hội Nghệ sĩ Sân khấu tỉnh"),
        ("Ông Lê Văn Tí, Giám đốc Học viện Công an nhân dân.", "Lê Văn Tí", "Giám đốc Học viện Công an nhân dân"),
        ("Anh Lê Văn Tí - Chánh VP HĐND - UBND huyện san nền.", "Lê Văn Tí", "Chánh VP HĐND - UBND huyện"),
        ("Trưởng ban là Phó Chủ tịch UBND xã Lê Văn Tí.", "Lê Văn Tí", "Trưởng ban; Phó Chủ tịch UBND xã"),
        ("Ông Lê Văn Tí, Thượng tá, Chỉ huy trưởng Ban CHQS huyện, dự.", "Lê Văn Tí", "Chỉ huy trưởng Ban CHQS huyện"),
        ("Ông chủ tịch phường mới, Lê Văn Tí, hứa sửa.", "Lê Văn Tí", "chủ tịch phường"),
        ("Hiệu trưởng nhà trường, cô Trần Thị Mận, vui.", "Trần Thị Mận", "Hiệu trưởng nhà trường"),
        ("Trưởng Công an xã Tam Quan Đông Bùi Tấn Tí dặn.", "Bùi Tấn Tí", "Trưởng Công an xã Tam Quan Đông"),
        ("Ký: Lê Văn Tí, Phó Chủ tịch Ban đại diện HĐQT.", "Lê Văn Tí", "Phó Chủ tịch Ban đại diện HĐQT"),
        ("Luật sư Lê Văn Tí, Chủ nhiệm Đoàn Luật sư tỉnh, dự.", "Lê Văn Tí", "Chủ nhiệm Đoàn Luật sư tỉnh"),
    ],
)
def test_local_posts_and_turns_of_phrase_link_a_name(text: str, name: str, titles: str) -> None:
    assert officials(text) == {name: titles}


@pytest.mark.parametrize(
    "text",
    [
        "Người viết: Lê Thị Mận, công chức Địa chính - Xây dựng.",
        "Bà Trần Thị Mận, Trưởng ban từ thiện của Ban Trị sự Phật giáo huyện, nấu cơm.",
        "Tổ trưởng Lê Văn Tí chia lãi cho tổ viên hợp tác.",
        "Giám đốc phòng giao dịch Trần Thị Mận của một ngân hàng cổ phần tươi cười.",
        "Trưởng ban quý tế Lê Văn Tí đọc chúc văn.",
        "Bên đường băng sân bay Cam Ranh, Thủ tướng nhận hoa.",
    ],
)
def test_heads_of_private_groups_and_places_before_a_post_are_no_officials(text: str) -> None:
    assert officials(text) == {}


def test_a_number_before_a_post_shares_it_but_a_day_does_not() -> None:
    text = "Phạt 3 công chức hải quan Lê Văn Tí, Trần Thị Mận, Đỗ Văn Mười."
    assert officials(text) == dict.fromkeys(("Lê Văn Tí", "Trần Thị Mận", "Đỗ Văn Mười"), "công chức hải quan")
    assert officials("Ngày 3 Chủ tịch UBND xã Lê Văn Tí, Trần Thị Mận đi") == {"Lê Văn Tí": "Chủ tịch UBND xã"}


def test_each_of_a_list_bears_the_post_that_all_of_it_holds() -> None:
    text = "Các đồng chí Lê Văn Tí, Trần Thị Mận, Đỗ Văn Mười là Ủy viên Ban Thường vụ."
    assert officials(text) == dict.fromkeys(("Lê Văn Tí", "Trần Thị Mận", "Đỗ Văn Mười"), "Ủy viên Ban Thường vụ")


def test_a_name_alone_on_a_line_takes_the_posts_of_the_next_line() -> None:
    text = "Lê Văn Tí\n\nPhó Bí thư Thường trực Thành ủy - Chủ tịch HĐND thành phố\n\nThành phố là trung tâm."
    assert officials(text) == {"Lê Văn Tí": "Phó Bí thư Thường trực Thành ủy; Chủ tịch HĐND thành phố"}


def test_a_dash_at_the_head_of_a_line_goes_on_with_the_name_above() -> None:
    text = "Dự lễ có ông Lê Văn Tí, bà Thị H’Mận\n– P.CT UBND huyện cùng các ngành.\n- Bí thư Đảng ủy xã Cao Văn Mười"
    assert officials(text) == {"Thị H’Mận": "P.CT UBND huyện", "Cao Văn Mười": "Bí thư Đảng ủy xã"}
    assert officials("Có ông Lê Văn Tí\n- Bí thư Chi bộ Cao Văn Mười") == {"Cao Văn Mười": "Bí thư Chi bộ"}


@pytest.mark.parametrize(
    "broken", ["Lê Văn Tí,\nTrưởng thôn Hạ dự", "Lê Văn Tí -\nTrưởng thôn Hạ dự", "1 | Lê Văn Tí | Trưởng thôn Hạ"]
)
def test_marks_at_the_end_of_a_line_and_between_cells_lead_to_the_post(broken: str) -> None:
    assert officials(broken) == {"Lê Văn Tí": "Trưởng thôn Hạ"}


def test_a_signature_takes_the_post_of_the_line_above() -> None:
    assert officials("Nơi nhận: như trên.\nPHÓ CHỦ TỊCH\nLê Văn Tí") == {"Lê Văn Tí": "PHÓ CHỦ TỊCH"}


def test_titles_of_several_mentions_are_joined_once_in_order() -> None:
    text = "Bộ trưởng Bộ Y tế Trần Thị Mận đến dự. Bộ trưởng Trần Thị Mận nói. BỘ TRƯỞNG Trần Thị Mận về."
    assert officials(text) == {"Trần Thị Mận": "Bộ trưởng Bộ Y tế; Bộ trưởng"}


def test_a_short_name_behind_a_post_refers_to_the_full_one() -> None:
    text = "Bộ trưởng Bộ Y tế Trần Thị Mận đến dự. Theo Bộ trưởng Mận, cần làm sớm. Chủ tịch Tân nói."
    assert officials(text) == {"Trần Thị Mận": "Bộ trưởng Bộ Y tế; Bộ trưởng"}


def test_a_given_name_behind_an_address_refers_to_the_full_one_where_it_holds_a_post() -> None:
    text = "Ông Lê Văn Tí, Chủ tịch UBND xã, dự. Ông Tí làm Phó Giám đốc Sở Y tế từ 2019. Bà Mận, Trưởng thôn, vắng."
    assert officials(text) == {"Lê Văn Tí": "Chủ tịch UBND xã; Phó Giám đốc Sở Y tế"}
    assert officials("Bà Trần Thị Mận, Trưởng thôn, vắng. Ông Tí là Bí thư Chi bộ.") == {"Trần Thị Mận": "Trưởng thôn"}


def test_the_last_words_of_a_name_refer_to_the_whole() -> None:
    text = "Đại biểu Trần Thị Hồng Mận (Bạc Liêu) hỏi. Ông Lê Văn Tí đáp. Đại biểu Hồng Mận nói thêm."
    assert officials(text) == {"Trần Thị Hồng Mận": "Đại biểu"}


def test_a_later_mention_without_a_post_adds_none() -> None:
    text = "Ông Lê Văn Tí, Trưởng thôn Trung, đã đến. Ông Lê Văn Tí cho biết thêm."
    assert officials(text) == {"Lê Văn Tí": "Trưởng thôn Trung"}


def test_honorific_and_organisation_stand_in_their_columns() -> None:
    (mention,) = find(Doc("Thượng tá Lê Văn Tí, Trưởng Công an huyện Tiểu Cần, dự."))
    assert mention.value["honorific"] == "Thượng tá"
    assert mention.value["organisation"] == "Công an huyện Tiểu Cần"
    assert mention.value["person_id"] == ""


@pytest.mark.parametrize("address", ["Bà:", "Các đồng chí:", "Đại tá -", "TS."])
def test_an_honorific_keeps_no_colon_or_dash_behind_it(address: str) -> None:
    (mention,) = find(Doc(f"{address} Lê Thị Tí, Trưởng thôn Trung, dự."))
    assert mention.value["honorific"] == address.rstrip(" :-")


def test_a_name_in_capitals_is_valued_in_ordinary_case() -> None:
    (mention,) = find(Doc("ĐỒNG CHÍ LÊ VĂN TÍ, BÍ THƯ HUYỆN ỦY"))
    assert (mention.text, mention.value["name"]) == ("LÊ VĂN TÍ", "Lê Văn Tí")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Ông LÊ VĂN TÍ, CHỦ TỊCH UBND HUYỆN", "CHỦ TỊCH UBND HUYỆN"),
        ("Đồng chí LÊ VĂN TÍ - Ủy viên BTV Tỉnh ủy, Bí thư Huyện ủy dự", "Ủy viên BTV Tỉnh ủy; Bí thư Huyện ủy"),
        ("ĐỒNG CHÍ LÊ VĂN TÍ – BÍ THƯ HUYỆN ỦY DỰ HỌP CHI BỘ ẤP CHỢ", "BÍ THƯ HUYỆN ỦY"),
        ("BÍ THƯ HUYỆN ỦY LÊ VĂN TÍ THĂM NGƯỜI CÓ UY TÍN", "BÍ THƯ HUYỆN ỦY"),
        ("CHỦ TỊCH UBND HUYỆN TIỂU CẦN LÊ VĂN TÍ KIỂM TRA ĐÊ", "CHỦ TỊCH UBND HUYỆN TIỂU CẦN"),
        ("PHÓ CHỦ TỊCH UBND TỈNH LÊ VĂN TÍ LÀM VIỆC VỚI XÃ TÂN HÒA", "PHÓ CHỦ TỊCH UBND TỈNH"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLê Văn Tí", "CHỦ TỊCH"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Tí", "PHÓ CHỦ TỊCH"),
        ("Bà Mận. Ảnh: LÊ THOA Chủ tịch xã Lê Văn Tí", "Chủ tịch xã"),
    ],
)
def test_names_and_posts_in_capitals_end_where_those_in_small_letters_do(text: str, titles: str) -> None:
    assert officials(text) == {"Lê Văn Tí": titles}


@pytest.mark.parametrize(
    "text", ["CHỦ TỊCH UBND XÃ TÂN HÒA TRẢ LỜI CỬ TRI", "ĐẠI BIỂU QUỐC HỘI TIẾP XÚC CỬ TRI HUYỆN CÀNG LONG"]
)
def test_a_headline_in_capitals_without_a_name_names_nobody(text: str) -> None:
    assert officials(text) == {}


def test_every_post_of_the_table_passes_the_gate() -> None:
    import re2

    options = re2.Options()
    options.case_sensitive = False
    gate = re2.compile(FIELD.gate, options)
    heads = [("phó " if row["kind"] == "deputy" else "") + row["post"] for row in table("posts")]
    assert [head for head in heads if not gate.search(head)] == []


@pytest.mark.parametrize(
    "unit",
    [
        *("Chủ tịch UBND xã ", "Nguyễn Văn A, ", "ông ", "các đồng chí: ", "Trưởng phòng Kinh tế, ", "("),
        *(
            "Tổ 1, Tổ trưởng Lê Văn Tí. ",
            "- Bí thư\nLê Tí,\n",
            "Lê Văn Tí, giám đốc và ",
            "LÊ VĂN TÍ ",
            "ông Tí là Bí thư. ",
        ),
    ],
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    start = time.process_time()
    list(find(Doc((unit * 5_000)[:10_000])))
    assert time.process_time() - start < 1


@pytest.mark.shared
def test_the_gate_changes_nothing_on_real_texts(shared: Path) -> None:
    lines = (shared / "articles" / "unlabelled.jsonl").read_text("utf-8").splitlines()[:120]
    for line in lines:
        text = store(json.loads(line)["text"])
        gated, ungated = (read(text, Context(), ("officials",), gated=g).mentions for g in (True, False))
        assert gated == ungated
