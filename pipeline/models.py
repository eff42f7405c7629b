"""Which learned models decide in a run: those that come with the package, those of a folder, or none."""

import hashlib
import sys
import warnings
from pathlib import Path

from extractors import learned
from extractors.learned import Models
from pipeline.issues import Issues, UserError


def chosen(which: str, issues: Issues | None = None) -> Models:
    """Return the models of "default", "none" or a folder; a file that is no model is told, and the rules go on there.

    Each problem is an issue where `issues` are kept, else a line on standard error. Raises UserError for a folder
    that there is not.
    """
    models, problems = _read(which)
    for problem in problems:
        if issues is not None:
            issues.add(
                "models", which, problem, "train it again with 'vnnews train', or leave it out with --models none"
            )
        else:
            print(f"vnnews: models: {problem}", file=sys.stderr)
    return models


def _read(which: str) -> tuple[Models, list[str]]:
    if which == "none":
        return {}, []
    if which == "default":
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            return learned.default(), [str(w.message) for w in told]
    folder = Path(which)
    if not folder.is_dir():
        raise UserError(f"there is no folder {which}; give default, none, or a folder of models that 'train' wrote")
    models, problems = learned.load_all(folder)
    if not models and not problems:
        problems.append(f"{which} holds no model (*.npz); the rules decide alone")
    return models, problems


def fingerprint(models: Models) -> str:
    """Return a hash over models, empty for none: rows that others decided are made again."""
    hashed = "".join(f"{name} {models[name].fingerprint()}\n" for name in sorted(models))
    return hashlib.sha256(hashed.encode()).hexdigest()[:16] if models else ""
