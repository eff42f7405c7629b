"""Where a post begins and where it ends."""

import pytest

from extractors import lexicon, posts
from extractors.syllables import table, tokens


def printed(text: str, borne: bool = True) -> str:
    """Return the first post of a text as printed."""
    words = tokens(text)
    post = next(p for i in range(len(words)) if (p := posts.read(words, i, borne)))
    return text[words[post.first].start : words[post.last - 1].end]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Bí thư Huyện ủy phát biểu", "Bí thư Huyện ủy"),
        ("Phó bí thư thường trực Huyện kết luận", "Phó bí thư thường trực Huyện"),
        ("Chủ tịch UBND huyện Tiểu Cần cho biết", "Chủ tịch UBND huyện Tiểu Cần"),
        ("Phó Chủ tịch UBND thị xãnhấn mạnh", "Phó Chủ tịch UBND thị xã"),
        ("Chủ tịch Ủy ban MTTQ Việt Nam xã trao quà", "Chủ tịch Ủy ban MTTQ Việt Nam xã"),
        ("Trưởng phòng Kinh tế - Hạ tầng huyện báo cáo", "Trưởng phòng Kinh tế - Hạ tầng huyện"),
        ("Trưởng phòng Tài chính - Kế hoạch, Trưởng đoàn", "Trưởng phòng Tài chính - Kế hoạch"),
        ("Phó phòng Lao động - Thương binh và Xã hội huyện", "Phó phòng Lao động - Thương binh và Xã hội huyện"),
        ("Giám đốc Sở Văn hóa, Thể thao và Du lịch dự", "Giám đốc Sở Văn hóa, Thể thao và Du lịch"),
        ("Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy dự", "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Phó Chủ tịch HĐND và Trưởng Ban Pháp chế", "Phó Chủ tịch HĐND"),
        ("Phó ban Chỉ huy phòng, chống thiên tai tỉnh đã", "Phó ban Chỉ huy phòng, chống thiên tai tỉnh"),
        ("UVBTV Trưởng ban Dân vận Huyện ủy", "UVBTV"),
        ("PCT UBND xã báo cáo", "PCT UBND xã"),
        ("P.CT UBND huyện", "P.CT UBND huyện"),
        ("CT.Hội CCB huyện điều hành", "CT.Hội CCB huyện"),
        ("Trưởng thôn Đông Cao cho hay", "Trưởng thôn Đông Cao"),
        ("Trưởng ấp khởi xướng phong trào", "Trưởng ấp"),
        ("Trưởng khu 5 cho biết", "Trưởng khu 5"),
        ("Phó phòng Tham mưu, Công an tỉnh", "Phó phòng Tham mưu"),
        ("Giám đốc Trung tâm Văn hóa và Sưu tầm huyện nói", "Giám đốc Trung tâm Văn hóa và Sưu tầm huyện"),
        ("Phó đồn trưởng nghiệp vụ Đồn Biên phòng nói", "Phó đồn trưởng nghiệp vụ Đồn Biên phòng"),
        ("cán bộ Công an xã Bình An cho biết", "cán bộ Công an xã Bình An"),
        ("Chủ tịch UBND xã. Tại cuộc họp", "Chủ tịch UBND xã"),
        ("Tư lệnh Đoàn 559 và cấp dưới", "Tư lệnh Đoàn 559"),
        ("Trưởng Ban Chỉ đạo 896 vừa duyệt", "Trưởng Ban Chỉ đạo 896"),
        ("Trưởng Phòng Văn hóa, Thông tin huyện nói", "Trưởng Phòng Văn hóa, Thông tin huyện"),
        ("người phát ngôn của UBND tỉnh cho biết", "người phát ngôn của UBND tỉnh"),
        ("Trưởng Đoàn Đại biểu Quốc hội tỉnh nói", "Trưởng Đoàn Đại biểu Quốc hội tỉnh"),
        ("Phó Bí thư Thường trực Đảng ủy, Chủ tịch xã", "Phó Bí thư Thường trực Đảng ủy"),
        ("Chủ tịch UBND huyện Cư M'gar-Cơ quan thường trực", "Chủ tịch UBND huyện Cư M'gar"),
        ("Tổ trưởng tổ quản lý chợ Trần Văn Mười nói", "Tổ trưởng tổ quản lý chợ Trần Văn Mười"),
        ("Trưởng ban quản lý chợ Trần Văn Mười nói", "Trưởng ban quản lý chợ"),
        (
            "Trưởng ban chống hàng giả, buôn lậu và gian lận thương mại",
            "Trưởng ban chống hàng giả, buôn lậu và gian lận thương mại",
        ),
        ("Giám đốc Ban Quản lý các công trình dân dụng tỉnh", "Giám đốc Ban Quản lý các công trình dân dụng tỉnh"),
        ("Chủ tịch Hội đồng xét xã nông thôn mới tỉnh nói", "Chủ tịch Hội đồng xét xã nông thôn mới tỉnh"),
        ("Trưởng ban CTMT Tổ dân phố Bình An tham gia", "Trưởng ban CTMT Tổ dân phố Bình An"),
        ("nguyên Chủ tịch UBND xã kể", "nguyên Chủ tịch UBND xã"),
        ("Chính trị viên phó Ban Chỉ huy Quân sự huyện", "Chính trị viên phó Ban Chỉ huy Quân sự huyện"),
        ("Cục trưởng Cục Hải quan Bà Rịa - Vũng Tàu dự", "Cục trưởng Cục Hải quan Bà Rịa - Vũng Tàu"),
        ("Bí thư Đoàn xã Đoàn Kết chia sẻ", "Bí thư Đoàn xã Đoàn Kết"),
        ("Phó Bí thư Đoàn Khối Dân - Chính - Đảng tỉnh chia sẻ", "Phó Bí thư Đoàn Khối Dân - Chính - Đảng tỉnh"),
        ("Chủ tịch UBND xã Tam Quan 2 kết luận", "Chủ tịch UBND xã Tam Quan 2"),
        ("Phó chủ tịch UBND Q.1 kiểm tra", "Phó chủ tịch UBND Q.1"),
        ("Trưởng Công an TP.Vinh ký", "Trưởng Công an TP.Vinh"),
        ("Hiệu trưởng Trường Tiểu học Lê Hồng Phong nói", "Hiệu trưởng Trường Tiểu học Lê Hồng Phong"),
        ("Giám đốc Trung tâm X thuộc Sở Y tế cho biết", "Giám đốc Trung tâm X thuộc Sở Y tế"),
        ("Đại biểu Quốc hội khóa XV", "Đại biểu Quốc hội khóa XV"),
        ("đại biểu Quốc hội Khóa I, Phó Giám đốc", "đại biểu Quốc hội Khóa I"),
        ("Chủ tịch HĐND tỉnh Khóa X nói", "Chủ tịch HĐND tỉnh Khóa X"),
        ("Phó Trưởng ban phụ trách Ban ATGT tỉnh nói", "Phó Trưởng ban phụ trách Ban ATGT tỉnh"),
        ("Bộ trưởng Tài chính nói", "Bộ trưởng Tài chính"),
        ("công chức tư pháp - hộ tịch phường cho biết", "công chức tư pháp - hộ tịch phường"),
    ],
)
def test_a_post_ends_with_its_body_and_place(text: str, post: str) -> None:
    assert printed(text) == post


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Trưởng phòng Kinh tế kiểm tra cống", "Trưởng phòng Kinh tế"),
        ("Giám đốc Sở Xây dựng hướng dẫn các huyện", "Giám đốc Sở Xây dựng"),
        ("Giám đốc Sở Tài chính dự báo thu tăng", "Giám đốc Sở Tài chính"),
        ("Trưởng phòng Kinh tế, Hạ tầng và Đô thị theo dõi việc", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"),
        ("Trưởng trạm Thú y hướng dẫn cách tiêm", "Trưởng trạm Thú y"),
        ("Hiệu trưởng Trường Tiểu học Bình An xúc động", "Hiệu trưởng Trường Tiểu học Bình An"),
        ("Trưởng Ban vận động mong bà con", "Trưởng Ban vận động"),
        ("Phó Trưởng phòng Cảnh sát PCCC và CNCH lưu ý", "Phó Trưởng phòng Cảnh sát PCCC và CNCH"),
        ("Phó Trưởng ban Quản lý Khu kinh tế cửa khẩu nói", "Phó Trưởng ban Quản lý Khu kinh tế cửa khẩu"),
        ("Chủ nhiệm Ủy ban Kinh tế của Quốc hội nói", "Chủ nhiệm Ủy ban Kinh tế của Quốc hội"),
        ("Giám đốc Sở Y tế thông tin thêm", "Giám đốc Sở Y tế"),
        ("Phó chủ nhiệm Ủy ban Về các vấn đề xã hội nói", "Phó chủ nhiệm Ủy ban Về các vấn đề xã hội"),
        ("Chủ tịch Tổng LĐLĐ Việt Nam nói", "Chủ tịch Tổng LĐLĐ Việt Nam"),
        ("Trưởng phòng Quản lý công nghệ thông tin nói", "Trưởng phòng Quản lý công nghệ thông tin"),
        ("Trưởng phòng Văn hóa thông tin huyện nói", "Trưởng phòng Văn hóa thông tin huyện"),
        ("Trưởng ban đại diện NHCSXH huyện nói", "Trưởng ban đại diện NHCSXH huyện"),
    ],
)
def test_a_complete_field_of_work_is_followed_by_no_verb(text: str, post: str) -> None:
    assert printed(text) == post


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Chủ tịch UBND xã Tân Hòa Nguyễn Văn Mười nói", "Chủ tịch UBND xã Tân Hòa"),
        ("Chủ tịch UBND tỉnh Trần Thị Mận nói", "Chủ tịch UBND tỉnh"),
        ("Bí thư Thành ủy Đà Nẵng Lê Văn Tí nói", "Bí thư Thành ủy Đà Nẵng"),
        ("Giám đốc Sở Giao thông Vận tải Lê Văn Tí nói", "Giám đốc Sở Giao thông Vận tải"),
        ("Tổng thống Pháp Jean Dupont", "Tổng thống Pháp"),
        ("Bí thư Lê Văn Tí", "Bí thư"),
    ],
)
def test_a_post_stops_before_the_person_who_bears_it(text: str, post: str) -> None:
    assert printed(text, borne=False) == post


