"""Where a post goes on behind a small word, a comma, a dash or a bracket."""

from collections.abc import Sequence

from extractors import lexicon
from extractors.lexicon import bodies, head_at, keys, stop_at, unit_types
from extractors.syllables import Token


def goes_on(words: Sequence[Token], i: int) -> bool:
    """Tell whether token i goes on the word before it ("Bộ trưởng Tài chính"), unlike in "Bộ trưởng Mười nói"."""
    return i < len(words) and words[i].shape == "lower" and not stop_at(words, i)


def joined(words: Sequence[Token], i: int) -> bool:
    """Tell whether a field of work or a body follows at token i, behind "và" or a dash inside a body's name."""
    if head_at(words, i) or lexicon.starts_address(words, i):
        return False
    found = bodies().at(words, i)
    if not found:
        return words[i].shape == "capital" and goes_on(words, i + 1)
    return found[1].startswith("sector") or (words[i].shape != "lower" and not found[1].startswith("private"))


def bracketed(words: Sequence[Token], i: int) -> bool:
    """Tell whether the post goes on behind an abbreviation in brackets at token i ("(MITI) Malaysia")."""
    if i + 3 >= len(words) or words[i + 1].shape != "acronym" or words[i + 2].text != ")":
        return False
    return words[i + 3].shape == "capital" or unit_types().at(words, i + 3) is not None


def listed(words: Sequence[Token], i: int) -> bool:
    """Tell whether the name of a body goes on at token i, behind a comma ("Văn hóa, Thể thao và Du lịch")."""
    found = bodies().at(words, i)
    if not found or found[1] != "sector" or head_at(words, i):
        return False
    ties = any(w.key in keys("joining") or w.text in "&-" for w in words[i : found[0] + 9])
    return ties or (words[i].shape == "capital" and unit_types().at(words, found[0]) is not None)
