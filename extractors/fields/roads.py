"""Lengths of roads (chiều dài đường): length, qualifier, work done, surface, name and number of roads."""

from collections.abc import Iterator
from functools import lru_cache

from extractors.doc import Doc, Sentence
from extractors.field import Column, Field
from extractors.lengths import Length, lengths
from extractors.measured import at_place, begin, cues, end_of, loose, near, no_roads, others
from extractors.mention import Mention, Value
from extractors.patterns import compiler
from extractors.roadwork import WORKS, has_object, works
from extractors.values import qualifier, spelled

# Votes below this name no surface.
_SEEN = 0.6

_part = compiler("roads")


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the lengths of roads; lengths of anything else are noted as rejected."""
    for sentence in doc.candidates("roads"):
        found = lengths(sentence.view)
        reasons = no_roads(doc, sentence, found)
        for length, reason in zip(found, reasons, strict=True):
            if reason:
                doc.reject("roads", *_stretch(sentence, length), length.rule, reason)
        # What is measured across a road parts no words from the length along it.
        kept = [i for i, reason in enumerate(reasons) if not reason.startswith(("width", "too short"))]
        along = [found[i] for i in kept]
        told = works(doc, sentence, along) if "" in reasons else []
        for at, length in enumerate(along):
            if not reasons[kept[at]]:
                value = _value(doc, sentence, along, at) | {"work": told[at]}
                yield doc.mention(
                    "roads", *_stretch(sentence, length), f"rule:{length.rule}", value, 0.8, "", length.flags
                )


def _stretch(sentence: Sentence, length: Length) -> tuple[int, int]:
    return sentence.start + length.start, sentence.start + length.end


def _surface(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> str:
    """Return the surface that is named near a length in its own clause, empty where none is."""
    words = cues("surface")
    hits = near(words.find(sentence.view), found[i].start, found[i].end)
    hits = [h for h in hits if has_object(sentence.view, h, found) in (None, i)]
    votes = words.votes(sentence.view, hits, found[i].start, found[i].end, others(found, i))
    best = max(votes, key=lambda k: votes[k], default="")
    return best if votes.get(best, 0) >= _SEEN else _surface_around(doc, sentence, found, i)


def _surface_around(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> str:
    """Return the one surface of the sentence before if this one goes on with its road, of the next if that one does."""
    view, last, after = sentence.view, sentence.number - 1, sentence.number + 1
    before = view[_span(view, found, i)[0] : begin(found, i)]
    around = doc.sentences[last : last + 1] if last >= 0 and loose("same_road").search(before) else []
    for text in (*around, *(s for s in doc.sentences[after : after + 1] if loose("goes_on").match(s.view))):
        said = {h.label for h in cues("surface").find(text.view) if h.before}
        if len(said) == 1:
            return said.pop()
    return ""


def _span(view: str, found: list[Length], i: int) -> tuple[int, int]:
    """Return the clause of a length: back to the length or the semicolon before, on to the next comma or length."""
    ends = (end_of(found, j) for j in range(max(0, i - 3), i))
    left = max((end for end in ends if end <= begin(found, i)), default=0)
    left = max(left, view.rfind(";", left, found[i].start) + 1)
    right = min([len(view), *(x.start for x in found[i + 1 : i + 3] if x.start >= end_of(found, i))])
    stop = loose("clause_end").search(view, end_of(found, i), right)
    return left, stop.start() if stop else right


def _name(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> str:
    """Return the name of the road as printed: the first one right behind the length, else the last one before it."""
    view, names = sentence.view, _part("name")
    left, right = _span(view, found, i)
    start, end = found[i].start, end_of(found, i)
    behind = names.search(view, end, min(right, end + 60))
    before = [m for m in names.finditer(view, left, start) if _is_own(view, m.start(), m.end(), start)]
    near_by = behind and behind.start() - end <= 12 and not loose("other_road").search(view, end, behind.start())
    name = behind if near_by else before[-1] if before else None
    if not name and loose("same_road").search(view[left : begin(found, i)]):
        return _named_before(doc, sentence)
    return doc.text[sentence.start + name.start() : sentence.start + name.end()] if name else ""


def _is_own(view: str, at: int, end: int, length: int) -> bool:
    """Tell whether a name is that of a length behind it: no place, no body ("Cục Đường bộ"), nothing said aside."""
    aside = view.rfind("(", 0, at) > view.rfind(")", 0, at) and ")" in view[end:length]
    return not aside and not at_place(view, at) and not loose("body").search(view[max(0, at - 12) : at])


def _named_before(doc: Doc, sentence: Sentence) -> str:
    """Return the name of the one road that the sentence before names, empty where it names none or several."""
    if not sentence.number:
        return ""
    last = doc.sentences[sentence.number - 1]
    names = {doc.text[last.start + a : last.start + b] for a, b in _names(last.view)}
    return names.pop() if len(names) == 1 else ""


@lru_cache(maxsize=16)
def _names(view: str) -> list[tuple[int, int]]:
    return [m.span() for m in _part("name").finditer(view)]


def _routes(view: str, found: list[Length], i: int) -> int | None:
    """Return the number of roads that share a length ("02 tuyến ... chiều dài 800m"), None where none is printed.

    The first of lengths that are listed one by one ("2 tuyến: tuyến A 800m, tuyến B 1,2 km") is that of one road.
    """
    left, right = _span(view, found, i)
    if behind := loose("shared").match(view, end_of(found, i), right):
        return _count(behind["n"])
    counts = list(loose("routes").finditer(view, left, found[i].start))
    listed = counts and i + 1 < len(found) and loose("one_by_one").search(view, counts[-1].end(), found[i].start)
    return _count(counts[-1]["n"]) if counts and not listed else None


def _count(printed: str) -> int | None:
    """Return a number of roads in figures or in words, None where it is one."""
    number = spelled(printed) if printed[0].isalpha() else int(printed.replace(".", ""))
    return int(number) if number and number > 1 else None


def _value(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> dict[str, Value]:
    view, length = sentence.view, found[i]
    return {
        "length_km": float(length.km),
        "qualifier": qualifier(view[: begin(found, i)], view[end_of(found, i) :]),
        "surface": _surface(doc, sentence, found, i),
        "road_name": _name(doc, sentence, found, i),
        "routes": _routes(view, found, i),
    }


FIELD = Field(
    name="roads",
    label="Đường",
    colour="#9a6700",
    columns=(
        Column("length_km", "decimal", "Length in kilometres"),
        Column("qualifier", "text", "How exact the length is", ("exact", "over", "under", "about")),
        Column("work", "text", "What is done to the road", WORKS),
        Column("surface", "text", "Surface (bê tông, nhựa, cấp phối, sỏi, đất, đal, đá, gạch)"),
        Column("road_name", "text", "Name of the road, as printed"),
        Column("routes", "integer", "Number of roads that share the length"),
    ),
    key=("length_km",),
    find=find,
    gate=r"(?i)(?:\d|mươi|mười|trăm|nghìn|ngàn|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mốt|chục)\s?(?:km|ki|cây|m(?:[^\p{L}\d²³]|$|ét|d))",
    order=60,
)
