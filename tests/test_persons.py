"""One person in several articles has one id where name, unit and a post agree; all others of a name are candidates."""

from pathlib import Path

import pytest

from extractors import units
from extractors.text import store as stored
from pipeline.issues import Issues
from pipeline.persons import number_people
from pipeline.posts import post_key
from pipeline.stages import extract_all
from pipeline.store import Store
from spiders.article import Article

CHAIR = "Ông Lê Văn Hòa, Chủ tịch UBND huyện Tiểu Cần, tỉnh Trà Vinh phát biểu."


def people(tmp_path: Path, *texts: str, days: tuple[str, ...] = ()) -> list[tuple[str, set[str]]]:
    """Return id and candidates of the official of each text; a text without a day of its own is of 2024."""
    store = Store(tmp_path / "vnnews.sqlite")
    dated = zip(texts, days or ("2024-05-06",) * len(texts), strict=True)
    articles = [Article(article_id=str(n), url="", text=stored(t), published=d) for n, (t, d) in enumerate(dated)]
    extract_all(articles, store, Issues(), {})
    number_people(store)
    found = store.query("SELECT person_id, person_candidates FROM officials ORDER BY article_id, rowid")
    store.close()
    return [(own, set(filter(None, others.split(";")))) for own, others in found]


def test_the_same_post_in_the_same_unit_is_one_person(tmp_path: Path) -> None:
    found = people(
        tmp_path, CHAIR, "Ông Lê Văn Hoà, Chủ tịch UBND huyện Tiểu Cần, tỉnh Trà Vinh đi kiểm tra công trình."
    )
    assert found[0] == found[1] == (found[0][0], set())
    assert found[0][0]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lê Văn Hòa, Chủ tịch UBND huyện Tri Tôn, tỉnh An Giang phát biểu.",
        "Ông Lê Văn Hòa, Trưởng Công an huyện Tiểu Cần, tỉnh Trà Vinh phát biểu.",
        "Ông Lê Văn Hòa, Giám đốc Trung tâm Chính trị phát biểu.",
        "Ông Lê Văn Hòa, Phó Chủ tịch phát biểu.",
    ],
)
def test_the_same_name_in_another_unit_or_post_or_in_none_is_a_candidate_and_no_more(tmp_path: Path, text: str) -> None:
    (one, others), (other, ones) = people(tmp_path, CHAIR, text)
    assert one != other
    assert (others, ones) == ({other}, {one})


def test_two_people_without_a_unit_are_candidates_of_each_other(tmp_path: Path) -> None:
    text = "Ông Lê Văn Hòa, Giám đốc Trung tâm Chính trị phát biểu."
    (one, others), (other, ones) = people(tmp_path, text, text)
    assert (others, ones) == ({other}, {one})


def test_other_names_are_no_candidates(tmp_path: Path) -> None:
    found = people(tmp_path, CHAIR, "Ông Lê Văn Hóa, Chủ tịch UBND huyện Tiểu Cần, tỉnh Trà Vinh phát biểu.")
    assert [others for _, others in found] == [set(), set()]


def test_posts_of_the_country_agree_without_a_unit(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        "Ông Lê Văn Hòa, Bộ trưởng Bộ NN&PTNT phát biểu.",
        "Ông Lê Văn Hòa, Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn phát biểu.",
    )
    assert found[0] == found[1]


def test_a_unit_that_goes_on_under_its_name_after_the_reform_is_the_same_unit(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        "Bà Trần Thị Nga, Chủ tịch UBND xã Tân Hòa, huyện Tiểu Cần, tỉnh Trà Vinh phát biểu.",
        "Bà Trần Thị Nga, Chủ tịch UBND xã Tân Hòa, tỉnh Vĩnh Long phát biểu.",
        days=("2024-05-06", "2025-10-06"),
    )
    assert found[0] == found[1]


def test_a_unit_that_was_merged_into_another_name_is_not_the_same_unit(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        "Bà Trần Thị Nga, Chủ tịch UBND tỉnh Trà Vinh phát biểu.",
        "Bà Trần Thị Nga, Chủ tịch UBND tỉnh Vĩnh Long phát biểu.",
        days=("2024-05-06", "2025-10-06"),
    )
    assert found[0][1] == {found[1][0]}


def test_an_id_stays_when_the_people_are_numbered_again_with_more_articles(tmp_path: Path) -> None:
    first = people(tmp_path, CHAIR)[0][0]
    assert people(tmp_path, CHAIR, "Ông Lê Văn Hòa, Giám đốc Trung tâm Chính trị dự.")[0][0] == first


@pytest.mark.parametrize(
    "titles",
    [
        (
            "Chủ tịch UBND huyện Tiểu Cần",
            "Chủ tịch Uỷ ban nhân dân huyện",
            "Chủ tịch Ủy ban nhân dân huyện Tiểu Cần",
            "Chủ tịch huyện",
        ),
        ("Bí thư Huyện ủy Tiểu Cần", "Bí thư BCH Đảng bộ huyện", "Bí thư Đảng bộ huyện Tiểu Cần"),
        (
            "Chủ tịch UBMTTQ Việt Nam huyện Tiểu Cần",
            "Chủ tịch Ủy ban MTTQ huyện",
            "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam huyện",
            "Chủ tịch Mặt trận Tổ quốc huyện Tiểu Cần",
        ),
        ("Phó Bí thư Huyện ủy", "Phó Bí thư Thường trực Huyện ủy Tiểu Cần"),
        ("Bí thư Huyện đoàn Tiểu Cần", "Bí thư Đoàn TNCS Hồ Chí Minh huyện", "Bí thư Đoàn Thanh niên huyện Tiểu Cần"),
        ("Chủ tịch Hội LHPN huyện", "Chủ tịch Hội Liên hiệp Phụ nữ huyện Tiểu Cần", "Chủ tịch Hội Phụ nữ huyện"),
        ("Phó trưởng phòng LĐ-TB&XH huyện", "Phó Trưởng phòng Lao động - Thương binh và Xã hội huyện Tiểu Cần"),
        ("Trưởng phòng TN&MT huyện", "Trưởng phòng Tài nguyên - Môi trường Tiểu Cần", "Trưởng phòng TN-MT huyện"),
    ],
)
def test_the_names_of_one_body_make_one_post(titles: tuple[str, ...]) -> None:
    assert len({post_key(t, units.unit("846")) for t in titles}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chủ tịch UBND huyện", "Phó Chủ tịch UBND huyện"),
        ("Chủ tịch UBND huyện", "Chủ tịch HĐND huyện"),
        ("Chủ tịch UBND huyện", "Chủ tịch UBND xã"),
        ("Chủ nhiệm Ủy ban Kiểm tra Huyện ủy", "Chủ nhiệm Huyện ủy"),
    ],
)
def test_other_posts_have_other_keys(one: str, other: str) -> None:
    assert post_key(one, units.unit("846")) != post_key(other, units.unit("846"))


@pytest.mark.parametrize("title", ["Phó Chủ tịch", "Bí thư", "Trưởng phòng", ""])
def test_a_post_without_a_body_proves_nothing(title: str) -> None:
    assert post_key(title, units.unit("846")) == ""
