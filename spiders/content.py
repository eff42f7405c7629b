"""The body of an article without a selector: what recurs on the host is chrome, and extractors have to agree."""

from collections.abc import Iterable
from dataclasses import dataclass

from spiders.page import Page


@dataclass
class Chrome:
    """What the pages of one host have in common: lines that recur, and days that too many of them print."""

    pages: int = 0

    @classmethod
    def learn(cls, pages: Iterable[Page]) -> "Chrome":
        """Return the model of a host, learnt in one pass over its pages (repeated visits of an address count once)."""
        model = cls()
        for page in pages:
            model.add(page)
        return model

    def add(self, page: Page) -> None:
        """Learn one more page."""
        self.pages += 1
