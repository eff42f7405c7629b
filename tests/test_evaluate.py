"""Scores count what a reader would count."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from extractors.learned import Model
from pipeline.calibration import calibration
from pipeline.evaluate import compare, evaluate
from pipeline.evaluate_page import write
from pipeline.figures import Difference
from pipeline.gold import gold_files
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
    assert [(e.article, e.what, e.value) for e in figure["funds.amount"].errors] == [("a", "missed", "9000000")]


def test_the_interval_holds_the_value_and_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = evaluate([gold(tmp_path)]), evaluate([gold(tmp_path)])
    assert [(f.low, f.high) for f in first] == [(f.low, f.high) for f in second]
    assert all(f.low <= f.value <= f.high for f in first)


def test_a_date_without_a_year_is_met_by_any_year() -> None:
    record = {"gold": {"dates": [{"text": "22.4", "value": "XXXX-04-22"}]}}
    rows = {"dates": [{"value": "2017-04-22"}]}
    assert dict(counts(record, rows))["dates.day"].right == 1


@pytest.mark.parametrize(
    ("marked", "read", "same"),
    [
        ("bê tông xi măng", "bê tông", True),
        ("bê tông nhựa", "bê tông", False),
        ("bê tông nhựa", "nhựa", True),
        ("đất", "đá", False),
    ],
)
def test_a_surface_counts_by_its_class(marked: str, read: str, same: bool) -> None:
    record = {"gold": {"roads": [{"text": "2 km", "km": 2.0, "surface": marked}]}}
    rows = {"roads": [{"length_km": 2.0, "surface": read}]}
    assert dict(counts(record, rows))["roads.surface"].right == same


@pytest.mark.parametrize(
    ("marked", "read", "same"),
    [
        ("phòng, chống hạn", "về việc phòng, chống hạn", True),
        ("về “năm an toàn”", "năm an toàn", True),
        ("việc làm", "làm", False),
    ],
)
def test_a_subject_counts_without_the_words_that_lead_to_it(marked: str, read: str, same: bool) -> None:
    record = {"gold": {"documents": [{"number": "5/KH-UBND", "subject": marked}]}}
    rows = {"documents": [{"number": "5/KH-UBND", "subject": read}]}
    assert dict(counts(record, rows))["documents.subject"].right == same


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{broken", "is no JSON"),
        (b'{"id": "\xff"}', "is not UTF-8"),
        (b'{"id": "a"}', "is no record with id, text, gold"),
        (b'{"id": "a", "text": 5, "gold": {}}', "is no gold record"),
        (b'{"id": "a", "text": "", "gold": []}', "is no gold record"),
    ],
)
def test_a_broken_line_is_told_with_its_place(tmp_path: Path, line: bytes, why: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(UserError, match=f"gold.jsonl:2 {why}"):
        evaluate([path])


def always(label: str, threshold: float = 0.0) -> Model:
    """Return a model that gives every amount the same kind with a probability of 0.88."""
    weights = np.array([[1.0], [-1.0]], dtype=np.float32)
    return Model("funds.kind", (label, "loan"), {"bias": 0}, weights, 1.0, threshold)


def test_two_choices_of_models_are_compared_on_the_same_articles(tmp_path: Path) -> None:
    right, wrong = {"funds.kind": always("gift")}, {"funds.kind": always("penalty")}
    found = {
        f.name: (f.value, other.value, gain.verdict) for f, other, gain in compare([many(tmp_path)], [right, wrong])
    }
    assert found["funds.kind"] == (1.0, 0.0, "better")
    assert found["roads.work"] == (1.0, 1.0, "same")
    back = {f.name: gain.verdict for f, _, gain in compare([many(tmp_path)], [wrong, right])}
    assert back["funds.kind"] == "worse"


def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    record = {"title": "", "published": "2024-03-05", "text": TEXT, "gold": GOLD}
    path.write_text("".join(json.dumps({"id": str(i), **record}) + "\n" for i in range(6)), "utf-8")
    return path


def test_an_interval_that_holds_nought_decides_nothing() -> None:
    assert Difference(0.02, -0.01, 0.05).verdict == "undecided"


def test_articles_of_the_same_id_in_two_files_both_count(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    both = evaluate([gold(tmp_path), gold(tmp_path / "other")])
    assert {f.name: f.n for f in both}["funds.amount"] == 2


def test_a_decided_column_has_a_confusion_table(tmp_path: Path) -> None:
    figure = {f.name: f for f in evaluate([many(tmp_path)], models={"funds.kind": always("penalty")})}["funds.kind"]
    assert figure.confusion == {("gift", "penalty"): 6}
    assert [e.what for e in figure.errors] == ["gift read as penalty"] * 6


def test_calibration_is_of_what_models_decided(tmp_path: Path) -> None:
    decided = evaluate([many(tmp_path)], models={"funds.kind": always("gift")})
    known = {f.name: f.calibration for f in decided if f.calibration}
    assert list(known) == ["funds.kind"]
    assert known["funds.kind"].n == 6
    assert known["funds.kind"].ece == pytest.approx(0.12)
    unsure = evaluate([many(tmp_path)], models={"funds.kind": always("gift", threshold=0.95)})
    assert not any(f.calibration for f in unsure)


def test_bins_hold_equal_numbers_and_the_error_is_the_mean_distance() -> None:
    found = calibration([(0.9, True)] * 50 + [(0.6, False)] * 50)
    assert {b.n for b in found.bins} == {10}
    assert found.ece == pytest.approx((0.1 + 0.6) / 2)


def test_the_surest_errors_come_first_and_misses_last(tmp_path: Path) -> None:
    wrong = [{"text": "9 triệu đồng", "vnd": 9_000_000, "kind": "gift"}]
    figure = {f.name: f for f in evaluate([gold(tmp_path, funds=wrong)])}["funds.amount"]
    assert [e.what for e in figure.errors] == ["spurious", "missed"]
    assert "trao 20 triệu đồng" in figure.errors[0].sentence


def test_the_page_escapes_what_texts_say(tmp_path: Path) -> None:
    path = tmp_path / "<b>gold.jsonl"
    text = "Xã chi 20 triệu đồng <script>alert(1)</script> cho 2 km đường."
    record = {"id": "<i>a", "published": None, "text": text, "gold": GOLD | {"funds": [], "roads": [], "officials": []}}
    path.write_text(json.dumps(record), "utf-8")
    write(tmp_path / "scores.html", [path], "none", "<u>", compare([path], [{}, {}]))
    page = (tmp_path / "scores.html").read_text("utf-8")
    assert "&lt;script&gt;alert" in page and "&lt;i&gt;a" in page and "&lt;u&gt;" in page
    assert not re.search(r"<script>alert|<i>|<u>|<b>gold", page)
    assert not re.search(r'(?:src|href)="?http', page)


def test_folders_and_no_files_at_all_stand_for_annotated_files(tmp_path: Path) -> None:
    assert gold_files([gold(tmp_path).parent]) == [tmp_path / "gold.jsonl"]
    assert gold_files([]) and all(path.name.startswith("dev_") for path in gold_files([]))
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="holds no"):
        gold_files([tmp_path / "empty"])


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "evaluate", *map(str, words)], capture_output=True, text=True
    )


def test_the_command_prints_json_and_writes_the_page(tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    always("penalty").save(models / "funds.kind.npz")
    page = tmp_path / "scores.html"
    done = run(
        "--gold", many(tmp_path), "--model", models, "--against", "none", "--html", page, "--errors", 2, "--json"
    )
    assert done.returncode == 0, done.stderr
    kind = {f["name"]: f for f in json.loads(done.stdout)}["funds.kind"]
    assert kind["difference"]["verdict"] == "worse"
    assert kind["confusion"] == [{"gold": "gift", "read": "penalty", "n": 6}]
    assert len(kind["errors"]) == 2 and kind["calibration"]["n"] == 6
    assert page.is_file()


def test_the_table_names_both_sides(tmp_path: Path) -> None:
    done = run(many(tmp_path), "--model", "none", "--against", "none", "--errors", 1)
    assert "none against none" in done.stdout and "funds.kind: annotated (rows)" in done.stdout
