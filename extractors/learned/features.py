"""What a model sees of a mention: the rules' verdict, cue words and words around it, its neighbours and the title."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import log1p

import regex

from extractors.cues import Hit
from extractors.cues import cues as cue_words
from extractors.doc import Doc, Sentence
from extractors.mention import Mention
from extractors.text import tone_key

Features = dict[str, float]
# Syllables on either side that are read.
_LEFT, _RIGHT = 28, 16
# Cue words count less one by one: their votes are known.
_CUE_WEIGHT = 0.5
_TOKEN = regex.compile(r"\p{N}[\p{N}.,/]*+|[\p{L}\p{M}]++|[^\s\p{L}\p{N}\"'“”]")
_WALL = frozenset(";:.!?()")
# How far off the word is that many words off: 0, 1, 2, near, in the middle; farther words count by clause alone.
_DISTANCE = ("0", "1", "2", *"n" * 3, *"m" * 7)
_PAIRED = 6


def features(doc: Doc, mention: Mention, column: str, cues: Sequence[str], sees: Sequence[str]) -> Features:
    """Return the features of a mention for the decision on a column of its field; {} for one in chrome.

    `cues` names the tables of cue words of its field; `sees` are the other columns that the decision may look at.
    """
    sentence = doc.sentence_at(mention.char_start)
    if sentence is None:
        return {}
    found: Features = {"bias": 1.0}
    for name in _verdict(mention, column, sees):
        found[name] = 1.0
    same = [m for m in doc.mentions if m.field == mention.field and sentence.start <= m.char_start < sentence.end]
    for name in _neighbours(mention, column, same):
        found[name] = 1.0
    start, end = mention.char_start - sentence.start, mention.char_end - sentence.start
    others = tuple((m.char_start - sentence.start, m.char_end - sentence.start) for m in same if m is not mention)
    for name in cues:
        found |= _cued(mention.field, name, sentence.view, start, end, others)
        for where, view in _around(doc, sentence):
            for label, weight in _strongest(mention.field, name, view).items():
                found[f"{where} {name} {label}"] = weight
    found |= _words(sentence.view, start, end)
    return found


# More than one decision is made on the same words.
@lru_cache(maxsize=256)
def _cued(field: str, name: str, view: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> Features:
    """Return what a table of cue words says of a stretch of a sentence: its votes, and the words nearest to it."""
    words = cue_words(field, name)
    hits = words.find(view)
    votes = words.votes(view, hits, start, end, others)
    found = {f"vote {name} {label}": log1p(vote) for label, vote in votes.items()}
    return found | dict.fromkeys(_hits(name, view, hits, start, end), _CUE_WEIGHT)


def _verdict(mention: Mention, column: str, sees: Sequence[str]) -> Iterator[str]:
    yield f"rule={mention.value.get(column)}"
    yield f"sure={mention.confidence:.1f}"
    yield f"rule={mention.value.get(column)} {mention.confidence:.1f}"
    yield f"by={mention.source}"
    yield from (f"flag={flag}" for flag in mention.flags)
    yield from (f"{name}={_shown(mention.value, name)}" for name in sees)


def _shown(value: Mapping[str, object], name: str) -> str:
    """Return a value as a feature: the number of digits of a number, a text as it is."""
    found = value.get(name)
    return str(len(str(int(found)))) if isinstance(found, int | float) else str(found or "")


def _neighbours(mention: Mention, column: str, same: Sequence[Mention]) -> Iterator[str]:
    i = next(n for n, m in enumerate(same) if m is mention)
    yield f"count={min(len(same), 4)}"
    for name, at in (("before", i - 1), ("behind", i + 1)):
        yield f"{name}={same[at].value.get(column) if 0 <= at < len(same) else None}"


def _around(doc: Doc, sentence: Sentence) -> Iterator[tuple[str, str]]:
    for name, at in (("last", sentence.number - 1), ("next", sentence.number + 1)):
        if 0 <= at < len(doc.sentences):
            yield name, doc.sentences[at].view
    yield "title", doc.context.title


@lru_cache(maxsize=256)
def _strongest(field: str, name: str, view: str) -> Features:
    """Return the labels of the cue words in a text by the weight of the strongest."""
    found: dict[str, float] = defaultdict(float)
    for hit in cue_words(field, name).find(view):
        found[hit.label] = max(found[hit.label], hit.before)
    return {label: log1p(weight) for label, weight in found.items()}


def _hits(name: str, view: str, hits: Sequence[Hit], start: int, end: int) -> Iterator[str]:
    """Yield the labels of the nearest cue words on either side, by distance, by what parts them and by rank."""
    before = [h for h in hits if h.end <= start and h.before]
    behind = [h for h in hits if h.start >= end and h.after]
    for side, found in (("left", before[:-7:-1]), ("right", behind[:6])):
        for rank, hit in enumerate(found):
            gap = view[hit.end : start] if side == "left" else view[end : hit.start]
            far = "near" if len(gap) < 12 else "off" if len(gap) < 40 else "far"
            wall = "|" if any(c in _WALL for c in gap) else "," if "," in gap else ""
            yield f"{side} {name} {far}{wall} {hit.label}"
            yield f"{side} {name} {min(rank, 2)} {hit.label}"


@lru_cache(maxsize=64)
def _tokens(view: str) -> tuple[list[str], list[int], list[int]]:
    """Return the syllables, numbers (as #) and marks of a sentence, and where they begin and end."""
    found = [(m[0], *m.span()) for m in _TOKEN.finditer(view)]
    words = ["#" if word[0].isdigit() else tone_key(word) for word, _, _ in found]
    return words, [start for _, start, _ in found], [end for _, _, end in found]


@lru_cache(maxsize=256)
def _words(view: str, start: int, end: int) -> Features:
    words, starts, ends = _tokens(view)
    before, behind = bisect_right(ends, start), bisect_left(starts, end)
    left = words[max(0, before - _LEFT) : before]
    return dict.fromkeys(_side("l", left[::-1]), 1.0) | dict.fromkeys(_side("r", words[behind : behind + _RIGHT]), 1.0)


def _side(name: str, words: Sequence[str]) -> Iterator[str]:
    """Yield the words and pairs of words of one side, nearest first, by distance and by how many clauses away."""
    walls, commas, clause = 0, 0, f"{name}00"
    for i, word in enumerate(words):
        if word == "," or word in _WALL:
            walls, commas = min(walls + (word != ","), 2), min(commas + (word == ","), 2)
            clause = f"{name}{walls}{commas}"
        pair = f"{word}_{words[i + 1]}" if i + 1 < len(words) else ""
        yield from (f"{clause}:{word}", f"{clause}:{pair}")
        if i < len(_DISTANCE):
            yield f"{name}{_DISTANCE[i]}:{word}"
        if i < _PAIRED:
            yield f"{name}{_DISTANCE[i]}:{pair}"
