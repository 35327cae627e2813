"""`polemos actors`: what the packs hold, tests for a pack, UCDP's list as a pack."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.notes import note
from polemos.cli.resolve.actor import as_day, report_problems
from polemos.cli.resolve.lines import Form
from polemos.errors import PackError, PolemosError, UsageError

app = typer.Typer(
    no_args_is_help=True, help="The actors: groups, states' arms, bodies, persons, with their names and dates."
)
Packs = Annotated[
    list[Path] | None, typer.Option("--pack", metavar="FILE", help="A pack of your own, beside the others.")
]


@app.command("list")
def list_(
    kind: Annotated[str | None, typer.Option(help="Only this kind: armed-group, government, person ...")] = None,
    country: Annotated[str | None, typer.Option(metavar="CC", help="Only at home or active there.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Only those that were there on that day.")] = None,
    of: Annotated[str | None, typer.Option(metavar="PACK", help="Only those of the pack of this name.")] = None,
    pack: Packs = None,
    form: Annotated[Form | None, typer.Option("--format", help="By default table on a terminal, else jsonl.")] = None,
) -> None:
    """List the actors of the packs.

    Exit status: 0 listed; 2 wrong use.
    """
    from polemos.model.serial import to_dict
    from polemos.service.actors import Filter, listed, loaded

    try:
        actors = loaded(pack or ())
        report_problems(actors)
        found = list(listed(actors, Filter(kind, country, of, as_day(on))))
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    shape = form or (Form.table if sys.stdout.isatty() else Form.jsonl)
    if shape is Form.json:
        typer.echo(json.dumps([to_dict(actor) for actor in found], ensure_ascii=False, indent=2))
        return
    for actor in found:
        if shape is Form.jsonl:
            typer.echo(json.dumps(to_dict(actor), ensure_ascii=False))
        else:
            typer.echo(f"{actor.id:<32} {actor.kind:<14} {actor.country or '--'}  {actor.name}")


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ACTOR", help="An id or a name.")],
    pack: Packs = None,
    form: Annotated[Form | None, typer.Option("--format", help="By default table.")] = None,
) -> None:
    """Show one actor: names and when it bore them, lineage, leaders and posts, sources.

    Exit status: 0 shown; 2 no such actor, or wrong use.
    """
    from polemos.model.serial import to_dict
    from polemos.service.actors import described, loaded, shown

    try:
        actors = loaded(pack or ())
        report_problems(actors)
        actor, posts, others = shown(actors, name)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    if form in (Form.json, Form.jsonl):
        whole = {**to_dict(actor), "posts": to_dict(posts)}
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=2 if form is Form.json else None))
        return
    for line in described(actor, posts, others):
        typer.echo(line)


@app.command()
def check(pack: Annotated[Path, typer.Argument(help="A pack: a YAML file, or a folder of them.")]) -> None:
    """Test a pack: its form, and its ids and references among the packaged packs.

    Exit status: 0 it holds; 1 something is wrong, each with its file and line; 2 there is no such pack.
    """
    from polemos.service.actors import checked

    if not pack.exists():
        raise typer.BadParameter(f"{pack}: there is no such file or folder; check the path")
    try:
        found = checked(pack)
    except PackError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    for problem in found.problems:
        typer.echo(problem)
    wrong = f"{len(found.problems)} problems, so nothing of it is loaded" if found.problems else "all holds"
    typer.echo(f"{pack}: {found.actors} entries, {found.names} names; {wrong}")
    raise typer.Exit(1 if found.problems else 0)


@app.command("import-ucdp")
def import_ucdp(
    file: Annotated[Path, typer.Argument(help="UCDP's actor list: its CSV, or JSONL.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="PACK", help="Write the pack here.")] = None,
) -> None:
    """Make a pack of UCDP's actor list, to be used with --pack.

    Exit status: 0 written; 2 the file is no such list, or cannot be written.
    """
    from polemos.cli.sink import AtomicFile, StandardOutput
    from polemos.service.actors import imported_ucdp

    try:
        text, count = imported_ucdp(file)
        with StandardOutput() if output is None else AtomicFile(output) as sink:
            sink.write(text)
    except (PolemosError, OSError) as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    note(f"{count} actors" + (f" in {output}" if output else ""))


@app.command()
def draft(
    queue: Annotated[Path, typer.Argument(help="Names put aside by --unresolved of polemos code or resolve.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="PACK", help="Write the pack here.")] = None,
) -> None:
    """Draft a pack of unresolved names, the most used first, with the words they stood in; kinds and sources are yours.

    Exit status: 0 written; 2 the file is no such queue, or cannot be written.
    """
    from polemos.cli.sink import AtomicFile, StandardOutput
    from polemos.service.unresolved import drafted, read_queue

    try:
        text = drafted(read_queue(queue))
        with StandardOutput() if output is None else AtomicFile(output) as sink:
            sink.write(text)
    except (PolemosError, OSError) as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A pack.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Another, or a later version of it.")],
    form: Annotated[Form | None, typer.Option("--format", help="By default table.")] = None,
) -> None:
    """What differs between two packs, by actor: + new, - gone, ~ changed.

    Exit status: 0 nothing differs; 1 something does; 2 a pack cannot be read or is wrong.
    """
    from polemos.model.serial import to_dict
    from polemos.service.actors import changes

    try:
        for path in (before, after):
            if not path.exists():
                raise UsageError(f"{path}: there is no such file or folder; check the path")
        found = changes(before, after)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    if form is Form.json:
        typer.echo(json.dumps(to_dict(found), ensure_ascii=False, indent=2))
        raise typer.Exit(1 if found else 0)
    for change in found:
        if form is Form.jsonl:
            typer.echo(json.dumps(to_dict(change), ensure_ascii=False))
            continue
        sign = {"added": "+", "removed": "-", "changed": "~"}[change.what]
        values = (
            " -> ".join(value or "nothing" for value in (change.before, change.after))
            if change.what == "changed"
            else ""
        )
        typer.echo(" ".join(filter(None, (sign, change.actor, change.field, values or change.before or change.after))))
    raise typer.Exit(1 if found else 0)
