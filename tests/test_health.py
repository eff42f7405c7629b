"""A portal that stops giving what it gave is broken, one that says it has nothing is empty, and both are told."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback import Answer, Request, page
from loopback import Portal as Site

from pipeline import health as stored
from pipeline import main_job
from pipeline.choice import Choice
from pipeline.store import Store
from spiders.health import Visit, declares_empty, judge
from spiders.page import Page

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
GOOD = Visit(
    portal="thu",
    at=NOON,
    pages=50,
    new=20,
    articles=40,
    fresh=8,
    sampled=8,
    dated=8,
    bylined=6,
    selected=8,
    has_selectors=True,
)


def later(days: float, **values: Any) -> Visit:
    return replace(GOOD, at=NOON + timedelta(days=days), **values)


def test_a_portal_that_gives_what_it_gave_is_ok() -> None:
    assert judge(later(1), [GOOD]).outcome == "ok"
    assert judge(GOOD, []).outcome == "ok"


@pytest.mark.parametrize("crawl", ["robots", "blocked", "unreachable"])
def test_a_portal_that_gives_no_page_is_broken(crawl: str) -> None:
    assert judge(later(1, crawl=crawl, pages=0), [GOOD]).outcome == "broken"


def test_pages_without_an_article_are_broken_unless_the_portal_says_so() -> None:
    nothing = later(0, articles=0, fresh=0, sampled=0, dated=0, selected=0)
    assert judge(nothing, []).outcome == "broken"
    assert judge(replace(nothing, declared=True), []).outcome == "empty"
    assert judge(replace(nothing, declared=True), [GOOD]).outcome == "broken"


def test_half_of_the_articles_gone_is_broken() -> None:
    assert judge(later(1, articles=19), [GOOD]).reasons == ["19 articles, 40 before"]


@pytest.mark.parametrize(("name", "said"), [("selected", "a body by selector"), ("dated", "a date")])
def test_a_share_that_falls_below_half_of_the_usual_is_broken(name: str, said: str) -> None:
    assert judge(later(1, **{name: 3}), [GOOD]).reasons == [f"3 of 8 articles have {said}, usually 100%"]
    assert judge(later(1, **{name: 5}), [GOOD]).outcome == "ok"


def test_a_portal_that_never_prints_dates_is_not_broken_by_that() -> None:
    assert judge(later(1, dated=0), [replace(GOOD, dated=0)]).outcome == "ok"


def test_selectors_that_never_fitted_are_broken_and_their_lack_is_not() -> None:
    missed = replace(GOOD, selected=0)
    assert judge(missed, []).reasons == ["none of 8 articles has a body by selector: no selector fits"]
    assert judge(replace(missed, has_selectors=False), []).outcome == "ok"


def test_new_pages_that_give_no_article_are_broken_where_others_did() -> None:
    barren = later(1, new=6, fresh=0, sampled=0, dated=0, bylined=0, selected=0)
    assert judge(barren, [GOOD]).reasons == ["none of 6 new pages gives an article"]
    assert judge(replace(barren, new=4), [GOOD]).outcome == "ok"
    assert judge(barren, [replace(GOOD, new=100)]).outcome == "ok"


def test_few_articles_say_nothing_alone_and_enough_together() -> None:
    daily = [GOOD, *(later(day, fresh=1, sampled=1, dated=1, bylined=1, selected=0) for day in range(1, 6))]
    assert [judge(daily[n], daily[:n]).outcome for n in range(1, 6)] == ["ok", "ok", "ok", "ok", "broken"]


def test_a_broken_portal_stays_broken_while_it_brings_nothing_new_and_its_band_is_not_learnt_from_that() -> None:
    broken = later(1, selected=0, outcome="broken")
    assert judge(later(2, new=0, fresh=0, sampled=0, dated=0, selected=0), [GOOD, broken]).outcome == "broken"
    assert judge(later(2), [GOOD, broken]).outcome == "ok"


def test_silence_is_broken_only_where_news_came_regularly() -> None:
    silent = {"new": 0, "fresh": 0, "sampled": 0, "dated": 0, "bylined": 0, "selected": 0}
    daily = [later(day) for day in range(6)]
    assert judge(later(11, **silent), daily).outcome == "ok"
    assert judge(later(13, **silent), daily).reasons == ["nothing new for 8 days, never more than 2 before"]
    weekly = [later(7 * week) for week in range(6)]
    assert judge(later(35 + 20, **silent), weekly).outcome == "ok"
    assert judge(later(35 + 22, **silent), weekly).outcome == "broken"
    assert judge(later(90, **silent), [GOOD]).outcome == "ok"


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("Chuyên mục hiện chưa có bài viết nào.", True),
        ("Không có dữ liệu để hiển thị", True),
        ("Website đang được nâng cấp, mời bạn quay lại sau", True),
        ("Xã Phú Lộc chưa có chợ, bà con đi mua bán ở xã bên.", False),
        ("Nội dung cuộc họp được cập nhật đến các ấp.", False),
    ],
)
def test_a_page_that_says_it_has_nothing_is_known(text: str, declared: bool) -> None:
    assert declares_empty(Page("", page(f"<div>{text}</div>").encode())) == declared


RECORD = """
[[portal]]
name = "thu"
host = "thu.gov.vn"
title = "Trang thử"
resolve = "{address}"
selectors = {{ body = "div.{body}", time = ".ngay" }}
"""


PLACES = [
    "Phú Lộc",
    "Tân Hòa",
    "Mỹ Thới",
    "Long Điền",
    "An Phước",
    "Bình Khê",
    "Đông Sơn",
    "Hòa Lợi",
    "Vĩnh Châu",
    "Thạnh Mỹ",
    "Lương Hòa",
    "Yên Thế",
]


def story(number: int, css: str) -> str:
    place = PLACES[number - 1]
    lines = "".join(
        f"<p>Tại ấp {place}, {who} kể chuyện bà con {place} góp công, góp của để {what} trong mùa khô vừa rồi.</p>"
        for who, what in (("trưởng ấp", "làm đường"), ("bà con", "bắc cầu"), ("cán bộ xã", "xây nhà cho hộ nghèo"))
    )
    title = f"Bà con ấp {place} làm xong công trình của mình"
    return page(f"<h1>{title}</h1><div class=ngay>Ngày {number:02}/03/2024</div><div class={css}>{lines}</div>", title)


class Paper:
    """A portal that brings out numbered articles, the latest in the template of the day."""

    def __init__(self) -> None:
        self.templates: dict[int, str] = dict.fromkeys(range(1, 7), "noi-dung")
        self.site = Site(self._answer)

    def _answer(self, request: Request) -> Answer | None:
        number = int(request.path.rpartition("-")[2] or 0) if request.path.startswith("/bai-") else 0
        if number in self.templates:
            return Answer(story(number, self.templates[number]))
        shown = (f'<p><a href="/bai-{n}">Bà con ấp {PLACES[n - 1]} làm xong công trình</a></p>' for n in self.templates)
        return Answer(page("".join(shown))) if request.path == "/" else None


Ran = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def run(paper: Paper, tmp_path: Path) -> Ran:
    def ran(body: str = "noi-dung") -> tuple[int, dict[str, Any]]:
        out, records = tmp_path / "out", tmp_path / "portals.toml"
        with paper.site.serve() as address:
            records.write_text(RECORD.format(address=address, body=body), "utf-8")
            choice = Choice(names=("thu",), files=(records,), refresh=True)
            code = main_job.run(choice, False, out, as_json=True)
        store = Store(out / "vnnews.sqlite")
        (row,) = stored.latest(store)
        store.close()
        return code, row

    return ran


def test_a_changed_template_turns_the_portal_to_broken_and_a_new_selector_to_ok(run: Ran, paper: Paper) -> None:
    code, row = run()
    assert (code, row["outcome"], row["articles"], row["selected"]) == (0, "ok", 6, 6)
    paper.templates |= dict.fromkeys(range(7, 13), "bai-viet-moi")
    code, row = run()
    assert (code, row["outcome"], row["fresh"], row["sampled"], row["selected"]) == (1, "broken", 6, 6, 0)
    assert row["reasons"] == "0 of 6 articles have a body by selector, usually 100%"
    assert run()[0] == 1
    code, row = run(body="noi-dung, div.bai-viet-moi")
    assert (code, row["outcome"], row["selected"]) == (0, "ok", 12)


def test_a_wrong_selector_in_the_record_turns_the_portal_to_broken(run: Ran) -> None:
    run()
    code, row = run(body="khong-co")
    assert (code, row["outcome"], row["sampled"], row["selected"]) == (1, "broken", 6, 0)


def test_the_command_prints_the_table_and_ends_with_1_for_a_broken_portal(run: Ran, tmp_path: Path) -> None:
    def command(*words: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-m", "pipeline", "portals", "health", str(tmp_path / "out"), *words]
        return subprocess.run(call, capture_output=True, text=True, check=False)

    assert command().returncode == 2
    run()
    assert command().returncode == 0
    run(body="khong-co")
    done = command("--json")
    assert done.returncode == 1
    assert [(row["portal"], row["outcome"]) for row in json.loads(done.stdout)] == [("thu", "broken")]
    assert "thu     broken" in command().stdout
    assert "hỏng" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_after_a_crawl_alone_the_table_says_that_its_pages_are_not_read_yet(
    run: Ran, paper: Paper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"

    def health() -> tuple[int, str, str]:
        capsys.readouterr()
        code = stored.report(out, as_json=True)
        (row,) = json.loads(capsys.readouterr().out)
        stored.report(out, as_json=False)
        return code, row["outcome"], row["reasons"]

    def crawl(site: Site) -> None:
        records = tmp_path / "portals.toml"
        with site.serve() as address:
            records.write_text(RECORD.format(address=address, body="noi-dung"), "utf-8")
            main_job.crawl(Choice(names=("thu",), files=(records,), refresh=True), out, as_json=True)

    crawl(paper.site)
    assert health() == (0, "unread", "crawled (finished), its latest pages are not read yet")
    run()
    assert health() == (0, "ok", "")
    paper.templates |= {7: "noi-dung"}
    crawl(paper.site)
    assert health() == (0, "ok", "crawled (finished), its latest pages are not read yet")
    crawl(Site({"/robots.txt": Answer("User-agent: *\nDisallow: /\n")}))
    assert health() == (1, "broken", "robots.txt disallows everything")
    run()
    assert health() == (0, "ok", "")
