"""What places add to the time of extraction; the limit is a fifth."""

import json
from pathlib import Path

import pytest
from costs import added

from extractors.text import store
from pipeline.sample import expected

pytestmark = pytest.mark.bench
CORPUS = Path(__file__).parents[2] / "data" / "corpus"


def test_places_on_the_sample_portals() -> None:
    tell("sample portals", [store(a.text) for a in expected()])


def test_places_on_the_own_articles() -> None:
    lines = [line for file in sorted(CORPUS.glob("*_articles.jsonl")) for line in file.open(encoding="utf-8")]
    tell("own articles", [store(json.loads(line)["text"]) for line in lines])


@pytest.mark.shared
def test_places_on_real_articles(shared: Path) -> None:
    lines = (shared / "articles" / "unlabelled.jsonl").read_text("utf-8").splitlines()
    tell("real articles", [store(json.loads(line)["text"]) for line in lines[:200]])


def tell(what: str, texts: list[str]) -> None:
    share = added("places", texts, rounds=5)
    print(f"\n{what}: places add {share:.1%} to the time of all other fields ({len(texts)} texts)")
    assert share <= 0.20
