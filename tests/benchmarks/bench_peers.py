"""Accuracy beside other systems on all annotated articles: those of ../shared where it is there, and our own."""

from pathlib import Path

import comparison
import pytest
from peers import peers

pytestmark = pytest.mark.bench
GOLD = Path(__file__).parents[2].parent / "shared" / "gold"


def test_dates_sums_and_names_beside_other_systems() -> None:
    real = comparison.annotated(*(f for n in ("articles", "passages") if (f := GOLD / f"dev_{n}.jsonl").exists()))
    texts = real + comparison.own()
    rows = comparison.compare(texts, peers())
    comparison.show(rows, f"{len(texts)} texts, {len(real)} of them real")
