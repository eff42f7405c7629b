"""Unicode policy: one stored form of a text, and same-length views of it to match on."""

import re
import unicodedata
from functools import lru_cache

import regex

_STORED = str.maketrans({"Ð": "Đ", "ð": "đ", "\xa0": " "})
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_ZERO_WIDTH = "\xad\u200b\u200c\u200d\u2060\ufeff"
_SPACES = "\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_QUOTES = dict.fromkeys("“”„‟", '"') | dict.fromkeys("’‘ʼ‛`´′", "'")
_FULL_WIDTH = {chr(0xFEE0 + i): chr(i) for i in range(0x21, 0x7F)}
_TWINS = dict(zip("АВЕКМНОРСТХаеорсхуіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcxyiABEZHIKMNOPTYXo", strict=True))
_VIEW = (
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SPACES + _ZERO_WIDTH, " ")
    | _QUOTES
    | _FULL_WIDTH
    | _TWINS
    | {"⁄": "/", "∕": "/"}
)
_READABLE = str.maketrans(_TWINS | dict.fromkeys(_ZERO_WIDTH, ""))
# Such letters are rare: to search for them takes a tenth of the time that str.translate takes.
_UNSEEN = re.compile(f"[{''.join(_VIEW)}]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")


def store(raw: str) -> str:
    """Return the form of a text that is stored and that offsets count in: NFC, Icelandic Ð made Đ, plain spaces."""
    return unicodedata.normalize("NFC", raw).translate(_STORED)


def view(text: str) -> str:
    """Return a same-length copy to match on: one kind of dash, quote, blank and digit, Latin for its twins."""
    return _UNSEEN.sub(lambda m: _VIEW[m[0]], text)


def plain(text: str) -> str:
    """Return words as they are to be read: single blanks, nothing of no width, Latin for its twins."""
    return " ".join(text.translate(_READABLE).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return lower case without accents (đ as d), for searching and for comparing careless spellings."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D").lower()


@lru_cache(maxsize=65536)
def tone_key(text: str) -> str:
    """Return a lower-case key in which the tone stands at the end of its syllable, so that hòa equals hoà."""

    def move(match: regex.Match[str]) -> str:
        letters = unicodedata.normalize("NFD", match[0])
        tone = "".join(c for c in letters if c in _TONES)
        return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES)) + tone

    moved: str = _WORD.sub(move, unicodedata.normalize("NFC", text).lower())
    return moved
