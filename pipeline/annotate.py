"""Texts to an annotation tool and back: which texts are worth a reader's time, and the labels he gives them."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

from extractors import Context, read
from extractors.doc import Doc
from extractors.learned import DECISIONS, Models
from pipeline import (
    annotate_brat,
    annotate_conll,
    annotate_doccano,
    annotate_labelstudio,
    annotate_prodigy,
    inputs,
    terminal,
)
from pipeline.annotate_record import Entry, Region, Task, labels, to_record, to_task
from pipeline.commands import tell_issues
from pipeline.issues import CheckError, Issues, UserError
from pipeline.json_lines import write_lines
from pipeline.models import chosen
from pipeline.records import field_rows
from pipeline.stages import context
from spiders.article import Article

Strategy = Literal["uncertain", "random", "disagree"]


class Format(Protocol):
    """How a tool reads and writes annotated texts."""

    def write(self, tasks: Sequence[Task], path: Path, /) -> list[Path]:
        """Write tasks and return what was written."""

    def read(self, path: Path, issues: Issues, /) -> Iterator[Task]:
        """Yield the tasks of an export of the tool."""


FORMATS: Mapping[str, Format] = {
    "labelstudio": annotate_labelstudio,
    "doccano": annotate_doccano,
    "prodigy": annotate_prodigy,
    "brat": annotate_brat,
    "conll": annotate_conll,
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text, the mean doubt about its mentions (-1 for none), and how many decisions models and rules differ on."""

    article: Article
    uncertainty: float
    disagreement: int


def doubt(article: Article, doc: Doc, rules: Doc | None = None) -> Doubt:
    """Return the doubt about a text from its reading with models and, where given, that of the rules alone."""
    doubts = [1 - m.confidence for m in doc.mentions]
    one, other = _decided(doc), _decided(rules or doc)
    apart = sum(one.get(place) != other.get(place) for place in one.keys() | other.keys())
    return Doubt(article, sum(doubts) / len(doubts) if doubts else -1.0, apart)


def _decided(doc: Doc) -> dict[tuple[str, int, int], tuple[object, ...]]:
    columns = {d.field: [c.column for c in DECISIONS if c.field == d.field and c.column] for d in DECISIONS}
    decided = [m for m in doc.mentions if m.field in columns]
    return {(m.field, m.char_start, m.char_end): tuple(m.value.get(c) for c in columns[m.field]) for m in decided}


def export_texts(source: Path, out: Path, form: str, strategy: str, n: int, seed: int, models: str) -> int:
    """Write the n texts of a source that a strategy picks, with what is annotated or else extracted, for a tool."""
    tool = _format(form)
    if strategy not in get_args(Strategy):
        raise UserError(f"--strategy {strategy}: there are {', '.join(get_args(Strategy))}")
    issues = Issues()
    deciding = chosen(models, issues)
    if strategy == "disagree" and not deciding:
        raise UserError("--strategy disagree needs models, and there are none; give a folder of them as --models")
    annotated = _annotated(source)
    with terminal.bar("reading") as step:
        found = []
        for article in inputs.read(source, issues):
            found.append(_doubt(article, deciding, strategy))
            step()
    if not found:
        tell_issues(issues)
        raise CheckError(f"{source} held no text to annotate")
    picked = pick(found, strategy, n, seed)
    records = [annotated.get(r.article.article_id) or extracted(r.article, deciding) for r in picked]
    written = tool.write([to_task(record) for record in records], out)
    tell_issues(issues)
    print(f"{len(picked)} of {len(found)} texts in {', '.join(map(str, written))}")
    return 0


def _format(form: str) -> Format:
    if form not in FORMATS:
        raise UserError(f"--format {form}: there are {', '.join(FORMATS)}")
    return FORMATS[form]


def _annotated(source: Path) -> dict[str, Entry]:
    """Return the records of a JSON Lines file that are annotated already, by id."""
    if source.suffix not in (".jsonl", ".ndjson") or not source.is_file():
        return {}
    found = {}
    for line in source.read_bytes().split(b"\n"):
        try:
            record = json.loads(line.decode("utf-8-sig") or "null")
        except ValueError:
            continue
        if isinstance(record, dict) and isinstance(record.get("gold"), dict):
            found[str(record.get("id"))] = record
    return found


def _doubt(article: Article, models: Models, strategy: str) -> Doubt:
    known = context(article, {})
    rules = read(article.text, known, models={}) if strategy == "disagree" else None
    return doubt(article, read(article.text, known, models=models), rules)


