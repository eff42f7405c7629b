"""Who issued an official paper (cơ quan ban hành), when and on what: read from the words around its number."""

from datetime import date
from functools import cache
from typing import NamedTuple

import regex

from extractors.edtf import full_at, iso
from extractors.patterns import compiler, part
from extractors.syllables import table
from extractors.text import tone_key
from extractors.units import name_key, named

Span = tuple[int, int]
_NOWHERE = (0, 0)
_DAY = regex.compile(r"(?i)(?<!\p{L})(?:(?:rạng sáng|sáng|trưa|chiều|tối|đêm)(?: ngày| hôm)?|ngày|hôm) ?(?=\d)")
_NAMES = regex.compile(r"(?<!\p{L})(?:(?!\p{Lu}{2})\p{Lu}[\p{L}\p{M}'’]*+[ -]?)++$")
_LEVEL = regex.compile(r"(?P<word>(?i:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|xã|TP))\.? ?$")
# Surnames that places begin with too: Hà Nam Ninh, Cao Lạng, Thái Bình.
_PLACE_LIKE = {"Hà", "Cao", "Mai", "Lâm", "Châu", "Thái", "Ninh", "Nông", "Thạch", "Bạch", "Lương", "Vi", "Kiều"}
_LONGEST_SUBJECT = 300
_QUOTED = regex.compile(r'(?i:về (?:việc )?)?"[^"\n]{5,280}(?<! )"')
# How far from a number the body that issued it is looked for.
_REACH = 300


class Origin(NamedTuple):
    """Where a number's issuer and subject stand in the sentence, and its ISO date; empty where nothing is printed.

    `by_deed` says that the issuer is the one who does something in the clause: "UBND xã ban hành ...".
    """

    issuer: Span = _NOWHERE
    issued_on: str = ""
    subject: Span = _NOWHERE
    by_deed: bool = False


class Place(NamedTuple):
    """Where a number stands in a sentence: nothing before `left` speaks of it, `head` begins its head word or it."""

    left: int
    head: int
    end: int


_part = compiler("documents")


@cache
def _deed_pattern() -> regex.Pattern[str]:
    return regex.compile(rf"(?: {part('documents', 'name')})?+{part('documents', 'deed')}")


@cache
def _symbols() -> dict[str, tuple[tuple[str, ...], bool]]:
    rows = table("issuer_symbols")
    return {r["symbol"]: (tuple(map(tone_key, r["names"].split("|"))), r["national"] == "yes") for r in rows}


@cache
def _surnames() -> frozenset[str]:
    return frozenset(r["surname"] for r in table("surnames") if r["kind"] == "strong") - _PLACE_LIKE


@cache
def _papers() -> regex.Pattern[str]:
    words = "|".join(w for r in table("document_types") for w in r["words"].split("|"))
    return regex.compile(rf"(?<!\p{{L}})(?:{words})(?!\p{{L}})", regex.IGNORECASE)


def known(symbol: str) -> str:
    """Return the issuer symbol of the table that a part of a number stands for (QH for QH15); empty when none."""
    bare = symbol.replace(".", "").replace("&", "").rstrip("0123456789")
    return next((s for s in (symbol, bare, bare.upper()) if s in _symbols()), "")


def national(symbol: str) -> bool:
    """Tell whether one body of the country alone uses the symbol, so that a number names one paper."""
    return symbol in _symbols() and _symbols()[symbol][1]


def fits(symbol: str, body: str) -> bool:
    """Tell whether a body can be the one that a symbol stands for; any can where the symbol is not known.

    A place stands for whichever of its bodies the symbol means: "huyện Tam Nông đã gửi Tờ trình 8/TTr-UBND".
    """
    names, national_one = _symbols().get(symbol, ((), False))
    return (
        not names
        or any(name in tone_key(body) for name in names)
        or bool(not national_one and _part("seat").match(body))
    )


