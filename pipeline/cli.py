"""The command line: `vnnews COMMAND --help` teaches each command; heavy packages load only where they are used."""

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import cli_portals, cli_research, cli_results, cli_train
from pipeline.cli_options import Attachments, Budget, Chosen, Due, Files, Json, Models, Out, Refresh, Shard, folder
from pipeline.issues import CheckError, UserError

if TYPE_CHECKING:
    from pipeline.choice import Choice

app = typer.Typer(
    name="vnnews",
    help="Crawl the portals of Vietnam's local government and turn their news into records: documents, dates,"
    " officials, funds, roads and places. Start with: vnnews run --sample",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def run(
    portal: Chosen = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Use the bundled sample portals, served on loopback.")
    ] = False,
    out: Out = Path("out"),
    due: Due = False,
    shard: Shard = "1/1",
    budget: Budget = None,
    refresh: Refresh = False,
    attachments: Attachments = False,
    registry: Files = None,
    models: Models = "default",
    as_json: Json = False,
) -> None:
    """Do the whole job: crawl, archive, parse, extract, store, check, export and report.

    Example: vnnews run --sample. A second run fetches only what changed.
    """
    from pipeline import main_job

    if sample and (portal or due or registry):
        raise UserError("--sample is about the bundled sample portals alone; leave --portal, --due and --registry out")
    choice = _choice(portal, registry, due, shard, budget, refresh, attachments)
    raise typer.Exit(main_job.run(choice, sample, out, as_json, models))


@app.command()
def crawl(
    portal: Chosen = None,
    out: Out = Path("out"),
    due: Due = False,
    shard: Shard = "1/1",
    budget: Budget = None,
    refresh: Refresh = False,
    attachments: Attachments = False,
    registry: Files = None,
    as_json: Json = False,
) -> None:
    """Fetch portals into the archive (WARC) of the out folder; robots.txt is obeyed; a killed crawl goes on.

    Example: vnnews crawl --portal tieucan-travinh --out out
    """
    from pipeline import main_job

    choice = _choice(portal, registry, due, shard, budget, refresh, attachments)
    raise typer.Exit(main_job.crawl(choice, out, as_json))


def _choice(
    portal: list[str] | None,
    files: list[Path] | None,
    due: bool,
    shard: str,
    budget: int | None = None,
    refresh: bool = False,
    attachments: bool = False,
) -> "Choice":
    from pipeline import choice

    return choice.Choice(
        names=tuple(portal or ()),
        files=tuple(files or ()),
        due=due,
        shard=choice.shard(shard),
        budget=budget,
        refresh=refresh,
        attachments=attachments,
    )


@app.command()
def due(out: Out = Path("out"), shard: Shard = "1/1", registry: Files = None, as_json: Json = False) -> None:
    """List the portals whose time has come, by their frequency and their last crawl into the out folder.

    Example: vnnews due --out out
    """
    from pipeline import scheduling

    raise typer.Exit(scheduling.due(_choice(None, registry, True, shard), out, as_json))


@app.command()
def schedule(
    kind: Annotated[str, typer.Argument(help="cron, systemd or github.")],
    portal: Chosen = None,
    out: Out = Path("out"),
    to: Annotated[Path | None, typer.Option(help="Folder for systemd's unit files; printed if unset.")] = None,
    shards: Annotated[int, typer.Option(min=1, help="Machines of the workflow.")] = 4,
    registry: Files = None,
) -> None:
    """Print a crontab, systemd timers or a GitHub workflow that crawl each portal at its frequency, spread by name.

    Example: vnnews schedule cron --out /srv/vnnews
    """
    from pipeline import scheduling

    choice = _choice(portal, registry, False, "1/1")
    raise typer.Exit(scheduling.print_schedule(kind, choice, out, to, shards))


@app.command()
def parse(
    source: Annotated[
        Path, typer.Argument(help="A saved page, a folder of pages, a WARC file or an out folder's archive.")
    ],
    base_url: Annotated[str, typer.Option(help="Address under which the saved pages stood.")] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", callback=folder, help="Folder for articles.jsonl; standard output if unset."),
    ] = None,
    no_selectors: Annotated[bool, typer.Option("--no-selectors", help="Find bodies without any selector.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was kept or dropped, and why, line by line.")
    ] = False,
) -> None:
    """Turn pages into articles.

    Example: vnnews parse page.html --base-url https://xa.huyen.gov.vn/tin/page.html
    """
    from pipeline import commands

    raise typer.Exit(commands.parse(source, base_url, out, not no_selectors, explain))


@app.command()
def extract(
    source: Annotated[
        Path, typer.Argument(help="JSON Lines of {id, url, title, published, text}, or a folder of files.")
    ],
    out: Out = Path("out"),
    models: Models = "default",
    registry: Files = None,
    as_json: Json = False,
) -> None:
    """Extract every field from texts: articles.jsonl, mentions.jsonl, one CSV a field, records.csv, vnnews.sqlite.

    The tables in --out are written anew, from this source alone; 'vnnews run' adds to those it finds.

    Example: vnnews extract articles.jsonl --out out
    """
    from pipeline import commands

    raise typer.Exit(commands.extract(source, out, as_json, models, registry or ()))


@app.command()
def units(
    wanted: Annotated[str, typer.Argument(help="A GSO code or a name, with or without its type word.")],
    on: Annotated[str | None, typer.Option(help="Only what was in force on this day, YYYY-MM-DD.")] = None,
    as_json: Json = False,
) -> None:
    """Show an administrative unit: its history, what is above it, what took it over on 1 July 2025.

    Example: vnnews units "thị trấn Cầu Quan"
    """
    from pipeline import commands

    raise typer.Exit(commands.units(wanted, on, as_json))


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or more; - reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD.")] = None,
    models: Models = "default",
    as_json: Json = False,
) -> None:
    """Show what each rule or model finds in a text, its value, and what was rejected and why.

    Example: vnnews explain "Kế hoạch số 12-KH/HU ngày 4/1/2024" --published 2024-01-05
    """
    from pipeline import commands

    raise typer.Exit(commands.explain(sys.stdin.read() if text == "-" else text, published, as_json, models))


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check the installation: versions, data files, foreign packages under our names, SQLite features.

    Example: vnnews doctor
    """
    from pipeline import doctor as checks

    raise typer.Exit(checks.report(as_json))


for command in (
    *(cli_results.export, cli_results.totals, cli_results.report, cli_results.tokenize),
    *(cli_research.evaluate, cli_train.train),
):
    app.command()(command)
app.add_typer(cli_portals.portals_app, name="portals")
app.add_typer(cli_research.annotate_app, name="annotate")


def main() -> None:
    """Run the command line; a mistake of the caller is one sentence and exit code 2, a full disk code 1."""
    try:
        app()
    except UserError as error:
        _tell(str(error))
        sys.exit(2)
    except CheckError as error:
        _tell(str(error))
        sys.exit(1)
    except (OSError, sqlite3.OperationalError) as error:
        _tell(f"{error}; what was already written is whole. Free space or rights, then run again")
        sys.exit(1)
    except KeyboardInterrupt:
        _tell("stopped; run the same command again to go on")
        sys.exit(130)


def _tell(sentence: str) -> None:
    print(f"vnnews: {sentence}", file=sys.stderr)
