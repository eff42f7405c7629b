"""Score the extractors against annotated texts: every figure with its n and a bootstrap interval."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from extractors import Context, read
from extractors.doc import Doc
from extractors.learned import DECISIONS, Models, decide, default
from pipeline.figures import Counted, Difference, Error, Figure, against, figure
from pipeline.gold import gold_articles
from pipeline.records import field_rows, line_at
from pipeline.scores import FIELDS, Count, Gold, Wrong, counts
from pipeline.stages import context

Comparison = list[tuple[Figure, Figure | None, Difference | None]]


def evaluate(
    paths: Iterable[Path], each: Callable[..., object] = lambda *_: None, models: Models | None = None
) -> list[Figure]:
    """Extract the annotated texts of gold files and return the figures; bootstrap over articles, seed fixed.

    `models` decide over the rules, the shipped ones by default. Raises UserError for a file that is no gold.
    """
    return [found for found, *_ in compare(paths, [default() if models is None else models], each)]


def compare(
    paths: Iterable[Path], choices: Sequence[Models], each: Callable[..., object] = lambda *_: None
) -> Comparison:
    """Return the figures under one or two choices of models on the same texts, and what the first gains on the second.

    Raises UserError for a file that is no gold.
    """
    counted: list[dict[str, Counted]] = [defaultdict(Counted) for _ in choices]
    for number, (article, gold) in enumerate(gold_articles(paths)):
        known = context(article, {})
        for models, found in zip(choices, counted, strict=True):
            doc = read(article.text, known, models=models)
            sure = _probabilities(article.text, known, models)
            for name, count in counts(gold, field_rows(article, doc, None)):
                found[name].by_article[number] = count
                found[name].errors += [_error(article.article_id, doc, wrong) for wrong in count.errors]
                found[name].sure += _judged(name, count, sure)
        each()
    first, second = counted[0], counted[1] if len(counted) > 1 else None
    names = sorted(first.keys() | (second or {}).keys(), key=_order)
    return [(figure(n, first[n]), *(against(n, first[n], second[n]) if second else (None, None))) for n in names]


def _order(figure: str) -> tuple[int, str]:
    name, _, column = figure.partition(".")
    how = FIELDS[name]
    columns = [how.figure, "name+title", "day", "mobilised", *how.attributes, "offsets"]
    return list(FIELDS).index(name), f"{columns.index(column):02}"


def _probabilities(text: str, known: Context, models: Models) -> dict[tuple[str, int, int], float]:
    """Return the probability with which each decision was made, by decision and place: a later one hides an earlier."""
    if not models:
        return {}
    doc = read(text, known, models={})
    found = {}
    for decision in DECISIONS:
        if model := models.get(decision.name):
            decide(doc, {decision.name: model})
            for m in doc.mentions:
                if m.field == decision.field and m.source.endswith(f"model:{decision.name}"):
                    found[decision.name, m.char_start, m.char_end] = m.confidence
    return found


def _judged(name: str, count: Count, sure: Mapping[tuple[str, int, int], float]) -> list[tuple[float, bool]]:
    places = [(sure.get((name, p.row["char_start"], p.row["char_end"])), p.gold == p.read) for p in count.pairs]
    return [(chance, right) for chance, right in places if chance is not None]


def _error(article: str, doc: Doc, wrong: Wrong) -> Error:
    if row := wrong.row:
        return Error(article, wrong.what, wrong.value, row["confidence"], row["sentence"], row["text"])
    start, end = _place(doc.text, wrong.entry or {})
    return Error(article, wrong.what, wrong.value, None, line_at(doc, start, end), doc.text[start:end])


def _place(text: str, entry: Gold) -> tuple[int, int]:
    if isinstance(entry.get("start"), int):
        return entry["start"], entry["end"]
    printed = str(entry.get("text") or entry.get("name") or entry.get("number") or "")
    start = text.find(printed)
    return (start, start + len(printed)) if start >= 0 else (0, 0)
