"""The commands on an out folder: export, totals, report, tokenize."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_options import Json, Results


def export(
    folder: Results = Path("out"),
    formats: Annotated[
        str, typer.Option("--format", "-f", help="csv, jsonl, xlsx, parquet; several with commas.")
    ] = "csv",
    to: Annotated[Path | None, typer.Option(help="Folder to write to; the same folder if unset.")] = None,
) -> None:
    """Write the tables of a store in other formats.

    Example: vnnews export out --format xlsx,parquet
    """
    from pipeline import commands

    raise typer.Exit(commands.export(folder, formats.split(","), to or folder))


def totals(
    folder: Results = Path("out"),
    level: Annotated[str, typer.Option(help="province, district or commune.")] = "province",
    as_of: Annotated[
        str, typer.Option(help="original: units of the article's day; 2025-07-01: units of today.")
    ] = "original",
    copies: Annotated[bool, typer.Option("--copies", help="Count republished articles too.")] = False,
    as_json: Json = False,
) -> None:
    """Sum funds and roads by unit into totals-LEVEL.csv, under the old units or those of 1 July 2025.

    Example: vnnews totals out --level province --as-of 2025-07-01
    """
    from pipeline import commands

    raise typer.Exit(commands.totals(folder, level, as_of, copies, as_json))


def report(folder: Results = Path("out")) -> None:
    """Write report.html: one self-contained page with the records and the sentence that proves each.

    Example: vnnews report out
    """
    from pipeline import commands

    raise typer.Exit(commands.report(folder))


def tokenize(folder: Results = Path("out")) -> None:
    """Write tokens.jsonl: the words of every sentence as underthesea cuts them, with offsets in the stored text.

    Example: vnnews tokenize out
    """
    from pipeline import commands

    raise typer.Exit(commands.tokenize(folder))
