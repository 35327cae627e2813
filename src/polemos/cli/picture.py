"""`polemos control`, `standing` and `contradictions`: the picture that an archive's claims draw."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.archive import ArchiveOption, Form, problems_told
from polemos.cli.incidents import FormOption, as_table
from polemos.cli.notes import note

if TYPE_CHECKING:
    from polemos.model.standing import ControlInterval, Standing

MapForm = StrEnum("MapForm", ["table", "jsonl", "csv", "geojson"])
Field = StrEnum("Field", ["actor", "factuality", "holder", "losses", "place", "relation", "time"])
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; else all times.")]
_SCOPES = {"place": "", "around": "around ", "area": "in the area "}


def control(
    place: Annotated[str | None, typer.Argument(metavar="[PLACE]", help="A place's name or id; else all.")] = None,
    archive: ArchiveOption = None,
    on: OnOption = None,
    timeline: Annotated[bool, typer.Option("--timeline", help="All intervals in order of time.")] = False,
    form: Annotated[MapForm | None, typer.Option("--format", help="table, jsonl, csv or geojson.")] = None,
) -> None:
    """Who held which place, from when to when, with the claims that say so. Contested spans stay side by side."""
    from polemos.export.control_map import feature_collection
    from polemos.export.control_rows import control_csv
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
        found = tuple(sorted(found, key=lambda each: (each.from_ or "", each.place, each.holder or "")))
    if form is MapForm.geojson:
        typer.echo(json.dumps(feature_collection(found), ensure_ascii=False))
        return
    if form is MapForm.csv:
        typer.echo(control_csv(found), nl=False)
        return
    table = as_table(Form(form.value) if form else None)
    for each in found:
        typer.echo(_line(each, day) if table else to_json(each))
    if not found:
        note("the claims tell nothing of who holds it" if place else "no claim tells who holds a place")


def standing(
    actor: Annotated[str | None, typer.Argument(metavar="[ACTOR]", help="A name, alias or id; else all.")] = None,
    archive: ArchiveOption = None,
    on: OnOption = None,
    packs: Annotated[bool, typer.Option("--packs", help="What the actor packs have of ACTOR too, marked so.")] = False,
    form: FormOption = None,
) -> None:
    """How actors stand to each other: allied, fighting, part of, pledged, leading, with dates and claims."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.options import checked_date
    from polemos.service.picture import standing_edges
    from polemos.store.archive import Archive

    with problems_told():
        day = checked_date(on)[:10] if on else None
        found = standing_edges(Archive.open(where_is(archive), read_only=True), actor, day, packs=packs)
    for each in found:
        typer.echo(_edge(each) if as_table(form) else to_json(each))
    if not found:
        note("no claim tells how it stands to others" if actor else "no claim tells how actors stand to each other")


def contradictions(
    archive: ArchiveOption = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Not older than this day.")] = None,
    field: Annotated[Field | None, typer.Option("--field", help="Only about this: losses, holder, actor ...")] = None,
    form: FormOption = None,
) -> None:
    """Claims that cannot all be true, newest first: denials, rival figures, doers, holders, standings."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.contradictions import contradictions as found_in
    from polemos.service.options import checked_date
    from polemos.store.archive import Archive

    with problems_told():
        day = checked_date(since)[:10] if since else None
        found = found_in(Archive.open(where_is(archive)), day, field.value if field else None)
    for each in found:
        if not as_table(form):
            typer.echo(to_json(each))
            continue
        typer.echo(f"{each.on or 'undated'}  {each.subject}  {each.about}: {each.field.field}")
        for value in each.field.values:
            typer.echo(f"    {value.value}: {', '.join(value.said_by)}  ({', '.join(value.claim_ids)})")
    if not found:
        note("nothing contradicts anything")


def _line(each: "ControlInterval", day: str | None) -> str:
    who = each.holder or "nobody named"
    by = f" by {', '.join(each.besieged_by)}" if each.besieged_by else ""
    disputes = "; ".join(f"{d.by} ({d.kind}, {d.from_ or '?'} to {d.to or 'open'})" for d in each.disputes)
    mark = "  contested" + (f": {disputes}" if disputes else "") if each.contested else ""
    doubt = "  perhaps" if day and not each.sure(day) else ""
    where = f"{_SCOPES[each.scope]}{each.place}"
    return f"{where}: {who} {each.status}{by} {_dates(each)}  ({len(each.claims)} claims){mark}{doubt}"


def _edge(each: "Standing") -> str:
    title = f" ({'; '.join(each.titles)})" if each.titles else ""
    if each.origin == "pack":
        told = f"(actor pack: {'; '.join(each.sources) or 'no source'})"
    else:
        told = f"({len(each.claims)} claims, last of {each.last_told or 'no date'})"
    ended = f", ended by {each.ended}" if each.ended else ""
    disputes = "; ".join(f"{dispute.by} ({dispute.kind})" for dispute in each.disputes)
    mark = f"  contested: {disputes}" if each.contested else ""
    return f"{_dates(each)}{ended}  {each.subject} {each.relation} {each.object}{title}  {told}{mark}"


def _dates(each: "ControlInterval | Standing") -> str:
    """From and to; "~" before a day that is only the first of those possible."""
    if each.from_ is None and each.to is None and each.from_latest is None:
        return "undated"
    start = f"{'~' if each.from_ != each.from_latest else ''}{each.from_}" if each.from_ else "?"
    end = f"{'~' if each.to != each.to_latest else ''}{each.to}" if each.to else "open"
    return f"{start} to {end}"
