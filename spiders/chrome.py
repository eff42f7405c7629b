"""What is learnt of a host from its pages: lines that recur are chrome, days that too many pages print are no dates."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

import regex
from lxml import etree
from lxml.html import HtmlElement

from extractors.text import fold
from spiders.article import normal_url
from spiders.dates import Stamp
from spiders.lines import time_stamp
from spiders.page import Page

# A line is chrome when at least so many other pages, and so large a share of them, print it too.
_MIN_PAGES = 3
_MIN_SHARE = 0.2
# A day that so many articles claim as theirs is when the site was rebuilt or imported.
_MIN_SAME_DAY = 5
_NO_PLACE = frozenset({"a", "script", "style", "option", "title"})
_SAMPLE = 600
_KEY_LENGTH = 200
_DIGITS = regex.compile(r"\d+")
_YEAR = regex.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class TimePlace:
    """A piece of text that only says when: its element, its date, and the kind of place it is on pages of this host."""

    element: HtmlElement
    text: str
    stamp: Stamp
    kind: str


def time_places(page: Page) -> Iterator[TimePlace]:
    """Yield the texts of a page that only print a date, outside links, in document order."""
    for node in page.tree.iter(etree.Element):
        for owner, text in ((node, node.text), (node.getparent(), node.tail)):
            if (
                text
                and _YEAR.search(text)
                and owner is not None
                and owner.tag not in _NO_PLACE
                and (found := time_stamp(text))
            ):
                yield TimePlace(owner, " ".join(text.split()), found, _kind(owner))


def _kind(node: HtmlElement) -> str:
    near = [node, *node.iterancestors()][:2]
    return "<".join(_DIGITS.sub("", f"{e.tag}.{e.get('class') or ''}") for e in near)


def _key(text: str) -> int:
    folded = _DIGITS.sub("0", " ".join(fold(text[:_KEY_LENGTH]).split()))
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest())


@dataclass
class Chrome:
    """What the pages of one host have in common; every page is judged by the others, not by itself."""

    lines: Counter[int] = field(default_factory=Counter)
    days: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    # Address -> kind of place -> the day printed there, empty once two visits differ.
    printed: dict[str, dict[str, str]] = field(default_factory=dict)
    sampled: set[str] = field(default_factory=set)

    @classmethod
    def learn(cls, pages: Iterable[Page]) -> "Chrome":
        """Return the model of a host, learnt in one pass over its pages; repeated visits of an address count once."""
        model = cls()
        for page in pages:
            model.add(page)
        return model

    def add(self, page: Page) -> None:
        """Learn one more page."""
        if not page.body.strip():
            return
        url = normal_url(page.url)
        self._add_days(url, page)
        if url not in self.sampled and len(self.sampled) < _SAMPLE:
            self.sampled.add(url)
            self.lines.update({_key(b.text) for b in page.blocks})

    def _add_days(self, url: str, page: Page) -> None:
        today: dict[str, str] = {}
        for place in time_places(page):
            today.setdefault(place.kind, place.stamp.day)
        before = self.printed.get(url, {})
        # A page counts once a kind of place, but with every day it printed there: a rebuild shows in later visits too.
        self.kinds.update(k for k in today if k not in before)
        self.days.update(kd for kd in today.items() if before.get(kd[0]) != kd[1])
        self.printed[url] = {k: d if before.get(k, d) == d else "" for k, d in (before | today).items()}

    def knows(self, page: Page) -> bool:
        """Return whether enough other pages of the host were learnt to tell its chrome."""
        return len(self.sampled) - (normal_url(page.url) in self.sampled) >= _MIN_PAGES

    def recurs(self, text: str, page: Page) -> int:
        """Return on how many other pages of the host a line stands."""
        return self.lines[_key(text)] - (normal_url(page.url) in self.sampled)

    def is_chrome(self, text: str, page: Page) -> bool:
        """Return whether a line recurs on the host's other pages."""
        others = len(self.sampled) - (normal_url(page.url) in self.sampled)
        count = self.recurs(text, page)
        return count >= _MIN_PAGES and count >= _MIN_SHARE * others

    def doubt(self, page: Page, day: str, kind: str = "") -> str:
        """Return why a day printed on a page is not when it was published, empty when nothing speaks against it.

        `kind` is that of its place; without one (a date from a list) every kind is looked at.
        """
        seen = self.printed.get(normal_url(page.url), {})
        if kind and kind in seen and seen[kind] != day:
            return "date-contradicted"
        for k in (kind,) if kind else [k for k, d in self.days if d == day]:
            own = seen.get(k) == day
            count, others = self.days[k, day] - own, self.kinds[k] - (k in seen)
            if count >= _MIN_SAME_DAY and count >= _MIN_SHARE * others:
                return "date-of-rebuild"
        return ""
