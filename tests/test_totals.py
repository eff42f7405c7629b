"""Totals by unit hold the same money under the old units and those of 1 July 2025."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.text import store as stored
from pipeline import totals
from pipeline.issues import Issues, UserError
from pipeline.stages import extract_all
from pipeline.store import Store
from spiders.article import Article

TEXTS = (
    (
        "2024-05-06",
        "Nhân dân thị trấn Tiểu Cần, huyện Tiểu Cần, tỉnh Trà Vinh đóng góp 300 triệu đồng làm mới 2 km đường.",
    ),
    ("2025-09-06", "Nhân dân xã Tân Hòa, tỉnh Vĩnh Long đóng góp 200 triệu đồng làm mới 1,5 km đường."),
    ("2023-05-06", "Nhân dân xã Bình Phú, huyện Càng Long, tỉnh Trà Vinh đóng góp 70 triệu đồng."),
    ("2023-05-06", "Nhân dân đóng góp 30 triệu đồng."),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "vnnews.sqlite")
    articles = [
        Article(article_id=str(n), url="", text=stored(text), published=day) for n, (day, text) in enumerate(TEXTS)
    ]
    extract_all(articles, made, Issues(), {})
    yield made
    made.close()


def sums(store: Store, level: str, as_of: str) -> dict[tuple[str, str], int]:
    return {k: int(t.sums["funds_mobilised_vnd"]) for k, t in totals.totals(store, level, as_of).items()}


def test_an_article_counts_under_the_unit_of_its_own_day_or_of_the_reform(store: Store) -> None:
    assert sums(store, "province", "original") == {
        ("84", "before"): 370_000_000,
        ("86", "after"): 200_000_000,
        ("", "unknown"): 30_000_000,
    }
    assert sums(store, "province", "2025-07-01") == {("86", "after"): 570_000_000, ("", "unknown"): 30_000_000}


@pytest.mark.parametrize("level", totals.LEVELS)
def test_no_money_is_lost_or_doubled_under_either_view(store: Store, level: str) -> None:
    assert {sum(sums(store, level, view).values()) for view in totals.VIEWS} == {600_000_000}


def test_a_district_of_before_is_never_given_to_one_heir(store: Store) -> None:
    assert {era for _, era in totals.totals(store, "district", "2025-07-01")} == {"split", "unknown"}


def test_the_table_names_the_units(store: Store, tmp_path: Path) -> None:
    totals.write(totals.rows(store, "province", "original"), tmp_path / "totals.csv")
    with (tmp_path / "totals.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [r["name"] for r in csv.DictReader(file)] == ["Tỉnh Trà Vinh", "Tỉnh Vĩnh Long", ""]


def test_another_view_is_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(UserError, match="2025-07-01"):
        totals.totals(store, "province", "1976")


def test_figures_are_numbers(store: Store) -> None:
    first = totals.rows(store, "province", "original")[0]
    assert (first["code"], first["articles"], first["funds_mobilised_vnd"]) == ("84", 2, 370_000_000)
    assert all(isinstance(first[name], int | float) for name in totals.SUMS)
