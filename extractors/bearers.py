"""Who bears which post: names and posts of a sentence in the order they stand, and the links between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from extractors import names, posts
from extractors.patterns import rules, table
from extractors.syllables import Phrases, Token
from extractors.text import tone_key

_PLURAL = regex.compile(
    r"(?:\b(?:các|những|hai|ba|bốn|năm|sáu|\d{1,2})\s+(?:đồng chí|vị|ông|bà)?\s*|\bcác\s+(?:đ/c|đ\.c)\s*)$",
    regex.IGNORECASE,
)
_MARKED = regex.compile(r"[,(\[-]")
_HONOURED = regex.compile(r"\p{L}")


@dataclass(slots=True)
class Held:
    """A post in its place: offsets, where its head ends, and whether it is a public one."""

    start: int
    head: int
    end: int
    post: posts.Post
    public: bool | None
    lead: int
    plural: bool
    rule: str = ""


@dataclass(slots=True)
class Person:
    """A named person in their place, with the honorific before the name and the posts linked so far."""

    start: int
    end: int
    lead: int
    honorific: str
    score: float
    plural: bool
    held: list[Held] = field(default_factory=list)
    rule: str = ""

    def bear(self, found: Sequence[Held], rule: str) -> None:
        """Link posts to the person."""
        self.held += [h for h in found if h not in self.held]
        self.rule = self.rule or rule


Item = Person | Held


@cache
def _things() -> Phrases:
    return Phrases((word, "") for word in table("officials", "named_things"))


def items(words: Sequence[Token], view: str) -> list[Item]:
    """Return the persons and posts among the tokens of a sentence, in order; offsets index `view`."""
    return list(_items(words, view))


def _items(words: Sequence[Token], view: str) -> Iterator[Item]:
    last: Item | None = None
    lead = i = 0
    named_from = -1
    while i < len(words):
        after = posts.honorific_at(words, i)
        if after and named_from < i:
            lead, named_from, i = words[i].start, after, after
            continue
        begin = lead if named_from == i else words[i].start
        item: Item | None = None
        post = posts.read(words, i, _borne(last, words[i].start, view))
        if post:
            item, i = _held(words, post, begin, view), post.last
        elif words[i].shape == "capital":
            run = _run(words, i)
            item = _person(words, i, run, begin, view, last)
            i += len(run)
        else:
            i += 1
        if item:
            yield item
            last = item


def _borne(last: Item | None, start: int, view: str) -> bool:
    """Tell whether the post that starts here stands right behind a person, or behind another post of theirs."""
    return isinstance(last, Person) and not last.held and bool(_gap("name-mark-post", view[last.end : start]))


def _held(words: Sequence[Token], post: posts.Post, lead: int, view: str) -> Held:
    start, head, end = words[post.first].start, words[post.head - 1].end, words[post.last - 1].end
    return Held(start, head, end, post, post.public, lead, bool(_PLURAL.search(view, max(0, start - 20), start)))


def _run(words: Sequence[Token], i: int) -> Sequence[Token]:
    j = i + 1
    while (
        j < len(words)
        and words[j].shape == "capital"
        and not posts.head_at(words, j)
        and not posts.starts_address(words, j)
    ):
        j += 1
    return words[i:j]


def _person(
    words: Sequence[Token], i: int, run: Sequence[Token], lead: int, view: str, last: Item | None
) -> Person | None:
    """Return the person whom a run of capitalised words names, None when it names a place, a thing or a body."""
    honoured = lead < run[0].start
    behind_post = isinstance(last, Held) and bool(_gap("post-name", view[last.end : lead]))
    if not honoured and not behind_post:
        if _thing_before(words, i):
            return None
        run = names.trim(run)
    value = names.score(run)
    if value < 0 or (value < 2 and not honoured and not behind_post):
        return None
    start = run[0].start
    honorific = view[lead:start].strip() if honoured else ""
    return Person(
        start, run[-1].end, lead if honoured else start, honorific, value, bool(_PLURAL.search(view[:start][-24:]))
    )


def _thing_before(words: Sequence[Token], i: int) -> bool:
    return any(
        (found := _things().at(words, i - n)) is not None
        and found[0] == i
        or (i > n and words[i - 1].text == ":" and _things().at(words, i - n - 1))
        for n in (1, 2)
        if i >= n
    )


@cache
def _pattern(rule: str) -> "regex.Pattern[str]":
    return rules("officials")[rule].pattern


def _gap(rule: str, between: str) -> bool:
    return len(between) < 90 and "\n" not in between and bool(_pattern(rule).fullmatch(between))


def link(found: Sequence[Item], view: str) -> list[Person]:
    """Link the posts of a sentence to the persons who bear them and return the persons, in order."""
    i = 0
    while i < len(found):
        first = found[i]
        if isinstance(first, Person):
            i += 1
            continue
        group = _group(found, i, view)
        left, right = _before(found, i), _after(found, i + len(group))
        _assign(group, left, right, view)
        _share(group, found, i + len(group), view)
        i += len(group)
    _share_back(found, view)
    return [p for p in found if isinstance(p, Person)]


def _before(found: Sequence[Item], i: int) -> Person | None:
    last = found[i - 1] if i else None
    return last if isinstance(last, Person) else None


def _after(found: Sequence[Item], i: int) -> Person | None:
    following = found[i] if i < len(found) else None
    return following if isinstance(following, Person) else None


def _group(found: Sequence[Item], i: int, view: str) -> list[Held]:
    """Return the posts that stand in one chain from item i on; a bare head in it shares the fate of the others."""
    group = [found[i]]
    for following in found[i + 1 :]:
        if not isinstance(following, Held) or not _gap("post-post", view[group[-1].end : following.start]):
            break
        group.append(following)
    chain = [h for h in group if isinstance(h, Held)]
    if any(h.public is False for h in chain):
        for h in chain:
            h.public = h.public if h.end > h.head else False
    return chain


def _assign(group: list[Held], left: Person | None, right: Person | None, view: str) -> None:
    start, end = group[0].start, group[-1].end
    before = view[left.end : start] if left else ""
    marked = bool(left) and _gap("name-mark-post", before)
    holds = bool(left) and _gap("name-holds-post", before)
    behind = view[end : right.lead] if right else ""
    direct = bool(right) and _gap("post-name", behind)
    if right and direct and not _MARKED.search(behind) and not (holds and right.honorific):
        if left and (marked or holds) and not left.held and len(group) > 1 and not _PLURAL.search(view[:start]):
            left.bear(group[:-1], "name-mark-post")
            group = group[-1:]
        right.bear(group, "post-name")
    elif left and holds:
        left.bear(group, "name-holds-post")
    elif left and marked and (before.strip() or not left.held):
        left.bear(group, "name-mark-post")
    elif right and (direct or (right.honorific or right.score >= 3) and _gap("post-mark-name", behind)):
        right.bear(group, "post-mark-name")
    elif right and right.honorific and _gap("post-for-name", behind) and _appointed(view[:start]):
        right.bear(group, "post-for-name")


def _appointed(before: str) -> bool:
    return bool(regex.search(r"(?:chức vụ|chức danh|giữ chức|bổ nhiệm|điều động)\s*$", before[-24:], regex.IGNORECASE))


def _share(group: list[Held], found: Sequence[Item], i: int, view: str) -> None:
    """Give a post in the plural to each person of the list behind it ("các Phó Chủ tịch UBND huyện A, B và C")."""
    if not group[0].plural:
        return
    end = group[-1].end
    listed = regex.match(r"\s*:", view[end:])
    for j, following in enumerate(found[i:]):
        between = view[end : following.lead]
        if isinstance(following, Held):
            if not listed or following.plural or not regex.fullmatch(r"\s*[,;:(-]?\s*(?:nguyên)?\s*", between):
                return
        elif not (
            j == 0
            and _gap("post-name", between)
            or _gap("name-name", between)
            or listed
            and between.strip() in (";", ",", ":")
        ):
            return
        else:
            following.bear(group[:1] if listed else group, "post-name")
        end = following.end


def _share_back(found: Sequence[Item], view: str) -> None:
    """Give the post behind a list of persons to each of them ("các đồng chí A, B - Phó Chủ tịch UBND huyện")."""
    for i in range(len(found) - 1, 0, -1):
        last, first = found[i], found[i - 1]
        if not isinstance(last, Person) or not isinstance(first, Person) or first.held or not last.held:
            continue
        opened = next((p for p in reversed(found[:i]) if not isinstance(p, Person) or p.plural), None)
        if (
            isinstance(opened, Person)
            and _gap("name-name", view[first.end : last.lead])
            and last.rule == "name-mark-post"
        ):
            first.bear(last.held, "name-name")
