"""`polemos resolve`: what a name, a text or a phrase means. One module a command; lines of JSON by lines.py."""

import typer

from polemos.cli.resolve.actor import actor

app = typer.Typer(no_args_is_help=True, help="What a name means: an actor, on a day and in a country.")


@app.callback()
def main() -> None:
    """What a name means."""


app.command()(actor)
