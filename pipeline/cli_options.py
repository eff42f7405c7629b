"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.issues import UserError


def folder(path: Path | None) -> Path | None:
    """Return the folder of an option. Raises UserError when it is a file."""
    if path and path.is_file():
        raise UserError(f"--out {path} is a file; name a folder, which is made when there is none")
    return path


Out = Annotated[Path, typer.Option("--out", "-o", callback=folder, help="Folder for everything that is written.")]
Results = Annotated[Path, typer.Argument(help="An out folder that holds vnnews.sqlite.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.")]
Chosen = Annotated[list[str] | None, typer.Option("--portal", "-p", help="Name of a portal; repeat for several.")]
Files = Annotated[
    list[Path] | None, typer.Option("--registry", help="TOML file of portal records in place of the bundled ones.")
]
Shard = Annotated[str, typer.Option(help="Only part i of n of the portals, split by host: 1/4.")]
Due = Annotated[bool, typer.Option("--due", help="Only portals whose time has come; all of them without --portal.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask for every known page again, conditionally.")]
Attachments = Annotated[bool, typer.Option("--attachments", help="Fetch attached PDF, Word and Excel files too.")]
Budget = Annotated[
    int | None, typer.Option(min=1, help="Most pages a portal in this run; the portal's own figure if unset.")
]
Models = Annotated[str, typer.Option(help="Learned decisions: default, none (the rules alone), or a folder of models.")]
