"""Saved pages of every platform family (tests/portals) give the items written beside them, one test a field."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from loopback import Answer
from loopback import Portal as Site

from pipeline.issues import Issues
from pipeline.parse import parse_pages
from spiders import archive
from spiders.article import Article
from spiders.crawl import crawl
from spiders.page import Follow, Page
from spiders.parse import parse
from spiders.platforms import platform, platforms, recognise
from spiders.registry import Portal
from spiders.traps import refusal

PORTALS = Path(__file__).parent / "portals"
FETCHED = datetime(2024, 7, 1, tzinfo=UTC)
LISTS = sorted(path.parent.name for path in PORTALS.glob("*/list.html"))
PAGES = sorted(f"{p.parent.name}/{p.stem}" for p in PORTALS.glob("*/*.html") if p.stem != "list")
FIELDS = ("url", "title", "published", "lead", "byline", "section", "captions", "tags")

every_page = pytest.mark.parametrize("name", PAGES)
every_list = pytest.mark.parametrize("family", LISTS)


@cache
def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PORTALS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def page(name: str) -> Page:
    return Page(expected(name)["url"], (PORTALS / f"{name}.html").read_bytes(), "text/html", FETCHED)


@cache
def article(name: str) -> Article:
    return parse(page(name))


@pytest.mark.parametrize("family", sorted(platforms()))
def test_a_family_has_three_layout_variants_and_a_list(family: str) -> None:
    assert sum(name.startswith(f"{family}/") for name in PAGES) >= 3
    assert family in LISTS


def names() -> Iterator[str]:
    yield from PAGES
    yield from (f"{family}/list" for family in LISTS)


@pytest.mark.parametrize("name", list(names()))
def test_the_page_is_known_as_its_family(name: str) -> None:
    family = name.partition("/")[0]
    found = recognise(page(name))
    assert found.platform == family
    assert family == "generic" or (found.confidence >= 0.5 and found.marks)


@every_page
def test_the_reader_is_the_one_that_the_markup_allows(name: str) -> None:
    """Selectors where the layout names its body, the lines of the page where no class does."""
    reader, _, who = article(name).extractor.partition(":")
    assert reader == expected(name)["extractor"]
    assert reader == "lines" or who == name.partition("/")[0]


@pytest.mark.parametrize("field", FIELDS)
@every_page
def test_field(name: str, field: str) -> None:
    assert getattr(article(name), field) == expected(name)[field]


@every_page
def test_text_is_a_line_a_paragraph_and_nothing_else_of_the_page(name: str) -> None:
    assert article(name).text.split("\n") == expected(name)["text"]


@every_page
def test_attachments(name: str) -> None:
    assert [a["url"] for a in article(name).attachments] == expected(name)["attachments"]


@every_page
def test_every_line_has_its_place_in_the_page(name: str) -> None:
    read, tree = article(name), page(name).tree.getroottree()
    starts = [0, *(n + 1 for n, c in enumerate(read.text) if c == "\n")]
    assert [start for start, _ in read.places] == starts
    for (_, xpath), text in zip(read.places, read.text.split("\n"), strict=True):
        (node,) = tree.xpath(xpath)
        assert text in " ".join("".join(node.itertext()).split())


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith(("generic/", "drupal/"))])
def test_the_address_of_an_article_has_its_role(name: str) -> None:
    assert platform(name.partition("/")[0]).role(expected(name)["url"]) == "article"


@every_list
@pytest.mark.parametrize("field", ["title", "date_raw", "role"])
def test_a_list_prints_beside_each_link(family: str, field: str) -> None:
    name = f"{family}/list"
    found = {link.url: link for link in platform(family).links(page(name))}
    told = {link["url"]: link[field] for link in expected(name)["links"]}
    assert {url: getattr(found[url], field) for url in told if url in found} == told


@every_list
def test_the_next_page_of_a_list(family: str) -> None:
    name = f"{family}/list"
    wanted = expected(name)["next"]
    assert platform(family).next_page(page(name)) == Follow(wanted["url"], tuple(wanted["form"].items()))


@pytest.mark.parametrize("name", list(names()))
def test_links_of_a_page_are_absolute_and_come_once(name: str) -> None:
    urls = [link.url for link in platform(name.partition("/")[0]).links(page(name))]
    assert len(set(urls)) == len(urls)
    assert all(
        url.startswith(("https://phunhuan.example.gov.vn/", "https://storage-vnportal.vnpt.vn/")) for url in urls
    )


def served(family: str) -> Site:
    """Return a portal whose front page is the family's list, with links to all its saved pages."""
    saved = [name for name in names() if name.startswith(f"{family}/")]
    pages = {path_of(name): Answer((PORTALS / f"{name}.html").read_bytes()) for name in saved}
    links = "".join(f'<p><a href="{path.replace("&", "&amp;")}">Xem trang đã lưu</a></p>' for path in pages)
    front = (PORTALS / f"{family}/list.html").read_text(encoding="utf-8")
    return Site({**pages, "/": Answer(front.replace("</body>", f"{links}</body>"))})


def path_of(name: str) -> str:
    parts = urlsplit(expected(name)["url"])
    return parts._replace(scheme="", netloc="").geturl()


@pytest.mark.parametrize("family", LISTS)
def test_a_portal_of_the_family_is_crawled_and_read_from_its_archive(family: str, tmp_path: Path) -> None:
    site = served(family)
    with site.serve() as address:
        known = {"name": "thu", "host": "phunhuan.example.gov.vn", "title": "Xã Phú Nhuận", "platform": family}
        portal = Portal(**known, resolve=address)  # type: ignore[arg-type]
        result = crawl([portal], tmp_path).portals["thu"]
    assert (result.outcome, result.error, result.notes) == ("finished", 0, [])
    issues = Issues()
    files = archive.files(tmp_path / "archive", "thu")
    made = {a.url.partition("://")[2]: a for a in parse_pages(lambda: archive.latest(files), issues, portal)}
    assert not [i for i in issues.found if "Error" in i.problem]
    for name in (name for name in PAGES if name.startswith(f"{family}/")):
        told = expected(name)
        if refusal(told["url"]) == "print view":
            # It is read where it was saved, and not asked for beside the article itself.
            assert path_of(name) not in site.paths
            continue
        article = made[told["url"].partition("://")[2]]
        assert (article.title, article.text.split("\n")) == (told["title"], told["text"])
    asked = {(r.method, r.path) for r in site.asked}
    following = expected(f"{family}/list")["next"]
    wanted = urlsplit(following["url"])._replace(scheme="", netloc="").geturl()
    assert ("POST" if following["form"] else "GET", wanted) in asked
