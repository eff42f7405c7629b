"""Cue words that stand near a stretch and vote on what it means, by weight, distance and clause (từ chỉ dẫn)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import regex

from extractors.patterns import table
from extractors.text import tone_key

# A cue further off than this many characters says nothing.
_REACH = 500
_start = attrgetter("start")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]++(?:['’]\p{L}[\p{L}\p{M}]*+)*+|[^\s\p{L}\p{N}\"“”]")
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_ASIDE = regex.compile(r"\([^()]*+\)")
_WALL = regex.compile(
    r"(?i)(?P<strong>[;!?…•]|(?-i:(?<!\p{Lu}))\.(?=\s|$)| - (?=(?-i:\p{Ll}|\d))|(?<!\p{L})trong đó(?!\p{L}))"
    r"|(?P<bracket>[()])|(?P<weak>[,:](?!\d))|(?P<joint> và )"
)


class Hit(NamedTuple):
    """A cue word found in a sentence: its label, its weights before and after a stretch, and where it stands."""

    label: str
    before: float
    after: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pull:
    """How a cue's pull falls: per word, comma, bracket, và, end of clause, stretch in between, stretch that owns it."""

    word: float = 0.94
    weak: float = 0.75
    bracket: float = 0.6
    joint: float = 0.95
    strong: float = 0.3
    stretch: float = 0.5
    owned: float = 0.35
    beyond: float = 0.8


class Cues:
    """A table of cue words: rows of `label`, `weight` (before the stretch), `after` (behind it) and `words`."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], pull: Pull = Pull()) -> None:
        self._pull = pull
        self._rows: dict[tuple[str, ...], tuple[str, float, float]] = {}
        for row in rows:
            for word in row["words"]:
                after = float(row.get("after", row["weight"] / 2))
                self._rows[tuple(t[0] for t in _tokens(word))] = (row["label"], float(row["weight"]), after)
        # By first syllable, the longest phrase first.
        self._starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in sorted(self._rows, key=len, reverse=True):
            self._starts[phrase[0]].append(phrase)
        self.find = lru_cache(maxsize=256)(self._find)

    def _find(self, sentence: str) -> list[Hit]:
        """Return the cue words of a sentence in order; of two that overlap the earlier, then the longer."""
        tokens, found, free = _tokens(sentence), list[Hit](), 0
        words = tuple(t[0] for t in tokens)
        for i, word in enumerate(words):
            # Few words begin a cue.
            if word not in self._starts or i < free:
                continue
            phrase = next((p for p in self._starts[word] if words[i : i + len(p)] == p), None)
            if phrase:
                free = i + len(phrase)
                found.append(Hit(*self._rows[phrase], tokens[i][1], tokens[free - 1][2]))
        return found

    def votes(
        self, sentence: str, hits: Sequence[Hit], start: int, end: int, others: Sequence[tuple[int, int]] = ()
    ) -> dict[str, float]:
        """Return the votes for each label on the stretch start:end; `others` are the stretches that compete for cues.

        The strongest cue speaks for its label, the rest only back it up; a label without weight gets no vote.
        """
        pulls: dict[str, list[float]] = defaultdict(list)
        near = bisect_left(hits, start - _REACH, key=_start), bisect_right(hits, end + _REACH, key=_start)
        for hit in hits[near[0] : near[1]]:
            if hit.end <= start and hit.before:
                pulls[hit.label].append(hit.before * self._before(sentence, hit, start, others))
            elif hit.start >= end and hit.after:
                pulls[hit.label].append(hit.after * self._after(sentence, hit, end, others))
        return {label: 0.7 * max(found) + 0.3 * min(sum(found), 2 * max(found)) for label, found in pulls.items()}

    def _before(self, sentence: str, hit: Hit, start: int, others: Sequence[tuple[int, int]]) -> float:
        """Return how much of a cue reaches a stretch behind it; a cue that ends the clause of another is that one's."""
        marks = _marks(sentence)
        pull = self._fall(marks, hit.end, start)
        walled = marks.walled(hit.end, start)
        for a, b in others:
            if hit.end <= a and b <= start:
                pull *= self._pull.stretch
            elif walled and b <= hit.start and marks.beside(b, hit.start):
                pull *= self._pull.owned
        return pull

    def _after(self, sentence: str, hit: Hit, end: int, others: Sequence[tuple[int, int]]) -> float:
        """Return how much of a cue's weight reaches back to a stretch; beyond a wall it rather rules what follows."""
        marks = _marks(sentence)
        walled = marks.walled(end, hit.start)
        pull = self._fall(marks, end, hit.start) * (self._pull.beyond if walled else 1)
        for a, b in others:
            if end <= a and b <= hit.start:
                pull *= self._pull.stretch
            elif walled and hit.end <= a and not marks.walled(hit.end, a):
                pull *= self._pull.owned
        return pull

    def _fall(self, marks: "_Marks", start: int, end: int) -> float:
        # What stands in brackets is said aside and parts nothing.
        words, walls = marks.count(start, end), marks.between(start, end)
        for a, b in marks.asides_in(start, end):
            words -= marks.count(a, b)
            walls = [w for w in walls if not a <= w[0] < b]
        pull: float = self._pull.word**words
        for _, _, name in walls:
            pull *= getattr(self._pull, name)
        return pull


class _Marks:
    """Where the words, walls and asides of a sentence stand, found once for all its cues."""

    def __init__(self, sentence: str) -> None:
        self._words = [m.start() for m in _WORD.finditer(sentence)]
        # A dash parts what follows it; it is no wall of the stretch that ends with it ("từ 180 - 220 triệu đồng").
        found = _WALL.finditer(sentence)
        self._walls = [(m.start(), m.end() + (m[0] == " - "), m.lastgroup or "weak") for m in found]
        self._asides = [m.span() for m in _ASIDE.finditer(sentence)]

    def count(self, start: int, end: int) -> int:
        """Return the number of words that begin in a stretch."""
        return bisect_left(self._words, end) - bisect_left(self._words, start)

    def between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the walls that stand in a stretch."""
        first = bisect_left(self._walls, (start,))
        return [w for w in self._walls[first : bisect_left(self._walls, (end,))] if w[1] <= end]

    def walled(self, start: int, end: int) -> bool:
        """Tell whether a wall stands in a stretch."""
        return bool(self.between(start, end))

    def beside(self, start: int, end: int) -> bool:
        """Tell whether a few words at most and no wall part two places."""
        return self.count(start, end) <= 3 and not self.walled(start, end)

    def asides_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the brackets that stand whole in a stretch."""
        first = bisect_left(self._asides, (start,))
        return [x for x in self._asides[first : bisect_left(self._asides, (end,))] if x[1] <= end]


@lru_cache(maxsize=16)
def _marks(sentence: str) -> _Marks:
    return _Marks(sentence)


@lru_cache(maxsize=16)
def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the syllables and marks of a text as keys that ignore case and tone placement, with their offsets."""
    return [(tone_key(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


@cache
def cues(field: str, name: str, pull: Pull = Pull()) -> Cues:
    """Return the cue words of a table of a field's file; all who ask share what was found in a sentence."""
    return Cues(table(field, name), pull)
