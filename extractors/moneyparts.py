"""Totals and their parts (tổng và phần): what "trong đó", a list of sources and plain adding make a part of a sum."""

import regex

from extractors.money import Amount
from extractors.moneykinds import NEAR
from extractors.patterns import compiler

_part = compiler("funds", regex.IGNORECASE)


def parts(view: str, amounts: list[Amount], whole: int = 0) -> list[int | None]:
    """Return for each amount the total that "trong đó" makes it a part of; parts never add up to more than it."""
    left, end, totals = whole, 0, list[int | None]()
    for i, amount in enumerate(amounts):
        gap, vnd = view[end : amount.start], int(amount.vnd)
        if i and _part("parts_open").search(gap):
            whole = left = int(amounts[i - 1].vnd)
        elif vnd > left or _part("parts_close").search(gap):
            whole = left = 0
        counts = bool(whole) and vnd <= left and not amount.per and not amount.shared
        totals.append(whole if counts else None)
        left -= vnd if counts else 0
        end = amount.end
    for i, amount in enumerate(amounts):
        for j in range(i + 3, min(i + NEAR, len(amounts) + 1)):
            if not any(totals[i:j]) and _adds_up(amount, amounts[i + 1 : j]):
                totals[i + 1 : j] = [int(amount.vnd)] * (j - i - 1)
    _sum_up(view, amounts, totals)
    _list(view, amounts, totals)
    return totals


def _list(view: str, amounts: list[Amount], totals: list[int | None]) -> None:
    """Note the shares that a list right behind a total names ("vốn 9 tỷ đồng: tỉnh 6 tỷ, dân góp 2 tỷ")."""
    for i, total in enumerate(amounts):
        if totals[i] or total.per or total.shared or not named_whole(view, total):
            continue
        left = total.vnd
        for j in range(i + 1, min(i + NEAR, len(amounts))):
            share, gap = amounts[j], view[amounts[j - 1].end : amounts[j].start]
            if totals[j] or share.per or share.shared or share.vnd > left or not _part("share").search(gap):
                break
            totals[j] = int(total.vnd)
            left -= share.vnd


def _sum_up(view: str, amounts: list[Amount], totals: list[int | None]) -> None:
    """Note the total behind its parts ("thu 3 tỷ, vay 2 tỷ, cộng 5 tỷ") where they add up to it."""
    for j, total in enumerate(amounts):
        if j < 2 or not _part("sums_up").search(view[max(0, total.start - 30) : total.start]):
            continue
        for i in range(j - 2, max(-1, j - NEAR), -1):
            if not any(totals[i:j]) and _adds_up(total, amounts[i:j]):
                totals[i:j] = [int(total.vnd)] * (j - i)


def _adds_up(total: Amount, shares: list[Amount]) -> bool:
    """Tell whether an amount is the sum of those right behind it, none of them a rate or half a range."""
    plain = not any(a.per or a.shared for a in (total, *shares))
    return plain and sum(a.vnd for a in shares) == total.vnd


def named_whole(view: str, amount: Amount) -> bool:
    """Tell whether the words before an amount call it a whole: what a work costs, what was raised for it."""
    return bool(_part("whole").search(view[max(0, amount.start - 70) : amount.start]))
