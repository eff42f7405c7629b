"""A guarded pattern finds what the pattern itself finds: the looser one that it asks first loses nothing."""

import json
import random
from pathlib import Path

import pytest
import regex

from extractors import guarded, read
from extractors.guarded import Guarded
from extractors.text import store

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
# What case, digits, blanks and ends are to one engine and not to the other.
STRANGE = ["İ", "ı", "\u212a", "ſ", "\u2028", "\n", "\xa0", "٣", "Đ", "đ", "", " ", "1"]


@pytest.mark.parametrize(
    ("pattern", "flags", "text"),
    [
        (r"(?<!\p{L})xã(?! hội)$", 0, "về xã\n"),
        (r"(?P<a>\d)/(?P=a)", 0, "٣/٣"),
        (r"(?:góp|(?>chi|thu)++){1,3}+ \s*?tiền", regex.IGNORECASE, "GÓP \u2003TIỀN"),
        (r"[^\p{L}\d.]{0,9}+km", 0, "12 km"),
        (r"\bđi[iu]?(?=\.)", regex.IGNORECASE, "ĐİI."),
        (r"(?m)^số(?i): \p{Lu}", 0, "một\nsố: a"),
        (r"(?-i:\p{Lu})[\x27\-]ng", regex.IGNORECASE, "K'NG"),
        (r"\Gtừ", 0, "từ"),
    ],
)
def test_the_looser_pattern_matches_wherever_the_pattern_does(pattern: str, flags: int, text: str) -> None:
    strict = regex.compile(pattern, flags)
    assert strict.search(text)
    assert Guarded(strict).search(text)


def test_a_text_that_cannot_match_is_not_searched() -> None:
    assert not Guarded(regex.compile(r"(?<!\p{L})(?:vận động|quyên góp) được")).possible("Xã họp bàn việc làm đường.")


def test_a_stretch_is_searched_as_the_pattern_does() -> None:
    long = guarded.guarded(regex.compile("góp (?=tiền)|" + "dành dụm|" * 20 + "gom"))
    assert isinstance(long, Guarded)
    assert [m.start() for m in long.finditer("góp tiền, góp tiền", 5)] == [10]
    assert long.search("góp tiền", 0, 6) is None


def test_a_pattern_of_unknown_syntax_is_searched_unguarded() -> None:
    assert Guarded(regex.compile(r"\w+ tiền")).search("góp tiền")


def test_nothing_is_lost_on_our_articles_and_on_garbled_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(self: Guarded, text: str, pos: int = 0, endpos: int | None = None) -> "regex.Match[str] | None":
        found = self._pattern.search(text, pos, endpos)
        assert not found or self.possible(text[pos:endpos]), (self.pattern, text[pos:endpos])
        return found

    monkeypatch.setattr(Guarded, "search", search)
    monkeypatch.setattr(Guarded, "finditer", lambda self, *at: self._pattern.finditer(*at) if search(self, *at) else ())
    chance = random.Random(0)
    for line in (CORPUS / "dev_articles.jsonl").read_text("utf-8").splitlines()[::3]:
        text = store(json.loads(line)["text"])
        read(text)
        for _ in range(40):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(STRANGE) + text[at + chance.randrange(2) :]
        read(text)
