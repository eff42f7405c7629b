"""Amounts of money (kinh phí): value, qualifier, kind, who gave it, rate, and the total it is part of."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import regex

from extractors.doc import Doc, Sentence
from extractors.field import Column, Field
from extractors.givers import giver, together
from extractors.mention import Mention, Value
from extractors.money import Amount, scan
from extractors.moneykinds import NEAR, bounds, kind, votes
from extractors.moneyparts import named_whole, parts
from extractors.patterns import compiler
from extractors.plans import planned
from extractors.values import qualifier

KINDS = ("mobilised", "state", "loan", "revenue", "production", "income", "gift", "penalty", "other")
GIVERS = ("people", "business", "state", "mixed")
# What is said _AROUND a sum of the state may tell otherwise, what is said _BEFORE its sentence that it was given.
_AROUND, _BEFORE = 500, 160
# A total of which less than this share is given is called by its greater parts.
_FAIR = Decimal("0.15")
# So many sentences before one tell whether its numbers are money.
_BESIDE = 3

_part = compiler("funds", regex.IGNORECASE)


@dataclass(slots=True)
class _Sum:
    """The amount number `i` of a sentence, the total it is part of, its kind and the share of the votes for it."""

    sentence: Sentence
    amounts: list[Amount]
    i: int
    part_of: int | None
    kind: str
    share: float
    giver: str = ""
    planned: bool = False


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the amounts of đồng with their values; candidates that are no money are noted as rejected."""
    number, whole = -2, 0
    sums: list[_Sum] = []
    for sentence in doc.candidates("funds"):
        amounts = scan(sentence.view, partial(_reject, doc, sentence.start), partial(_near_money, doc, sentence, sums))
        if not amounts:
            continue
        follows = sentence.number == number + 1 and _part("parts_follow").match(sentence.view)
        totals = parts(sentence.view, amounts, whole if follows else 0)
        topic = _topic(doc, sentence)
        for i in range(len(amounts)):
            before = sums[-1].kind if sums and sentence.number - sums[-1].sentence.number <= 2 else "other"
            before = _told(doc, sentence, amounts[i]) or before
            sums.append(_Sum(sentence, amounts, i, totals[i], *kind(sentence.view, amounts, i, before, topic)))
        number, whole = sentence.number, next((int(a.vnd) for a, t in zip(amounts, totals, strict=True) if not t), 0)
    _settle_parts(sums)
    _settle_totals(doc, sums)
    _settle_givers(sums)
    _settle_plans(doc, sums)
    yield from (_mention(doc, found) for found in sums)


def _settle_parts(sums: list[_Sum]) -> None:
    """Call the parts of what is earned or produced by its kind: the branches of a budget or of trade pay nothing."""
    for n, total in enumerate(sums):
        for share in _parts_of(sums, n) if total.kind in ("revenue", "production") else ():
            share.kind = total.kind if share.kind in ("state", "other") else share.kind


def _settle_totals(doc: Doc, sums: list[_Sum]) -> None:
    """Call a total mobilised where a fair part of it is given, and a loan where all its parts are lent."""
    for n, total in enumerate(sums):
        amount = total.amounts[total.i]
        if total.kind not in ("state", "other") or total.part_of or amount.per or amount.shared:
            continue
        parted = _parts_of(sums, n)
        follows = total.amounts[total.i + 1 + len(parted) :]
        rest = total.sentence.view[amount.end : follows[0].start if follows else None]
        if not follows and named_whole(total.sentence.view, amount):
            rest += "".join(s.view for s in doc.sentences[total.sentence.number + 1 :][:1])
        given = sum(s.amounts[s.i].vnd for s in parted if s.kind == "mobilised")
        if given > _FAIR * amount.vnd or _part("part_given").search(rest):
            total.kind = "mobilised"
        elif parted and all(s.kind == "loan" for s in parted):
            left = amount.vnd - sum(s.amounts[s.i].vnd for s in parted)
            total.kind = total.kind if left else "loan"


