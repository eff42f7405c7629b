"""Texts go to annotation tools and come back whole."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractors.doc import Doc
from extractors.mention import Mention
from pipeline.annotate import FORMATS, Doubt, doubt, extracted, import_texts, pick
from pipeline.annotate_record import NEGATIVE, Region, Task, labels, to_record, to_task
from pipeline.cli import app
from pipeline.issues import Issues, UserError
from spiders.article import Article

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample_portal" / "gold.jsonl"
TEXT = "Ngày 04/3/2024, bà Lê Thị Hoa, Bí thư Đảng ủy xã trao 20 triệu đồng và mở 2 km đường rộng 3m."
RECORD: dict[str, Any] = {
    "id": "a/1",
    "url": "",
    "title": "Mở đường",
    "published": None,
    "text": TEXT,
    "gold": {
        "documents": [],
        "dates": [{"text": "04/3/2024", "start": 5, "end": 14, "value": "2024-03-04", "role": "event"}],
        "officials": [{"name": "Lê Thị Hoa", "titles": ["Bí thư Đảng ủy xã", "Đại biểu"], "start": 19, "end": 29}],
        "funds": [
            {
                "text": "20 triệu đồng",
                "start": 54,
                "end": 67,
                "vnd": 20_000_000,
                "qualifier": "exact",
                "kind": "gift",
                "contributor": None,
                "per": None,
                "part_of": None,
            }
        ],
        "roads": [{"text": "2 km", "start": 74, "end": 78, "km": 2.0, "work": "new", "qualifier": "exact"}],
    },
    "negatives": [{"field": "roads", "text": "3m", "start": 90, "end": 92, "why": "bề rộng"}],
}


def place(form: str, folder: Path) -> Path:
    return folder / {"brat": "brat", "labelstudio": "tasks.json", "conll": "texts.conll"}.get(form, "texts.jsonl")


def back(form: str, records: Sequence[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Send records to a tool and take them back."""
    FORMATS[form].write([to_task(r) for r in records], place(form, folder))
    return [to_record(t) for t in FORMATS[form].read(place(form, folder), Issues())]


