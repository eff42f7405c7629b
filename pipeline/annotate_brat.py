"""brat: a folder of .txt and .ann files; choices are attributes, all else is JSON in a note of the annotator's."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.annotate_record import Region, Task, labels
from pipeline.files import replacing
from pipeline.issues import Issues, UserError

_NOTE = "AnnotatorNotes"


def write(tasks: Iterable[Task], folder: Path) -> list[Path]:
    """Write a .txt, an .ann and a .json (what the tool cannot hold) a text, and annotation.conf; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, task in enumerate(tasks):
        name = f"{number:05}-{re.sub(r'[^A-Za-z0-9._-]+', '_', task.id)[:60]}"
        for ending, content in (
            (".txt", task.text),
            (".ann", "".join(f"{line}\n" for line in _lines(task))),
            (".json", json.dumps({"id": task.id, "keep": task.keep}, ensure_ascii=False)),
        ):
            _write(folder / f"{name}{ending}", content)
    _write(folder / "annotation.conf", configuration())
    return [folder]


def _write(path: Path, content: str) -> None:
    with replacing(path) as file:
        file.write(content)


def _lines(task: Task) -> Iterator[str]:
    choices = 0
    for number, region in enumerate(task.regions, 1):
        printed = re.sub(r"[\r\n\t]", " ", task.text[region.start : region.end])
        yield f"T{number}\t{region.label} {_span(task.text, region)}\t{printed}"
        chosen = {a.name for a in labels()[region.label] if a.kind == "choice"}
        for name, value in region.attributes.items():
            if name in chosen:
                choices += 1
                yield f"A{choices}\t{name} T{number} {value}"
        if others := {k: v for k, v in region.attributes.items() if k not in chosen}:
            yield f"#{number}\t{_NOTE} T{number}\t{json.dumps(others, ensure_ascii=False)}"


def _span(text: str, region: Region) -> str:
    """Return the offsets, in pieces where the stretch goes over ends of lines, which the format forbids."""
    lines = re.finditer(r"[^\n]+", text[region.start : region.end])
    return ";".join(f"{region.start + m.start()} {region.start + m.end()}" for m in lines)


def configuration() -> str:
    """Return annotation.conf: the labels as entities, the choices as attributes."""
    where: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for label, attributes in labels().items():
        for a in attributes:
            if a.kind == "choice":
                where[a.name, a.choices].append(label)
    made = [f"{n}\tArg:{'|'.join(of)}, Value:{'|'.join(choices)}" for (n, choices), of in where.items()]
    return "\n".join(["[entities]", *labels(), "[relations]", "[events]", "[attributes]", *made, ""])


def read(folder: Path, issues: Issues) -> Iterator[Task]:
    """Yield the texts of a folder with their annotations. Raises UserError for a line that is none of brat's."""
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        beside = path.with_suffix(".json")
        known = json.loads(beside.read_text("utf-8")) if beside.is_file() else {}
        yield Task(
            known.get("id") or path.stem, text, _regions(path.with_suffix(".ann"), issues), known.get("keep", {})
        )


def _regions(path: Path, issues: Issues) -> list[Region]:
    places: dict[str, tuple[str, int, int]] = {}
    told: dict[str, dict[str, Any]] = defaultdict(dict)
    lines = path.read_text("utf-8").split("\n") if path.is_file() else []
    for number, line in enumerate(lines, 1):
        try:
            _take(line, places, told)
        except json.JSONDecodeError:
            issues.add("annotate", f"{path}:{number}", "a note that is no JSON", "it is left out")
        except (ValueError, IndexError) as error:
            raise UserError(f"{path}:{number} is no line of brat's: {line[:60]}") from error
    return [Region(*place, told[key]) for key, place in places.items()]


def _take(line: str, places: dict[str, tuple[str, int, int]], told: dict[str, dict[str, Any]]) -> None:
    key, _, rest = line.partition("\t")
    if key.startswith("T"):
        label, _, span = rest.partition("\t")[0].partition(" ")
        offsets = [int(n) for n in re.split(r"[ ;]", span)]
        places[key] = (label, min(offsets), max(offsets))
    elif key.startswith(("A", "M")):
        name, target, *value = rest.split(" ", 2)
        told[target][name] = value[0]
    elif key.startswith("#"):
        kind, _, note = rest.partition("\t")
        if kind.startswith(f"{_NOTE} "):
            said = json.loads(note)
            told[kind.split(" ")[1]].update(said if isinstance(said, dict) else {})
