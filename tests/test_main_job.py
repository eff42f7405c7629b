"""The main job from portal to report, on the bundled sample portals."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.sample import expected
from pipeline.store import Store


def run(out: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "pipeline", "run", "--sample", "--out", str(out)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=240)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("main-job") / "out"
    done = run(folder)
    assert done.returncode == 0, done.stderr
    return folder


def articles(out: Path) -> dict[str, dict[str, object]]:
    with (out / "articles.jsonl").open(encoding="utf-8") as file:
        return {a["url"]: a for a in map(json.loads, file)}


def test_every_sample_article_is_found_and_nothing_else(out: Path) -> None:
    assert set(articles(out)) == {e.url for e in expected()}


def test_text_title_and_date_are_as_written(out: Path) -> None:
    made = articles(out)
    wrong = [
        (e.url, name)
        for e in expected()
        for name in ("title", "text", "published")
        if str(made[e.url][name] or "")[: 10 if name == "published" else None] != getattr(e, name)
    ]
    assert wrong == []


def test_every_response_is_archived_and_every_table_published(out: Path) -> None:
    assert {f.name.split("-")[0] for f in (out / "archive").glob("*.warc.gz")} == {e.portal for e in expected()}
    for name in ("articles", "documents", "dates", "officials", "funds", "roads", "places", "records"):
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert list(csv.DictReader(file)), name
    assert (out / "report.html").stat().st_size > 100_000


def test_footer_officials_and_related_news_make_no_record(out: Path) -> None:
    with (out / "officials.csv").open(encoding="utf-8-sig", newline="") as file:
        officials = list(csv.DictReader(file))
    texts = {a["article_id"]: str(a["text"]) for a in articles(out).values()}
    assert all(o["name"] in texts[o["article_id"]] for o in officials)
    assert not [o for o in officials if "Ban Biên tập" in o["titles"]]


def issues(out: Path) -> list[tuple[object, ...]]:
    store = Store(out / "vnnews.sqlite", read_only=True)
    found = store.query("SELECT run_id, stage, source, problem FROM issues")
    store.close()
    assert {run_id for run_id, *_ in found} == {1}
    return found


@pytest.mark.parametrize("command", ["parse", "extract"])
def test_articles_are_made_again_from_the_archive_alone(command: str, out: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "pipeline", command, str(out / "archive"), "--out", str(tmp_path)]
    subprocess.run(words, capture_output=True, check=True)
    told = ("title", "text", "published", "byline", "section")
    made, known = articles(tmp_path), articles(out)
    assert {url: [a[n] for n in told] for url, a in made.items()} == {
        url: [a[n] for n in told] for url, a in known.items()
    }


def test_files_are_made_with_the_usual_rights(out: Path) -> None:
    assert all(not file.stat().st_mode & 0o111 for file in out.rglob("*") if file.is_file())


def test_a_second_run_fetches_only_what_changed_and_says_so(out: Path) -> None:
    before, before_issues = (out / "funds.csv").read_bytes(), issues(out)
    done = run(out)
    assert done.returncode == 0, done.stderr
    assert "nothing has changed since the last run" in done.stdout
    assert done.stderr == ""
    assert issues(out) == before_issues
    assert (out / "funds.csv").read_bytes() == before


def test_a_table_that_lost_half_is_not_published() -> None:
    assert [a.source for a in checks.table_alarms({"funds": 20, "dates": 90}, {"funds": 50, "dates": 100})] == ["funds"]
    assert all(a.fatal for a in checks.table_alarms({}, {"funds": 50}))
