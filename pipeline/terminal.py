"""What a person sees: progress bars on a terminal and silence in pipes, small tables, JSON."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def bar(label: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """Yield a function that moves a bar on standard error by one; nothing is shown when that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda *_: progress.advance(task)


def table(title: str, header: list[str], rows: list[list[object]]) -> None:
    """Print a small table on standard output: aligned, numbers to the right, no colour in pipes."""
    lines: list[Sequence[object]] = [header, *rows]
    widths = [max(len(str(line[i])) for line in lines) for i in range(len(header))]
    print(title)
    for number, row in enumerate(lines):
        cells = [
            str(v).rjust(w) if isinstance(v, int | float) or (number == 0 and _numeric(rows, i)) else str(v).ljust(w)
            for i, (v, w) in enumerate(zip(row, widths, strict=True))
        ]
        print("  " + "  ".join(cells).rstrip())


def _numeric(rows: list[list[object]], column: int) -> bool:
    return bool(rows) and all(isinstance(r[column], int | float) for r in rows)


def print_json(value: object) -> None:
    """Print a value as JSON with Vietnamese as it is."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
