"""What a field adds to the time of extraction, measured so that other work on the machine does not count."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable

from extractors.doc import Doc
from extractors.field import fields


def added(name: str, texts: Iterable[str], rounds: int) -> float:
    """Return the CPU time of a field as a share of that of all others and of cutting the text into sentences.

    Each field is timed on each text within one reading; the least time of the rounds counts, as load only adds to it.
    """
    least: dict[tuple[str, str], float] = defaultdict(lambda: float("inf"))
    for _ in range(rounds):
        for text in texts:
            for part, seconds in _times(text).items():
                least[text, part] = min(least[text, part], seconds)
    spent: Counter[str] = Counter()
    for (_, part), seconds in least.items():
        spent[part] += seconds
    return spent[name] / (spent.total() - spent[name])


def _times(text: str) -> dict[str, float]:
    doc = Doc(text)
    times = {}
    start = time.process_time()
    list(doc.candidates("places"))
    times["sentences"] = time.process_time() - start
    for field in fields().values():
        start = time.process_time()
        doc.mentions += sorted(field.find(doc), key=lambda m: (m.char_start, m.char_end))
        times[field.name] = time.process_time() - start
    return times
