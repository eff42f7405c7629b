"""Registers of documents (danh mục văn bản): tables that list legal documents, a row each, and are no article."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex
from lxml.html import HtmlElement

from extractors.text import fold
from spiders.blocks import Block
from spiders.page import Page

_HEAD = regex.compile(
    r"stt|tt|so(?: ?/ ?| va )?(?:ky )?hieu(?: van ban)?|so (?:van ban|vb)|(?:ten|loai|noi dung) van ban"
    r"|(?:noi dung )?trich yeu(?: noi dung)?|ngay (?:ban hanh|van ban|ky|(?:co )?hieu luc|dang)|nam ban hanh"
    r"|(?:co quan|don vi) ban hanh|(?:tep|file|tap tin|van ban)(?: dinh)? kem(?: theo)?|tai (?:ve|xuong|file)|nguoi ky"
)
_HEAD_LENGTH = 200
_MIN_ROWS = 3
# A head is a cell, at most a line in a box in a cell.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Register:
    """A table of documents: what holds all of it, and the row of its heads."""

    element: HtmlElement
    heads: HtmlElement

    def row(self, node: HtmlElement) -> HtmlElement | None:
        """Return the row below the heads that an element stands in, None for what is no part of the list."""
        above = [node, *node.iterancestors()]
        if self.element not in above or self.heads in above:
            return None
        inside = above[: above.index(self.element)]
        return next((e for e in inside if e.tag == "tr"), inside[-1] if inside else node)

    def heads_hold(self, node: HtmlElement) -> bool:
        """Tell whether an element is one of the heads."""
        return node is self.heads or self.heads in node.iterancestors()


def registers(page: Page) -> list[Register]:
    """Return the tables of documents of a page: rows of two heads or more, as tables or as boxes made to look so."""
    heads = [b for b in page.blocks if len(b.text) < _HEAD_LENGTH and _HEAD.fullmatch(fold(b.text).strip(" .:"))]
    counted = Counter(e for b in heads for e in _near(b.element))
    rows = dict.fromkeys(next((e for e in _near(b.element) if counted[e] > 1), None) for b in heads)
    found = []
    for row in rows:
        if row is None:
            continue
        # Where a value stands behind each head, one document is shown.
        many = sum(row in _near(b.element) for b in page.blocks) < 2 * counted[row]
        table = next(row.iterancestors("table"), None) if row.tag == "tr" else row.getparent()
        if many and table is not None:
            found.append(Register(table, row))
    return found


def _near(node: HtmlElement) -> list[HtmlElement]:
    return list(node.iterancestors())[:_NEAR]


def is_register(page: Page, lines: Sequence[Block]) -> bool:
    """Tell whether the lines of a body are mostly a table of documents of several rows."""
    for register in registers(page):
        rows = [(row, b) for b in lines if (row := register.row(b.element)) is not None]
        if len({row for row, _ in rows}) >= _MIN_ROWS and _length(b for _, b in rows) > _length(lines) / 2:
            return True
    return False


def is_cut_from_register(page: Page, paths: Sequence[str]) -> bool:
    """Tell whether a body, given by the XPaths of its lines, was cut from below the heads of a table of documents."""
    for register in registers(page):
        nodes = [node for path in paths for node in page.tree.xpath(path)]
        if any(register.row(n) is not None for n in nodes) and not any(map(register.heads_hold, nodes)):
            return True
    return False


def _length(lines: Iterable[Block]) -> int:
    return sum(len(b.text) for b in lines)
