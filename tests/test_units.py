"""The gazetteer of administrative units: counts, names, the way across 1 July 2025, hosts."""

import subprocess
import sys
from collections import Counter

import pytest

from extractors import hosts, units
from extractors.units import Lineage, history, lineage, name_key, of_level, search, successors, unit


def counts(day: str) -> dict[str, int]:
    return Counter(level for level in units.LEVELS for u in of_level(level) if u.valid(day))


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [
        ("2017-03-06", 63, 709, 11162),
        ("2020-02-02", 63, 707, 10767),
        ("2022-05-15", 63, 705, 10599),
        ("2025-01-15", 63, 696, 10035),
        ("2025-07-01", 34, 0, 3321),
    ],
)
def test_each_day_has_the_units_that_it_had(day: str, provinces: int, districts: int, communes: int) -> None:
    expected = {"province": provinces, "district": districts, "commune": communes}
    assert counts(day) == {level: n for level, n in expected.items() if n}


def test_the_new_communes_are_of_three_types() -> None:
    kinds = Counter(u.type for u in of_level("commune") if u.valid("2025-07-01"))
    assert kinds == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}


def test_all_10040_old_communes_and_island_districts_map_forward() -> None:
    eve = units.BEFORE_REFORM
    old = [u for u in of_level("commune") if u.valid(eve)]
    islands = [u for u in of_level("district") if u.valid(eve) and not any(c.parent == u.code for c in old)]
    assert len(old) + len(islands) == 10040
    for state in old + islands:
        heirs = [unit(c, units.REFORM) for c in successors(state.code)]
        assert heirs and all(h is not None and h.level == "commune" for h in heirs)


def test_471_old_communes_were_split() -> None:
    split = [u for u in of_level("commune") if u.valid(units.BEFORE_REFORM) and len(u.successors) > 1]
    assert len(split) == 471
    assert all(units.after(u.code) == "" for u in split)


def test_each_old_province_went_into_one_new_one() -> None:
    old = [u for u in of_level("province") if u.valid(units.BEFORE_REFORM)]
    assert {units.after(u.code) for u in old} == {u.code for u in of_level("province") if u.valid(units.REFORM)}


def test_the_567_communes_and_11_districts_of_2022_that_were_gone_by_2025_are_kept() -> None:
    gone = {u.code for u in of_level("commune") if u.valid("2022-05-15") and not unit(u.code, "2025-01-15")}
    assert len(gone) == 567
    assert sum(bool(successors(c)) for c in gone) >= 480
    districts = [u for u in of_level("district") if u.valid("2022-05-15") and not unit(u.code, "2025-01-15")]
    names = "Cát Tiên, Cửa Lò, Đạ Huoai, Đông Sơn, Long Điền, Lộc Hà, Mỹ Lộc, Nam Đông, Ninh Bình, Nông Sơn, Yên Dũng"
    assert sorted(u.name for u in districts) == sorted(names.split(", "))


def test_units_gone_before_2022_are_kept_and_most_map_forward() -> None:
    gone = [u for u in of_level("commune") if u.valid("2017-03-06") and not unit(u.code, "2022-05-15")]
    assert len(gone) == 566
    assert sum(bool(u.successors) for u in gone) >= 440
    assert [u.name for u in history("407")] == ["Tĩnh Gia", "Nghi Sơn"]


def test_every_parent_is_a_unit_of_the_same_time() -> None:
    for state in of_level("commune") + of_level("district"):
        above = units.parents(state)
        assert above and above[-1].level == "province", state