@pytest.mark.parametrize(
    "text",
    [
        "Giám đốc Công ty TNHH Thành Đạt",
        "Chủ tịch HĐQT",
        "Chủ nhiệm câu lạc bộ",
        "Giám đốc HTX Nông nghiệp",
        "Trưởng phòng Kinh doanh Tập đoàn Sao Mai",
        "Giám đốc Ngân hàng Agribank",
    ],
)
def test_the_head_of_a_firm_or_a_club_bears_no_public_post(text: str) -> None:
    post = posts.read(tokens(text), 0, borne=True)
    assert post and post.public is False


@pytest.mark.parametrize(
    "text", ["Giám đốc ngân hàng chính sách xã hội huyện", "Giám đốc Sở Y tế", "Chủ tịch Liên minh HTX"]
)
def test_public_agencies_and_mass_organisations_are_public(text: str) -> None:
    post = posts.read(tokens(text), 0, borne=True)
    assert post and post.public is True


def test_a_bare_director_tells_nothing() -> None:
    post = posts.read(tokens("Giám đốc cho biết"), 0, borne=True)
    assert post and post.public is None


@pytest.mark.parametrize("text", ["đạt tăng trưởng 5 %", "CT 15 của Tỉnh ủy", "cán bộ hưu trí", "phường kiểu mẫu"])
def test_what_looks_like_a_head_alone_is_no_post(text: str) -> None:
    words = tokens(text)
    assert [i for i in range(len(words)) if posts.read(words, i, borne=False)] == []


@pytest.mark.parametrize(
    "text", ["đồng chí Lê Tí", "Đ/c Lê Tí", "TS. Lê Tí", "PGS.TS. Lê Tí", "Đại tá Lê Tí", "Thiếu tá, bác sĩ Lê Tí"]
)
def test_honorifics_ranks_and_degrees_lead_to_the_name(text: str) -> None:
    words = tokens(text)
    assert words[lexicon.honorific_at(words, 0)].text == "Lê"


@pytest.mark.parametrize("text", ["Phạm Anh Tú nói", "Bà Rịa đã", "Hai Bà Trưng"])
def test_a_syllable_of_a_name_is_no_honorific(text: str) -> None:
    words = tokens(text)
    assert not any(lexicon.starts_address(words, i) for i in range(len(words)))


def test_every_post_of_the_table_is_read_as_one() -> None:
    unread = [r["post"] for r in table("posts") if r["kind"] != "deputy" and not lexicon.head_at(tokens(r["post"]), 0)]
    assert unread == []
