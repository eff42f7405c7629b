"""JSON Lines, an object a line: read with the place of an error told, written whole or not at all."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.files import replacing
from pipeline.issues import UserError


def write_lines(path: Path, objects: Iterable[Mapping[str, Any]]) -> int:
    """Write objects a line each; return their number."""
    count = 0
    with replacing(path) as file:
        for count, item in enumerate(objects, 1):  # noqa: B007
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return count


def read_lines(path: Path, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the record of each line. Raises UserError for a line that is none with the needed keys."""
    keys = tuple(needed)
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode("utf-8-sig"))
            except UnicodeDecodeError as error:
                raise UserError(f"{path}:{number} is not UTF-8") from error
            except json.JSONDecodeError as error:
                raise UserError(f"{path}:{number} is no JSON: {error.msg} at character {error.pos}") from error
            if not isinstance(record, dict) or not record.keys() >= set(keys):
                raise UserError(f"{path}:{number} is no record with {', '.join(keys)}")
            yield number, record
