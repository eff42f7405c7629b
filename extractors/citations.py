"""Numbers of official papers (số, ký hiệu văn bản) in a sentence: which digits are one, and of what kind of paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import regex

from extractors import issuers
from extractors.patterns import compiler, part, rules
from extractors.syllables import table

# Confidence by what vouches for a number: its own symbols, a head word with "số", a head word alone.
_SURE, _LIKELY, _BARE = 0.99, 0.95, 0.85
_LAW = regex.compile(r"(?:QH|UBTVQH)\d*|CP|TTg|CTN|HĐBT")
_BODY_OF_TYPE = {"NĐ": "CP", "Luật": "QH", "PL": "UBTVQH"}
_YEARS = regex.compile(r"(?:19[5-9]|20[0-2])\d(?:[-/](?:19|20)\d\d)?")
_HEAD_REACH = 110
_SAID = regex.compile(r"[sS]ố ?:? ?$")
_MORE = regex.compile(r" ?-\d")


class Kind(NamedTuple):
    """A kind of paper: abbreviation, name, and when its word makes a bare number one (any, capital, number, never)."""

    type: str = ""
    name: str = ""
    bare: str = ""


class Head(NamedTuple):
    """The word for a kind of paper before a number: `near` with only "số" and the like between, `said` with it."""

    kind: Kind
    start: int
    near: bool
    said: bool
    word: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited number at start:end of a view; `head` begins its head word, `tail` follows the digits (/KH-UBND)."""

    start: int
    end: int
    head: int
    rule: str
    number: str
    tail: str
    kind: Kind
    symbol: str
    confidence: float
    reason: str = ""

    @property
    def coded(self) -> bool:
        """Whether the number has symbols: 172-KH/HU has, 19 and 42/2010 have none."""
        return any(letter.isalpha() for letter in self.tail)


@cache
def _words() -> dict[str, Kind]:
    rows = table("document_types")
    return {word: Kind(r["type"], r["name"], r["bare"]) for r in rows for word in r["words"].split("|")}


@cache
def _symbols() -> dict[str, Kind]:
    rows = table("document_types")
    return {s: Kind(r["type"], r["name"], r["bare"]) for r in rows for s in r["symbols"].split("|") if s}


@cache
def _head_pattern() -> regex.Pattern[str]:
    words = sorted(_words(), key=len, reverse=True)
    spelt = "|".join(w for w in words if w.islower())
    short = "|".join(w for w in words if not w.islower())
    return regex.compile(rf"(?<![\p{{L}}&]|\p{{L}}-)(?:(?i:{spelt})|{short})(?![\p{{L}}&])")


def gate() -> str:
    """Return the RE2 pattern of a sentence that can cite a number: digits with symbols, or behind a head word."""
    slip = "(?:nq|qđ|qd|ct|kl|hd|kh|tb|bc|nđ|nd|tt|ctr|cv|ttr) ?[-/]"
    symbol = r"(?-i:\p{Lu}[\p{Lu}\d&yihrg]*(?:[^\p{L}]|$|ngày|của|về|do|và|ký|ban)|T\.Ư|[CT][Tt]r)"
    return rf"\d[a-zđ]? ?[-/]{{0,2}} ?(?:{slip}|{symbol})|(?:{'|'.join(_words())}).*\d"


_part = compiler("documents")


def kind_of(symbol: str, dash: str = "") -> Kind:
    """Return the kind of paper that a type symbol stands for; an empty kind when it is none.

    A `dash` before it is the Party's layout, which has symbols of its own: 06-TT/TU is no thông tư.
    """
    names = _symbols()
    return names.get(f"{dash}{symbol}") or names.get(symbol) or names.get(symbol.upper()) or Kind()


def cited(view: str) -> Iterator[Citation]:
    """Yield the numbers cited in a sentence's view, those turned down with a reason; a list shares its head."""
    last: Citation | None = None
    at = 0
    while found := _number_pattern().search(view, at):
        at = found.end("n")
        joined = last if last and _part("also").fullmatch(view, last.end, found.start()) else None
        citation = _coded(view, found.start(), last, joined) or _bare(view, found.start(), last, joined)
        if citation:
            yield citation
            if not citation.reason:
                last, at = citation, citation.end


@cache
def _number_pattern() -> regex.Pattern[str]:
    return regex.compile(part("documents", "start") + part("documents", "n"))


def _head(view: str, start: int, last: Citation | None) -> Head | None:
    """Find the head word of the number at an offset, after the number before it."""
    left = max(last.end if last else 0, start - _HEAD_REACH)
    words = list(_head_pattern().finditer(view, left, start))
    if not words:
        return None
    word = words[-1]
    between = view[word.end() : start]
    near = any(_part(name).fullmatch(between) for name in ("near", "bears"))
    if not near and not _part("far").fullmatch(between):
        return None
    said = regex.search(r"(?i)(?:s[ốô]|hiệu|văn bản)[ :.]*$", between) is not None
    return Head(_words().get(word[0]) or _words()[word[0].lower()], word.start(), near, said, word[0])


