"""Saved real portals from loopback to scored articles: the crawl, the archive and the parser as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from loopback import folder

from pipeline.issues import Issues
from pipeline.parse import parse_file, parse_pages
from spiders import archive
from spiders.article import Article
from spiders.crawl import crawl
from spiders.registry import Portal


def told(shared: Path, host: str) -> dict[str, Path]:
    """Return {address: file} of the gold pages of a host."""
    with (shared / "gold" / "content.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return {r["url"]: shared / r["file"] for r in rows if urlsplit(r["url"]).hostname == host}


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["dakrlap-2019-08-08", "krongno-2019-07-30"])
def test_the_articles_of_a_crawled_portal_match_what_a_reader_took_from_its_pages(
    name: str, shared: Path, tmp_path: Path
) -> None:
    host = (shared / "portals" / name / "CNAME").read_text().strip()
    with folder(shared / "portals" / name) as address:
        portal = Portal(name="thu", host=host, title="thử", resolve=address)
        result = crawl([portal], tmp_path).portals["thu"]
    assert result.outcome == "finished"
    files = sorted((tmp_path / "archive").glob("*.warc.gz"))
    issues = Issues()
    articles = list(parse_pages(lambda: archive.latest(files), issues, portal))
    assert not [i for i in issues.found if "Error" in i.problem]
    assert "wrong 0" in scored(shared, host, articles, tmp_path)
    reached = {unquote(urlsplit(a.url).path).strip("/") for a in articles}
    for url, file in told(shared, host).items():
        if unquote(urlsplit(url).path).strip("/") not in reached:
            articles += parse_file(file, url, issues)
    assert float(scored(shared, host, articles, tmp_path).split("mean F1 ")[1].split()[0]) >= 0.95


@pytest.mark.shared
@pytest.mark.slow
def test_every_saved_page_is_read_without_an_unhandled_exception(shared: Path) -> None:
    issues = Issues()
    for portal in sorted((shared / "portals").iterdir()):
        host = (portal / "CNAME").read_text().strip() if (portal / "CNAME").exists() else portal.name
        assert list(parse_file(portal, f"http://{host}/", issues)), portal.name
    assert not [i for i in issues.found if "Error" in i.problem or "report it" in i.hint]


def scored(shared: Path, host: str, articles: list[Article], tmp_path: Path) -> str:
    """Return what the scorer prints of the articles against the gold pages of a host."""
    made = tmp_path / "articles.jsonl"
    made.write_text("".join(json.dumps(a.as_dict(), ensure_ascii=False) + "\n" for a in articles), "utf-8")
    script, gold = shared / "gold" / "score_content.py", shared / "gold" / "content.jsonl"
    words = [sys.executable, str(script), str(gold), str(made), "--host", host]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    print(printed)
    return printed
