"""Portal files are read into records, and what is wrong in one is told by file, portal and key."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from spiders.registry import Portal, PortalLoader, RegistryError, Section, by_host, load, shard

GOOD = """
[[portal]]
name = "phuloc"
host = "phuloc.thu.gov.vn"
title = "Cổng thông tin xã Phú Lộc"
platform = "liferay"
level = "commune"
delay = 2
aliases = ["xaphuloc.gov.vn"]
selectors = {body = "div.bai"}
evidence = "printed in the footer of its province's portal, 2024-05"
status = "verified"
sections = [{name = "Tin tức", url = "/tin-tuc"}]
"""


def write(folder: Path, text: str, name: str = "thu.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_record_is_read_with_its_sections_made_absolute(tmp_path: Path) -> None:
    portal = load([write(tmp_path, GOOD)])["phuloc"]
    assert portal.sections == (Section("Tin tức", "https://phuloc.thu.gov.vn/tin-tuc"),)
    assert (portal.delay, portal.aliases, portal.selectors) == (2.0, ("xaphuloc.gov.vn",), {"body": "div.bai"})


def test_a_portal_on_loopback_speaks_plain_http(tmp_path: Path) -> None:
    portal = load([write(tmp_path, GOOD + 'resolve = "127.0.0.1:8123"\n')])["phuloc"]
    assert (portal.root, portal.sections[0].url[:7]) == ("http://phuloc.thu.gov.vn/", "http://")


def test_a_host_that_speaks_no_https_is_asked_in_plain_http(tmp_path: Path) -> None:
    portal = load([write(tmp_path, GOOD + "http = true\n")])["phuloc"]
    assert (portal.root, portal.sections[0].url[:7]) == ("http://phuloc.thu.gov.vn/", "http://")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('colour = "red"', "key colour: unknown"),
        ('unit_era = "now"', "key unit_era: 'now' is none of before, after"),
        ('frequency = "daily"', "key frequency: expected int, found 'daily'"),
        ("http = true\nlegacy_tls = true", "key http: legacy_tls and https addresses are for hosts that speak HTTPS"),
        ("frequency = 0", "key frequency: must be more than 0"),
        ("night_only = 1", "key night_only: expected bool, found 1"),
        ('resolve = "localhost"', "key resolve: 'localhost' is no address and port"),
        ("page_budget = true", "key page_budget: expected int"),
    ],
)
def test_what_is_wrong_is_told_by_file_portal_and_key(line: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as error:
        load([write(tmp_path, f"{GOOD}{line}\n")])
    assert "thu.toml: portal 'phuloc': " + told in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('host = "phuloc.thu.gov.vn"\n', "", "portal 'phuloc': key host: missing"),
        ("phuloc.thu.gov.vn", "Phuloc.thu.gov.vn", "key host: 'Phuloc.thu.gov.vn' is no host name"),
        ("/tin-tuc", "https://khac.gov.vn/tin", "key sections: https://khac.gov.vn/tin is not on phuloc.thu.gov.vn"),
        ('{name = "Tin tức", url = "/tin-tuc"}', '"/tin-tuc"', "key sections: expected tables with name and url"),
        ("aliases = [", 'file_hosts = ["Kho Tệp"]\naliases = [', "key file_hosts: 'Kho Tệp' is no host name"),
        ('["xaphuloc.gov.vn"]', '"xaphuloc.gov.vn"', "key aliases: expected a list of strings"),
        ('{body = "div.bai"}', "{body = 3}", "key selectors: expected a table of strings"),
        ("evidence = ", "# ", "key evidence: a verified address says where it was seen"),
        ('"phuloc"', '"Phú Lộc"', "key name: small letters"),
        ("[[portal]]", "[portal]", "expected [[portal]] tables"),
        ('name = "phuloc"', "name = ", "thu.toml: Invalid value"),
    ],
)
def test_a_broken_record_is_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as error:
        load([write(tmp_path, GOOD.replace(old, new))])
    assert told in str(error.value)


def test_two_portals_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="another portal has this name"):
        load([write(tmp_path, GOOD), write(tmp_path, GOOD, "hai.toml")])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"khong-co\.toml"):
        load([tmp_path / "khong-co.toml"])


def test_a_portal_is_found_by_each_of_its_names(tmp_path: Path) -> None:
    portals = load([write(tmp_path, GOOD)])
    assert set(by_host(portals.values())) == {
        "phuloc.thu.gov.vn",
        "www.phuloc.thu.gov.vn",
        "xaphuloc.gov.vn",
        "www.xaphuloc.gov.vn",
    }


def test_shards_are_disjoint_and_whole() -> None:
    portals = [Portal(name=f"p{n}", host=f"p{n}.gov.vn", title="") for n in range(50)]
    parts = [shard(portals, i, 4) for i in (1, 2, 3, 4)]
    assert sorted(p.name for part in parts for p in part) == sorted(p.name for p in portals)
    assert all(parts)
    with pytest.raises(ValueError, match="5/4"):
        shard(portals, 5, 4)


def test_scrapy_lists_one_spider_a_portal_and_loads_it(tmp_path: Path) -> None:
    gone = GOOD.replace('"phuloc"', '"cu"').replace('"verified"', '"gone"')
    files = [str(write(tmp_path, GOOD)), str(write(tmp_path, gone, "cu.toml"))]
    loader = PortalLoader.from_settings(Settings({"PORTAL_FILES": files}))
    assert loader.list() == ["phuloc"]
    assert (loader.load("phuloc").name, loader.load("phuloc").portals[0].host) == ("phuloc", "phuloc.thu.gov.vn")


def test_every_portal_file_of_the_project_is_sound() -> None:
    assert all(portal.evidence for portal in load().values())
