"""Join labels that are kept without their texts to the texts: `real_funds.jsonl` to gold for `vnnews train --add`.

usage: python data/join.py data/real_funds.jsonl ../shared/articles/unlabelled.jsonl > out/real_funds.gold.jsonl
"""

import hashlib
import json
import sys
from pathlib import Path

from extractors.text import store


def join(labels: Path, texts: Path) -> None:
    """Print gold of the labelled texts; a text that changed or is missing is told and left out."""
    articles = {a["id"]: a for a in map(json.loads, texts.open(encoding="utf-8"))}
    for record in map(json.loads, labels.open(encoding="utf-8")):
        article = articles.get(record["id"], {})
        text = store(article.get("text") or "")
        if hashlib.sha256(text.encode()).hexdigest() != record["text_sha256"]:
            print(f"{record['id']}: not the text that was labelled; left out", file=sys.stderr)
            continue
        funds = [
            {"text": text[a:b], "start": a, "end": b, "vnd": vnd, "kind": kind, "contributor": giver or None}
            for a, b, vnd, kind, giver in record["funds"]
        ]
        known = {key: article.get(key) for key in ("id", "url", "title", "published")}
        print(json.dumps(known | {"text": text, "gold": {"funds": funds}}, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    join(*map(Path, sys.argv[1:]))
