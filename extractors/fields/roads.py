"""Lengths of roads (chiều dài đường): length, qualifier, work done, surface, name and number of roads."""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter

import regex

from extractors.cues import Cues, Hit, Pull
from extractors.doc import Doc, Sentence
from extractors.field import Column, Field
from extractors.lengths import Length, lengths
from extractors.mention import Mention, Value
from extractors.patterns import part, table
from extractors.values import qualifier

WORKS = ("new", "upgrade", "repair", "planned", "existing")
_PULL = Pull(word=0.97, weak=0.75, stretch=0.6, beyond=0.7)
# Votes below _ENOUGH name no head; words outside the sentence count _CONTEXT times.
_ENOUGH, _CONTEXT, _SEEN = 0.5, 0.3, 0.6
# A ruling word further off than this many characters rules nothing.
_REACH = 400
# As many cue words on either side of a length are weighed.
_NEAREST = 8
_START = attrgetter("start")
# A modal before a length counts _MODAL; words as strong as _OWN (modals) speak of their own sentence alone.
_RULING, _MODAL, _OWN, _HAS = 4.0, 3.0, 4.0, 1.5


_NAMED = regex.compile(r"\p{Lu}\p{L}* \p{Lu}$")


@cache
def _cues(name: str) -> Cues:
    return Cues(table("roads", name), _PULL)


@cache
def _part(name: str) -> regex.Pattern[str]:
    return regex.compile(part("roads", name))


@cache
def _loose(name: str) -> regex.Pattern[str]:
    return regex.compile(part("roads", name), regex.IGNORECASE)


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the lengths of roads; lengths of anything else are noted as rejected."""
    for sentence in doc.candidates("roads"):
        found = lengths(sentence.view)
        for i, length in enumerate(found):
            reason = _no_road(doc, sentence, found, i)
            start, end = sentence.start + length.start, sentence.start + length.end
            if reason:
                doc.reject("roads", start, end, length.rule, reason)
            else:
                yield doc.mention(
                    "roads", start, end, f"rule:{length.rule}", _value(doc, sentence, found, i), 0.8, "", length.flags
                )


def _no_road(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> str:
    """Return why a length is not that of a road, or nothing."""
    view, length = sentence.view, found[i]
    left, end = view[max(0, _begin(found, i) - 60) : _begin(found, i)], _end(found, i)
    if _across(view, left, length):
        return "width, height or depth"
    if _loose("cross").search(left[-4:]) and i and found[i - 1].km > length.km:
        return "width"
    crossed = _loose("crossed").match(view, length.end)
    if crossed and i + 1 < len(found) and found[i + 1].km > length.km:
        return "width"
    if length.km == 1 and _loose("each").match(view, end):
        return "unit of a rate"
    if length.km < Decimal("0.02") and not _loose("long").search(left[-16:]):
        return "too short for a road"
    behind = _loose("behind").match(view, end)
    if behind:
        damaged = _loose("damaged").match(view, end) and not _loose("mended").search(left)
        damaged = damaged or bool(_loose("damage").search(left))
        if behind["bare"] and _loose("channel").search(left):
            return "measures something else"
        far = "a distance" if _loose("distance").search(left) else ""
        return "measures something else" if behind["not"] else "damaged" if damaged else far
    return _no_head(
        doc, sentence, found, i, bool(crossed or _loose("long").search(left[-40:]) or _loose("made").search(left))
    )


def _across(view: str, left: str, length: Length) -> bool:
    """Tell whether a length is measured across the road or upwards; a name ("Dầy") is no such word."""
    across = _loose("width").search(left)
    if not across and length.km < Decimal("0.1"):
        across = _loose("section").search(left)
    return bool(across) and not _NAMED.search(left[: across.start() + 1])


def _no_head(doc: Doc, sentence: Sentence, found: list[Length], i: int, long: bool) -> str:
    """Return why the words before a length do not make it that of a road, or nothing."""
    view, cues = sentence.view, _cues("cue")
    left = view[max(0, _begin(found, i) - 60) : _begin(found, i)]
    start, end = found[i].start, found[i].end
    # A head that stands for a place is measured only where nothing but its own words part it from the length.
    heads = [h for h, always in _heads(view) if always or _loose("own").fullmatch(view, h.end, start)]
    votes = cues.votes(view, _near(heads, start, end), start, end, _others(found, i))
    road, same, *others = (votes.get(label, 0) for label in ("road", "same", "not", "never"))
    other = max(others)
    # "..., nâng cấp 8 km", "đã đổ được 600m", "thôn Đông 1,2 km, thôn Đoài 900m": the road was named before.
    implied = _loose("made").search(left) or (len(found) > 1 and _loose("listed").search(left))
    named = implied and any(h.label == "road" and h.end <= found[i].start for h in heads)
    unsaid = road < 3 * _ENOUGH and other < _ENOUGH and (same >= _ENOUGH or implied)
    worked = "road" if _worked(view) <= start else ""
    if unsaid and (named or (_topic(doc, sentence) or worked) == "road"):
        road = max(road, same, 3 * _ENOUGH if implied else 0)
    if road < (_ENOUGH if long else 3 * _ENOUGH):
        return "no word of a road"
    return "measures something else" if other > road else ""


def _near(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Return the nearest cue words on either side of a length: those further off hardly weigh and cost time."""
    before, behind = bisect_left(hits, start, key=_START), bisect_left(hits, end, key=_START)
    return hits[max(0, before - _NEAREST) : behind + _NEAREST]


