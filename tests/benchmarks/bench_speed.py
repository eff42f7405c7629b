"""Speed of extraction, as ratios to other systems measured on the same texts in the same run."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import peers
import pytest

from extractors import extract, read
from extractors.doc import Doc
from extractors.field import fields
from extractors.text import store
from pipeline.sample import expected

pytestmark = pytest.mark.bench
ROUNDS = 5
PUBLISHED = "2024-01-01"


def sample() -> list[str]:
    return [store(a.text) for a in expected()]


def size(texts: Sequence[str]) -> int:
    return sum(len(t.encode()) for t in texts)


def part(texts: Sequence[str], most: int) -> list[str]:
    """Take texts spread over all until they hold `most` bytes: the slow systems read no more."""
    chosen, held = [], 0
    for text in texts[:: max(1, size(texts) // most)]:
        if held < most:
            chosen.append(text)
            held += len(text.encode())
    return chosen


def sentences(texts: Sequence[str]) -> list[str]:
    return [s.view for t in texts for s in Doc(t).sentences]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def each(call: Callable[..., object], texts: Sequence[str], *more: object) -> Callable[[], object]:
    return lambda: [call(t, *more) for t in texts]


def systems(texts: list[str]) -> dict[str, tuple[Callable[[], object], int]]:
    """Return what is measured by name: the work, and how many bytes it reads."""
    from underthesea import ner, word_tokenize

    short, few = part(texts, 60_000), part(texts, 6_000)
    found = {"vnnews, all fields": (each(extract, texts), size(texts))}
    for name in fields():
        found[f"vnnews, {name} alone"] = (lambda n=name: [read(t, only=[n]) for t in texts], size(texts))
    found["word_tokenize by sentence"] = (each(word_tokenize, sentences(short)), size(short))
    found["ner by sentence"] = (each(ner, sentences(few)), size(few))
    for name, system in {"Duckling": peers.duckling(), "dateparser.search": peers.dateparser()}.items():
        if system:
            found[name] = (each(system, short, PUBLISHED), size(short))
        else:
            print(f"{name} is not installed")
    return found


def table(texts: list[str]) -> None:
    work = systems(texts)
    times: dict[str, list[float]] = {name: [] for name in work}
    for round_ in range(ROUNDS + 1):
        for name, (call, _) in work.items():
            taken = seconds(call)
            # The first round loads tables and models.
            if round_:
                times[name].append(taken)
    speed = {name: work[name][1] / statistics.median(taken) / 1e6 for name, taken in times.items()}
    print(f"\n{len(texts)} texts, {size(texts) / 1e6:.2f} MB of UTF-8; CPU time, median of {ROUNDS} interleaved rounds")
    print(f"{'':28} {'MB/s':>7} {'x word_tokenize':>16}")
    for name, value in speed.items():
        print(f"{name:28} {value:7.3f} {value / speed['word_tokenize by sentence']:16.1f}")


def test_speed_on_the_sample_portals() -> None:
    table(sample())


@pytest.mark.shared
def test_speed_on_real_articles(shared: Path) -> None:
    lines = (shared / "articles" / "unlabelled.jsonl").read_text("utf-8").splitlines()
    table([store(json.loads(line)["text"]) for line in lines[:200]])
