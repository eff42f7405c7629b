"""Learned decisions: deterministic, kept without pickle, sure or silent, and never in the way of the rules."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from extractors import learned, read
from extractors.learned import DECISIONS, Model, ModelError
from extractors.text import store
from pipeline.examples import Example, examples
from pipeline.issues import UserError
from pipeline.train import decisions, judge, train

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
TEXT = store("Bà con ấp Trà Kha gom góp 40 triệu đồng sửa cầu; ngân sách xã cấp 60 triệu đồng.")


def always(label: str, threshold: float = 0.0, decision: str = "funds.kind") -> Model:
    """Return a model that says a label of every mention, as surely as two to one."""
    weights = np.array([[0.7], [0.0]], dtype=np.float32)
    labels = (label, "mixed" if decision == "funds.contributor" else "other")
    return Model(decision, labels, {"bias": 0}, weights, 1.0, threshold)


def kinds(models: dict[str, Model]) -> list[object]:
    return [m.value["kind"] for m in read(TEXT, models=models).mentions if m.field == "funds"]


def test_without_a_model_the_rules_alone_answer() -> None:
    found = [m for m in read(TEXT, models={}).mentions if m.field == "funds"]
    assert [m.value["kind"] for m in found] == ["mobilised", "state"]
    assert all("model:" not in m.source for m in found)


def test_a_sure_model_decides_and_says_so_with_its_probability() -> None:
    found = [m for m in read(TEXT, models={"funds.kind": always("loan")}).mentions if m.field == "funds"]
    assert [m.value["kind"] for m in found] == ["loan", "loan"]
    assert all(m.source.startswith("rule:") and m.source.endswith(" model:funds.kind") for m in found)
    assert all(m.confidence == pytest.approx(0.67, abs=0.01) for m in found)
    assert all(TEXT[m.char_start : m.char_end] == m.text for m in found)


def test_an_unsure_model_leaves_the_verdict_of_the_rules_as_it_was() -> None:
    assert read(TEXT, models={"funds.kind": always("loan", 0.9)}).mentions == read(TEXT, models={}).mentions


def test_a_model_decides_only_where_its_label_is_likelier_by_the_threshold_than_the_verdict_of_the_rule() -> None:
    weights = np.array([[0.7], [0.3], [0.0]], dtype=np.float32)
    model = Model("funds.kind", ("loan", "mobilised", "other"), {"bias": 0}, weights, 1.0, 0.2)
    chances = model.probabilities({"bias": 1.0})
    assert chances.round(2).tolist() == [0.46, 0.31, 0.23]
    assert not model.decides(chances, "mobilised")
    assert model.decides(chances, "other")
    assert model.decides(chances, "a label that it never saw")
    assert not model.decides(chances, "loan"), "where both agree, the rival is the next label"


def test_models_also_see_who_acts_and_what_is_done_with_the_money() -> None:
    decision = next(d for d in DECISIONS if d.name == "funds.kind")
    doc = read(TEXT, models={})
    seen = [[n for n in decision.features(doc, m) if n.startswith("left sense near")] for m in doc.found("funds")]
    assert seen == [["left sense near give"], ["left sense near grant", "left sense near office"]]


def test_who_gave_it_follows_from_what_it_is_for() -> None:
    models = {"funds.kind": always("state"), "funds.contributor": always("people", decision="funds.contributor")}
    found = [m.value for m in read(TEXT, models=models).mentions if m.field == "funds"]
    assert [(v["kind"], v["contributor"]) for v in found] == [("state", "state")] * 2


def test_a_mention_that_a_model_turns_down_is_noted_as_rejected() -> None:
    text = store("Xã đổ bê tông 3,5 km đường trục thôn.")
    assert [m.text for m in read(text, models={}).found("roads")] == ["3,5 km"]
    doc = read(text, models={"roads.road": always("no", decision="roads.road")})
    assert doc.found("roads") == []
    assert ("3,5 km", "model:roads.road") in [(r.text, r.rule) for r in doc.rejected]
    assert read(text, models={"roads.road": always("yes", decision="roads.road")}).found("roads")


def test_a_model_reads_back_as_it_was_written(tmp_path: Path) -> None:
    model = always("loan", 0.5)
    model.save(tmp_path / "funds.kind.npz")
    assert learned.load(tmp_path / "funds.kind.npz").fingerprint() == model.fingerprint()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def foreign(path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, weights=np.zeros(3))


def pickled(path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, format=np.array([{"a": 1}], dtype=object))


def no_archive(path: Path) -> None:
    path.write_text("not a model at all")


def other_format(path: Path) -> None:
    with np.load(path) as old:
        arrays = dict(old) | {"format": np.array("vnnews-linear-99")}
    with path.open("wb") as file:
        np.savez(file, **arrays)


@pytest.mark.parametrize("spoil", [truncated, foreign, pickled, no_archive, other_format, Path.unlink])
def test_a_spoilt_model_file_is_told_clearly_and_the_rules_go_on(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = tmp_path / "funds.kind.npz"
    always("loan").save(path)
    spoil(path)
    with pytest.raises(ModelError, match=r"funds\.kind\.npz"):
        learned.load(path)
    models, problems = learned.load_all(tmp_path)
    assert kinds(models) == ["mobilised", "state"]
    assert len(problems) == path.exists()


def test_no_spoilt_byte_of_a_model_file_stops_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "funds.kind.npz"
    always("loan").save(path)
    whole, chance = path.read_bytes(), random.Random(0)
    for _ in range(150):
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        path.write_bytes(spoilt)
        models, problems = learned.load_all(tmp_path)
        assert len(models) + len(problems) == 1
        assert len(kinds(models)) == 2


@pytest.mark.parametrize(
    "arrays",
    [
        {"weights": np.array([["a"], ["b"]])},
        {"weights": np.array([[np.nan], [0.0]], dtype=np.float32)},
        {"weights": np.zeros((2, 5), dtype=np.float32)},
        {"calibration": np.array([0.0, 0.5])},
        {"calibration": np.array(1.0)},
        {"labels": np.array("loan")},
        {"weights": np.zeros((2, 20_000_000), dtype=np.float32)},
    ],
    ids=["letters", "no numbers", "shape", "no temperature", "no calibration", "one label", "a bomb"],
)
def test_arrays_that_cannot_be_computed_with_are_refused(tmp_path: Path, arrays: dict[str, np.ndarray]) -> None:
    path = tmp_path / "funds.kind.npz"
    always("loan").save(path)
    with np.load(path) as old:
        changed = dict(old) | arrays
    with path.open("wb") as file:
        np.savez_compressed(file, **changed)
    with pytest.raises(ModelError, match="damaged"):
        learned.load(path)


def test_a_folder_that_is_missing_and_a_decision_that_is_unknown_are_told(tmp_path: Path) -> None:
    assert learned.load_all(tmp_path / "nowhere")[1][0].startswith("there is no folder")
    always("loan", decision="weather.tomorrow").save(tmp_path / "odd.npz")
    models, problems = learned.load_all(tmp_path)
    assert not models
    assert "weather.tomorrow" in problems[0]


def simple(label: str, rule: str, article: int) -> Example:
    return Example("toy", f"a{article}", {"bias": 1.0, f"word:{label}": 1.0, f"rule={rule}": 1.0}, label, rule)


def toy() -> list[Example]:
    """Return examples whose words tell the label and whose rule is wrong in every third."""
    labels = ["loan", "gift", "state"]
    return [simple(labels[i % 3], labels[(i + (i % 9 == 0)) % 3], i // 2) for i in range(180)]


def test_the_same_seed_and_texts_give_the_same_arrays() -> None:
    decision = decisions("funds.kind")[0]
    assert train(decision, toy(), 7).fingerprint() == train(decision, toy(), 7).fingerprint()


def test_a_model_learns_what_the_rules_get_wrong_and_the_gain_is_judged_by_articles() -> None:
    model = train(decisions("funds.kind")[0], toy()[:120])
    judged = judge(model, toy()[120:])
    assert judged.both == 1.0 > judged.rules
    assert judged.gain[1] <= judged.gain[0] <= judged.gain[2]
    assert sum(b.n for b in judged.calibration.bins) == judged.n == 60


def test_too_little_to_learn_from_and_nothing_to_judge_on_are_mistakes_of_the_caller() -> None:
    with pytest.raises(UserError, match="too few"):
        train(decisions("funds.kind")[0], toy()[:5])
    with pytest.raises(UserError, match="nothing to train for 'weather'"):
        decisions("weather")
    with pytest.raises(UserError, match="--judge"):
        judge(train(decisions("funds.kind")[0], toy()), [])


def test_every_example_of_the_corpus_carries_the_label_of_its_annotation() -> None:
    found = examples(DECISIONS, [CORPUS / "train_passages_1.jsonl"])
    assert all(len(some) > 50 for some in found.values())
    assert {e.label for e in found["roads.work"]} == {"new", "upgrade", "repair", "planned", "existing"}
    assert {(e.label, e.rule) for e in found["roads.road"]} == {("yes", "yes"), ("no", "yes")}
    assert {e.label for e in found["funds.contributor"]} <= {"people", "business", "state", "mixed", ""}
