"""Lengths in a sentence, in metres or kilometres as Vietnamese prints them, whatever they measure (chiều dài)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.patterns import rules
from extractors.values import figure, spelled


@dataclass(frozen=True, slots=True)
class Length:
    """A length in km at start:end of a sentence; `flags` tell what was read by sense."""

    start: int
    end: int
    km: Decimal
    rule: str
    flags: tuple[str, ...] = ()


def lengths(view: str) -> list[Length]:
    """Return every length in metres or kilometres of a sentence, whatever it measures."""
    found: list[Length] = []
    taken = bytearray(len(view))
    for match in rules("roads")["compound"].pattern.finditer(view):
        whole = figure(match["fig"])
        if whole is not None and whole == int(whole):
            found.append(Length(match.start(), match.end(), whole + Decimal(match["rest"]) / 1000, "compound"))
            taken[match.start() : match.end()] = b"\1" * len(match[0])
    for name in ("ratio", "single"):
        for match in rules("roads")[name].pattern.finditer(view):
            if not any(taken[match.start() : match.end()]):
                found += _single(view, match)
    found += [x for m in rules("roads")["words"].pattern.finditer(view) if (x := _spelled(m))]
    return sorted(found, key=lambda x: x.start)


def _spelled(match: regex.Match[str]) -> Length | None:
    """Read a length in words ("một nghìn hai trăm mét"); none under a hundred metres."""
    parts = [spelled(part) for part in regex.split(r"(?i) (?:nghìn|ngàn) ?", match["fig"]) if part]
    thousands = regex.search(r"(?i) (?:nghìn|ngàn)", match["fig"]) is not None
    if None in parts or len(parts) > 1 + thousands:
        return None
    value = Decimal(parts[0] or 0) * (1000 if thousands else 1) + (parts[1] or 0 if len(parts) > 1 else 0)
    value += Decimal("0.5") if match["half"] else 0
    km = value if match["unit"].lower().startswith(("k", "c")) else value / 1000
    return Length(match.start(), match.end(), km, "words") if km >= Decimal("0.1") else None


def _single(view: str, match: regex.Match[str]) -> Iterator[Length]:
    metres = not match["unit"].lower().startswith(("k", "c", "ng"))
    value = _length(match["fig"], metres)
    if value is None or not value[0]:
        return
    low = rules("roads")["low"].pattern.search(view[max(0, match.start() - 20) : match.start()])
    flags = value[1]
    if low and (lower := _length(low["fig"], metres)) and 0 < lower[0] < value[0]:
        at = max(0, match.start() - 20)
        yield Length(at + low.start("fig"), at + low.end("fig"), lower[0], "low", lower[1])
        # "2,7/4,1 km": so much is done of the whole, which no sum may count again.
        flags += ("whole",) if "/" in low[0] else ()
    yield Length(match.start(), match.end(), value[0], "single", flags)


def _length(printed: str, metres: bool) -> tuple[Decimal, tuple[str, ...]] | None:
    """Return kilometres and flags; metres with three decimals are thousands ("2,274m" is 2.274 km)."""
    value = figure(printed)
    if value is None:
        return None
    if not metres:
        return value, ()
    if regex.fullmatch(r"\d{1,3},\d{3}", printed):
        return value, ("comma_thousands",)
    return value / 1000, ()
