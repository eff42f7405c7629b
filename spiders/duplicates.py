"""The same text twice: doubled blocks within a page, near-duplicates between articles."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import regex

from extractors.text import fold
from spiders.article import Article
from spiders.blocks import Block
from spiders.lines import time_stamp

_LONG = 40
# A doubled block holds much of the page; an address under each of ten products does not.
_DOUBLED_SHARE = 0.25
_WORD = regex.compile(r"\w+")
_SHINGLE = 4
_PERMUTATIONS = 128
_CANDIDATE = 0.25
# Another source line and a paragraph less leave a short text little alike, but nearly all of it in the longer one.
_LOOSE, _HELD = 0.3, 0.85


def once(lines: Sequence[Block], title: str = "") -> list[Block]:
    """Return lines without the second print of a block (desktop and mobile), its title and time, and doubled lines."""
    keys = [" ".join(fold(b.text).split()) for b in lines]
    gone = {n for (m, a), (n, b) in pairwise(enumerate(keys)) if a == b and len(a) >= _LONG}
    total = sum(map(len, keys))
    for start, end in _repeats(keys):
        if sum(len(k) for k in keys[start:end]) >= _DOUBLED_SHARE * total:
            before = set(keys[:start])
            heading = {" ".join(fold(title).split())}
            while start > 1 and (keys[start - 1] in heading or time_stamp(lines[start - 1].text)):
                gone.add(start := start - 1)
            gone |= {n for n in range(start, end) if keys[n] in before}
    return [b for n, b in enumerate(lines) if n not in gone]


def _repeats(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of stretches whose long lines stood before, in the same order."""
    first: dict[str, int] = {}
    start, last = -1, -1
    for n, key in enumerate(keys):
        if len(key) < _LONG:
            continue
        earlier = first.setdefault(key, n)
        if earlier == n or (start >= 0 and earlier <= last):
            if start >= 0:
                yield start, n
            start, last = (-1, -1) if earlier == n else (n, earlier)
        else:
            start, last = (n if start < 0 else start), earlier
    if start >= 0:
        yield start, len(keys)


def shingles(text: str) -> frozenset[str]:
    """Return the runs of four words of a text, folded, so that accents and blanks do not count."""
    words = _WORD.findall(fold(text))
    return frozenset(" ".join(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1)))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the Jaccard index of two sets of shingles, 0 to 1."""
    return len(a & b) / len(a | b) if a | b else 0.0


def _same(a: frozenset[str], b: frozenset[str], threshold: float) -> float:
    alike = likeness(a, b)
    held = len(a & b) / min(len(a), len(b)) if a and b else 0.0
    return alike if alike >= threshold or (alike >= _LOOSE and held >= _HELD) else 0.0


def link_copies(articles: Iterable[Article], threshold: float = 0.5) -> list[tuple[str, str, float]]:
    """Set `copy_of` of near-duplicates to the id of the main one, and return (copy, main, likeness) a pair.

    The main one is the earliest published, then the one that names no source, then the first given.
    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
    known: list[tuple[Article, frozenset[str]]] = []
    pairs: list[tuple[str, str, float]] = []
    for article in sorted(articles, key=_precedence):
        own = shingles(article.text)
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([s.encode() for s in own])
        near = [(_same(own, known[n][1], threshold), -n) for n in index.query(sketch)]
        best, main = max(near, default=(0.0, 0))
        if best:
            original = known[-main][0]
            article.copy_of = original.copy_of or original.article_id
            pairs.append((article.article_id, article.copy_of, round(best, 3)))
        index.insert(len(known), sketch)
        known.append((article, own))
    return pairs


def _precedence(article: Article) -> tuple[bool, str, bool]:
    return not article.published, article.published or "", bool(article.source_line)
