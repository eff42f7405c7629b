"""doccano: JSON Lines of {text, label: [[start, end, label]]}; the deciding attribute is a part of the label."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.annotate_record import NEGATIVE, Attributes, Region, Task
from pipeline.issues import Issues
from pipeline.json_lines import read_lines, write_lines

# An annotator chooses labels, nothing else: what models decide is chosen with the label.
_DECIDED = {"funds": "kind", "roads": "work", "dates": "role", "places": "level", NEGATIVE: "field"}


def write(tasks: Iterable[Task], path: Path) -> list[Path]:
    """Write the tasks to a JSON Lines file."""
    write_lines(path, map(_line, tasks))
    return [path]


def _line(task: Task) -> dict[str, Any]:
    spans = [[r.start, r.end, _label(r)] for r in task.regions]
    others = [[r.label, r.start, r.end, _others(r)] for r in task.regions]
    # Columns that it does not know go through the tool untouched; strings do so in every version.
    kept = json.dumps({"id": task.id, "attributes": others, "keep": task.keep}, ensure_ascii=False)
    return {"text": task.text, "label": spans, "vnnews": kept}


def _label(region: Region) -> str:
    chosen = region.attributes.get(_DECIDED.get(region.label, ""))
    return f"{region.label}/{chosen}" if chosen else region.label


def _others(region: Region) -> dict[str, Any]:
    return {k: v for k, v in region.attributes.items() if k != _DECIDED.get(region.label)}


def read(path: Path, issues: Issues) -> Iterator[Task]:
    """Yield the tasks of an export in JSON Lines, with label, labels or entities."""
    for number, line in read_lines(path, ("text",)):
        kept = line.get("vnnews") or (line.get("meta") or {}).get("vnnews") or "{}"
        known = json.loads(kept) if isinstance(kept, str) else kept
        others = Attributes(known.get("attributes", ()))
        regions = [_region(*span, others) for span in _spans(line)]
        yield Task(str(known.get("id") or line.get("id") or number), line["text"], regions, known.get("keep", {}))


def _spans(line: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    yield from (tuple(span) for span in line.get("label") or line.get("labels") or ())
    yield from ((e["start_offset"], e["end_offset"], e["label"]) for e in line.get("entities") or ())


def _region(start: int, end: int, label: str, others: Attributes) -> Region:
    name, _, chosen = label.partition("/")
    decided = {_DECIDED[name]: chosen} if chosen and name in _DECIDED else {}
    return Region(name, start, end, others.take(name, start, end) | decided)
