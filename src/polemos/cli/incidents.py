"""`polemos incidents`: what happened, as far as the claims of an archive tell."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.archive import ArchiveOption, ByOption, Form, problems_told
from polemos.cli.notes import note

if TYPE_CHECKING:
    from polemos.model.incident import Incident

app = typer.Typer(no_args_is_help=True, help="Claims that are about one happening, and what they tell together.")
FormOption = Annotated[Form | None, typer.Option("--format", help="table on a terminal, else jsonl.")]
Status = StrEnum("Status", ["reported", "contested", "denied", "confirmed", "rejected"])
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept with your name.")]


def as_table(form: Form | None) -> bool:
    """What was asked for, else a table on a terminal."""
    return (form or (Form.table if sys.stdout.isatty() else Form.jsonl)) is Form.table


@app.command("list")
def list_(
    archive: ArchiveOption = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Of this event type.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CC", help="In this country.")] = None,
    status: Annotated[Status | None, typer.Option(help="What the claims and people's decisions make of it.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not over before this day.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Begun by this day.")] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")] = None,
    form: FormOption = None,
) -> None:
    """The incidents, newest first."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.codebook import known_label
    from polemos.service.incidents import refresh
    from polemos.service.options import checked_date
    from polemos.store.archive import Archive
    from polemos.store.derived import list_incidents

    with problems_told():
        first, last = (checked_date(day)[:10] if day else None for day in (from_, to))
        target = Archive.open(where_is(archive))
        refresh(target)
        found = list_incidents(
            target, type_=known_label(type_), country=country, status=status, from_=first, to=last, limit=limit
        )
    for each in found:
        typer.echo(_line(each) if as_table(form) else to_json(each))
    if not found:
        note("no incident fits")


@app.command()
def show(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, or the id of one of its claims.")],
    archive: ArchiveOption = None,
    form: FormOption = None,
) -> None:
    """One incident: derived values, every claim, and what is contested by whom."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.incidents import show as shown
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive))
        found = shown(target, incident)
        claims = {role.claim_id: target.claim(role.claim_id) for role in found.claims}
    if not as_table(form):
        typer.echo(to_json(found))
        return
    typer.echo(_line(found))
    for party in found.parties:
        typer.echo(f"  {party.side:10} {party.name}")
    for loss in found.losses:
        figures = ", ".join(
            f"{n} {v}" for n, v in (("low", loss.low), ("best", loss.best), ("high", loss.high)) if v is not None
        )
        typer.echo(f"  {loss.status:10} {loss.side or ''} {figures or 'no figure'}  [{loss.rule}]")
    for field in found.contested:
        typer.echo(f"  contested: {field.field}")
        for value in field.values:
            typer.echo(f"    {value.value}: {', '.join(value.said_by)}")
    for role in found.claims:
        claim = claims[role.claim_id]
        sentence = claim.sentence.text.strip() if claim else ""
        typer.echo(f"  {role.role:10} {role.claim_id}  {sentence[:140]}")


@app.command()
def explain(
    one: Annotated[str, typer.Argument(metavar="CLAIM")],
    other: Annotated[str, typer.Argument(metavar="CLAIM")],
    archive: ArchiveOption = None,
    form: FormOption = None,
) -> None:
    """Why two claims are, or are not, held for one happening."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.incidents import explain as explained
    from polemos.service.incidents import show as shown
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive))
        found = explained(target, one, other)
        together = shown(target, one).id == shown(target, other).id
    if not as_table(form):
        typer.echo(to_json(found) if found else json.dumps({"one": one, "other": other, "score": None, "reasons": []}))
        return
    typer.echo(f"{'in one incident' if together else 'in two incidents'}")
    if found is None:
        typer.echo("their types are never one happening")
        return
    for reason in found.reasons:
        typer.echo(f"  {reason.weight:+.1f}  {reason.sign.replace('_', ' ')}")
    typer.echo(f"  {found.score:+.1f}  in sum: above 0 speaks for one happening")


@app.command()
def join(
    incidents: Annotated[list[str], typer.Argument(metavar="INCIDENT...", help="Two or more incidents or claims.")],
    archive: ArchiveOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """Say that incidents are one happening. It is kept as your judgement and can be taken back."""
    from polemos.service.archive import user_name, where_is
    from polemos.service.incidents import join as joined
    from polemos.service.incidents import refresh
    from polemos.service.incidents import show as shown
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive))
        refresh(target)
        made = joined(target, user_name(by), tuple(incidents), reason)
        now = shown(target, made.claims[0])
    note(f"judgement {made.seq}: one incident now, {now.id}; polemos judge undo {made.seq} takes it back")


@app.command()
def split(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="The claims that are another happening.")],
    archive: ArchiveOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """Say that some claims of an incident are another happening. It is kept as your judgement and can be taken back."""
    from polemos.service.archive import user_name, where_is
    from polemos.service.incidents import refresh
    from polemos.service.incidents import split as parted
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive))
        refresh(target)
        made = parted(target, user_name(by), incident, tuple(claims), reason)
    note(f"judgement {made.seq}: two incidents now; polemos judge undo {made.seq} takes it back")


def _line(each: "Incident") -> str:
    when = each.from_ or "undated"
    if each.to and each.to != each.from_:
        when += f" to {each.to}"
    who = ", ".join(party.name for party in each.parties if party.side == "actor") or "?"
    whom = ", ".join(party.name for party in each.parties if party.side == "recipient")
    place = f" at {each.place.name}" if each.place else ""
    told = f"{len(each.claims)} claims, {each.reports} reports, {each.independent_sources} sources"
    return f"{each.id}  {when}  {each.type}: {who}{f' > {whom}' if whom else ''}{place}  ({each.status}; {told})"
