"""Train the sequence models of names and posts: `python -m pipeline.train_sequence --help`; project.yml calls it.

Needs the extra `train`. A model is trained by CRFsuite, whose files are the same byte for byte for the same data, and
read by underthesea, which checks what it reads.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from extractors import read
from extractors.doc import Doc
from extractors.learned import sequence
from pipeline.gold import gold_articles
from pipeline.inputs import read as texts
from pipeline.issues import Issues, UserError
from pipeline.name_spans import gold_spans
from pipeline.stages import context
from pipeline.weak import Method, label
from spiders.article import Article

app = typer.Typer(add_completion=False, no_args_is_help=True)
Record = tuple[Article, dict[str, Any]]
Labelled = tuple[Doc, Sequence[sequence.Span]]
Corpus = Annotated[
    list[str], typer.Argument(help="Files of annotated articles, or patterns such as 'data/train_*.jsonl'")
]
SEED = 0


def records(patterns: Iterable[str]) -> list[Record]:
    """Return the annotated articles of the files that patterns name. Raises UserError when a pattern fits no file."""
    paths: list[Path] = []
    for pattern in patterns:
        folder = Path(pattern).parent
        paths += sorted(folder.glob(Path(pattern).name)) or [Path(pattern)]
    return list(gold_articles(paths))


def document(article: Article) -> Doc:
    """Return the rules' reading of an article's officials."""
    return read(article.text, context(article, {}), ("officials",))


def labelled(found: Iterable[Record]) -> list[Labelled]:
    """Return the articles with the spans of their annotated officials."""
    docs = [(document(article), record["gold"].get("officials", ())) for article, record in found]
    return [(doc, gold_spans(doc, officials)) for doc, officials in docs]


def train_crf(out: Path, found: Iterable[Labelled]) -> None:
    """Train a CRF on the sentences that can hold an official and write it to a file."""
    from pycrfsuite import Trainer

    trainer = Trainer(verbose=False)
    for rows, tags in sentences(found):
        trainer.append(rows, tags)
    trainer.set_params({"c1": 0.0, "c2": 1.0, "max_iterations": 200})
    out.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(out))


def sentences(found: Iterable[Labelled]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield the features and the tags of each sentence that can hold an official."""
    for doc, spans in found:
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
    unlabelled: Annotated[Path, typer.Option(help="Texts without annotation, as `vnnews extract` takes them")],
    method: Annotated[Method, typer.Option(help="How labelling functions are put together")] = "hmm",
    alone: Annotated[bool, typer.Option("--alone", help="Leave the annotated articles out")] = False,
) -> None:
    """Train the CRF with texts that labelling functions annotate besides the corpus."""
    extra = label(map(document, texts(unlabelled, Issues())), method)
    train_crf(out, extra if alone else [*labelled(records(corpus)), *extra])
    print(f"{out}: {out.stat().st_size:,} bytes; {method} labelled {sum(len(s) for _, s in extra)} spans")


def run(commands: typer.Typer) -> None:
    """Run a command; a mistake of the caller is told in a sentence, with exit code 2."""
    try:
        commands()
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    run(app)
