"""The portals: one [[portal]] table a site in portals/*.toml."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, Self, get_args, get_origin, get_type_hints
from urllib.parse import urljoin, urlsplit

Status = Literal["verified", "assumed", "gone"]
Era = Literal["before", "after"]
Level = Literal["province", "district", "commune", "party", "department", "other"]

# Scrapyd reads it inside an egg, which is a zip file.
FOLDER = files("spiders") / "portals"
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,62}")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?")
_ADDRESS = re.compile(r"(?:[0-9.]+|\[[0-9a-fA-F:]+\]):\d{1,5}")


Names = list[str]


class RegistryError(ValueError):
    """A portal record that cannot be used; the message names the file, the portal and the key."""


@dataclass(frozen=True, slots=True)
class Section:
    """A list of news on a portal (chuyên mục) and its address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One site (cổng/trang thông tin điện tử) and how to crawl it.

    `unit_code` is the GSO code of the unit it speaks for (with the era it belongs to in `unit_era`, before or after
    1 July 2025); `frequency` is in hours; `evidence` says where the address was seen, and when.
    """

    name: str
    host: str
    title: str
    platform: str = "generic"
    sections: tuple[Section, ...] = ()
    unit_code: str = ""
    unit_era: Era = "before"
    level: Level = "other"
    frequency: int = 24
    evidence: str = ""
    status: Status = "assumed"
    aliases: tuple[str, ...] = ()
    # Hosts that keep its files (kho tệp) and nothing else of it; several portals may share one.
    file_hosts: tuple[str, ...] = ()
    selectors: dict[str, str] = field(default_factory=dict)
    # Switches for awkward hosts; each says in crawl terms what it allows.
    http: bool = False  # the host does not speak HTTPS
    resolve: str = ""
    legacy_tls: bool = False
    verify_tls: bool = True
    allow_private: bool = False
    page_budget: int = 2000
    delay: float = 1.0
    night_only: bool = False

    @property
    def hosts(self) -> frozenset[str]:
        """Host names that are this portal: its own, with and without www, and the aliases."""
        names = {self.host, *self.aliases}
        return frozenset(names | {f"www.{name}" for name in names} | {name.removeprefix("www.") for name in names})

    @property
    def scheme(self) -> str:
        """Scheme of addresses that carry none; old hosts and portals served from loopback speak plain HTTP."""
        return "http" if self.http or self.resolve else "https"

    @property
    def root(self) -> str:
        """Address of the front page."""
        return f"{self.scheme}://{self.host}/"


def load(paths: Iterable[Traversable] | None = None) -> dict[str, Portal]:
    """Read portal files, all of spiders/portals by default, into {name: portal}.

    Raises RegistryError, which names the file, the portal and the key.
    """
    portals: dict[str, Portal] = {}
    own = (file for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    for path in sorted(own, key=lambda file: file.name) if paths is None else paths:
        for portal in _read(path):
            if portal.name in portals:
                raise RegistryError(f"{path}: portal {portal.name!r}: key name: another portal has this name")
            portals[portal.name] = portal
    return portals


def by_host(portals: Iterable[Portal]) -> dict[str, Portal]:
    """Return {host name: portal} over all names of every portal."""
    return {host: portal for portal in portals for host in portal.hosts}


def shard(portals: Iterable[Portal], index: int, count: int) -> list[Portal]:
    """Return the portals of shard `index` (from 1) of `count`, split by a hash of the host."""
    if not 1 <= index <= count:
        raise ValueError(f"shard {index}/{count}: the index counts from 1 to {count}")
    return [p for p in portals if int(hashlib.sha256(p.host.encode()).hexdigest(), 16) % count == index - 1]


class PortalLoader:
    """Scrapy's spider loader over the registry: one spider a portal, under the portal's name."""

    def __init__(self, portals: Mapping[str, Portal]) -> None:
        self._portals = portals

    @classmethod
    def from_settings(cls, settings: Any) -> Self:
        """Read the portal files that the setting PORTAL_FILES names, or the package's own."""
        paths = [Path(name) for name in settings.getlist("PORTAL_FILES")]
        return cls(load(paths or None))

    def load(self, spider_name: str) -> type[Any]:
        """Return the spider class of a portal; KeyError for a name that no portal has."""
        from spiders.portal import PortalSpider

        portal = self._portals[spider_name]
        return type(f"PortalSpider_{spider_name}", (PortalSpider,), {"name": spider_name, "portals": (portal,)})

    def list(self) -> Names:
        """Return the names of the portals that are not gone."""
        return [name for name, portal in self._portals.items() if portal.status != "gone"]

    def find_by_request(self, request: Any) -> Names:
        """Return the names of the portals that a request's host belongs to."""
        host = urlsplit(request.url).netloc
        return [name for name, portal in self._portals.items() if host in portal.hosts]


