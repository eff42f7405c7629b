"""Amounts of money in a sentence: pieces with scale words put together, lower ends of ranges, units of rates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.patterns import compiler, possible, rules
from extractors.values import figure, scale, spelled

Reject = Callable[[int, int, str, str], None]
Near = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in đồng at start:end of a sentence; `scale` and `unit` say how it is printed, `rule` what found it."""

    start: int
    end: int
    vnd: Decimal
    scale: int
    unit: bool
    rule: str
    per: str = ""
    shared: bool = False


_part = compiler("funds", regex.IGNORECASE)


def scan(view: str, reject: Reject, near: Near = bool) -> list[Amount]:
    """Return the amounts of a sentence in order; `reject` is told of each candidate that is no money.

    `near` tells whether money is spoken of beside the sentence: then a number without a unit is money that counts
    nothing else, whatever the sentence says.
    """
    found: list[Amount] = []
    for vague in _part("vague").finditer(view):
        reject(vague.start(), vague.end(), "vague", "vague amount")
    for amount in _joined(list(_pieces(view))):
        if reason := _no_money(view, amount, (lambda: True) if found else near):
            reject(amount.start, amount.end, amount.rule, reason)
            continue
        low = _low_end(view, amount, found[-1].end if found else 0)
        whole = _with_rate(view, amount, low.start if low else amount.start)
        if found and not low and whole.per and _part("to_end").fullmatch(view, found[-1].end, amount.start):
            found[-1] = replace(found[-1], per=found[-1].per or whole.per)
        found += [replace(low, per=whole.per), whole] if low else [whole]
    return found


def _pieces(view: str) -> Iterator[Amount]:
    """Yield the single figures with a scale word or a unit: of two that overlap the one of the earlier rule."""
    taken = bytearray(len(view))
    for rule in possible("funds", view):
        if rule.name == "low":
            continue
        for match in rule.pattern.finditer(view):
            piece = None if any(taken[match.start() : match.end()]) else _piece(rule.name, match)
            if piece:
                taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
                yield piece


def _piece(rule: str, match: regex.Match[str]) -> Amount | None:
    groups = match.groupdict()
    factor = scale(" ".join(match.captures("scale"))) if "scale" in groups else 1
    value = _number(match, groups, whole=factor == 1)
    if value is None:
        return None
    vnd = value * factor
    if groups.get("half"):
        vnd += Decimal(factor) / 2
    if groups.get("spoken"):
        vnd += Decimal(match["spoken"]) * factor / 10 ** len(match["spoken"])
    return Amount(match.start(), match.end(), vnd, factor, bool(groups.get("unit")), rule)


def _number(match: regex.Match[str], groups: dict[str, str | None], whole: bool) -> Decimal | None:
    """Return the number before a scale word: in words, in figures, or one where the scale word stands alone."""
    if words := groups.get("words"):
        return spelled(words)
    return figure(groups["fig"] or "", whole) if "fig" in groups else Decimal(1)


def _joined(pieces: list[Amount]) -> Iterator[Amount]:
    """Yield the amounts with pieces of falling scale put together ("2 tỷ 350 triệu đồng")."""
    current: Amount | None = None
    for piece in sorted(pieces, key=lambda p: p.start):
        if current and piece.start - current.end <= 1 and not current.unit and piece.vnd < current.scale > piece.scale:
            vnd = current.vnd + piece.vnd
            current = Amount(current.start, piece.end, vnd, piece.scale, piece.unit, current.rule)
            continue
        if current:
            yield current
        current = piece
    if current:
        yield current


def _no_money(view: str, amount: Amount, near: Near) -> str:
    """Return why a candidate is not an amount of đồng, or nothing."""
    before, after = view[max(0, amount.start - 24) : amount.start], view[amount.end : amount.end + 24]
    if amount.vnd < 1 or amount.vnd != int(amount.vnd):
        return "no whole number of đồng"
    if _part("few").search(before):
        return "vague amount"
    if _part("foreign").match(after) or _part("foreign_before").search(before):
        return "another currency"
    if amount.unit:
        word = _part("not_dong").match(after)
        if word and (amount.scale == 1 or word["people"]):
            return "đồng is part of another word"
        if amount.scale == 1 and view[amount.end - 4 : amount.end] == "Đồng":
            return "đồng is part of a name"
        return "too small for đồng" if amount.vnd < 100 and not _part("rate").match(after) else ""
    if _part("countable").match(after) or (amount.scale < 10**9 and _part("countable_small").match(after)):
        return "counts something else"
    return "" if amount.scale >= 10**9 else _no_unit(view, amount, near)


def _no_unit(view: str, amount: Amount, near: Near) -> str:
    """Return why a number of millions or thousands without a unit is not money, or nothing."""
    closed = _part("closed").match(view, amount.end)
    priced = view.startswith("/", amount.end) or _part("rate").match(view, amount.end)
    said = priced or _part("money_words").search(view)
    counted = None if priced else _part("counted").search(view[max(0, amount.start - 60) : amount.start])
    if counted and not _part("money_words").search(counted["gap"] or ""):
        return "counts something else"
    if not said and _part("any_foreign").search(view):
        return "another currency"
    if not said and not (closed and near()):
        return "no word of money in the sentence"
    return "" if amount.scale >= 10**6 or closed or priced else "no unit"


def _with_rate(view: str, amount: Amount, begin: int) -> Amount:
    """Return the amount with the unit of its rate: behind it ("/người/năm", "mỗi tháng") or before `begin`."""
    rate = _part("rate").match(view, amount.end)
    if rate:
        per = regex.sub(r"\s*/\s*", "/", rate["slash"] or rate["each"]).strip().lstrip("/")
        per = regex.sub(r"(?:^|(?<=/))(?:0?1|mỗi|một|cho)\s+", "", per)
        end = rate.end("slash") if rate["slash"] else rate.end("each")
        return replace(amount, end=end, per=per)
    left = _part("rate_before").search(view[max(0, begin - 70) : begin])
    per = (left["each"] or left["one"]) if left else ""
    return replace(amount, per=per)


def _low_end(view: str, high: Amount, floor: int) -> Amount | None:
    """Return the lower end of a range that shares the unit of its upper end ("từ 3 đến 5 tỷ"), if there is one."""
    begin = max(floor, high.start - 40)
    match = rules("funds")["low"].pattern.search(view[begin : high.start])
    if not match:
        return None
    value = figure(match["fig"], whole=high.scale == 1)
    if value is None:
        return None
    vnd = value * high.scale
    # "từ 5 còn 3 tỷ", "từ 5 xuống 3 tỷ", "85/80 tỷ": nothing says which is the greater.
    free = match["sep"][0] in "/xXc"
    if vnd >= high.vnd and high.scale > 10**3 and not free:
        vnd /= 1000
    if high.scale == 1 and value < 1000 and value * 1000 < high.vnd and high.vnd % 1000 == 0:
        vnd *= 1000
    if (vnd >= high.vnd and not free) or vnd < 1 or vnd != int(vnd):
        return None
    start, end = match.span("fig")
    return Amount(begin + start, begin + end, vnd, high.scale, high.unit, "low", high.per, shared=True)
