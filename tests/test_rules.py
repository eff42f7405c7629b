"""Every rule in extractors/rules/*.toml is proved by the examples that stand beside it."""

from importlib.resources import files

import pytest

from extractors import extract
from extractors.field import fields
from extractors.mention import Context
from extractors.patterns import rules
from extractors.text import store

NAMES = sorted(p.name.removesuffix(".toml") for p in files("extractors").joinpath("rules").iterdir())
EXAMPLES = [(f, r.name, e) for f in NAMES for r in rules(f).values() for e in r.examples]
SILENT = [(f, r.name, t) for f in NAMES for r in rules(f).values() for t in r.silent]


@pytest.mark.parametrize(("field", "rule", "example"), EXAMPLES, ids=lambda x: x if isinstance(x, str) else x[0][:60])
def test_example_gives_its_mention_and_value(field: str, rule: str, example: tuple[str, ...]) -> None:
    text, mention, value, *published = map(store, example)
    found = [
        (m.text, "|".join(str(m.value[k]) for k in fields()[field].key))
        for m in extract(text, Context(published=published[0] if published else None), models={})
        if m.field == field
    ]
    assert (mention, value) in found


@pytest.mark.parametrize(("field", "rule", "text"), SILENT, ids=lambda x: x[:60])
def test_silent_text_gives_nothing(field: str, rule: str, text: str) -> None:
    assert [m for m in extract(store(text), models={}) if m.field == field] == []


@pytest.mark.parametrize("field", NAMES)
def test_every_rule_has_an_example(field: str) -> None:
    assert [r.name for r in rules(field).values() if not r.examples] == []
