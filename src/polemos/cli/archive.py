"""`polemos init`, `add`, `status`, `search`, `backup`, `restore`, `migrate`: an archive of reports and their claims."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.notes import note, progress, quarantined
from polemos.errors import PolemosError, UsageError

Form = StrEnum("Form", ["table", "json", "jsonl"])
Kind = StrEnum("Kind", ["event", "control", "relation"])
Role = StrEnum("Role", ["actor", "recipient", "holder", "subject", "object", "side", "source"])
Factuality = StrEnum("Factuality", ["occurred", "ongoing", "planned", "possible", "hypothetical", "negated"])
ArchiveOption = Annotated[
    str | None,
    typer.Option(
        "--archive", metavar="WHERE", help="A file or postgresql://...; else $POLEMOS_ARCHIVE, else polemos.db."
    ),
]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does it; else your user name.")]


@contextmanager
def problems_told() -> Iterator[None]:
    """An error of ours as one line and exit status 2."""
    try:
        yield
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error


def init(archive: ArchiveOption = None, by: ByOption = None) -> None:
    """Make a new archive: a file, or tables in an empty PostgreSQL database."""
    from polemos.service.archive import user_name, where_is
    from polemos.store.archive import Archive

    with problems_told():
        where = where_is(archive)
        Archive.create(where, user_name(by))
        note(f"made {where}; polemos add FILE... puts reports into it")


def add(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="As for polemos code.")],
    archive: ArchiveOption = None,
    by: ByOption = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When the reports were published.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published them.")] = None,
    codebook: Annotated[Path | None, typer.Option(metavar="FILE", help="A codebook file of your own.")] = None,
    actors: Annotated[list[Path] | None, typer.Option(metavar="PACK", help="A pack of actors of your own.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a setting.")] = None,
) -> None:
    """Code reports and keep them with their claims. The same again changes nothing; copies are kept and counted once.

    Exit status: 0 all inputs kept; 1 some were quarantined, each with its reason; 2 wrong use or a broken archive.
    """
    from polemos.model import Quarantined
    from polemos.pipeline.wire import Plan
    from polemos.service.archive import Tally, user_name, where_is
    from polemos.service.archive import add as added
    from polemos.service.coding import Request
    from polemos.service.options import checked_date, settings
    from polemos.store.archive import Archive

    tally = Tally()
    with problems_told():
        plan = Plan(settings=settings(set_ or []), codebook=codebook, actors=tuple(actors or ()))
        request = Request(tuple(inputs), checked_date(published) if published else None, outlet, plan)
        if request.inputs.count("-") > 1:
            raise UsageError("standard input (-) can be read only once")
        target = Archive.open(where_is(archive))
        with progress(request.inputs, shown=sys.stderr.isatty()) as bar:
            for outcome in added(target, request, sys.stdin.buffer, user_name(by)):
                bar.step()
                tally = tally.add(outcome)
                if isinstance(outcome, Quarantined):
                    note(quarantined(outcome))
                elif outcome.outcome == "copy":
                    note(f"{outcome.report_id}: repeats {outcome.copy_of}; kept, and counted once")
    note(str(tally))
    raise typer.Exit(1 if tally.quarantined else 0)


def status(
    archive: ArchiveOption = None,
    with_digest: Annotated[bool, typer.Option("--digest", help="A mark of all that is derived from it too.")] = False,
    form: Annotated[Form, typer.Option("--format", help="table or json.")] = Form.table,
) -> None:
    """What an archive holds, and whether its log of changes stands as it was written."""
    from polemos.service.archive import verified, where_is
    from polemos.service.digest import digest
    from polemos.store import schema
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive), read_only=not with_digest)
        found: dict[str, object] = {"archive": where_is(archive), "tables": schema.newest(), **target.counts()}
        found["changes"] = verified(target)
        if with_digest:
            found["digest"] = digest(target)
    if form is Form.table:
        for name, value in found.items():
            typer.echo(f"{name:12} {value}")
        typer.echo("the log of changes is whole")
    else:
        typer.echo(json.dumps(found))


def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]", help='Words, or a phrase in "...".')] = None,
    archive: ArchiveOption = None,
    kind: Annotated[Kind | None, typer.Option(help="Events, control or relations only.")] = None,
    label: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="A type, status or relation; may be repeated.")
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="An actor's name or id, in any role.")] = None,
    role: Annotated[Role | None, typer.Option(help="The role of --actor.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="A place's name or id.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CC", help="A country's code.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not over before this day.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Begun by this day.")] = None,
    factuality: Annotated[Factuality | None, typer.Option(help="Whether it is told as having happened.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Of this outlet's reports.")] = None,
    copies: Annotated[bool, typer.Option("--copies", help="Claims of copied reports too.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 50,
    before: Annotated[int | None, typer.Option(metavar="N", help="Go on after a page.")] = None,
    form: Annotated[Form | None, typer.Option("--format", help="table on a terminal, else jsonl.")] = None,
) -> None:
    """Find claims by words and filters, newest first."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.codebook import known_label
    from polemos.service.options import checked_date
    from polemos.store.archive import Archive
    from polemos.store.search import Query
    from polemos.store.search import search as searched

    with problems_told():
        query = Query(
            words=" ".join(f'"{word}"' if " " in word else word for word in words or ()),
            kind=kind,
            labels=tuple(known_label(each) or each for each in label or ()),
            actor=actor,
            role=role,
            place=place,
            country=country,
            from_=checked_date(from_)[:10] if from_ else None,
            to=checked_date(to)[:10] if to else None,
            factuality=factuality,
            outlet=outlet,
            copies=copies,
            limit=limit,
            before=before,
        )
        page = searched(Archive.open(where_is(archive), read_only=True), query)
    table = (form or (Form.table if sys.stdout.isatty() else Form.jsonl)) is Form.table
    for claim in page.claims:
        if table:
            who = ", ".join(p.name for p in claim.parties()[0]) or "?"
            whom = ", ".join(p.name for p in claim.parties()[1])
            place_ = f" at {claim.place.name}" if claim.place else ""
            when = claim.time.from_ if claim.time and claim.time.from_ else "undated"
            typer.echo(f"{claim.id}  {when}  {claim.label}: {who}{f' > {whom}' if whom else ''}{place_}")
            typer.echo(f"    {claim.sentence.text.strip()[:160]}")
        else:
            typer.echo(to_json(claim))
    if page.last is not None:
        note(f"there is more: --before {page.last}")
    elif not page.claims:
        note("no claim fits")