def read(view: str, place: Place, symbol: str, published: str | None) -> Origin:
    """Read issuer, date and subject of the number at a place in a sentence's view; `symbol` is its issuer's."""
    at, issuer, issued_on = _behind(view, place.end, symbol, published, (_NOWHERE, ""))
    by_deed = not issuer[1]
    if by_deed:
        issuer, day = _deed(view, place, symbol, published)
        issued_on, by_deed = issued_on or day, issuer[1] > 0
    if not issuer[1] and _part("cited_at").search(view, place.left, place.head):
        issuer = _issuer_at(view, at, symbol, names=("clause",))[1]
    if not issuer[1] and not issued_on:
        issuer, issued_on = _late(view, at, symbol, published)
    # TW is the symbol of three bodies of the Party's centre.
    if not issuer[1] and national(symbol) and symbol not in ("TW", "TƯ"):
        issuer = _nearby(view, place, symbol)
    subject = _subject(view, at, place, symbol, owned=issuer[1] > 0)
    if subject[1]:
        _, issuer, issued_on = _behind(view, subject[1], symbol, published, (issuer, issued_on), far=True)
    return Origin(issuer, issued_on, subject, by_deed)


def _behind(
    view: str, at: int, symbol: str, published: str | None, known_ones: tuple[Span, str], far: bool = False
) -> tuple[int, Span, str]:
    """Read the issuer and the day that stand at an offset in either order, and where they end; known ones stay.

    `far` says that the subject stands between, so that "của" may speak of something else.
    """
    issuer, issued_on = known_ones
    cued = False
    for _ in range(3):
        skipped = _part("skipped").match(view, at)
        at = skipped.end() if skipped else at
        if not issued_on:
            at, issued_on = _date_at(view, at, published, cued)
        if not issuer[1]:
            at, issuer = _issuer_at(view, at, symbol, far)
            cued = at > issuer[1] > 0
    return at, issuer, issued_on


def _date_at(view: str, at: int, published: str | None, cued: bool = False) -> tuple[int, str]:
    """Read the day of issue at an offset; one without a year needs a word for it before ("ký 24/4") unless `cued`."""
    opening = _part("dated").match(view, at)
    if not opening:
        return at, ""
    end, value = _day(view, opening.end(), published if cued or opening["cue"] else None)
    return (end, value) if end > opening.end() else (at, "")


def _day(view: str, at: int, published: str | None) -> tuple[int, str]:
    """Read the day printed at an offset; "22/4" is the last one up to the day of publication, or unknown."""
    full = full_at(view, at)
    if full:
        return full.end, full.value
    partial = _part("partial").match(view, at)
    if not partial:
        return at, ""
    if not published:
        return partial.end(), ""
    today, day, month = date.fromisoformat(published[:10]), int(partial["d"]), int(partial["m"])
    return partial.end(), iso(day, month, today.year - ((month, day) > (today.month, today.day)))


def _issuer_at(
    view: str, at: int, symbol: str, far: bool = False, names: tuple[str, ...] = ("from", "passed", "beside")
) -> tuple[int, Span]:
    for name in names:
        found = _part(name).match(view, at)
        # "Kết quả thực hiện Quyết định 6/QĐ-TTg của Công an xã": the result is theirs, the paper is not.
        free = name == "from" and not national(symbol) and not far
        if found and (free or (fits(symbol, found["issuer"]) and not (far and _is_strange(view, found, symbol)))):
            span = _trimmed(view, found.span("issuer"))
            return (found.end() if name == "passed" else span[1]), span
    return at, _NOWHERE


def _is_strange(view: str, found: regex.Match[str], symbol: str) -> bool:
    """Tell whether neither a symbol nor its rank says that a body far from the number issued the paper."""
    return symbol not in _symbols() and not _part("chief").match(view, found.start("issuer"))