def placed(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record of which every entry has its words and offsets."""

    def entry(e: dict[str, Any]) -> dict[str, Any]:
        start = e["start"] if "start" in e else record["text"].find(e.get("text") or e.get("name") or e["number"])
        length = e["end"] - start if "end" in e else len(e.get("text") or e.get("name") or e["number"])
        return {"text": record["text"][start : start + length], "start": start, "end": start + length, **e}

    made = {name: [entry(e) for e in some] for name, some in record["gold"].items()}
    return record | {"gold": made}


VALUES = {
    "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    "number": st.one_of(st.integers(0, 10**15), st.floats(0, 1e6, allow_nan=False)),
    "list": st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), max_size=3),
}


@st.composite
def entries(draw: st.DrawFn, label: str, text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    entry: dict[str, Any] = {"text": text[start:end], "start": start, "end": end}
    for a in labels()[label]:
        choices = st.sampled_from([*a.choices, "none of these"]) if a.choices else VALUES[a.kind]
        match draw(st.sampled_from(["value", "value", "empty", "absent", "odd"])):
            case "value":
                entry[a.name] = draw(choices)
            case "empty":
                entry[a.name] = None
            case "odd":
                entry[a.name] = draw(st.sampled_from([True, [], "", "-", 7, ["x", 1]]))
    return entry | draw(st.dictionaries(st.sampled_from(["note", "code"]), st.text("aă\n\t", max_size=3)))


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    letters = st.sampled_from([*"aĂđƠ1.,;\n\t \r\"'<&>\u2028\xa0", "e\u0301", "\U0001f6a7", "km", "đồng"])
    text = draw(st.lists(letters, min_size=1, max_size=40).map("".join))
    gold = {name: draw(st.lists(entries(name, text), max_size=3)) for name in labels() if name != NEGATIVE}
    record = {"id": draw(st.text('ab/"\n é', min_size=1, max_size=5)), "url": "", "text": text, "gold": gold}
    negatives = draw(st.none() | st.lists(entries(NEGATIVE, text), max_size=2))
    return record if negatives is None else record | {"negatives": negatives}


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_whatever_is_annotated_comes_back_equal(
    form: str, record: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert back(form, [record], tmp_path_factory.mktemp("a")) == [record]


@pytest.mark.parametrize("form", FORMATS)
def test_the_own_corpus_comes_back_equal(form: str, tmp_path: Path) -> None:
    for path in sorted((ROOT / "data" / "corpus").glob("*articles*.jsonl")):
        gold = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line][:40]
        assert back(form, gold, tmp_path / path.stem) == [placed(r) for r in gold]


@pytest.mark.parametrize("form", FORMATS)
def test_entries_without_offsets_come_back_with_them(form: str, tmp_path: Path) -> None:
    gold = [json.loads(line) for line in SAMPLE.read_text("utf-8").split("\n") if line]
    made = back(form, gold, tmp_path)
    pairs = [
        (b, a, r["text"])
        for r, m in zip(gold, made, strict=True)
        for n in r["gold"]
        for b, a in zip(r["gold"][n], m["gold"][n], strict=True)
    ]
    assert all(after | before == after for before, after, _ in pairs)
    found = [(after, text) for _, after, text in pairs if "start" in after]
    assert all(text[after["start"] : after["end"]] == after["text"] for after, text in found)
    assert len(found) > 0.9 * len(pairs)


@pytest.mark.parametrize("form", FORMATS)
def test_the_attributes_are_in_the_format_itself(form: str, tmp_path: Path) -> None:
    task = to_task(RECORD)
    FORMATS[form].write([Task(task.id, task.text, task.regions)], place(form, tmp_path))
    (made,) = FORMATS[form].read(place(form, tmp_path), Issues())
    assert list(made.regions) == list(task.regions)


@pytest.mark.parametrize("form", FORMATS)
def test_a_region_marked_by_hand_has_every_attribute_of_its_label(form: str, tmp_path: Path) -> None:
    FORMATS[form].write([Task("a", TEXT, [Region("funds", 54, 67, {"kind": "gift"})])], place(form, tmp_path))
    (record,) = (to_record(t) for t in FORMATS[form].read(place(form, tmp_path), Issues()))
    funds = record["gold"]["funds"]
    assert funds == [
        {"text": "20 triệu đồng", "start": 54, "end": 67}
        | dict.fromkeys(a.name for a in labels()["funds"])
        | {"kind": "gift"}
    ]


def labelstudio(tmp_path: Path) -> tuple[Path, list[dict[str, Any]]]:
    path = tmp_path / "tasks.json"
    FORMATS["labelstudio"].write([to_task(RECORD)], path)
    return path, json.loads(path.read_text("utf-8"))


def read_back(path: Path, tasks: object, issues: Issues | None = None) -> list[dict[str, Any]]:
    path.write_text(json.dumps(tasks), "utf-8")
    return [to_record(t) for t in FORMATS["labelstudio"].read(path, issues or Issues())]


def test_what_an_annotator_changes_in_label_studio_wins(tmp_path: Path) -> None:
    path, tasks = labelstudio(tmp_path)
    result = tasks[0]["predictions"][0]["result"]
    changed = [r for r in result if r["from_name"] != "roads_work"]
    for part in changed:
        if part["from_name"] == "funds_kind":
            part["value"]["choices"] = ["mobilised"]
    tasks[0]["annotations"] = [{"result": [], "was_cancelled": True}, {"result": changed}]
    (record,) = read_back(path, tasks)
    assert record["gold"]["funds"][0]["kind"] == "mobilised"
    assert record["gold"]["roads"][0]["work"] is None


def test_a_text_skipped_in_label_studio_is_told_and_left_out(tmp_path: Path) -> None:
    path, tasks = labelstudio(tmp_path)
    tasks[0]["annotations"] = [{"result": [], "was_cancelled": True}]
    issues = Issues()
    assert read_back(path, tasks, issues) == []
    assert "skipped" in issues.found[0].problem


def test_offsets_in_utf_16_units_are_understood(tmp_path: Path) -> None:
    text = "\U0001f6a7\U0001f6a7 Mở 2 km đường."
    value = {"start": 8, "end": 12, "text": "2 km", "labels": ["roads"]}
    result = [{"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": value}]
    (record,) = read_back(tmp_path / "t.json", [{"data": {"text": text}, "annotations": [{"result": result}]}])
    assert record["gold"]["roads"][0]["text"] == "2 km" == text[6:10]


def test_a_number_that_is_none_is_told(tmp_path: Path) -> None:
    path, tasks = labelstudio(tmp_path)
    for part in tasks[0]["predictions"][0]["result"]:
        if part["from_name"] == "funds_vnd":
            part["value"]["text"] = ["hai mươi triệu"]
    issues = Issues()
    (record,) = read_back(path, tasks, issues)
    assert record["gold"]["funds"][0]["vnd"] is None
    assert "is no number" in issues.found[0].problem


def test_the_configuration_of_label_studio_has_a_control_for_every_attribute(tmp_path: Path) -> None:
    labelstudio(tmp_path)
    root = ElementTree.parse(tmp_path / "tasks.xml").getroot()
    controls = {e.get("name") for e in root.iter() if e.get("perRegion") == "true"}
    assert controls == {f"{label}_{a.name}" for label, some in labels().items() for a in some}
    assert {e.get("value") for e in root.iter("Label")} == set(labels())


def test_doccano_gives_the_deciding_attribute_with_the_label(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    FORMATS["doccano"].write([to_task(RECORD)], path)
    line = json.loads(path.read_text("utf-8"))
    assert [54, 67, "funds/gift"] in line["label"]
    spans = [{"id": 1, "start_offset": 54, "end_offset": 67, "label": "funds/loan"}]
    path.write_text(json.dumps({"id": 9, "text": TEXT, "entities": spans, "vnnews": line["vnnews"]}), "utf-8")
    (task,) = FORMATS["doccano"].read(path, Issues())
    assert to_record(task)["gold"]["funds"][0] | {"kind": "gift"} == RECORD["gold"]["funds"][0]
    assert to_record(task)["gold"]["funds"][0]["kind"] == "loan"


def test_what_a_prodigy_user_rejects_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    FORMATS["prodigy"].write([to_task(RECORD)], path)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"answer": "reject"}), "utf-8")
    assert list(FORMATS["prodigy"].read(path, Issues())) == []


def test_brat_gets_texts_annotations_and_a_configuration(tmp_path: Path) -> None:
    FORMATS["brat"].write([to_task(RECORD)], tmp_path)
    assert {p.suffix for p in tmp_path.iterdir()} == {".txt", ".ann", ".json", ".conf"}
    lines = next(tmp_path.glob("*.ann")).read_text("utf-8").split("\n")
    assert "T1\tdates 5 14\t04/3/2024" in lines and "A1\trole T1 event" in lines
    (tmp_path / "annotation.conf").read_text("utf-8").index("[attributes]")
    with next(tmp_path.glob("*.ann")).open("a", encoding="utf-8") as file:
        file.write("#99\tAnnotatorNotes T1\tin doubt\n")
    issues = Issues()
    assert [to_record(t) for t in FORMATS["brat"].read(tmp_path, issues)] == [placed(RECORD)]
    assert "no JSON" in issues.found[0].problem


def test_a_tag_changed_in_the_columns_moves_the_region(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    FORMATS["conll"].write([to_task(RECORD)], path)
    lines = path.read_text("utf-8").split("\n")
    changed = [line.replace("I-funds", "O") if line.startswith("đồng\t") else line for line in lines]
    assert changed != lines
    path.write_text("\n".join(changed), "utf-8")
    (record,) = (to_record(t) for t in FORMATS["conll"].read(path, Issues()))
    assert record["gold"]["funds"][0]["text"] == "20 triệu"
    assert record["gold"]["roads"] == RECORD["gold"]["roads"]


def texts(tmp_path: Path, n: int = 6) -> Path:
    path = tmp_path / "in.jsonl"
    made = [{"id": str(i), "text": f"Xã chi {i + 1} tỷ đồng làm đường."} for i in range(n)]
    path.write_text("".join(json.dumps(r) + "\n" for r in made), "utf-8")
    return path


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pipeline", *map(str, words)], capture_output=True, text=True)


def test_the_command_exports_what_the_extractors_find_and_imports_it_again(tmp_path: Path) -> None:
    out, gold = tmp_path / "t.json", tmp_path / "labels.jsonl"
    done = run("annotate", "export", texts(tmp_path), "-n", 4, "--strategy", "random", "--out", out)
    assert done.returncode == 0 and "4 of 6 texts" in done.stdout, done.stderr
    assert run("annotate", "import", out, "--out", gold).returncode == 0
    read = [json.loads(line) for line in gold.read_text("utf-8").split("\n") if line]
    assert len(read) == 4 and all(r["gold"]["funds"][0]["vnd"] % 10**9 == 0 for r in read)
    assert run("evaluate", gold, "--json").returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "in.jsonl", "--format", "word"), "there are labelstudio"),
        (("export", "in.jsonl", "--strategy", "best"), "there are uncertain"),
        (("export", "in.jsonl", "--strategy", "disagree", "--models", "none"), "needs models"),
        (("export", "nowhere.jsonl"), "there is no"),
        (("import", "nowhere.json"), "there is no"),
        (("import", "in.jsonl", "--format", "brat"), "from a folder"),
        (("import", "in.jsonl", "--format", "labelstudio"), "is no JSON"),
        (("import", "in.jsonl", "--format", "conll"), "in.jsonl:1 does not belong"),
    ],
)
def test_a_mistake_in_the_call_is_one_sentence(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    texts(tmp_path)
    command, source, *rest = words
    call = ["annotate", command, str(tmp_path / source), *rest, "--out", str(tmp_path / "out")]
    error = CliRunner().invoke(app, call).exception
    assert isinstance(error, UserError) and told in str(error)
    assert not (tmp_path / "out").exists()


def test_the_same_seed_picks_the_same_texts_and_another_other_ones() -> None:
    found = [reading(str(i), []) for i in range(50)]
    first, again, other = (pick(found, "random", 10, seed) for seed in (1, 1, 2))
    assert first == again != other


def test_the_least_sure_texts_come_first() -> None:
    found = [reading("sure", [0.99]), reading("nothing", []), reading("doubt", [0.4, 0.6])]
    assert [r.article.article_id for r in pick(found, "uncertain", 3, 0)] == ["doubt", "sure", "nothing"]


def test_only_texts_on_which_models_and_rules_differ_disagree() -> None:
    same, other = reading("same", [0.9], rules="gift"), reading("other", [0.9], rules="loan")
    assert pick([same, other], "disagree", 5, 0) == [other]


def reading(name: str, confidences: list[float], rules: str = "gift") -> Doubt:
    def doc(kind: str) -> Doc:
        value = {"amount_vnd": 1, "kind": kind, "contributor": ""}
        return Doc("1 đồng", mentions=[Mention("funds", "1 đồng", 0, 6, value, "rule:x", c) for c in confidences])

    return doubt(Article(article_id=name, url="", text="1 đồng"), doc("gift"), doc(rules))


def test_extracted_texts_are_gold_records_with_offsets() -> None:
    article = Article(article_id="a", url="", text=TEXT, published="2024-03-05")
    record = extracted(article, {})
    assert [(e["vnd"], TEXT[e["start"] : e["end"]]) for e in record["gold"]["funds"]] == [(20_000_000, "20 triệu đồng")]
    assert record["gold"]["officials"][0]["titles"] == ["Bí thư Đảng ủy xã"]
    assert to_record(to_task(record)) == record


def test_a_value_that_was_only_marked_is_read_from_the_text(tmp_path: Path) -> None:
    marked = [Region("funds", 54, 67, {"kind": "gift"}), Region("officials", 19, 29, {}), Region("roads", 0, 4, {})]
    FORMATS["prodigy"].write([Task("a", TEXT, marked)], tmp_path / "x.jsonl")
    import_texts(tmp_path / "x.jsonl", tmp_path / "gold.jsonl", "prodigy")
    gold = json.loads((tmp_path / "gold.jsonl").read_text("utf-8"))["gold"]
    assert (gold["funds"][0]["vnd"], gold["funds"][0]["kind"]) == (20_000_000, "gift")
    assert gold["officials"][0]["name"] == "Lê Thị Hoa"
    assert gold["roads"][0]["km"] is None


def test_an_import_of_nothing_leaves_the_labels_of_before(tmp_path: Path) -> None:
    out = tmp_path / "labels.jsonl"
    out.write_text("before", "utf-8")
    (tmp_path / "empty.json").write_text("[]", "utf-8")
    with pytest.raises(Exception, match="no annotated text"):
        import_texts(tmp_path / "empty.json", out, "labelstudio")
    assert out.read_text("utf-8") == "before"


SPAN = {"start": 54, "end": 67, "label": "funds"}


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("conll", b"\xff"),
        ("prodigy", {"text": TEXT, "spans": [{"start": 0}]}),
        ("prodigy", {"text": TEXT, "spans": [SPAN | {"start": "54"}]}),
        ("prodigy", {"text": TEXT, "vnnews": {"held": [[1]]}}),
        ("doccano", {"text": TEXT, "label": [[54, 67]]}),
        ("doccano", {"text": TEXT, "label": [], "vnnews": "{"}),
        ("labelstudio", [{"data": {"text": 5}}]),
        ("labelstudio", [{"data": {"text": TEXT}, "annotations": [{"result": "x"}]}]),
        ("conll", b'# id = "a"\nx\t0\t1\tO\n'),
        ("brat", b"\xff"),
    ],
)
def test_a_spoilt_export_is_one_sentence_and_nothing_is_written(tmp_path: Path, form: str, content: object) -> None:
    source = tmp_path / "export" / "a.txt"
    source.parent.mkdir()
    source.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with pytest.raises(UserError, match="is no whole export"):
        import_texts(source.parent if form == "brat" else source, tmp_path / "gold.jsonl", form)
    assert not (tmp_path / "gold.jsonl").exists()


def test_an_attribute_that_a_label_cannot_have_is_told_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    note = {"start": 0, "text": "zz", "part_of": float("inf"), "qualifier": "about"}
    lines = ["T1\tfunds 54 67\tx", f"#1\tAnnotatorNotes T1\t{json.dumps(note)}", "A1\tkind T1 plunder"]
    (tmp_path / "a.ann").write_text("\n".join(lines), "utf-8")
    import_texts(tmp_path, tmp_path / "gold.jsonl", "brat")
    (entry,) = json.loads((tmp_path / "gold.jsonl").read_text("utf-8"))["gold"]["funds"]
    assert (entry["start"], entry["text"], entry["part_of"]) == (54, "20 triệu đồng", None)
    assert (entry["kind"], entry["qualifier"]) == (None, "about")
    told = capsys.readouterr().err
    assert all(f"funds.{name}:" in told for name in ("start", "text", "part_of", "kind"))
