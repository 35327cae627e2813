"""`polemos judge`, `why` and `audit`: what people decide, and what every figure and change rests on."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.archive import ArchiveOption, ByOption, problems_told
from polemos.cli.incidents import FormOption, ReasonOption, as_table
from polemos.cli.notes import note
from polemos.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Decisions about claims, each with a name, a reason, and a way back.")
OnClaim = StrEnum("OnClaim", ["accept", "reject", "confirm", "refute"])
Pairing = StrEnum("Pairing", {"same": "same", "not_same": "not-same", "unsure": "unsure"})
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM")]


def _keep(archive: str | None, by: str | None, action: str, claims: tuple[str, ...], **rest: object) -> None:
    from polemos.service.archive import user_name, where_is
    from polemos.store.archive import Archive
    from polemos.store.judgements import Decision, judge

    with problems_told():
        decision = Decision(action, claims, **rest)  # type: ignore[arg-type]
        made = judge(Archive.open(where_is(archive)), user_name(by), decision)
    note(f"judgement {made.seq} is kept; polemos judge undo {made.seq} takes it back")


@app.command()
def claim(
    verdict: Annotated[OnClaim, typer.Argument(help="accept or reject a claim; confirm or refute its happening.")],
    claim_id: ClaimArgument,
    archive: ArchiveOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """Accept or reject one claim as coded, or confirm or refute the happening that it tells of."""
    _keep(archive, by, verdict.value, (claim_id,), reason=reason)


@app.command()
def correct(
    claim_id: ClaimArgument,
    change: Annotated[Path, typer.Option("--with", metavar="FILE", help="The whole claim as it should be, as JSON.")],
    archive: ArchiveOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """Put your version of a claim beside the coder's."""
    with problems_told():
        try:
            text = change.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise UsageError(f"{change} cannot be read: {error}") from error
    _keep(archive, by, "correct", (claim_id,), change=text, reason=reason)


@app.command()
def pair(
    verdict: Annotated[Pairing, typer.Argument(help="same, not-same or unsure.")],
    one: ClaimArgument,
    other: ClaimArgument,
    archive: ArchiveOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """Say whether two claims are about one happening. "not-same" is never crossed by a derivation."""
    _keep(archive, by, verdict.value, (one,), others=(other,), reason=reason)


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="JUDGEMENT")],
    archive: ArchiveOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
) -> None:
    """Take a judgement back. The undo is a judgement itself, and can be taken back too."""
    from polemos.service.archive import user_name, where_is
    from polemos.store.archive import Archive
    from polemos.store.judgements import undo as taken_back

    with problems_told():
        made = taken_back(Archive.open(where_is(archive)), user_name(by), number, reason)
    note(f"judgement {number} is taken back by judgement {made.seq}")


@app.command("list")
def list_(
    claim_id: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Those about one claim; else all.")] = None,
    archive: ArchiveOption = None,
    form: FormOption = None,
) -> None:
    """The judgements, in order, with who made them and why; what was taken back is marked."""
    from polemos.model.judgement import standing_judgements
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.store.archive import Archive
    from polemos.store.judgements import judgements

    with problems_told():
        target = Archive.open(where_is(archive), read_only=True)
        every = judgements(target)
        shown = judgements(target, claim_id) if claim_id else every
    in_force = {each.seq for each in standing_judgements(every)}
    for each in shown:
        if not as_table(form):
            typer.echo(to_json(each))
            continue
        mark = "" if each.seq in in_force or each.action == "undo" else "  (taken back)"
        what = f"of judgement {each.undoes}" if each.undoes else f"{', '.join(each.claims)} {' / '.join(each.others)}"
        typer.echo(f"{each.seq}  {each.at[:19]}  {each.who}: {each.action} {what.strip()}  {each.reason}{mark}")
    if not shown:
        note("no judgements")


def why(
    path: Annotated[
        str, typer.Argument(metavar="WHAT", help="As i-12ab.losses.killed, control:Azaz@2015-02-01, standing:A/B.")
    ],
    archive: ArchiveOption = None,
    form: FormOption = None,
) -> None:
    """What a value rests on (of an incident, of control, of standing): the rule, and the characters of reports."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.why import why as explained
    from polemos.store.archive import Archive

    with problems_told():
        found = explained(Archive.open(where_is(archive)), path)
    for each in found:
        if not as_table(form):
            typer.echo(to_json(each))
            continue
        typer.echo(f"{each.subject}.{each.field} = {each.value}")
        typer.echo(f"  rule: {each.rule} [{each.derivation}]")
        for item in each.evidence:
            who = ", ".join(item.said_by) or item.outlet or item.report_id
            place = f"{item.report_id} {item.start}-{item.end}"
            copy = f", a copy of {item.copy_of}" if item.copy_of else ""
            typer.echo(f'  {item.role} {item.claim_id}: {item.value}, by {who}; "{item.words}" at {place}{copy}')
            typer.echo(f"      {item.sentence[:160]}")


def audit(
    archive: ArchiveOption = None,
    after: Annotated[int, typer.Option(metavar="N", min=0, help="From the row after this one.")] = 0,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 100,
    form: FormOption = None,
) -> None:
    """The log of every change: who, when, what, with the hash that binds each row to the one before."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.store import audit as log
    from polemos.store.archive import Archive

    with problems_told(), Archive.open(where_is(archive), read_only=True).reading() as connection:
        found = log.rows(connection, after, limit)
    for each in found:
        line = f"{each.seq}  {each.at[:19]}  {each.who}: {each.what} {each.subject} {each.detail}"
        typer.echo(line if as_table(form) else to_json(each))
