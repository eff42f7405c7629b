"""Articles and dates of saved real pages, against what their templates' own containers hold."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.article import Article
from spiders.chrome import Chrome
from spiders.duplicates import likeness, link_copies, shingles
from spiders.page import Page
from spiders.parse import parse
from spiders.platforms import Refused

SHARED = Path(__file__).parents[1].parent / "shared"
GOLD = SHARED / "gold" / "content.jsonl"
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def gold() -> list[dict[str, str]]:
    if not GOLD.is_file():
        pytest.skip("../shared is not here")
    return [json.loads(line) for line in GOLD.read_text().splitlines()]


@pytest.fixture(scope="module")
def models(gold: list[dict[str, str]]) -> dict[str, Chrome]:
    """One host model a saved site, learnt from all its pages at the addresses they are served under."""
    return {folder: Chrome.learn(site(folder, gold)) for folder in {page["file"].split("/")[1] for page in gold}}


def site(folder: str, gold: list[dict[str, str]]) -> Iterator[Page]:
    root = SHARED / "portals" / folder
    host = next(p["url"] for p in gold if f"/{folder}/" in p["file"]).split("/")[2]
    for file in sorted(root.rglob("*.html")):
        path = file.relative_to(root).as_posix().removesuffix("index.html")
        yield Page(f"http://{host}/{path}", file.read_bytes())


def score(
    gold: list[dict[str, str]], models: dict[str, Chrome] | None, folder: Path, *, selectors: bool
) -> dict[str, float]:
    with (folder / "articles.jsonl").open("w") as out:
        for told in gold:
            page = Page(told["url"], (SHARED / told["file"]).read_bytes())
            model = models[told["file"].split("/")[1]] if models else None
            try:
                article = parse(page, None, model, selectors=selectors)
            except Refused:
                continue
            out.write(json.dumps(article.as_dict(), ensure_ascii=False) + "\n")
    scorer = [sys.executable, SHARED / "gold" / "score_content.py", GOLD, folder / "articles.jsonl"]
    words = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout.replace(":", "").split()
    names = {"mean": "F1", "under": "0.5", "right": "", "wrong": "", "impossible": ""}
    return {n: float(words[words.index(n) + (2 if follows else 1)]) for n, follows in names.items()}


def test_with_family_selectors(gold: list[dict[str, str]], models: dict[str, Chrome], tmp_path: Path) -> None:
    found = score(gold, models, tmp_path, selectors=True)
    assert found["mean"] >= 0.99 and found["under"] == 0
    assert found["right"] >= 29 and found["wrong"] == 0 and found["impossible"] <= 3


def test_with_all_selectors_off(gold: list[dict[str, str]], models: dict[str, Chrome], tmp_path: Path) -> None:
    found = score(gold, models, tmp_path, selectors=False)
    assert found["mean"] >= 0.985 and found["under"] == 0
    assert found["right"] >= 29 and found["wrong"] == 0 and found["impossible"] <= 3


def test_first_page_of_an_unknown_host(gold: list[dict[str, str]], tmp_path: Path) -> None:
    found = score(gold, None, tmp_path, selectors=False)
    assert found["mean"] >= 0.98 and found["under"] == 0


def test_near_duplicates_are_all_linked(gold: list[dict[str, str]]) -> None:
    articles = [Article(article_id=g["id"], url=g["url"], text=g["text"]) for g in gold]
    link_copies(articles)
    main = [a.copy_of or a.article_id for a in articles]
    words = [shingles(a.text) for a in articles]
    for n, a in enumerate(words):
        for m, b in enumerate(words[:n]):
            alike = likeness(a, b)
            assert alike < 0.5 or main[n] == main[m]
            assert alike >= 0.3 or main[n] != main[m]
