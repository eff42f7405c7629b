"""Read what `extract` is given: JSON Lines, a folder of .txt and .html files, or WARC files, as articles."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from extractors.text import store
from pipeline.issues import Issues, UserError
from spiders.article import Article, article_id

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path, issues: Issues) -> Iterator[Article]:
    """Yield the articles of a file or folder; what cannot be read becomes an issue and the rest goes on.

    Raises UserError when there is nothing of that name or of a kind that can be read.
    """
    if not path.exists():
        raise UserError(f"there is no {path}; give a .jsonl file, a folder of .txt or .html files, or a WARC file")
    if path.is_dir():
        yield from _folder(path, issues)
    elif path.suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(path, issues)
    elif path.suffix in (".txt", ".html", ".htm", ".warc") or path.name.endswith(".warc.gz"):
        yield from _file(path, path.parent, issues)
    else:
        raise UserError(f"{path} is no .jsonl, .txt, .html, .warc or .warc.gz file")


def _folder(path: Path, issues: Issues) -> Iterator[Article]:
    known = [p for p in sorted(path.rglob("*")) if p.suffix in (".txt", ".html", ".htm", ".warc", ".gz", ".jsonl")]
    if not known:
        raise UserError(f"{path} holds no .txt, .html, .jsonl or .warc.gz file")
    for file in known:
        yield from _json_lines(file, issues) if file.suffix == ".jsonl" else _file(file, path, issues)


def _file(file: Path, root: Path, issues: Issues) -> Iterator[Article]:
    from pipeline.parse import parse_file

    if file.suffix != ".txt":
        yield from parse_file(file, "", issues)
        return
    text = decode(file.read_bytes())
    if text is None:
        issues.add("read", str(file), "not UTF-8 or UTF-16 text", f"iconv -f WINDOWS-1258 -t UTF-8 '{file}'")
    elif not text.strip():
        issues.add("read", str(file), "the file is empty")
    else:
        yield Article(article_id=file.relative_to(root).with_suffix("").as_posix(), url="", text=store(text))


def decode(body: bytes) -> str | None:
    """Return the text of bytes in UTF-8 or UTF-16 with byte-order mark, or None."""
    try:
        text = body.decode("utf-16" if body.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _json_lines(path: Path, issues: Issues) -> Iterator[Article]:
    seen: set[str] = set()
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                article = _article(json.loads(line.decode("utf-8-sig")))
                if article.article_id in seen:
                    raise ValueError(f"the id {article.article_id!r} stood on an earlier line; ids must differ")
            except ValueError as error:
                issues.add("read", f"{path}:{number}", _told(error), "the line was left out")
                continue
            seen.add(article.article_id)
            yield article


def _told(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} at character {error.pos}"
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


def _article(record: Any) -> Article:
    """Return the article of a record {id, url, title, published, text}. Raises ValueError when it is none."""
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("the record has no text")
    url = str(record.get("url") or "")
    known = record.get("id") or record.get("article_id") or (url and article_id(url))
    if not known:
        raise ValueError("the record has neither id nor url")
    published = record.get("published") or None
    return Article(
        article_id=str(known),
        url=url,
        text=store(text),
        title=store(str(record.get("title") or "")),
        published=_iso(published),
        published_source=str(record.get("published_source") or ("given" if published else "")),
        portal=str(record.get("portal") or ""),
        byline=str(record.get("byline") or ""),
        copy_of=str(record.get("copy_of") or ""),
    )


def _iso(published: Any) -> str | None:
    if published is None:
        return None
    try:
        date.fromisoformat(str(published)[:10])
    except ValueError as error:
        raise ValueError(f"published {published!r} is no ISO date (YYYY-MM-DD)") from error
    return str(published)
