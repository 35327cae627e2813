"""`polemos import`: other people's datasets of events beside an archive's own incidents, for comparison."""

from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.archive import ArchiveOption, ByOption, problems_told
from polemos.cli.incidents import FormOption, as_table
from polemos.cli.notes import note

app = typer.Typer(
    no_args_is_help=True,
    help="Datasets of other people, kept apart from what the archive derives; see polemos compare.",
)
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="CSV or TSV, or one of them in a zip.")]
NameOption = Annotated[str, typer.Option("--name", metavar="NAME", help="What to call it, with its version.")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="In the place of the import of that name.")]
_SHOWN = 5


@app.command()
def ged(
    file: FileArgument, name: NameOption, archive: ArchiveOption = None, replace: ReplaceOption = False,
    by: ByOption = None,
) -> None:  # fmt: skip
    """Events of UCDP GED, the candidate events among them. Exit status 1 where some rows were no events."""
    _bring("ged", file, name, archive, replace, by)


@app.command()
def acled(
    file: FileArgument, name: NameOption, archive: ArchiveOption = None, replace: ReplaceOption = False,
    by: ByOption = None,
) -> None:  # fmt: skip
    """Events of ACLED, of its current and older exports. Exit status 1 where some rows were no events."""
    _bring("acled", file, name, archive, replace, by)


@app.command()
def polecat(
    file: FileArgument, name: NameOption, archive: ArchiveOption = None, replace: ReplaceOption = False,
    by: ByOption = None,
) -> None:  # fmt: skip
    """Events of POLECAT. Exit status 1 where some rows were no events."""
    _bring("polecat", file, name, archive, replace, by)


def _bring(form: str, file: Path, name: str, archive: str | None, replace: bool, by: str | None) -> None:
    from polemos.service.archive import user_name, where_is
    from polemos.service.listing import bring
    from polemos.store.archive import Archive
    from polemos.store.listed import bad_rows

    with problems_told():
        target = Archive.open(where_is(archive))
        made = bring(target, form, file, name, user_name(by), replace=replace)
        rows = bad_rows(target, made.name) if made.bad else iter(())
        for shown, row in enumerate(rows):
            if shown == _SHOWN:
                note(f"and {made.bad - _SHOWN:,} more: polemos import list --bad {made.name!r}")
                break
            note(f"{file.name}, line {row.line}: {row.reason}: {row.message}")
    note(f"{made.name}: {made.events + made.bad:,} rows: {made.events:,} events, {made.bad:,} set aside")
    raise typer.Exit(1 if made.bad else 0)


@app.command("list")
def list_(
    archive: ArchiveOption = None,
    bad: Annotated[str | None, typer.Option(metavar="NAME", help="The rows of that one that were no events.")] = None,
    form: FormOption = None,
) -> None:
    """What was imported, by name."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.store.archive import Archive
    from polemos.store.listed import bad_rows, sources

    with problems_told():
        target = Archive.open(where_is(archive), read_only=True)
        if bad is not None:
            for row in bad_rows(target, bad):
                typer.echo(f"line {row.line}: {row.reason}: {row.message}" if as_table(form) else to_json(row))
            return
        found = sources(target)
    for each in found:
        if as_table(form):
            typer.echo(f"{each.name}  ({each.format}, {each.file})  {each.events:,} events, {each.bad:,} set aside")
        else:
            typer.echo(to_json(each))
    if not found:
        note("nothing was imported; polemos import ged FILE --name NAME")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As polemos import list prints it.")],
    archive: ArchiveOption = None,
    by: ByOption = None,
) -> None:
    """Take an import out again."""
    from polemos.service.archive import user_name, where_is
    from polemos.store.archive import Archive
    from polemos.store.listed import remove as removed

    with problems_told():
        gone = removed(Archive.open(where_is(archive)), name, user_name(by))
    note(f"{name}: {gone:,} events removed")
