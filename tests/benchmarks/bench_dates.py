"""Accuracy on dates and sums beside other systems, on the same texts in the same run; values only, offsets aside."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import peers
import pytest

from extractors import Context, read
from extractors.text import store

pytestmark = pytest.mark.bench
GOLD = ("dev_articles", "dev_passages", "dev_dated")
# One start of the Java machine a text: a part of the texts is enough.
HEIDELTIME_TEXTS = 40


def ours(text: str, published: str) -> peers.Values:
    mentions = read(store(text), Context(published=published or None), only=["documents", "dates", "funds"]).mentions
    days = {str(m.value["value"]) for m in mentions if m.field == "dates" and m.value["value"]}
    return days, {int(m.value["amount_vnd"] or 0) for m in mentions if m.field == "funds"}


def gold(shared: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for name in GOLD for line in (shared / "gold" / f"{name}.jsonl").read_text().splitlines()]


def days(values: set[str], article: dict[str, Any]) -> set[str]:
    """Keep whole days; where the year cannot be known, for want of a publication date, day and month alone count."""
    return {v if article.get("published") else v[5:] for v in values if len(v) == 10 and "/" not in v}


def f1(found: Sequence[set[Any]], right: Sequence[set[Any]]) -> str:
    hits = sum(len(f & r) for f, r in zip(found, right, strict=True))
    total = sum(map(len, found)) + sum(map(len, right))
    return f"{2 * hits / total:6.3f}" if total else "     -"


def row(name: str, found: Sequence[peers.Values], articles: Sequence[dict[str, Any]], money: bool) -> str:
    right_days = [days({d["value"] for d in a["gold"]["dates"]}, a) for a in articles]
    right_sums = [{round(f["vnd"]) for f in a["gold"]["funds"] if f["vnd"]} for a in articles]
    found_days = [days(d, a) for (d, _), a in zip(found, articles, strict=True)]
    sums = f1([s for _, s in found], right_sums) if money else "     -"
    counts = f"n = {sum(map(len, right_days))} days, {sum(map(len, right_sums))} sums in {len(articles)} texts"
    return f"{name:22} {f1(found_days, right_days)} {sums}   {counts}"


@pytest.mark.shared
def test_dates_and_sums_beside_other_systems(shared: Path) -> None:
    articles = gold(shared)
    systems: dict[str, Callable[[str, str], peers.Values] | None] = {
        "vnnews": ours,
        "Duckling": peers.duckling(),
        "dateparser.search": peers.dateparser(),
    }
    print("\nsystem                 day F1 sum F1")
    for name, system in systems.items():
        if system is None:
            print(f"{name:22} not installed")
            continue
        # Where no publication date is known the peers get a fixed day, for they cannot do without.
        found = [system(a["text"], a.get("published") or ("" if name == "vnnews" else "2020-01-01")) for a in articles]
        print(row(name, found, articles, name != "dateparser.search"))
    few = articles[:: max(1, len(articles) // HEIDELTIME_TEXTS)][:HEIDELTIME_TEXTS]
    tagged = peers.heideltime([(a["text"], a.get("published") or "2020-01-01") for a in few])
    print(row("HeidelTime, a part", tagged, few, False) if tagged else f"{'HeidelTime':22} not installed")
    print(row("vnnews, the same part", [ours(a["text"], a.get("published") or "") for a in few], few, True))
