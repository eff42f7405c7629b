"""The commands of a researcher: annotate, evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_options import Json


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(help="Annotated texts: JSON Lines of {id, url, title, published, text, gold}.")
    ],
    errors: Annotated[int, typer.Option(help="Print so many errors of each figure.")] = 0,
    as_json: Json = False,
) -> None:
    """Score the extractors against annotated texts: P, R, F1 or accuracy, n, and a 95 % bootstrap interval.

    Example: vnnews evaluate data/sample_portal/gold.jsonl --errors 3
    """
    from pipeline import evaluate as scoring

    raise typer.Exit(scoring.report(gold, errors, as_json))
