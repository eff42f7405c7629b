"""What in a text is chrome: menus, counters, what stands after the byline, a doubled block."""

from typing import NamedTuple


class Zone(NamedTuple):
    """A stretch of chrome and why it is chrome (menu, counter, footer, related, repeat)."""

    start: int
    end: int
    kind: str


def find(text: str, title: str = "") -> list[Zone]:
    """Return the chrome of a text in order, without overlap."""
    return []