def _deed(view: str, place: Place, symbol: str, published: str | None) -> tuple[Span, str]:
    """Find the body that issues the paper in the clause before it ("UBND huyện ban hành ..."), and the day it did."""
    left = max(place.left, place.head - _REACH, view.rfind("; ", place.left, place.head) + 1)
    for body in reversed(list(_part("body").finditer(view, left, place.head))):
        span = _trimmed(view, body.span())
        deed = _deed_pattern().fullmatch(view, span[1], place.head)
        if deed and fits(symbol, body[0]) and (not _papers().search(deed["fill"]) or _part("via").search(deed["fill"])):
            return span, _day_before(view, left, span[0], published)
    for unnamed in _part("unnamed").finditer(view, left, place.head):
        if _deed_pattern().fullmatch(view, unnamed.end(), place.head):
            return _NOWHERE, _day_before(view, left, unnamed.start(), published)
    return _NOWHERE, ""


def _late(view: str, at: int, symbol: str, published: str | None) -> tuple[Span, str]:
    """Read the day and the body that come after the subject: "QĐ-UBND cho thuê bến ngày 5/6/2013 của UBND tỉnh"."""
    opening = _part("late").match(view, at)
    end, value = _day(view, opening.end(), published) if opening else (at, "")
    found = _part("from").match(view, end) if value else None
    if not found or not fits(symbol, found["issuer"]):
        return _NOWHERE, ""
    return _trimmed(view, found.span("issuer")), value


def _day_before(view: str, left: int, body: int, published: str | None) -> str:
    """Read the day that opens the clause of a deed: "Ngày 8/5/2024, UBND tỉnh ban hành ..."."""
    for opening in _DAY.finditer(view, left, body):
        end, value = _day(view, opening.end(), published)
        if value and not view[end:body].strip(" ,-)"):
            return value
    return ""


def _nearby(view: str, place: Place, symbol: str) -> Span:
    """Find the body that a symbol of the centre means elsewhere in the sentence: "luật do Quốc hội thông qua: ..."."""
    bodies = _part("centre").finditer(view, max(0, place.head - _REACH), place.end + _REACH)
    return next((b.span() for b in bodies if tone_key(b[0]) in _symbols()[symbol][0]), _NOWHERE)


def _trimmed(view: str, span: Span) -> Span:
    """Cut off what follows the place in a body's name: "UBND tỉnh Bến Tre Lê Văn Tám", "UBND TP. Đề nghị"."""
    run = _NAMES.search(view, *span)
    if not run:
        return span[0], span[1] - (view[span[1] - 1] == ".")
    words = list(regex.finditer(r"[^\s-]+", run[0]))
    for i in range(len(words), 0, -1):
        end = words[i - 1].end()
        # One word more than a known place makes an old or small one: tỉnh Hà Sơn Bình.
        if len(words) - i != 1 and named(name_key(run[0][:end])):
            return span[0], run.start() + end
    level = _LEVEL.search(view, span[0], run.start())
    # A place that the gazetteer lacks has two syllables or more, and does not begin like a person's name.
    strange = len(words) == 1 or words[0][0] in _surnames()
    return (span[0], level.end("word")) if level and strange else span


def _subject(view: str, at: int, place: Place, symbol: str, owned: bool) -> Span:
    """Find what the paper is about, up to the predicate of a clause that speaks of the paper.

    `owned` says that the issuer is known, so that "của UBND xã" behind belongs to the subject.
    """
    found = _part("subject").match(view, at) or _part("far_subject").match(view, at)
    if not found:
        return _NOWHERE
    start, limit = found.start("subject"), min(found.end(), found.start("subject") + _LONGEST_SUBJECT)
    if quoted := _QUOTED.match(view, start):
        return start, quoted.end()
    ends = ["subject_end", "predicate"]
    if _part("opens").fullmatch(view, view.rfind(";", 0, place.head) + 1, place.head):
        ends.append("own_predicate")
    stops = [m.start() for e in ends if (m := _part(e).search(view, start + 1, limit))]
    if not owned:
        owners = _part("owner").finditer(view, start + 1, limit)
        stops += [m.start() for m in owners if _issuer_at(view, m.start(), symbol, far=True)[1][1]][:1]
    stop = min(stops, default=limit)
    return start, start + len(view[start:stop].rstrip(" ,.:"))
