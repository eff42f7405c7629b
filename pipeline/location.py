"""Tie an article and each value in it to administrative units on both sides of 1 July 2025."""

import regex

from extractors import units
from extractors.doc import Doc
from extractors.field import Field
from extractors.mention import Mention
from extractors.places import main_place
from extractors.units import Unit

Codes = tuple[str, str]

# The level that a body speaks for when it names no place: "UBND huyện" of an article about a commune is its district's.
_LEVELS = {
    "province": regex.compile(r"\b(?:tỉnh|Tỉnh (?:ủy|uỷ|đoàn))\b"),
    "district": regex.compile(r"\b(?:huyện|quận|thị xã|Huyện (?:ủy|uỷ|đoàn)|Quận (?:ủy|uỷ)|Thị (?:ủy|uỷ))\b", regex.I),
    "commune": regex.compile(r"\b(?:xã|phường|thị trấn|Đảng (?:ủy|uỷ) (?:xã|phường|thị trấn))\b", regex.I),
}


def article_unit(doc: Doc) -> Unit | None:
    """Return the unit that an article is about, None when it does not say."""
    return main_place(doc.mentions, doc.context.unit_code, doc.context.published)


def article_codes(unit: Unit | None) -> dict[str, str]:
    """Return the columns of unit codes for an article about a unit; empty where there is none, or more than one."""
    lineage = units.lineage(unit)
    return {
        f"{level}_{side}": getattr(lineage, f"{level}_{side}")
        for side, levels in (("before", ("province", "district", "commune")), ("after", ("province", "commune")))
        for level in levels
    }


def value_codes(doc: Doc, field: Field, mention: Mention, unit: Unit | None) -> Codes:
    """Return the codes, before and after, of the unit that a value belongs to.

    A place has its own; what a body did belongs to the place that the body names, or to the article's unit of that
    level; all else to the nearest place of the sentence, or to the article's unit.
    """
    if field.name == "places":
        return _codes(mention)
    near = _near(doc, mention)
    if not field.body:
        return _codes(near[0]) if near else _of(unit)
    body = str(mention.value.get(field.body) or "")
    named = [m for m in near if m.text in body]
    if named:
        return _codes(named[0])
    levels = [level for level, word in _LEVELS.items() if word.search(body)]
    above = {u.level: u for u in (unit, *units.parents(unit))} if unit else {}
    return _of(above.get(levels[-1])) if levels else ("", "")


def _near(doc: Doc, mention: Mention) -> list[Mention]:
    """Return the resolved places of a mention's sentence, the nearest first."""
    sentence = doc.sentence_at(mention.char_start)
    if sentence is None:
        return []
    found = [
        m
        for m in doc.found("places")
        if sentence.start <= m.char_start < sentence.end and any(_codes(m)) and m.value["level"] != "hamlet"
    ]
    return sorted(found, key=lambda m: abs(m.char_start - mention.char_start))


def _codes(place: Mention) -> Codes:
    return str(place.value.get("code_before") or ""), str(place.value.get("code_after") or "")


def _of(unit: Unit | None) -> Codes:
    if unit is None:
        return "", ""
    return (unit.code, units.after(unit.code)) if unit.before else (units.before(unit.code), unit.code)
