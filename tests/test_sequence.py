import json
from pathlib import Path

import pytest

from extractors import read
from extractors.doc import Doc
from extractors.learned import officials, sequence
from extractors.learned.sequence import Span, Tagger
from extractors.syllables import tokens
from pipeline.name_spans import gold_spans

ROOT = Path(__file__).parents[1]
TEXT = "Bà Trần Thị Mận, Phó Chủ tịch UBND xã Bình An, đến thăm trường. Chủ tịch UBND xã Lê Văn Tí cùng dự."
GOLD = [
    {"name": "Trần Thị Mận", "titles": ["Phó Chủ tịch UBND xã Bình An"]},
    {"name": "Lê Văn Tí", "titles": ["Chủ tịch UBND xã"]},
]
POSTS = ("Chủ tịch UBND xã", "Bí thư Đảng ủy", "Trưởng Công an xã", "Giám đốc Sở Y tế", "Trưởng thôn", "Hiệu trưởng")
NAMES = ("Trần Thị Mận", "Lê Văn Tí", "Phạm Hữu Đó", "Nguyễn Thị Sen")


def printed(text, found):
    return [(text[s.start : s.end], s.label) for s in found]


def lines(count):
    made = []
    for i in range(count):
        name, post = NAMES[i % len(NAMES)], POSTS[i % len(POSTS)]
        text = f"Sáng nay ông {name}, {post}, ra đồng. Cùng đi có bà {NAMES[i % 3]} là người trong xóm."
        made.append({"id": str(i), "text": text, "gold": {"officials": [{"name": name, "titles": [post]}]}})
    return made


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "train_1.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in lines(24)), "utf-8")
    return path


@pytest.fixture(scope="module")
def model(corpus, tmp_path_factory):
    pytest.importorskip("pycrfsuite")
    from pipeline.train_sequence import labelled, records, train_crf

    path = tmp_path_factory.mktemp("models") / "officials.crf"
    train_crf(path, labelled(records([str(corpus)])))
    return path


def test_a_title_is_a_post_in_the_sentence_of_its_bearer_and_never_inside_a_longer_one():
    assert printed(TEXT, gold_spans(Doc(TEXT), GOLD)) == [
        ("Trần Thị Mận", "NAME"),
        ("Phó Chủ tịch UBND xã Bình An", "POST"),
        ("Chủ tịch UBND xã", "POST"),
        ("Lê Văn Tí", "NAME"),
    ]


def test_a_title_that_never_shares_a_sentence_with_the_name_is_the_closest_one():
    text = "Chủ tịch xã nói vậy. Có ông Lê Văn Tí.\nChủ tịch xã."
    found = gold_spans(Doc(text), [{"name": "Lê Văn Tí", "titles": ["Chủ tịch xã"]}])
    assert [s.start for s in found] == [text.index("Lê"), text.rindex("Chủ")]


def test_a_title_that_is_not_printed_in_one_piece_gives_no_span():
    text = "Ông Lê Văn Tí, Chủ tịch HĐND, UBND xã."
    found = gold_spans(Doc(text), [{"name": "Lê Văn Tí", "titles": ["Chủ tịch UBND xã"]}])
    assert printed(text, found) == [("Lê Văn Tí", "NAME")]


def test_tags_and_spans_are_each_others_inverse():
    words, found = tokens(TEXT), gold_spans(Doc(TEXT), GOLD)
    labels = sequence.tags(words, [s[:3] for s in found])
    assert list(sequence.spans(words, labels, [1.0] * len(words))) == found


def test_the_rules_verdict_is_a_feature_of_each_syllable():
    doc = read(TEXT)
    reading = sequence.read(doc, doc.sentences[0])
    rows = sequence.features(reading)
    assert len(rows) == len(reading.words)
    assert "rule=B-NAME" in rows[[w.text for w in reading.words].index("Trần")]


def test_spans_become_officials_with_their_posts():
    doc = Doc(TEXT)
    made = officials.mentions(doc, gold_spans(doc, GOLD), "model:gold")
    assert [(m.value["name"], m.value["titles"]) for m in made] == [(g["name"], g["titles"][0]) for g in GOLD]
    assert all(TEXT[m.char_start : m.char_end] == m.text for m in made)


def test_a_name_without_a_post_is_no_official():
    assert officials.mentions(Doc(TEXT), [Span(3, 15, "NAME")], "model") == []


def test_a_model_adds_only_officials_of_whom_it_is_sure():
    doc = Doc(TEXT)
    sure = officials.mentions(doc, [s._replace(probability=0.95) for s in gold_spans(doc, GOLD)], "model")
    unsure = officials.mentions(doc, [s._replace(probability=0.6) for s in gold_spans(doc, GOLD)], "model")
    assert officials.joined(sure[:1], sure) == sure
    assert officials.joined(sure[:1], unsure) == sure[:1]


