"""A portal saved at three dates, served in turn at one address: each run emits what is new or says something else."""

import json
from pathlib import Path
from typing import Any

import pytest
from loopback import folder
from test_crawl import SHARED

from pipeline import main_job
from pipeline.choice import Choice
from pipeline.store import Store

DAYS = ("2019-07-10", "2019-07-31", "2019-08-08")
RECORD = '[[portal]]\nname = "thu"\nhost = "{host}"\ntitle = "Trang thử"\nresolve = "{address}"\n'
Articles = dict[str, dict[str, Any]]


def run(root: Path, out: Path, records: Path) -> dict[str, Any]:
    host = (root / "CNAME").read_text().strip()
    with folder(root) as address:
        records.write_text(RECORD.format(host=host, address=address), "utf-8")
        main_job.run(Choice(names=("thu",), files=(records,), refresh=True), False, out, as_json=True)
    store = Store(out / "vnnews.sqlite")
    counts: dict[str, Any] = store.last_run()["portals"]["thu"]
    store.close()
    return counts


def articles(out: Path) -> Articles:
    with (out / "articles.jsonl").open(encoding="utf-8") as file:
        return {a["url"]: a for a in map(json.loads, file)}


def filled(before: Path, after: Path) -> set[str]:
    """Return the paths of pages that held nothing at first and something later."""
    empty = (f.relative_to(before) for f in before.rglob("index.html") if not f.read_bytes().strip())
    return {f"/{f.parent.as_posix()}/" for f in empty if (after / f).is_file() and (after / f).read_bytes().strip()}


@pytest.mark.slow
@pytest.mark.shared
def test_each_run_emits_only_what_is_new_or_says_something_else(tmp_path: Path) -> None:
    roots = [SHARED / f"dakrlap-{day}" for day in DAYS]
    if not roots[0].is_dir():
        pytest.skip("../shared is not here")
    new = []
    known: Articles = {}
    for before, root in zip([roots[0], *roots], roots, strict=False):
        counts = run(root, tmp_path / "out", tmp_path / "portals.toml")
        found = articles(tmp_path / "out")
        both = known.keys() & found.keys()
        texts = {url for url in both if found[url]["text_sha256"] != known[url]["text_sha256"]}
        heads = {url for url in both if any(found[url][name] != known[url][name] for name in ("title", "published"))}
        new.append(counts["new"])
        assert counts["fresh"] == len(found.keys() - known.keys())
        assert counts["changed"] == len(texts)
        # The lists of legal documents are rewritten each time; no article body is.
        assert all("/van-ban-phap-luat/" in url for url in texts)
        assert len(found.keys() - known.keys() | texts) <= counts["extracted"] <= counts["fresh"] + len(texts | heads)
        was_empty = {url for url in found if any(url.endswith(path) for path in filled(before, root))}
        assert was_empty <= found.keys() - known.keys()
        known = found
    assert new == [134, 70, 35]
