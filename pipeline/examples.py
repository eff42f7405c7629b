"""Turn annotated texts into training examples: the mentions of the rules, with the label that the gold gives them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors import read
from extractors.doc import Doc
from extractors.learned import Decision
from extractors.learned.decisions import NO, YES
from extractors.learned.features import Features
from extractors.mention import Mention
from pipeline.gold import gold_articles
from pipeline.scores import FIELDS, Gold
from pipeline.stages import context


@dataclass(frozen=True, slots=True)
class Example:
    """One mention that the gold annotates: its file and article, its features, the right label, the rules' verdict."""

    source: str
    article: str
    features: Features
    label: str
    rule: str


def examples(decisions: Iterable[Decision], paths: Iterable[Path]) -> dict[str, list[Example]]:
    """Return, by decision, the mentions of annotated texts on which it has to be made and the gold says which."""
    wanted = list(decisions)
    found: dict[str, list[Example]] = {d.name: [] for d in wanted}
    for path, (article, gold) in ((p, annotated) for p in paths for annotated in gold_articles([p])):
        doc = read(article.text, context(article, {}), models={})
        for decision in wanted:
            entries = gold["gold"].get(decision.field)
            told = _labels(decision, entries, doc) if entries is not None else []
            found[decision.name] += [
                Example(path.stem, article.article_id, decision.features(doc, m), label, rule)
                for m, label, rule in told
            ]
    return found


def _labels(decision: Decision, entries: Sequence[Gold], doc: Doc) -> Iterator[tuple[Mention, str, str]]:
    """Yield the mentions on which a decision has to be made, with the label of the gold and the rules' verdict."""
    how = FIELDS[decision.field]
    known = {how.gold_key(entry): entry for entry in entries}
    for i, mention in enumerate(doc.mentions):
        entry = known.get(how.row_key(mention.value)) if mention.field == decision.field else None
        if not decision.column:
            if mention.field == decision.field:
                yield mention, YES if entry else NO, YES
            continue
        attribute, norm = how.attributes[decision.column]
        column = decision.only[0]
        # None is no label where there must be one; of who gave money it says that the text does not tell.
        if entry is None or attribute not in entry or (entry[attribute] is None and not column):
            continue
        rule = str(mention.value[decision.column] or "")
        if column:
            doc.mentions[i] = mention = replace(mention, value={**mention.value, column: entry[column]})
        if decision.applies(mention):
            yield mention, str(norm(entry[attribute])) if entry[attribute] else "", rule
