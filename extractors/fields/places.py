"""Places (địa danh): provinces, districts, communes and hamlets that a text names, tied to their GSO codes.

The stretch is type word and name ("huyện Tiểu Cần", also inside "UBND huyện Tiểu Cần"); behind a Party or Youth Union
word it is the name alone ("Tiểu Cần" of "Huyện ủy Tiểu Cần"), and so it is in a list and for a bare province.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import regex

from extractors import hosts, units
from extractors.doc import Doc
from extractors.field import Column, Field
from extractors.mention import Mention, Value
from extractors.patterns import gate
from extractors.placenames import Finder
from extractors.places import Place, codes, resolve
from extractors.units import BEFORE_REFORM, REFORM, Unit

_TRUST = {"chain": 0.97, "article": 0.9, "portal": 0.85, "unique": 0.9}
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def _day(doc: Doc) -> str | None:
    """The day of the article: its publication, or the first full date that it prints outside a document's title."""
    if doc.context.published:
        return doc.context.published[:10]
    printed = [m for m in doc.found("dates") if _DAY.fullmatch(str(m.value["value"]))]
    printed.sort(key=lambda m: (m.value.get("role") != "published", doc.taken(m.char_start, m.char_end, "documents")))
    return str(printed[0].value["value"]) if printed else None


def _portal(doc: Doc, on: str | None) -> Unit | None:
    """The unit of the portal, as registered or as its host spells it, in the state of the article's day."""
    code, day = doc.context.unit_code, on or BEFORE_REFORM
    if code:
        return units.unit(code, day) or units.unit(code)
    host = urlsplit(doc.context.url).hostname or ""
    return hosts.of_host(host, day) if host else None


def _value(place: Place) -> dict[str, Value]:
    unit = place.unit
    return {
        "name": unit.full_name if unit else place.name,
        "level": unit.level if unit else place.level,
        "code_before": (unit.code if unit.before else units.before(unit.code)) if unit else "",
        "code_after": (units.after(unit.code) if unit.before else unit.code) if unit else "",
        "resolved_by": place.by,
        "candidates": "" if unit else ";".join(codes(place.candidates)),
    }


def _flags(place: Place, on: str | None) -> tuple[str, ...]:
    """`split` where several units took the place over, `former` where the article is younger than the unit."""
    unit = place.unit
    if unit is None or not unit.before:
        return ()
    split = ("split",) if len(unit.successors) > 1 else ()
    return (*split, "former") if on and on >= REFORM else split


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the places of the text, tied to units by chain, article, portal or for being the only one of their name."""
    on = _day(doc)
    portal = _portal(doc, on)
    places = Finder(doc.view, portal).run(doc.candidates("places"))
    resolve(places, doc.view, portal, on)
    for p in places:
        trust = _TRUST.get(p.by, 0.8 if p.level == "hamlet" else 0.5)
        yield doc.mention("places", p.start, p.end, f"rule:{p.rule}", _value(p), trust, p.reason, _flags(p, on))


FIELD = Field(
    name="places",
    label="Địa danh",
    colour="#0969da",
    columns=(
        Column("name", "text", "type and name of the unit, as the gazetteer writes it, else as printed"),
        Column("level", "text", "level of the unit", ("province", "district", "commune", "hamlet")),
        Column("code_before", "text", "GSO code to 30 June 2025; empty when unknown or made of several"),
        Column("code_after", "text", "GSO code from 1 July 2025; empty when unknown or split"),
        Column(
            "resolved_by", "text", "what decided between units of one name", ("chain", "article", "portal", "unique")
        ),
        Column("candidates", "text", "codes that stay possible, joined by ';', when nothing decides"),
    ),
    key=("name", "level", "code_before", "code_after"),
    find=find,
    gate=gate("places"),
    order=30,
)
