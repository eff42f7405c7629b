"""The commands on portal records."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli_options import Files, Json, Results

portals_app = typer.Typer(help="List, check and recognise portals.", no_args_is_help=True)


@portals_app.command("list")
def portals_list(
    platform: Annotated[str | None, typer.Option(help="Only this platform family.")] = None,
    status: Annotated[str | None, typer.Option(help="Only verified, assumed or gone.")] = None,
    as_json: Json = False,
) -> None:
    """List the known portals.

    Example: vnnews portals list --platform liferay
    """
    from pipeline import commands

    raise typer.Exit(commands.portals_list(platform, status, as_json))


@portals_app.command("check")
def portals_check(
    files: Annotated[list[Path] | None, typer.Argument(help="TOML files; the bundled ones if none is named.")] = None,
) -> None:
    """Check portal records: keys, hosts, platforms, evidence; exit 1 when one is wrong.

    Example: vnnews portals check my_portals.toml
    """
    from pipeline import commands

    raise typer.Exit(commands.portals_check(files or []))


@portals_app.command("detect")
def portals_detect(
    page: Annotated[str, typer.Argument(help="A saved page, or an address, which is fetched as a crawl would.")],
    url: Annotated[str, typer.Option(help="Address of a saved page, which is evidence too.")] = "",
    registry: Files = None,
    as_json: Json = False,
) -> None:
    """Say which platform family a page belongs to, and by which marks.

    Example: vnnews portals detect page.html --url https://huyen.tinh.gov.vn/tin
    """
    from pipeline import detect

    raise typer.Exit(detect.report(page, url, tuple(registry or ()), as_json))


@portals_app.command("health")
def portals_health(folder: Results = Path("out"), as_json: Json = False) -> None:
    """Show what the latest run saw of each portal and how it is: ok, empty or broken; exit 1 when one is broken.

    Example: vnnews portals health out
    """
    from pipeline import health

    raise typer.Exit(health.report(folder, as_json))
