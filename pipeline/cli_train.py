"""The command of a researcher who retrains: train."""

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

_GOLD = "Annotated texts: JSON Lines of {id, url, title, published, text, gold}"


def train(
    field: Annotated[str, typer.Argument(help="A decision (funds.kind), a field (funds), or all.")] = "all",
    corpus: Annotated[
        Path | None, typer.Option(help="Folder of train_*.jsonl and dev_*.jsonl; the package's own if unset.")
    ] = None,
    add: Annotated[list[Path] | None, typer.Option(help=f"{_GOLD} to learn from too; repeat for several.")] = None,
    gold: Annotated[
        list[Path] | None, typer.Option("--judge", help=f"{_GOLD} to judge on in place of the dev split.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the models and their cards.")] = Path("models"),
    seed: Annotated[int, typer.Option(help="The same seed and texts give the same arrays.")] = 0,
    keep_all: Annotated[
        bool, typer.Option("--keep-all", help="Write a model too that does not beat the rules.")
    ] = False,
    curve: Annotated[bool, typer.Option("--curve", help="Print a learning curve in place of writing models.")] = False,
) -> None:
    """Learn the decisions that rules can't make, judge them against the rules, and write those that beat them.

    Example: vnnews train funds.kind --out models && vnnews extract articles.jsonl --models models --out out
    """
    from pipeline import training

    with resources.as_file(resources.files("vnnews_data") / "corpus") as shipped:
        texts = (corpus or shipped, add or [], gold or [])
        status = training.curve(field, *texts, seed) if curve else training.run(field, *texts, out, seed, keep_all)
    raise typer.Exit(status)
