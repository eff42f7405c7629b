"""What is due is told by each portal's frequency, and the schedules spread portals over hours and minutes."""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from loopback import Portal as Site
from test_crawl import record

from spiders import schedule
from spiders.crawl import crawl
from spiders.registry import Portal
from spiders.run import NIGHT_HOURS

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)


def portal(name: str, **values: object) -> Portal:
    return Portal(name=name, host=f"{name}.gov.vn", title=f"Cổng {name}", **values)  # type: ignore[arg-type]


def test_what_was_never_crawled_is_due_and_what_is_gone_never(tmp_path: Path) -> None:
    found = schedule.due([portal("a"), portal("b", status="gone")], tmp_path, NOON)
    assert [(p.name, last) for p, last in found] == [("a", None)]


def test_a_portal_is_due_again_after_its_frequency(tmp_path: Path) -> None:
    with Site({"/": "a"}).serve() as address:
        known = record(address)
        crawl([known], tmp_path, clock=lambda: NOON)
    assert schedule.due([known], tmp_path, NOON + timedelta(hours=20)) == []
    ((found, last),) = schedule.due([known], tmp_path, NOON + timedelta(hours=24))
    assert (found, last) == (known, NOON)


def test_a_portal_for_the_night_is_due_only_then(tmp_path: Path) -> None:
    shy = portal("a", night_only=True)
    assert schedule.due([shy], tmp_path, NOON) == []
    assert len(schedule.due([shy], tmp_path, NOON + timedelta(hours=12))) == 1


def test_minutes_are_spread_and_always_the_same() -> None:
    minutes = [schedule.minute(f"p{n}") for n in range(700)]
    assert minutes == [schedule.minute(f"p{n}") for n in range(700)]
    assert all(3 <= minutes.count(m) <= 30 for m in range(60))


def test_cron_has_a_line_a_portal_at_its_frequency() -> None:
    portals = [portal("a", frequency=6), portal("b"), portal("c", frequency=168), portal("d", night_only=True)]
    head, *lines = schedule.cron(portals, Path("/srv/out dir")).splitlines()
    assert head == "CRON_TZ=Asia/Ho_Chi_Minh"
    assert len(lines[0].split()[1].split(",")) == 4
    assert lines[1].split()[2:5] == ["*", "*", "*"]
    assert lines[2].split()[4].isdigit()
    assert int(lines[3].split()[1]) in NIGHT_HOURS
    assert lines[0].endswith("/bin/vnnews run --portal a --out '/srv/out dir'")


def test_systemd_has_one_service_and_a_timer_a_portal() -> None:
    files = schedule.systemd([portal("a"), portal("b", frequency=72)], Path("out"))
    assert sorted(files) == ["vnnews-a.timer", "vnnews-b.timer", "vnnews@.service"]
    assert "Unit=vnnews@a.service" in files["vnnews-a.timer"]
    assert "*-*-1/3 " in files["vnnews-b.timer"]
    assert f"ExecStart={sys.prefix}/bin/vnnews run --portal %i --out out" in files["vnnews@.service"]


def test_github_runs_a_machine_a_shard() -> None:
    text = schedule.github([portal("a"), replace(portal("b"), frequency=6)], Path("out"), shards=3)
    assert "shard: [1, 2, 3]" in text
    assert "vnnews run --due --shard ${{ matrix.shard }}/3 --out out" in text
    assert "*/6" in text
    assert "pip install -c constraints.txt ." in text


def test_every_schedule_names_the_registry_that_it_was_made_from() -> None:
    known, own = [portal("a")], [Path("my portals.toml")]
    written = (
        schedule.cron(known, Path("out"), own),
        schedule.systemd(known, Path("out"), own)["vnnews@.service"],
        schedule.github(known, Path("out"), files=own),
    )
    assert all("--out out --registry 'my portals.toml'\n" in text for text in written)


def test_the_portals_of_one_hour_are_spread_over_its_minutes() -> None:
    lines = schedule.cron([portal(f"p{n}") for n in range(720)], Path("out")).splitlines()[1:]
    minutes: dict[str, set[str]] = {}
    for line in lines:
        minutes.setdefault(line.split()[1], set()).add(line.split()[0])
    assert len(minutes) == 24
    assert all(len(of_hour) > 12 for of_hour in minutes.values())
