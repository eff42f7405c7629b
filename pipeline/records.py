"""Mentions become rows: one a distinct value an article for each field, and one record an article."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractors.doc import Doc
from extractors.field import Field, fields
from extractors.mention import Mention
from extractors.units import Unit
from pipeline.location import value_codes
from pipeline.schema import RECORDS
from spiders.article import Article

Row = dict[str, Any]


def field_rows(article: Article, doc: Doc, unit: Unit | None) -> dict[str, list[Row]]:
    """Return the rows of every field for one article, best mention first found, in order of place."""
    groups: dict[tuple[Any, ...], list[Mention]] = defaultdict(list)
    for mention in doc.mentions:
        values = [mention.value.get(column) for column in fields()[mention.field].key]
        # What has no value yet is equal only to the same words.
        key = values if any(v not in (None, "") for v in values) else [mention.text]
        groups[(mention.field, *key)].append(mention)
    rows: dict[str, list[Row]] = {name: [] for name in fields()}
    for (name, *_), mentions in groups.items():
        rows[name].append(_row(article, doc, fields()[name], fields()[name].merge(mentions), unit))
    return rows


def _row(article: Article, doc: Doc, field: Field, mention: Mention, unit: Unit | None) -> Row:
    before, after = value_codes(doc, field, mention, unit)
    return {
        "article_id": article.article_id,
        "url": article.url,
        "text": mention.text,
        "char_start": mention.char_start,
        "char_end": mention.char_end,
        "sentence": evidence(doc, mention),
        "confidence": round(mention.confidence, 4),
        "source": mention.source,
        "reason": mention.reason,
        "flags": ";".join(mention.flags),
        "unit_code_before": before,
        "unit_code_after": after,
        "copy_of": article.copy_of,
        **mention.value,
    }


def evidence(doc: Doc, mention: Mention) -> str:
    """Return the sentence that holds a mention, on one line."""
    return line_at(doc, mention.char_start, mention.char_end)


def line_at(doc: Doc, start: int, end: int) -> str:
    """Return the sentence that holds a stretch of a text, on one line; the stretch itself in chrome."""
    sentence = doc.sentence_at(start)
    first, last = (sentence.start, sentence.end) if sentence else (start, end)
    return " ".join(doc.text[first : max(last, end)].split())


def article_row(article: Article, units: Mapping[str, str]) -> Row:
    """Return the row of articles.csv."""
    return {
        "article_id": article.article_id,
        "url": article.url,
        "portal": article.portal,
        "title": " ".join(article.title.split()),
        "published": article.published or "",
        "published_source": article.published_source,
        "updated": article.updated or "",
        "author": article.byline,
        "words": len(article.text.split()),
        "text_sha256": article.text_sha256,
        "copy_of": article.copy_of,
        "quality": ";".join(article.flags),
        **units,
    }


def record_row(article: Mapping[str, Any], rows: Mapping[str, Sequence[Row]]) -> Row:
    """Return the row of records.csv from the article's row and its fields' rows."""
    record: Row = {c.name: article.get(c.name, "") for c in RECORDS}
    record["document_numbers"] = "; ".join(r["number"] for r in rows.get("documents", ()) if r.get("number"))
    record["event_date"] = next((r["value"] for r in rows.get("dates", ()) if r.get("role") == "event"), "")
    record["officials"] = " | ".join(
        f"{r['name']} - {r['titles']}" if r.get("titles") else r["name"] for r in rows.get("officials", ())
    )
    for kind in ("mobilised", "state"):
        record[f"funds_{kind}_vnd"] = _total(rows.get("funds", ()), kind)
    for work in ("new", "upgrade", "repair", "planned"):
        # Of "2,7/4,1 km" only the part that is done counts; the whole is flagged.
        some = (r for r in rows.get("roads", ()) if r.get("work") == work and "whole" not in r["flags"].split(";"))
        lengths = [r["length_km"] for r in some if r.get("length_km")]
        record[f"road_km_{work}"] = round(sum(lengths), 4) if lengths else None
    return record


def _total(funds: Iterable[Row], kind: str) -> int | None:
    """Return the sum of the amounts of a kind, None when there is none; rates and mere plans are not added.

    The parts of a total count under their own kinds; what they leave of the total counts under the total's kind.
    """
    amounts = [r for r in funds if r.get("amount_vnd") and not r.get("per")]
    parts: Counter[int] = Counter()
    for row in amounts:
        if row.get("part_of"):
            parts[int(row["part_of"])] += row["amount_vnd"]
    there = [r for r in amounts if r.get("kind") == kind and "planned" not in r.get("flags", "").split(";")]
    left = [max(0, r["amount_vnd"] - parts[r["amount_vnd"]]) for r in there]
    return sum(left) if left else None
