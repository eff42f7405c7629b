"""One schema for every table, made from the fields: SQL, CSV headers, data package and Parquet all come from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.field import Column, Field, fields

UNITS = tuple(
    Column(f"{level}_{side}", "text", f"GSO code of the {level}, {era}")
    for side, era, levels in (
        ("before", "to 30 June 2025", ("province", "district", "commune")),
        ("after", "from 1 July 2025", ("province", "commune")),
    )
    for level in levels
)
_ID = Column("article_id", "text", "id of the article: key of articles.csv")
_URL = Column("url", "text", "address of the article")
_COPY = Column("copy_of", "text", "article_id of the article that this one repeats; empty for a main one")

ARTICLES = (
    _ID,
    _URL,
    Column("portal", "text", "name of the portal in the registry"),
    Column("title", "text", "headline (tiêu đề)"),
    Column("published", "text", "publication date or date-time at +07:00; empty when not certain"),
    Column("published_source", "text", "evidence of the date: listing, time, meta, url, near-title, given"),
    Column("updated", "text", "date of the last change that the page prints"),
    Column("author", "text", "byline (bút danh) as printed"),
    Column("words", "integer", "syllables (tiếng) of the text"),
    Column("text_sha256", "text", "SHA-256 of the stored text, which all offsets index"),
    _COPY,
    Column("quality", "text", "quality flags joined by ;"),
    *UNITS,
)

# What every row of a field starts with: the mention, its proof, and who found it.
EVIDENCE = (
    _ID,
    _URL,
    Column("text", "text", "the mention as printed: text[char_start:char_end] of the stored text"),
    Column("char_start", "integer", "offset of its first character in the stored text"),
    Column("char_end", "integer", "offset after its last character"),
    Column("sentence", "text", "the sentence that proves the value"),
    Column("confidence", "decimal", "0 to 1"),
    Column("source", "text", "rule:NAME or model:NAME that found it"),
    Column("reason", "text", "why a value is empty or was decided so"),
    Column("flags", "text", "warnings joined by ;, such as planned: a sum not yet raised or spent"),
    Column("unit_code_before", "text", "GSO code of the unit the value belongs to, to 30 June 2025"),
    Column("unit_code_after", "text", "the same from 1 July 2025"),
    _COPY,
)

RECORDS = (
    *ARTICLES[:5],
    *UNITS,
    Column("document_numbers", "text", "document numbers joined by ;"),
    Column("event_date", "text", "first date of role event, EDTF"),
    Column("officials", "text", "name - posts, people joined by |"),
    Column(
        "funds_mobilised_vnd",
        "integer",
        "sum of mobilised amounts without rates and plans; the parts of a total count under their own kinds",
    ),
    Column("funds_state_vnd", "integer", "sum of budget amounts, likewise"),
    *(
        Column(f"road_km_{w}", "decimal", f"kilometres of road, work: {w}")
        for w in ("new", "upgrade", "repair", "planned")
    ),
    _COPY,
)

ISSUES = (
    Column("run_id", "integer", "run that saw it first"),
    Column("stage", "text", "models, read, parse, extract, leftover, check"),
    Column("source", "text", "file, line or address it concerns"),
    Column("problem", "text", "what is wrong"),
    Column("hint", "text", "what to do"),
)

RUNS = (
    Column("run_id", "integer", "number of the run"),
    Column("started", "text", "UTC time"),
    Column("command", "text", "what was run"),
    Column("counts", "text", "what it did, JSON"),
)

HEALTH = (
    Column("run_id", "integer", "run that saw it"),
    Column("portal", "text", "name of the portal in the registry"),
    Column("at", "text", "UTC time"),
    Column("outcome", "text", "the verdict", ("ok", "empty", "broken")),
    Column("reasons", "text", "what is wrong, joined by ;"),
    Column("crawl", "text", "why the crawl of the portal ended"),
    *(
        Column(name, "integer", what)
        for name, what in (
            ("pages", "pages that answered with content"),
            ("new", "pages not known before, without attached files"),
            ("changed", "articles that say something else than before"),
            ("unchanged", "pages as they were"),
            ("articles", "all articles that the archive of the portal gives"),
            ("fresh", "articles not known before"),
            ("sampled", "articles read in this run: what the next three are counted of"),
            ("dated", "articles with a date"),
            ("bylined", "articles with a byline (bút danh)"),
            ("selected", "articles whose body a selector found; the rest fell back to the lines alone"),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the store and of the exports."""

    name: str
    columns: tuple[Column, ...]
    description: str
    primary: tuple[str, ...] = ()

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [c.name for c in self.columns]

    def sql(self) -> str:
        """Return the CREATE TABLE statement."""
        columns = [f'"{c.name}" {_SQL[c.kind]}' for c in self.columns]
        if self.primary:
            columns.append(f"PRIMARY KEY ({', '.join(self.primary)})")
        return f'CREATE TABLE IF NOT EXISTS "{self.name}" ({", ".join(columns)})'

    def missing(self, known: Sequence[str]) -> list[str]:
        """Return the definitions of the columns that a table of an older version lacks."""
        return [f'"{c.name}" {_SQL[c.kind]}' for c in self.columns if c.name not in known]

    def resource(self) -> dict[str, Any]:
        """Return the table as a resource of a Frictionless data package (its CSV file and schema)."""
        return {
            "name": self.name,
            "path": f"{self.name}.csv",
            "description": self.description,
            "format": "csv",
            "encoding": "utf-8-sig",
            "schema": {"fields": [_resource_field(c) for c in self.columns], "primaryKey": list(self.primary)},
        }


_SQL = {"text": "TEXT", "integer": "INTEGER", "decimal": "REAL", "date": "TEXT"}
_FRICTIONLESS = {"text": "string", "integer": "integer", "decimal": "number", "date": "date"}


def _resource_field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS[column.kind],
        "description": column.description,
    }
    if column.choices:
        found["constraints"] = {"enum": ["", *column.choices] if "" not in column.choices else list(column.choices)}
    return found


def field_table(field: Field) -> Table:
    """Return the table of a field: the evidence, then the field's own columns."""
    return Table(field.name, EVIDENCE + field.columns, f"{field.label}: one row a distinct value an article")


@cache
def tables() -> dict[str, Table]:
    """Return the published tables by name: articles, one a field, records."""
    articles = Table("articles", ARTICLES, "One row an article", ("article_id",))
    records = Table("records", RECORDS, "One row an article with what it says, for counting", ("article_id",))
    return {t.name: t for t in (articles, *(field_table(f) for f in fields().values()), records)}


def log_tables() -> tuple[Table, ...]:
    """Return the tables that tell how the store came about: runs, issues and the health of the portals."""
    return (
        Table("runs", RUNS, "One row a run", ("run_id",)),
        Table("issues", ISSUES, "What went wrong, and what to do"),
        Table("health", HEALTH, "One row a portal and run: what the run saw of the portal, and how the portal is"),
    )


def package(chosen: Iterable[Table], title: str) -> dict[str, Any]:
    """Return the data package descriptor of the tables."""
    return {
        "profile": "tabular-data-package",
        "name": "vnnews",
        "title": title,
        "resources": [t.resource() for t in chosen],
    }
