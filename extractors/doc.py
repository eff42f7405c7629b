"""A text under extraction: its views, sentences, chrome, and what was found in it so far."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from extractors import gates, sentences, zones
from extractors.mention import Context, Mention, Rejection, Value
from extractors.text import view


class Sentence(NamedTuple):
    """A sentence or line of the text: its number, its offsets, and its same-length view."""

    number: int
    start: int
    end: int
    view: str


@dataclass
class Doc:
    """One stored text and all that the fields share about it; `gated=False` lets every sentence through (for tests)."""

    text: str
    context: Context = field(default_factory=Context)
    gated: bool = True
    mentions: list[Mention] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    @cached_property
    def view(self) -> str:
        """The same-length view that patterns run on."""
        return view(self.text)

    @cached_property
    def zones(self) -> list[zones.Zone]:
        """The stretches that are chrome, in order, without overlap."""
        return zones.find(self.text, self.context.title)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences outside chrome, in order."""
        spans = sentences.split(self.text)
        kept = [(a, b) for a, b in spans if not self.in_chrome(a)]
        return [Sentence(i, a, b, self.view[a:b]) for i, (a, b) in enumerate(kept)]

    @cached_property
    def _gates(self) -> list[frozenset[str]]:
        return [gates.passed(s.view) for s in self.sentences]

    def in_chrome(self, offset: int) -> bool:
        """Tell whether an offset lies in a menu, a counter, a footer or a repeated block."""
        i = bisect_right(self.zones, offset, key=lambda z: z.start) - 1
        return i >= 0 and offset < self.zones[i].end

    def candidates(self, name: str) -> Iterator[Sentence]:
        """Yield the sentences that can hold a mention of the field."""
        for sentence, names in zip(self.sentences, self._gates, strict=True) if self.gated else ():
            if name in names:
                yield sentence
        if not self.gated:
            yield from self.sentences

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset, or None in chrome."""
        i = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[i] if i >= 0 and offset < self.sentences[i].end else None

    def found(self, name: str) -> list[Mention]:
        """Return the mentions of a field that ran before."""
        return [m for m in self.mentions if m.field == name]

    def taken(self, start: int, end: int, *names: str) -> bool:
        """Tell whether a stretch overlaps a mention of the named fields (of any, when none is named)."""
        return any(m.char_start < end and start < m.char_end and (not names or m.field in names) for m in self.mentions)

    def mention(
        self,
        name: str,
        start: int,
        end: int,
        source: str,
        value: dict[str, Value],
        confidence: float = 1.0,
        reason: str = "",
        flags: tuple[str, ...] = (),
    ) -> Mention:
        """Make a mention of the stretch start:end of the stored text."""
        return Mention(name, self.text[start:end], start, end, value, source, confidence, reason, flags)

    def reject(self, name: str, start: int, end: int, rule: str, reason: str) -> None:
        """Note a candidate that was turned down."""
        self.rejected.append(Rejection(name, self.text[start:end], start, end, rule, reason))
