"""What a field is, and how the installed ones are found."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Literal

from extractors.mention import Mention

if TYPE_CHECKING:
    from extractors.doc import Doc

Kind = Literal["text", "integer", "decimal", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a field's table; `choices` closes the list of its values."""

    name: str
    kind: Kind
    description: str
    choices: tuple[str, ...] = ()


def best(mentions: Sequence[Mention]) -> Mention:
    """Return the mention that stands for equal ones: the surest, then the fullest, then the first."""
    filled = [sum(v not in (None, "") for v in m.value.values()) for m in mentions]
    return max(zip(mentions, filled, strict=True), key=lambda x: (x[0].confidence, x[1], -x[0].char_start))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A kind of fact that is extracted (trường): its table's columns, and the function that finds its mentions.

    `gate` is an RE2 pattern: a sentence that does not match it cannot hold a mention. `key` names the columns that
    make two mentions of an article the same value; `body` names the column that says whose value it is. Fields run by
    `order`; a later one sees the mentions of the earlier.
    """

    name: str
    label: str
    colour: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    find: "Callable[[Doc], Iterable[Mention]]"
    gate: str
    order: int = 50
    body: str = ""
    merge: Callable[[Sequence[Mention]], Mention] = best


@cache
def fields() -> dict[str, Field]:
    """Return the installed fields by name in running order: modules of the package, entry points `vnnews.fields`."""
    package = importlib.import_module("extractors.fields")
    found = [importlib.import_module(f"extractors.fields.{m.name}") for m in pkgutil.iter_modules(package.__path__)]
    all_fields = [m.FIELD for m in found] + [e.load() for e in entry_points(group="vnnews.fields")]
    return {f.name: f for f in sorted(all_fields, key=lambda f: (f.order, f.name))}
