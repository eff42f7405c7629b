"""Kinds of money (loại kinh phí): what the words around an amount in its sentence say that it is."""

from collections.abc import Iterator

import regex

from extractors.cues import Cues, cues
from extractors.money import Amount
from extractors.patterns import compiler

# Votes below this decide nothing.
_ENOUGH = 0.35
# Gifts to a household are seldom in thousand millions, public investment is seldom less than a motorbike.
_USUAL = (("gift", 0, 3 * 10**9), ("state", 2 * 10**7, 10**18), ("production", 10**9, 10**18), ("income", 0, 10**10))
_UNUSUAL, _PRICE, _SOURCE = 0.7, 1.5, 3.0
# Below _STATED only what a sum is called makes it the state's; a frame is at most _FRAME characters before a sum.
_STATED, _FRAME = 2.7, 160
# What help from a body outside the state and what a household spends are where they are for no public work.
_ELSE = {"helped": "gift", "spent": "other"}
# Amounts further off in a sentence than this many others do not compete for its words.
NEAR = 8

_part = compiler("funds", regex.IGNORECASE)


def kind(view: str, amounts: list[Amount], i: int, before: str = "other", topic: str = "") -> tuple[str, float]:
    """Return the kind of an amount and its share of the votes; the kind of the one `before` where little is said.

    `topic` is the kind that the text around speaks of: it decides where no word says that the money is the state's.
    """
    found = votes(cues("funds", "cue"), view, amounts, i)
    for label, low, high in _USUAL:
        if label in found and not amounts[i].per and not low <= amounts[i].vnd < high:
            found[label] *= _UNUSUAL
    if _part("price").match(amounts[i].per):
        found["other"] = found.get("other", 0) + _PRICE
    for said in _said(view, amounts, i):
        found[said] = found.get(said, 0) + _SOURCE
    best = max(found, key=lambda k: found[k], default="other")
    if topic and best == "state" and found[best] < _STATED:
        return topic, 0.5
    if found.get(best, 0) < _ENOUGH:
        return before, 0.4
    return best, found[best] / sum(found.values())


def _said(view: str, amounts: list[Amount], i: int) -> Iterator[str]:
    """Yield the kinds that the words right around an amount name: a source in a list, or who does what with it."""
    begin, end = bounds(amounts, i)
    source = _part("source").search(view[max(0, amounts[i].start - 60) : amounts[i].start])
    if source and source.lastgroup:
        yield source.lastgroup
    left = view[max(0, begin - _FRAME) : begin]
    frame = _part("frame_before").search(left) if _part("frame_verb").search(left) else None
    if frame and frame.lastgroup:
        yield _given(frame.lastgroup, view, end)
    behind = _part("frame_behind").match(view, end)
    if behind and behind.lastgroup:
        yield behind.lastgroup


def _given(said: str, view: str, end: int) -> str:
    """Return what money from outside the state is: mobilised where it is for a work, else what `said` tells."""
    if said not in _ELSE:
        return said
    return "mobilised" if _part("works").match(view, end) else _ELSE[said]


def bounds(amounts: list[Amount], i: int) -> tuple[int, int]:
    """Return where an amount begins and ends, both ends of a range taken together."""
    begin = amounts[i - 1].start if i and amounts[i - 1].shared else amounts[i].start
    return begin, amounts[i + 1].end if amounts[i].shared else amounts[i].end


def votes(words: Cues, view: str, amounts: list[Amount], i: int) -> dict[str, float]:
    """Return the votes of cue words for an amount; those around it compete for them, save the end of its range."""
    amount = amounts[i]
    near = amounts[max(0, i - NEAR) : i + NEAR]
    others = [(a.start, a.end) for a in near if a is not amount and not a.shared and not amount.shared]
    return words.votes(view, words.find(view), amount.start, amount.end, others)
