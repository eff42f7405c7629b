"""A page as lines of text: one block a paragraph, cell or item, with the element it came from."""

from collections.abc import Collection
from dataclasses import dataclass

import regex
from lxml import etree
from lxml.html import HtmlElement

from extractors.text import store, view
from spiders.encoding import repair

_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "select",
        "option",
        "button",
        "textarea",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "datalist",
        "map",
        "marquee",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "br",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "input",
    ]
)
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
# Zero-width characters, soft hyphens, direction marks, and what Word leaves of its own fonts.
_INVISIBLE = regex.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
_MIXED = regex.compile(r"\b(?=\w*\p{Latin})(?=\w*[\u0400-\u04ff])\w+")
_MAX_BLOCKS = 20_000


@dataclass(slots=True)
class Block:
    """One line of a page; `linked` counts its characters inside links, `bold` is set when all of it is emphasised."""

    text: str
    element: HtmlElement
    linked: int = 0
    repaired: str = ""

    @property
    def density(self) -> float:
        """The share of the line that is link text."""
        return min(1.0, self.linked / len(self.text))


def clean(text: str) -> str:
    """Return one line of stored text: nothing invisible, single blanks, Latin for Cyrillic twins inside a word."""
    line = " ".join(_INVISIBLE.sub("", text).split())
    if not line.isascii():
        line = _MIXED.sub(lambda m: view(m[0]), store(line))
    return line


def hidden(node: HtmlElement) -> bool:
    """Return whether an element is kept from the reader by its own attributes."""
    style = node.get("style")
    return node.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


class _Lines:
    """Collects the text of inline elements until a line ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.hint = ""
        self._start()

    def _start(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.element: HtmlElement | None = None
        self.broken = False

    def add(self, text: str | None, owner: HtmlElement, in_link: bool) -> None:
        """Add text that stands in the block-level element `owner`."""
        if not text:
            return
        if not text.strip():
            if self.parts:
                self.parts.append(" ")
            return
        if self.parts:
            self._join(text)
        self.element = owner if self.element is None else self.element
        self.parts.append(text)
        self.linked += len(text.strip()) if in_link else 0

    def _join(self, text: str) -> None:
        last = self.parts[-1]
        if self.broken:
            if text.lstrip()[0].islower() and not last.rstrip().endswith((".", "!", "?", ":", ";", "…")):
                self.parts.append(" ")
            else:
                self.end()
        elif last[-1].islower() and text[0].isupper():
            # Editors that strip tags leave "củaBan": nobody writes a capital inside a word.
            self.parts.append(" ")
        self.broken = False

    def line_break(self) -> None:
        """End the line at a br, unless the sentence goes on after a single one."""
        if self.broken:
            self.end()
        self.broken = bool(self.parts)

    def end(self) -> None:
        """End the line here."""
        if self.element is not None:
            # Before anything invisible goes: the soft hyphen is a letter of TCVN3.
            text, how = repair(" ".join("".join(self.parts).split()))
            self.hint = how if how not in ("", "mojibake") else self.hint
            if text := clean(text):
                self.blocks.append(Block(text, self.element, self.linked, how))
        self._start()


def blocks(root: HtmlElement, drop: Collection[HtmlElement] = ()) -> list[Block]:
    """Return the lines under an element in document order, without what is hidden, not text, or in `drop`.

    A line ends where a block-level element begins or ends, and at a line break unless the sentence plainly goes on.
    """
    lines = _Lines()
    owners, links = [root], 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        inline = tag in _INLINE or ":" in tag
        if event == "start":
            if not inline:
                lines.end()
                owners.append(node)
            links += tag == "a"
            if tag in _SKIP or node in drop or (node is not root and hidden(node)):
                walk.skip_subtree()
            else:
                lines.add(node.text, owners[-1], links > 0)
            continue
        if len(lines.blocks) > _MAX_BLOCKS:
            break
        if tag == "br":
            lines.line_break()
        elif not inline:
            lines.end()
            owners.pop()
        links -= tag == "a"
        if node is not root:
            lines.add(node.tail, owners[-1], links > 0)
    lines.end()
    return _repair_short(lines.blocks, lines.hint) if lines.hint else lines.blocks


def _repair_short(found: list[Block], hint: str) -> list[Block]:
    for block in found:
        if not block.repaired:
            block.text, block.repaired = repair(block.text, hint)
    return found


def line(node: HtmlElement) -> str:
    """Return all text of an element as one stored line."""
    return clean(" ".join(t for t in node.itertext()))
