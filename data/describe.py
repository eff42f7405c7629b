"""Print what the annotated corpus holds: entries by field and class, negatives, and how much its wording repeats.

usage: python data/describe.py [FILE.jsonl ...]
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

CLASSES = {"dates": "role", "funds": "kind", "roads": "work"}


def describe(path: Path) -> None:
    """Print the figures of one corpus file."""
    records = [json.loads(line) for line in path.open(encoding="utf-8")]
    words = [re.findall(r"\w+", r["text"].casefold()) for r in records]
    tokens = [w for some in words for w in some]
    fives = Counter(tuple(some[i : i + 5]) for some in words for i in range(len(some) - 4))
    repeated = sum(n for n in fives.values() if n > 1)
    print(f"{path.name}: {len(records)} articles, {len(tokens):,} syllables, {len(set(tokens)):,} different")
    print(f"  5-syllable sequences that occur again: {repeated / max(1, fives.total()):.1%}")
    for field in ("documents", "dates", "officials", "funds", "roads"):
        entries = [g for r in records for g in r["gold"].get(field, ())]
        classes = Counter(str(g.get(CLASSES[field])) for g in entries) if field in CLASSES else {}
        told = ", ".join(f"{k} {n}" for k, n in sorted(classes.items(), key=lambda x: -x[1]))
        print(f"  {field:10} {len(entries):5}  {told}")
    negatives = Counter(n["field"] for r in records for n in r.get("negatives", ()))
    print(f"  {'negatives':10} {negatives.total():5}  {', '.join(f'{k} {n}' for k, n in negatives.most_common())}")


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(str(p) for p in (Path(__file__).parent / "corpus").glob("*.jsonl")):
        describe(Path(name))
