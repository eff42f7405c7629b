"""The portals: one [[portal]] table a site in portals/*.toml."""

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["verified", "assumed", "gone"]


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
    unit_era: Literal["before", "after"] = "before"
    level: Literal["province", "district", "commune", "party", "department", "other"] = "other"
    frequency: int = 24
    evidence: str = ""
    status: Status = "assumed"
    aliases: tuple[str, ...] = ()
    selectors: dict[str, str] = field(default_factory=dict)
    # Switches for awkward hosts; each says in crawl terms what it allows.
    resolve: str = ""
    legacy_tls: bool = False
    verify_tls: bool = True
    allow_private: bool = False
    page_budget: int = 2000
    delay: float = 1.0
    night_only: bool = False
