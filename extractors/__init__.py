"""Find documents, dates, officials, funds, roads and places in Vietnamese local news: text in, mentions out."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from extractors.mention import Context, Mention, Rejection

if TYPE_CHECKING:
    from extractors.doc import Doc
    from extractors.learned import Models

__all__ = ["Context", "Mention", "Rejection", "extract", "read"]


def read(
    text: str,
    context: Context | None = None,
    only: Collection[str] = (),
    gated: bool = True,
    models: "Models | None" = None,
) -> "Doc":
    """Extract and return the whole reading: mentions, rejected candidates, sentences and chrome.

    `text` must be in stored form (extractors.text.store); `only` names the fields to run, all by default; `models`
    are those of extractors.learned that decide over the rules: the ones that come with the package by default, none
    for an empty mapping.
    """
    from extractors import learned
    from extractors.doc import Doc
    from extractors.field import fields

    doc = Doc(text, context or Context(), gated)
    for field in fields().values():
        if not only or field.name in only:
            doc.mentions += sorted(field.find(doc), key=lambda m: (m.char_start, m.char_end))
    doc.mentions.sort(key=lambda m: (m.char_start, m.char_end, m.field))
    learned.decide(doc, learned.default() if models is None else models)
    return doc


def extract(
    text: str, context: Context | None = None, only: Collection[str] = (), models: "Models | None" = None
) -> list[Mention]:
    """Return every mention in a stored text, in order of place; text[char_start:char_end] is the mention, always."""
    return read(text, context, only, models=models).mentions
