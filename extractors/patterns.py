"""Patterns live in rules/<field>.toml, apart from code; each carries the examples that are its tests.

A file has an optional table `[parts]` of named fragments and a list `[[rule]]`:

    [parts]
    day = '(?:0?[1-9]|[12]\\d|3[01])'

    [[rule]]
    name = "numeric"
    pattern = '(?P<d>{day})/(?P<m>{month})'        # {part} is replaced; regex module syntax, VERBOSE off
    ignore_case = false
    examples = [["Ngày 4/1/2024, xã họp.", "4/1/2024", "2024-01-04"]]   # text, mention, value, publication date if needed
    silent = ["đạt 10/10 tiêu chí"]                                     # texts in which the field finds nothing

Tables of words (cue words and the like) stand in the same file under names of their own and are read with `table`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with the examples that prove it; a value example is `key columns joined by |`."""

    name: str
    pattern: regex.Pattern[str]
    examples: tuple[tuple[str, ...], ...]
    silent: tuple[str, ...]


@cache
def _file(field: str) -> dict[str, Any]:
    return tomllib.loads(files("extractors").joinpath("rules", f"{field}.toml").read_text("utf-8"))


def _expand(pattern: str, parts: dict[str, str]) -> str:
    """Replace each {name} of a known part; braces of repetition stay."""
    expanded: str = regex.sub(r"\{([a-z_]+)\}", lambda m: _expand(parts[m[1]], parts), pattern)
    return expanded


@cache
def part(field: str, name: str) -> str:
    """Return a named fragment with the fragments inside it replaced."""
    return _expand(_file(field)["parts"][name], _file(field)["parts"])


@cache
def rules(field: str) -> dict[str, Rule]:
    """Return the rules of a field by name, in the order of its file."""
    parts = _file(field).get("parts", {})
    return {
        r["name"]: Rule(
            r["name"],
            regex.compile(_expand(r["pattern"], parts), regex.IGNORECASE if r.get("ignore_case") else 0),
            tuple(tuple(e) for e in r.get("examples", ())),
            tuple(r.get("silent", ())),
        )
        for r in _file(field).get("rule", ())
    }


def table(field: str, name: str) -> Any:
    """Return a table of words of a field's file."""
    return _file(field)[name]