@lru_cache(maxsize=16)
def _worked(view: str) -> int:
    """Return where the first "tuyến" that only a road can be ends ("nâng cấp 2 tuyến"), beyond the end if none does."""
    match = _loose("worked").search(view)
    return match.end() if match else len(view) + 1


@lru_cache(maxsize=16)
def _heads(view: str) -> list[tuple[Hit, bool]]:
    """Return the nouns of a sentence that can be what is measured; those marked False may only tell a place."""
    heads = [(hit, _is_head(view, hit)) for hit in _cues("cue").find(view)]
    return [(hit, always) for hit, always in heads if always or _may_be_along(view, hit)]


def _is_head(view: str, hit: Hit) -> bool:
    """Tell whether a noun can be what is measured: no part of a name ("Hoàng Cầu"), no place ("đến bến đò")."""
    if _is_proper(view, hit):
        return False
    if hit.label == "never":
        return True
    if _loose("long_next").match(view, hit.end):
        return hit.label != "not" or not _loose("way").search(view[max(0, hit.start - 60) : hit.start])
    return not _at_place(view, hit.start)


def _may_be_along(view: str, hit: Hit) -> bool:
    """Tell whether a road named as a place can still be measured ("chạy qua đường bê tông nội đồng 1.750m")."""
    along = hit.label == "road" and not _is_proper(view, hit)
    return along and _loose("along").search(view[max(0, hit.start - 60) : hit.start]) is not None


def _is_proper(view: str, hit: Hit) -> bool:
    # "Thắp sáng đường quê" and "Quốc lộ 14" begin with a capital, but are no names of persons or places.
    phrase = " " in view[hit.start : hit.end] and view[hit.start + 1 : hit.end].islower()
    return _is_name(view, hit) and not phrase


def _is_name(view: str, hit: Hit) -> bool:
    word, before = view[hit.start : hit.end], view[max(0, hit.start - 8) : hit.start]
    if before[-1:] in ('"', "("):
        return False
    return word[:1].isupper() and not word.isupper() and before.strip(" \"'([*+-")[-1:] not in ("", ".", ":")


def _topic(doc: Doc, sentence: Sentence) -> str:
    """Return what the two sentences before and the title speak of last: road, not, or nothing."""
    before = [s.view for s in doc.sentences[max(0, sentence.number - 3) : sentence.number]]
    for text in [*reversed(before), doc.context.title]:
        if labels := [h.label for h in _cues("cue").find(text) if h.label in ("road", "not")]:
            return max(dict.fromkeys(labels), key=labels.count)
    return ""


def _begin(found: list[Length], i: int) -> int:
    return found[i - 1].start if i and found[i - 1].rule == "low" else found[i].start


def _end(found: list[Length], i: int) -> int:
    return found[i + 1].end if found[i].rule == "low" else found[i].end


def _others(found: list[Length], i: int) -> list[tuple[int, int]]:
    return [
        (x.start, x.end)
        for x in found[max(0, i - 8) : i + 8]
        if x is not found[i] and "low" not in (x.rule, found[i].rule)
    ]


