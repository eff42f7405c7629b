"""Every record is tied to its unit, before and after 1 July 2025."""

from extractors import Context, read
from extractors.field import fields
from extractors.text import store
from pipeline.location import article_codes, article_unit, value_codes

CAU_QUAN, TIEU_CAN, TRA_VINH = "29344", "846", "84"


def codes(text: str, name: str, unit_code: str, published: str = "2024-03-05") -> dict[str, tuple[str, str]]:
    doc = read(store(text), Context(published=published, unit_code=unit_code))
    unit = article_unit(doc)
    return {m.text: value_codes(doc, fields()[name], m, unit) for m in doc.found(name)}


def test_an_article_of_a_district_portal_about_one_commune_is_that_communes() -> None:
    doc = read(store("Thị trấn Cầu Quan làm đường. Bà con thị trấn Cầu Quan hiến đất."), Context(unit_code=TIEU_CAN))
    found = article_codes(article_unit(doc))
    assert (found["province_before"], found["district_before"], found["commune_before"]) == (
        TRA_VINH,
        TIEU_CAN,
        CAU_QUAN,
    )
    assert (found["province_after"], found["commune_after"]) == ("86", "29371")


def test_an_amount_belongs_to_the_nearest_place_of_its_sentence() -> None:
    text = "Huyện Tiểu Cần có 9 xã. Riêng thị trấn Cầu Quan nhân dân góp 300 triệu đồng."
    assert codes(text, "funds", TRA_VINH)["300 triệu đồng"][0] == CAU_QUAN


def test_an_official_belongs_to_the_unit_of_the_post() -> None:
    text = "Tại thị trấn Cầu Quan, ông Lê Văn Hòa, Phó Chủ tịch UBND tỉnh dự. Bà Trần Thị Nga, Chủ tịch UBND huyện nói."
    found = codes(text, "officials", CAU_QUAN)
    assert found["Lê Văn Hòa"][0] == TRA_VINH
    assert found["Trần Thị Nga"][0] == TIEU_CAN


def test_a_post_without_level_or_place_belongs_to_no_unit() -> None:
    assert codes("Ông Lê Văn Hòa, Giám đốc Trung tâm Chính trị dự.", "officials", TIEU_CAN)["Lê Văn Hòa"] == ("", "")


def test_a_paper_belongs_to_the_unit_of_its_issuer() -> None:
    text = (
        "Thị trấn Cầu Quan triển khai Kế hoạch số 12/KH-UBND ngày 04/01/2024 của UBND huyện Tiểu Cần"
        " và Quyết định số 99/QĐ-UBND ngày 05/01/2024 của UBND tỉnh Trà Vinh."
    )
    found = [unit for unit, _ in codes(text, "documents", TRA_VINH).values()]
    assert found == [TIEU_CAN, TRA_VINH]


def test_a_road_belongs_to_the_nearest_place_of_its_sentence_or_else_to_the_article() -> None:
    text = "Thị trấn Cầu Quan làm mới 2,5 km đường bê tông. Tuyến đường dài 700 m đã xong."
    assert {unit for unit, _ in codes(text, "roads", TIEU_CAN).values()} == {CAU_QUAN}


def test_values_have_codes_on_both_sides_of_the_reform() -> None:
    text = "Nhân dân thị trấn Cầu Quan góp 300 triệu đồng."
    assert codes(text, "funds", TIEU_CAN)["300 triệu đồng"] == (CAU_QUAN, "29371")
    assert codes(text, "funds", TIEU_CAN, "2025-10-01")["300 triệu đồng"] == (CAU_QUAN, "29371")
