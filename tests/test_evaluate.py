"""Scores count what a reader would count."""

import json
from pathlib import Path

import pytest

from pipeline.evaluate import evaluate
from pipeline.issues import UserError
from pipeline.scores import counts

TEXT = "Ngày 04/3/2024, ông Lê Văn Hòa, Phó Chủ tịch UBND xã trao 20 triệu đồng và khánh thành 2 km đường bê tông."
GOLD = {
    "documents": [],
    "dates": [{"text": "04/3/2024", "value": "2024-03-04", "role": "event", "start": 5, "end": 14}],
    "officials": [{"name": "Lê Văn Hòa", "titles": ["Phó Chủ tịch UBND xã"]}],
    "funds": [{"text": "20 triệu đồng", "vnd": 20_000_000, "qualifier": "exact", "kind": "gift"}],
    "roads": [{"text": "2 km", "km": 2.0, "work": "new"}],
}


def gold(tmp_path: Path, **changed: object) -> Path:
    path = tmp_path / "gold.jsonl"
    record = {"id": "a", "title": "", "published": "2024-03-05", "text": TEXT, "gold": GOLD | changed}
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    return path


def values(path: Path) -> dict[str, tuple[float, int]]:
    return {f.name: (f.value, f.n) for f in evaluate([path])}


def test_what_is_found_as_annotated_scores_one(tmp_path: Path) -> None:
    found = values(gold(tmp_path))
    assert found["dates.all"] == found["officials.name+title"] == found["funds.amount"] == (1.0, 1)
    assert found["roads.work"] == found["dates.offsets"] == (1.0, 1)


def test_a_miss_and_a_false_find_both_cost(tmp_path: Path) -> None:
    other = GOLD["funds"] + [{"text": "9 triệu đồng", "vnd": 9_000_000, "qualifier": "exact", "kind": "gift"}]
    figure = {f.name: f for f in evaluate([gold(tmp_path, funds=other, roads=[])])}
    assert (figure["funds.amount"].recall, figure["funds.amount"].precision) == (0.5, 1.0)
    assert figure["roads.length"].precision == 0.0
    assert ("a", "missed", "9000000") in figure["funds.amount"].errors


def test_the_interval_holds_the_value_and_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = evaluate([gold(tmp_path)]), evaluate([gold(tmp_path)])
    assert [(f.low, f.high) for f in first] == [(f.low, f.high) for f in second]
    assert all(f.low <= f.value <= f.high for f in first)


def test_a_date_without_a_year_is_met_by_any_year() -> None:
    record = {"gold": {"dates": [{"text": "22.4", "value": "XXXX-04-22"}]}}
    rows = {"dates": [{"value": "2017-04-22"}]}
    assert dict(counts(record, rows))["dates.day"].right == 1


@pytest.mark.parametrize(("line", "why"), [(b"{broken", "is no JSON"), (b'{"id": "\xff"}', "is not UTF-8")])
def test_a_broken_line_is_told_with_its_place(tmp_path: Path, line: bytes, why: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(UserError, match=f"gold.jsonl:2 {why}"):
        evaluate([path])


def test_a_file_that_is_no_gold_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a"}\n', "utf-8")
    with pytest.raises(UserError, match="no gold record"):
        evaluate([tmp_path / "x.jsonl"])