def test_a_trained_model_finds_an_official_whom_it_has_not_seen(model):
    doc = Doc("Chiều nay ông Đặng Văn Ngò, Bí thư Đảng ủy, xuống ấp.")
    found = Tagger(model).spans(doc)
    assert printed(doc.text, found) == [("Đặng Văn Ngò", "NAME"), ("Bí thư Đảng ủy", "POST")]
    assert all(0 < s.probability <= 1 for s in found)


def test_the_same_corpus_makes_the_same_model_byte_for_byte(model, corpus, tmp_path):
    from pipeline.train_sequence import labelled, records, train_crf

    train_crf(tmp_path / "again.crf", labelled(records([str(corpus)])))
    assert (tmp_path / "again.crf").read_bytes() == model.read_bytes()


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.999])
def test_a_truncated_model_is_told_and_not_used(model, tmp_path, share):
    broken = tmp_path / "broken.crf"
    broken.write_bytes(model.read_bytes()[: int(model.stat().st_size * share)])
    with pytest.raises(ValueError, match=r"broken\.crf is no CRF model"):
        Tagger(broken)


def test_a_missing_or_foreign_model_is_told_and_not_used(tmp_path):
    with pytest.raises(ValueError, match="there is no model"):
        Tagger(tmp_path / "none.crf")
    foreign = tmp_path / "foreign.crf"
    foreign.write_bytes(b"lCRF" + (200).to_bytes(4, "little") + b"\x80" * 192)
    with pytest.raises(ValueError, match="is no CRF model"):
        Tagger(foreign)


def test_annotated_articles_become_training_data_of_spacy(corpus, tmp_path):
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    from pipeline.train_sequence import convert

    convert(tmp_path / "train.spacy", [str(corpus)])
    docs = list(DocBin().from_disk(tmp_path / "train.spacy").get_docs(spacy.blank("vi", config=_BLANK).vocab))
    assert [d.text for d in docs] == [r["text"] for r in lines(24)]
    assert {(e.text, e.label_) for e in docs[0].ents} >= {(NAMES[0], "NAME"), (POSTS[0], "POST")}


_BLANK = {"nlp": {"tokenizer": {"@tokenizers": "vnnews.syllables.v1"}}}


@pytest.mark.parametrize("method", ["vote", "hmm"])
def test_labelling_functions_agree_on_names_and_posts(method):
    pytest.importorskip("skweak")
    from pipeline.weak import label

    made = lines(12)
    for record, (doc, found) in zip(made, label((read(r["text"]) for r in made), method), strict=True):
        official = record["gold"]["officials"][0]
        kinds = {doc.text[s.start : s.end]: s.label for s in found}
        assert kinds[official["name"]] == "NAME"
        assert kinds[official["titles"][0]] == "POST"


def test_figures_have_intervals_and_gains_over_the_rules(corpus):
    from pipeline.compare_sequence import count, ruled, scores
    from pipeline.train_sequence import document, records

    texts = [(r, document(r[0])) for r in records([str(corpus)])]
    systems = {"rules": ruled, "none": lambda doc: []}
    found = {s: [count(system, r, d) for r, d in texts] for s, system in systems.items()}
    rules, nothing = [s for s in scores(found) if s.figure == "officials.name"]
    assert rules.n == 24 and rules.low <= rules.f1 <= rules.high and rules.gain == 0
    assert nothing.f1 == 0 and nothing.gain == -rules.f1


def test_a_pattern_without_files_is_told():
    from pipeline.issues import UserError
    from pipeline.train_sequence import records

    with pytest.raises(UserError, match=r"there is no nowhere/train_\*"):
        records(["nowhere/train_*.jsonl"])


def test_every_step_of_the_project_is_a_command_that_exists():
    import srsly
    from typer.main import get_command

    from pipeline import compare_sequence, train_sequence

    known = {
        "pipeline.train_sequence": get_command(train_sequence.app).commands,
        "pipeline.compare_sequence": get_command(compare_sequence.app).commands,
    }
    project = srsly.read_yaml(ROOT / "project.yml")
    steps = {c["name"] for c in project["commands"]}
    assert all(set(flow) <= steps for flow in project["workflows"].values())
    for script in [line for c in project["commands"] for line in c["script"]]:
        _, _, module, command = script.split()[:4]
        assert module == "spacy" or command in known[module]


@pytest.mark.slow
def test_the_same_corpus_makes_the_same_recognizer_byte_for_byte(corpus, tmp_path):
    pytest.importorskip("spacy")
    from spacy.cli.train import train

    from pipeline.train_sequence import convert

    convert(tmp_path / "a.spacy", [str(corpus)])
    steps = {"training.max_steps": 12, "training.eval_frequency": 6}
    paths = {"paths.train": str(tmp_path / "a.spacy"), "paths.dev": str(tmp_path / "a.spacy")}
    made = []
    for name in ("one", "two"):
        train(ROOT / "data/models/officials_ner.cfg", tmp_path / name, overrides=steps | paths)
        files = [p for p in sorted((tmp_path / name / "model-last").rglob("model")) if p.is_file()]
        made.append([p.read_bytes() for p in files])
    assert made[0] and made[0] == made[1]