def _work(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> str:
    """Return what is done to the road: by the words of its sentence, helped by those around it and the title."""
    cues = _cues("work")
    hits = _near(cues.find(sentence.view), found[i].start, found[i].end)
    hits = [h for h in hits if not _is_name(sentence.view, h)]
    votes = cues.votes(sentence.view, hits, found[i].start, found[i].end, _others(found, i))
    before = sentence.view[max(0, _begin(found, i) - _REACH) : _begin(found, i)]
    behind = sentence.view[_end(found, i) : _end(found, i) + _REACH]
    for label, weight, seen in (
        ("existing", _HAS, _loose("has").search(before)),
        ("existing", _MODAL, _loose("whole").search(before) and not _loose("modal").search(before)),
        ("existing", _HAS, _loose("state").search(behind)),
        ("planned", _RULING, _loose("modal").search(before) or _loose("modal_behind").search(behind)),
        ("planned", _RULING, _to_come(doc, before)),
    ):
        if seen:
            votes[label] = votes.get(label, 0) + weight
    stands = bool(_loose("stands").search(before) or _loose("standing").search(behind))
    around = doc.sentences[max(0, sentence.number - 1) : sentence.number + 3]
    for text in (doc.context.title, *(s.view for s in around if s is not sentence)):
        for hit in cues.find(text) if _speaks_of_road(text) else ():
            if 0 < hit.before < _OWN and not (stands and hit.label == "planned"):
                votes[hit.label] = max(votes.get(hit.label, 0), _CONTEXT * hit.before)
    return max(votes, key=lambda k: votes[k], default="existing")


def _to_come(doc: Doc, before: str) -> bool:
    """Tell whether a year after that of publication rules what follows it."""
    year = _loose("future").search(before)
    return bool(year and doc.context.published and year["y"] > doc.context.published[:4])


def _speaks_of_road(text: str) -> bool:
    return any(h.label in ("road", "same") for h in _cues("cue").find(text))


def _surface(sentence: Sentence, found: list[Length], i: int) -> str:
    """Return the surface that is named near a length in its own clause, empty where none is."""
    cues = _cues("surface")
    hits = _near(cues.find(sentence.view), found[i].start, found[i].end)
    votes = cues.votes(sentence.view, hits, found[i].start, found[i].end, _others(found, i))
    best = max(votes, key=lambda k: votes[k], default="")
    return best if votes.get(best, 0) >= _SEEN else ""


def _span(view: str, found: list[Length], i: int) -> tuple[int, int]:
    """Return the clause of a length: back to the length or the semicolon before, on to the next comma or length."""
    begin = max(_end(found, j) for j in range(max(0, i - 2), i)) if i and found[i - 1].rule != "low" else 0
    begin = max(begin, view.rfind(";", 0, found[i].start) + 1)
    stop = _loose("clause_end").search(view, _end(found, i))
    behind = [x.start for x in found[i + 1 : i + 3] if x.start >= _end(found, i)]
    return begin, min([stop.start() if stop else len(view), *behind])


def _name(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> str:
    """Return the name of the road as printed: the first one right behind the length, else the last one before it."""
    view, names = sentence.view, _part("name")
    begin, stop = _span(view, found, i)
    behind = names.search(view, _end(found, i), stop)
    before = [m for m in names.finditer(view, begin, found[i].start) if not _at_place(view, m.start())]
    name = behind if behind and behind.start() - _end(found, i) <= 12 else before[-1] if before else None
    return doc.text[sentence.start + name.start() : sentence.start + name.end()] if name else ""


def _at_place(view: str, at: int) -> bool:
    return _loose("place").search(view[max(0, at - 24) : at]) is not None


def _routes(view: str, found: list[Length], i: int) -> int | None:
    """Return the number of roads that share a length ("02 tuyến ... chiều dài 800m"), None where none is printed."""
    begin, stop = _span(view, found, i)
    counts = list(_loose("routes").finditer(view, begin, found[i].start))
    behind = _loose("shared").match(view, _end(found, i), stop)
    chosen = behind or (counts[-1] if counts else None)
    return int(chosen["n"]) if chosen else None


def _value(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> dict[str, Value]:
    view, length = sentence.view, found[i]
    return {
        "length_km": float(length.km),
        "qualifier": qualifier(view[: _begin(found, i)], view[_end(found, i) :]),
        "work": _work(doc, sentence, found, i),
        "surface": _surface(sentence, found, i),
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
