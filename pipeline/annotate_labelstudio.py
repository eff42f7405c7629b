"""Label Studio: a JSON list of tasks with predictions, and the labelling configuration beside it."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from extractors.field import fields
from pipeline.annotate_record import Attribute, Region, Task, labels
from pipeline.files import replacing
from pipeline.issues import Issues, UserError

_LABEL, _TEXT = "label", "text"


def write(tasks: Iterable[Task], path: Path) -> list[Path]:
    """Write the tasks to a JSON file and the configuration to an XML file of the same name; return both."""
    with replacing(path) as file:
        json.dump([_task(task) for task in tasks], file, ensure_ascii=False, indent=1)
    config = path.with_suffix(".xml")
    with replacing(config) as file:
        file.write(configuration())
    return [path, config]


def _task(task: Task) -> dict[str, Any]:
    known = task.keep.get("record", {})
    shown = {k: known.get(k) or "" for k in ("title", "url", "published")}
    result = [part for i, region in enumerate(task.regions) for part in _results(f"r{i}", region, task.text)]
    # The tool gives data back as it got it; as one string it does not fill the page.
    data = {_TEXT: task.text, "id": task.id, **shown, "vnnews": json.dumps(task.keep, ensure_ascii=False)}
    return {"data": data, "predictions": [{"model_version": "vnnews", "result": result}]}


def _results(key: str, region: Region, text: str) -> Iterator[dict[str, Any]]:
    place = {"start": region.start, "end": region.end}
    printed = text[region.start : region.end]
    named = {"id": key, "to_name": _TEXT}
    yield {
        **named,
        "from_name": _LABEL,
        "type": "labels",
        "value": {**place, "text": printed, "labels": [region.label]},
    }
    for attribute in labels()[region.label]:
        if strings := attribute.name in region.attributes and attribute.strings(region.attributes[attribute.name]):
            control = {**named, "from_name": _control(region.label, attribute)}
            if attribute.kind == "choice":
                yield {**control, "type": "choices", "value": {**place, "text": printed, "choices": strings}}
            else:
                yield {**control, "type": "textarea", "value": {**place, "text": strings}}


def _control(label: str, attribute: Attribute) -> str:
    return f"{label}_{attribute.name}"


def read(path: Path, issues: Issues) -> Iterator[Task]:
    """Yield the tasks of an export in JSON: the last annotation of each that was not skipped, else the predictions."""
    try:
        tasks = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise UserError(f"{path} is no JSON: {error}") from error
    if not isinstance(tasks, list) or not all(isinstance(t, dict) and _TEXT in t.get("data", {}) for t in tasks):
        raise UserError(f"{path} is no list of tasks with data.text; export it from Label Studio as JSON")
    for number, task in enumerate(tasks):
        data = task["data"]
        name = str(data.get("id") or task.get("id") or number)
        done = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
        if task.get("annotations") and not done:
            issues.add("annotate", name, "the annotator skipped the text", "it is left out")
            continue
        result = (done or task.get("predictions") or [{}])[-1].get("result") or []
        yield Task(
            name, data[_TEXT], _regions(result, name, data[_TEXT], issues), json.loads(data.get("vnnews") or "{}")
        )


def _regions(result: Iterable[dict[str, Any]], name: str, text: str, issues: Issues) -> list[Region]:
    """Return the regions of a result, whose parts belong together by their id."""
    places: dict[str, tuple[str, int, int]] = {}
    told: dict[str, dict[str, Any]] = {}
    parts = list(result)
    for part in parts:
        if part.get("type") == "labels" and part["value"].get("labels"):
            places[part["id"]] = (part["value"]["labels"][0], *_offsets(part["value"], text))
    for part in parts:
        label = places.get(part.get("id", ""), ("", 0, 0))[0]
        by_control = {_control(label, a): a for a in labels().get(label, ())}
        if attribute := by_control.get(part.get("from_name", "")):
            strings = part["value"].get("choices" if attribute.kind == "choice" else "text") or []
            try:
                told.setdefault(part["id"], {})[attribute.name] = attribute.value(strings)
            except ValueError:
                issues.add("annotate", name, f"{label}.{attribute.name}: {strings[0]!r} is no number", "left empty")
    return [Region(*place, told.get(key, {})) for key, place in places.items()]


def _offsets(value: dict[str, Any], text: str) -> tuple[int, int]:
    """Return the offsets of a stretch in characters: some versions of the tool count in UTF-16 units."""
    start, end = int(value["start"]), int(value["end"])
    printed = value.get("text")
    if printed is None or text[start:end] == printed:
        return start, end
    units = text.encode("utf-16-le")
    moved = tuple(len(units[: 2 * offset].decode("utf-16-le", "ignore")) for offset in (start, end))
    return (moved[0], moved[1]) if text[moved[0] : moved[1]] == printed else (start, end)


def configuration() -> str:
    """Return the labelling configuration: a label a field, and the attributes of the region that is selected."""
    colours = {name: f.colour for name, f in fields().items()}
    lines = ["<View>", "  <Style>.htx-text{ white-space: pre-wrap; }</Style>", '  <Header value="$title"/>']
    lines.append(f'  <Labels name="{_LABEL}" toName="{_TEXT}">')
    lines += [f'    <Label value="{name}" background="{colours.get(name, "#57606a")}"/>' for name in labels()]
    lines += ["  </Labels>", f'  <Text name="{_TEXT}" value="$text"/>']
    for label, attributes in labels().items():
        lines.append(f'  <View visibleWhen="region-selected" whenTagName="{_LABEL}" whenLabelValue="{label}">')
        lines += [line for a in attributes for line in _shown(label, a)]
        lines.append("  </View>")
    return "\n".join([*lines, "</View>", ""])


def _shown(label: str, attribute: Attribute) -> Iterator[str]:
    control = f'name="{_control(label, attribute)}" toName="{_TEXT}" perRegion="true"'
    if attribute.kind == "choice":
        yield f'    <Header value="{attribute.name}" size="5"/>'
        yield f'    <Choices {control} choice="single-radio" showInline="true">'
        yield from (f"      <Choice value={quoteattr(choice)}/>" for choice in attribute.choices)
        yield "    </Choices>"
    else:
        most = "" if attribute.kind == "list" else ' maxSubmissions="1"'
        yield f'    <TextArea {control} placeholder="{attribute.name}" editable="true" rows="1"{most}/>'
