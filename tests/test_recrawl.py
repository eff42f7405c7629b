"""A portal saved at three dates, served in turn at one address: each run reports what has changed, and nothing else.

What has changed is told here by nothing of the crawler's or the parser's own: links are closed over the saved files,
and articles compared by all the text of the element that this portal's template prints them in.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from loopback import folder
from test_crawl import SHARED, closure

from extractors.text import store as stored_text
from pipeline import main_job
from pipeline.choice import Choice
from pipeline.store import Store

DAYS = ("2019-07-10", "2019-07-31", "2019-08-08")
RECORD = '[[portal]]\nname = "thu"\nhost = "{host}"\ntitle = "Trang thử"\nresolve = "{address}"\n'
Articles = dict[str, dict[str, Any]]


def run(root: Path, out: Path, records: Path) -> dict[str, Any]:
    with folder(root) as address:
        records.write_text(RECORD.format(host=host(root), address=address), "utf-8")
        main_job.run(Choice(names=("thu",), files=(records,), refresh=True), False, out, as_json=True)
    store = Store(out / "vnnews.sqlite")
    counts: dict[str, Any] = store.last_run()["portals"]["thu"]
    store.close()
    return counts


def host(root: Path) -> str:
    return (root / "CNAME").read_text().strip()


def articles(out: Path) -> Articles:
    """Return the articles by the file that their page is saved in."""
    with (out / "articles.jsonl").open(encoding="utf-8") as file:
        return {unquote(urlsplit(a["url"]).path).strip("/") + "/index.html": a for a in map(json.loads, file)}


def bodies(root: Path) -> dict[str, str]:
    """Return what each page that links reach says in the template's element for articles; empty for other pages."""
    return {name: body(root / name) for name in closure(root, host(root))}


def body(file: Path) -> str:
    if is_empty(file):
        return ""
    found = lxml.html.document_fromstring(file.read_bytes()).xpath("//*[@id='tableforprint']")
    return stored_text(" ".join(" ".join(e.text_content() for e in found).split()))


def is_empty(file: Path) -> bool:
    return not file.read_bytes().strip()


def says(article: dict[str, Any]) -> tuple[str, str]:
    return article["title"], article["text"]


@pytest.mark.slow
@pytest.mark.shared
def test_each_run_reports_exactly_what_is_new_or_filled_or_says_something_else(tmp_path: Path) -> None:
    roots = [SHARED / f"dakrlap-{day}" for day in DAYS]
    if not roots[0].is_dir():
        pytest.skip("../shared is not here")
    known: Articles = {}
    before: dict[str, str] = {}
    new, changed, filled = [], [], []
    for last, root in zip([roots[0], *roots], roots, strict=False):
        now = bodies(root)
        reached = now.keys() - before.keys()
        was_empty = {name for name in now.keys() & before.keys() if is_empty(last / name) and not is_empty(root / name)}
        rewritten = {name for name in now.keys() & before.keys() - was_empty if now[name] != before[name]}
        counts = run(root, tmp_path / "out", tmp_path / "portals.toml")
        found = articles(tmp_path / "out")
        # All that is emitted is new, was empty, or says something else; nothing else is emitted again.
        assert {name for name in found if name not in known or says(known[name]) != says(found[name])} - rewritten == {
            name for name in found if name in reached | was_empty and name not in known
        }
        assert {name for name in found if name in rewritten} == rewritten
        assert known.keys() <= found.keys()
        assert counts["fresh"] == len(found.keys() - known.keys() - rewritten)
        dates = {name for name in known if known[name]["published"] != found[name]["published"]}
        assert counts["extracted"] == counts["fresh"] + counts["changed"] + len(dates - rewritten)
        assert counts["unchanged"] == counts["pages"] - counts["new"] - counts["changed"] - counts["filled"]
        assert (counts["new"], counts["changed"], counts["filled"]) == (len(reached), len(rewritten), len(was_empty))
        new.append(counts["new"])
        changed.append(counts["changed"])
        filled.append(counts["filled"])
        known, before = found, before | now
    assert (new, changed, filled) == ([134, 70, 35], [0, 1, 1], [0, 4, 0])
