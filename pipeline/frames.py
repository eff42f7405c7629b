"""Every table as a typed pandas DataFrame, for summaries, notebooks and users' own scripts."""

from pathlib import Path
from typing import TYPE_CHECKING

from extractors.field import Column
from pipeline.issues import UserError
from pipeline.schema import Table, tables
from pipeline.store import Store

if TYPE_CHECKING:
    import pandas as pd


def frame(folder: Path, name: str) -> "pd.DataFrame":
    """Return a table of an out folder: integers as Int64, ISO dates as datetime, closed lists as categories.

    Raises UserError when the folder has no store or no such table.
    """
    if name not in tables():
        raise UserError(f"no table '{name}'; there are {', '.join(tables())}")
    if not (folder / "vnnews.sqlite").exists():
        raise UserError(f"{folder} holds no vnnews.sqlite; make one with 'vnnews extract' or 'vnnews run'")
    store = Store(folder / "vnnews.sqlite", read_only=True)
    try:
        return _typed(store, tables()[name])
    finally:
        store.close()


def _typed(store: Store, table: Table) -> "pd.DataFrame":
    import pandas as pd

    data = pd.DataFrame(store.rows(table), columns=table.header)
    for column in table.columns:
        data[column.name] = _column(data[column.name], column)
    return data


def _column(values: "pd.Series", column: Column) -> "pd.Series":
    import pandas as pd

    if column.choices:
        choices = [c for c in column.choices if c]
        return values.where(values.isin(choices)).astype(pd.CategoricalDtype(choices))
    if column.kind == "integer":
        return values.astype("Int64")
    if column.kind == "decimal":
        return values.astype("Float64")
    if column.kind == "date":
        return pd.to_datetime(values, errors="coerce")
    return values.astype("string")
