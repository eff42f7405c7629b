"""What a figure has reached is not lost unseen."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import floors
from pipeline.cli import app
from pipeline.floors import bundled, check, load, own_files, update

DATA = bundled().parent
SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return annotated texts of which one of 24 amounts is not in the text."""
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(map(record, range(24))), "utf-8")
    return path


def record(i: int) -> str:
    vnd = 999 if i == 0 else (i + 1) * 10**9
    funds = [{"text": "x", "vnd": vnd, "kind": "state"}]
    made = {"id": str(i), "text": f"Huyện đã chi {i + 1} tỷ đồng.", "gold": {"funds": funds}}
    return json.dumps(made) + "\n"


def raised(path: Path, figure: str, floor: float) -> None:
    known = json.loads(path.read_text("utf-8"))
    known["gold.jsonl"]["figures"][figure] = floor
    path.write_text(json.dumps(known), "utf-8")


def test_floors_are_what_is_reached_less_one_error_and_hold(gold: Path) -> None:
    path = gold.parent / "floors.json"
    assert update(path, [gold], allow_lower=False) == []
    assert load(path)["gold.jsonl"].figures["funds.amount"] == 0.916
    assert check(path, ["gold.jsonl"]) == ([], [])


def test_a_figure_under_its_floor_is_told(gold: Path) -> None:
    path = gold.parent / "floors.json"
    update(path, [gold], allow_lower=False)
    raised(path, "funds.amount", 0.99)
    ((change,), _) = check(path, ["gold.jsonl"])
    assert (change.figure, change.floor) == ("funds.amount", 0.99)


def test_update_lowers_a_floor_only_when_that_is_allowed(gold: Path) -> None:
    path = gold.parent / "floors.json"
    update(path, [gold], allow_lower=False)
    raised(path, "funds.amount", 0.99)
    assert [c.figure for c in update(path, [gold], allow_lower=False)] == ["funds.amount"]
    assert load(path)["gold.jsonl"].figures["funds.amount"] == 0.99
    assert update(path, [gold], allow_lower=True) == []
    assert load(path)["gold.jsonl"].figures["funds.amount"] == 0.916


def test_floors_of_other_texts_do_not_bind_and_that_is_told(gold: Path) -> None:
    path = gold.parent / "floors.json"
    update(path, [gold], allow_lower=False)
    raised(path, "funds.amount", 1.0)
    gold.write_text("".join(map(record, range(23))), "utf-8")
    under, notes = check(path, ["gold.jsonl"])
    assert not under and "has changed" in notes[0]
    gold.unlink()
    assert "is not here" in check(path, ["gold.jsonl"])[1][0]


def test_floors_of_a_file_that_is_gone_are_dropped_only_when_that_is_allowed(gold: Path) -> None:
    path = gold.parent / "floors.json"
    update(path, [gold], allow_lower=False)
    gold.unlink()
    update(path, [], allow_lower=False)
    assert list(load(path)) == ["gold.jsonl"]
    update(path, [], allow_lower=True)
    assert load(path) == {}


def test_the_command_ends_with_1_when_a_figure_is_under_its_floor(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = gold.parent / "floors.json"
    monkeypatch.setattr(floors, "bundled", lambda: path)
    call = ["evaluate", str(gold), "--floors"]
    assert CliRunner().invoke(app, [*call, "--update"]).exit_code == 0
    assert CliRunner().invoke(app, call).exit_code == 0
    raised(path, "funds.amount", 0.99)
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 1 and "funds.amount is under its floor: 0.9583 < 0.990" in done.output
    assert CliRunner().invoke(app, [*call, "--update"]).exit_code == 1
    assert CliRunner().invoke(app, [*call, "--update", "--allow-lower"]).exit_code == 0


@pytest.mark.slow
def test_every_own_annotated_file_has_floors_but_the_test_split() -> None:
    known = load(bundled())
    assert {p.relative_to(DATA).as_posix() for p in own_files(DATA)} <= known.keys()
    assert not [name for name in known if Path(name).name.startswith("test_")]


def kept(names: list[str]) -> None:
    assert names
    under, notes = check(bundled(), names)
    assert not under
    assert not [note for note in notes if "has changed" in note], "run: vnnews evaluate --floors --update"


def test_the_figures_keep_their_floors_on_the_dev_split() -> None:
    kept([name for name in load(bundled()) if name.startswith("corpus/dev_")])


@pytest.mark.slow
def test_the_figures_keep_their_floors_on_all_own_texts() -> None:
    kept([name for name in load(bundled()) if not name.startswith("..")])


@pytest.mark.slow
@pytest.mark.shared
def test_the_figures_keep_their_floors_on_the_shared_gold() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    kept([name for name in load(bundled()) if name.startswith("..")])