def test_a_code_is_a_lineage_with_a_state_for_each_time() -> None:
    assert [u.name for u in history("00181")][:2] == ["Văn Miếu", "Văn Miếu Quốc Tử Giám"]
    assert (unit("474", "2024-06-01"), unit("474", "2025-02-01")) == tuple(history("474"))
    assert [u.full_name for u in history("474")] == ["Thành phố Huế", "Quận Thuận Hóa"]
    assert unit("846", "2025-07-01") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("Thủy Nguyên", "Thuỷ Nguyên"),
        ("Đắk R'Lấp", "ĐăkR’Lấp"),
        ("Đắk Lắk", "Đắc Lắc"),
        ("Phan Rang - Tháp Chàm", "Phan Rang-Tháp Chàm"),
        ("Quý Sơn", "Quí Sơn"),
        ("Mỹ Tho", "MĨ THO"),
        ("8", "08"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Tân Hòa", "Tân Hóa"), ("Hà Nam", "Hà Nắm"), ("1", "10")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_three_provinces_became_cities_in_2026_under_their_codes() -> None:
    for code, day in (("75", "2026-04-30"), ("22", "2026-09-01"), ("24", "2026-09-20")):
        before, since = history(code)[-2:]
        assert (before.type, since.type, since.valid_from) == ("Tỉnh", "Thành phố", day)
        assert unit(code, "2026-12-01") == since


def test_each_level_says_until_when_its_changes_are_known() -> None:
    assert {level: units.as_of(level) for level in units.LEVELS} == {
        "province": "2026-09-20",
        "district": "2025-01-01",
        "commune": "2025-07-01",
    }


def test_search_takes_names_with_and_without_type() -> None:
    assert [u.code for u in search("thị trấn Cầu Quan")] == ["29344"]
    assert [u.code for u in search("Tri Tôn", "district")] == ["891"]
    assert [u.code for u in search("Trà Vinh", on="2025-01-15") if u.level != "commune"] == ["84", "842"]
    assert [u.code for u in search("phường Trà Vinh", on="2025-07-01")] == ["29242"]
    assert search("Đường Lên Trời") == []


def test_a_place_carries_its_codes_on_both_sides_of_the_reform() -> None:
    assert lineage(unit("29344", "2024-01-01")) == Lineage("84", "846", "29344", "86", "29371")
    assert lineage(unit("846")) == Lineage("84", "846", "", "86", "")
    assert lineage(unit("29371", "2025-07-01")) == Lineage("84", "846", "", "86", "29371")
    assert lineage(unit("86", "2025-07-01")) == Lineage("", "", "", "86", "")
    assert lineage(unit("04", "2025-07-01")) == Lineage("04", "", "", "04", "")
    assert lineage(None) == Lineage()


def test_a_new_province_of_several_has_no_single_code_before() -> None:
    assert sorted(units.predecessors("86")) == ["83", "84", "86"]
    assert units.before("86") == ""
    assert units.before("11") == "11"


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("tieucan.travinh.gov.vn", "846"),
        ("tuyengiao.travinh.gov.vn", "84"),
        ("dakrlap.daknong.gov.vn", "666"),
        ("vinhan.chauthanh.angiang.gov.vn", "30610"),
        ("xasonlinh.hatinh.gov.vn", "18160"),
        ("tptravinh.travinh.gov.vn", "842"),
        ("hochiminhcity.gov.vn", "79"),
        ("tuyphong.binhthuan.dcs.vn", "595"),
    ],
)
def test_a_host_spells_its_unit(host: str, code: str) -> None:
    found = hosts.of_host(host)
    assert found is not None and found.code == code


@pytest.mark.parametrize("host", ["example.com", "moj.gov.vn", "baotrunguong.vn", ""])
def test_another_host_spells_none(host: str) -> None:
    assert hosts.of_host(host) is None


def test_a_host_outlives_its_unit() -> None:
    old, new = (hosts.of_host(h, "2025-09-01") for h in ("tieucan.travinh.gov.vn", "tieucan.vinhlong.gov.vn"))
    assert (old and old.full_name, new and new.full_name) == ("Huyện Tiểu Cần", "Xã Tiểu Cần")


def test_the_table_is_not_read_at_import_and_quickly_when_asked() -> None:
    code = (
        "import time, extractors.units as u; assert not u._states.cache_info().currsize\n"
        "t = time.process_time(); u.search('Tri Tôn'); print(time.process_time() - t)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(3)]
    assert min(float(r.stdout) for r in runs) < 0.5