def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; nothing is ever written over.")],
    archive: ArchiveOption = None,
) -> None:
    """Copy an archive, while others use it, into one file."""
    from polemos.service.archive import where_is
    from polemos.store.archive import Archive
    from polemos.store.backup import backup as copied

    with problems_told():
        mark = copied(Archive.open(where_is(archive), read_only=True), to)
    note(f"wrote {to}; its digest is {mark}")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What polemos backup wrote.")],
    archive: ArchiveOption = None,
) -> None:
    """Put a backup where no archive is yet: a new file, or an empty PostgreSQL database."""
    from polemos.service.archive import where_is
    from polemos.store.backup import restore as put_back

    with problems_told():
        mark = put_back(source, where_is(archive))
    note(f"restored into {where_is(archive)}; the digest is {mark}, as it must be")


def migrate(
    archive: ArchiveOption = None,
    backup_to: Annotated[
        Path | None, typer.Option("--backup", metavar="FILE", help="Where to copy it before; else beside the file.")
    ] = None,
) -> None:
    """Bring an older archive's tables up to date, after a backup; all steps in one transaction."""
    from polemos.service.archive import migrated, where_is

    with problems_told():
        before, after, kept = migrated(where_is(archive), backup_to)
    note(f"tables {before} to {after}; the backup is {kept}" if kept else f"the tables are of version {after} already")
