"""Official papers cited by number (văn bản): number, type, issuer, date of issue, subject."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from extractors import issuers
from extractors.citations import Citation, Kind, cited, completed, gate, kind_of
from extractors.doc import Doc, Sentence
from extractors.edtf import full_at
from extractors.field import Column, Field
from extractors.issuers import Place
from extractors.mention import Mention, Value
from extractors.patterns import compiler, rules
from extractors.text import tone_key

_LABELS_REACH = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """A citation at start:end of the text with its origin as printed."""

    start: int
    end: int
    citation: Citation
    issuer: str = ""
    issued_on: str = ""
    subject: str = ""
    by_deed: bool = False
    listed: bool = False
    flags: tuple[str, ...] = ()


_part = compiler("documents")


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the numbers of official papers; every mention of a paper carries what any mention tells of it."""
    papers = list(_labelled(doc))
    labelled = {p.start for p in papers}
    for sentence in doc.candidates("documents"):
        papers += [p for p in _cited(doc, sentence) if p.start not in labelled]
    for paper in _identified(sorted(papers, key=lambda p: p.start)):
        c = paper.citation
        value: dict[str, Value] = {
            "number": c.number,
            "doc_type": c.kind.type,
            "doc_type_name": c.kind.name,
            "issuer": paper.issuer,
            "issued_on": paper.issued_on,
            "subject": paper.subject,
        }
        yield doc.mention("documents", paper.start, paper.end, f"rule:{c.rule}", value, c.confidence, flags=paper.flags)


def _cited(doc: Doc, sentence: Sentence) -> list[_Paper]:
    """Return the papers cited in a sentence; like ones in a row share their issuer."""
    found = list(cited(sentence.view))
    for c in found:
        if c.reason:
            doc.reject("documents", sentence.start + c.start, sentence.start + c.end, c.rule, c.reason)
    kept = completed([c for c in found if not c.reason])
    papers: list[_Paper] = []
    left = 0
    for last, c in zip([None, *kept], kept, strict=False):
        left = last.end if last and last.head < c.head else left
        papers.append(_placed(doc, sentence, c, Place(left, c.head, c.end)))
    rows = [_in_row(sentence.view, one, other) for one, other in pairwise(papers)]
    for i in reversed(range(len(rows))):
        papers[i] = _sharing(papers[i], papers[i + 1]) if rows[i] else papers[i]
        if rows[i] and kept[i].head == kept[i + 1].head and not papers[i].issued_on:
            # "Quyết định số 10, 11/QĐ-UBND ngày 5/3/2021": both are of that day.
            papers[i] = replace(papers[i], issued_on=papers[i + 1].issued_on)
    for i in range(len(rows)):
        papers[i + 1] = _sharing(papers[i + 1], papers[i]) if rows[i] else papers[i + 1]
    return papers


def _sharing(paper: _Paper, neighbour: _Paper) -> _Paper:
    """Give a paper without an issuer that of its neighbour in a row, and the subject where both are one topic."""
    as_one = paper.citation.head == neighbour.citation.head or paper.listed or neighbour.listed
    subject = neighbour.subject if as_one else ""
    return replace(paper, issuer=paper.issuer or neighbour.issuer, subject=paper.subject or subject)


def _in_row(view: str, first: _Paper, second: _Paper) -> bool:
    """Tell whether two neighbours are items of one row: "số 10, 11-NQ/TU", "Quyết định 5/QĐ-TTg và 6/QĐ-TTg".

    Papers of several kinds are one where one body issues them: "UBND xã ban hành Kế hoạch 2/KH-UBND và Thông báo ...".
    """
    one, other = first.citation, second.citation
    alike = one.symbol == other.symbol and (one.kind.type == other.kind.type or first.by_deed)
    start = other.start if other.head < one.end else other.head
    return (alike or one.head == other.head) and _part("row").fullmatch(view, one.end, start) is not None


def _placed(doc: Doc, sentence: Sentence, c: Citation, place: Place) -> _Paper:
    origin = issuers.read(sentence.view, place, c.symbol, doc.context.published)
    text = doc.text[sentence.start : sentence.end]
    return _Paper(
        start=sentence.start + c.start,
        end=sentence.start + c.end,
        citation=c,
        issuer=text[slice(*origin.issuer)],
        issued_on=origin.issued_on,
        subject=text[slice(*origin.subject)],
        by_deed=origin.by_deed,
        listed=_part("plural").search(sentence.view, max(0, c.head - 20), c.head) is not None,
    )


