"""What an extractor finds: a stretch of the stored text, its value, and who found it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of a text that states a value of a field (lần nhắc); text[char_start:char_end] is `text`, always."""

    field: str
    text: str
    char_start: int
    char_end: int
    value: Mapping[str, Value]
    source: str
    confidence: float = 1.0
    reason: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that a rule saw and turned down, with the reason; `explain` shows it, the models learn from it."""

    field: str
    text: str
    char_start: int
    char_end: int
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a text besides itself; `published` is an ISO date, `unit_code` the GSO code of the portal."""

    title: str = ""
    published: str | None = None
    url: str = ""
    portal: str = ""
    unit_code: str = ""
    captions: tuple[str, ...] = field(default=())
