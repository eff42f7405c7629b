"""The body of an article without a selector: what recurs on the host is left out, independent readers must agree."""

import logging
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from extractors.text import fold
from spiders.blocks import Block
from spiders.chrome import Chrome
from spiders.heading import Heading, find_heading
from spiders.page import Page

__all__ = ["Body", "Chrome", "find_body"]

# Scores of a line for the window: prose gains its length less a little, the rest costs.
_LINE_COST = 8
_STRANGE_COST = 30
_CHROME_COST = 60
_LINK_COST = 40
_LINKED = 0.5
_SURE_LENGTH = 20
_FULL_LINK = 0.9
_NEARLY_ALL = 0.9
_TITLE = 25
_LEAD = 40
_REACH = 3
_STRANGE_SHARE = 0.1
_AGREED = 0.9

_DOOMED = "vnnews-doomed"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines that are the article, who chose them, how far the readers agree (0 to 1), what was left out.

    `leads` counts the paragraphs right under a linked title, as on a list of news.
    """

    lines: tuple[Block, ...]
    heading: Heading
    chosen_by: str = ""
    agreement: float = 0.0
    candidates: dict[str, frozenset[int]] = field(default_factory=dict)
    chrome: frozenset[int] = frozenset()
    leads: int = 0


def find_body(page: Page, chrome: Chrome) -> Body:
    """Return the lines that most readers take for the article, without the host's chrome; no lines when none does."""
    lines = page.blocks
    recurring = frozenset(n for n, b in enumerate(lines) if chrome.is_chrome(b.text, page))
    usable = frozenset(n for n, b in enumerate(lines) if n not in recurring and b.density <= _FULL_LINK)
    window = _window(lines, recurring, _LINE_COST if chrome.knows(page) else _STRANGE_COST)
    candidates = {"window": frozenset(window & usable)}
    pruned = _pruned(page, [lines[n] for n in usable])
    best, agreed = "window", 0.0
    for name, reader in _READERS.items():
        candidates[name] = frozenset(_placed(lines, reader(pruned)) & usable)
        agreement = {a: _agreement(a, candidates, lines) for a in candidates}
        best = max(agreement, key=agreement.__getitem__)
        agreed = agreement[best]
        if agreed >= _AGREED:
            break
    heading = find_heading(page, sorted(candidates[best]), recurring)
    body = frozenset(n for n in candidates[best] if n >= heading.body_start)
    chosen = [n for n in _completed(body, usable, recurring, lines) if n >= heading.body_start]
    kept = tuple(lines[n] for n in chosen)
    titles = frozenset(n for n, b in enumerate(lines) if b.density > _FULL_LINK and len(b.text) >= _TITLE)
    prose = [n for n in chosen if len(lines[n].text) >= _LEAD and lines[n].density <= _LINKED]
    leads = sum(not titles.isdisjoint(range(n - _REACH, n)) for n in prose)
    return Body(kept, heading, best, round(agreed, 3), candidates, recurring, leads)


def _window(lines: Sequence[Block], recurring: frozenset[int], cost: int) -> set[int]:
    """Return the stretch of lines with the highest sum of scores."""
    best, best_start, best_end, total, start = 0, 0, 0, 0, 0
    for n, block in enumerate(lines):
        prose = -_LINK_COST if block.density > _LINKED else len(block.text) - cost
        score = -_CHROME_COST if n in recurring else prose
        if total <= 0:
            total, start = 0, n
        total += score
        if total > best:
            best, best_start, best_end = total, start, n + 1
    return set(range(best_start, best_end))


