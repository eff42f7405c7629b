"""Extraction stays faster than the cutting of the same text into words, in the same run."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from underthesea import word_tokenize

from extractors import extract
from extractors.doc import Doc
from extractors.text import store
from pipeline.sample import expected

NEWS = Path(__file__).parents[1].parent / "shared" / "articles" / "unlabelled.jsonl"


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(texts: list[str], rounds: int) -> float:
    """Return the time of the cutting into words over that of all fields, models included.

    They run turn by turn and the least of each counts: what else the machine does can only add to it.
    """
    sentences = [s.view for t in texts for s in Doc(t).sentences]
    found = [
        (seconds(lambda: [extract(t) for t in texts]), seconds(lambda: [word_tokenize(s) for s in sentences]))
        for _ in range(rounds)
    ]
    ours, words = (min(some) for some in zip(*found, strict=True))
    return words / ours


@pytest.mark.shared
def test_real_news_takes_half_the_time_of_cutting_it_into_words_at_most() -> None:
    if not NEWS.exists():
        pytest.skip("../shared is not here")
    with NEWS.open(encoding="utf-8") as file:
        texts = [store(json.loads(line)["text"]) for _, line in zip(range(25), file, strict=False)]
    # About three times as fast.
    assert ratio(texts, 3) > 2


def test_texts_that_are_full_of_values_take_twice_the_time_of_cutting_them_into_words_at_most() -> None:
    # The sample is the worst case, a value in nearly every sentence: three quarters as fast.
    assert ratio([store(a.text) for a in expected()[:12]], 5) > 0.5
