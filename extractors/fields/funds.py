"""Amounts of money (kinh phí): value, qualifier, kind, who gave it, rate, and the total it is part of."""

from collections.abc import Iterator
from functools import cache, partial

import regex

from extractors.cues import Cues
from extractors.doc import Doc, Sentence
from extractors.field import Column, Field
from extractors.mention import Mention, Value
from extractors.money import Amount, scan
from extractors.patterns import part, table
from extractors.values import qualifier

KINDS = ("mobilised", "state", "loan", "revenue", "production", "income", "gift", "penalty", "other")
GIVERS = ("people", "business", "state", "mixed")
# Votes below this decide nothing; a giver needs more than a word far away.
_ENOUGH, _ENOUGH_GIVER = 0.35, 0.8
# Gifts to a household are seldom in thousand millions, public investment is seldom less than a motorbike.
_USUAL = (("gift", 0, 3 * 10**9), ("state", 2 * 10**7, 10**18), ("production", 10**9, 10**18), ("income", 0, 10**10))
_UNUSUAL, _PRICE, _SOURCE = 0.7, 1.5, 3.0
# Amounts further off in a sentence than this many others do not compete for its words.
_NEAR = 8


@cache
def _cues(name: str) -> Cues:
    return Cues(table("funds", name))


@cache
def _part(name: str) -> regex.Pattern[str]:
    return regex.compile(part("funds", name), regex.IGNORECASE)


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the amounts of đồng with their values; candidates that are no money are noted as rejected."""
    number, whole, money = -2, 0, "other"
    for sentence in doc.candidates("funds"):
        amounts = scan(sentence.view, partial(_reject, doc, sentence.start))
        if not amounts:
            continue
        follows = sentence.number == number + 1 and _part("parts_follow").match(sentence.view)
        totals = parts(sentence.view, amounts, whole if follows else 0)
        money = money if sentence.number - number <= 2 else "other"
        for i in range(len(amounts)):
            mention = _mention(doc, sentence, amounts, i, totals[i], money)
            money = str(mention.value["kind"])
            yield mention
        number, whole = sentence.number, next((int(a.vnd) for a, t in zip(amounts, totals, strict=True) if not t), 0)


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
    return totals


def kind(view: str, amounts: list[Amount], i: int, before: str = "other") -> tuple[str, float]:
    """Return the kind of an amount and its share of the votes; the kind of the one `before` where little is said."""
    votes = _votes("cue", view, amounts, i)
    for label, low, high in _USUAL:
        if label in votes and not amounts[i].per and not low <= amounts[i].vnd < high:
            votes[label] *= _UNUSUAL
    if _part("price").match(amounts[i].per):
        votes["other"] = votes.get("other", 0) + _PRICE
    for said in _said(view, amounts, i):
        votes[said] = votes.get(said, 0) + _SOURCE
    best = max(votes, key=lambda k: votes[k], default="other")
    if votes.get(best, 0) < _ENOUGH:
        return before, 0.4
    return best, votes[best] / sum(votes.values())


def _said(view: str, amounts: list[Amount], i: int) -> Iterator[str]:
    """Yield the kinds that the words right around an amount name: a source in a list, or who does what with it."""
    begin, end = _bounds(amounts, i)
    for name, reach, at in ("source", 60, amounts[i].start), ("frame_before", 160, begin):
        found = _part(name).search(view[max(0, at - reach) : at])
        if found and found.lastgroup:
            yield found.lastgroup
    behind = _part("frame_behind").match(view, end)
    if behind and behind.lastgroup:
        yield behind.lastgroup


def _bounds(amounts: list[Amount], i: int) -> tuple[int, int]:
    """Return where an amount begins and ends, both ends of a range taken together."""
    begin = amounts[i - 1].start if i and amounts[i - 1].shared else amounts[i].start
    return begin, amounts[i + 1].end if amounts[i].shared else amounts[i].end


def contributor(view: str, amounts: list[Amount], i: int, money: str) -> str:
    """Return who gave the money of a kind that is given (people, business, state, mixed), empty where unsaid."""
    if money not in ("mobilised", "gift", "state"):
        return ""
    votes = {k: v for k, v in _votes("giver", view, amounts, i).items() if v >= _ENOUGH_GIVER}
    if money == "state":
        return "state" if "state" in votes else ""
    if money == "gift":
        # The people of a sentence about a gift are those who get it.
        votes.pop("people", None)
    best = max(votes, key=lambda k: votes[k], default="")
    return "mixed" if sum(v > 0.7 * votes[best] for v in votes.values()) > 1 else best


def _votes(name: str, view: str, amounts: list[Amount], i: int) -> dict[str, float]:
    amount = amounts[i]
    near = amounts[max(0, i - _NEAR) : i + _NEAR]
    others = [(a.start, a.end) for a in near if a is not amount and not a.shared and not amount.shared]
    return _cues(name).votes(view, _cues(name).find(view), amount.start, amount.end, others)


def _mention(doc: Doc, sentence: Sentence, amounts: list[Amount], i: int, part_of: int | None, before: str) -> Mention:
    amount = amounts[i]
    begin, end = _bounds(amounts, i)
    money, share = kind(sentence.view, amounts, i, before)
    value: dict[str, Value] = {
        "amount_vnd": int(amount.vnd),
        "qualifier": qualifier(sentence.view[:begin], sentence.view[end:]),
        "kind": money,
        "contributor": contributor(sentence.view, amounts, i, money),
        "per": amount.per,
        "part_of": part_of,
    }
    start, stop = sentence.start + amount.start, sentence.start + amount.end
    return doc.mention("funds", start, stop, f"rule:{amount.rule}", value, round(0.5 + 0.49 * share, 2))


def _reject(doc: Doc, offset: int, start: int, end: int, rule: str, reason: str) -> None:
    doc.reject("funds", offset + start, offset + end, rule, reason)


FIELD = Field(
    name="funds",
    label="Kinh phí",
    colour="#1a7f37",
    columns=(
        Column("amount_vnd", "integer", "Amount in đồng"),
        Column("qualifier", "text", "How exact the amount is", ("exact", "over", "under", "about")),
        Column("kind", "text", "Kind of money", KINDS),
        Column("contributor", "text", "Who gave the money", GIVERS),
        Column("per", "text", "Unit of a rate, as printed (người, hộ, km)"),
        Column("part_of", "integer", "Amount in đồng of the total that this amount is part of"),
    ),
    key=("amount_vnd",),
    find=find,
    gate=(
        r"(?i)(?:\d|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|chục|nửa|rưỡi|linh|lẻ)"
        r"[\s.]*(?:vn|đ|₫|t[ỷỉỹr]|triệu|nghìn|ngàn|trăm|chục|vạn)"
    ),
)
