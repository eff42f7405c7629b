"""Candidate first: one pass that tells which fields a sentence can hold."""

from functools import cache

import re2

from extractors.field import fields


@cache
def _gates() -> tuple[re2.Set, tuple[str, ...]]:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 64 << 20
    chosen = re2.Set.SearchSet(options)
    for field in fields().values():
        chosen.Add(field.gate)
    chosen.Compile()
    return chosen, tuple(fields())


def passed(sentence: str) -> frozenset[str]:
    """Return the names of the fields whose gate the sentence passes."""
    chosen, names = _gates()
    return frozenset(names[i] for i in chosen.Match(sentence) or ())
