"""Names and posts as labels on syllables: what a CRF sees of a sentence, and the spans that it marks."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from extractors import bearers, lexicon, names, people
from extractors.doc import Doc, Sentence
from extractors.people import Held, Item
from extractors.syllables import Token, is_syllable, tokens

Label = Literal["NAME", "POST"]
_MAGIC = b"lCRF"
_REACH = 2


class Span(NamedTuple):
    """A stretch of a text that is a name or a post of an official, with the model's probability."""

    start: int
    end: int
    label: Label
    probability: float = 1.0


class Reading(NamedTuple):
    """A sentence as the model meets it: its tokens, and on each the rules' verdict ("B-NAME", "I-post", "O")."""

    words: list[Token]
    verdicts: list[str]


def read(doc: Doc, sentence: Sentence) -> Reading:
    """Return the tokens of a sentence with the rules' verdicts: NAME and POST where linked, name and post where not."""
    words = tokens(sentence.view, sentence.start)
    found = people.items(words, doc.view)
    persons = bearers.link(found, doc.view)
    held = {id(h) for p in persons for h in p.held if h.public is not False}
    spans = [(i.start, i.end, _verdict(i, held)) for i in found]
    return Reading(words, tags(words, spans))


def _verdict(item: Item, held: set[int]) -> str:
    if isinstance(item, Held):
        return "POST" if id(item) in held else "post" if item.public is not False else "firm"
    return "NAME" if any(id(h) in held for h in item.held) else "name"


def tags(words: Sequence[Token], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """Return a BIO tag for each token: the label of the span that holds it."""
    labels = ["O"] * len(words)
    for start, end, label in spans:
        inside = [i for i, w in enumerate(words) if start <= w.start and w.end <= end]
        for i in inside:
            labels[i] = f"{'I' if i > inside[0] else 'B'}-{label}"
    return labels


def spans(words: Sequence[Token], labels: Sequence[str], probabilities: Sequence[float]) -> Iterator[Span]:
    """Yield the spans that BIO tags mark; the least probable token speaks for the whole."""
    i = 0
    while i < len(words):
        j = i + 1
        if labels[i] != "O":
            kind: Label = "NAME" if labels[i][2:] == "NAME" else "POST"
            while j < len(words) and labels[j] == f"I-{kind}":
                j += 1
            yield Span(words[i].start, words[j - 1].end, kind, min(probabilities[i:j]))
        i = j


def features(reading: Reading) -> list[list[str]]:
    """Return the CRF's features of each token: the word itself, its neighbours, and what the rules say of them."""
    own = [_word(reading.words, i) for i in range(len(reading.words))]
    rows = []
    for i, verdict in enumerate(reading.verdicts):
        row = ["bias", f"rule={verdict}", f"w={reading.words[i].key}", *own[i]]
        for step in (s for s in range(-_REACH, _REACH + 1) if s):
            j = i + step
            if 0 <= j < len(own):
                row += [f"{step}:w={reading.words[j].key}", f"{step}:rule={reading.verdicts[j]}"]
                row += [f"{step}:{f}" for f in own[j]]
            else:
                row.append(f"{step}:edge")
        rows.append(row)
    return rows


def _word(words: Sequence[Token], i: int) -> list[str]:
    word = words[i]
    found = [f"shape={word.shape}"]
    if word.shape == "capital":
        found += [f"surname={names.surname(word)}", f"syllable={is_syllable(word.text)}"]
        found.append(f"unit={names.is_unit(words[i : i + 2], 'district')}")
        if names.is_particle(word):
            found.append("particle")
    if head := lexicon.head_at(words, i):
        found.append(f"head={head.kind}")
    if lexicon.honorific_at(words, i):
        found.append("honorific")
    if body := lexicon.bodies().at(words, i):
        found.append(f"body={body[1]}")
    if lexicon.unit_types().at(words, i):
        found.append("type")
    if lexicon.stop_at(words, i):
        found.append("stop")
    return found


class Tagger:
    """A trained CRF: labels the sentences of a text that can hold an official."""

    def __init__(self, path: Path) -> None:
        self._tagger = _load(path)
        self._labels: list[str] = self._tagger.labels()

    def spans(self, doc: Doc) -> list[Span]:
        """Return the names and posts of a text, in order."""
        return [s for sentence in doc.candidates("officials") for s in self._sentence(read(doc, sentence))]

    def _sentence(self, reading: Reading) -> list[Span]:
        rows = features(reading)
        labels: list[str] = self._tagger.tag(rows)
        table: list[list[float]] = self._tagger.marginals(rows)
        sure = [row[self._labels.index(label)] for row, label in zip(table, labels, strict=True)]
        return list(spans(reading.words, labels, sure))


@cache
def _load(path: Path) -> Any:
    """Return underthesea's tagger over a model file, once a process; raise ValueError when it is not a whole one."""
    from underthesea_core import CRFTagger

    if not path.is_file():
        raise ValueError(f"there is no model {path}")
    with path.open("rb") as file:
        head = file.read(8)
    if head[:4] != _MAGIC or int.from_bytes(head[4:], "little") != path.stat().st_size:
        raise ValueError(f"{path} is no CRF model, or not the whole of one")
    tagger = CRFTagger()
    try:
        tagger.load(str(path))
    except OSError as error:
        raise ValueError(f"{path} is no CRF model: {error}") from error
    return tagger
