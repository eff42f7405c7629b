"""Weak supervision: labelling functions over texts that nobody annotated, put together by majority vote or by an HMM.

Each function says where it sees a name or a post and abstains elsewhere; none is right alone. skweak weighs them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from extractors import lexicon, names
from extractors.doc import Doc
from extractors.learned.sequence import Reading, Span, read, spans
from extractors.sentences import words
from extractors.syllables import Token

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.vocab import Vocab

Found = Iterator[tuple[int, int, str]]
Method = Literal["vote", "hmm"]
LABELS = ["NAME", "POST"]


def linked(reading: Reading, _: Doc) -> Found:
    """Yield the names and posts that the rules link to each other."""
    return _verdicts(reading, {"NAME": "NAME", "POST": "POST"})


def proposed(reading: Reading, _: Doc) -> Found:
    """Yield whatever the rules read as a person or a public post, linked or not."""
    return _verdicts(reading, {"NAME": "NAME", "POST": "POST", "name": "NAME", "post": "POST"})


def addressed(reading: Reading, _: Doc) -> Found:
    """Yield the capitalised words behind a form of address (ông, bà, đồng chí)."""
    found = reading.words
    for i in range(len(found)):
        start = lexicon.honorific_at(found, i)
        run = lexicon.run(found, start) if start else ()
        if len(run) > 1:
            yield start, start + len(run), "NAME"


def family_named(reading: Reading, _: Doc) -> Found:
    """Yield capitalised words that begin with a usual family name, where the sentence holds a post."""
    if any(v.endswith("POST") for v in reading.verdicts):
        for i, run in _runs(reading.words):
            if names.surname(run[0]) == 2 and names.score(run) >= 2:
                yield i, i + len(run), "NAME"


def whole_words(reading: Reading, doc: Doc) -> Found:
    """Yield what underthesea cuts as one capitalised word, beginning with a family name."""
    found = reading.words
    start, end = found[0].start, found[-1].end
    cut = {(start + a, start + b) for a, b in words(doc.text[start:end])}
    for i, run in _runs(found):
        if len(run) > 1 and names.surname(run[0]) and (run[0].start, run[-1].end) in cut:
            yield i, i + len(run), "NAME"


def known_elsewhere(reading: Reading, doc: Doc) -> Found:
    """Yield the names of the officials whom the rules find anywhere in the text."""
    known = {m.value["name"] for m in doc.found("officials")}
    for i, run in _runs(reading.words):
        if " ".join(w.text for w in run) in known:
            yield i, i + len(run), "NAME"


FUNCTIONS: tuple[Callable[[Reading, Doc], Found], ...] = (
    linked,
    proposed,
    addressed,
    family_named,
    whole_words,
    known_elsewhere,
)


def _verdicts(reading: Reading, labels: dict[str, str]) -> Found:
    verdicts = reading.verdicts
    for i, verdict in enumerate(verdicts):
        if verdict.startswith("B-") and verdict[2:] in labels:
            end = next((j for j in range(i + 1, len(verdicts)) if verdicts[j] != f"I-{verdict[2:]}"), len(verdicts))
            yield i, end, labels[verdict[2:]]


def _runs(found: Sequence[Token]) -> Iterator[tuple[int, Sequence[Token]]]:
    i = 0
    while i < len(found):
        run = lexicon.run(found, i) if found[i].shape == "capital" else ()
        if run:
            yield i, run
        i += max(1, len(run))


def label(docs: Iterable[Doc], method: Method) -> list[tuple[Doc, list[Span]]]:
    """Return the texts with the spans that the labelling functions agree on."""
    from skweak.aggregation import HMM, MajorityVoter
    from spacy.vocab import Vocab

    texts, vocab = list(docs), Vocab()
    voted = [(doc, reading, _annotated(doc, reading, vocab)) for doc in texts for reading in _readings(doc)]
    if method == "hmm":
        aggregator: Any = HMM("all", LABELS)
        aggregator.fit([v for _, _, v in voted])
    else:
        aggregator = MajorityVoter("all", LABELS)
    found: dict[int, list[Span]] = {id(doc): [] for doc in texts}
    for doc, reading, votes in voted:
        found[id(doc)] += _spans(reading, aggregator(votes))
    return [(doc, found[id(doc)]) for doc in texts]


def _readings(doc: Doc) -> Iterator[Reading]:
    return (reading for s in doc.candidates("officials") if (reading := read(doc, s)).words)


def _annotated(doc: Doc, reading: Reading, vocab: "Vocab") -> "SpacyDoc":
    """Return a sentence as skweak takes it: its tokens, and the spans of each labelling function."""
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Span as SpacySpan

    made = SpacyDoc(vocab, [w.text for w in reading.words])
    for function in FUNCTIONS:
        made.spans[function.__name__] = [SpacySpan(made, a, b, n) for a, b, n in function(reading, doc)]
    return made


def _spans(reading: Reading, votes: "SpacyDoc") -> Iterator[Span]:
    labels = ["O"] * len(reading.words)
    for span in votes.spans["all"]:
        labels[span.start : span.end] = [f"B-{span.label_}"] + [f"I-{span.label_}"] * (len(span) - 1)
    return spans(reading.words, labels, [1.0] * len(labels))
