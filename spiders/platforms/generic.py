"""Any portal: links from all that can link."""

from spiders.platforms.base import Platform


class Generic(Platform):
    """A portal of no known family."""

    name = "generic"
    title = "no known family"


PLATFORM = Generic()
