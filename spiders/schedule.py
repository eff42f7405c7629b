"""When portals are to be crawled: what is due now, and ready files for cron, systemd and GitHub Actions."""

import hashlib
import shlex
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from spiders.frontier import Frontier
from spiders.registry import Portal
from spiders.run import HANOI, NIGHT_HOURS, is_hour_of

_DAY = 24
_WEEK = 7 * _DAY
_SERVICE = """[Unit]
Description=vnnews run of %i
After=network-online.target

[Service]
Type=oneshot
ExecStart={command} run --portal %i {options}
"""
_TIMER = """[Unit]
Description=When to crawl {title}

[Timer]
OnCalendar={when}
Persistent=true
Unit=vnnews@{name}.service

[Install]
WantedBy=timers.target
"""
_WORKFLOW = """name: crawl
on:
  schedule:
    - cron: "{minute} {hours} * * *"
  workflow_dispatch:
jobs:
  crawl:
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix:
        shard: [{shards}]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.11"}}
      - run: pip install -c constraints.txt .
      - uses: actions/cache@v4
        with:
          path: {out}
          key: crawl-${{{{ matrix.shard }}}}-${{{{ github.run_id }}}}
          restore-keys: crawl-${{{{ matrix.shard }}}}-
      - run: vnnews run --due --shard ${{{{ matrix.shard }}}}/{count} {options}
"""


def minute(name: str, count: int = 60) -> int:
    """Return a number below `count` that is always the same for a name and spread over names."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % count


def next_run(portal: Portal, last_run: float) -> float:
    """Return when a portal is due after a run (seconds since 1970), spread by its name; 0 when never run."""
    if not last_run:
        return 0.0
    # A little early, so that a daily job finds its portals due each day.
    return last_run + 0.9 * portal.frequency * 3600 + 60 * minute(portal.name, max(portal.frequency, 1))


def due(portals: Iterable[Portal], out: Path, now: datetime) -> list[tuple[Portal, datetime | None]]:
    """Return the portals that are due in an out folder, each with its last run; the longest due first."""
    path = out / "frontier.sqlite"
    runs: dict[str, float] = {}
    if path.exists():
        frontier = Frontier(path)
        runs = frontier.last_runs()
        frontier.close()
    waiting = [(next_run(p, runs.get(p.name, 0.0)), p) for p in portals if p.status != "gone"]
    ready = sorted((at, p.name, p) for at, p in waiting if at <= now.timestamp() and is_hour_of(p, now))
    return [(p, datetime.fromtimestamp(runs[p.name], HANOI) if runs.get(p.name) else None) for _, _, p in ready]


def _fields(portal: Portal) -> tuple[str, str, str]:
    """Return hour, day of month and day of week of a portal's crawl as cron writes them, Vietnamese time."""
    hours = NIGHT_HOURS if portal.night_only else tuple(range(_DAY))
    # Another salt than the minute's: else portals of one hour would share a few minutes.
    first = hours[minute(f"{portal.name} hour", len(hours))]
    if portal.frequency >= _WEEK:
        return str(first), "*", str(minute(f"{portal.name} day", 7))
    if portal.frequency >= _DAY or portal.night_only:
        step = max(round(portal.frequency / _DAY), 1)
        return str(first), "*" if step == 1 else f"*/{step}", "*"
    return (
        ",".join(str(hour) for hour in sorted((first + n) % _DAY for n in range(0, _DAY, portal.frequency))),
        "*",
        "*",
    )


def cron(portals: Iterable[Portal], out: Path, files: Iterable[Path] = ()) -> str:
    """Return a crontab with a line a portal; `files` are the registry's, the bundled one without any."""
    options = _options(out, files)
    lines = ["CRON_TZ=Asia/Ho_Chi_Minh"]
    for portal in _alive(portals):
        hours, day, weekday = _fields(portal)
        command = f"{shlex.quote(_executable())} run --portal {portal.name} {options}"
        lines.append(f"{minute(portal.name)} {hours} {day} * {weekday} {command}")
    return "\n".join(lines) + "\n"


def systemd(portals: Iterable[Portal], out: Path, files: Iterable[Path] = ()) -> Mapping[str, str]:
    """Return {file name: content} of one service for all portals and a timer for each."""
    units = {"vnnews@.service": _SERVICE.format(command=shlex.quote(_executable()), options=_options(out, files))}
    names = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    for portal in _alive(portals):
        hours, day, weekday = _fields(portal)
        start = "*" if day == "*" else f"1/{day.removeprefix('*/')}"
        weekday = "" if weekday == "*" else f"{names[int(weekday)]} "
        when = f"{weekday}*-*-{start} {hours}:{minute(portal.name):02}:00 Asia/Ho_Chi_Minh"
        title = portal.title or portal.name
        units[f"vnnews-{portal.name}.timer"] = _TIMER.format(title=title, when=when, name=portal.name)
    return units


def github(portals: Iterable[Portal], out: Path, shards: int = 4, files: Iterable[Path] = ()) -> str:
    """Return a workflow that crawls what is due, split over as many machines as there are shards."""
    often = min((p.frequency for p in _alive(portals)), default=_DAY)
    hours = "*" if often <= 1 else f"*/{often}" if often < _DAY else str(minute("vnnews hour", _DAY))
    numbers = ", ".join(str(n) for n in range(1, shards + 1))
    options = _options(out, files)
    return _WORKFLOW.format(
        minute=minute("vnnews"), hours=hours, shards=numbers, count=shards, out=out, options=options
    )


def _options(out: Path, files: Iterable[Path]) -> str:
    return shlex.join(["--out", str(out), *(part for file in files for part in ("--registry", str(file)))])


def _executable() -> str:
    """Return the path of the installed command: cron and systemd look into few folders."""
    return str(Path(sys.prefix) / "bin" / "vnnews")


def _alive(portals: Iterable[Portal]) -> list[Portal]:
    return [portal for portal in portals if portal.status != "gone"]
