"""The command `polemos`. Heavy imports stand inside the commands, so that help answers at once."""

from typing import Annotated

import typer

from polemos.cli import (
    actors,
    archive,
    codebook,
    gazetteer,
    import_native,
    incidents,
    judge,
    lists,
    picture,
    resolve,
    users,
)
from polemos.cli.bench import bench
from polemos.cli.bench_archive import bench_archive
from polemos.cli.code import code
from polemos.cli.compare import compare
from polemos.cli.ending import Ending
from polemos.cli.evaluate import evaluate
from polemos.cli.export import export
from polemos.cli.serve import serve
from polemos.cli.train import train
from polemos.version import __version__

app = typer.Typer(
    name="polemos",
    cls=Ending,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"polemos {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version_: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads reports of armed conflict and codes what they say as claims, tied to their words and to who says so."""


@app.command()
def version() -> None:
    """Print the versions of Polemos, its codebook and its parser: what a claim depends on."""
    from polemos.service.versions import versions

    for name, value in versions().items():
        typer.echo(f"{name} {value}")


app.command()(code)
app.add_typer(codebook.app, name="codebook")
app.add_typer(actors.app, name="actors")
app.add_typer(resolve.app, name="resolve")
app.add_typer(gazetteer.app, name="gazetteer")
app.command()(archive.init)
app.command()(archive.add)
app.command()(archive.status)
app.command()(archive.search)
app.command()(archive.backup)
app.command()(archive.restore)
app.command()(archive.migrate)
app.add_typer(incidents.app, name="incidents")
app.add_typer(judge.app, name="judge")
app.command()(picture.control)
app.command()(picture.standing)
app.command()(picture.contradictions)
app.command()(judge.why)
app.command()(judge.audit)
app.command()(export)
app.add_typer(lists.app, name="import")
lists.app.command("native")(import_native.native)
app.command()(compare)
app.command()(serve)
app.add_typer(users.app, name="users")
app.command()(bench)
app.command("bench-archive")(bench_archive)
app.command()(evaluate)
app.command()(train)


def run() -> None:
    """The entry point of the package."""
    app()


if __name__ == "__main__":
    run()
