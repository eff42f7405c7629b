"""The platform families (hệ nền tảng cổng thông tin): one module, one class, one `PLATFORM` each."""

import importlib
import pkgutil
from functools import cache

from spiders.layout import Layout
from spiders.page import Page, Recognition
from spiders.platforms.base import Platform, Refused

__all__ = ["Layout", "Platform", "Refused", "platform", "platforms", "recognise"]


@cache
def platforms() -> dict[str, Platform]:
    """Return every family by its name, `generic` last."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if m.name != "base"]
    found: list[Platform] = [importlib.import_module(f"{__name__}.{n}").PLATFORM for n in names]
    return {p.name: p for p in sorted(found, key=lambda p: (p.name == "generic", p.name))}


def platform(name: str) -> Platform:
    """Return the family of that name; KeyError names the known ones."""
    try:
        return platforms()[name]
    except KeyError:
        raise KeyError(f"no platform {name!r}; known: {', '.join(platforms())}") from None


def recognise(page: Page) -> Recognition:
    """Return the family a page most likely belongs to, with the marks seen; `generic` when no family is."""
    return max((p.recognise(page) for p in platforms().values()), key=lambda r: r.confidence)
