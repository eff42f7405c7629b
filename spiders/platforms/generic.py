"""Any portal: links from all that can link, microdata and common article marks for a body."""

from spiders.page import Page, Recognition
from spiders.platforms.base import Platform


class Generic(Platform):
    """A portal of no known family: its articles are read without selectors."""

    name = "generic"
    title = "no known family"

    def recognise(self, page: Page) -> Recognition:
        """Return the least confidence that wins against no mark at all."""
        return Recognition(self.name, 0.2, ())


PLATFORM = Generic()