def _parts_of(sums: list[_Sum], n: int) -> list[_Sum]:
    whole = int(sums[n].amounts[sums[n].i].vnd)
    return [s for s in sums[n + 1 : n + NEAR] if s.part_of == whole]


def _settle_givers(sums: list[_Sum]) -> None:
    """Name the giver of each sum: one that names none has that of its like before, a total those of its parts."""
    for n, found in enumerate(sums):
        found.giver = giver(found.kind, partial(votes, view=found.sentence.view, amounts=found.amounts, i=found.i))
        last = sums[n - 1] if n else found
        shared = found.part_of or found.amounts[found.i].per
        reach = 1 if shared or found.kind == "gift" else 0
        if not found.giver and last.kind == found.kind and found.sentence.number - last.sentence.number <= reach:
            found.giver = last.giver
        if not found.giver and found.kind == "mobilised" and _part("each_giver").fullmatch(found.amounts[found.i].per):
            found.giver = "people"
    for n, found in enumerate(sums):
        parted = _parts_of(sums, n) if found.kind == "mobilised" else []
        if parted:
            whole = sum(s.amounts[s.i].vnd for s in parted) == found.amounts[found.i].vnd
            found.giver = together([s.giver for s in parted]) if whole else "mixed"


def _settle_plans(doc: Doc, sums: list[_Sum]) -> None:
    """Tell which sums are only announced: a part of which nothing is said is what its total is."""
    for n, found in enumerate(sums):
        amount = found.amounts[found.i]
        said = planned(found.sentence.view, amount.start, amount.end, doc.context.published)
        found.planned = found.planned if said is None else said
        for share in _parts_of(sums, n) if found.planned else ():
            share.planned = True


def _near_money(doc: Doc, sentence: Sentence, sums: list[_Sum]) -> bool:
    """Tell whether the title, the three sentences before one or the one behind it speak of money."""
    if sums and sentence.number - sums[-1].sentence.number <= _BESIDE:
        return True
    around = doc.sentences[max(0, sentence.number - _BESIDE) : sentence.number + 2]
    views = [doc.context.title, *(s.view for s in around if s is not sentence)]
    return any(_part("money_near").search(view) for view in views)


def _topic(doc: Doc, sentence: Sentence) -> str:
    """Return "other" where a sentence or what stands before it is of investors or of crime, else nothing."""
    near = doc.view[max(0, sentence.start - _AROUND) : sentence.end]
    return "other" if _part("spent").search(sentence.view) and _part("no_budget").search(near) else ""


def _told(doc: Doc, sentence: Sentence, amount: Amount) -> str:
    """Return "mobilised" for what something comes to in money where the words before the sentence tell of giving it."""
    worth = _part("worth").search(sentence.view[max(0, amount.start - 60) : amount.start])
    return (
        "mobilised"
        if worth and _part("gave").search(doc.view[max(0, sentence.start - _BEFORE) : sentence.start])
        else ""
    )


def _mention(doc: Doc, found: _Sum) -> Mention:
    sentence, amounts, i = found.sentence, found.amounts, found.i
    amount = amounts[i]
    begin, end = bounds(amounts, i)
    value: dict[str, Value] = {
        "amount_vnd": int(amount.vnd),
        "qualifier": qualifier(sentence.view[:begin], sentence.view[end:]),
        "kind": found.kind,
        "contributor": found.giver,
        "per": amount.per,
        "part_of": found.part_of,
    }
    start, stop = sentence.start + amount.start, sentence.start + amount.end
    confidence, flags = round(0.5 + 0.49 * found.share, 2), ("planned",) if found.planned else ()
    return doc.mention("funds", start, stop, f"rule:{amount.rule}", value, confidence, "", flags)


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
        r"|\d\.000|\d0\s?k|[^\p{L}](?:trăm rư[ỡở]i|trăm triệu|(?:triệu|t[ỷỉỹ]) rư[ỡở]i)"
    ),
)
