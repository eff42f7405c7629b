"""What is done to a road whose length is told (làm mới, nâng cấp, sửa chữa, dự kiến, hiện có)."""

from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter

from extractors.cues import Hit
from extractors.doc import Doc, Sentence
from extractors.lengths import Length
from extractors.measured import begin, cues, end_of, is_name, loose, near, others

_START = attrgetter("start")
WORKS = ("new", "upgrade", "repair", "planned", "existing")
# Words outside the sentence count _CONTEXT times; a sentence with votes of _TOLD needs no other to tell its work.
_CONTEXT, _TOLD = 0.3, 0.8
# Votes below this come from words too far off to speak of the length.
_HEARD = 0.2
# A ruling word further off than this many characters rules nothing.
_REACH = 400
# A modal before a length counts _MODAL; words as strong as _OWN (modals) speak of their own sentence alone.
_RULING, _MODAL, _OWN, _HAS = 4.0, 3.0, 4.0, 1.5


def works(doc: Doc, sentence: Sentence, found: list[Length]) -> list[str]:
    """Return what is done to the road of each length, by the words of the sentence, those around it and the title."""
    told: list[str] = []
    begun = _is_begun(doc, sentence)
    for i in range(len(found)):
        votes, hits = _votes(sentence.view, found, i)
        if begun:
            votes = _of_begun(votes)
        ruled = _rule(doc, sentence.view, found, i, votes)
        if told and not ruled and _goes_on(sentence.view, found, i, hits):
            told.append(told[-1])
            continue
        stands = loose("stands").search(_before(sentence.view, found, i))
        stands = begun or stands or loose("standing").search(_behind(sentence.view, found, i))
        _hear(doc, sentence, votes, bool(stands))
        best = max(votes, key=lambda k: votes[k], default="existing")
        told.append(best if votes.get(best, 0) >= _HEARD else "existing")
    return told


def _votes(view: str, found: list[Length], i: int) -> tuple[dict[str, float], list[Hit]]:
    """Return the votes of the sentence's own words for each work, and the words."""
    words, start, end = cues("work"), found[i].start, found[i].end
    hits = [h for h in near(words.find(view), start, end) if not is_name(view, h)]
    ruling = [h for h in hits if h.end <= start or has_object(view, h, found) is None]
    votes = words.votes(view, ruling, start, end, others(found, i))
    if any(loose("partly").search(view, end_of(found, i), h.start) for h in hits if h not in ruling):
        votes["existing"] = votes.get("existing", 0) + _HAS
    return votes, hits


def _of_begun(votes: dict[str, float]) -> dict[str, float]:
    """Return the votes on a work that was begun: no plan, nor what there is by its mere length ("có chiều dài")."""
    return {k: v for k, v in votes.items() if k != "planned" and (k != "existing" or v >= _TOLD)}


def _rule(doc: Doc, view: str, found: list[Length], i: int, votes: dict[str, float]) -> bool:
    """Add the votes of what rules a whole clause, and tell whether anything does."""
    before, behind = _before(view, found, i), _behind(view, found, i)
    kept, has = loose("kept").search(before), loose("has").search(before)
    modal = None if kept else loose("modal").search(before)
    whole = not modal and loose("whole").search(before)
    if kept:
        votes.pop("planned", None)
    rules = (
        ("new", _MODAL, loose("gained").search(before)),
        ("existing", _HAS, has),
        ("existing", _RULING, has and loose("earthen").match(behind)),
        ("existing", _MODAL, whole),
        ("existing", _HAS, whole and loose("split").match(behind)),
        ("existing", _HAS, loose("state").search(behind)),
        ("existing", _MODAL, kept),
        ("existing", _HAS, _is_split(view, found, i)),
        ("existing", _RULING, "whole" in found[i].flags or loose("since").search(behind)),
        ("existing", _HAS, not votes and loose("stock").search(before)),
        ("planned", _RULING, modal or (not kept and loose("modal_behind").search(behind))),
        ("planned", _RULING, _to_come(doc, before)),
    )
    for label, weight, seen in rules:
        if seen:
            votes[label] = votes.get(label, 0) + weight
    return any(seen for _, _, seen in rules)


def _is_split(view: str, found: list[Length], i: int) -> bool:
    """Tell whether a part of a length is told apart right behind it ("cả con lộ 9 km, nhưng 2 km đã vá")."""
    parts = i + 1 < len(found) and found[i + 1].km < found[i].km and loose("split").match(_behind(view, found, i))
    return bool(parts) and loose("part").match(view, end_of(found, i + 1)) is not None


def _hear(doc: Doc, sentence: Sentence, votes: dict[str, float], stands: bool) -> None:
    """Add what the title and the sentences around say: a plan where the road does not stand, else what is untold."""
    told = max(votes.values(), default=0) >= _TOLD
    around = doc.sentences[max(0, sentence.number - 1) : sentence.number + 3]
    for text in (doc.context.title, *(s.view for s in around if s is not sentence)):
        for label, weight in _context(text, text is doc.context.title).items():
            if not (stands if label == "planned" else told):
                votes[label] = max(votes.get(label, 0), weight)


@lru_cache(maxsize=64)
def _context(text: str, title: bool = False) -> dict[str, float]:
    """Return what a sentence that speaks of a road adds to the votes on the work in those around it.

    The modal of a title ("Sẽ nâng cấp đường Lê Lai") speaks of the whole article, any other of its own sentence.
    """
    if not any(h.label in ("road", "same") for h in cues("cue").find(text)):
        return {}
    hits = [h for h in cues("work").find(text) if h.before > 0 and (title or h.before < _OWN)]
    return {label: _CONTEXT * max(h.before for h in hits if h.label == label) for label in {h.label for h in hits}}


def _before(view: str, found: list[Length], i: int) -> str:
    return view[max(0, begin(found, i) - _REACH) : begin(found, i)]


def _behind(view: str, found: list[Length], i: int) -> str:
    """Return what stands between a length and the next one."""
    return view[end_of(found, i) : min(_next(view, found, i), end_of(found, i) + _REACH)]


def _next(view: str, found: list[Length], i: int) -> int:
    return min((x.start for x in found[i + 1 : i + 3] if x.start >= end_of(found, i)), default=len(view))


def _is_begun(doc: Doc, sentence: Sentence) -> bool:
    """Tell whether the title, the sentence before or this one says that the work was begun."""
    last = doc.sentences[max(0, sentence.number - 1) : sentence.number + 1]
    return any(loose("begun").search(text) for text in (doc.context.title, *(s.view for s in last)))


def _goes_on(view: str, found: list[Length], i: int, hits: list[Hit]) -> bool:
    """Tell whether a length goes on a list without a verb of its own ("nâng cấp 20 km đường xã, 63 km đường thôn")."""
    last, after = end_of(found, i - 1), _next(view, found, i)
    stop = loose("clause_end").search(view, end_of(found, i), after)
    until = stop.start() if stop else after
    own = any(h.start < until and h.end > last for h in hits if h.before)
    return not own and loose("and").search(view[last : begin(found, i)]) is not None


def has_object(view: str, hit: Hit, found: list[Length]) -> int | None:
    """Return which length stands right behind a verb as its object ("đã nhựa hóa được 59 km"), None where none does."""
    i = bisect_left(found, hit.end, key=_START)
    return i if i < len(found) and loose("object").fullmatch(view, hit.end, found[i].start) else None


def _to_come(doc: Doc, before: str) -> bool:
    """Tell whether a year after that of publication rules what follows it."""
    year = loose("future").search(before)
    return bool(year and doc.context.published and year["y"] > doc.context.published[:4])
