"""Officials (cán bộ): named persons who bear a post of state, Party, mass organisation, police or army."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

import regex

from extractors import bearers, employers, lexicon, people
from extractors.doc import Doc, Sentence
from extractors.field import Column, Field, best
from extractors.mention import Mention
from extractors.organisations import organisation
from extractors.people import SHORT, Held, Item, Person
from extractors.syllables import is_syllable, tokens
from extractors.text import plain, tone_key

_CONFIDENCE = {
    "name-mark-post": 0.95,
    "post-name": 0.95,
    "name-holds-post": 0.9,
    "post-mark-name": 0.8,
    "post-for-name": 0.8,
    "name-name": 0.7,
    "line-line": 0.75,
}
_GATE = (
    r"bí thư|chủ tịch|giám đốc|trưởng|ủy viên|uỷ viên|trị viên|chuyên viên|sát viên|chánh|chủ nhiệm|tư lệnh|thủ tướng"
    r"|tổng thống|thống đốc|đại biểu|đại sứ|lãnh sự|tham tán|chính ủy|chính uỷ|phó|thư ký|thanh tra|kiểm toán|nghị sĩ"
    r"|phát ngôn|chỉ huy|lãnh đạo tối cao|tổng biên tập|thường trực (?:đảng|HĐND)|trợ lý|công chức|cán bộ|quốc vương"
    r"|thủ hiến|thẩm phán|điều tra viên|chấp hành viên|công an viên|tổng phụ trách|cao ủy|cao uỷ|đại biện|quốc vụ khanh"
    r"|KTNN|hội thẩm|phụ trách|ĐB|[PQ]\."
    r"|(?:^|[^\pL])(?:TUV|HUV|ĐUV|THUV|QUV|UV|P?CT|P?BT|P?GĐ|P?CVP|PHT|CH[TP]|P?CN\s*UBKT|TT HĐND|TVTU|PTB|PTP)"
).replace(" ", r"\s+")

_APART = regex.compile(r"(?<=^\p{Lu}\p{Ll}+)(?=\p{Lu}\p{Ll}+$)")
_SIGNED = regex.compile(r"\W*(?:(?:đã )?ký(?: tên)?(?:,? (?:và )?đóng dấu)?)\W*", regex.IGNORECASE)
_MARKS = regex.compile(r"(?<!\s)\s*+(?:[:,;]|[-–]$)")


def find(doc: Doc) -> Iterator[Mention]:
    """Yield each person at each place where a post is linked to them."""
    read = {s.number: _items(s, doc.view) for s in doc.candidates("officials")}
    persons = [p for number in read for p in bearers.link(read[number], doc.view)]
    persons += [p for number in read for p in (*_across_lines(doc, number, read), *_wrapped(doc, number, read))]
    known = {_printed(doc, p) for p in persons if p.score > SHORT}
    for person, held in [(p, held) for p in persons if (held := _public(p, doc.view)) and not _of_firm(doc, p)]:
        if name := _full_name(person, _printed(doc, person), known):
            yield _mention(doc, person, name, held)


def _full_name(person: Person, name: str, known: Set[str]) -> str:
    """Return the name that a person is known by in the text; empty when one syllable fits none or several of them.

    The last words of one longer name stand for it ("Đỗ Đức Hồng Hà, ... Hồng Hà").
    """
    if person.score > SHORT:
        longer = [n for n in known if n.endswith(f" {name}")]
        name = longer[0] if len(longer) == 1 else name
        return name.title() if name.isupper() else name
    full = [n for n in known if _short_for(name, n)]
    return full[0] if len(full) == 1 else ""


def _short_for(word: str, name: str) -> bool:
    """Tell whether a person is called by this one word: the last of a Vietnamese name, any of a foreign one."""
    parts = name.split()
    return word == parts[-1] or (word in parts and not all(map(is_syllable, parts)))


def _printed(doc: Doc, person: Person) -> str:
    """Return the name as printed, with the blanks that were forgotten between its syllables."""
    printed = plain(doc.text[person.start : person.end]).split()
    return " ".join(part for word in printed for part in _APART.split(word) if part)


def _items(sentence: Sentence, view: str) -> list[Item]:
    return people.items(tokens(sentence.view, sentence.start), view)


def _across_lines(doc: Doc, number: int, read: Mapping[int, list[Item]]) -> Iterator[Person]:
    """Yield the person of a line with a name alone, when the line before or behind holds nothing but posts."""
    line = read[number]
    if not line or not all(isinstance(item, Held) for item in line) or not _fills(doc, number, line):
        return
    below = number + 1
    while below < len(doc.sentences) and _SIGNED.fullmatch(doc.sentences[below].view):
        below += 1
    for near in (number - 1, below):
        other = _items(doc.sentences[near], doc.view) if 0 <= near < len(doc.sentences) else []
        if len(other) == 1 and isinstance(other[0], Person) and _fills(doc, near, other) and not other[0].held:
            other[0].bear([h for h in line if isinstance(h, Held)], "line-line")
            yield other[0]
            return


def _wrapped(doc: Doc, number: int, read: Mapping[int, list[Item]]) -> Iterator[Person]:
    """Yield the person at the end of a line whose posts open the next one, with one mark at the end or at the head."""
    line, start = read[number], doc.sentences[number].start
    if not number or not line or not isinstance(line[0], Held):
        return
    above = doc.sentences[number - 1]
    before = read.get(number - 1) or _items(above, doc.view)
    person = before[-1] if before else None
    taken = any(line[0] in p.held for p in line if isinstance(p, Person))
    if not isinstance(person, Person) or person.held or taken:
        return
    if (doc.view[person.end : above.end] + doc.view[start : line[0].lead]).strip() in ("-", ","):
        person.bear(bearers.group_at(line, 0, doc.view), "line-line")
        if number - 1 not in read:
            yield person


def _fills(doc: Doc, number: int, items: Sequence[Item]) -> bool:
    """Tell whether the items are all that a sentence says, a mark or two apart."""
    sentence = doc.sentences[number]
    outside = sentence.end - sentence.start - sum(i.end - i.lead for i in items)
    return outside <= 3 * len(items)


def _public(person: Person, view: str) -> list[Held]:
    """Return a person's posts, none when those that tell belong to a private body; a rank tells of army or police."""
    held = [h for h in person.held if h.public is not False]
    silent = len(held) == len(person.held)
    told = any(h.public for h in held) or (silent and lexicon.ranked(person.honorific))
    told = told or (silent and any(employers.public(h, view) for h in held))
    return held if told else []


