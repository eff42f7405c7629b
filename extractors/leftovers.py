"""What looks like a value and is covered by no mention and no rejection: for people who mend rules."""

from collections.abc import Iterator

import regex

from extractors.doc import Doc
from extractors.mention import Mention, Rejection

_SUSPICIOUS = regex.compile(
    r"(?<![\d.,])\d[\d.,]*+\s?(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu|km)\b(?!\s?(?:lệ|trọng|²|2|/\p{L}))"
    r"|(?<!\d)\d++\s?[-/]\s?(?:KH|NQ|QĐ|CT|TB|BC|CV)\b[\w/-]*"
)


def leftovers(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the stretches outside chrome where a digit meets tỷ, triệu, km or /KH- and no rule has said a word."""
    said: list[Mention | Rejection] = [*doc.mentions, *doc.rejected]
    spoken = [(m.char_start, m.char_end) for m in said]
    for sentence in doc.sentences:
        for match in _SUSPICIOUS.finditer(sentence.view):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if not any(a < end and start < b for a, b in spoken):
                yield start, end
