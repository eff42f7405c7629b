"""Check an installation: versions, data files, foreign packages under our names, what SQLite can do."""

import importlib
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

from pipeline import terminal

_NEEDED = (
    "scrapy",
    "underthesea",
    "regex",
    "google-re2",
    "lxml",
    "trafilatura",
    "warcio",
    "fastwarc",
    "pandas",
    "scikit-learn",
)
_OURS = ("extractors", "spiders", "pipeline")


def checks() -> Iterator[tuple[str, bool, str]]:
    """Yield what was checked, whether it is well, and what was seen or what to do."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield "python", sys.version_info >= (3, 11), f"{python}; 3.11 or later is needed"
    for name in _NEEDED:
        try:
            yield name, True, version(name)
        except PackageNotFoundError:
            yield name, False, f"not installed: pip install {name}"
    for name in _OURS:
        yield f"package {name}", *_ours(name)
    with sqlite3.connect(":memory:") as db:
        fts5 = ("ENABLE_FTS5",) in db.execute("PRAGMA compile_options").fetchall()
    yield "sqlite fts5", fts5, f"{sqlite3.sqlite_version}; full-text search needs FTS5"
    yield "sample portals", *_sample()


def _ours(name: str) -> tuple[bool, str]:
    """Tell whether the module of that name is ours: PyPI has other people's packages of the same name."""
    place = Path(importlib.import_module(name).__file__ or "").parent
    if place.parent == Path(__file__).parents[1]:
        owners = [d for d in ("pipeline", "spiders", "extractors") if _installed(d)]
        return not owners, f"{place}" + (f"; uninstall the foreign package {', '.join(owners)}" if owners else "")
    return False, f"{place} is not ours: pip uninstall {name}, then install vn-localgov-news again"


def _installed(distribution: str) -> bool:
    try:
        return files(distribution) is not None
    except PackageNotFoundError:
        return False


def _sample() -> tuple[bool, str]:
    from importlib.resources import files as resources

    folder = resources("vnnews_data").joinpath("sample_portal")
    return folder.is_dir(), str(folder)


def report(as_json: bool) -> int:
    """Print the checks; return 1 when one is not well."""
    found = list(checks())
    if as_json:
        terminal.print_json([{"check": c, "ok": ok, "seen": seen} for c, ok, seen in found])
    else:
        rows: list[list[object]] = [["ok" if ok else "WRONG", check, seen] for check, ok, seen in found]
        terminal.table("vnnews doctor", ["", "check", "seen"], rows)
    return 0 if all(ok for _, ok, _ in found) else 1
