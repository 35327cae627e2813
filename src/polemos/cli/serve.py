"""`polemos serve`: the workbench in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.archive import ArchiveOption, ByOption, problems_told
from polemos.cli.notes import note

PORT = 8470


def serve(
    archive: ArchiveOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", help="The port; 0 takes a free one.")] = PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    tiles: Annotated[str | None, typer.Option(metavar="URL", help="Map tiles of your own, with {z}, {x}, {y}.")] = None,
    by: ByOption = None,
) -> None:
    """Open the workbench over an archive: read, judge, see the picture. It listens on this machine alone."""
    from polemos.service.archive import where_is
    from polemos.store.archive import Archive
    from polemos.web.serving import run

    with problems_told():
        where = where_is(archive)
        target = Archive.open(where)
        note(f"opening {Path(where).name if '://' not in where else where}; end with Ctrl+C")
        run(target, host=host, port=port, who=by, tiles=tiles, opened=browser, told=note, where=where)
