"""Places add at most a fifth to the time of extraction."""

import json
from pathlib import Path

from costs import added

from extractors.text import store
from pipeline.sample import expected

CORPUS = Path(__file__).parents[1] / "data" / "corpus" / "dev_articles.jsonl"


def test_places_add_at_most_a_fifth_to_the_time_of_extraction() -> None:
    written = [json.loads(line)["text"] for line in CORPUS.read_text("utf-8").splitlines()[:40]]
    texts = [store(t) for t in (*written, *(a.text for a in expected()[:20]))]
    share = added("places", texts, rounds=4)
    print(f"places add {share:.1%}")
    assert share <= 0.20
