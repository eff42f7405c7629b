"""Whatever is typed into a text, every field reads it to the end, and each mention is a stretch of it."""

import random
import re
from collections.abc import Callable

import pytest

from extractors import Context, read
from extractors.field import fields
from extractors.mention import Mention
from extractors.patterns import rules
from extractors.text import store

EDITS, MOST = 200, 12
DATE = re.compile(r"(?:[\dX]{4}(?:-\d\d){0,2}(?:/(?=.)|$)){0,2}")
PIECES = (
    *(
        "",
        " ",
        "  ",
        "\n",
        ".",
        ",",
        ";",
        ":",
        "/",
        "-",
        " – ",
        "(",
        ")",
        '"',
        "’",
        "Ð",
        "\xa0",
        "\u0301",
        "\u200b",
        "🙂",
    ),
    *(
        "9",
        "05",
        "1.000",
        ",5",
        "XIV",
        "tỷ",
        "đ",
        "km",
        "m",
        "x",
        "năm ",
        "ngày ",
        "số ",
        "ông ",
        "Chủ tịch ",
        "xã ",
        "Hà",
    ),
)


def edited(text: str, chance: random.Random) -> str:
    """Return a text after a few random insertions, deletions and replacements of a character or two."""
    letters = list(text)
    for _ in range(chance.randint(1, MOST)):
        at = chance.randrange(len(letters) + 1)
        letters[at : at + chance.randint(0, 2)] = chance.choice(PIECES)
    return store("".join(letters))


def sound(name: str, found: Mention) -> bool:
    """Tell whether the values of a mention can be ones: sums and lengths above nothing, dates in EDTF."""
    checks: dict[str, Callable[[Mention], bool]] = {
        "funds": lambda m: int(m.value["amount_vnd"] or 0) > 0,
        "roads": lambda m: float(m.value["length_km"] or 0) > 0,
        "documents": lambda m: any(letter.isdigit() for letter in str(m.value["number"])),
        "dates": lambda m: DATE.fullmatch(str(m.value["value"])) is not None,
        "officials": lambda m: bool(m.value["name"]),
    }
    return checks.get(name, lambda m: True)(found)


@pytest.mark.parametrize("name", list(fields()))
def test_random_edits_never_break_the_run_or_the_offsets(name: str) -> None:
    chance = random.Random(name)
    texts = [example[0] for rule in rules(name).values() for example in rule.examples]
    for _ in range(EDITS):
        text = edited(" ".join(chance.sample(texts, min(4, len(texts)))), chance)
        for found in read(text, Context(published="2024-06-01"), only=[name]).mentions:
            assert text[found.char_start : found.char_end] == found.text != ""
            assert sound(name, found)
            assert 0 < found.confidence <= 1
