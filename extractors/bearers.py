"""Who bears which post: names and posts of a sentence in the order they stand, and the links between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from extractors import names, posts
from extractors.patterns import rules, table
from extractors.syllables import Phrases, Token

SHORT = -1.0
_PLURAL = regex.compile(
    r"\b(?:(?:các|những|hai|ba|bốn|năm|sáu)\s+(?:đồng chí|đ/c|đ\.c|vị|ông|bà)?|\d\d?\s+(?:đồng chí|đ/c|vị|ông|bà))\s*$",
    regex.IGNORECASE,
)
_MARKED = regex.compile(r"[,\[-]|\((?!.*\))")
_COLON = regex.compile(r"\s*:")
_LISTED = regex.compile(r"\s*[,;:(-]?\s*")
_APPOINTED = regex.compile(r"(?:chức vụ|chức danh|giữ chức|bổ nhiệm|điều động)\s*$", regex.IGNORECASE)


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
    others: bool


@dataclass(slots=True)
class Person:
    """A named person in their place, with the honorific before the name and the posts linked so far.

    The score is SHORT where one syllable stands for a person named elsewhere ("Bộ trưởng Nhạ").
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
        post = None if posts.embedded(words, i) else posts.read(words, i, _borne(last, words[i].start, view))
        if post:
            item, i = _held(words, post, begin, view), post.last
        elif words[i].shape == "capital":
            run = posts.run(words, i)
            item = _person(words, i, run, begin, view, last) if run else None
            i += max(1, len(run))
        else:
            i += 1
        if item:
            yield item
            last = item


def _borne(last: Item | None, start: int, view: str) -> bool:
    """Tell whether the post that starts here stands right behind a person who bears no post yet."""
    return isinstance(last, Person) and not last.behind_post and _gap("name-mark-post", view[last.end : start])


def _held(words: Sequence[Token], post: posts.Post, lead: int, view: str) -> Held:
    start, head, end = words[post.first].start, words[post.head - 1].end, words[post.last - 1].end
    return Held(
        start,
        head,
        end,
        post,
        post.public,
        lead,
        bool(_PLURAL.search(view, max(0, start - 20), start)),
        posts.on_behalf(words, post.first),
    )


def _person(
    words: Sequence[Token], i: int, run: Sequence[Token], lead: int, view: str, last: Item | None
) -> Person | None:
    """Return the person whom a run of capitalised words names, None when it names a place, a thing or a body."""
    honoured = lead < run[0].start
    behind_post = isinstance(last, Held) and bool(_gap("post-name", view[last.end : lead]))
    if not honoured and behind_post and posts.behind_landmark(words, i):
        return None
    if not honoured and not behind_post:
        if _thing_before(words, i):
            return None
        run = names.trim(run)
    value = names.score(run)
    if behind_post and len(run) == 1 and value < 0:
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
    return names.score(run) >= 2 and (i == 0 or words[i - 1].shape == "mark" or words[i - 1].text == "và")


def _thing_before(words: Sequence[Token], i: int) -> bool:
    """Tell whether a street, a school, a photographer or the like is announced just before token i."""
    if i and words[i - 1].text in (":", "."):
        i -= 1
    return any((found := _things().at(words, j)) is not None and found[0] == i for j in range(max(0, i - 3), i))


@cache
def _pattern(rule: str) -> "regex.Pattern[str]":
    return rules("officials")[rule].pattern


def _gap(rule: str, between: str) -> bool:
    return len(between) < 90 and "\n" not in between and bool(_pattern(rule).fullmatch(between))


def link(found: Sequence[Item], view: str) -> list[Person]:
    """Link the posts of a sentence to the persons who bear them and return the persons, in order."""
    i, bearer, end = 0, None, 0
    while i < len(found):
        group = _group(found, i, view)
        if not group:
            i += 1
            continue
        after = i + len(group)
        left, right = _neighbour(found, i - 1), _neighbour(found, after)
        if bearer and not left and _gap("name-holds-post", view[end : group[0].start]):
            bearer.bear(group, "name-holds-post")
        else:
            bearer = _assign(group, left, right, view)
        _share(group, found[after:], view)
        i, end = after, group[-1].end
    _share_back(found, view)
    return [p for p in found if isinstance(p, Person)]


