"""Candidate first: one pass that tells which fields a sentence can hold."""

from functools import cache

import re2

from extractors.field import fields
from extractors.patterns import scanner


@cache
def _gates() -> tuple[re2.Set, tuple[str, ...]]:
    return scanner(f.gate for f in fields().values()), tuple(fields())


def passed(sentence: str) -> frozenset[str]:
    """Return the names of the fields whose gate the sentence passes."""
    chosen, names = _gates()
    return frozenset(names[i] for i in chosen.Match(sentence) or ())
