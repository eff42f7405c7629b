import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

spacy = pytest.importorskip("spacy")

TEXT = "Chiều 3/6,  bà Trần Thị Mận - Phó Chủ tịch UBND xã Bình An dự lễ.\n\nNgười dân góp 2 tỷ đồng."


def pipeline(tokenizer="vnnews.syllables.v1", components=()):
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer}}})
    for name in components:
        nlp.add_pipe(name)
    return nlp


SYLLABLES = pipeline()


@given(st.text(alphabet=st.one_of(st.sampled_from("aàđĐĂ .,-\n\t'ắỲ1 \u3000\x1c"), st.characters(codec="utf-8"))))
@settings(max_examples=300, deadline=None)
def test_no_character_of_any_text_is_lost_or_moved(text):
    doc = SYLLABLES.make_doc(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


@pytest.mark.parametrize("tokenizer", ["vnnews.syllables.v1", "vnnews.words.v1"])
def test_both_tokenizers_keep_the_text(tokenizer):
    assert pipeline(tokenizer).make_doc(TEXT).text == TEXT


def test_words_join_syllables():
    assert "Bình An" in [t.text for t in pipeline("vnnews.words.v1").make_doc(TEXT)]
    assert "Bình An" not in [t.text for t in SYLLABLES.make_doc(TEXT)]


def test_the_verdicts_of_the_rules_are_the_tags():
    doc = pipeline(components=["vnnews_verdicts"])(TEXT)
    tags = {t.text: t.tag_ for t in doc}
    assert (tags["Trần"], tags["Mận"], tags["Phó"], tags["UBND"]) == ("B-NAME", "I-NAME", "B-POST", "I-POST")
    assert (tags["dự"], tags["tỷ"]) == ("O", "")


def test_a_saved_pipeline_loads_by_name_without_further_code(tmp_path):
    pipeline(components=["vnnews_verdicts"]).to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model")(TEXT).text == TEXT


def test_entities_become_spans_with_the_offsets_of_the_text():
    from extractors.spacy_plugin import spans

    doc = SYLLABLES.make_doc(TEXT)
    start = TEXT.index("Trần")
    doc.ents = [doc.char_span(start, start + 12, label="NAME")]
    assert [(TEXT[s.start : s.end], s.label) for s in spans(doc)] == [("Trần Thị Mận", "NAME")]
