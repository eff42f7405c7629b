"""The tables as analysts open them: Excel, pandas, SQL."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from extractors.text import store as stored
from pipeline import stages
from pipeline.export import cell, export, publish
from pipeline.frames import frame
from pipeline.issues import Issues, UserError
from pipeline.schema import tables
from pipeline.store import Store
from spiders.article import Article

TEXT = (
    "Ngày 04/3/2024, Ban Thường vụ Huyện ủy Tân Phú ban hành Kế hoạch số 21-KH/HU.\n"
    "- Nhân dân đóng góp 1,2 tỷ đồng làm mới 3,5 km đường bê tông.\n"
    "Đồng chí Lê Thị Hạnh, Phó Chủ tịch UBND huyện Tân Phú dự họp."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "vnnews.sqlite")
    articles = [
        Article(
            article_id="a", url="https://x.vn/a", title="=HYPERLINK(1)\nHọp", text=stored(TEXT), published="2024-03-05"
        ),
        Article(article_id="b", url="", title="Tin ngắn", text=stored("Không có gì.")),
    ]
    stages.extract_all(articles, made, Issues(), {})
    yield made
    made.close()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_opens_in_excel_with_vietnamese_and_one_line_a_row(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path)
    raw = (tmp_path / "articles.csv").read_bytes()
    assert raw.startswith("\ufeff".encode())
    assert len(raw.splitlines()) == 3


def test_no_cell_is_run_as_a_formula(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path)
    assert rows(tmp_path / "articles.csv")[0]["title"] == "'=HYPERLINK(1) Họp"


@pytest.mark.parametrize(
    ("value", "shown"), [(3.5, "3.5"), (1e-05, "0.00001"), (None, ""), (228350000000, 228350000000)]
)
def test_numbers_are_printed_without_exponent_and_nothing_is_empty(value: object, shown: object) -> None:
    assert cell(value) == shown


def test_every_offset_gives_back_its_mention(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path)
    texts = {a["article_id"]: a["text"] for a in map(json.loads, (tmp_path / "articles.jsonl").open(encoding="utf-8"))}
    mentions = [json.loads(line) for line in (tmp_path / "mentions.jsonl").open(encoding="utf-8")]
    assert {m["field"] for m in mentions} >= {"documents", "dates", "officials", "funds", "roads", "places"}
    for m in mentions:
        assert texts[m["article_id"]][m["char_start"] : m["char_end"]] == m["text"]


def test_the_record_of_an_article_sums_up_what_it_says(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path)
    record = rows(tmp_path / "records.csv")[0]
    assert record["document_numbers"] == "21-KH/HU"
    assert record["funds_mobilised_vnd"] == "1200000000"
    assert record["road_km_new"] == "3.5"
    assert record["officials"] == "Lê Thị Hạnh - Phó Chủ tịch UBND huyện Tân Phú"


def test_the_data_package_describes_every_csv_column(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == [f["name"] for f in resource["schema"]["fields"]]
        assert all(f["description"] for f in resource["schema"]["fields"])


def test_each_format_holds_the_same_rows(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path, ("csv", "jsonl", "parquet", "xlsx"))
    n = len(rows(tmp_path / "dates.csv"))
    assert n == len(pd.read_parquet(tmp_path / "dates.parquet")) == len(pd.read_excel(tmp_path / "dates.xlsx"))
    assert n == sum(1 for _ in (tmp_path / "dates.jsonl").open(encoding="utf-8"))


def test_an_unknown_format_is_told_with_the_known_ones(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="parquet"):
        export(store, tmp_path, ["dbf"])


def test_frames_are_typed(store: Store, tmp_path: Path) -> None:
    funds = frame(tmp_path, "funds")
    assert str(funds["amount_vnd"].dtype) == "Int64"
    assert str(funds["kind"].dtype) == "category"
    assert set(tables()) >= {"articles", "records"}


def test_an_unchanged_article_is_not_extracted_again(store: Store) -> None:
    article = Article(article_id="b", url="", title="Tin ngắn", text=stored("Không có gì."), fetched_at="2026-01-01")
    assert stages.extract_all([article], store, Issues(), {}) == {"articles": 1, "extracted": 0, "kept": 1}


def test_search_finds_words_without_their_accents(store: Store) -> None:
    assert store.query("SELECT article_id FROM search WHERE search MATCH ?", ('folded: "le thi hanh"',)) == [("a",)]


def test_reading_a_store_of_another_version_changes_nothing(store: Store, tmp_path: Path) -> None:
    import sqlite3

    from pipeline.commands import open_store

    with sqlite3.connect(tmp_path / "vnnews.sqlite") as db:
        db.execute("ALTER TABLE funds RENAME COLUMN per TO rate")
    with pytest.raises(UserError, match="another version"):
        open_store(tmp_path)
    with sqlite3.connect(tmp_path / "vnnews.sqlite") as db:
        assert db.execute("SELECT count(*) FROM funds").fetchone() == (1,)


def test_a_log_of_an_older_version_keeps_its_rows(tmp_path: Path) -> None:
    import sqlite3

    made = Store(tmp_path / "vnnews.sqlite")
    made.end_run(made.begin_run("run"), {}, Issues().found)
    made.close()
    with sqlite3.connect(tmp_path / "vnnews.sqlite") as db:
        db.execute("ALTER TABLE runs DROP COLUMN counts")
    assert Store(tmp_path / "vnnews.sqlite").count("runs") == 1


def test_an_article_that_is_no_longer_made_is_taken_out(store: Store) -> None:
    assert store.keep_only("", {"b"}) == 1
    assert [row[0] for row in store.query("SELECT article_id FROM articles")] == ["b"]
    assert store.count("funds") == 0