def _coded(view: str, start: int, last: Citation | None, joined: Citation | None) -> Citation | None:
    """Read a number with symbols (172-KH/HU), where symbols or a head word vouch for it."""
    found = rules("documents")["coded"].pattern.match(view, start)
    if not found:
        return None
    symbols = regex.split(r"[\s/.-]+", regex.sub(r"T\.(?=[ƯW])", "T", found["code"]))
    own = kind_of(symbols[0], found["open"].strip())
    head = _head(view, start, last)
    body = next(filter(None, map(issuers.known, symbols[1 if own.type else 0 :])), "")
    confidence = _trust(found, symbols, own, body, head, joined)
    if not confidence or _part("other_number").search(view, max(0, start - 30), start):
        return None
    kind = own
    if head and _rules_type(head, own):
        kind = head.kind
    elif joined and not head and _same_kind(joined, own):
        kind = joined.kind
    elif not own.type and issuers.known(symbols[0]):
        kind = kind_of("CV")
    head_start = head.start if head else joined.head if joined else start
    tail = "".join(found["number"][len(found["n"]) :].split())
    number = "".join(found["number"].split())
    reason = _objection(view, head_start, kind, confidence)
    return Citation(start, found.end(), head_start, "coded", number, tail, kind, body, confidence, reason)


def _trust(
    found: regex.Match[str], symbols: list[str], own: Kind, body: str, head: Head | None, joined: Citation | None
) -> float:
    """Return how sure it is that symbols of an own kind, for a known body, make a number; 0 when nothing vouches."""
    # "Nghị quyết 19 - UBND tỉnh ..." goes on with the sentence, "Thông tư 02/2017 - BYT" with the number.
    spaced = found["open"] == " - " and not (found["year"] and issuers.national(body))
    loose = not found["open"].strip() or spaced
    said = _SAID.search(found.string, max(0, found.start() - 8), found.start()) is not None
    if own.type and len(symbols) > 1:
        return _SURE
    # 57L-0432 is the plate of a lorry.
    if len(symbols) == 1 and _MORE.match(found.string, found.end()):
        return 0
    if (found["year"] and _LAW.fullmatch(symbols[0])) or (own.type and (said or head)):
        return _LIKELY
    vouched = joined or (head and (head.near or body)) or (said and body)
    return _LIKELY if vouched and not loose else 0


def _objection(view: str, head: int, kind: Kind, confidence: float) -> str:
    """Return why a number that symbols vouch for is no paper's all the same, or nothing."""
    if kind.type == "HĐ":
        return "a contract is no official paper"
    is_form = confidence < _SURE and _part("form").search(view, max(0, head - 20), head)
    return "the number of a form" if is_form else ""


def _same_kind(joined: Citation, own: Kind) -> bool:
    """Tell whether the head word of the number before rules this one too: no symbols of another kind say otherwise."""
    first = regex.search(r"\p{L}+", joined.tail)
    return not own.type or not first or kind_of(first[0]) == own


def _rules_type(head: Head, own: Kind) -> bool:
    """Tell whether the head word, not the symbol, says what the paper is; "văn bản" may be any paper."""
    return not own.type or (head.near and head.kind.type != "CV")


def _bare(view: str, start: int, last: Citation | None, joined: Citation | None) -> Citation | None:
    """Read a number without symbols (Nghị quyết 19) that stands right after a head word and counts nothing."""
    found = rules("documents")["bare"].pattern.match(view, start)
    head = _head(view, start, last) if found else None
    if not found or not (joined or (head and head.near)):
        return None
    kind = head.kind if head else joined.kind if joined else Kind()
    reason = "" if not head else _doubt(view, found, head)
    if joined and not head and not (_part("follow").match(view, found.end()) or _is_next(view, joined, found)):
        return None
    number = "".join(found["number"].split())
    symbol = _BODY_OF_TYPE.get(kind.type, "")
    at = head.start if head else joined.head if joined else start
    confidence = _LIKELY if head and head.said else _BARE
    return Citation(start, found.end(), at, "bare", number, number[len(found["n"]) :], kind, symbol, confidence, reason)


def _is_next(view: str, joined: Citation, found: regex.Match[str]) -> bool:
    """Tell whether a bare number of a list counts on from the one before (nghị quyết 20, 21) and counts no things."""
    before, here = (regex.match(r"\d+", n) for n in (joined.number, found["n"]))
    next_one = before and here and int(here[0]) == int(before[0]) + 1
    return bool(next_one) and not _part("counted").match(view, found.end())


def _doubt(view: str, found: regex.Match[str], head: Head) -> str:
    """Return why the number after a head word may be no paper's, or nothing."""
    if not head.kind.bare:
        return "a name or a part, not a number of a paper"
    if head.said or _part("next_coded").match(view, found.end()):
        return ""
    if head.kind.bare == "number" or _YEARS.fullmatch(found["number"]):
        return "no 'số' before it"
    if found["year"]:
        return ""
    if head.word.isupper() or (head.kind.bare == "any" and head.word[0].isupper()):
        return "what follows is counted" if _part("counted").match(view, found.end()) else ""
    strict = head.kind.bare == "capital" and head.word[0].islower()
    follow = _part("strict_follow" if strict else "follow")
    if (strict and len(found["n"]) < 2) or not follow.match(view, found.end()):
        return "what follows is counted"
    return ""


def completed(citations: list[Citation]) -> list[Citation]:
    """Give the bare numbers of a list the symbols that its last item prints for all ("số 12, 13/KH-UBND")."""
    full = list(citations)
    for i in range(len(full) - 1, 0, -1):
        one, other = full[i - 1], full[i]
        if one.rule == "bare" and not one.tail and other.tail and one.head == other.head:
            full[i - 1] = replace(one, number=one.number + other.tail, tail=other.tail, symbol=other.symbol)
    return full
