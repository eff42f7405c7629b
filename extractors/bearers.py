"""Who bears which post: the links between the persons and the posts of a sentence."""

from collections.abc import Sequence

import regex

from extractors import lexicon
from extractors.people import SHORT, Held, Item, Person, gap

_MARKED = regex.compile(r"[,\[-]|\((?!.{0,80}\))")
_COLON = regex.compile(r"\s*:")
_LISTED = regex.compile(r"\s*[,;:(-]?\s*")
_OUTSIDERS = ("luật sư", "ls", "nhà báo", "chuyên gia", "phóng viên")
_AND = regex.compile(r"\s+và\s+")
_APPOINTED = regex.compile(
    r"(?:chức vụ|chức danh|giữ chức|bổ nhiệm|điều động|nhiệm vụ|miễn nhiệm|bãi nhiệm|cách chức|phê chuẩn)\s*$",
    regex.IGNORECASE,
)


def link(found: Sequence[Item], view: str) -> list[Person]:
    """Link the posts of a sentence to the persons who bear them and return the persons, in order."""
    found = _without_replaced(found, view)
    i, bearer, end = 0, None, 0
    while i < len(found):
        group = group_at(found, i, view)
        if not group:
            i += 1
            continue
        after = i + len(group)
        left, right = _neighbour(found, i - 1), _neighbour(found, after)
        if bearer and not left and gap("name-holds-post", view[end : group[0].start]):
            bearer.bear(group, "name-holds-post")
        else:
            bearer = _assign(group, left, right, view)
        _share(group, found[after:], view)
        i, end = after, group[-1].reach
    _share_back(found, view)
    return [p for p in found if isinstance(p, Person)]


def _neighbour(found: Sequence[Item], i: int) -> Person | None:
    item = found[i] if 0 <= i < len(found) else None
    return item if isinstance(item, Person) else None


def _without_replaced(found: Sequence[Item], view: str) -> list[Item]:
    """Leave out whoever is replaced in a post ("ông A thay ông B giữ chức vụ ...")."""
    replaced = {
        id(old)
        for new, old, post in zip(found, found[1:], found[2:], strict=False)
        if isinstance(post, Held)
        and gap("name-replaces-name", view[new.end : old.lead])
        and gap("name-holds-post", view[old.end : post.start])
    }
    return [item for item in found if id(item) not in replaced]


def group_at(found: Sequence[Item], i: int, view: str) -> list[Held]:
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
    return not delegate and not before.others and gap("post-post", view[before.reach : item.start])


def _assign(group: list[Held], left: Person | None, right: Person | None, view: str) -> Person | None:
    """Give a chain of posts to the person before it or behind it, and return the one before when it is theirs."""
    before = view[left.end : group[0].start] if left else "\n"
    behind = view[group[-1].reach : right.lead] if right else "\n"
    marked, holds = gap("name-mark-post", before), gap("name-holds-post", before)
    if left and left.score == SHORT and left.honorific and not holds:
        left, marked = None, False
    direct = gap("post-name", behind)
    taken = bool(left and marked and before.strip() and not left.behind_post and not left.held)
    if left and marked and before.strip() and right and right.score == SHORT and not right.honorific:
        direct = False
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
    elif (
        left
        and right
        and left.behind_post
        and left.held
        and lexicon.ranked(right.honorific)
        and gap("post-mark-name", behind)
    ):
        right.bear(group, "post-mark-name")
    elif left and marked and (before.strip() or not any(h.public for h in left.held) or left.rule == "post-for-name"):
        left.bear(group, "name-mark-post")
        return left
    elif right and not group[0].others and (direct or (_sure(right, group) and gap("post-mark-name", behind))):
        right.bear(group, "post-mark-name")
    elif (
        right
        and right.honorific
        and gap("post-for-name", behind)
        and _APPOINTED.search(view, max(0, group[0].start - 24), group[0].start)
    ):
        right.bear(group, "post-for-name")
    return None


def _sure(person: Person, group: Sequence[Held]) -> bool:
    """Tell whether a person behind a comma bears the posts before it: addressed as one, or with a name that tells."""
    if person.honorific:
        return person.honorific.lower() not in _OUTSIDERS
    return person.score >= (2 if group[-1].end > group[-1].head else 3)


def _share(group: list[Held], behind: Sequence[Item], view: str) -> None:
    """Give a post in the plural to each person of the list behind it ("các Phó Chủ tịch UBND huyện A, B và C")."""
    if not group[0].plural:
        return
    end = group[-1].reach
    listed = _COLON.match(view, end) is not None
    last: Item = group[-1]
    for item in behind:
        between = view[end : item.lead]
        if isinstance(item, Held):
            if not listed or item.plural or not _LISTED.fullmatch(between):
                return
        elif not (gap("name-name", between) or (listed and _LISTED.fullmatch(between)) or _opening(last, between)):
            return
        else:
            item.bear(group[:1] if listed else group, "post-name")
        end, last = item.end, item


def _opening(last: Item, between: str) -> bool:
    return isinstance(last, Held) and gap("post-name", between)


def _share_back(found: Sequence[Item], view: str) -> None:
    """Give the post behind a list of persons to each of them ("các đồng chí A, B - Phó Chủ tịch UBND huyện")."""
    for i in range(len(found) - 1, 0, -1):
        first, last = _neighbour(found, i - 1), _neighbour(found, i)
        if not first or not last or first.held:
            continue
        if last.rule == "name-holds-post" and _AND.fullmatch(view, first.end, last.lead):
            first.bear(last.held, "name-name")
        if last.rule not in ("name-mark-post", "name-holds-post", "name-name"):
            continue
        opened = next((p for p in reversed(found[:i]) if not isinstance(p, Person) or p.plural), None)
        if isinstance(opened, Person) and gap("name-name", view[first.end : last.lead]):
            first.bear(last.held, "name-name")
