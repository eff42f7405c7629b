"""Deployed to scrapyd, which reads an egg (a zip file of the packages), every portal is a spider under its name."""

import os
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest
from loopback import Portal as Site
from loopback import links

from spiders.archive import pages
from spiders.registry import load

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def egg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack what a spider needs as scrapyd-deploy does: modules and package data, nothing unpacked."""
    path = tmp_path_factory.mktemp("egg") / "vnnews.egg"
    with zipfile.ZipFile(path, "w") as packed:
        for package in ("extractors", "spiders"):
            for file in (ROOT / package).rglob("*"):
                if file.suffix in (".py", ".toml"):
                    packed.write(file, file.relative_to(ROOT))
    return path


def scrapy(egg: Path, *words: str) -> str:
    config = ConfigParser()
    config.read(ROOT / "scrapy.cfg")
    named = {"PYTHONPATH": str(egg), "SCRAPY_SETTINGS_MODULE": config["settings"]["default"]}
    call = [sys.executable, "-m", "scrapy", *words]
    return subprocess.run(
        call, cwd=egg.parent, env=os.environ | named, capture_output=True, text=True, check=True
    ).stdout


def test_every_portal_that_is_not_gone_is_listed_as_a_spider(egg: Path) -> None:
    assert sorted(scrapy(egg, "list").split()) == sorted(n for n, p in load().items() if p.status != "gone")


def test_a_spider_crawls_its_portal_into_the_folder_of_its_settings(egg: Path, tmp_path: Path) -> None:
    site = Site({"/": links("/a"), "/a": "a"})
    with site.serve() as address:
        told = f'[[portal]]\nname = "xa-thu"\nhost = "xa-thu.gov.vn"\ntitle = "Xã thử"\nresolve = "{address}"\n'
        (tmp_path / "portals.toml").write_text(told, "utf-8")
        out = tmp_path / "out"
        scrapy(egg, "crawl", "xa-thu", "-s", f"PORTAL_FILES={tmp_path / 'portals.toml'}", "-s", f"OUT={out}")
    (archived,) = (out / "archive").glob("*.warc.gz")
    assert {page.url for page in pages(archived)} == {"http://xa-thu.gov.vn/", "http://xa-thu.gov.vn/a"}
