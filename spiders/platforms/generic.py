"""Any portal: links from all that can link, and the marks that schema.org and common templates give a body."""

from spiders.layout import Layout
from spiders.page import Page, Recognition
from spiders.platforms.base import Platform


class Generic(Platform):
    """A portal of no known family: microdata when it has any, else its articles are read without selectors."""

    name = "generic"
    title = "no known family"
    layouts = (
        Layout(
            body="[itemprop='articleBody']",
            title="[itemprop='headline'], h1",
            time="[itemprop='datePublished']",
            byline="[itemprop='author']",
        ),
    )

    def recognise(self, page: Page) -> Recognition:
        """Return the least confidence that wins against no mark at all."""
        return Recognition(self.name, 0.2, ())


PLATFORM = Generic()