def _pruned(page: Page, kept: Sequence[Block]) -> str:
    """Return the page as HTML with nothing but the elements that hold these lines: less to read, less to mistake."""
    keep = {a for b in kept for a in (b.element, *b.element.iterancestors())}
    whole = deepcopy(page.tree)
    # Children of a line's own element are its inline parts.
    own = {b.element for b in kept}
    doomed = [
        copied
        for original, copied in zip(page.tree.iter(), whole.iter(), strict=True)
        if original not in keep and original.getparent() not in own and original.getparent() in keep
    ]
    # lxml's own drop_tree refuses a text with the control characters that a hostile page may hold.
    etree.strip_elements(whole, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for node in doomed:
        if isinstance(node.tag, str):
            node.tag = _DOOMED
    etree.strip_elements(whole, _DOOMED, with_tail=False)
    return _CONTROLS.sub("", etree.tostring(whole, encoding="unicode", method="html"))


def _trafilatura(html: str) -> str:
    import trafilatura

    # It complains in the log about every page without prose; here that is one candidate less.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.extract(html, favor_precision=True, include_comments=False) or ""


def _justext(html: str) -> str:
    import justext

    try:
        found = justext.justext(html, _stop_words())
    except Exception:  # jusText and its cleaner raise whatever lxml does on odd markup; another reader will do.
        return ""
    return "\n".join(p.text for p in found if not p.is_boilerplate)


@cache
def _stop_words() -> frozenset[str]:
    import justext

    return frozenset(justext.get_stoplist("Vietnamese"))


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False, links=False, comments=False))


# The quickest first: the slow ones are asked only while those before them disagree.
_READERS: dict[str, Callable[[str], str]] = {
    "resiliparse": _resiliparse,
    "trafilatura": _trafilatura,
    "justext": _justext,
}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _placed(lines: Sequence[Block], text: str) -> set[int]:
    """Return which lines of the page a reader's text holds, whatever it did to blanks and line ends."""
    whole, own = _letters(text), {_letters(t) for t in text.split("\n")}
    keys = [_letters(b.text) for b in lines]
    return {n for n, k in enumerate(keys) if k and (k in own or (len(k) >= _SURE_LENGTH and k in whole))}


def _weight(lines: Sequence[Block], chosen: frozenset[int]) -> int:
    return sum(len(lines[n].text) for n in chosen)


def _agreement(name: str, candidates: dict[str, frozenset[int]], lines: Sequence[Block]) -> float:
    own = candidates[name]
    total = 0.0
    for other in (c for n, c in candidates.items() if n != name):
        both = _weight(lines, own) + _weight(lines, other)
        total += 2 * _weight(lines, own & other) / both if both else 0.0
    return total / (len(candidates) - 1)


def _completed(
    chosen: frozenset[int], usable: frozenset[int], recurring: frozenset[int], lines: Sequence[Block]
) -> list[int]:
    """Return the chosen lines with all of the element that plainly is the body, or with what stands among them."""
    if not chosen:
        return []
    for share in (1.0, _NEARLY_ALL):
        body = _container(chosen, share, lines)
        inside = frozenset(n for n, b in enumerate(lines) if _under(b, body) and b.density <= _FULL_LINK)
        links = frozenset(n for n in inside if lines[n].density > _LINKED)
        strange = _weight(lines, inside & recurring | links)
        if strange <= _STRANGE_SHARE * _weight(lines, inside):
            return sorted(inside | chosen)
    first, last = min(chosen), max(chosen)
    return sorted(chosen | {n for n in usable if first < n < last and lines[n].density <= _LINKED})


def _container(chosen: frozenset[int], share: float, lines: Sequence[Block]) -> HtmlElement:
    """Return the deepest element that holds this share of the chosen text."""
    weights: dict[HtmlElement, int] = {}
    for n in chosen:
        node = lines[n].element
        for e in (node, *node.iterancestors()):
            weights[e] = weights.get(e, 0) + len(lines[n].text)
    total = _weight(lines, chosen)
    holding = [e for e, w in weights.items() if w >= share * total]
    return max(holding, key=lambda e: sum(1 for _ in e.iterancestors()))


def _under(block: Block, body: HtmlElement) -> bool:
    return block.element is body or any(a is body for a in block.element.iterancestors())
