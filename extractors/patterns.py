"""Patterns live in rules/<field>.toml, apart from code; each carries the examples that are its tests.

A file has an optional table `[parts]` of named fragments and a list `[[rule]]`:

    [parts]
    day = '(?:0?[1-9]|[12]\\d|3[01])'

    [[rule]]
    name = "numeric"
    pattern = '(?P<d>{day})/(?P<m>{month})'        # {part} is replaced; regex module syntax, VERBOSE off
    needs = '\\d/\\d'                              # RE2, case ignored: where it fails, the pattern cannot match
    ignore_case = false
    examples = [["Ngày 4/1/2024, xã họp.", "4/1/2024", "2024-01-04"]]   # text, mention, value, publication date
    silent = ["đạt 10/10 tiêu chí"]                                     # texts in which the field finds nothing

Tables of words (cue words and the like) stand in the same file under names of their own and are read with `table`.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import re2
import regex


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with the examples that prove it; a value example is `key columns joined by |`.

    `needs` is a cheap RE2 pattern that matches wherever `pattern` does; empty, it spares no text the pattern.
    """

    name: str
    pattern: regex.Pattern[str]
    examples: tuple[tuple[str, ...], ...]
    silent: tuple[str, ...]
    needs: str = ""


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


def compiler(field: str, flags: int = 0) -> Callable[[str], regex.Pattern[str]]:
    """Return the function that gives a named fragment of a field as a pattern, compiled once."""
    return cache(lambda name: regex.compile(part(field, name), flags))


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
            r.get("needs", ""),
        )
        for r in _file(field).get("rule", ())
    }


def gate(field: str) -> str:
    """Return the RE2 pattern that matches wherever a rule of a field, all of which say what they need, can match."""
    return "|".join(f"(?:{rule.needs})" for rule in rules(field).values())


def scanner(patterns: Iterable[str]) -> re2.Set:
    """Return an RE2 set that tells in one pass which of the patterns, case ignored, match in a text."""
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 64 << 20
    chosen = re2.Set.SearchSet(options)
    for pattern in patterns:
        chosen.Add(pattern)
    chosen.Compile()
    return chosen


@cache
def _scanner(field: str) -> tuple[re2.Set, tuple[Rule, ...]]:
    found = tuple(rules(field).values())
    return scanner(r.needs for r in found), found


def possible(field: str, view: str) -> list[Rule]:
    """Return the rules of a field that can match in a view, in the order of its file."""
    chosen, found = _scanner(field)
    return [found[i] for i in sorted(chosen.Match(view) or ())]


def table(field: str, name: str) -> Any:
    """Return a table of words of a field's file."""
    return _file(field)[name]
