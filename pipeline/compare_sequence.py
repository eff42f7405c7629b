"""Compare the rules with the sequence models on annotated texts: `python -m pipeline.compare_sequence --help`.

Every figure has its n and a 95 % interval from a bootstrap over articles; gains over the rules are drawn in pairs.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from extractors.doc import Doc
from extractors.learned import officials, sequence
from extractors.mention import Mention
from pipeline.figures import Counted, against, figure
from pipeline.records import field_rows
from pipeline.scores import Count, counts
from pipeline.train_sequence import SEED, Corpus, Record, document, labelled, records, run, train_crf

FIGURES = ("officials.name", "officials.name+title")
System = Callable[[Doc], list[Mention]]
_FOLDS = 5
app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Score:
    """F1 of a system on a figure over n gold values, and what it gains over the rules, each with its 95 % interval."""

    system: str
    figure: str
    n: int
    f1: float
    low: float
    high: float
    precision: float
    recall: float
    gain: float
    gain_low: float
    gain_high: float


def ruled(doc: Doc) -> list[Mention]:
    """Return the rules' officials."""
    return doc.found("officials")


def learned(find: Callable[[Doc], Sequence[sequence.Span]], source: str, doc: Doc) -> list[Mention]:
    """Return the officials that a model's spans make."""
    return officials.mentions(doc, find(doc), source)


def both(system: System, doc: Doc) -> list[Mention]:
    """Return the rules' officials and those that a model adds."""
    return officials.joined(ruled(doc), system(doc))


def recognizer(path: Path) -> Callable[[Doc], Sequence[sequence.Span]]:
    """Return the finder of spans of a trained spaCy pipeline; the recognizer tells no probabilities."""
    import spacy

    from extractors.spacy_plugin import spans

    nlp = spacy.load(path)
    return lambda doc: spans(nlp(doc.text))


def count(system: System, record: Record, doc: Doc) -> list[Count]:
    """Return the counts of one article under each figure."""
    article, gold = record
    made = Doc(doc.text, doc.context, mentions=system(doc))
    found = dict(counts({"gold": {"officials": gold["gold"].get("officials", ())}}, field_rows(article, made, None)))
    return [found[name] for name in FIGURES]


def scores(by_system: Mapping[str, Sequence[Sequence[Count]]]) -> list[Score]:
    """Return the figures of each system from its counts an article; the first system is what gains are counted from."""
    base = next(iter(by_system.values()))
    made = []
    for system, rows in by_system.items():
        for i, name in enumerate(FIGURES):
            mine, theirs = (Counted({n: row[i] for n, row in enumerate(some)}) for some in (rows, base))
            got, (_, gain) = figure(name, mine), against(name, mine, theirs)
            shares = (got.precision or 0.0, got.recall or 0.0)
            made.append(
                Score(system, name, got.n, got.value, got.low, got.high, *shares, gain.value, gain.low, gain.high)
            )
    return made


def show(found: Sequence[Score], out: Path | None) -> None:
    """Print the figures as a Markdown table and write them as JSON."""
    print("| system | figure | n | F1 | 95 % | P | R | gain over rules | 95 % |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for s in found:
        kept = f"| {s.system} | {s.figure} | {s.n} | {s.f1:.3f} | {s.low:.3f}-{s.high:.3f} | {s.precision:.3f} |"
        print(f"{kept} {s.recall:.3f} | {s.gain:+.3f} | {s.gain_low:+.3f} to {s.gain_high:+.3f} |")
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps([asdict(s) for s in found], indent=1) + "\n", "utf-8")


@app.command()
def on(
    gold: Corpus,
    crf: Annotated[list[Path], typer.Option(help="A CRF; may be given again")] = [],  # noqa: B006
    ner: Annotated[list[Path], typer.Option(help="A spaCy pipeline; may be given again")] = [],  # noqa: B006
    out: Annotated[Path | None, typer.Option(help="Write the figures as JSON here")] = None,
) -> None:
    """Score rules, models, and both together on annotated texts."""
    finders = {p.stem: sequence.Tagger(p).spans for p in crf} | {p.parent.name: recognizer(p) for p in ner}
    systems: dict[str, System] = {"rules": ruled}
    for name, find in finders.items():
        systems[name] = partial(learned, find, f"model:{name}")
        systems[f"rules + {name}"] = partial(both, systems[name])
    texts = [(r, document(r[0])) for r in records(gold)]
    show(scores({name: [count(s, r, doc) for r, doc in texts] for name, s in systems.items()}), out)


@app.command()
def cross(
    gold: Corpus, out: Annotated[Path | None, typer.Option(help="Write the figures as JSON here")] = None
) -> None:
    """Score the CRF by cross-validation: five folds of whole articles, each read by a model of the others."""
    from tempfile import TemporaryDirectory

    found = records(gold)
    texts = labelled(found)
    fold = np.random.default_rng(SEED).permutation(len(found)) % _FOLDS
    rows: dict[str, list[Sequence[Count]]] = {"rules": [], "crf": [], "rules + crf": []}
    with TemporaryDirectory() as folder:
        for k in range(_FOLDS):
            path = Path(folder) / f"{k}.crf"
            train_crf(path, [t for t, f in zip(texts, fold, strict=True) if f != k])
            tagged = partial(learned, sequence.Tagger(path).spans, "model:crf")
            for record, (doc, _), f in zip(found, texts, fold, strict=True):
                if f == k:
                    systems: list[System] = [ruled, tagged, partial(both, tagged)]
                    for found_by, system in zip(rows.values(), systems, strict=True):
                        found_by.append(count(system, record, doc))
    show(scores(rows), out)


if __name__ == "__main__":
    run(app)
