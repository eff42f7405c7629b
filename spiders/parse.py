"""From a page to an article: portal selectors, then the family's, then none, each with its evidence."""

from spiders.article import Article
from spiders.content import Chrome
from spiders.page import Page
from spiders.registry import Portal


def parse(page: Page, portal: Portal | None = None, chrome: Chrome | None = None, *, selectors: bool = True) -> Article:
    """Return the article of a page; raise Refused (spiders.platforms) with a reason when the page holds none.

    `chrome` is what was learnt of the host; without it the article is flagged `no-host-model`. `selectors` off leaves
    the body to the lines alone.
    """
    raise NotImplementedError
