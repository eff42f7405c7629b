"""What begins at a token: a post, a body, a unit, a form of address, a verb; and the word tables behind it."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors import names
from extractors.patterns import table as words_of
from extractors.syllables import Phrases, Token, table, tokens
from extractors.text import tone_key

_FORMER = Phrases((p, "") for p in ("nguyên", "cựu", "cố", "quyền", "Q."))
_DEPUTY = Phrases((p, "") for p in ("phó", "đệ nhất phó", "P.", "phó trưởng"))


@cache
def posts() -> Phrases:
    """Return the heads of posts with their kinds (gazetteer/posts.csv)."""
    return Phrases((row["post"], row["kind"]) for row in table("posts"))


@cache
def bodies() -> Phrases:
    """Return the words that make up bodies, with their kinds, and a plus where the head of one bears a public post."""
    return Phrases((row["body"], row["kind"] + "+" * int(row["public"])) for row in table("bodies"))


@cache
def unit_types() -> Phrases:
    """Return the kinds of unit that stand before its name, with their levels."""
    levels: dict[str, list[str]] = words_of("officials", "unit_types")
    return Phrases((word, level) for level, words in levels.items() for word in words)


@cache
def phrases(name: str) -> Phrases:
    """Return a list of words of the rules."""
    return Phrases((phrase, "") for phrase in words_of("officials", name))


@cache
def keys(name: str) -> frozenset[str]:
    """Return a list of single syllables of the rules as look-up keys."""
    return frozenset(map(tone_key, words_of("officials", name)))


class Head(NamedTuple):
    """The head of a post: where it ends, and its kind in gazetteer/posts.csv."""

    end: int
    kind: str


@cache
def _heads() -> frozenset[str]:
    return _FORMER.firsts | _DEPUTY.firsts | posts().firsts


def head_at(words: Sequence[Token], i: int) -> Head | None:
    """Return the head of the post that begins at token i: [former] [deputy] head; None when none begins there."""
    if i >= len(words) or _heads().isdisjoint((words[i].key, words[i].text)):
        return None
    former = _FORMER.at(words, i)
    start = former[0] if former else i
    deputy = _DEPUTY.at(words, start)
    for begin in (deputy[0], start + 1, start) if deputy else (start,):
        found = posts().at(words, begin)
        if found and (found[1] != "deputy" or begin > start) and not _word_before(words, begin):
            return Head(found[0] + _dot(words, found), "own" if found[1] == "deputy" else found[1])
    return None


def opens(word: Token) -> bool:
    """Tell whether a post or a form of address may begin with a word."""
    openers = _openers()
    return word.key in openers or word.text in openers


@cache
def _openers() -> frozenset[str]:
    return _heads() | honorifics().firsts


def _word_before(words: Sequence[Token], i: int) -> bool:
    """Tell whether the first syllable ends a word before it, as in "chức vụ Trưởng phòng", "chức vụ Phó Chủ tịch"."""
    return words[i].text in ("vụ", "viện", "cục") and words[i + 1].text in ("Trưởng", "Phó")


def _dot(words: Sequence[Token], found: tuple[int, str]) -> int:
    """Count the full stop that closes an abbreviation ("CT.")."""
    end, kind = found
    return int(
        kind == "code" and end < len(words) and words[end].text == "." and words[end].start == words[end - 1].end
    )


def stop_at(words: Sequence[Token], i: int) -> int:
    """Return where a word ends that no post holds, 0 when none begins at token i."""
    stop = phrases("stops").at(words, i)
    return stop[0] if stop and not phrases("kept").at(words, i) else 0


def honorific_at(words: Sequence[Token], i: int) -> int:
    """Return the token after the forms of address, ranks and degrees at token i, 0 when no person or post follows."""
    end = i
    while found := honorifics().at(words, end):
        end = found[0]
        marks = ".:" if found[1] == "person" else ".,-"
        while end < len(words) and words[end].text in marks:
            end += 1
    if end == i or end >= len(words):
        return 0
    return end if words[end].shape == "capital" or head_at(words, end) else 0


def starts_address(words: Sequence[Token], i: int) -> bool:
    """Tell whether a form of address begins at token i, not a syllable of a name (Phạm Anh Tuấn, Bà Rịa)."""
    found = honorifics().at(words, i)
    if not found or not honorific_at(words, i) or (i and words[i - 1].key == tone_key("hội")):
        return False
    if words[i].shape == "lower" or found[0] > i + 1:
        return True
    if ends(unit_types(), words, i) and words[i + 1].shape == "capital" and not names.surname(words[i + 1]):
        return False
    places = (words[i : i + 2], words[max(0, i - 1) : i + 2])
    return words[i].text in ("Ông", "Bà") and not any(names.is_unit(p, "district") for p in places)


@cache
def honorifics() -> Phrases:
    """Return the forms of address, ranks and degrees with their kinds (gazetteer/honorifics.csv)."""
    return Phrases((row["honorific"], row["kind"]) for row in table("honorifics"))


def ranked(honorific: str) -> bool:
    """Tell whether a rank of army or police opens a form of address."""
    found = honorifics().at(tokens(honorific), 0)
    return found is not None and found[1] == "rank"


def on_behalf(words: Sequence[Token], i: int) -> bool:
    """Tell whether the post at token i is that of somebody for whom another acts ("thay mặt", "ủy quyền của")."""
    return ends(phrases("on_behalf"), words, i)


def behind_landmark(words: Sequence[Token], i: int) -> bool:
    """Tell whether the word before token i announces a street, a temple or a prize that bears a name."""
    return ends(phrases("landmarks"), words, i) and not ends(unit_types(), words, i) and not _ends_body(words, i)


def _ends_body(words: Sequence[Token], i: int) -> bool:
    """Tell whether the word before token i closes a longer one of a body ("môi trường"), so that it names no thing."""
    return any((found := bodies().at(words, j)) is not None and found[0] == i for j in range(max(0, i - 4), i - 1))


def ends(phrases: Phrases, words: Sequence[Token], i: int) -> bool:
    """Tell whether one of the phrases ends just before token i."""
    return any((found := phrases.at(words, j)) is not None and found[0] == i for j in range(max(0, i - 3), i))


def run(words: Sequence[Token], i: int) -> Sequence[Token]:
    """Return the capitalised words side by side from token i on, up to a post, a form of address or a verb."""
    j = i
    while j < len(words) and words[j].shape == "capital" and not (j > i and (_breaks(words, j) or _cries(words, i, j))):
        j += 1
    if j > i and _breaks(words, i):
        return words[i:i]
    cut = j - i > 2 and j < len(words) and _opens_sentence(words, i, j)
    return words[i : j - cut]


def _breaks(words: Sequence[Token], j: int) -> bool:
    return stop_at(words, j) > j + 1 or (opens(words[j]) and (bool(head_at(words, j)) or starts_address(words, j)))


def _cries(words: Sequence[Token], i: int, j: int) -> bool:
    """Tell whether a verb in capitals ends the name that began at token i ("LÊ VĂN TÍ THĂM TRẠM Y TẾ")."""
    return loud_stop(words, j) and j > i + 1 and not names.is_particle(words[j - 1])


def loud_stop(words: Sequence[Token], i: int) -> bool:
    """Tell whether a word in capitals that no post holds begins at token i."""
    loud = len(words[i].text) > 1 and words[i].text.isupper()
    return loud and any(phrases(name).at(words, i) for name in ("stops", "acting", "headline_verbs"))


def _opens_sentence(words: Sequence[Token], i: int, j: int) -> bool:
    """Tell whether the last of the capitalised words i:j begins a new sentence whose full stop was lost."""
    last, following = words[j - 1], words[j]
    if last.text in words_of("officials", "times"):
        return following.shape == "number" or following.key in ("nay", "qua")
    if following.key in keys("after_names") or (j - i == 3 and names.is_particle(words[i + 1])):
        return False
    opens = names.opens_sentence(last) or names.is_unit(words[i : j - 1], "district")
    return (following.shape == "lower" and opens) or phrases("openings").at(words, j - 1) is not None


def embedded(words: Sequence[Token], i: int) -> bool:
    """Tell whether a post that begins at token i is a part of a body's name ("Ban Bí thư", "Bộ Tư lệnh")."""
    return i > 0 and words[i - 1].key in keys("embedding") and not ends(phrases("branches"), words, i)


def begins_body(words: Sequence[Token], i: int, head: Head) -> bool:
    """Tell whether the words at token i are a body rather than the shorter head of a post (chủ tịch nước)."""
    found = bodies().at(words, i)
    return found is not None and found[0] > head.end
