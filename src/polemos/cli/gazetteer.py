"""`polemos gazetteer`: what it holds, files of one's own, lists to take away."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.notes import note
from polemos.errors import InputError, PolemosError, UsageError

app = typer.Typer(no_args_is_help=True, help="The places: what is known of them, and files of your own.")
_SHOWN = 20
"""Unusable rows that are named on the terminal; `--wrong` writes them all."""


class Shape(StrEnum):
    csv = "csv"
    geojson = "geojson"


def _failed(error: Exception) -> typer.Exit:
    note(f"polemos: {error.message if isinstance(error, InputError) else error}")
    return typer.Exit(2)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="GeoNames' SY.txt or SY.zip, a table of P-codes, or one of your own.")],
    map_: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Which column of your table is which.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="What to call it; by default the file's name.")] = None,
    wrong: Annotated[
        Path | None, typer.Option("--wrong", metavar="FILE", help="Write every unusable row's line and reason here.")
    ] = None,
) -> None:
    """Add a file's places to those that ship with Polemos, for this user.

    Exit status: 0 all of it is in; 1 some rows could not be used; 2 nothing is in, what was there stays.
    """
    from polemos.cli.sink import AtomicFile
    from polemos.service.gazetteer import take_in

    shown = sys.stderr.isatty()

    def progress(line: int) -> None:
        if shown:
            print(f"\r{line:,} lines", end="", file=sys.stderr, flush=True)

    try:
        done = take_in(file, map_ or (), name, progress)
        if wrong is not None:
            with AtomicFile(wrong) as sink:
                sink.write("".join(f"{row.line}\t{row.why}\n" for row in done.wrong))
    except (PolemosError, OSError) as error:
        raise _failed(error) from error
    if shown:
        print("\r", end="", file=sys.stderr)
    for row in done.wrong[:_SHOWN]:
        note(f"{file}, line {row.line}: {row.why}; left out")
    if len(done.wrong) > _SHOWN and wrong is None:
        note(f"and {len(done.wrong) - _SHOWN:,} more; --wrong FILE writes them all")
    again = "; this very file was in already" if done.again else ""
    left = f", {len(done.wrong):,} rows left out" if done.wrong else ""
    note(f"{done.name}: {done.places:,} places{left}{again}")
    raise typer.Exit(1 if done.wrong else 0)


@app.command()
def info(
    country: Annotated[str | None, typer.Option(metavar="CC", help="Of one country: a code or a name.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what the gazetteer is made of: lists, licences, places by country, imports.

    Exit status: 0 shown; 2 no such country, or the imports cannot be read.
    """
    from polemos.model.serial import to_dict
    from polemos.service import gazetteer

    try:
        found = gazetteer.info(country)
    except PolemosError as error:
        raise _failed(error) from error
    if as_json:
        typer.echo(json.dumps(to_dict(found), ensure_ascii=False, indent=2))
        return
    typer.echo(f"{found.places:,} places, {found.names:,} names, keys of version {found.keys_version}")
    for part in found.parts:
        typer.echo(f"{part.places:>9,}  {part.name} [{part.licence}]")
    for each in found.imports:
        typer.echo(f"{each.places:>9,}  imported {each.day}: {each.name}")
    typer.echo("  ".join(f"{code or '--'} {count:,}" for code, count in found.countries.items()))


@app.command()
def export(
    country: Annotated[str | None, typer.Option(metavar="CC", help="Of one country: a code or a name.")] = None,
    bbox: Annotated[str | None, typer.Option(metavar="W,S,E,N", help="Within these degrees.")] = None,
    form: Annotated[Shape | None, typer.Option("--format", help="By default as -o ends, else csv.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here.")] = None,
) -> None:
    """Write places as CSV or GeoJSON: of a country, within bounds, or all.

    Exit status: 0 written; 2 wrong use, or the file cannot be written.
    """
    from polemos.cli.sink import AtomicFile, StandardOutput
    from polemos.service import gazetteer

    suffix = output.suffix.lower() if output else ""
    shape = form or (Shape.geojson if suffix in (".geojson", ".json") else Shape.csv)
    try:
        pieces = gazetteer.exported(shape, country, gazetteer.bounds(bbox) if bbox else None)
        with StandardOutput() if output is None else AtomicFile(output) as sink:
            for piece in pieces:
                sink.write(piece)
    except BrokenPipeError:
        raise  # no fault of the places: the reader has had enough
    except (PolemosError, OSError) as error:
        raise _failed(error) from error


@app.command("list")
def list_() -> None:
    """List what was imported.

    Exit status: 0 listed; 2 the imports cannot be read.
    """
    from polemos.service.gazetteer import listed

    try:
        found = listed()
    except UsageError as error:
        raise _failed(error) from error
    for each in found:
        typer.echo(f"{each.name}: {each.places:,} places, {each.wrong:,} rows left out, {each.day}")


@app.command()
def remove(name: Annotated[str, typer.Argument(help="As `polemos gazetteer list` has it.")]) -> None:
    """Take an import out again.

    Exit status: 0 it is out; 2 there is none of that name.
    """
    from polemos.service.gazetteer import removed

    try:
        count = removed(name)
    except UsageError as error:
        raise _failed(error) from error
    note(f"{name}: {count:,} places are out")