def _labelled(doc: Doc) -> Iterator[_Paper]:
    """Yield the paper that a table of labels describes: Số/Ký hiệu, Ngày ban hành, Cơ quan ban hành, Trích yếu."""
    for found in rules("documents")["label"].pattern.finditer(doc.view):
        start, end = found.span("number")
        symbols = regex.split(r"[\s/.-]+", found["number"])
        if doc.in_chrome(start) or not regex.search(r"\d", found["number"]) or len(symbols) < 2:
            continue
        kind = next((k for k in map(kind_of, symbols) if k.type), Kind())
        body = next(filter(None, map(issuers.known, symbols)), "")
        number = "".join(found["number"].split())
        yield _Paper(
            start=start,
            end=end,
            citation=Citation(0, 0, 0, "label", number, number, kind, body, 0.9),
            issuer=_label(doc, "label_issuer", end),
            issued_on=_label_date(doc, end),
            subject=_label(doc, "label_subject", end),
        )


def _label(doc: Doc, name: str, at: int) -> str:
    found = _part(name).search(doc.view, at, at + _LABELS_REACH)
    return doc.text[slice(*found.span("value"))].strip() if found else ""


def _label_date(doc: Doc, at: int) -> str:
    found = _part("label_date").search(doc.view, at, at + _LABELS_REACH)
    full = full_at(doc.view, found.start("value")) if found else None
    return full.value if full else ""


def _identified(papers: Sequence[_Paper]) -> Iterator[_Paper]:
    """Tell which citations are of one paper, and give each the number and the origin that any of them prints."""
    known = {p.citation.number: p.citation for p in papers}
    named = [_in_full(p, known) for p in papers]
    groups: dict[tuple[str, str], list[list[int]]] = {}
    for i in sorted(range(len(named)), key=lambda i: not named[i].issuer):
        c = named[i].citation
        same = groups.setdefault((c.number.upper(), "" if c.coded else c.kind.type), [])
        group = next((g for g in same if _one_paper(named[g[0]], named[i])), None)
        if group is None:
            same.append([i])
        else:
            group.append(i)
    whole = {i: p for same in groups.values() for group in same for i, p in _filled(named, group)}
    yield from (whole[i] for i in range(len(named)))


def _one_paper(one: _Paper, other: _Paper) -> bool:
    """Tell whether two citations of one number may be of one paper: no body contradicts, or only one could."""
    a, b = tone_key(one.issuer), tone_key(other.issuer)
    return issuers.national(one.citation.symbol) or not a or not b or a in b or b in a


def _in_full(paper: _Paper, known: Mapping[str, Citation]) -> _Paper:
    """Read a short form as the one longer number that it begins: "Chỉ thị 45" as 45-CT/TW."""
    c = paper.citation
    longer = [
        other
        for number, other in known.items()
        if number.startswith(c.number)
        and number != c.number
        and (number[len(c.number)].isdigit() if c.coded else number[len(c.number)] in "/-")
        and (c.coded or other.kind.type == c.kind.type)
        and (not paper.issuer or issuers.fits(other.symbol, paper.issuer))
    ]
    full = max(longer, key=lambda x: len(x.number), default=c)
    if full is c or not all(full.number.startswith(x.number) for x in longer):
        return paper
    whole = replace(c, number=full.number, tail=full.tail, symbol=full.symbol)
    return replace(paper, citation=whole, flags=(*paper.flags, "short form"))


def _filled(papers: Sequence[_Paper], group: Sequence[int]) -> Iterator[tuple[int, _Paper]]:
    members = [papers[i] for i in sorted(group)]
    issuer = max((p.issuer for p in members), key=len)
    issued_on = next((p.issued_on for p in members if p.issued_on), "")
    subject = next((p.subject for p in members if p.subject), "")
    kind = next((p.citation.kind for p in members if p.citation.kind.type), Kind())
    for i in group:
        citation = replace(papers[i].citation, kind=kind)
        yield i, replace(papers[i], citation=citation, issuer=issuer, issued_on=issued_on, subject=subject)


FIELD = Field(
    name="documents",
    label="Văn bản",
    colour="#1f6feb",
    columns=(
        Column("number", "text", "Number as printed, blanks inside it removed: 58-KH/HU"),
        Column("doc_type", "text", "Abbreviation of the kind of paper, by its head word: KH"),
        Column("doc_type_name", "text", "Name of the kind of paper: Kế hoạch"),
        Column("issuer", "text", "Body that issued it, as printed near the number"),
        Column("issued_on", "date", "Day of issue"),
        Column("subject", "text", "What it is about, as printed: về việc ..."),
    ),
    key=("number", "doc_type", "issuer"),
    body="issuer",
    find=find,
    gate=gate(),
    order=10,
)
