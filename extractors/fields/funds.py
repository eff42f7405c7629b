"""Amounts of money (kinh phí): value, qualifier, kind, who gave it, rate, and the total it is part of."""

from collections.abc import Iterator
from dataclasses import dataclass
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
# Below _STATED only what a sum is called makes it the state's; what is said _AROUND it may tell otherwise.
_STATED, _AROUND, _FRAME = 2.7, 500, 160
# Amounts further off in a sentence than this many others do not compete for its words.
_NEAR = 8


@cache
def _cues(name: str) -> Cues:
    return Cues(table("funds", name))


@cache
def _part(name: str) -> regex.Pattern[str]:
    return regex.compile(part("funds", name), regex.IGNORECASE)


@dataclass(slots=True)
class _Sum:
    """The amount number `i` of a sentence, the total it is part of, its kind and the share of the votes for it."""

    sentence: Sentence
    amounts: list[Amount]
    i: int
    part_of: int | None
    kind: str
    share: float


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the amounts of đồng with their values; candidates that are no money are noted as rejected."""
    number, whole = -2, 0
    sums: list[_Sum] = []
    for sentence in doc.candidates("funds"):
        amounts = scan(sentence.view, partial(_reject, doc, sentence.start))
        if not amounts:
            continue
        follows = sentence.number == number + 1 and _part("parts_follow").match(sentence.view)
        totals = parts(sentence.view, amounts, whole if follows else 0)
        topic = _topic(doc, sentence)
        for i in range(len(amounts)):
            before = sums[-1].kind if sums and sentence.number - sums[-1].sentence.number <= 2 else "other"
            sums.append(_Sum(sentence, amounts, i, totals[i], *kind(sentence.view, amounts, i, before, topic)))
        number, whole = sentence.number, next((int(a.vnd) for a, t in zip(amounts, totals, strict=True) if not t), 0)
    _settle_totals(sums)
    yield from (_mention(doc, found) for found in sums)


def _settle_totals(sums: list[_Sum]) -> None:
    """Call a total mobilised where most of it is given, and a loan where all its parts are lent."""
    for n, total in enumerate(sums):
        amount = total.amounts[total.i]
        if total.kind not in ("state", "other") or total.part_of or amount.per or amount.shared:
            continue
        parted = [s for s in sums[n + 1 : n + _NEAR] if s.part_of == int(amount.vnd)]
        given = sum(s.amounts[s.i].vnd for s in parted if s.kind == "mobilised")
        following = total.amounts[total.i + 1 : total.i + 2]
        rest = total.sentence.view[amount.end : following[0].start if following else None]
        if 2 * given > amount.vnd or _part("part_given").search(rest):
            total.kind = "mobilised"
        elif parted and all(s.kind == "loan" for s in parted):
            total.kind = "loan" if sum(s.amounts[s.i].vnd for s in parted) == amount.vnd else total.kind


def _topic(doc: Doc, sentence: Sentence) -> str:
    """Return "other" where a sentence or what stands before it is of investors or of crime, else nothing."""
    near = doc.view[max(0, sentence.start - _AROUND) : sentence.end]
    return "other" if _part("spent").search(sentence.view) and _part("no_budget").search(near) else ""


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


def kind(view: str, amounts: list[Amount], i: int, before: str = "other", topic: str = "") -> tuple[str, float]:
    """Return the kind of an amount and its share of the votes; the kind of the one `before` where little is said.

    `topic` is the kind that the text around speaks of: it decides where no word says that the money is the state's.
    """
    votes = _votes("cue", view, amounts, i)
    for label, low, high in _USUAL:
        if label in votes and not amounts[i].per and not low <= amounts[i].vnd < high:
            votes[label] *= _UNUSUAL
    if _part("price").match(amounts[i].per):
        votes["other"] = votes.get("other", 0) + _PRICE
    for said in _said(view, amounts, i):
        votes[said] = votes.get(said, 0) + _SOURCE
    best = max(votes, key=lambda k: votes[k], default="other")
    if topic and best == "state" and votes[best] < _STATED:
        return topic, 0.5
    if votes.get(best, 0) < _ENOUGH:
        return before, 0.4
    return best, votes[best] / sum(votes.values())


def _said(view: str, amounts: list[Amount], i: int) -> Iterator[str]:
    """Yield the kinds that the words right around an amount name: a source in a list, or who does what with it."""
    begin, end = _bounds(amounts, i)
    source = _part("source").search(view[max(0, amounts[i].start - 60) : amounts[i].start])
    if source and source.lastgroup:
        yield source.lastgroup
    left = view[max(0, begin - _FRAME) : begin]
    frame = _part("frame_before").search(left) if _part("frame_verb").search(left) else None
    if frame and frame.lastgroup:
        yield frame.lastgroup if frame.lastgroup != "helped" else _help(view, end)
    behind = _part("frame_behind").match(view, end)
    if behind and behind.lastgroup:
        yield behind.lastgroup


def _help(view: str, end: int) -> str:
    """Return what help from a body outside the state is: mobilised for a work, a gift otherwise."""
    return "mobilised" if _part("works").match(view, end) else "gift"


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


def _mention(doc: Doc, found: _Sum) -> Mention:
    sentence, amounts, i = found.sentence, found.amounts, found.i
    amount = amounts[i]
    begin, end = _bounds(amounts, i)
    value: dict[str, Value] = {
        "amount_vnd": int(amount.vnd),
        "qualifier": qualifier(sentence.view[:begin], sentence.view[end:]),
        "kind": found.kind,
        "contributor": contributor(sentence.view, amounts, i, found.kind),
        "per": amount.per,
        "part_of": found.part_of,
    }
    start, stop = sentence.start + amount.start, sentence.start + amount.end
    return doc.mention("funds", start, stop, f"rule:{amount.rule}", value, round(0.5 + 0.49 * found.share, 2))


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
