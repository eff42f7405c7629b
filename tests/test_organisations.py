"""Which body a printed post belongs to."""

import pytest

from extractors.doc import Doc
from extractors.fields.officials import find


def organisation(post: str) -> str:
    (mention,) = find(Doc(f"Bà Lê Thị Tí, {post}, đã dự."))
    return str(mention.value["organisation"])


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ("Phó Trưởng Công an huyện Tiểu Cần", "Công an huyện Tiểu Cần"),
        ("Trưởng phòng Nội vụ huyện", "phòng Nội vụ huyện"),
        ("Phó phòng Nội vụ", "phòng Nội vụ"),
        ("Trưởng Ban Tuyên giáo Huyện ủy", "Ban Tuyên giáo Huyện ủy"),
        ("Chánh Văn phòng HĐND huyện", "Văn phòng HĐND huyện"),
        ("Trưởng thôn Trung", "thôn Trung"),
        ("Trưởng khu phố 2", "khu phố 2"),
        ("Chi hội trưởng phụ nữ thôn 3", "Chi hội phụ nữ thôn 3"),
    ],
)
def test_the_noun_of_a_post_belongs_to_its_body(post: str, body: str) -> None:
    assert organisation(post) == body


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ("Cục trưởng Cục Thuế tỉnh", "Cục Thuế tỉnh"),
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế"),
        ("Tổ trưởng tổ dân phố 5", "tổ dân phố 5"),
        ("Viện trưởng VKSND huyện", "VKSND huyện"),
        ("Trưởng phòng thuộc Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_a_body_that_is_printed_behind_the_post_stands_for_its_noun(post: str, body: str) -> None:
    assert organisation(post) == body


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ("Chủ tịch UBND xã Tân Hòa", "UBND xã Tân Hòa"),
        ("Phó Bí thư Thường trực Huyện ủy", "Huyện ủy"),
        ("Ủy viên Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("Công chức Tư pháp - Hộ tịch xã Tân Hòa", "xã Tân Hòa"),
    ],
)
def test_a_modifier_or_a_field_of_work_is_no_part_of_the_body(post: str, body: str) -> None:
    assert organisation(post) == body


@pytest.mark.parametrize("post", ["Trợ lý dân vận", "Chủ tịch xã", "Đại biểu Quốc hội khóa XV", "Trưởng phòng"])
def test_a_post_without_a_named_body_has_none(post: str) -> None:
    found = [m.value["organisation"] for m in find(Doc(f"Bà Lê Thị Tí, {post}, đã dự."))]
    assert set(found) <= {""}
