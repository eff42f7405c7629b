"""Persons and posts of a sentence, in the order in which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from extractors import lexicon, names, posts
from extractors.patterns import rules
from extractors.syllables import Token

SHORT = -1.0
_PLURAL = regex.compile(
    r"\b(?:(?:các|những|hai|ba|bốn|năm|sáu)\s+(?:đồng chí|đ/c|đ\.c|vị|ông|bà)?|\d\d?\s+(?:đồng chí|đ/c|vị|ông|bà))\s*$",
    regex.IGNORECASE,
)
_SEVERAL = regex.compile(
    r"(?<![\d/.,-])(?<!(?:ngày|tháng|quận|phường|tổ|số|khóa|thứ|khu|ấp|thôn|lúc|phòng|đội) )0?[2-9]\s+$",
    regex.IGNORECASE,
)


@dataclass(slots=True)
class Held:
    """A post in its place: offsets, where its head and the places behind it end, and whether it is a public one."""

    start: int
    head: int
    end: int
    reach: int
    post: posts.Post
    public: bool | None
    lead: int
    plural: bool
    others: bool


@dataclass(slots=True)
class Person:
    """A named person in their place, with the honorific before the name and the posts linked so far.

    The score is SHORT where one syllable stands for a person named elsewhere ("Bộ trưởng Nhạ", "ông Nhạ").
    """

    start: int
    end: int
    lead: int
    honorific: str
    score: float
    plural: bool
    behind_post: bool
    held: list[Held] = field(default_factory=list)
    rule: str = ""

    def bear(self, found: Sequence[Held], rule: str) -> None:
        """Link posts to the person."""
        self.held += [h for h in found if h not in self.held]
        self.rule = self.rule or rule


Item = Person | Held


def gap(rule: str, between: str) -> bool:
    """Tell whether what stands between two items is what a rule allows there."""
    return len(between) < 90 and "\n" not in between and bool(_pattern(rule).fullmatch(between))


@cache
def _pattern(rule: str) -> "regex.Pattern[str]":
    return rules("officials")[rule].pattern


def items(words: Sequence[Token], view: str) -> list[Item]:
    """Return the persons and posts among the tokens of a sentence, in order; offsets index `view`."""
    return list(_items(words, view))


def _items(words: Sequence[Token], view: str) -> Iterator[Item]:
    last: Item | None = None
    lead = i = 0
    named_from = -1
    borne = False
    while i < len(words):
        opens = lexicon.opens(words[i])
        if not opens and words[i].shape != "capital":
            i += 1
            continue
        after = lexicon.honorific_at(words, i) if opens else 0
        if after and named_from < i:
            lead, named_from, i = words[i].start, after, after
            continue
        begin = lead if named_from == i else words[i].start
        item: Item | None = None
        readable = opens and not lexicon.embedded(words, i)
        borne = readable and _borne(last, borne, words[i].start, view)
        post = posts.read(words, i, borne) if readable else None
        if post:
            item, i = _held(words, post, begin, view), post.reach
        elif words[i].shape == "capital":
            run = lexicon.run(words, i)
            item = _person(words, i, run, begin, view, last) if run else None
            i += max(1, len(run))
        else:
            i += 1
        if item:
            yield item
            last = item


def _borne(last: Item | None, borne: bool, start: int, view: str) -> bool:
    """Tell whether the post that starts here stands right behind a person who bears no post yet, or in their chain."""
    if isinstance(last, Held):
        return borne and gap("post-post", view[last.reach : start])
    return last is not None and not last.behind_post and gap("name-mark-post", view[last.end : start])


def _held(words: Sequence[Token], post: posts.Post, lead: int, view: str) -> Held:
    start, head, end = words[post.first].start, words[post.head - 1].end, words[post.last - 1].end
    return Held(
        start,
        head,
        end,
        words[post.reach - 1].end,
        post,
        post.public,
        lead,
        bool(_PLURAL.search(view, max(0, start - 20), start) or _SEVERAL.search(view, max(0, start - 20), start)),
        lexicon.on_behalf(words, post.first),
    )


def _person(
    words: Sequence[Token], i: int, run: Sequence[Token], lead: int, view: str, last: Item | None
) -> Person | None:
    """Return the person whom a run of capitalised words names, None when it names a place, a thing or a body."""
    honoured = lead < run[0].start
    reach = last.reach if isinstance(last, Held) else -1
    behind_post = reach >= 0 and gap("post-name", view[reach:lead])
    if not honoured and behind_post and words[i - 1].start >= reach and lexicon.behind_landmark(words, i):
        return None
    if not honoured and not behind_post:
        if _thing_before(words, i):
            return None
        run = names.trim(run)
    elif honoured and len(run) > 2 and run[0].key in lexicon.keys("birth_order") and names.surname(run[1]) == 2:
        run = run[1:]
    value = names.score(run)
    if len(run) == 1 and value < 0 and (honoured or (behind_post and not view[reach:lead].strip())):
        value = SHORT
    elif value < 0 or not (honoured or behind_post or _stands_out(words, i, run)):
        return None
    start = run[0].start
    lead = lead if honoured else start
    plural = bool(_PLURAL.search(view, max(0, start - 24), start))
    return Person(start, run[-1].end, lead, view[lead:start].strip(), value, plural, behind_post)


def _stands_out(words: Sequence[Token], i: int, run: Sequence[Token]) -> bool:
    """Tell whether capitalised words with no post or honorific before them can be trusted to be a person."""
    if names.surname(run[0]) == 2:
        return True
    apart = i == 0 or words[i - 1].shape == "mark" or words[i - 1].text == "và"
    if _post_follows(words, i + len(run)) and (apart or words[i - 1].key in lexicon.keys("introducing")):
        return names.score(run) >= (0 if names.surname(run[0]) else 1)
    return apart and names.score(run) >= (2 if len(run) > 1 else 1)


def _post_follows(words: Sequence[Token], i: int) -> bool:
    """Tell whether a post stands behind a comma, a dash or a bracket at token i."""
    return i < len(words) and words[i].text in ",-(" and lexicon.head_at(words, i + 1) is not None


def _thing_before(words: Sequence[Token], i: int) -> bool:
    """Tell whether a street, a school, a photographer or the like is announced just before token i."""
    if i and words[i - 1].text == ":":
        return lexicon.ends(lexicon.phrases("credits"), words, i - 1)
    if i and words[i - 1].text == ".":
        i -= 1
    return lexicon.ends(lexicon.phrases("named_things"), words, i)
