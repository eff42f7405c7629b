"""The commands of a researcher: annotate, evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_options import Json, Models

annotate_app = typer.Typer(help="Have texts annotated in other tools, and take the labels back.", no_args_is_help=True)
_FORMATS = "labelstudio, doccano, prodigy, brat or conll."
_GOLD = "Annotated texts: JSON Lines of {id, url, title, published, text, gold}, or folders of them."


def evaluate(
    texts: Annotated[
        list[Path] | None, typer.Argument(metavar="GOLD", help=f"{_GOLD} The own dev split if unset.")
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
    floors: Annotated[
        bool, typer.Option("--floors", help="Exit 1 when a figure is under its floor in floors.json.")
    ] = False,
    update: Annotated[bool, typer.Option("--update", help="With --floors: raise them to what is reached.")] = False,
    allow_lower: Annotated[bool, typer.Option("--allow-lower", help="With --update: lower floors too.")] = False,
    as_json: Json = False,
) -> None:
    """Score the extractors against annotated texts: P, R, F1 or accuracy, n, and a 95 % bootstrap interval.

    Example: vnnews evaluate data/corpus/dev_articles.jsonl --model default --against none --html scores.html
    """
    paths = [*(texts or []), *(gold or [])]
    if floors or update or allow_lower:
        from pipeline import floors as least

        raise typer.Exit(least.report(paths, update, allow_lower, as_json))
    from pipeline import evaluate_report

    raise typer.Exit(evaluate_report.report(paths, model, against, errors, html, as_json))


@annotate_app.command("export")
def annotate_export(
    source: Annotated[Path, typer.Argument(help="What 'extract' reads; texts that have gold already keep it.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write; a folder for brat.")],
    form: Annotated[str, typer.Option("--format", "-f", help=_FORMATS)] = "labelstudio",
    strategy: Annotated[
        str, typer.Option(help="uncertain: least sure first; disagree: models against rules; random.")
    ] = "uncertain",
    n: Annotated[int, typer.Option("-n", min=1, help="Most texts.")] = 100,
    seed: Annotated[int, typer.Option(help="The same seed picks the same texts.")] = 0,
    models: Models = "default",
) -> None:
    """Pick the texts that are most worth annotating and write them for a tool, with what the extractors find.

    Example: vnnews annotate export articles.jsonl --format labelstudio --strategy uncertain -n 100 --out tasks.json
    """
    from pipeline import annotate

    raise typer.Exit(annotate.export_texts(source, out, form, strategy, n, seed, models))


@annotate_app.command("import")
def annotate_import(
    source: Annotated[Path, typer.Argument(help="What the tool exported; a folder for brat.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="JSON Lines of annotated texts to write.")],
    form: Annotated[str, typer.Option("--format", "-f", help=_FORMATS)] = "labelstudio",
) -> None:
    """Turn the labels of a tool into annotated texts that 'train' and 'evaluate' read.

    Example: vnnews annotate import project.json --format labelstudio --out labels.jsonl
    """
    from pipeline import annotate

    raise typer.Exit(annotate.import_texts(source, out, form))
