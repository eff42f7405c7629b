"""Prodigy: JSON Lines of {text, spans}; the attributes are further keys of a span."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.annotate_record import Region, Task, labels
from pipeline.issues import Issues
from pipeline.json_lines import read_lines, write_lines


def write(tasks: Iterable[Task], path: Path) -> list[Path]:
    """Write the tasks to a JSON Lines file."""
    write_lines(path, map(_line, tasks))
    return [path]


def _line(task: Task) -> dict[str, Any]:
    spans = [{"start": r.start, "end": r.end, "label": r.label, **r.attributes} for r in task.regions]
    return {"text": task.text, "spans": spans, "meta": {"id": task.id}, "vnnews": task.keep}


def read(path: Path, issues: Issues) -> Iterator[Task]:
    """Yield the tasks of an export in JSON Lines; those that the annotator rejected or ignored are left out."""
    for number, line in read_lines(path, ("text",)):
        name = str((line.get("meta") or {}).get("id") or number)
        if line.get("answer", "accept") != "accept":
            issues.add("annotate", name, f"the annotator answered '{line['answer']}'", "the text is left out")
            continue
        yield Task(name, line["text"], [_region(span) for span in line.get("spans") or ()], line.get("vnnews") or {})


def _region(span: dict[str, Any]) -> Region:
    known = {a.name for a in labels().get(span["label"], ())}
    return Region(span["label"], span["start"], span["end"], {k: v for k, v in span.items() if k in known})