def pick(found: Sequence[Doubt], strategy: str, n: int, seed: int) -> list[Doubt]:
    """Return the n texts that a strategy puts first; the seed orders those that it finds equal."""
    shuffled = random.Random(seed).sample(found, len(found))
    order: dict[str, Callable[[Doubt], float]] = {
        "uncertain": lambda r: r.uncertainty,
        "disagree": lambda r: r.disagreement,
        "random": lambda r: 0,
    }
    some = [r for r in shuffled if strategy != "disagree" or r.disagreement]
    return sorted(some, key=order[strategy], reverse=True)[:n]


def extracted(article: Article, models: Models) -> dict[str, Any]:
    """Return a text as a gold record, annotated by the extractors."""
    rows = field_rows(article, read(article.text, context(article, {}), models=models), None)
    gold = {}
    for name, attributes in labels().items():
        if name in rows:
            gold[name] = [
                {"text": row["text"], "start": row["char_start"], "end": row["char_end"]}
                | {a.name: _value(row[a.column], a.empty) for a in attributes}
                for row in rows[name]
            ]
    known = {"id": article.article_id, "url": article.url, "title": article.title, "published": article.published}
    return {**known, "text": article.text, "gold": gold, "negatives": []}


def _value(value: Any, empty: Any) -> Any:
    if isinstance(empty, list):
        return [part.strip() for part in str(value or "").split(";") if part.strip()]
    return empty if value in (None, "") else value


def import_texts(source: Path, out: Path, form: str) -> int:
    """Write what a tool exports as gold records, JSON Lines with the offsets of every entry."""
    tool = _format(form)
    if not source.exists():
        raise UserError(f"there is no {source}; give what was exported from the tool")
    if source.is_dir() != (form == "brat"):
        raise UserError(f"{source}: brat is imported from a folder, every other format from a file")
    issues = Issues()
    records = [_filled(record) for record in _records(tool, source, issues)]
    if not records:
        tell_issues(issues)
        raise CheckError(f"{source} held no annotated text; {out} is as it was")
    write_lines(out, records)
    tell_issues(issues)
    entries = sum(len(some) for record in records for some in record["gold"].values())
    print(f"{len(records)} texts, {entries} entries in {out}; next: vnnews train all --add {out}")
    return 0


def _records(tool: Format, source: Path, issues: Issues) -> Iterator[dict[str, Any]]:
    """Yield the gold records of an export. Raises UserError for what no tool writes: any part of it may be amiss."""
    try:
        for task in tool.read(source, issues):
            if not isinstance(task.text, str):
                raise TypeError(f"{task.text!r} is no text")
            yield to_record(_checked(task, issues))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise UserError(f"{source} is no whole export: {type(error).__name__}: {error}") from error


def _checked(task: Task, issues: Issues) -> Task:
    """Return a task without regions that are none: of a label that there is not, or off the text."""
    kept = []
    for r in task.regions:
        if r.label in labels() and 0 <= r.start < r.end <= len(task.text):
            kept.append(Region(r.label, r.start, r.end, _known(task.id, r, issues)))
        else:
            issues.add(
                "annotate", task.id, f"{r.label} {r.start}-{r.end} is no stretch of a label known here", "left out"
            )
    return Task(task.id, task.text, kept, task.keep)


def _known(name: str, region: Region, issues: Issues) -> Entry:
    """Return the attributes of a region that its label has, with values that they can be."""
    known = {a.name: a for a in labels()[region.label]}
    kept = {}
    for key, value in region.attributes.items():
        if key in known and known[key].strings(value):
            kept[key] = value
        elif value not in (None, "", []):
            issues.add("annotate", name, f"{region.label}.{key}: {value!r} is no value known here", "left empty")
    return kept


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    """Fill the value that makes an entry one (its amount, its day, its name), where a reader only marked its place."""
    bare = [
        (name, labels()[name][0], entry)
        for name, entries in record["gold"].items()
        if name in labels()
        for entry in entries
        if entry.get(labels()[name][0].name) is None and "start" in entry
    ]
    doc = (
        read(record["text"], Context(published=str(record.get("published") or "")[:10] or None), models={})
        if bare
        else None
    )
    for name, key, entry in bare:
        for m in doc.found(name) if doc else ():
            if m.char_start < entry["end"] and entry["start"] < m.char_end:
                entry[key.name] = m.value.get(key.column)
    return record
