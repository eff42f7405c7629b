"""Places of 40 real texts as two readers marked them: [start, end, level, codes of one, codes of the other]."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors import Context, read
from extractors.text import store

GOLD = Path(__file__).parents[1] / "data" / "places_gold.jsonl"
Marked = dict[tuple[int, int, str], tuple[str, str]]


def readings(shared: Path) -> Iterator[tuple[Marked, Marked, Marked]]:
    """Yield, text by text, what the first reader, the second reader and the extractor marked."""
    texts: dict[tuple[str, str], dict[str, Any]] = {}
    for name in ("seeds", "dev_articles", "dev_passages", "dev_dated"):
        for line in (shared / "gold" / f"{name}.jsonl").open(encoding="utf-8"):
            record = json.loads(line)
            texts[name, record["id"]] = record
    for line in GOLD.open(encoding="utf-8"):
        marked = json.loads(line)
        record = texts[marked["set"], marked["id"]]
        known = Context(
            title=store(record["title"] or ""),
            published=record["published"],
            url=record["url"] or "",
            unit_code=marked["unit_code"],
        )
        mentions = [m for m in read(store(record["text"]), known).mentions if m.field == "places"]
        yield (
            {(a, b, level): (before, after) for a, b, level, before, after, _, _ in marked["places"]},
            {(a, b, level): (before, after) for a, b, level, _, _, before, after in marked["places"]},
            {
                (m.char_start, m.char_end, str(m.value["level"])): (
                    str(m.value["code_before"] or ""),
                    str(m.value["code_after"] or ""),
                )
                for m in mentions
            },
        )


def compare(pairs: list[tuple[Marked, Marked]]) -> tuple[float, float]:
    """Return F1 of mention with level, and the share of equal codes among matched units."""
    both = [(a[k], b[k]) for a, b in pairs for k in a.keys() & b.keys()]
    coded = [(a[k], b[k]) for a, b in pairs for k in a.keys() & b.keys() if k[2] != "hamlet"]
    f1 = 2 * len(both) / sum(len(a) + len(b) for a, b in pairs)
    return f1, sum(a == b for a, b in coded) / len(coded)


@pytest.mark.shared
def test_places_are_found_with_level_and_code_as_a_reader_marks_them(shared: Path) -> None:
    told = list(readings(shared))
    agreement = compare([(first, second) for first, second, _ in told])
    found = compare([(first, ours) for first, _, ours in told])
    print(
        f"readers' agreement {agreement[0]:.3f} / codes {agreement[1]:.3f}; ours {found[0]:.3f} / codes {found[1]:.3f}"
    )
    assert min(agreement) >= 0.95
    assert found[0] >= 0.90
    assert found[1] >= 0.90
