"""CoNLL columns: a token a line with its offsets and a BIO column a label; comments hold the rest as JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractors import sentences
from pipeline.annotate_record import Region, Task, labels
from pipeline.files import replacing
from pipeline.issues import Issues, UserError

_TOKEN = re.compile(r"\w+|[^\w\s]")


def write(tasks: Iterable[Task], path: Path) -> list[Path]:
    """Write the texts one after another, an empty line after each sentence."""
    with replacing(path) as file:
        file.write("\t".join(("# columns = form", "start", "end", *labels())) + "\n")
        for task in tasks:
            file.writelines(f"{line}\n" for line in _lines(task))
    return [path]


def _lines(task: Task) -> Iterator[str]:
    shown = _shown(task)
    yield from (
        f"# {name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in (("id", task.id), ("text", task.text), ("keep", task.keep))
    )
    for r in task.regions:
        told = [r.label, r.start, r.end, r.attributes, any(r is s for s in shown)]
        yield f"# region = {json.dumps(told, ensure_ascii=False)}"
    breaks = {end for _, end in sentences.split(task.text)}
    last = 0
    for start, end in _tokens(task.text, [edge for r in shown for edge in (r.start, r.end)]):
        if any(last <= b <= start for b in breaks) and last and not any(r.start < start < r.end for r in shown):
            yield ""
        last = end
        tags = (
            next((_tag(r, start) for r in shown if r.label == n and r.start <= start < r.end), "O") for n in labels()
        )
        yield "\t".join((task.text[start:end], str(start), str(end), *tags))
    yield ""


def _shown(task: Task) -> list[Region]:
    """Return the regions that columns can show: none on top of another of its label."""
    shown: list[Region] = []
    for region in task.regions:
        if all(r.label != region.label or r.end <= region.start or region.end <= r.start for r in shown):
            shown.append(region)
    return shown


def _tokens(text: str, edges: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of words and marks, cut where a region begins or ends."""
    cuts = set(edges)
    for m in _TOKEN.finditer(text):
        inside = [m.start(), *(i for i in range(m.start() + 1, m.end()) if i in cuts), m.end()]
        yield from pairwise(inside)


def _tag(region: Region, start: int) -> str:
    return f"{'B' if start == region.start else 'I'}-{region.label}"


def read(path: Path, issues: Issues) -> Iterator[Task]:
    """Yield the texts of a file. Raises UserError, with its place, for a line that does not belong there."""
    said: dict[str, list[Any]] = {}
    rows: list[tuple[int, int, list[str]]] = []
    columns = list(labels())
    for number, line in enumerate([*path.read_text("utf-8-sig").split("\n"), '# id = "end"'], 1):
        try:
            if line.startswith("# columns = "):
                columns = line.split("\t")[3:]
            elif line.startswith("# ") and " = " in line:
                name, _, value = line[2:].partition(" = ")
                if name == "id" and said:
                    yield _task(said, rows, columns)
                    said, rows = {}, []
                said.setdefault(name, []).append(json.loads(value))
            elif line.strip():
                _, start, end, *tags = line.split("\t")
                rows.append((int(start), int(end), tags))
        except (ValueError, KeyError) as error:
            raise UserError(f"{path}:{number} does not belong in this CoNLL file: {line[:60]}") from error


def _task(said: dict[str, list[Any]], rows: Sequence[tuple[int, int, list[str]]], columns: Sequence[str]) -> Task:
    marked = {place for i, label in enumerate(columns) for place in _spans(rows, i, label)}
    regions = []
    for label, start, end, attributes, shown in said.get("region", ()):
        if not shown or (label, start, end) in marked:
            regions.append(Region(label, start, end, attributes))
            marked.discard((label, start, end))
    regions += [Region(*place) for place in sorted(marked, key=lambda place: place[1])]
    return Task(said["id"][0], said["text"][0], regions, said.get("keep", [{}])[0])


def _spans(rows: Sequence[tuple[int, int, list[str]]], column: int, label: str) -> Iterator[tuple[str, int, int]]:
    begun = -1
    last = -1
    for start, end, tags in [*rows, (-1, -1, ["O"] * (column + 1))]:
        if begun >= 0 and not tags[column].startswith("I"):
            yield label, begun, last
            begun = -1
        if tags[column].startswith("B") or (tags[column].startswith("I") and begun < 0):
            begun = start
        last = end
