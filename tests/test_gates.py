"""What is skipped before the patterns run never changes what they find."""

import json
import random
from pathlib import Path

import pytest

from extractors import gates, read
from extractors.doc import Doc
from extractors.field import fields
from extractors.patterns import possible, rules
from extractors.text import store
from pipeline.sample import expected

FILTERED = ("dates", "funds", "places")


def sample_texts() -> list[str]:
    return [store(a.text) for a in expected()]


def shared_texts(shared: Path) -> list[str]:
    files = [*(shared / "gold").glob("*.jsonl"), *(shared / "articles").glob("*.jsonl")]
    return [store(json.loads(line)["text"]) for file in files for line in file.read_text("utf-8").splitlines()]


def assert_nothing_skipped(text: str) -> None:
    """No sentence holds a match of a rule that its needs or its field's gate turn away."""
    for sentence in Doc(text, gated=False).sentences:
        passed = gates.passed(sentence.view)
        for field in FILTERED:
            tried = {r.name for r in possible(field, sentence.view)} if field in passed else set()
            for rule in rules(field).values():
                found = rule.needs and rule.name not in tried and rule.pattern.search(sentence.view)
                assert not found, (field, rule.name, sentence.view)


@pytest.mark.parametrize("field", FILTERED)
def test_every_example_of_a_rule_meets_what_the_rule_needs(field: str) -> None:
    for rule in rules(field).values():
        for example in rule.examples if rule.needs else ():
            assert any(rule in possible(field, s.view) for s in Doc(store(example[0])).sentences), (rule.name, example)


def test_the_gate_and_the_needs_of_rules_skip_nothing_in_the_sample() -> None:
    for text in sample_texts():
        assert_nothing_skipped(text)


def test_the_gate_and_the_needs_of_rules_skip_nothing_in_garbled_texts() -> None:
    dice = random.Random(5)
    for text in sample_texts():
        letters = list(text)
        for _ in range(200):
            at = dice.randrange(len(letters))
            letters[at] = dice.choice(["", " ", letters[at].swapcase(), dice.choice(letters), ".", "5", "\u2003"])
        assert_nothing_skipped(store("".join(letters)))


@pytest.mark.slow
@pytest.mark.shared
def test_real_texts_read_the_same_with_and_without_gates(shared: Path) -> None:
    for text in shared_texts(shared):
        gated, free = (read(text, gated=g).mentions for g in (True, False))
        assert gated == free
        assert_nothing_skipped(text)


def test_every_field_reads_the_sample_the_same_with_and_without_its_gate() -> None:
    for text in sample_texts():
        gated, free = (read(text, gated=g).mentions for g in (True, False))
        assert gated == free
    assert set(fields()) >= set(FILTERED)
