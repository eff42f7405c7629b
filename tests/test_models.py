"""Which models decide, and what happens to a file that is none."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from extractors.learned import Model
from pipeline.issues import Issues, UserError
from pipeline.models import chosen, fingerprint
from pipeline.stages import extract_all
from pipeline.store import Store
from spiders.article import Article

TEXT = "Huyện thu 2 tỷ đồng trong năm 2024."
OTHER = "penalty"


def model(label: str = OTHER) -> Model:
    """Return a model that calls every amount the same, and is sure of it."""
    weights = np.array([[9.0], [-9.0]], dtype=np.float32)
    return Model("funds.kind", (label, "loan"), {"bias": 0}, weights, 1.0, 0.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "models"
    made.mkdir()
    model().save(made / "funds.kind.npz")
    return made


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "published": "2024-12-30"}) + "\n", "utf-8")
    return path


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pipeline", *map(str, words)], capture_output=True, text=True)


def test_none_is_the_rules_alone_and_a_folder_is_its_models(folder: Path) -> None:
    assert chosen("none") == {}
    assert set(chosen(str(folder))) == {"funds.kind"}


def test_a_folder_that_is_not_there_is_a_mistake_of_the_caller(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        chosen(str(tmp_path / "nowhere"))
    for command in (("extract", texts, "--out", tmp_path / "out"), ("explain", TEXT)):
        assert run(*command, "--models", tmp_path / "nowhere").returncode == 2


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "damaged"), (b"PK\x03\x04 cut off", "damaged"), (b"a,b\n1,2\n", "damaged or no model")]
)
def test_a_file_that_is_no_model_is_an_issue(folder: Path, content: bytes, told: str) -> None:
    (folder / "funds.kind.npz").write_bytes(content)
    issues = Issues()
    assert chosen(str(folder), issues) == {}
    assert told in issues.found[0].problem


def test_a_truncated_model_is_told_and_the_rules_go_on(folder: Path, texts: Path, tmp_path: Path) -> None:
    path = folder / "funds.kind.npz"
    path.write_bytes(path.read_bytes()[:-40])
    done = run("extract", texts, "--out", tmp_path / "out", "--models", folder)
    assert done.returncode == 0
    assert "funds.kind.npz" in done.stderr and "rules decide" in done.stderr
    store = Store(tmp_path / "out" / "vnnews.sqlite", read_only=True)
    assert [row[0] for row in store.query("SELECT stage FROM issues")] == ["models"]
    assert store.count("funds") == 1
    store.close()


def test_an_empty_folder_of_models_is_told(tmp_path: Path) -> None:
    issues = Issues()
    assert chosen(str(tmp_path), issues) == {}
    assert "no model" in issues.found[0].problem


def test_explain_shows_what_a_model_decides(folder: Path) -> None:
    decided = json.loads(run("explain", TEXT, "--models", folder, "--json").stdout)
    ruled = json.loads(run("explain", TEXT, "--models", "none", "--json").stdout)
    kinds = [[m["value"]["kind"] for m in said["mentions"] if m["field"] == "funds"] for said in (decided, ruled)]
    assert kinds[0] == [OTHER] != kinds[1]


def test_other_models_extract_again_and_the_same_do_not(tmp_path: Path) -> None:
    store = Store(tmp_path / "vnnews.sqlite")
    article = Article(article_id="a", url="", text=TEXT)
    steps = [{}, {"funds.kind": model()}, {"funds.kind": model()}, {"funds.kind": model("gift")}, {}]
    done = [extract_all([article], store, Issues(), {}, models=some)["extracted"] for some in steps]
    store.close()
    assert done == [1, 1, 0, 1, 1]


def test_the_fingerprint_tells_models_apart_whatever_their_order() -> None:
    one, two = model(), model("gift")
    assert fingerprint({}) == ""
    assert fingerprint({"a": one, "b": two}) == fingerprint({"b": two, "a": one}) != fingerprint({"a": two, "b": one})
