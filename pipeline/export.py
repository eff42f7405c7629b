"""Write the tables of a store as CSV, JSON Lines, Excel or Parquet; one writer a suffix."""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pipeline.files import replacing, replacing_path
from pipeline.issues import UserError
from pipeline.json_lines import write_lines
from pipeline.schema import Table, package, tables
from pipeline.store import Store

# Spreadsheets run a cell that opens with one of these as a formula; pages are hostile, so it gets a quote before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> Any:
    """Return a value as it stands in a CSV or Excel cell: no line break, no formula, numbers without exponent."""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, str):
        flat = " ".join(value.split()) if "\n" in value or "\r" in value else value
        return f"'{flat}" if flat.startswith(_FORMULA) else flat
    return "" if value is None else value


def write_csv(store: Store, table: Table, path: Path) -> int:
    """Write a table as UTF-8 CSV with byte-order mark (Excel needs it), one line a row; return the number of rows."""
    with replacing(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(table.header)
        count = 0
        for count, row in enumerate(store.rows(table), 1):  # noqa: B007
            writer.writerow([cell(v) for v in row])
    return count


def write_jsonl(store: Store, table: Table, path: Path) -> int:
    """Write a table as JSON Lines, values as they are; articles come whole, with their text."""
    if table.name == "articles":
        return write_lines(path, store.articles())
    return write_lines(path, (dict(zip(table.header, row, strict=True)) for row in store.rows(table)))


def write_xlsx(store: Store, table: Table, path: Path) -> int:
    """Write a table as an Excel workbook: frozen header, filters, text columns never read as formulas."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    sheet.append(table.header)
    count = 0
    for count, row in enumerate(store.rows(table), 1):  # noqa: B007
        plain = (v if isinstance(v, int | float) else cell(v) for v in row)
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", v)[:32000] if isinstance(v, str) else v for v in plain])
    sheet.auto_filter.ref = f"A1:{_letter(len(table.header))}{count + 1}"
    with replacing_path(path) as part:
        book.save(part)
    return count


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def write_parquet(store: Store, table: Table, path: Path) -> int:
    """Write a table as Parquet with typed columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "integer": pa.int64(), "decimal": pa.float64(), "date": pa.string()}
    schema = pa.schema([(c.name, types[c.kind]) for c in table.columns])
    columns = list(zip(*store.rows(table), strict=True)) or [()] * len(table.header)
    arrays = [pa.array(list(c), type=t.type) for c, t in zip(columns, schema, strict=True)]
    with replacing_path(path) as part:
        pq.write_table(pa.Table.from_arrays(arrays, schema=schema), part)
    return len(columns[0])


WRITERS: dict[str, Callable[[Store, Table, Path], int]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
}


def export(store: Store, out: Path, formats: Iterable[str] = ("csv",)) -> dict[str, int]:
    """Write every table in each format and the data package descriptor; return the rows a table.

    Raises UserError for a format that has no writer.
    """
    counts: dict[str, int] = {}
    for suffix in formats:
        if suffix not in WRITERS:
            raise UserError(f"no writer for '{suffix}'; choose from {', '.join(WRITERS)}")
        for table in tables().values():
            counts[table.name] = WRITERS[suffix](store, table, out / f"{table.name}.{suffix}")
    with replacing(out / "datapackage.json") as file:
        json.dump(package(tables().values(), "Records from Vietnamese local news"), file, ensure_ascii=False, indent=1)
    return counts


def publish(store: Store, out: Path) -> dict[str, int]:
    """Write what every command leaves in its folder: articles.jsonl, mentions.jsonl, the CSVs and datapackage.json."""
    write_jsonl(store, tables()["articles"], out / "articles.jsonl")
    write_lines(out / "mentions.jsonl", store.mentions())
    return export(store, out)
