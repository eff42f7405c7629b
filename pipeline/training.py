"""The command `train`: learn decisions from annotated texts, judge them, write the models with their cards."""

import datetime
import random
from collections.abc import Sequence
from pathlib import Path

from extractors.learned import Decision, Model
from pipeline import terminal
from pipeline.examples import Example, examples
from pipeline.issues import UserError
from pipeline.train import Judged, decisions, judge, train

# Shares of the training articles of which a learning curve is made.
_SHARES = (0.1, 0.25, 0.5, 1.0)
_COLUMNS = ["decision", "learnt from", "judged on", "rules", "model", "both", "gain", "95 %", "ECE", "verdict"]


def run(
    field: str, corpus: Path, add: Sequence[Path], judges: Sequence[Path], out: Path, seed: int, every: bool
) -> int:
    """Train the decisions of a field and write those that beat the rules on the judging texts, or `every` one.

    Raises UserError for a corpus without training texts.
    """
    chosen = decisions(field)
    learnt, held = _texts(corpus, add, judges)
    with terminal.bar("reading and training", len(chosen) + 2) as step:
        found = examples(chosen, learnt)
        step()
        unseen = examples(chosen, held)
        step()
        rows: list[list[object]] = []
        written = 0
        for decision in chosen:
            model = train(decision, found[decision.name], seed)
            judged = judge(model, unseen[decision.name], seed)
            rows.append(_row(decision, len(found[decision.name]), judged))
            if judged.better or every:
                written += 1
                write(out, model, judged, learnt, held, len(found[decision.name]))
            step()
    terminal.table(f"models in {out}" if written else "no model was written", _COLUMNS, rows)
    if not written:
        print("none is shown to beat the rules; --keep-all writes them all the same")
    return 0


def curve(field: str, corpus: Path, add: Sequence[Path], judges: Sequence[Path], seed: int) -> int:
    """Print how the decisions of a field do when they are learnt from a part of the articles only."""
    chosen = decisions(field)
    learnt, held = _texts(corpus, add, judges)
    with terminal.bar("reading and training", 2 + len(chosen) * len(_SHARES)) as step:
        found, unseen = examples(chosen, learnt), examples(chosen, held)
        rows: list[list[object]] = []
        for decision in chosen:
            for share in _SHARES:
                part = some(found[decision.name], share, seed)
                judged = judge(train(decision, part, seed), unseen[decision.name], seed)
                rows.append([decision.name, f"{share:.0%}", len(part), f"{judged.rules:.3f}", f"{judged.model:.3f}"])
                step()
    terminal.table("learning curve", ["decision", "articles", "examples", "rules", "model"], rows)
    return 0


def some(found: Sequence[Example], share: float, seed: int) -> list[Example]:
    """Return the examples of a random share of the articles."""
    articles = sorted({e.article for e in found})
    kept = set(random.Random(seed).sample(articles, round(share * len(articles))))
    return [e for e in found if e.article in kept]


def _texts(corpus: Path, add: Sequence[Path], judges: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    learnt = [*sorted(corpus.glob("train_*.jsonl")), *add]
    held = list(judges) or sorted(corpus.glob("dev_*.jsonl"))
    if missing := [str(path) for path in (*learnt, *held) if not path.is_file()]:
        raise UserError(f"there is no {', '.join(missing)}")
    if not learnt or not held:
        raise UserError(f"{corpus} holds no train_*.jsonl and dev_*.jsonl; see data/README.md for the format")
    return learnt, held


def _row(decision: Decision, learnt: int, judged: Judged) -> list[object]:
    gain, low, high = judged.gain
    verdict = "better than the rules" if judged.better else "not shown to be better"
    figures = [f"{x:.3f}" for x in (judged.rules, judged.model, judged.both)]
    gained = [f"{gain:+.3f}", f"{low:+.3f} to {high:+.3f}", f"{judged.calibration.ece:.3f}"]
    return [decision.name, learnt, judged.n, *figures, *gained, verdict]


def write(out: Path, model: Model, judged: Judged, learnt: Sequence[Path], held: Sequence[Path], n: int) -> None:
    """Write a model and its card into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    model.save(out / f"{model.decision}.npz")
    (out / f"{model.decision}.md").write_text(card(model, judged, learnt, held, n), encoding="utf-8")


def card(model: Model, judged: Judged, learnt: Sequence[Path], held: Sequence[Path], n: int) -> str:
    """Return the card of a model: what it decides, from what it was learnt, how good it is, and its limits."""
    gain, low, high = judged.gain
    labels = ", ".join(label or "(none)" for label in model.labels)
    curve = "\n".join(f"| {b.confidence:.2f} | {b.accuracy:.2f} | {b.n} |" for b in judged.calibration.bins)
    return f"""# {model.decision}

Decides `{model.decision}` for mentions that the rules found, where a label is likelier than the rule's verdict by
{model.threshold:.2f} or more. Multinomial logistic regression over the rules' verdict and votes, cue words and the
words around the mention; {len(model.index):,} features; labels: {labels}.

- Trained: {datetime.date.today():%Y-%m-%d}, by `vnnews train {model.decision}`, on {n} mentions of {_names(learnt)}
- Judged on {judged.n} mentions of {_names(held)}, on which it was not trained:
  rules {judged.rules:.3f}, model alone {judged.model:.3f}, both {judged.both:.3f}
- Gain of both over the rules: {gain:+.3f} (95 % {low:+.3f} to {high:+.3f}, paired bootstrap over articles)
- Calibration: expected error {judged.calibration.ece:.3f} in ten bins of equal mass (table below)
- Arrays: SHA-256 `{model.fingerprint()}`
- Intended use: news of Vietnamese local government, inside vnnews; not other text, and not to judge persons
- Limits: the texts were written and annotated by language models under instruction; see data/README.md
- Licence: CC-BY-4.0, as the corpus

| said probability | share right | mentions |
| --- | --- | --- |
{curve}
"""


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(p.name for p in paths)
