"""Spans of names and posts in annotated texts: what a sequence model learns officials from.

The corpus lists each official once, with the titles as strings. Spans are derived from that: every printed occurrence
of a name is a NAME; a title is a POST wherever it shares a sentence with its bearer's name, or, when it never does, at
its occurrence closest to the name. Longer titles take their place first, so that no "Chủ tịch UBND xã" is read inside a
"Phó Chủ tịch UBND xã". A title that is not printed in one piece ("Chủ tịch HĐND, UBND xã") gives no span.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import regex

from extractors.doc import Doc
from extractors.learned.sequence import Span
from extractors.text import store, view

_LONGER = regex.compile(r"(?:phó|nguyên|cựu|quyền)\s+$", regex.IGNORECASE)


def gold_spans(doc: Doc, officials: Sequence[Mapping[str, Any]]) -> list[Span]:
    """Return the spans of the annotated officials in a text, in order, without overlap."""
    names = {o["name"]: _printed(doc.view, o["name"]) for o in officials}
    posts = sorted(((t, names[o["name"]]) for o in officials for t in o["titles"]), key=lambda p: -len(p[0]))
    spans: list[Span] = []
    for start, end in chain.from_iterable(names.values()):
        _add(spans, Span(start, end, "NAME"))
    for title, near in posts:
        for start, end in _borne(doc, title, near):
            _add(spans, Span(start, end, "POST"))
    return sorted(spans)


def _add(spans: list[Span], span: Span) -> None:
    if all(span.end <= s.start or s.end <= span.start for s in spans):
        spans.append(span)


def _printed(text: str, phrase: str) -> list[tuple[int, int]]:
    """Return where a phrase stands as whole words, whatever its case and blanks."""
    words = r"\s+".join(map(regex.escape, view(store(phrase)).split()))
    found = regex.finditer(rf"(?<![\p{{L}}\d]){words}(?![\p{{L}}\d])", text, regex.IGNORECASE)
    return [m.span() for m in found]


def _borne(doc: Doc, title: str, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    places = [p for p in _printed(doc.view, title) if not _LONGER.search(doc.view, max(0, p[0] - 8), p[0])]
    if not places or not names:
        return
    homes = {s.number for a, _ in names if (s := doc.sentence_at(a))}
    shared = [p for p in places if (s := doc.sentence_at(p[0])) and s.number in homes]
    yield from shared or [min(places, key=lambda p: min(abs(p[0] - a) for a, _ in names))]
