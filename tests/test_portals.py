"""The portals of the package: every record says where its address was seen, and speaks for a unit that exists."""

import re
from urllib.parse import urlsplit

import pytest

from extractors.units import BEFORE_REFORM, REFORM, Unit, ancestors, predecessors, unit
from spiders.platforms import platforms
from spiders.registry import FOLDER, Portal, load

PORTALS = load()
DAYS = {"before": BEFORE_REFORM, "after": REFORM}
YEAR = re.compile(r"\b20[12]\d\b")
UNIT_LEVELS = ("province", "district", "commune")

every_portal = pytest.mark.parametrize("portal", PORTALS.values(), ids=PORTALS.keys())


def unit_of(portal: Portal) -> Unit:
    found = unit(portal.unit_code, DAYS[portal.unit_era])
    assert found is not None, f"no unit {portal.unit_code} {portal.unit_era} the reform"
    return found


def codes_of(province: Portal) -> set[str]:
    """Return the codes of a province on both sides of the reform."""
    found = unit_of(province)
    old = {u.code for u in [unit(c, BEFORE_REFORM) for c in predecessors(found.code)] if u and u.level == "province"}
    return {found.code, *found.successors, *old}


def test_there_are_at_least_sixty_portals_of_every_level() -> None:
    assert len(PORTALS) >= 60
    assert {p.level for p in PORTALS.values()} >= {"province", "district", "commune", "party"}


@pytest.mark.parametrize(
    ("name", "host", "unit_code"),
    [("tieucan-travinh", "tieucan.travinh.gov.vn", "846"), ("tuyengiao-travinh", "tuyengiao.travinh.gov.vn", "84")],
)
def test_the_hosts_printed_in_seed_articles_are_verified_vnpt_portals(name: str, host: str, unit_code: str) -> None:
    portal = PORTALS[name]
    assert (portal.host, portal.platform, portal.unit_code) == (host, "vnpt", unit_code)
    assert portal.status == "verified"


def test_no_host_is_recorded_twice() -> None:
    hosts = [host for portal in PORTALS.values() for host in portal.hosts]
    assert len(hosts) == len(set(hosts))


def test_no_portal_file_is_empty() -> None:
    assert all(load([path]) for path in FOLDER.glob("*.toml"))


@every_portal
def test_a_record_is_named_after_its_host(portal: Portal) -> None:
    host = portal.host.removesuffix(".vn").removesuffix(".gov")
    assert portal.name == host.replace(".", "-")


@every_portal
def test_evidence_tells_what_was_seen_when_and_by_which_marks(portal: Portal) -> None:
    assert YEAR.search(portal.evidence)
    assert "; marks: " in portal.evidence


@every_portal
def test_evidence_names_the_host_or_says_where_it_is_printed(portal: Portal) -> None:
    shown = portal.host in portal.evidence
    assert shown or re.match(r"printed |host seen |saved pages ", portal.evidence)


@every_portal
def test_only_a_shown_platform_is_verified(portal: Portal) -> None:
    assert portal.platform in platforms()
    if portal.status == "verified":
        assert portal.platform != "generic"
        assert "marks: none" not in portal.evidence


@every_portal
def test_the_unit_exists_in_its_era_and_is_of_the_level_of_a_governments_portal(portal: Portal) -> None:
    found = unit_of(portal)
    assert found.level == portal.level or portal.level not in UNIT_LEVELS


@every_portal
def test_sites_of_abolished_units_say_that_they_may_be_gone(portal: Portal) -> None:
    found = unit_of(portal)
    survives = found.level != "district" and portal.unit_code in found.successors
    if portal.unit_era == "before" and not survives and portal.status != "gone":
        assert "may be gone" in portal.evidence


@every_portal
def test_sections_are_lists_on_the_host_itself(portal: Portal) -> None:
    addresses = [section.url for section in portal.sections]
    assert all(urlsplit(address).netloc in portal.hosts for address in addresses)
    assert len(addresses) == len(set(addresses))
    assert all(section.name.strip() for section in portal.sections)


@every_portal
def test_a_host_under_a_province_belongs_to_a_unit_of_that_province(portal: Portal) -> None:
    labels = portal.host.removesuffix(".gov.vn").split(".")
    province = PORTALS.get(labels[-1])
    if len(labels) > 1 and province is not None and province.level == "province":
        codes = {portal.unit_code, *(u.code for u in ancestors(portal.unit_code, DAYS[portal.unit_era]))}
        assert codes & {province.unit_code, *codes_of(province)}
