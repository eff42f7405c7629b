"""Posts (chức vụ): the head word, the body it belongs to and the place, read from left to right until the post ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors import postplaces
from extractors.lexicon import bodies, head_at, keys, phrases
from extractors.patterns import table as words_of
from extractors.posttail import Tail
from extractors.syllables import Token
from extractors.text import tone_key


@dataclass(frozen=True, slots=True)
class Post:
    """One post in a row of tokens: where it begins, where its head and where the whole ends, and whether it is public.

    `public` is None when the words alone do not tell (a bare "Giám đốc"); the places behind it end at `reach`.
    """

    first: int
    head: int
    last: int
    reach: int
    kind: str
    public: bool | None


def read(words: Sequence[Token], i: int, borne: bool) -> Post | None:
    """Return the post that begins at token i, or None; `borne` says that its bearer was named just before it."""
    head = head_at(words, i)
    if head is None or (head.end < len(words) and words[head.end].text == "các"):
        return None
    tail = Tail(words, head, borne)
    last = head.end if head.kind == "member" and not _seat(words, head.end) else tail.read()
    if (
        head.kind == "code"
        and words[head.end - 1].text not in words_of("officials", "whole_codes")
        and last == head.end
    ):
        return None
    bare = last == head.end + 1 and words[head.end].shape == "lower"
    if head.kind == "officer" and (bare or not tail.fitting):
        return None
    if last == head.end and _weak(words, i, last):
        tail.public = None
    if _private(words, i, last) and not phrases("movements").at(words, head.end):
        tail.public = False
    public = tail.public if head.kind != "check" or not tail.public else tail.known or None
    reach = postplaces.larger(words, last, borne) if last > head.end else last
    return Post(i, head.end, last, reach, head.kind, public)


def _private(words: Sequence[Token], i: int, last: int) -> bool:
    """Tell whether a mark of a private body stands in the words i:last or behind them, outside the name of another."""
    while i <= last and i < len(words):
        found = bodies().at(words, i)
        if found and found[0] > i + 1 and not found[1].startswith("private"):
            i = found[0]
            continue
        if phrases("private").at(words, i):
            return True
        i += 1
    return False


def _weak(words: Sequence[Token], i: int, last: int) -> bool:
    """Tell whether the words i:last say nothing without a body, a deputy's as little as the head's."""
    return any(
        (found := phrases("weak_alone").at(words, j)) is not None and found[0] == last for j in _starts(words, i)
    )


def _starts(words: Sequence[Token], i: int) -> tuple[int, ...]:
    return (i, i + 1) if words[i].key in keys("deputies") else (i,)


def _seat(words: Sequence[Token], i: int) -> bool:
    """Tell whether a delegate (đại biểu) sits in an assembly that is named at token i or before it."""
    found = bodies().at(words, i)
    return words[i - 1].key != tone_key("biểu") or (
        found is not None and found[1] == "closed" and words[i].key in keys("seats")
    )
