"""One person in several articles has one id where name, unit and a post agree."""

from pathlib import Path

from extractors.text import store as stored
from pipeline.issues import Issues
from pipeline.persons import number_people
from pipeline.stages import extract_all
from pipeline.store import Store
from spiders.article import Article


def ids(tmp_path: Path, *texts: str) -> dict[str, str]:
    store = Store(tmp_path / "vnnews.sqlite")
    articles = [Article(article_id=str(n), url="", text=stored(t)) for n, t in enumerate(texts)]
    extract_all(articles, store, Issues(), {})
    number_people(store)
    found = dict(store.query("SELECT article_id || name, person_id FROM officials"))
    store.close()
    return found


def test_the_same_post_in_the_same_unit_is_one_person(tmp_path: Path) -> None:
    found = ids(
        tmp_path,
        "Ông Lê Văn Hòa, Chủ tịch UBND huyện Tiểu Cần, tỉnh Trà Vinh phát biểu.",
        "Ông Lê Văn Hoà, Chủ tịch UBND huyện Tiểu Cần, tỉnh Trà Vinh đi kiểm tra.",
    )
    assert found["0Lê Văn Hòa"] == found["1Lê Văn Hoà"] != ""


def test_the_same_name_in_another_unit_or_post_is_not(tmp_path: Path) -> None:
    found = ids(
        tmp_path,
        "Ông Lê Văn Hòa, Chủ tịch UBND huyện Tiểu Cần, tỉnh Trà Vinh phát biểu.",
        "Ông Lê Văn Hòa, Chủ tịch UBND huyện Tri Tôn, tỉnh An Giang phát biểu.",
        "Ông Lê Văn Hòa, Trưởng Công an huyện Tiểu Cần, tỉnh Trà Vinh phát biểu.",
    )
    assert len(set(found.values())) == 3


def test_without_a_unit_there_is_no_id(tmp_path: Path) -> None:
    assert set(ids(tmp_path, "Ông Lê Văn Hòa, Giám đốc Trung tâm Chính trị phát biểu.").values()) == {""}
