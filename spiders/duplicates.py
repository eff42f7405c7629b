"""The same text twice: doubled blocks within a page, near-duplicates between articles."""

from collections.abc import Sequence

from extractors.text import fold
from spiders.blocks import Block

_MIN_REPEAT = 40


def once(lines: Sequence[Block]) -> list[Block]:
    """Return lines without the second print of a block (desktop and mobile): a long line counts once.

    A short line is dropped only between dropped ones, since names and labels may well repeat.
    """
    seen: set[str] = set()
    repeated = []
    for block in lines:
        key = " ".join(fold(block.text).split())
        repeated.append(key in seen)
        seen.add(key)
    kept: list[Block] = []
    gone = False
    for n, block in enumerate(lines):
        long = len(block.text) >= _MIN_REPEAT
        later = next((repeated[m] for m in range(n + 1, len(lines)) if len(lines[m].text) >= _MIN_REPEAT), gone)
        gone = repeated[n] if long else repeated[n] and gone and later
        if not gone:
            kept.append(block)
    return kept
