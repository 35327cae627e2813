"""`polemos export`: an archive as the datasets that other people's tools read."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.archive import ArchiveOption, problems_told
from polemos.cli.incidents import Status
from polemos.cli.notes import note
from polemos.service.export_formats import NAMES

if TYPE_CHECKING:
    from polemos.service.exporting import Exported

Target = StrEnum("Target", [(name, name) for name in NAMES])  # type: ignore[misc]


def export(
    target: Annotated[Target, typer.Argument(metavar="FORMAT", help=", ".join(NAMES))],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="A new folder for the files.")],
    archive: ArchiveOption = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Of this event type.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="With this actor, by name or id.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="At this place, by name or id.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CC", help="In this country.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not over before this day.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Begun by this day.")] = None,
    status: Annotated[Status | None, typer.Option(help="Incidents of this status.")] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the dataset is called.")] = "",
    redact: Annotated[
        str | None, typer.Option(metavar="PROFILE", help="What to withhold: public, partners, or a file of your own.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="In the place of an earlier export.")] = False,
) -> None:
    """Write a dataset with its data dictionary and datapackage.json, all of it or nothing."""
    from polemos.service.archive import where_is
    from polemos.service.codebook import known_label
    from polemos.service.dataset import dataset
    from polemos.service.export_formats import exporter
    from polemos.service.exporting import check
    from polemos.service.exporting import export as exported
    from polemos.service.options import checked_date
    from polemos.service.redaction import redacted
    from polemos.store.archive import Archive
    from polemos.store.incident_search import IncidentQuery

    with problems_told():
        check(output, replace=replace)
        first, last = (checked_date(day)[:10] if day else "" for day in (from_, to))
        query = IncidentQuery(
            type=known_label(type_) or "",
            actor=actor or "",
            place=place or "",
            country=(country or "").upper(),
            from_=first,
            to=last,
            status=status or "",
        )
        with dataset(Archive.open(where_is(archive)), query, title) as whole:
            made = exported(redacted(whole, redact) if redact else whole, exporter(target), output, replace=replace)
    for line in _told(made):
        note(line)


def _told(made: "Exported") -> Iterator[str]:
    """Each file with its records, what was left out and kept back, and where the columns are explained."""
    for each in made.resources:
        sheet = f", sheet {each.sheet}" if each.sheet else ""
        yield f"{made.folder / each.path}{sheet}: {each.records:,} {'record' if each.records == 1 else 'records'}"
        if each.table is not None and each.remark:
            yield f"  {each.remark}"
    for what, count in made.withheld:
        yield f"withheld: {count:,} {what}"
    if not any(each.records for each in made.resources):
        yield "nothing in the archive fits; the files are empty"
    yield f"{made.folder / 'README.md'} says what everything in it means"
