"""A model of one decision: a linear classifier with calibrated probabilities, kept as plain arrays, never as pickle."""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

FORMAT = "vnnews-linear-2"
# No model is nearly as large unpacked.
_LARGEST = 100 << 20
_ARRAYS = ("format", "decision", "labels", "features", "weights", "calibration")


class ModelError(Exception):
    """A model file is missing, damaged or not one of ours."""


@dataclass(frozen=True)
class Model:
    """Weights (labels x features), the temperature that calibrates them and the threshold.

    The likeliest label decides where its probability is above that of the rule's verdict by the threshold or more.
    """

    decision: str
    labels: tuple[str, ...]
    index: Mapping[str, int]
    weights: "np.ndarray[Any, Any]"
    temperature: float
    threshold: float

    @cached_property
    def by_feature(self) -> "np.ndarray[Any, Any]":
        """The weights with a row a feature, as they are looked up."""
        import numpy as np

        return np.ascontiguousarray(self.weights.T)

    def probabilities(self, features: Mapping[str, float]) -> "np.ndarray[Any, Any]":
        """Return the calibrated probability of each label; features that the model does not know count nothing."""
        import numpy as np

        known = {i: value for name, value in features.items() if (i := self.index.get(name)) is not None}
        columns, values = np.array([*known], dtype=np.intp), np.array([*known.values()], dtype=np.float32)
        scores = (values @ self.by_feature[columns]).astype(float) / self.temperature
        odds = np.exp(scores - scores.max())
        chances: np.ndarray[Any, Any] = odds / odds.sum()
        return chances

    def decides(self, chances: "np.ndarray[Any, Any]", rule: str) -> bool:
        """Tell whether the likeliest label is likelier by the threshold than its rival.

        The rival is the verdict of the rule, or the next label where the rule says the same.
        """
        best = int(chances.argmax())
        others = [float(c) for label, c in zip(self.labels, chances, strict=True) if label != self.labels[best]]
        known = float(chances[self.labels.index(rule)]) if rule in self.labels else 0.0
        return (
            float(chances[best]) - (max(others, default=0.0) if rule == self.labels[best] else known) >= self.threshold
        )

    def fingerprint(self) -> str:
        """Return a hash over all that the model computes with."""
        hashed = hashlib.sha256(repr((self.decision, self.labels, self.temperature, self.threshold)).encode())
        hashed.update("\n".join(self.index).encode())
        hashed.update(self.weights.tobytes())
        return hashed.hexdigest()

    def save(self, path: Path) -> None:
        """Write the model as arrays (npz without pickle)."""
        import numpy as np

        with path.open("wb") as file:
            np.savez_compressed(
                file,
                format=np.array(FORMAT),
                decision=np.array(self.decision),
                labels=np.array(self.labels),
                features=np.frombuffer("\n".join(self.index).encode(), dtype=np.uint8),
                weights=self.weights,
                calibration=np.array([self.temperature, self.threshold]),
            )


def load(path: Path) -> Model:
    """Read a model. Raises ModelError, which says what is wrong with the file."""
    try:
        found = _arrays(path)
    except FileNotFoundError as error:
        raise ModelError(f"{path} is missing") from error
    except KeyError as error:
        raise ModelError(f"{path} is no model of vnnews: {error}") from error
    except Exception as error:  # What a spoilt archive raises is beyond counting, and none of it may stop a run.
        # numpy would advise to trust the file.
        problem = "it holds pickled objects" if "pickle" in str(error) else error
        raise ModelError(f"{path} is damaged or no model: {problem}") from error
    if str(found["format"]) != FORMAT:
        raise ModelError(f"{path} has the format {found['format']}, this version reads {FORMAT}; train it again")
    labels = tuple(map(str, found["labels"].reshape(-1)))
    names = found["features"].tobytes().decode("utf-8", "replace").split("\n")
    if not _fits(found, len(labels), len(names)):
        raise ModelError(f"{path} is damaged: its arrays do not fit each other")
    temperature, threshold = map(float, found["calibration"])
    index = {name: i for i, name in enumerate(names)}
    return Model(str(found["decision"]), labels, index, found["weights"], temperature, threshold)


def _arrays(path: Path) -> "dict[str, np.ndarray[Any, Any]]":
    import numpy as np

    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            raise ValueError(f"it unpacks to more than {_LARGEST >> 20} MB")
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in _ARRAYS}


def _fits(found: "Mapping[str, np.ndarray[Any, Any]]", labels: int, features: int) -> bool:
    """Tell whether the arrays have the shapes and hold the numbers that a model computes with."""
    import numpy as np

    weights, calibration = found["weights"], found["calibration"]
    if weights.shape != (labels, features) or calibration.shape != (2,):
        return False
    numbers = weights.dtype == np.float32 and calibration.dtype == np.float64
    return bool(numbers and np.isfinite(weights).all() and np.isfinite(calibration).all() and calibration[0] > 0)
