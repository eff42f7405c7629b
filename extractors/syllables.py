"""Tokens of Vietnamese text as names and posts need them: syllables, acronyms, numbers, marks; and phrases."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Literal, NamedTuple

import regex

from extractors.text import fold, tone_key

Shape = Literal["capital", "acronym", "lower", "number", "mark"]

_UNIT_WORD = "tỉnh|huyện|xã|phường|thị|thành|quận"
_TOKEN = regex.compile(
    rf"TP(?=\p{{Lu}}\p{{Ll}})|[HK]' \p{{Lu}}[\p{{Ll}}\p{{M}}]++"
    rf"|\p{{Lu}}{{2,}}+(?=(?:{_UNIT_WORD})\b)|(?:\p{{Lu}}++[\p{{Ll}}\p{{M}}]*+|[\p{{Ll}}\p{{M}}]++)"
    r"(?:'[\p{L}\p{M}]++)*+(?:&\p{L}++)*+|\d++|[^\s\p{L}\p{M}\d]"
)
_LOUD = regex.compile(r"(?<!\p{L})\p{Lu}++(?:[ ]\p{Lu}++)++(?!\p{L})")
_LOWER = regex.compile(r"\p{Ll}")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = regex.compile(
    r"gi|(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?+"
    r"(?:i?êu?|y?êu?|[iuư]?a|[ou]a|oă|oe|uâ|uê|uy[êa]?|u[ôơ]|ưo|ươ|oo|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnptiyou])?+"
)


class Token(NamedTuple):
    """A token: its text, its offsets, its key for look-ups (lower case, tone at the end) and its shape."""

    text: str
    start: int
    end: int
    key: str
    shape: Shape


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word can be one written syllable of Vietnamese (âm tiết)."""
    letters = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c not in _TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters)) is not None


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Return the tokens of a stretch in view form; words that were typed together without a blank are cut apart."""
    quiet = _LOWER.search(text) is not None
    loud = frozenset(w for run in _LOUD.findall(text) if _accented(run) for w in run.split()) if quiet else frozenset()
    found = []
    for match in _TOKEN.finditer(text):
        start = offset + match.start()
        for word, key, shape in _read(match[0], not quiet or match[0] in loud):
            found.append(Token(word, start, start + len(word), key, shape))
            start += len(word)
    return found


def _accented(text: str) -> bool:
    """Tell whether a vowel in a text bears an accent, as in a name in capitals and unlike in abbreviations."""
    return any(fold(c) != c.lower() for c in text if c not in "Đđ")


@lru_cache(maxsize=65536)
def _read(printed: str, shouted: bool) -> tuple[tuple[str, str, Shape], ...]:
    words = (printed,) if len(printed) < 5 or is_syllable(printed) or printed in _surnames() else _cut(printed)
    return tuple((word, tone_key(word), _shape(word, shouted)) for word in words)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in table("surnames"))


def _shape(word: str, shouted: bool) -> Shape:
    if word[0].isdigit():
        return "number"
    if not word[0].isalpha():
        return "mark"
    if word[0].islower():
        return "lower"
    spelt_out = len(word) > 1 and word.isupper() and not (shouted and is_syllable(word))
    return "acronym" if spelt_out or "&" in word else "capital"


def _cut(word: str) -> Iterator[str]:
    """Yield a word as it is, or the two syllables that it runs together ("xãnhấn")."""
    if word[1:].islower() and not word.isascii():
        for i in range(2, len(word) - 1):
            if fold(word[i]) not in "aeiouy" and is_syllable(word[:i]) and is_syllable(word[i:]):
                yield from (word[:i], word[i:])
                return
    yield word


class Phrases:
    """A table of phrases with what each stands for, matched syllable by syllable, the longest first.

    A phrase in capitals alone (UBND, PCT) matches as it is written; any other matches in any case and tone placement.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in rows:
            keys = tuple(_key(t) for t in tokens(phrase))
            self._by_first.setdefault(keys[0], []).append((keys, meaning))
        for options in self._by_first.values():
            options.sort(key=lambda o: -len(o[0]))

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The keys of the words that a phrase can begin with."""
        return frozenset(self._by_first)

    def at(self, words: Sequence[Token], i: int) -> tuple[int, str] | None:
        """Return where the longest phrase that starts at token i ends, and its meaning; None when there is none."""
        if i >= len(words):
            return None
        lower, printed = self._by_first.get(words[i].key), self._by_first.get(words[i].text)
        if lower is None and printed is None:
            return None
        after = (words[i + 1].key, words[i + 1].text) if i + 1 < len(words) else ()
        for keys, meaning in chain(lower or (), printed or ()):
            end = i + len(keys)
            if end == i + 1 or (keys[1] in after and end <= len(words) and _equal(keys[2:], words[i + 2 : end])):
                return end, meaning
        return None


def _equal(keys: Sequence[str], words: Sequence[Token]) -> bool:
    return all(key == word.key or key == word.text for key, word in zip(keys, words, strict=True))


def _key(token: Token) -> str:
    return token.text if token.text.isupper() and len(token.text) > 1 else token.key


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of gazetteer/<name>.csv."""
    text = files("extractors").joinpath("gazetteer", f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
