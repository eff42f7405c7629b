"""JSON Lines, a text a line: reading them with the place of an error told."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.files import replacing
from pipeline.issues import UserError


def write_lines(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write records a line each."""
    with replacing(path) as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the record of each line. Raises UserError for a line without a text."""
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as error:
                raise UserError(f"{path}:{number} is no JSON: {error}") from error
            if not isinstance(record, dict) or not isinstance(record.get("text"), str):
                raise UserError(f"{path}:{number} is no record with a text")
            yield number, record