def _of_firm(doc: Doc, person: Person) -> bool:
    """Tell whether a foreign name bears nothing but a bare "chủ tịch", as the chairmen of firms and clubs do."""
    bare = all(h.end == h.head and doc.view[h.start : h.end].lower().endswith("chủ tịch") for h in person.held)
    return person.score == 0 and bare


def _mention(doc: Doc, person: Person, name: str, held: Sequence[Held]) -> Mention:
    titles = distinct(doc.text[h.start : h.end] for h in held)
    bodies = (organisation(doc.text[h.start : h.end], h.head - h.start) for h in held)
    return doc.mention(
        "officials",
        person.start,
        person.end,
        f"rule:{person.rule}",
        {
            "name": name,
            "titles": "; ".join(titles),
            "honorific": _MARKS.sub("", person.honorific),
            "organisation": next(filter(None, bodies), ""),
            "person_id": "",
            "person_candidates": "",
        },
        _CONFIDENCE[person.rule],
    )


def distinct(titles: Iterator[str] | Sequence[str]) -> list[str]:
    """Return each title once, as first printed; case, blanks, dashes and the place of the tone make no difference."""
    printed: dict[str, str] = {}
    for title in titles:
        words = plain(title)
        printed.setdefault(tone_key(regex.sub(r"\s*([.\-–])\s*", r"\1", words)), words)
    return list(printed.values())


def merge(mentions: Sequence[Mention]) -> Mention:
    """Return the best mention of a person with all the titles that the article gives them, in order of place."""
    ordered = sorted(mentions, key=lambda m: m.char_start)
    titles = distinct(t for m in ordered for t in str(m.value["titles"]).split("; ") if t)
    chosen = best(ordered)
    return replace(chosen, value={**chosen.value, "titles": "; ".join(titles)})


FIELD = Field(
    name="officials",
    label="Cán bộ",
    colour="#bf3989",
    columns=(
        Column("name", "text", "The person's name alone"),
        Column("titles", "text", "Posts as printed, joined by '; '"),
        Column("honorific", "text", "Form of address, rank or degree printed before the name"),
        Column("organisation", "text", "Body and place of the first post, as printed"),
        Column(
            "person_id", "text", "Id of the person, shared by rows whose name, unit and a post agree, and by no others"
        ),
        Column("person_candidates", "text", "Ids of other people of this name, who may be the same, joined by ';'"),
    ),
    key=("name",),
    body="titles",
    find=find,
    gate=_GATE,
    order=40,
    merge=merge,
)
