"""`polemos control`, `standing` and `contradictions`: the picture that an archive's claims draw."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.archive import ArchiveOption, Form, problems_told
from polemos.cli.incidents import FormOption, as_table
from polemos.cli.notes import note

if TYPE_CHECKING:
    from polemos.model.standing import ControlInterval

MapForm = StrEnum("MapForm", ["table", "jsonl", "geojson"])
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; else all times.")]


def control(
    place: Annotated[str | None, typer.Argument(metavar="[PLACE]", help="A place's name or id; else all.")] = None,
    archive: ArchiveOption = None,
    on: OnOption = None,
    timeline: Annotated[bool, typer.Option("--timeline", help="All intervals in order of time.")] = False,
    form: Annotated[MapForm | None, typer.Option("--format", help="table, jsonl or geojson.")] = None,
) -> None:
    """Who held which place, from when to when, with the claims that say so. Contested spans stay side by side."""
    from polemos.export.control_map import feature_collection
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.options import checked_date
    from polemos.service.picture import control_intervals, control_on
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive), read_only=True)
        day = checked_date(on)[:10] if on else None
        found = control_on(target, day, place) if day else control_intervals(target, place)
    if timeline:
        found = tuple(sorted(found, key=lambda each: (each.from_ or "", each.place, each.holder)))
    if form is MapForm.geojson:
        typer.echo(json.dumps(feature_collection(found), ensure_ascii=False))
        return
    table = as_table(Form(form.value) if form else None)
    for each in found:
        typer.echo(_line(each) if table else to_json(each))
    if not found:
        note("the claims tell nothing of who holds it" if place else "no claim tells who holds a place")


def standing(
    actor: Annotated[str | None, typer.Argument(metavar="[ACTOR]", help="An actor's name or id; else all.")] = None,
    archive: ArchiveOption = None,
    on: OnOption = None,
    form: FormOption = None,
) -> None:
    """How actors stand to each other: allied, fighting, part of, pledged, with dates and the claims that say so."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.options import checked_date
    from polemos.service.picture import standing_edges
    from polemos.store.archive import Archive

    with problems_told():
        day = checked_date(on)[:10] if on else None
        found = standing_edges(Archive.open(where_is(archive), read_only=True), actor, day)
    for each in found:
        if not as_table(form):
            typer.echo(to_json(each))
            continue
        until = f" to {each.to}" if each.to else ""
        mark = "  contested" if each.contested else ""
        since = each.from_ or "undated"
        typer.echo(f"{since}{until}  {each.subject} {each.relation} {each.object}  ({len(each.claims)} claims){mark}")
    if not found:
        note("no claim tells how it stands to others" if actor else "no claim tells how actors stand to each other")


def contradictions(archive: ArchiveOption = None, form: FormOption = None) -> None:
    """Claims that cannot all be true, newest first: denials, rival figures, doers, holders."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.picture import contradictions as found_in
    from polemos.store.archive import Archive

    with problems_told():
        found = found_in(Archive.open(where_is(archive)))
    for each in found:
        if not as_table(form):
            typer.echo(to_json(each))
            continue
        typer.echo(f"{each.on or 'undated'}  {each.subject}  {each.about}: {each.field.field}")
        for value in each.field.values:
            typer.echo(f"    {value.value}{': ' + ', '.join(value.said_by) if value.said_by else ''}")
    if not found:
        note("nothing contradicts anything")


def _line(each: "ControlInterval") -> str:
    until = each.to or "open"
    mark = f"  contested by {', '.join(each.contested_by)}" if each.contested_by else ""
    mark = mark or ("  contested" if each.contested else "")
    since = each.from_ or "?"
    return f"{each.place}: {each.holder} {each.status} {since} to {until}  ({len(each.claims)} claims){mark}"
