"""Train the models of decisions (huấn luyện): regularised logistic regression, calibrated, judged against the rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractors.learned import DECISIONS, Decision, Model
from pipeline.calibration import Calibration, calibration
from pipeline.examples import Example
from pipeline.issues import UserError

Array = np.ndarray[Any, Any]
# A feature seen once or twice is as likely to be chance. Strengths are tried on folds of whole articles.
_LEAST, _STRENGTHS, _FOLDS = 3, (0.03, 0.1), 5
_THRESHOLDS = tuple(float(t) for t in np.arange(0.0, 0.96, 0.05).round(2))
_DRAWS = 2000
# So much of the gain is given up to overrule the rules less: on real texts that nobody had seen, as much overruling
# as is best for the written ones gained nothing, less of it 0.03.
_SPARED = 0.02
# A source with fewer examples than this says little about where the model may decide.
_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """A model against the rules on annotated texts: accuracies of rules, model and both, and what both gain.

    `gain` has its 95 % interval from a paired bootstrap over articles; `calibration` is that of the model alone.
    """

    n: int
    rules: float
    model: float
    both: float
    gain: tuple[float, float, float]
    calibration: Calibration

    @property
    def better(self) -> bool:
        """Tell whether the model with the rules beats the rules alone."""
        return self.gain[1] > 0


def decisions(field: str) -> list[Decision]:
    """Return the decisions of a field or of a name, all of them for "all". Raises UserError for another word."""
    chosen = [d for d in DECISIONS if field in ("all", d.field, d.name)]
    if not chosen:
        known = sorted({"all"} | {d.field for d in DECISIONS} | {d.name for d in DECISIONS})
        raise UserError(f"nothing to train for '{field}'; there are {', '.join(known)}")
    return chosen


def train(decision: Decision, found: Sequence[Example], seed: int = 0) -> Model:
    """Return the model of a decision. Raises UserError when there are too few examples to learn from.

    Strength and temperature come from predictions on folds that the fit had not seen; so does the threshold, by
    which a label must be likelier than the rule's verdict to decide in its place.
    """
    labels = sorted({e.label for e in found})
    articles = [e.article for e in found]
    if len(labels) < 2 or len(set(articles)) < 2 * _FOLDS:
        raise UserError(f"{decision.name}: {len(found)} examples of {len(labels)} labels are too few to learn from")
    counted = Counter(name for e in found for name in e.features)
    names = sorted(name for name, n in counted.items() if n >= _LEAST)
    index = {name: i for i, name in enumerate(names)}
    matrix = _matrix(found, index)
    right = np.array([labels.index(e.label) for e in found])
    folds = _folds(articles, seed)
    tried = {c: _unseen(matrix, right, folds, c, len(labels)) for c in _STRENGTHS}
    strength = min(tried, key=lambda c: _loss(tried[c], right, _temperature(tried[c], right)))
    temperature = _temperature(tried[strength], right)
    chances = _chances(tried[strength], temperature)
    by_rule = np.array([_place(labels, e.rule) for e in found])
    threshold = _threshold(chances, right, by_rule, np.array([e.source for e in found]))
    weights = _fit(matrix, right, strength, len(labels))
    return Model(decision.name, tuple(labels), index, weights.astype(np.float32), temperature, threshold)


def _place(labels: Sequence[str], label: str) -> int:
    return labels.index(label) if label in labels else -1


def _matrix(found: Sequence[Example], index: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    rows, columns, values = [], [], []
    for row, example in enumerate(found):
        for name, value in example.features.items():
            if name in index:
                rows.append(row)
                columns.append(index[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(index)))


def _folds(articles: Sequence[str], seed: int) -> Array:
    """Return the fold of each example; an article is never in two."""
    names = sorted(set(articles))
    shuffled = np.random.default_rng(seed).permutation(len(names))
    fold = {names[i]: n % _FOLDS for n, i in enumerate(shuffled)}
    return np.array([fold[a] for a in articles])


def _fit(matrix: Any, right: Array, strength: float, labels: int) -> Array:
    """Return the weights (labels x features) of a fit; labels that it has not seen get none."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=strength, fit_intercept=False, max_iter=200, tol=1e-3).fit(matrix, right)
    weights = np.full((labels, matrix.shape[1]), 0.0)
    found = fitted.coef_ if len(fitted.classes_) > 2 else np.vstack([-fitted.coef_ / 2, fitted.coef_ / 2])
    weights[fitted.classes_] = found
    return weights


