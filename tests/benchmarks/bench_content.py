"""Compare the parser with other extractors on saved pages: `python tests/benchmarks/bench_content.py [CONTENT.jsonl]`.

Prints mean page F1 over 4-word shingles and pages a CPU-second, all in one run. Without the shared pages the sample
is small pages of its own, which say something about speed only.
"""

import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import justext
import pytest
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from spiders.chrome import Chrome
from spiders.page import Page
from spiders.parse import parse
from spiders.platforms import Refused

SHARED = Path(__file__).parents[2].parent / "shared"


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def f1(a: str, b: str) -> float:
    """Return the F1 of two texts over their runs of four words."""
    left, right = grams(a), grams(b)
    both = sum((left & right).values())
    return 2 * both / (sum(left.values()) + sum(right.values())) if both else 0.0


def ours(models: dict[str, Chrome], *, selectors: bool) -> Callable[[Page], str]:
    """Return our parser as an extractor of text."""

    def read(page: Page) -> str:
        try:
            return parse(page, None, models.get(page.notes[0]) if page.notes else None, selectors=selectors).text
        except Refused:
            return ""

    return read


def _justext(page: Page) -> str:
    found = justext.justext(page.body, justext.get_stoplist("Vietnamese"), encoding="utf-8")
    return "\n".join(p.text for p in found if not p.is_boilerplate)


def _readability(page: Page) -> str:
    from readability import Document

    return re.sub(r"<[^>]+>", " ", Document(page.body.decode("utf-8", "replace")).summary())


def pages(gold: Path) -> tuple[list[tuple[dict[str, str], Path]], dict[str, Chrome]]:
    """Return the gold pages with their files, and the model of each site by its folder."""
    told = [json.loads(line) for line in gold.read_text().splitlines()]
    rows = [(t, gold.parents[1] / t["file"]) for t in told]
    roots = {t["file"].split("/")[1]: t["url"].split("/")[2] for t in told}
    models = {}
    for folder, host in roots.items():
        root = gold.parents[1] / "portals" / folder
        files = sorted(root.rglob("*.html"))
        models[folder] = Chrome.learn(
            Page(f"http://{host}/{f.relative_to(root).as_posix().removesuffix('index.html')}", f.read_bytes())
            for f in files
        )
    return rows, models


def main(gold: Path) -> None:
    """Print the table."""
    rows, models = pages(gold)
    extractors: dict[str, Callable[[Page], str]] = {
        "vnnews, selectors": ours(models, selectors=True),
        "vnnews, no selectors": ours(models, selectors=False),
        "vnnews, unknown host": ours({}, selectors=False),
        "trafilatura": lambda p: trafilatura.extract(p.body) or "",
        "trafilatura, precision": lambda p: trafilatura.extract(p.body, favor_precision=True) or "",
        "jusText, Vietnamese": _justext,
        "resiliparse": lambda p: extract_plain_text(p.body.decode("utf-8", "replace"), main_content=True),
    }
    if find_spec("readability"):
        extractors["readability-lxml"] = _readability
    print(f"{len(rows)} pages\n{'extractor':24} {'F1':>6} {'< 0.5':>6} {'pages/CPU-s':>12}")
    for name, read in extractors.items():
        scores, spent = [], 0.0
        for told, file in rows:
            page = Page(told["url"], file.read_bytes(), notes=[told["file"].split("/")[1]])
            started = time.process_time()
            text = read(page)
            spent += time.process_time() - started
            scores.append(f1(told["text"], text))
        print(f"{name:24} {sum(scores) / len(scores):6.4f} {sum(s < 0.5 for s in scores):6} {len(rows) / spent:12.1f}")


@pytest.mark.bench
def test_body_beside_other_extractors() -> None:
    gold = SHARED / "gold" / "content.jsonl"
    if not gold.is_file():
        pytest.skip("../shared is not here: the pages and their texts are not part of the repository")
    main(gold)


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "gold" / "content.jsonl"
    if not path.is_file():
        sys.exit(f"{path} is not here: give the path of a content.jsonl")
    main(path)
