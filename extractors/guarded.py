"""Spare a text a costly pattern: a looser one, derived from it for RE2, matches wherever it does and is fast."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import re2
import regex

# A shorter pattern takes no longer than to ask.
_LONG = 150
_TOKEN = regex.compile(
    r"""(?P<look>\(\?<?[=!])|(?P<flags>\(\?[a-z]+\))|(?P<same>\(\?P=\w+\))
    |(?P<open>\((?:\?(?:P?<\w+>|>|[a-z]*(?:-[a-z]+)?:))?)|(?P<close>\))
    |(?P<class>\[\^?(?:\\.|[^\]\\])+\])|(?P<repeat>(?:[*+?]|\{\d*,?\d*\})[+?]?)
    |(?P<edge>\\[bGA]|\^)|(?P<end>\$)|(?P<escape>\\(?:x[\da-f]{2}|p\{\w+\}|.))|(?P<plain>.)""",
    regex.VERBOSE | regex.DOTALL,
)
_MEMBER = regex.compile(r"\\(?:x[\da-f]{2}|p\{\w+\}|.)|.", regex.DOTALL)
_LETTER = r"A-Za-z\x{80}-\x{10FFFF}"
_BLANK = r"\s\x{0b}\x{1c}-\x{1f}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
# Classes of characters as RE2 has them, or wider.
_CLASSES = {r"\d": r"\p{Nd}", r"\s": _BLANK, r"\p{N}": r"\p{N}"} | dict.fromkeys(
    (r"\p{L}", r"\p{Lu}", r"\p{Ll}", r"\p{M}"), _LETTER
)
_NOTHING = "(?:)"
_WORDS = {"look": _NOTHING, "flags": _NOTHING, "edge": _NOTHING, "same": "(?s:.*)", "end": r"(?:\n?$)", "close": ")"}


class _Strange(Exception):
    """A pattern holds syntax that is not known here."""


def loosened(pattern: str) -> Iterator[str]:
    """Yield the pieces of an RE2 pattern that matches wherever a pattern does: it looks not around and counts not far.

    Raises _Strange for a pattern with other syntax than ours.
    """
    tokens = _TOKEN.finditer(pattern)
    for token in tokens:
        kind, printed = str(token.lastgroup), token[0]
        if kind == "look":
            _skip(tokens)
        if kind == "open":
            yield printed if printed.endswith(":") else "(?:"
        elif kind == "class":
            yield _class(printed)
        elif kind == "repeat":
            yield _repeat(printed)
        elif kind == "escape":
            yield f"[{_member(printed)}]"
        elif kind == "plain":
            # The regex module takes the Turkish letters for these where case is ignored, RE2 does not.
            yield "[iIİı]" if printed in "iI" else printed
        else:
            yield _WORDS[kind]


def _skip(tokens: Iterator["regex.Match[str]"]) -> None:
    """Go past the end of a group."""
    depth = 1
    while depth:
        kind = next(tokens).lastgroup
        depth += (kind in ("open", "look")) - (kind == "close")


def _class(printed: str) -> str:
    members = _MEMBER.findall(printed[1:-1])
    if members[0] == "^":
        kept = "".join(m for m in members[1:] if m not in _CLASSES)
        return f"[^{kept}]" if kept else "(?s:.)"
    return f"[{''.join(map(_member, members))}{'İı' if 'i' in printed.lower() else ''}]"


def _member(printed: str) -> str:
    if printed in _CLASSES:
        return _CLASSES[printed]
    if printed[0] == "\\" and printed[1].isalnum() and printed[1] not in "nrtx":
        raise _Strange(printed)
    return printed


def _repeat(printed: str) -> str:
    if printed[0] != "{":
        return printed[0]
    least, comma, _ = printed.strip("{}+?").partition(",")
    if not comma:
        return f"{{{least}}}"
    return {"": "*", "0": "*", "1": "+"}.get(least, f"{{{least},}}")


class Guarded:
    """A pattern of the regex module that asks the looser one before it searches; the rest it does as ever."""

    def __init__(self, pattern: "regex.Pattern[str]") -> None:
        self._pattern = pattern
        self.match, self.fullmatch = pattern.match, pattern.fullmatch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    @cached_property
    def possible(self) -> Callable[[str], object]:
        """The function that tells whether a text can hold a match; always true where no looser pattern can be had."""
        options = re2.Options()
        options.case_sensitive = not self._pattern.flags & regex.IGNORECASE
        options.log_errors = False
        loose = re2.Set.SearchSet(options)
        multiline = "m" if self._pattern.flags & regex.MULTILINE else ""
        try:
            loose.Add(f"(?s{multiline}:{''.join(loosened(self._pattern.pattern))})")
            loose.Compile()
        except (_Strange, re2.error):
            return lambda text: True
        match: Callable[[str], object] = loose.Match
        return (lambda text: True) if match("") else match

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> "regex.Match[str] | None":
        """Return the first match in a text, or in a stretch of it."""
        return self._pattern.search(text, pos, endpos) if self.possible(text[pos:endpos]) else None

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator["regex.Match[str]"]:
        """Return the matches in a text, or in a stretch of it."""
        return self._pattern.finditer(text, pos, endpos) if self.possible(text[pos:endpos]) else iter(())


def guarded(pattern: "regex.Pattern[str]") -> "regex.Pattern[str]":
    """Return a pattern, or, of a long one, what asks the looser pattern first and is used in its place."""
    return Guarded(pattern) if len(pattern.pattern) > _LONG else pattern
