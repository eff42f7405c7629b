"""Sentences and words: the one door to underthesea."""

import re
from collections.abc import Iterator

import regex

from extractors.text import view

# A full stop after one of these, after a lone capital or after a number that opens a line ends no sentence.
_ABBREVIATIONS = (
    "TT TX TP Tp Tx Tt KT TM TL TUQ PGS GS TS ThS Ths Th BS BSCKI BSCKII KS CN DS LS NXB Đ đ Đc đc UBND HĐND MTTQ "
    "PCT PBT PGĐ CT BT GĐ Mr Ms Dr St vd VD tr Tr Q P H X "
    "Đ/c đ/c Đ/C T.P T.X T.T SĐT ĐT Fax Email NGƯT NGND NSƯT NSND Bs Ts Ks"
)
_LINE = re.compile(r"[^\n\r]+")
_MARK = re.compile("[.?!…]")
# Behind a mark: closing marks, blank, perhaps a bullet, opening marks, capital; or the blank is forgotten.
_STOP = regex.compile(
    r"""\G["')\]]*+(?=\s++(?:[-*•+]\s++)?["'(\[]*+[\p{Lu}\d])"""
    r"""|\G(?<=\.{3}|…|\p{Ll}{2}[.?!])(?P<closed>["')]?+)(?=\p{Lu}\p{Ll})"""
)
_NO_STOP = regex.compile(
    rf"(?:^|[\s(\"'.])(?:{'|'.join(regex.escape(a) for a in _ABBREVIATIONS.split())}|\p{{Lu}})\.$"
    r"|^\s*(?:\p{N}{1,2}|[IVX]{1,4})\.$"
)
_LONGEST_ABBREVIATION = 12


def split(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences: lines first, then stops outside abbreviations; blank ends are cut off."""
    seen = view(text)
    return [span for line in _LINE.finditer(seen) for span in _split_line(seen, line.start(), line.end())]


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in _MARK.finditer(text, start, end):
        stop = _STOP.match(text, mark.end(), end)
        if stop and (stop["closed"] or not _is_abbreviation(text, begin, mark.end())):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _is_abbreviation(text: str, begin: int, end: int) -> bool:
    return _NO_STOP.search(text[max(begin, end - _LONGEST_ABBREVIATION) : end]) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        offset = start + piece.index(inner)
        yield offset, offset + len(inner)


def words(sentence: str) -> list[tuple[int, int]]:
    """Return the offsets of the words of one sentence as underthesea cuts them, aligned syllable by syllable.

    Raises ValueError when a token cannot be found again in the sentence.
    """
    from underthesea import word_tokenize

    spans, at = [], 0
    for token in word_tokenize(sentence, use_token_normalize=False):
        begin = -1
        for syllable in token.split():
            while at < len(sentence) and sentence[at].isspace():
                at += 1
            # underthesea reads ð and Ð as đ and Đ, one letter for one.
            if len(sentence) < at + len(syllable):
                raise ValueError(f"token {token!r} does not stand in the sentence")
            begin = at if begin < 0 else begin
            at += len(syllable)
        if begin >= 0:
            spans.append((begin, at))
    return spans
