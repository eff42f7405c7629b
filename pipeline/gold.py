"""Read annotated texts: JSON Lines of {id, url, title, published, text, gold}."""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractors.text import store
from pipeline.issues import UserError
from pipeline.json_lines import read_lines
from spiders.article import Article


def gold_files(given: Iterable[Path]) -> list[Path]:
    """Return annotated files: those given, those in a folder given, the dev split of the own corpus by default.

    Raises UserError for a folder without any.
    """
    corpus = Path(str(files("vnnews_data").joinpath("corpus")))
    found = []
    for path in given:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            raise UserError(f"{path} holds no .jsonl file; give files or folders of annotated texts")
        found += inside
    return found or sorted(corpus.glob("dev_*.jsonl"))


def gold_articles(paths: Iterable[Path]) -> Iterator[tuple[Article, dict[str, Any]]]:
    """Yield each annotated text as an article, with its record. Raises UserError for a file that is no gold."""
    for path in paths:
        for record in _records(path):
            yield (
                Article(
                    article_id=str(record["id"]),
                    url=record.get("url") or "",
                    title=store(record.get("title") or ""),
                    published=record.get("published"),
                    text=store(record["text"]),
                ),
                record,
            )


def _records(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise UserError(f"there is no {path}; give a JSON Lines file of {{id, url, title, published, text, gold}}")
    for number, record in read_lines(path, ("id", "text", "gold")):
        if not isinstance(record["text"], str) or not isinstance(record["gold"], dict):
            raise UserError(
                f"{path}:{number} is no gold record: text must be a string, gold an object of lists by field"
            )
        yield record
