"""The notebooks run from the first cell to the last on the output of the main job."""

import json
from pathlib import Path

import pytest

from extractors.text import store as stored
from pipeline.issues import Issues
from pipeline.sample import expected
from pipeline.stages import extract_all
from pipeline.store import Store
from spiders.article import Article

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    store = Store(folder / "vnnews.sqlite")
    articles = [
        Article(article_id=e.url, url=e.url, portal=e.portal, title=e.title, text=stored(e.text), published=e.published)
        for e in expected()
    ]
    extract_all(articles, store, Issues(), {})
    store.close()
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_a_notebook_runs_and_carries_no_output(path: Path, out: Path) -> None:
    cells = [c for c in json.loads(path.read_text("utf-8"))["cells"] if c["cell_type"] == "code"]
    assert "".join(cells[0]["source"]).startswith("# Parameters")
    assert [c for c in cells if c["outputs"]] == []
    names: dict[str, object] = {}
    for cell in cells:
        exec("".join(cell["source"]), names)
        if cell is cells[0]:
            names["OUT"] = str(out)


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS
