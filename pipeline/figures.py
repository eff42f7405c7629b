"""Figures made of counts: scores with bootstrap intervals, differences of two with paired ones."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from extractors.learned import DECISIONS
from pipeline.calibration import Calibration, calibration
from pipeline.scores import Count

if TYPE_CHECKING:
    import numpy as np

_DRAWS = 1000
_F1 = ("number", "all", "day", "name", "name+title", "amount", "mobilised", "length")
Verdict = Literal["better", "worse", "undecided", "same"]


@dataclass(frozen=True, slots=True)
class Error:
    """A wrong value: of which article, what is wrong with it, how sure it was (None for a miss), and its sentence.

    `printed` are the words of the sentence that it is about.
    """

    article: str
    what: str
    value: str
    confidence: float | None
    sentence: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a figure gains on that of other models, with the 95 % interval of a paired bootstrap over articles."""

    value: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Tell on which side of nought the interval is; the same where no article differs."""
        if self.low == self.value == self.high == 0:
            return "same"
        return "better" if self.low > 0 else "worse" if self.high < 0 else "undecided"


@dataclass(frozen=True, slots=True)
class Figure:
    """A score: F1 with precision and recall, or accuracy, of n gold values; `low` to `high` holds 95 %.

    `errors` begin with the surest. `confusion` counts (annotated, read) of a decided column; `calibration` is that of
    the probabilities with which models decided it.
    """

    name: str
    kind: str
    value: float
    low: float
    high: float
    n: int
    precision: float | None = None
    recall: float | None = None
    errors: tuple[Error, ...] = ()
    confusion: Mapping[tuple[str, str], int] = field(default_factory=dict)
    calibration: Calibration | None = None


@dataclass(slots=True)
class Counted:
    """What was counted of one figure: by number of article, its errors, and how sure models were of its column."""

    by_article: dict[int, Count] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)


def figure(name: str, counted: Counted) -> Figure:
    """Return the figure of what was counted; bootstrap over articles, seed fixed."""
    import numpy as np

    table = _table(counted, counted.by_article)
    score = _score(name)
    low, high = np.percentile(score(table[_drawn(len(table))].sum(axis=1)), (2.5, 97.5)) if len(table) else (0.0, 1.0)
    right, spurious, missed = (int(x) for x in table.sum(axis=0))
    value = float(score(table.sum(axis=0, keepdims=True))[0])
    errors = tuple(sorted(counted.errors, key=lambda e: -1.0 if e.confidence is None else e.confidence, reverse=True))
    decided = name in {d.name for d in DECISIONS}
    pairs = Counter((p.gold, p.read) for c in counted.by_article.values() for p in c.pairs) if decided else {}
    sure = calibration(counted.sure) if counted.sure else None
    if score is _accuracy:
        n = right + spurious
        return Figure(name, "accuracy", value, float(low), float(high), n, None, None, errors, pairs, sure)
    shares = (_ratio(right, spurious), _ratio(right, missed))
    return Figure(name, "F1", value, float(low), float(high), right + missed, *shares, errors)


def against(name: str, first: Counted, second: Counted) -> tuple[Figure, Difference]:
    """Return the figure under the other models, and the difference: the same articles are drawn for both."""
    import numpy as np

    score = _score(name)
    articles = sorted(first.by_article.keys() | second.by_article.keys())
    both = [_table(counted, articles) for counted in (first, second)]
    drawn = _drawn(len(articles))
    low, high = np.percentile(score(both[0][drawn].sum(axis=1)) - score(both[1][drawn].sum(axis=1)), (2.5, 97.5))
    ours, theirs = (float(score(t.sum(axis=0, keepdims=True))[0]) for t in both)
    return figure(name, second), Difference(ours - theirs, float(low), float(high))


def _table(counted: Counted, articles: Iterable[int]) -> "np.ndarray[Any, Any]":
    """Return right, spurious and missed (columns) by article (rows); nought where an article has no such values."""
    import numpy as np

    none = Count(0, 0, 0)
    rows = [counted.by_article.get(a, none) for a in articles]
    return np.array([(c.right, c.spurious, c.missed) for c in rows], dtype=float).reshape(-1, 3)


def _drawn(n: int) -> "np.ndarray[Any, Any]":
    import numpy as np

    return np.random.default_rng(0).integers(0, n, (_DRAWS, n))


def _score(name: str) -> Callable[["np.ndarray[Any, Any]"], "np.ndarray[Any, Any]"]:
    return _f1 if name.partition(".")[2] in _F1 else _accuracy


def _f1(sums: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    return _share(2 * sums[:, 0], sums[:, 1] + sums[:, 2])


def _accuracy(sums: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    return _share(sums[:, 0], sums[:, 1])


def _share(right: "np.ndarray[Any, Any]", wrong: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return right of all, 1 where there is nothing."""
    import numpy as np

    there = right + wrong
    shares: np.ndarray[Any, Any] = np.divide(right, there, out=np.ones_like(right), where=there > 0)
    return shares


def _ratio(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def span(of: Figure | Difference, form: str = ".3f") -> str:
    """Return the interval of a figure or a difference as it is printed."""
    return f"{of.low:{form}} to {of.high:{form}}" if form.startswith("+") else f"{of.low:{form}}-{of.high:{form}}"


def matrix(figure: Figure) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Return the confusion table of a figure: the classes as read, - for none, and their counts by annotated class."""
    labels = sorted({label for pair in figure.confusion for label in pair}, key=lambda label: (not label, label))
    names = [label or "-" for label in labels]
    counts = [[figure.confusion.get((gold, read), 0) for read in labels] for gold in labels]
    return names, list(zip(names, counts, strict=True))
