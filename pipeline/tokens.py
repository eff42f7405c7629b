"""Words of the stored articles as underthesea cuts them, with their offsets, for research and annotation."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extractors import sentences
from extractors.doc import Doc
from pipeline.json_lines import write_lines
from pipeline.store import Store


def write(store: Store, path: Path, each: Callable[..., object] = lambda *_: None) -> int:
    """Write one JSON line a sentence outside chrome, its offsets and those of its words; return their number."""
    return write_lines(path, _sentences(store, each))


def _sentences(store: Store, each: Callable[..., object]) -> Iterator[dict[str, Any]]:
    for article in store.articles():
        for sentence in Doc(article["text"]).sentences:
            start, end = sentence.start, sentence.end
            spans = [[start + a, start + b] for a, b in sentences.words(article["text"][start:end])]
            yield {"article_id": article["article_id"], "char_start": start, "char_end": end, "words": spans}
        each()
