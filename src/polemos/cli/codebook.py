"""`polemos codebook`: what the codebook says, and a test for a file of one's own."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.errors import CodebookError, UsageError

if TYPE_CHECKING:
    from polemos.codebook.entry import Entry
    from polemos.service.codebook import Label

app = typer.Typer(no_args_is_help=True, help="The codebook: what is coded, by which words, with examples.")


@app.command()
def check(file: Annotated[Path, typer.Argument(help="A codebook file of your own.")]) -> None:
    """Test a codebook file: its form, and every example in it through the whole coder.

    Exit status: 0 everything holds; 1 the file is wrong or an example does not hold; 2 there is no such file.
    """
    from polemos.service.codebook import check_codebook

    if not file.is_file():
        raise typer.BadParameter(f"{file}: there is no such file; check the path")
    try:
        checked = check_codebook(file)
    except CodebookError as error:
        for problem in error.problems:
            typer.echo(problem)
        raise typer.Exit(1) from error
    for failure in checked.failures:
        typer.echo(str(failure))
    wrong = f"{len(checked.failures)} do not hold" if checked.failures else "all hold"
    typer.echo(f"{file}: {checked.entries} entries, {checked.examples} examples; {wrong}")
    raise typer.Exit(1 if checked.failures else 0)


@app.command()
def show(name: Annotated[str, typer.Argument(metavar="TYPE", help="An event type, a status or a relation.")]) -> None:
    """Print one type, status or relation: definition, codes, words with their arguments, examples."""
    from polemos.codebook.loader import load
    from polemos.service.codebook import label

    try:
        found = label(load(), name)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo("\n".join(_described(found)))


@app.command("list")
def list_() -> None:
    """List every event type, status of control and relation."""
    from polemos.codebook.loader import load
    from polemos.service.codebook import labels

    found = labels(load())
    width = max(len(item.name) for item in found)
    for item in found:
        typer.echo(f"{item.kind:<9} {item.name:<{width}}  {' '.join(item.definition.split())}")


def _described(item: "Label") -> Iterable[str]:
    yield f"{item.name} ({item.kind}): {' '.join(item.definition.split())}"
    if item.codes:
        yield f"PLOVER {item.codes.plover or '-'} | ACLED {item.codes.acled or '-'} | CAMEO {item.codes.cameo or '-'}"
    for entry in item.entries:
        yield ""
        yield from _entry(entry)


def _entry(entry: "Entry") -> Iterable[str]:
    for kind in ("verbs", "nouns", "adjectives"):
        if words := getattr(entry, kind):
            yield f"{kind}: {', '.join(words)}"
    yield "  roles: " + ", ".join(f"{slot} {role}" for slot, role in entry.roles.items() if role != "none")
    for word, conditions in (("when", entry.when), ("unless", entry.unless)):
        if conditions:
            yield f"  {word}: " + ", ".join(f"{slot} is {' or '.join(of)}" for slot, of in conditions.items())
    for example in entry.examples:
        yield f"  e.g. {example.text}"
