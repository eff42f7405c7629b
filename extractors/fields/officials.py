"""Officials (cán bộ): named persons who bear a post of the state, the Party, a mass organisation, the police or the army."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractors import bearers
from extractors.bearers import Held, Person
from extractors.doc import Doc, Sentence
from extractors.field import Column, Field, best
from extractors.mention import Mention
from extractors.syllables import tokens
from extractors.text import tone_key

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
    r"bí thư|chủ tịch|giám đốc|trưởng|[uủ][yỷ] viên|uỷ viên|ủy viên|chánh|chủ nhiệm|tư lệnh|thủ tướng|tổng thống|thống đốc|đại biểu|ĐBQH"
    r"|đại sứ|lãnh sự|tham tán|chính ủy|chính uỷ|chính trị viên|chỉ huy phó|thư ký|thanh tra|kiểm toán|hiệu phó|\bphó\b|\bP\.|nghị sĩ"
    r"|phát ngôn|lãnh đạo tối cao|tổng biên tập|trợ lý|công chức|quốc vương|thủ hiến|tổng tư lệnh|cao ủy|đại biện|quốc vụ khanh"
    r"|\b(?:TUV|HUV|ĐUV|ThUV|QUV|UV[A-ZĐ]+|P?CT|PCTTT|P?BT|PBTTT|P?GĐ|P?CVP|CHT|CNUBKT|TVTU|BTĐU|BTCB|PT[BP]|CTHĐND|CTUBND)\b"
)


def find(doc: Doc) -> Iterator[Mention]:
    """Yield each person at each place where a post is linked to them."""
    done: set[int] = set()
    for sentence in doc.candidates("officials"):
        for person in _read(doc, sentence):
            held = _public(person.held)
            if held and person.start not in done:
                done.add(person.start)
                yield _mention(doc, person, held)


def _read(doc: Doc, sentence: Sentence) -> list[Person]:
    text = doc.view
    found = bearers.items(tokens(sentence.view, sentence.start), text)
    return bearers.link(found, text)


def _public(held: Sequence[Held]) -> list[Held]:
    """Return the posts, none when those that tell belong to a private body."""
    told = [h.public for h in held if h.public is not None]
    return [h for h in held if h.public is not False] if any(told) else []


def _mention(doc: Doc, person: Person, held: Sequence[Held]) -> Mention:
    titles = distinct(doc.text[h.start : h.end] for h in held)
    bodies = [" ".join(doc.text[h.head : h.end].split()) for h in held if h.end > h.head]
    name = " ".join(doc.text[person.start : person.end].split())
    return doc.mention(
        "officials",
        person.start,
        person.end,
        f"rule:{person.rule}",
        {
            "name": name.title() if name.isupper() else name,
            "titles": "; ".join(titles),
            "honorific": person.honorific,
            "organisation": bodies[0] if bodies else "",
            "person_id": "",
        },
        _CONFIDENCE[person.rule],
    )


def distinct(titles: Iterator[str] | Sequence[str]) -> list[str]:
    """Return each title once, as first printed; case, blanks, dashes and the place of the tone make no difference."""
    printed: dict[str, str] = {}
    for title in titles:
        plain = " ".join(title.split())
        printed.setdefault(tone_key(regex.sub(r"\s*([.\-–])\s*", r"\1", plain)), plain)
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
        Column("person_id", "text", "Id of the person across articles, given by the pipeline"),
    ),
    key=("name",),
    find=find,
    gate=_GATE,
    order=40,
    merge=merge,
)
