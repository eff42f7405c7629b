"""The commands as a user meets them: help that teaches, exit codes, nothing heavy before it is needed."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.issues import UserError

README = Path(__file__).parents[1] / "README.md"
ARTICLE = {
    "id": "a",
    "url": "",
    "title": "",
    "published": "2024-05-02",
    "text": "Ngày 1/5, huyện chi 2 tỷ đồng làm 3 km đường.",
}


def commands() -> list[tuple[str, ...]]:
    names = [(c.name or c.callback.__name__.removesuffix("_command"),) for c in app.registered_commands if c.callback]
    groups = [(str(g.name), str(c.name)) for g in app.registered_groups for c in g.typer_instance.registered_commands]
    return names + groups


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "pipeline", *words], capture_output=True, text=True, check=False)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*command, "--help"]).output
    assert "Example: vnnews" in re.sub(r"\s+", " ", shown)
    assert f"vnnews {' '.join(command)}" in README.read_text("utf-8")


def test_help_loads_no_heavy_package() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from pipeline.cli import app;"
        "CliRunner().invoke(app, ['--help']);"
        "print([m for m in ('scrapy', 'underthesea', 'spacy', 'pandas', 'sklearn', 'lxml') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_extract_writes_the_files_and_prints_counts_as_json(articles: Path, tmp_path: Path) -> None:
    done = run("extract", str(articles), "--out", str(tmp_path / "out"), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["funds"] == 1
    written = {p.name for p in (tmp_path / "out").iterdir()}
    assert written >= {
        "articles.jsonl",
        "mentions.jsonl",
        "funds.csv",
        "records.csv",
        "datapackage.json",
        "vnnews.sqlite",
    }
    assert not [n for n in written if n.startswith(".")]


def test_extract_links_a_text_that_two_portals_print_and_knows_the_portals_of_a_registry(tmp_path: Path) -> None:
    told = " ".join(
        (
            "Sáng 1/5, lãnh đạo phường 8 đến thăm ba gia đình chính sách và trao mỗi nhà 2 triệu đồng.",
            "Chiều cùng ngày, đoàn khảo sát đoạn hẻm ngập nước, hẹn bà con sẽ nạo vét cống trước mùa mưa năm nay.",
        )
    )
    own = {**ARTICLE, "text": told, "portal": "phuong8", "url": "http://phuong8.example/1"}
    taken = {**own, "id": "b", "published": "2024-05-03", "portal": "", "url": "http://other.example/2"}
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(a) + "\n" for a in (own, taken)), "utf-8")
    records = tmp_path / "portals.toml"
    records.write_text(
        '[[portal]]\nname = "phuong8"\nhost = "phuong8.example"\ntitle = "Phường 8"\nplatform = "vnpt"\n'
        'level = "district"\nunit_code = "842"\nfrequency = 24\nstatus = "assumed"\nevidence = "made up"\n',
        "utf-8",
    )
    done = run("extract", str(source), "--out", str(tmp_path / "out"), "--registry", str(records))
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader((tmp_path / "out" / "articles.csv").open(encoding="utf-8-sig")))
    assert [(r["article_id"], r["copy_of"], r["commune_before"]) for r in rows] == [
        ("a", "", "29257"),
        ("b", "a", "29257"),
    ]


def test_a_missing_input_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    done = run("extract", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert done.stderr.startswith("vnnews: there is no ")
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("portals", "list", "--status", "bogus"), "assumed, gone, verified"),
        (("portals", "list", "--platform", "bogus"), "liferay"),
        (("portals", "check", "nofile.toml"), "there is no file nofile.toml"),
        (("units", "Cầu Quan", "--on", "2024-02-30"), "YYYY-MM-DD"),
        (("explain", ""), "give a sentence"),
        (("due", "--out", __file__), "is a file; name a folder"),
        (("parse", str(README)), "holds no page; give .html"),
    ],
)
def test_a_mistake_of_the_caller_is_one_sentence_and_exit_code_2(words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_totals_are_printed_as_a_table_or_as_json(articles: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    run("extract", str(articles), "--out", out)
    assert "funds_mobilised_vnd" in run("totals", out).stdout
    assert [row["articles"] for row in json.loads(run("totals", out, "--json").stdout)] == [1]


def test_an_unknown_portal_is_told_with_near_names(tmp_path: Path) -> None:
    done = run("crawl", "--portal", "no-such-portal", "--out", str(tmp_path))
    assert done.returncode == 2
    assert "no portal 'no-such-portal'" in done.stderr


def test_an_input_that_holds_nothing_usable_leaves_the_results_of_before(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("extract", str(articles), "--out", str(out))
    before = (out / "funds.csv").read_bytes()
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{broken\n", "utf-8")
    done = run("extract", str(bad), "--out", str(out))
    assert done.returncode == 1
    assert "bad.jsonl:1: no JSON" in done.stderr
    assert (out / "funds.csv").read_bytes() == before


def test_a_full_disk_is_told_and_leaves_the_results_of_before(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("extract", str(articles), "--out", str(out))
    before = {p: p.read_bytes() for p in out.glob("*.csv")}
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        f"sys.argv[1:] = ['extract', {str(articles)!r}, '--out', {str(out)!r}];"
        "from pipeline.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Free space" in done.stderr
    assert {p: p.read_bytes() for p in out.glob("*.csv")} == before


def test_explain_shows_values_rules_and_rejections() -> None:
    done = run("explain", "Ngày 1/5, xã chi 2 tỷ đồng cho 4.702 đồng chí.", "--published", "2024-05-02", "--json")
    told = json.loads(done.stdout)
    assert {(m["field"], m["text"]) for m in told["mentions"]} >= {("dates", "Ngày 1/5"), ("funds", "2 tỷ đồng")}
    assert all(m["by"].startswith("rule:") for m in told["mentions"])


def test_export_writes_other_formats(articles: Path, tmp_path: Path) -> None:
    run("extract", str(articles), "--out", str(tmp_path / "out"))
    done = run("export", str(tmp_path / "out"), "--format", "parquet,xlsx", "--to", str(tmp_path / "other"))
    assert done.returncode == 0, done.stderr
    assert {p.suffix for p in (tmp_path / "other").iterdir()} == {".parquet", ".xlsx", ".json"}


def test_the_report_is_one_page_that_runs_nothing_a_page_said(tmp_path: Path) -> None:
    hostile = ARTICLE | {"title": "<script>alert(1)</script>", "url": "javascript:alert(1)"}
    (tmp_path / "in.jsonl").write_text(json.dumps(hostile), "utf-8")
    run("extract", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"))
    done = run("report", str(tmp_path / "out"))
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert done.returncode == 0, done.stderr
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert not re.search(r'(?:src|href)="https?://', page)


def test_portals_are_listed_and_checked(tmp_path: Path) -> None:
    listed = json.loads(run("portals", "list", "--json").stdout)
    assert all(p["host"] for p in listed)
    assert run("portals", "check").returncode == 0
    (tmp_path / "p.toml").write_text('[[portal]]\nname = "x"\nhost = "X Y"\ntitle = "?"\n', "utf-8")
    done = run("portals", "check", str(tmp_path / "p.toml"))
    assert done.returncode == 1
    assert "key host" in done.stdout


def test_a_page_tells_its_platform(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text("<html><body><div id='p_p_id_101_INSTANCE_x'>Liferay.</div></body></html>", "utf-8")
    told = json.loads(run("portals", "detect", str(page), "--url", "https://x.vn/web/guest/home", "--json").stdout)
    assert told["platform"] == "liferay"


def test_doctor_finds_this_installation_well() -> None:
    done = run("doctor", "--json")
    assert done.returncode == 0, done.stdout
    assert {c["check"] for c in json.loads(done.stdout)} >= {"python", "scrapy", "sample portals"}


def test_a_store_that_is_not_there_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    from pipeline.commands import open_store

    with pytest.raises(UserError, match="vnnews run"):
        open_store(tmp_path)


def test_parse_explains_each_line_of_a_page(tmp_path: Path) -> None:
    body = (
        "<p>Sáng 5/3, UBND xã An Phú họp bàn việc làm đường liên thôn. Nhân dân hai thôn đồng tình góp công.</p>"
        "<p>Theo phương án được thống nhất, mỗi hộ góp ba ngày công; xã lo xi măng, cát và đá dăm.</p>"
        "<p>Công trình sẽ khởi công ngay sau vụ gặt và xong trước mùa mưa, để học sinh đi lại thuận tiện hơn.</p>"
    )
    (tmp_path / "tin.html").write_text(
        f"<html><body><h1>Họp xã</h1><ul><li>Trang chủ</li></ul>{body}</body></html>", "utf-8"
    )
    done = run("parse", str(tmp_path / "tin.html"), "--explain", "--base-url", "http://anphu.example/tin/")
    assert done.returncode == 0, done.stderr
    assert "family generic" in done.stdout
    assert "- Trang chủ" in done.stdout
    assert "+ Sáng 5/3" in done.stdout


def test_tokenize_writes_the_words_of_each_sentence_with_their_offsets(articles: Path, tmp_path: Path) -> None:
    run("extract", str(articles), "--out", str(tmp_path / "out"))
    done = run("tokenize", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    (line,) = (tmp_path / "out" / "tokens.jsonl").read_text("utf-8").splitlines()
    words = [ARTICLE["text"][a:b] for a, b in json.loads(line)["words"]]
    assert "".join(words).replace(" ", "") == str(ARTICLE["text"]).replace(" ", "")
    assert {"huyện", "tỷ", "đồng"} <= set(words) | {w for word in words for w in word.split()}
