"""No pattern of a field takes long on any text of ten thousand characters, nor a field on a text of its near misses."""

import importlib
import pkgutil
import time
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest
import regex

import extractors
from extractors.patterns import part, rules
from extractors.text import store, view

SIZE, SECONDS, TRIES = 10_000, 0.05, 8
TABLES = sorted(p.name.removesuffix(".toml") for p in files("extractors").joinpath("rules").iterdir())
# Runs of what patterns are made of: each is repeated to the full length, alone and before a sudden end.
UNITS = (
    *("1", "9 ", "1.", "1,", "1/", "1-", "12.345.", "1/1/", "12/3/2024-", "I", "XIV/", "2024 - "),
    *(" ", "\n", ",", ", ", ".", "(", "-", " - ", ":", ";", "/", '"', "'"),
    *("A", "Ă ", "AB-", "Ấp ", "Nguyễn Văn ", "H'", "a", "ă ", "một ", "năm ", "ngày ", "từ ngày "),
    *("và ", "của ", "số 1", "1/KH-", "đồng chí ", "Chủ tịch ", "UBND xã "),
    *("1 tỷ ", "đồng ", "/người", "mỗi ", "đường ", "1 km ", "trong đó ", "đã ", "sẽ ", "ảnh: "),
)


@cache
def repeated(unit: str) -> str:
    return view(store((unit * (SIZE // len(unit) + 1))[:SIZE]))


def compiled() -> Iterator[tuple[str, regex.Pattern[str]]]:
    """Yield every pattern of the tables, every part that is no piece of another, and every one that a module keeps."""
    for table in TABLES:
        yield from ((f"{table}.{r.name}", r.pattern) for r in rules(table).values())
        source = files("extractors").joinpath("rules", f"{table}.toml").read_text("utf-8")
        whole = [p for p in tomllib.loads(source).get("parts", {}) if f"{{{p}}}" not in source]
        yield from ((f"{table}.parts.{p}", regex.compile(part(table, p), regex.IGNORECASE)) for p in whole)
    for name in (m.name for m in pkgutil.walk_packages(extractors.__path__, "extractors.")):
        for variable, value in vars(importlib.import_module(name)).items():
            kept = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else [value]
            yield from ((f"{name}.{variable}.{i}", p) for i, p in enumerate(kept) if isinstance(p, regex.Pattern))


PATTERNS = dict(compiled())


def near_misses(name: str) -> list[str]:
    """Return the examples of a rule without their last letters, so that what begins like a match never ends as one."""
    table, _, rule = name.partition(".")
    found = rules(table).get(rule) if table in TABLES else None
    return [e[1][:-1] or e[1] for e in found.examples] + [e[0][:-2] for e in found.examples] if found else []


def took(pattern: regex.Pattern[str], text: str) -> float:
    """Return the CPU seconds of the quickest of a few runs over a text; an anchored one runs at its start."""
    best = float("inf")
    for _ in range(TRIES):
        start = time.process_time()
        if pattern.pattern.startswith("\\G"):
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
        best = min(best, time.process_time() - start)
        if best < SECONDS:
            break
    return best


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_takes_long_on_a_hostile_text(name: str) -> None:
    units = (*UNITS, *near_misses(name))
    slow = [(unit, seconds) for unit in units if (seconds := took(PATTERNS[name], repeated(unit))) >= SECONDS]
    assert slow == []
