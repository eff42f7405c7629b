"""What spaCy needs to train and run on our texts: tokenizers that keep every character, the rules' verdicts as tags.

Entry points in setup.cfg register them, so that `spacy train`, `spacy evaluate` and `spacy.load` find them by name.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Span as SpacySpan
from spacy.util import registry
from spacy.vocab import Vocab

from extractors import sentences
from extractors.doc import Doc
from extractors.learned import sequence
from extractors.syllables import tokens
from extractors.text import view

Offsets = Iterable[tuple[int, int]]


class Tokenizer:
    """Cuts a text where `find` says; doc.text is the text, whatever stands between the tokens."""

    def __init__(self, vocab: Vocab, find: Callable[[str], Offsets]) -> None:
        self.vocab, self._find = vocab, find

    def __call__(self, text: str) -> SpacyDoc:
        """Return the tokens of a text as a spaCy Doc; blanks of more than one space are tokens of their own."""
        pieces = list(_pieces(text, self._find(text)))
        return SpacyDoc(self.vocab, [word for word, _ in pieces], [spaced for _, spaced in pieces])

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterator[SpacyDoc]:
        """Yield a Doc for each text."""
        yield from map(self, texts)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: there is no state to save."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> "Tokenizer":
        """Return itself."""
        return self

    def to_disk(self, path: Any, **_: Any) -> None:
        """Save nothing."""

    def from_disk(self, path: Any, **_: Any) -> "Tokenizer":
        """Return itself."""
        return self


def _pieces(text: str, found: Offsets) -> Iterator[tuple[str, bool]]:
    """Yield the tokens, and what lies between them, each with whether one space follows it."""
    at = 0
    for start, end in [*found, (len(text), len(text))]:
        if text[at:start]:
            yield text[at:start], False
        spaced = start < end < len(text) and text[end] == " "
        if start < end:
            yield text[start:end], spaced
        at = end + spaced


@registry.tokenizers("vnnews.syllables.v1")  # type: ignore[untyped-decorator]
def syllables() -> Callable[[Language], Tokenizer]:
    """Return a maker of the tokenizer by syllables (âm tiết), as the rules read them."""
    return lambda nlp: Tokenizer(nlp.vocab, lambda text: ((t.start, t.end) for t in tokens(view(text))))


@registry.tokenizers("vnnews.words.v1")  # type: ignore[untyped-decorator]
def words() -> Callable[[Language], Tokenizer]:
    """Return a maker of the tokenizer by words (từ), as underthesea cuts them: slower by two orders."""

    def find(text: str) -> Offsets:
        for start, end in sentences.split(text):
            yield from ((start + a, start + b) for a, b in sentences.words(text[start:end]))

    return lambda nlp: Tokenizer(nlp.vocab, find)


@lru_cache(maxsize=4096)
def _verdicts(text: str) -> dict[int, str]:
    """Return the rules' verdict by the offset of each token; kept, because training reads each text many times."""
    doc = Doc(text)
    readings = [sequence.read(doc, sentence) for sentence in doc.candidates("officials")]
    return {w.start: v for r in readings for w, v in zip(r.words, r.verdicts, strict=True)}


@Language.component("vnnews_verdicts", assigns=["token.tag"])
def verdicts(doc: SpacyDoc) -> SpacyDoc:
    """Write what the rules say of each token into its tag, for the models behind to use."""
    found = _verdicts(doc.text)
    for token in doc:
        token.tag_ = found.get(token.idx, "")
    return doc


def spans(doc: SpacyDoc) -> list[sequence.Span]:
    """Return the names and posts that spaCy's recognizer found."""
    found: list[SpacySpan] = list(doc.ents)
    labels: dict[str, sequence.Label] = {"NAME": "NAME", "POST": "POST"}
    return [sequence.Span(e.start_char, e.end_char, labels[e.label_]) for e in found if e.label_ in labels]
