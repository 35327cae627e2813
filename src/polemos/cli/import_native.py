"""`polemos import native`: an export of Polemos as an archive again."""

from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.archive import ArchiveOption, ByOption, problems_told
from polemos.cli.notes import note


def native(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="An export as jsonl or parquet.")],
    archive: ArchiveOption = None,
    by: ByOption = None,
) -> None:
    """Fill an empty archive with the reports and claims of an export; incidents, control and standing are derived."""
    from polemos.service.archive import user_name, where_is
    from polemos.service.native_import import import_native
    from polemos.store.archive import Archive

    with problems_told():
        made = import_native(Archive.open(where_is(archive)), folder, user_name(by))
    note(
        f"{made.reports:,} reports and {made.claims:,} claims; {made.alike:,} of {made.incidents:,} incidents as in it"
    )
    if made.alike < made.incidents:
        note("the others had been joined or parted by people, or by rules of another version")
