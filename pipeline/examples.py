"""Turn annotated texts into training examples: the mentions of the rules, with the label that the gold gives them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from extractors import read
from extractors.learned import Decision
from extractors.learned.features import Features
from pipeline.gold import gold_articles
from pipeline.scores import FIELDS
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
            how = FIELDS[decision.field]
            attribute, norm = how.attributes[decision.column]
            entries = {how.gold_key(g): g for g in gold["gold"].get(decision.field, ()) if attribute in g}
            for i, mention in enumerate(doc.mentions):
                entry = entries.get(how.row_key(mention.value)) if mention.field == decision.field else None
                column = decision.only[0]
                # None is no label where there must be one; of who gave money it says that the text does not tell.
                if entry is None or (entry[attribute] is None and not column):
                    continue
                rule = str(mention.value[decision.column] or "")
                if column:
                    doc.mentions[i] = mention = replace(mention, value={**mention.value, column: entry[column]})
                if decision.applies(mention):
                    label = str(norm(entry[attribute])) if entry[attribute] else ""
                    found[decision.name].append(
                        Example(path.stem, article.article_id, decision.features(doc, mention), label, rule)
                    )
    return found
