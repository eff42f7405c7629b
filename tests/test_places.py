"""Places in running text: what is one, how it is tied to a unit, and what an article is about."""

import json
import time
from pathlib import Path

import pytest

from extractors import Context, extract
from extractors.mention import Mention
from extractors.places import main_place
from extractors.text import store

SHARED = Path(__file__).parents[1].parent / "shared"


def places(text: str, **context: str) -> list[Mention]:
    return [m for m in extract(store(text), Context(**context)) if m.field == "places"]


def codes(text: str, **context: str) -> dict[str, str]:
    return {m.text: str(m.value["code_before"] or m.value["code_after"]) for m in places(text, **context)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "thị trấn Cầu Quan, huyện Tiểu Cần, tỉnh Trà Vinh",
            {"thị trấn Cầu Quan": "29344", "huyện Tiểu Cần": "846", "tỉnh Trà Vinh": "84"},
        ),
        ("phường Tân Dân, thị xã Nghi Sơn", {"phường Tân Dân": "16594", "thị xã Nghi Sơn": "407"}),
        ("huyện Tri Tôn, An Giang", {"huyện Tri Tôn": "891", "An Giang": "89"}),
        ("thành phố Trà Vinh", {"thành phố Trà Vinh": "842"}),
        ("Phường 1, Thành phố Trà Vinh", {"Phường 1": "29239", "Thành phố Trà Vinh": "842"}),
        ("Ông Lê Văn Tí, Phó Chủ tịch UBND huyện, kết luận", {}),
    ],
)
def test_the_phrases_that_address_parsers_get_wrong(text: str, expected: dict[str, str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("name", ["Lâm Thị Hồng", "Lê Văn Tí", "Cao Văn Tí"])
def test_a_person_named_behind_a_type_word_is_no_place(name: str) -> None:
    assert places(f"Phó Chủ tịch UBMTTQ phường {name} trao quà.") == []


def test_a_unit_that_bears_the_name_of_a_person_stays_a_place() -> None:
    assert codes("UBND huyện Trần Văn Thời, tỉnh Cà Mau") == {"huyện Trần Văn Thời": "968", "tỉnh Cà Mau": "96"}


@pytest.mark.parametrize(
    "context", [{"unit_code": "407"}, {"unit_code": "38"}, {"url": "https://nghison.thanhhoa.gov.vn/tin"}]
)
def test_a_common_name_is_settled_by_the_portal(context: dict[str, str]) -> None:
    found = places("Đoàn viên phường Tân Dân trồng hoa.", **context)
    assert [(m.value["code_before"], m.value["resolved_by"]) for m in found] == [("16594", "portal")]


def test_a_common_name_without_help_keeps_its_candidates_and_has_no_code() -> None:
    (found,) = places("Đoàn viên phường Tân Dân trồng hoa.")
    assert (found.value["code_before"], found.value["code_after"], found.value["resolved_by"]) == ("", "", "")
    assert str(found.value["candidates"]).split(";") == ["07897", "10603", "10699", "16594"]
    assert found.reason


def test_the_article_settles_a_name_before_its_portal_does() -> None:
    text = "Đoàn thăm thành phố Sóc Trăng.\nTại Phường 8, đoàn tặng quà."
    found = {m.text: m.value for m in places(text, unit_code="842")}
    assert (found["Phường 8"]["code_before"], found["Phường 8"]["resolved_by"]) == ("31504", "article")


def test_a_district_of_a_common_name_is_settled_by_its_commune() -> None:
    found = {m.text: m.value for m in places("Nhà văn hóa xã Song Lộc, huyện Châu Thành khánh thành.")}
    assert (found["huyện Châu Thành"]["code_before"], found["huyện Châu Thành"]["resolved_by"]) == ("847", "chain")


def test_a_commune_that_the_district_behind_it_does_not_have_gets_no_code() -> None:
    (commune, _) = places("Cán bộ xã Long Đức, huyện Tri Tôn họp.")
    assert commune.value["code_before"] == "" and commune.reason


@pytest.mark.parametrize(
    ("published", "text", "before", "after"),
    [
        ("2024-03-01", "xã Tân Hòa, huyện Tiểu Cần", "29371", "29371"),
        ("2025-08-01", "xã Tân Hòa, tỉnh Vĩnh Long", "", "29371"),
        ("2025-08-01", "thị trấn Cầu Quan trước đây", "29344", "29371"),
        ("2024-03-01", "tỉnh Trà Vinh", "84", "86"),
        ("2025-08-01", "tỉnh Trà Vinh (cũ)", "84", "86"),
        ("2025-08-01", "tỉnh An Giang", "", "91"),
        ("2025-08-01", "tỉnh Cao Bằng", "04", "04"),
        ("2024-03-01", "thành phố Huế", "474", ""),
        ("2025-03-01", "thành phố Huế", "46", "46"),
        ("2023-05-01", "huyện Lộc Hà", "448", ""),
        ("2022-09-01", "huyện Mộc Châu", "123", ""),
    ],
)
def test_codes_follow_the_day_of_the_article(published: str, text: str, before: str, after: str) -> None:
    first = places(f"Hội nghị diễn ra tại {text}.", published=published)[0]
    assert (first.value["code_before"], first.value["code_after"]) == (before, after)


@pytest.mark.parametrize(
    ("published", "text", "code"),
    [
        ("2026-10-10", "thành phố Bắc Ninh", "24"),
        ("2026-05-05", "thành phố Bắc Ninh", "256"),
        ("2024-05-05", "thành phố Bắc Ninh", "256"),
        ("2026-10-10", "tỉnh Bắc Ninh", "24"),
        ("2026-02-02", "thành phố Đồng Nai", "75"),
        ("2026-10-10", "phường Bố Hạ, thành phố Bắc Ninh", "07294"),
    ],
)
def test_a_city_of_2026_is_the_province_from_its_day_on(published: str, text: str, code: str) -> None:
    value = places(f"Hội nghị diễn ra tại {text}.", published=published)[0].value
    assert code in (value["code_before"], value["code_after"])


def test_without_a_publication_date_the_first_date_printed_tells_the_time() -> None:
    (found,) = places("Ngày 12/8/2025, tỉnh An Giang tổ chức hội thi.")
    assert found.value["code_after"] == "91"


def test_an_old_unit_says_that_it_was_split_and_that_it_is_gone() -> None:
    assert places("Trụ sở huyện Tiểu Cần", published="2024-01-01")[0].flags == ("split",)
    assert places("Trụ sở huyện Tiểu Cần", published="2026-01-01")[0].flags == ("split", "former")


@pytest.mark.parametrize(
    "text",
    [
        "Đời sống văn hóa - xã hội có nhiều chuyển biến.",
        "Xây dựng phường kiểu mẫu, xã nông thôn mới nâng cao.",
        "Ban Thường vụ Huyện ủy, Thường trực Tỉnh ủy chỉ đạo.",
        "Nhân dân tỉnh nhà phấn khởi, huyện nhà đổi mới.",
        "Đồng chí Lê Hòa Bình và ông Trần Thái Bình cùng dự.",
        "Bà Hải Dương, đồng chí Hòa Bình chia sẻ.",
        "Xe chạy trên đường Hà Giang rồi rẽ phố Sơn La.",
        "Trường THPT Vĩnh Long khai giảng.",
        "Thành phố 4 năm liền dẫn đầu cả nước.",
        "Có 10/10 phường, xã; 24/24 thôn đạt chuẩn.",
        "TT HC công và TT Dịch vụ việc làm mở cửa.",
        "Phó Bí thư Thành ủy Nguyễn Văn Bình kết luận.",
        "KINH TẾ - XÃ HỘI AN SINH",
        "Thành phố Bắc Kinh và tỉnh Champasak cử đoàn sang thăm.",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert places(text) == []


def test_the_stretch_inside_the_name_of_a_body() -> None:
    text = "UBND huyện Tiểu Cần và Huyện ủy Tiểu Cần phối hợp với Công an tỉnh Trà Vinh."
    assert [(m.text, m.value["level"]) for m in places(text)] == [
        ("huyện Tiểu Cần", "district"),
        ("Tiểu Cần", "district"),
        ("tỉnh Trà Vinh", "province"),
    ]


def test_a_list_gives_each_of_its_names() -> None:
    text = "Các xã Tân Hùng, Tập Ngãi và Ngãi Hùng, huyện Tiểu Cần; phường 1, 2 và 3, TP. Sóc Trăng."
    assert [m.text for m in places(text)] == [
        *("xã Tân Hùng", "Tập Ngãi", "Ngãi Hùng", "huyện Tiểu Cần"),
        *("phường 1", "2", "3", "TP. Sóc Trăng"),
    ]


def test_a_commune_that_the_gazetteer_lacks_keeps_its_name() -> None:
    (found,) = places("Đường liên thôn ở xã Phú Hòa Đa đã xong.")
    assert (found.value["name"], found.value["level"], found.value["code_before"]) == ("Xã Phú Hòa Đa", "commune", "")


def test_a_bare_name_repeats_the_unit_that_the_article_names_with_its_type() -> None:
    found = places("Huyện Tri Tôn ra quân.\nNgười dân Tri Tôn hưởng ứng.")
    assert [(m.text, m.value["code_before"]) for m in found] == [("Huyện Tri Tôn", "891"), ("Tri Tôn", "891")]


def test_the_main_place_is_where_most_places_lie() -> None:
    text = "Xã Long Thới, huyện Tiểu Cần làm đường.\nĐoàn của thành phố Cần Thơ đến thăm xã Long Thới, huyện Tiểu Cần."
    found = main_place(places(text))
    assert found is not None and found.full_name == "Xã Long Thới"


def test_the_main_place_stays_in_the_portals_unit_and_falls_back_on_it() -> None:
    visit = places("Đoàn thăm huyện Tri Tôn và huyện Chợ Mới, tỉnh An Giang.")
    inside, outside = main_place(visit, "89"), main_place(visit, "846")
    assert inside is not None and inside.code == "89"
    assert outside is not None and outside.code == "846"
    assert main_place([]) is None


def test_the_main_place_of_a_new_article_is_a_new_unit() -> None:
    day = "2025-09-02"
    found = main_place(places("Xã Tiểu Cần, tỉnh Vĩnh Long khai giảng.", published=day), "86", on=day)
    assert found is not None and (found.code, found.full_name, found.before) == ("29341", "Xã Tiểu Cần", False)


def test_a_title_weighs_three_times() -> None:
    text = "Huyện Tri Tôn làm đường\nĐoàn huyện Chợ Mới, tỉnh An Giang và đoàn huyện Thoại Sơn đến thăm."
    found = main_place(places(text), "89", title_end=24)
    assert found is not None and found.code == "891"


@pytest.mark.parametrize(
    "text", ["phường 1, 2, 3, " * 300, "Hà Nội, " * 1000, "Thị Xã " * 1500, "các xã " + "Tân Hòa, " * 900]
)
def test_long_lists_take_time_in_proportion(text: str) -> None:
    start = time.process_time()
    places(text)
    assert time.process_time() - start < 3


SEEDS = {
    "s000": {
        ("Thị trấn Cầu Quan", "commune", "29344"),
        ("Huyện Tiểu Cần", "district", "846"),
        ("Khóm 4", "hamlet", ""),
        ("Khóm 5", "hamlet", ""),
        ("Khóm 6", "hamlet", ""),
    },
    "s001": {
        ("Thành phố Trà Vinh", "district", "842"),
        ("Phường 8", "commune", "29257"),
        ("Xã Long Đức", "commune", "29263"),
    },
    "s002": {("Huyện Tri Tôn", "district", "891")},
    "s003": {
        ("Phường Tân Dân", "commune", "16594"),
        ("Tổ dân phố Minh Sơn", "hamlet", ""),
        ("Tổ dân phố Thanh Minh", "hamlet", ""),
    },
    "s004": set(),
}


@pytest.mark.shared
def test_every_place_of_the_seeds_is_found_and_resolved() -> None:
    gold = SHARED / "gold" / "seeds.jsonl"
    if not gold.exists():
        pytest.skip("../shared is not here")
    for line in gold.read_text("utf-8").splitlines():
        article = json.loads(line)
        text = article.get("text") or (SHARED / "seeds" / article["file"]).read_text("utf-8")
        portal = "407" if article["id"] == "s003" else ""
        found = places(text, url=article["url"] or "", published=article["published"] or "", unit_code=portal)
        values = {(m.value["name"], m.value["level"], m.value["code_before"]) for m in found}
        assert values == SEEDS[article["id"]], article["id"]
