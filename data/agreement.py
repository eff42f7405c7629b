"""Print how far the second readers agree with the first: F1 of the values found, Cohen's kappa of their classes.

usage: python data/agreement.py [FILE.jsonl ...]    second readings: JSON Lines of {id, gold}, first ones in corpus/
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEYS: dict[str, Callable[[dict[str, Any]], object]] = {
    "documents": lambda e: e["number"].upper(),
    "dates": lambda e: e["value"],
    "officials": lambda e: " ".join(e["name"].split()).casefold(),
    "funds": lambda e: e["vnd"],
    "roads": lambda e: round(float(e["km"]), 4),
    "places": lambda e: (" ".join(e["text"].split()).casefold(), e["level"]),
}
CLASSES = {
    "dates": ("role",),
    "funds": ("kind", "qualifier", "contributor"),
    "roads": ("work", "qualifier", "surface"),
    "documents": ("type",),
}


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Return Cohen's kappa of pairs of labels."""
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    one, two = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[label] * two[label] for label in one) / n**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def main(paths: list[Path]) -> None:
    """Compare second readings with the first of the same texts and print a line a figure."""
    first = {r["id"]: r for p in sorted((HERE / "corpus").glob("*.jsonl")) for r in map(json.loads, p.open())}
    second = [r for p in paths for r in map(json.loads, p.open(encoding="utf-8"))]
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    labels: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for reading in second:
        for field, key in KEYS.items():
            if field not in first[reading["id"]]["gold"]:
                continue
            one = {key(e): e for e in first[reading["id"]]["gold"][field]}
            two = {key(e): e for e in reading["gold"][field]}
            both = one.keys() & two.keys()
            counted[field] = [a + b for a, b in zip(counted[field], (len(both), len(one), len(two)), strict=True)]
            for column in CLASSES.get(field, ()):
                labels[f"{field}.{column}"] += [(str(one[k].get(column)), str(two[k].get(column))) for k in both]
            if field == "officials":
                posts = [{(k, t.casefold()) for k in both for t in some[k]["titles"]} for some in (one, two)]
                figures = (len(posts[0] & posts[1]), len(posts[0]), len(posts[1]))
                counted["officials.titles"] = [a + b for a, b in zip(counted["officials.titles"], figures, strict=True)]
    print(f"{len(second)} texts read twice, of {len(first)}")
    for name, (same, a, b) in counted.items():
        print(f"{name:20} F1 {2 * same / (a + b):.3f}  first {a}, second {b}")
    for name, pairs in labels.items():
        print(
            f"{name:20} kappa {kappa(pairs):.3f}  same {sum(a == b for a, b in pairs) / len(pairs):.3f}  n {len(pairs)}"
        )


if __name__ == "__main__":
    main([Path(p) for p in sys.argv[1:]] or [HERE / "second_readings.jsonl"])
