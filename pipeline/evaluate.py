"""Score the extractors against annotated texts: every figure with its n and a bootstrap interval."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from extractors import read
from extractors.learned import Models
from pipeline import terminal
from pipeline.gold import gold_articles
from pipeline.records import field_rows
from pipeline.scores import Count, counts
from pipeline.stages import context

_DRAWS = 1000
_F1 = ("number", "all", "day", "name", "name+title", "amount", "mobilised", "length")


@dataclass(frozen=True, slots=True)
class Figure:
    """A score: F1 with precision and recall, or accuracy, of n gold values; `low` to `high` holds 95 %."""

    name: str
    kind: str
    value: float
    low: float
    high: float
    n: int
    precision: float | None = None
    recall: float | None = None
    errors: tuple[tuple[str, str, str], ...] = ()


def evaluate(
    paths: Iterable[Path], each: Callable[..., object] = lambda *_: None, models: Models | None = None
) -> list[Figure]:
    """Extract the annotated texts of gold files and return the figures; bootstrap over articles, seed fixed.

    `models` decide over the rules, the shipped ones by default. Raises UserError for a file that is no gold.
    """
    found: dict[str, dict[str, Count]] = defaultdict(dict)
    for article, gold in gold_articles(paths):
        rows = field_rows(article, read(article.text, context(article, {}), models=models), None)
        for name, count in counts(gold, rows):
            found[name][article.article_id] = count
        each()
    return [_figure(name, by_article) for name, by_article in found.items()]


def _figure(name: str, by_article: dict[str, Count]) -> Figure:
    import numpy as np

    table = np.array([(c.right, c.spurious, c.missed) for c in by_article.values()], dtype=float)
    drawn = np.random.default_rng(0).integers(0, len(table), (_DRAWS, len(table)))
    score = _f1 if name.partition(".")[2] in _F1 else _accuracy
    low, high = np.percentile([score(*s) for s in table[drawn].sum(axis=1)], (2.5, 97.5))
    right, spurious, missed = table.sum(axis=0)
    errors = tuple((article, *e) for article, c in by_article.items() for e in c.errors)
    if score is _accuracy:
        return Figure(name, "accuracy", score(right, spurious, 0), low, high, int(right + spurious), errors=errors)
    precision, recall = _ratio(right, spurious), _ratio(right, missed)
    value = score(right, spurious, missed)
    return Figure(name, "F1", value, low, high, int(right + missed), precision, recall, errors)


def _ratio(right: float, wrong: float) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def _f1(right: float, spurious: float, missed: float) -> float:
    return 2 * right / (2 * right + spurious + missed) if right + spurious + missed else 1.0


def _accuracy(right: float, wrong: float, _: float) -> float:
    return _ratio(right, wrong)


def report(paths: list[Path], errors: int, as_json: bool) -> int:
    """Print the figures of gold files, and some errors of each."""
    with terminal.bar("evaluating") as step:
        figures = evaluate(paths, step)
    if as_json:
        terminal.print_json(
            [
                {k: getattr(f, k) for k in ("name", "kind", "value", "low", "high", "n", "precision", "recall")}
                for f in figures
            ]
        )
        return 0
    rows: list[list[object]] = [
        [f.name, f.kind, f"{f.value:.3f}", f"{f.low:.3f}-{f.high:.3f}", f.n, _shown(f.precision), _shown(f.recall)]
        for f in figures
    ]
    terminal.table(", ".join(p.name for p in paths), ["figure", "", "value", "95 %", "n", "P", "R"], rows)
    for f in figures:
        for article, what, value in f.errors[:errors]:
            print(f"{f.name}\t{article}\t{what}\t{value}")
    return 0


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
