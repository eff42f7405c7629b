"""Which portals a command is about: by name, by what is due, and by shard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.issues import UserError
from spiders import registry, schedule
from spiders.registry import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which portals a command is about, and how a crawl treats them; `files` take the place of the bundled records."""

    names: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    due: bool = False
    shard: tuple[int, int] = (1, 1)
    budget: int | None = None
    refresh: bool = False
    attachments: bool = False


def shard(text: str) -> tuple[int, int]:
    """Return part and count of a shard written as 1/4. Raises UserError."""
    index, _, count = text.partition("/")
    if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
        raise UserError(f"--shard {text}: write part/count, as in 1/4 for the first of four")
    return int(index), int(count)


def portals(choice: Choice, out: Path) -> dict[str, Portal]:
    """Return the portals by name. Raises UserError when none is named and for a name that no portal has."""
    known = known_portals(choice.files)
    if not choice.names and not choice.due:
        raise UserError(
            "say which portals: --portal NAME (see 'vnnews portals list'), --due for those whose time has come,"
            " or --sample of 'vnnews run' for the bundled ones"
        )
    found = [_named(known, name) for name in dict.fromkeys(choice.names)] or list(known.values())
    if choice.due:
        found = [portal for portal, _ in schedule.due(found, out, datetime.now(UTC))]
    return {portal.name: portal for portal in registry.shard(found, *choice.shard)}


def known_portals(files: Iterable[Path]) -> dict[str, Portal]:
    """Return the portals of these files, the bundled ones without any. Raises UserError for a wrong record."""
    try:
        return registry.load(files or None)
    except registry.RegistryError as error:
        raise UserError(str(error)) from error


def _named(known: dict[str, Portal], name: str) -> Portal:
    if name not in known:
        near = [n for n in known if name in n or name in known[n].host][:5]
        raise UserError(
            f"no portal '{name}'; " + (f"did you mean {', '.join(near)}?" if near else "see 'portals list'")
        )
    return known[name]
