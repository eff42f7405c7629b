"""What a length in a sentence measures: a road, or something else that is long, wide, deep or far off."""

from bisect import bisect_left
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter

import regex

from extractors.cues import Cues, Hit, Pull
from extractors.doc import Doc, Sentence
from extractors.lengths import Length
from extractors.patterns import compiler, table

_PULL = Pull(word=0.97, weak=0.75, stretch=0.6, beyond=0.7)
# Votes below this name no head.
_ENOUGH = 0.5
# A shorter length measures a road only where something says so.
_ALONE = Decimal("0.1")
# As many sentences before tell what a length without a head measures; more do where a work is done to it.
_BESIDE, _FAR = 3, 12
# As many cue words on either side of a length are weighed.
_NEAREST = 8
_START = attrgetter("start")
_NAMED = regex.compile(r"\p{Lu}\p{L}* \p{Lu}$")
# Codes of roads (QL1A, ĐT.875), streets (phố Huế) and axes (trục N2) by their names.
_CODE = regex.compile(
    r"(?<![\p{L}\d])(?:(?:QL|TL|ĐT|HL|ĐH|ĐX)[. -]?\d{1,4}\p{L}?(?![\p{L}\d])"
    r"|(?i:(?<!(?:thành|khu|dân|góc) )phố|trục) (?=\p{Lu}\p{L}|[A-Z]\d))"
)


@cache
def cues(name: str) -> Cues:
    """Return the cue words of a table of roads.toml."""
    return Cues(table("roads", name), _PULL)


# A part of roads.toml as a pattern that ignores case.
loose = compiler("roads", regex.IGNORECASE)


def no_roads(doc: Doc, sentence: Sentence, found: list[Length]) -> list[str]:
    """Return, for each length, why it is not that of a road, or nothing."""
    reasons: list[str] = []
    for i in range(len(found)):
        grown = i and loose("grown").search(sentence.view, end_of(found, i - 1), begin(found, i))
        reasons.append(reasons[-1] if grown else _no_road(doc, sentence, found, i))
    return reasons


def _no_road(doc: Doc, sentence: Sentence, found: list[Length], i: int) -> str:
    """Return why a length is not that of a road, or nothing."""
    view, length = sentence.view, found[i]
    left, end = view[max(0, begin(found, i) - 60) : begin(found, i)], end_of(found, i)
    if _across(view, left, length):
        return "width, height or depth"
    if loose("cross").search(left[-4:]) and i and found[i - 1].km > length.km:
        return "width"
    crossed = loose("crossed").match(view, length.end)
    if crossed and i + 1 < len(found) and found[i + 1].km > length.km:
        return "width"
    if length.km == 1 and loose("each").match(view, end):
        return "unit of a rate"
    if length.km < Decimal("0.02") and not loose("long").search(left[-16:]):
        return "too short for a road"
    if length.km < _ALONE and loose("broad").search(left):
        return "width"
    if loose("struck").search(left):
        return "damaged"
    if loose("jammed").match(view, end):
        return "damaged"
    if loose("way_off").search(left):
        return "a distance"
    behind = loose("behind").match(view, end)
    if behind:
        damaged = loose("damaged").match(view, end) or loose("damage").search(left)
        damaged = damaged and not loose("mended").search(left) and not loose("mending").match(view, end)
        if behind["bare"] and loose("channel").search(left):
            return "measures something else"
        far = "a distance" if loose("distance").search(left) else ""
        return "measures something else" if behind["not"] else "damaged" if damaged else far
    return _no_head(
        doc, sentence, found, i, bool(crossed or loose("long").search(left[-40:]) or loose("made").search(left))
    )


def _across(view: str, left: str, length: Length) -> bool:
    """Tell whether a length is measured across the road or upwards; a name ("Dầy") is no such word."""
    across = loose("width").search(left)
    if not across and length.km < Decimal("0.1"):
        across = loose("section").search(left)
    return bool(across) and not _NAMED.search(left[: across.start() + 1])


def _no_head(doc: Doc, sentence: Sentence, found: list[Length], i: int, long: bool) -> str:
    """Return why the words before a length do not make it that of a road, or nothing."""
    view, left = sentence.view, _left(sentence, found, i)
    start, end = found[i].start, found[i].end
    hits, aside = _heads(view)
    # A head that stands for a place is measured only where nothing but its own words part it from the length.
    own = [h for h in near(hits, start, end) if h.start not in aside or loose("own").fullmatch(view, h.end, start)]
    votes = cues("cue").votes(view, own, start, end, others(found, i))
    road, same, other, never = (votes.get(label, 0) for label in ("road", "same", "not", "never"))
    # "Mưa làm sạt nhiều đoạn, dân quân san gạt 1,9 km": what is done right before the length is done to it.
    if not loose("surfaced").search(left) and not loose("runs").search(
        view[max(0, begin(found, i) - 120) : begin(found, i)]
    ):
        other = max(other, never)
    if road < 3 * _ENOUGH and other < _ENOUGH and not loose("elsewhere").search(left):
        road = max(road, _unsaid(doc, sentence, found, i, same, own))
    if road < (_ENOUGH if long else 3 * _ENOUGH):
        return "no word of a road"
    return "measures something else" if other > road else ""


