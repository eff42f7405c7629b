"""The data dictionary: every column of every table, written from the schema."""

from pipeline.schema import log_tables, tables


def page() -> str:
    """Return docs/data-dictionary.md."""
    lines = [
        "# Data dictionary",
        "",
        "Written by `python -m pipeline.dictionary > docs/data-dictionary.md`; a test keeps it up to date.",
    ]
    for table in (*tables().values(), *log_tables()):
        lines += [
            "",
            f"## {table.name}",
            "",
            f"{table.description}.",
            "",
            "| column | type | holds |",
            "| --- | --- | --- |",
        ]
        for column in table.columns:
            choices = f" ({', '.join(c or 'empty' for c in column.choices)})" if column.choices else ""
            lines.append(f"| `{column.name}` | {column.kind} | {column.description}{choices} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(), end="")