def _read(path: Traversable) -> list[Portal]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RegistryError(f"there is no file {path}; give a TOML file of portal records") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path}: {error}") from error
    tables = data.get("portal")
    if not isinstance(tables, list) or set(data) != {"portal"}:
        raise RegistryError(f"{path}: expected [[portal]] tables and nothing else")
    return [_portal(table, path, place) for place, table in enumerate(tables, 1)]


def _portal(table: dict[str, Any], path: Traversable, place: int) -> Portal:
    where = f"{path}: portal {table.get('name', f'number {place}')!r}"
    types = get_type_hints(Portal)
    for key in table.keys() - types.keys():
        raise RegistryError(f"{where}: key {key}: unknown; the keys are {', '.join(types)}")
    for spec in fields(Portal):
        if spec.default is MISSING and spec.default_factory is MISSING and spec.name not in table:
            raise RegistryError(f"{where}: key {spec.name}: missing")
    values = {}
    for key, value in table.items():
        try:
            values[key] = _value(types[key], value)
        except ValueError as error:
            raise RegistryError(f"{where}: key {key}: {error}") from error
    portal = _absolute(Portal(**values))
    for key, problem in _problems(portal):
        raise RegistryError(f"{where}: key {key}: {problem}")
    return portal


def _value(kind: Any, value: Any) -> Any:
    """Return a TOML value as a field of this type takes it. Raises ValueError, which says what was expected."""
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {', '.join(get_args(kind))}")
        return value
    if kind == tuple[Section, ...]:
        return _sections(value)
    if kind == tuple[str, ...]:
        return tuple(_strings(value, value if isinstance(value, list) else None, "a list"))
    if kind == dict[str, str]:
        _strings(value, value.values() if isinstance(value, dict) else None, "a table")
        return value
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {value!r}")
    return value


def _strings(value: Any, items: Iterable[Any] | None, what: str) -> Iterable[str]:
    if items is None or not all(isinstance(item, str) for item in items):
        raise ValueError(f"expected {what} of strings, found {value!r}")
    return items


def _sections(value: Any) -> tuple[Section, ...]:
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or set(item) != {"name", "url"} or {str} != set(map(type, item.values())):
            raise ValueError(f"expected tables with name and url, found {item!r}")
    return tuple(Section(item["name"], item["url"]) for item in value)


def _absolute(portal: Portal) -> Portal:
    sections = tuple(replace(section, url=urljoin(portal.root, section.url)) for section in portal.sections)
    return replace(portal, sections=sections)


def _problems(portal: Portal) -> Iterable[tuple[str, str]]:
    if not _NAME.fullmatch(portal.name):
        yield "name", "small letters, digits, '-', '_' and '.' only"
    named = {"host": [portal.host], "aliases": portal.aliases, "file_hosts": portal.file_hosts}
    for key, host in ((key, host) for key, hosts in named.items() for host in hosts):
        if not _HOST.fullmatch(host):
            yield key, f"{host!r} is no host name in small letters"
    if portal.resolve and not _ADDRESS.fullmatch(portal.resolve):
        yield "resolve", f"{portal.resolve!r} is no address and port, as in 127.0.0.1:8123"
    for section in portal.sections:
        if urlsplit(section.url).netloc not in portal.hosts:
            yield "sections", f"{section.url} is not on {portal.host} or its aliases"
    for key in ("frequency", "page_budget"):
        if getattr(portal, key) <= 0:
            yield key, "must be more than 0"
    if portal.http and (portal.legacy_tls or any(s.url.startswith("https:") for s in portal.sections)):
        yield "http", "legacy_tls and https addresses are for hosts that speak HTTPS"
    if portal.delay < 0:
        yield "delay", "must not be negative"
    if portal.status == "verified" and not portal.evidence:
        yield "evidence", "a verified address says where it was seen, and when"
