"""What the commands `due` and `schedule` print."""

from datetime import UTC, datetime
from pathlib import Path

from pipeline import terminal
from pipeline.choice import Choice, known_portals
from pipeline.choice import portals as chosen
from pipeline.files import replacing
from pipeline.issues import UserError
from spiders import registry, schedule


def due(choice: Choice, out: Path, as_json: bool) -> int:
    """Print the portals whose time has come, the longest due first."""
    known = registry.shard(known_portals(choice.files).values(), *choice.shard)
    found = [
        (portal, last.isoformat(timespec="minutes") if last else "")
        for portal, last in schedule.due(known, out, datetime.now(UTC))
    ]
    if as_json:
        terminal.print_json([{"portal": p.name, "host": p.host, "last_run": last} for p, last in found])
    else:
        rows: list[list[object]] = [[p.name, p.host, last or "never"] for p, last in found]
        terminal.table(f"{len(rows)} of {len(known)} portals are due", ["portal", "host", "last run"], rows)
    return 0


def print_schedule(kind: str, choice: Choice, out: Path, to: Path | None, shards: int) -> int:
    """Print a crontab or a workflow; write systemd's units to a folder.

    Raises UserError for an unknown kind, or for `to` with another than systemd.
    """
    if to and kind in ("cron", "github"):
        raise UserError(f"--to is for systemd; write the {kind} schedule to a file with >")
    wanted = (chosen(choice, out) if choice.names else known_portals(choice.files)).values()
    if kind == "cron":
        print(schedule.cron(wanted, out, choice.files), end="")
    elif kind == "github":
        print(schedule.github(wanted, out, shards, choice.files), end="")
    elif kind != "systemd":
        raise UserError(f"no schedule '{kind}'; there are cron, systemd and github")
    elif to is None:
        for name, content in schedule.systemd(wanted, out, choice.files).items():
            print(f"# {name}\n{content}")
    else:
        units = schedule.systemd(wanted, out, choice.files)
        for name, content in units.items():
            with replacing(to / name) as file:
                file.write(content)
        print(f"{len(units)} units in {to}; next: systemctl daemon-reload, then enable the timers")
    return 0
