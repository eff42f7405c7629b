"""Officials (cán bộ) read from the spans that a sequence model labels, and joined to those that the rules find."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import bearers, people, posts
from extractors.doc import Doc, Sentence
from extractors.learned.sequence import Label, Span
from extractors.mention import Mention, Value
from extractors.organisations import organisation
from extractors.people import Held, Item, Person
from extractors.syllables import tokens

# Chosen by cross-validation on the training texts: below it, names that only the model finds are wrong too often.
_SURE = 0.9


def mentions(doc: Doc, found: Sequence[Span], source: str) -> list[Mention]:
    """Return the officials that labelled spans make: the rules of linking give each name its posts."""
    linked: list[tuple[Person, float]] = []
    for sentence in doc.sentences:
        sure = {(s.start, s.end): s.probability for s in found if sentence.start <= s.start < sentence.end}
        labels = {(s.start, s.end): s.label for s in found if sentence.start <= s.start < sentence.end}
        if sure:
            persons = bearers.link(_items(doc, sentence, labels), doc.view)
            linked += [(p, _least(sure, p)) for p in persons if any(h.public for h in p.held)]
    known = [_name(doc, p) for p, _ in linked]
    return [_mention(doc, p, name, sure, source) for p, sure in linked if (name := _full(_name(doc, p), known))]


def _least(sure: Mapping[tuple[int, int], float], person: Person) -> float:
    return min(sure[person.start, person.end], *(sure[h.start, h.end] for h in person.held))


def joined(ruled: Sequence[Mention], learned: Sequence[Mention], least: float = _SURE) -> list[Mention]:
    """Return the rules' officials and those that a model alone finds and is sure of."""
    known = {m.value["name"] for m in ruled}
    return [*ruled, *(m for m in learned if m.confidence >= least and m.value["name"] not in known)]


def _items(doc: Doc, sentence: Sentence, labels: Mapping[tuple[int, int], Label]) -> list[Item]:
    """Return the items that the spans mark, as the rules read them where they read the same; firms stay firms."""
    words = tokens(sentence.view, sentence.start)
    ruled = {(i.start, i.end): i for i in people.items(words, doc.view)}
    made: list[Item] = []
    for (start, end), label in sorted(labels.items()):
        item = ruled.get((start, end))
        if label == "NAME":
            made.append(item if isinstance(item, Person) else Person(start, end, start, "", 0.0, False, False))
        else:
            post = posts.Post(0, 0, 0, 0, "own", True)
            held = item if isinstance(item, Held) else Held(start, end, end, end, post, True, start, False, False)
            made.append(held if held.public is False else replace(held, public=True))
    return made


def _name(doc: Doc, person: Person) -> str:
    return " ".join(doc.text[person.start : person.end].split())


def _full(name: str, known: Sequence[str]) -> str:
    """Return the one longer name of the text that ends in this one, else the name; nothing for a lone syllable."""
    longer = {n for n in known if n.endswith(f" {name}")}
    alone = name if " " in name or len(name) > 6 else ""
    return longer.pop() if len(longer) == 1 else alone


def _mention(doc: Doc, person: Person, name: str, sure: float, source: str) -> Mention:
    held = sorted(person.held, key=lambda h: h.start)
    printed = [doc.text[h.start : h.end] for h in held]
    value: dict[str, Value] = {
        "name": name.title() if name.isupper() else name,
        "titles": "; ".join(dict.fromkeys(" ".join(t.split()) for t in printed)),
        "honorific": person.honorific,
        "organisation": next(filter(None, map(organisation, printed, (h.head - h.start for h in held))), ""),
        "person_id": "",
        "person_candidates": "",
    }
    return doc.mention("officials", person.start, person.end, source, value, sure)
