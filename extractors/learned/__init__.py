"""Learned decisions over what the rules propose: a model decides where it is sure, else the rule's verdict stands."""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from extractors.doc import Doc
from extractors.learned.decisions import DECISIONS, YES, Decision
from extractors.learned.model import Model, ModelError, load
from extractors.mention import Mention

__all__ = ["DECISIONS", "Decision", "Model", "ModelError", "Models", "decide", "default", "load", "load_all"]

Models = Mapping[str, Model]


def load_all(folder: Path) -> tuple[dict[str, Model], list[str]]:
    """Return the models of a folder by decision, and a line on each file that is none: the rules decide there."""
    models, problems = dict[str, Model](), list[str]()
    if not folder.is_dir():
        return {}, [f"there is no folder {folder}; the rules decide alone"]
    for path in sorted(folder.glob("*.npz")):
        try:
            model = load(path)
        except ModelError as error:
            problems.append(f"{error}; the rules decide in its place")
            continue
        known = model.decision in {d.name for d in DECISIONS}
        if known:
            models[model.decision] = model
        else:
            problems.append(f"{path} decides {model.decision}, which is no decision here; it is left out")
    return models, problems


@cache
def default() -> Models:
    """Return the models that come with the package; none where its data is not installed."""
    try:
        shipped = resources.files("vnnews_data") / "models"
    except ModuleNotFoundError:
        return {}
    with resources.as_file(shipped) as folder:
        models, problems = load_all(folder) if folder.is_dir() else ({}, [])
    for problem in problems:
        warnings.warn(problem, stacklevel=2)
    return models


def decide(doc: Doc, models: Models) -> None:
    """Let the models decide on the mentions of a text; offsets and values other than the decided column stay.

    A mention that a model turns down is noted as rejected.
    """
    for decision in DECISIONS:
        model = models.get(decision.name)
        if model:
            decided = [_decided(doc, m, decision, model) if m.field == decision.field else m for m in doc.mentions]
            doc.mentions = [m for m in decided if m]


def _decided(doc: Doc, mention: Mention, decision: Decision, model: Model) -> Mention | None:
    if not decision.applies(mention):
        return _with(mention, decision.column, decision.instead(mention)) if decision.only[0] else mention
    chances = model.probabilities(decision.features(doc, mention))
    best = int(chances.argmax())
    rule = str(mention.value[decision.column] or "") if decision.column else YES
    if not model.decides(chances, rule):
        return mention
    if not decision.column:
        if model.labels[best] == YES:
            return mention
        at = (mention.char_start, mention.char_end)
        doc.reject(mention.field, *at, f"model:{model.decision}", "none of its kind")
        return None
    decided = _with(mention, decision.column, model.labels[best])
    return replace(
        decided, source=f"{mention.source} model:{model.decision}", confidence=round(float(chances[best]), 2)
    )


def _with(mention: Mention, column: str, label: str) -> Mention:
    return mention if mention.value[column] == label else replace(mention, value={**mention.value, column: label})
