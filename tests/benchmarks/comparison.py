"""One table of F1 beside other systems: the same texts in the same run, values only, offsets aside."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from peers import Found, Peer, Text

from extractors import Context, read
from extractors.text import store
from pipeline.figures import Counted, Figure, figure, span
from pipeline.scores import counts
from pipeline.terminal import table

CORPUS = Path(__file__).parents[2] / "data" / "corpus"
# The figures by the columns of the table.
COLUMNS = {"days": "dates.day", "dates": "dates.all", "sums": "funds.amount", "names": "officials.name"}
# What a field's values are called in the annotation and in the rows.
_KEYS = {"dates": ("value", "value"), "funds": ("vnd", "amount_vnd"), "officials": ("name", "name")}
# Systems that cannot do without a publication date get this one; a year counts only where the gold knows it.
_SOME_DAY = "2020-01-01"


class Row(NamedTuple):
    """What one system scored by column; None where it is not installed."""

    system: str
    figures: Mapping[str, Figure] | None


def annotated(*files: Path) -> list[dict[str, Any]]:
    """Return annotated texts in stored form, with the gold's values alone: no attributes, no offsets."""
    texts = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [
        {"text": store(t["text"]), "published": t.get("published")}
        | {"gold": {name: [{key: g[key]} for g in t["gold"].get(name, ())] for name, (key, _) in _KEYS.items()}}
        for t in texts
    ]


def own() -> list[dict[str, Any]]:
    """Return the articles of the own corpus."""
    return annotated(CORPUS / "train_articles.jsonl", CORPUS / "dev_articles.jsonl")


def vnnews(text: str, published: str | None) -> Found:
    """Return what the extractors find, all fields and models at work."""
    mentions = read(text, Context(published=published)).mentions
    return {name: {m.value[key] for m in mentions if m.field == name} for name, (_, key) in _KEYS.items()}


def compare(texts: Sequence[Mapping[str, Any]], peers: Iterable[Peer]) -> list[Row]:
    """Return a row for vnnews and one for each peer, with bootstrap intervals over the texts."""
    given: list[Text] = [(t["text"], t["published"] or _SOME_DAY) for t in texts]
    rows = [_row("vnnews", COLUMNS, texts, [vnnews(t["text"], t["published"]) for t in texts])]
    for name, columns, reads in peers:
        rows.append(_row(name, columns, texts, reads(given)) if reads else Row(name, None))
    return rows


def _row(name: str, columns: Iterable[str], texts: Sequence[Mapping[str, Any]], found: Sequence[Found]) -> Row:
    counted: dict[str, Counted] = defaultdict(Counted)
    for number, (text, values) in enumerate(zip(texts, found, strict=True)):
        rows = {n: [{_KEYS[n][1]: v} for v in some if v not in (None, "")] for n, some in values.items()}
        for what, count in counts(text, rows):
            counted[what].by_article[number] = count
    return Row(name, {c: figure(COLUMNS[c], counted[COLUMNS[c]]) for c in columns})


def show(rows: Sequence[Row], what: str) -> None:
    """Print the table: F1 and its 95 % interval, a dash for what a system does not read."""
    ours = rows[0].figures or {}
    header = ["system", *(f"{column}, n = {ours[column].n}" for column in COLUMNS)]
    print()
    table(f"{what}: F1 and its 95 % bootstrap interval", header, [[r.system, *_cells(r)] for r in rows])


def _cells(row: Row) -> list[str]:
    if row.figures is None:
        return ["not installed", *"-" * (len(COLUMNS) - 1)]
    figures = [row.figures.get(column) for column in COLUMNS]
    return [f"{f.value:.3f} ({span(f)})" if f else "-" for f in figures]
