"""Organisations (cơ quan): the body or unit that a printed post belongs to, as "Công an xã" in "Trưởng Công an xã"."""

from collections.abc import Sequence

from extractors.lexicon import bodies, keys, phrases, unit_types
from extractors.syllables import Token, tokens
from extractors.text import tone_key

_CHIEF, _DEPUTY, _TERM = map(tone_key, ("trưởng", "phó", "khóa"))
_NO_BODY = frozenset(map(tone_key, ("đại", "ngành")))


def organisation(printed: str, head: int) -> str:
    """Return the body of a post as printed, with its place; empty when the post names neither.

    The head of the post ends at offset `head`; a noun in it ("Trưởng phòng") is the body's when more follows it.
    """
    words = tokens(printed)
    split = next((i for i, w in enumerate(words) if w.start >= head), len(words))
    noun, rest = _noun(words[:split]), _rest(words, split)
    if not rest:
        return ""
    turned = bool(noun) and noun[-1].start < words[split - 1].start
    if _repeats(noun, rest) or (turned and _names_body(rest)) or rest[0].key in keys("linking"):
        noun = ()
    rest = rest if noun else rest[_begins(rest) :]
    if not noun and (not rest or _bare_unit(rest)):
        return ""
    return " ".join(part for part in (_text(printed, noun), _text(printed, rest)) if part)


def _noun(head: Sequence[Token]) -> Sequence[Token]:
    """Return the words of a head that name a body: behind "trưởng", before it, or at the end ("Phó phòng")."""
    chief = next((i for i, w in enumerate(head) if w.key == _CHIEF), -1)
    if chief >= 0 and chief + 1 < len(head):
        return () if head[chief + 1].key in _NO_BODY else head[chief + 1 :]
    turned = len(head) > 1 and head[-1].key in (_CHIEF, _DEPUTY)
    end = len(head) - turned
    return next((head[i:end] for i in range(not turned, end) if _is_body(head, i, end)), ())


def _is_body(words: Sequence[Token], i: int, end: int) -> bool:
    found = bodies().at(words[:end], i)
    known = found is not None and found[0] == end and not _is_sector(found[1])
    return known or (i == end - 1 and words[i].key in keys("hamlets"))


def _names_body(words: Sequence[Token]) -> bool:
    found = bodies().at(words, 0)
    return found is not None and not _is_sector(found[1])


def _is_sector(kind: str) -> bool:
    return kind.startswith(("sector", "word"))


def _rest(words: Sequence[Token], i: int) -> Sequence[Token]:
    """Return what stands behind the head and its modifiers ("thường trực"), up to a term of office (khóa)."""
    while i < len(words) and (found := phrases("tail_modifiers").at(words, i)):
        i = found[0]
    end = next((j for j in range(i, len(words)) if words[j].key == _TERM), len(words))
    while end > i and words[end - 1].shape == "mark" and words[end - 1].text not in ')"”':
        end -= 1
    return words[i:end]


def _begins(words: Sequence[Token]) -> int:
    """Return where a body, a unit or a name begins, behind fields of work and "thuộc" ("dân vận xã Y")."""
    i = 0
    while i < len(words):
        found = bodies().at(words, i)
        if found and _is_sector(found[1]):
            i = found[0]
        elif found or unit_types().at(words, i) or words[i].shape in ("capital", "acronym"):
            return i
        else:
            i += 1
    return i


def _repeats(noun: Sequence[Token], words: Sequence[Token]) -> bool:
    """Tell whether the body is printed again behind the head ("Trưởng phòng Phòng Nội vụ")."""
    return [w.key for w in noun] == [w.key for w in words[: len(noun)]]


def _bare_unit(words: Sequence[Token]) -> bool:
    """Tell whether nothing but a kind of unit is left, without a name ("huyện")."""
    found = unit_types().at(words, 0)
    return found is not None and found[0] == len(words)


def _text(printed: str, words: Sequence[Token]) -> str:
    return " ".join(printed[words[0].start : words[-1].end].split()) if words else ""
