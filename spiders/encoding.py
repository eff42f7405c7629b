"""From bytes to Vietnamese text: the page's charset, and lines garbled by an old font encoding or a wrong decoding."""

import codecs
import unicodedata
from functools import lru_cache

import regex

_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CHARSET = regex.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", regex.IGNORECASE)
_HEAD = 4096
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Every rhyme of Vietnamese without its tone; what is garbled seldom falls on one.
_SYLLABLE = regex.compile(
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?+"
    r"(?:uyê|uya|uyu|oai|oao|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|uai|uao|uay|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi"
    r"|ơi|ua|uâ|uă|uê|ui|uô|uơ|ưa|ưi|ươ|ưu|uy|yê|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnpt])?+|gi(?:ng?|n?h)?+"
)
_MISREAD = regex.compile(r"[ÃÄÅÆáâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# Letters and signs that Vietnamese in Unicode has no use for, but its garbled forms are full of.
_SUSPECT = regex.compile(r"(?V1)[\x80-ÿ--[àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ°·«»²³]]")
_FONT_ENCODINGS = ("tcvn3", "vni", "viscii")
_MIN_LETTERS = 20


def _known(charset: str) -> str:
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return ""
    # Browsers read both labels as Windows-1252, and so did whoever looked at the page.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def declared(body: bytes, content_type: str = "") -> str:
    """Return the charset a page names for itself, in Content-Type before meta; empty when none is usable."""
    head = body[:_HEAD].decode("latin-1")
    return next(
        (known for text in (content_type, head) if (m := _CHARSET.search(text)) and (known := _known(m[1]))), ""
    )


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Return the text of a page and the charset that gave it: BOM, then what the bytes prove, then what is declared."""
    for bom, charset in _BOMS.items():
        if body.startswith(bom):
            return body[len(bom) :].decode(charset, "replace"), charset
    charset = declared(body, content_type)
    try:
        # Text that is valid UTF-8 beyond ASCII is UTF-8, whatever the server claims.
        return body.decode("utf-8"), "utf-8" if not body.isascii() else charset or "utf-8"
    except UnicodeDecodeError:
        pass
    text = body.decode("utf-8", "replace")
    if charset in ("", "utf-8") and text.count("�") * 50 <= sum(c > "\x7f" for c in text):
        return text, "utf-8"
    if charset == "utf-8":
        charset = ""
    return body.decode(charset or "cp1252", "replace"), charset or "cp1252"


@lru_cache(maxsize=65536)
def _is_syllable(token: str) -> bool:
    letters = unicodedata.normalize("NFD", token)
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    return len(letters) - sum(c not in _TONES for c in letters) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def vietnamese(line: str) -> float:
    """Return the share of a line's words that can be Vietnamese syllables, 0 to 1."""
    tokens = [w.strip(".,;:!?()\"'“”‘’…-–/") for w in unicodedata.normalize("NFC", line).lower().split()]
    tokens = [w for w in tokens if any(map(str.isalpha, w))]
    return sum(map(_is_syllable, tokens)) / len(tokens) if tokens else 0.0


def repair(line: str, hint: str = "") -> tuple[str, str]:
    """Return a line with its encoding repaired and the name of the repair, or the line itself and an empty name.

    A repair is made only when most words become Vietnamese that were not; `hint` is an encoding already proved on the
    same page, under which short lines are trusted too.
    """
    if line.isascii() or not _SUSPECT.search(line) or (before := vietnamese(line.replace("\xad", ""))) > 0.7:
        return line, ""
    long = sum(map(str.isalpha, line)) >= _MIN_LETTERS
    best, how, score = line, "", before + 0.3
    for name in (hint,) if hint else ("mojibake", *_FONT_ENCODINGS * long):
        tried = _converted(line, name)
        if (after := vietnamese(tried)) >= max(score, 0.8):
            best, how, score = tried, name, after + 1e-9
    return best, how


def _converted(line: str, name: str) -> str:
    if name == "mojibake":
        if not _MISREAD.search(line):
            return line
        import ftfy

        return ftfy.fix_encoding(line)
    import viparse

    return str(viparse.fix(line, encoding=name))