def _unseen(matrix: Any, right: Array, folds: Array, strength: float, labels: int) -> Array:
    """Return the scores (examples x labels) that fits without an example's fold give it."""
    scores = np.zeros((len(right), labels))
    for fold in range(_FOLDS):
        held = folds == fold
        scores[held] = matrix[held] @ _fit(matrix[~held], right[~held], strength, labels).T
    return scores


def _chances(scores: Array, temperature: float) -> Array:
    odds = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
    chances: Array = odds / odds.sum(axis=1, keepdims=True)
    return chances


def _loss(scores: Array, right: Array, temperature: float) -> float:
    chances = _chances(scores, temperature)
    return float(-np.log(np.maximum(chances[np.arange(len(right)), right], 1e-12)).mean())


def _temperature(scores: Array, right: Array) -> float:
    """Return the temperature under which the scores are likeliest."""
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(lambda t: _loss(scores, right, float(np.exp(t))), bounds=(-2, 2), method="bounded")
    return float(np.exp(found.x))


def _threshold(chances: Array, right: Array, rules: Array, sources: Array) -> float:
    """Return by how much a label must be likelier than the rule's verdict: the most that is nearly as good as the best.

    What counts is the mean gain over the sources, which differ in how hard they are; none may be harmed by more than
    chance explains (one standard error): on texts that rules were made on these err less than elsewhere. What was
    written to learn from is harder than ordinary news, on which the rules err less: there, less overruling is better.
    """
    best, above = chances.argmax(axis=1), _above(chances, rules)
    by_model, by_rule = (best == right).astype(float), (rules == right).astype(float)
    large = [sources == name for name in sorted(set(sources)) if (sources == name).sum() >= _ENOUGH]
    parts = large or [np.ones(len(right), dtype=bool)]
    gains, harmless = {}, list[float]()
    for threshold in _THRESHOLDS:
        gain = np.where(above >= threshold, by_model, by_rule) - by_rule
        gains[threshold] = [float(gain[part].mean()) for part in parts]
        if all(gain[part].mean() >= -gain[part].std() / np.sqrt(part.sum()) for part in parts):
            harmless.append(threshold)
    harmless = harmless or [_THRESHOLDS[-1]]
    best_gain = max(sum(gains[t]) for t in harmless)
    return max(t for t in harmless if sum(gains[t]) >= best_gain - _SPARED * len(parts))


def _above(chances: Array, rules: Array) -> Array:
    """Return by how much the likeliest label is likelier than the verdict of the rule; a verdict of -1 is no label."""
    known = np.where(rules >= 0, chances[np.arange(len(rules)), rules], 0.0)
    above: Array = chances.max(axis=1) - known
    return above


def judge(model: Model, found: Sequence[Example], seed: int = 0) -> Judged:
    """Compare a model with the rules on examples that it was not trained on. Raises UserError when there are none."""
    if not found:
        raise UserError(f"{model.decision}: the texts to judge on hold no such mention; name others with --judge")
    chances = np.array([model.probabilities(e.features) for e in found])
    said = [model.labels[i] for i in chances.argmax(axis=1)]
    sure = chances.max(axis=1)
    by_rule = np.array([e.rule == e.label for e in found], dtype=float)
    by_model = np.array([s == e.label for s, e in zip(said, found, strict=True)], dtype=float)
    decides = np.array([model.decides(c, e.rule) for c, e in zip(chances, found, strict=True)])
    by_both = np.where(decides, by_model, by_rule)
    gain = _paired([e.article for e in found], by_both - by_rule, seed)
    rules, model_alone, both = (float(by.mean()) for by in (by_rule, by_model, by_both))
    return Judged(
        len(found),
        rules,
        model_alone,
        both,
        gain,
        calibration(list(zip(map(float, sure), map(bool, by_model), strict=True))),
    )


def _paired(articles: Sequence[str], gains: Array, seed: int) -> tuple[float, float, float]:
    """Return the mean gain and its 95 % interval from a bootstrap over articles."""
    names, where = np.unique(articles, return_inverse=True)
    sums, counts = np.bincount(where, gains), np.bincount(where)
    drawn = np.random.default_rng(seed).integers(0, len(names), (_DRAWS, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(gains.mean()), float(low), float(high)
