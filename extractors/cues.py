"""Cue words that stand near a stretch and vote on what it means, by weight, distance and clause (từ chỉ dẫn)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

from extractors.text import tone_key

_NEW_TONES = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "ủy": "uỷ",
    "úy": "uý",
    "ùy": "uỳ",
    "ụy": "uỵ",
}
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

    def __init__(self, table: Sequence[Mapping[str, Any]], pull: Pull = Pull()) -> None:
        self._pull = pull
        self._rows = {
            tone_key(word): (row["label"], float(row["weight"]), float(row.get("after", row["weight"] / 2)))
            for row in table
            for word in row["words"]
        }
        words = sorted((w for row in table for w in row["words"]), key=len, reverse=True)
        forms = "|".join(map(_both_tones, words))
        self._pattern = regex.compile(rf"(?i)(?<![\p{{L}}\d]|\p{{L}}['’])(?:{forms})(?![\p{{L}}])")

    def find(self, sentence: str) -> list[Hit]:
        """Return the cue words of a sentence in order; of two that overlap the longer one."""
        return [
            Hit(*self._rows[tone_key(" ".join(m[0].split()))], m.start(), m.end())
            for m in self._pattern.finditer(sentence)
        ]

    def votes(
        self, sentence: str, hits: Iterable[Hit], start: int, end: int, others: Sequence[tuple[int, int]] = ()
    ) -> dict[str, float]:
        """Return the votes for each label on the stretch start:end; `others` are the stretches that compete for cues.

        The strongest cue speaks for its label, the rest only back it up; a label without weight gets no vote.
        """
        pulls: dict[str, list[float]] = defaultdict(list)
        for hit in hits:
            if hit.end <= start and hit.before:
                pulls[hit.label].append(hit.before * self._before(sentence, hit, start, others))
            elif hit.start >= end and hit.after:
                pulls[hit.label].append(hit.after * self._after(sentence, hit, end, others))
        return {label: 0.7 * max(found) + 0.3 * min(sum(found), 2 * max(found)) for label, found in pulls.items()}

    def _before(self, sentence: str, hit: Hit, start: int, others: Sequence[tuple[int, int]]) -> float:
        """Return how much of a cue reaches a stretch behind it; a cue that ends the clause of another is that one's."""
        pull = self._fall(sentence[hit.end : start])
        for a, b in others:
            if hit.end <= a and b <= start:
                pull *= self._pull.stretch
            elif b <= hit.start and _near(sentence[b : hit.start]) and _WALL.search(sentence, hit.end, start):
                pull *= self._pull.owned
        return pull

    def _after(self, sentence: str, hit: Hit, end: int, others: Sequence[tuple[int, int]]) -> float:
        """Return how much of a cue's weight reaches back to a stretch; beyond a wall it rather rules what follows."""
        gap = sentence[end : hit.start]
        wall = _WALL.search(gap)
        pull = self._fall(gap) * (self._pull.beyond if wall else 1)
        for a, b in others:
            if end <= a and b <= hit.start:
                pull *= self._pull.stretch
            elif wall and hit.end <= a and not _WALL.search(sentence, hit.end, a):
                pull *= self._pull.owned
        return pull

    def _fall(self, gap: str) -> float:
        # What stands in brackets is said aside and parts nothing.
        gap = _ASIDE.sub("", gap)
        pull: float = self._pull.word ** len(_WORD.findall(gap))
        for wall in _WALL.finditer(gap):
            pull *= getattr(self._pull, wall.lastgroup or "weak")
        return pull


def _near(gap: str) -> bool:
    return len(_WORD.findall(gap)) <= 3 and not _WALL.search(gap)


def _both_tones(word: str) -> str:
    """Return a pattern of a word in both placements of the tone, with any blanks between its syllables."""
    pattern = r"\s+".join(regex.escape(s, special_only=True) for s in word.split())
    for old, new in _NEW_TONES.items():
        pattern = regex.sub(rf"{old}(?!\p{{L}})|{new}(?!\p{{L}})", f"(?:{old}|{new})", pattern)
    return pattern
