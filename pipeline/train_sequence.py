"""Train the sequence models of names and posts: `python -m pipeline.train_sequence --help`; project.yml calls it.

Needs the extra `train`. A model is trained by CRFsuite, whose files are the same byte for byte for the same data, and
read by underthesea, which checks what it reads.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from extractors import read
from extractors.doc import Doc
from extractors.learned import sequence
from extractors.mention import Context
from extractors.text import store
from pipeline.issues import UserError
from pipeline.name_spans import gold_spans
from pipeline.weak import Method, label

app = typer.Typer(add_completion=False, no_args_is_help=True)
Record = dict[str, Any]
Labelled = tuple[Doc, Sequence[sequence.Span]]
Corpus = Annotated[
    list[str], typer.Argument(help="Files of annotated articles, or patterns such as 'data/train_*.jsonl'")
]
SEED = 0


def records(patterns: Iterable[str]) -> list[Record]:
    """Return the articles of JSON Lines files, texts in stored form; raises UserError when a pattern fits no file."""
    found: list[Record] = []
    for pattern in patterns:
        paths = sorted(Path().glob(pattern)) if not Path(pattern).is_absolute() else [Path(pattern)]
        if not paths:
            raise UserError(f"no file is named like {pattern}")
        for path in paths:
            found += [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [r | {"text": store(r["text"]), "title": store(r.get("title") or "")} for r in found]


def document(record: Record) -> Doc:
    """Return the rules' reading of an article's officials."""
    return read(record["text"], Context(record["title"], record.get("published")), ("officials",))


def labelled(found: Iterable[Record]) -> list[Labelled]:
    """Return the articles with the spans of their annotated officials."""
    docs = [(document(r), r["gold"]["officials"]) for r in found]
    return [(doc, gold_spans(doc, officials)) for doc, officials in docs]


def train_crf(out: Path, texts: Iterable[Labelled]) -> None:
    """Train a CRF on the sentences that can hold an official and write it to a file."""
    from pycrfsuite import Trainer

    trainer = Trainer(verbose=False)
    for rows, tags in sentences(texts):
        trainer.append(rows, tags)
    trainer.set_params({"c1": 0.0, "c2": 1.0, "max_iterations": 200})
    out.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(out))


def sentences(texts: Iterable[Labelled]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield the features and the tags of each sentence that can hold an official."""
    for doc, spans in texts:
        for sentence in doc.candidates("officials"):
            reading = sequence.read(doc, sentence)
            yield sequence.features(reading), sequence.tags(reading.words, [s[:3] for s in spans])


@app.command()
def convert(out: Path, corpus: Corpus) -> None:
    """Write annotated articles as spaCy's binary training data."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vnnews.syllables.v1"}}})
    kept, lost, packed = 0, 0, DocBin()
    for doc, spans in labelled(records(corpus)):
        made = nlp.make_doc(doc.text)
        entities = [made.char_span(s.start, s.end, label=s.label) for s in spans]
        made.ents = [e for e in entities if e is not None]
        kept, lost = kept + len(made.ents), lost + len(entities) - len(made.ents)
        packed.add(made)
    out.parent.mkdir(parents=True, exist_ok=True)
    packed.to_disk(out)
    print(f"{out}: {len(packed)} articles, {kept} spans; {lost} spans lie across tokens and are left out")


@app.command()
def crf(out: Path, corpus: Corpus) -> None:
    """Train the CRF."""
    train_crf(out, labelled(records(corpus)))
    print(f"{out}: {out.stat().st_size:,} bytes")


@app.command()
def weak(
    out: Path,
    corpus: Corpus,
    unlabelled: Annotated[str, typer.Option(help="Texts without annotation, or a pattern")],
    method: Annotated[Method, typer.Option(help="How labelling functions are put together")] = "hmm",
    alone: Annotated[bool, typer.Option("--alone", help="Leave the annotated articles out")] = False,
) -> None:
    """Train the CRF with texts that labelling functions annotate besides the corpus."""
    extra = label((document(r) for r in records([unlabelled])), method)
    train_crf(out, extra if alone else [*labelled(records(corpus)), *extra])
    print(f"{out}: {out.stat().st_size:,} bytes; {method} labelled {sum(len(s) for _, s in extra)} spans")


if __name__ == "__main__":
    app()