def _unsaid(doc: Doc, sentence: Sentence, found: list[Length], i: int, same: float, own: list[Hit]) -> float:
    """Return the vote for a road that was named before ("..., nâng cấp 8 km", "thôn Đông 1,2 km, thôn Đoài 900m")."""
    view, left, start = sentence.view, _left(sentence, found, i), found[i].start
    done = loose("made").search(left) or loose("made_behind").match(view, end_of(found, i))
    implied = done or found[i].km >= _ALONE or (len(found) > 1 and loose("listed").search(left))
    if not implied and same < _ENOUGH:
        return 0
    named = _first_road(view) <= start or any(h.label == "road" and h.end <= start for h in own)
    topic = "road" if implied and named else _topic(doc, sentence, _FAR if done else _BESIDE)
    topic = topic or ("road" if _worked(view) <= start else "")
    plain = loose("surfaced").search(left) or loose("between").search(left)
    if topic == "road" or (plain and topic != "not"):
        return 3 * _ENOUGH if implied else same
    return 0


def _left(sentence: Sentence, found: list[Length], i: int) -> str:
    at = begin(found, i)
    return sentence.view[max(0, at - 60) : at]


def near(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Return the nearest cue words on either side of a length: those further off hardly weigh and cost time."""
    before, behind = bisect_left(hits, start, key=_START), bisect_left(hits, end, key=_START)
    return hits[max(0, before - _NEAREST) : behind + _NEAREST]


@lru_cache(maxsize=16)
def _worked(view: str) -> int:
    """Return where the first "tuyến" that only a road can be ends ("nâng cấp 2 tuyến"), beyond the end if none does."""
    match = loose("worked").search(view)
    return match.end() if match else len(view) + 1


@lru_cache(maxsize=16)
def _heads(view: str) -> tuple[list[Hit], frozenset[int]]:
    """Return the nouns of a sentence that can be what is measured, and where those begin that may only tell a place."""
    hits = _nouns(view)
    always = {hit.start for hit in hits if _is_head(view, hit)}
    aside = {hit.start for hit in hits if hit.start not in always and _may_be_along(view, hit)}
    return [hit for hit in hits if hit.start in always | aside], frozenset(aside)


def _nouns(view: str) -> list[Hit]:
    """Return the nouns of a sentence, codes of roads (QL1A, ĐT.875) among them, in order."""
    hits = cues("cue").find(view)
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    codes = [m for m in _CODE.finditer(view) if m.start() not in taken]
    return sorted([*hits, *(Hit("road", 3.0, 0.8, m.start(), m.end()) for m in codes)], key=_START)


@lru_cache(maxsize=16)
def _first_road(view: str) -> int:
    """Return where the first road that is no mere place ends, beyond the end where there is none."""
    hits, aside = _heads(view)
    return next((h.end for h in hits if h.label == "road" and h.start not in aside), len(view) + 1)


def _is_head(view: str, hit: Hit) -> bool:
    """Tell whether a noun can be what is measured: no part of a name ("Hoàng Cầu"), no place ("đến bến đò")."""
    if _is_proper(view, hit):
        return False
    if hit.label == "never":
        return True
    if loose("long_next").match(view, hit.end):
        return hit.label != "not" or not loose("way").search(view[max(0, hit.start - 60) : hit.start])
    return not at_place(view, hit.start)


def _may_be_along(view: str, hit: Hit) -> bool:
    """Tell whether a road named as a place can still be measured ("chạy qua đường bê tông nội đồng 1.750m")."""
    along = hit.label == "road" and not _is_proper(view, hit)
    return along and loose("along").search(view[max(0, hit.start - 60) : hit.start]) is not None


def _is_proper(view: str, hit: Hit) -> bool:
    # "Thắp sáng đường quê" and "Quốc lộ 14" begin with a capital, but are no names of persons or places.
    phrase = " " in view[hit.start : hit.end] and view[hit.start + 1 : hit.end].islower()
    return is_name(view, hit) and not phrase and not loose("titled").search(view[max(0, hit.start - 12) : hit.start])


def is_name(view: str, hit: Hit) -> bool:
    """Tell whether a cue word is part of a name, by its capital inside a sentence."""
    word, before = view[hit.start : hit.end], view[max(0, hit.start - 8) : hit.start]
    if before[-1:] in ('"', "("):
        return False
    return word[:1].isupper() and not word.isupper() and before.strip(" \"'([*+-")[-1:] not in ("", ".", ":")


def _topic(doc: Doc, sentence: Sentence, reach: int) -> str:
    """Return what the sentences before, the title, and so many sentences before those speak of: road, not, nothing."""
    before = [s.view for s in reversed(doc.sentences[max(0, sentence.number - reach) : sentence.number])]
    after = [s.view for s in doc.sentences[1:2] if not sentence.number]
    return next(filter(None, map(_speaks_of, [*before[:_BESIDE], doc.context.title, *before[_BESIDE:], *after])), "")


@lru_cache(maxsize=64)
def _speaks_of(text: str) -> str:
    labels = [h.label for h in cues("cue").find(text) if h.label in ("road", "not")]
    return max(dict.fromkeys(labels), key=labels.count) if labels else ""


def begin(found: list[Length], i: int) -> int:
    """Return where a length begins, with the lower end of its range."""
    return found[i - 1].start if i and found[i - 1].rule == "low" else found[i].start


def end_of(found: list[Length], i: int) -> int:
    """Return where a length ends, with the upper end of its range."""
    return found[i + 1].end if found[i].rule == "low" else found[i].end


def others(found: list[Length], i: int) -> list[tuple[int, int]]:
    """Return the stretches of the lengths around that compete for the cue words of one."""
    return [
        (x.start, x.end)
        for x in found[max(0, i - 8) : i + 8]
        if x is not found[i] and "low" not in (x.rule, found[i].rule)
    ]


def at_place(view: str, at: int) -> bool:
    """Tell whether what begins at an offset only tells a place ("đến bến đò")."""
    return loose("place").search(view[max(0, at - 24) : at]) is not None
