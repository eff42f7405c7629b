"""Print figures for a person or a program: a table or JSON, and a page for a browser."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline import terminal
from pipeline.evaluate import Comparison, compare
from pipeline.figures import Difference, Figure, matrix, span
from pipeline.gold import gold_files
from pipeline.models import chosen


def report(gold: Sequence[Path], model: str, against: str | None, errors: int, html: Path | None, as_json: bool) -> int:
    """Print the figures of annotated files under one choice of models, or of two side by side; write the page too."""
    paths = gold_files(gold)
    choices = [chosen(which) for which in (model, against) if which is not None]
    with terminal.bar("evaluating") as step:
        found = compare(paths, choices, step)
    if html:
        from pipeline.evaluate_page import write

        write(html, paths, model, against, found)
    if as_json:
        terminal.print_json([_as_dict(*one, errors) for one in found])
        return 0
    title = ", ".join(p.name for p in paths)
    if against is None:
        _print_figures(title, [f for f, *_ in found])
    else:
        _print_pairs(f"{title}: {model} against {against}", found)
    _print_calibration([f for f, *_ in found])
    if errors:
        _print_confusion([f for f, *_ in found])
        _print_errors([f for f, *_ in found], errors)
    if html:
        print(html)
    return 0


def _as_dict(figure: Figure, other: Figure | None, gain: Difference | None, errors: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        k: getattr(figure, k) for k in ("name", "kind", "value", "low", "high", "n", "precision", "recall")
    }
    if other and gain:
        made["against"] = {k: getattr(other, k) for k in ("value", "low", "high", "n", "precision", "recall")}
        made["difference"] = {k: getattr(gain, k) for k in ("value", "low", "high", "verdict")}
    if figure.confusion:
        made["confusion"] = [{"gold": g, "read": r, "n": n} for (g, r), n in sorted(figure.confusion.items())]
    if known := figure.calibration:
        made["calibration"] = {"n": known.n, "ece": known.ece, "bins": [b._asdict() for b in known.bins]}
    if errors:
        names = ("article", "what", "value", "confidence", "sentence")
        made["errors"] = [{k: getattr(e, k) for k in names} for e in figure.errors[:errors]]
    return made


def _print_figures(title: str, figures: Sequence[Figure]) -> None:
    rows: list[list[object]] = [
        [f.name, f.kind, f"{f.value:.3f}", span(f), f.n, _share(f.precision), _share(f.recall)] for f in figures
    ]
    terminal.table(title, ["figure", "", "value", "95 %", "n", "P", "R"], rows)


def _print_pairs(title: str, found: Comparison) -> None:
    rows: list[list[object]] = [
        [
            f.name,
            f.kind,
            f"{f.value:.3f}",
            span(f),
            f.n,
            f"{other.value:.3f}",
            span(other),
            f"{gain.value:+.3f}",
            span(gain, "+.3f"),
            gain.verdict,
        ]
        for f, other, gain in found
        if other and gain
    ]
    header = ["figure", "", "value", "95 %", "n", "against", "95 %", "gain", "95 % (paired)", "verdict"]
    terminal.table(title, header, rows)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _print_calibration(figures: Sequence[Figure]) -> None:
    rows: list[list[object]] = [[f.name, f.calibration.n, f"{f.calibration.ece:.3f}"] for f in figures if f.calibration]
    if rows:
        terminal.table("probability of the models' decisions", ["column", "n", "ECE"], rows)


def _print_confusion(figures: Sequence[Figure]) -> None:
    for f in figures:
        if f.confusion:
            names, rows = matrix(f)
            title = f"{f.name}: annotated (rows) read as (columns)"
            terminal.table(title, ["", *names], [[name, *counts] for name, counts in rows])


def _print_errors(figures: Sequence[Figure], errors: int) -> None:
    for f in figures:
        for e in f.errors[:errors]:
            print(
                f.name, e.article, e.what, e.value, "" if e.confidence is None else e.confidence, e.sentence, sep="\t"
            )