def _neighbour(found: Sequence[Item], i: int) -> Person | None:
    item = found[i] if 0 <= i < len(found) else None
    return item if isinstance(item, Person) else None


def _group(found: Sequence[Item], i: int, view: str) -> list[Held]:
    """Return the posts that stand in one chain from item i on; a bare head in it shares the fate of a private one."""
    chain: list[Held] = []
    for item in found[i:]:
        if not isinstance(item, Held) or (chain and not _chained(chain[-1], item, view)):
            break
        chain.append(item)
    if any(h.public is False for h in chain):
        for h in chain:
            h.public = h.public if h.end > h.head else False
    return chain


def _chained(before: Held, item: Held, view: str) -> bool:
    """Tell whether two posts stand in one chain; a bare "đại biểu" opens a new one."""
    delegate = item.post.kind == "member" and item.end == item.head
    return not delegate and not before.others and _gap("post-post", view[before.end : item.start])


def _assign(group: list[Held], left: Person | None, right: Person | None, view: str) -> Person | None:
    """Give a chain of posts to the person before it or behind it, and return the one before when it is theirs."""
    before = view[left.end : group[0].start] if left else "\n"
    behind = view[group[-1].end : right.lead] if right else "\n"
    marked, holds = _gap("name-mark-post", before), _gap("name-holds-post", before)
    direct = _gap("post-name", behind)
    taken = bool(left and marked and before.strip() and not left.behind_post and not left.held)
    if taken and right and not right.honorific and right.score < (3 if len(group) == 1 else 2):
        direct = False
    if right and direct and not _MARKED.search(behind) and not (holds and right.honorific):
        if left and (marked or holds) and not left.held and len(group) > 1 and not group[0].plural:
            left.bear(group[:-1], "name-mark-post")
            group = group[-1:]
        right.bear(group, "post-name")
    elif left and holds:
        left.bear(group, "name-holds-post")
        return left
    elif left and marked and (before.strip() or not left.held or left.rule == "post-for-name"):
        left.bear(group, "name-mark-post")
        return left
    elif right and not group[0].others and (direct or (_sure(right) and _gap("post-mark-name", behind))):
        right.bear(group, "post-mark-name")
    elif right and right.honorific and _gap("post-for-name", behind) and _appointed(view[: group[0].start]):
        right.bear(group, "post-for-name")
    return None


def _sure(person: Person) -> bool:
    return bool(person.honorific) or person.score >= 3


def _appointed(before: str) -> bool:
    return bool(_APPOINTED.search(before[-24:]))


def _share(group: list[Held], behind: Sequence[Item], view: str) -> None:
    """Give a post in the plural to each person of the list behind it ("các Phó Chủ tịch UBND huyện A, B và C")."""
    if not group[0].plural:
        return
    end = group[-1].end
    listed = _COLON.match(view, end) is not None
    last: Item = group[-1]
    for item in behind:
        between = view[end : item.lead]
        if isinstance(item, Held):
            if not listed or item.plural or not _LISTED.fullmatch(between):
                return
        elif not (_gap("name-name", between) or (listed and _LISTED.fullmatch(between)) or _gap_first(last, between)):
            return
        else:
            item.bear(group[:1] if listed else group, "post-name")
        end, last = item.end, item


def _gap_first(last: Item, between: str) -> bool:
    return isinstance(last, Held) and _gap("post-name", between)


def _share_back(found: Sequence[Item], view: str) -> None:
    """Give the post behind a list of persons to each of them ("các đồng chí A, B - Phó Chủ tịch UBND huyện")."""
    for i in range(len(found) - 1, 0, -1):
        first, last = _neighbour(found, i - 1), _neighbour(found, i)
        if not first or not last or first.held or last.rule not in ("name-mark-post", "name-name"):
            continue
        opened = next((p for p in reversed(found[:i]) if not isinstance(p, Person) or p.plural), None)
        if isinstance(opened, Person) and _gap("name-name", view[first.end : last.lead]):
            first.bear(last.held, "name-name")
