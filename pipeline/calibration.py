"""How far probabilities can be believed (hiệu chuẩn): reliability in bins of equal mass, expected calibration error."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_BINS = 10


class Bin(NamedTuple):
    """Decisions of near probability: how many, the span and mean of the probabilities, and the share that is right."""

    n: int
    low: float
    high: float
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability of n decisions; `ece` is the mean distance of probability and accuracy, weighted by bin."""

    n: int
    ece: float
    bins: tuple[Bin, ...]


def calibration(decided: Sequence[tuple[float, bool]]) -> Calibration:
    """Return the calibration of decisions (probability, right or not); no bin where there are none."""
    ordered = sorted(decided)
    edges = [round(i * len(ordered) / _BINS) for i in range(_BINS + 1)]
    parts = [ordered[a:b] for a, b in pairwise(edges) if b > a]
    bins = tuple(_bin(part) for part in parts)
    error = sum(b.n * abs(b.confidence - b.accuracy) for b in bins) / max(1, len(ordered))
    return Calibration(len(ordered), error, bins)


def _bin(part: Sequence[tuple[float, bool]]) -> Bin:
    sure = [p for p, _ in part]
    return Bin(len(part), sure[0], sure[-1], sum(sure) / len(part), sum(right for _, right in part) / len(part))
