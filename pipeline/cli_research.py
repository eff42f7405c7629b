"""The commands of a researcher: annotate, evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_options import Json

_GOLD = "Annotated texts: JSON Lines of {id, url, title, published, text, gold}, or folders of them."


def evaluate(
    texts: Annotated[
        list[Path] | None, typer.Argument(metavar="[GOLD]...", help=f"{_GOLD} The own dev split if unset.")
    ] = None,
    gold: Annotated[
        list[Path] | None, typer.Option("--gold", help="The same as an option; repeat for several.")
    ] = None,
    model: Annotated[
        str, typer.Option(help="Models to score: default, none (the rules alone), or a folder.")
    ] = "default",
    against: Annotated[
        str | None, typer.Option(help="Score these models too, and tell whether the first are better.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write one self-contained page: figures, confusion, errors.")
    ] = None,
    errors: Annotated[
        int, typer.Option(min=0, help="Print confusion tables and so many errors of each figure, surest first.")
    ] = 0,
    as_json: Json = False,
) -> None:
    """Score the extractors against annotated texts: P, R, F1 or accuracy, n, and a 95 % bootstrap interval.

    Example: vnnews evaluate data/corpus --model default --against none --html scores.html
    """
    from pipeline import evaluate_report

    paths = [*(texts or []), *(gold or [])]
    raise typer.Exit(evaluate_report.report(paths, model, against, errors, html, as_json))
