"""Dates (ngày tháng): days, months, quarters, years and spans of them, as EDTF."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from extractors import relative
from extractors.dateroles import ROLES, Place, role
from extractors.dateroles import cue as _cue
from extractors.doc import Doc, Sentence
from extractors.field import Column, Field
from extractors.mention import Mention
from extractors.moments import Moment, makes_span, read, span
from extractors.patterns import gate, possible, table

NAME = "dates"
# How many characters before a date say what it is of, and how many may part an issue date from its paper's number,
# behind it and before it ("Ngày 8/5/2024, UBND tỉnh ban hành Quyết định số ...").
_WINDOW, _NEAR, _AHEAD = 120, 12, 150


@dataclass
class _Reader:
    """Reads the sentences of a text in order and remembers the years they print; `papers` marks document numbers.

    `issues` tells where the papers of a day of issue stand.
    """

    doc: Doc
    published: date | None
    papers: bytearray
    issues: Mapping[str, list[int]]
    last_year: int | None = None
    year_of_sentence: int | None = None
    listed: Moment | None = None

    def read(self, sentence: Sentence) -> Iterator[Mention]:
        """Yield the mentions of a sentence."""
        self.year_of_sentence = self.listed = None
        moments = deque(sorted(self._scan(sentence), key=lambda m: m.start))
        while moments:
            moment = moments.popleft()
            until = moments.popleft() if moments and makes_span(moment, moments[0], sentence.view) else None
            yield from self._mention(sentence, moment, until)

    def _scan(self, sentence: Sentence) -> Iterator[Moment]:
        claimed = bytearray(len(sentence.view))
        for rule in possible(NAME, sentence.view):
            for match in rule.pattern.finditer(sentence.view):
                start, end = match.span()
                if any(claimed[start:end]):
                    continue
                if reason := self._objection(sentence, start, end):
                    self.doc.reject(NAME, sentence.start + start, sentence.start + end, rule.name, reason)
                    continue
                claimed[start:end] = b"\1" * (end - start)
                yield from read(match, rule.name)

    def _objection(self, sentence: Sentence, start: int, end: int) -> str:
        if any(self.papers[sentence.start + start : sentence.start + end]):
            return "part of a document number"
        before, after = sentence.view[max(0, start - 40) : start], sentence.view[end : end + 40]
        if _cue("lunar_after").search(after) or _cue("lunar_before").search(before):
            return "lunar date"
        return "decade" if _cue("decade").search(before + sentence.view[start:end]) else ""

    def _mention(self, sentence: Sentence, moment: Moment, until: Moment | None) -> Iterator[Mention]:
        value = self._value(sentence, moment, until)
        start, end = moment.start, (until or moment).end
        if until and (head := _cue("head").search(sentence.view, max(0, start - 40), start)):
            start = head.start()
        at = sentence.start + start, sentence.start + end
        if not value and not moment.words:
            self.doc.reject(NAME, *at, moment.rule, "not in the calendar")
            return
        of_paper = self._is_issue(sentence, at[0], value)
        what = role(Place(sentence.view, start, end, value, sentence.start, self.published, of_paper))
        if what == "published":
            self.published = self.published or date.fromisoformat(value)
        sure = table(NAME, "confidence").get(moment.rule, 0.95)
        reason = "" if value else "the publication date is unknown"
        yield self.doc.mention(NAME, *at, f"rule:{moment.rule}", {"value": value, "role": what}, sure, reason)

    def _is_issue(self, sentence: Sentence, start: int, value: str) -> bool:
        """Tell whether a date is the one printed with a paper's number, or of the deed that issues a paper."""
        close = max(sentence.start, start - _NEAR)
        if any(0 < paper - start < _AHEAD and paper < sentence.end for paper in self.issues.get(value, ())):
            return True
        bound = _cue("bound").search(self.doc.view, close, start)
        return any(self.papers[close:start]) and not bound

    def _value(self, sentence: Sentence, moment: Moment, until: Moment | None) -> str:
        """Return the value of a moment, or of the span until another, whose year a start without one shares."""
        if until is None:
            self._resolve(moment, sentence)
            return moment.value()
        self._resolve(until, sentence)
        if moment.year is None and not moment.words:
            moment.year = until.year and until.year - (moment.place > until.place)
        self._resolve(moment, sentence)
        return span(moment, until)

    def _resolve(self, moment: Moment, sentence: Sentence) -> None:
        """Give a moment the year it means, and one in words the month and day too, where they can be known."""
        if moment.year is not None:
            self.last_year = self.year_of_sentence = moment.year
        elif moment.rule == "near_day" and self.published:
            known = relative.shifted_day(self.published, table(NAME, "near_day")[moment.words])
            moment.year, moment.month, moment.day = known.year, known.month, known.day
        elif moment.rule == "near_month" and self.published:
            moment.year, moment.month = relative.shifted_month(self.published, table(NAME, "near_month")[moment.words])
        elif moment.words:
            moment.year = self._year_in_words(moment.words)
        elif self.published and moment.rule not in ("near_day", "near_month") and not self._yearly(sentence, moment):
            moment.year = self._year_of(moment, sentence, self.published)
            self.listed = moment

    def _year_of(self, moment: Moment, sentence: Sentence, published: date) -> int:
        """Return the year that a moment without one means; later ones of a list have that of the one before."""
        before = self.listed
        if before and before.year and before.match == moment.match and before.place < moment.place:
            return before.year
        month, day = moment.place
        ahead = _cue("ahead").search(sentence.view, max(0, moment.start - _WINDOW), moment.start)
        soon = _cue("soon").match(sentence.view, moment.end)
        return relative.year_of(month, day or None, published, bool(ahead or soon))

    @staticmethod
    def _yearly(sentence: Sentence, moment: Moment) -> bool:
        """Tell whether "hàng năm" before a day says that it comes back every year."""
        return _cue("yearly").search(sentence.view, max(0, moment.start - 30), moment.start) is not None

    def _year_in_words(self, words: str) -> int | None:
        if words == "cùng năm":
            return self.last_year
        shift = table(NAME, "near_year").get(words)
        base = self.published.year if self.published else None
        if words in ("năm trước", "năm sau"):
            base = self.year_of_sentence or base
        return None if shift is None or base is None else base + shift


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the dates of a text; one without a year is counted from the publication date, or keeps XXXX."""
    papers = bytearray(len(doc.text))
    issues: defaultdict[str, list[int]] = defaultdict(list)
    for paper in doc.found("documents"):
        papers[paper.char_start : paper.char_end] = b"\1" * (paper.char_end - paper.char_start)
        issues[str(paper.value["issued_on"])].append(paper.char_start)
    reader = _Reader(doc, relative.reference(doc.context.published), papers, issues)
    for sentence in doc.candidates(NAME):
        yield from reader.read(sentence)


FIELD = Field(
    name=NAME,
    label="Ngày tháng",
    colour="#8250df",
    columns=(
        Column(
            "value", "text", "the date in EDTF: a day, month, quarter (33-36), year or span; XXXX for an unknown year"
        ),
        Column("role", "text", "what the date is the date of", ROLES),
    ),
    key=("value",),
    find=find,
    gate=gate(NAME),
    order=20,
)
