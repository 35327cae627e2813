"""`polemos resolve`: what a name, a text or a phrase means. One module a command; lines of JSON by lines.py."""

import typer

from polemos.cli.resolve.actor import actor
from polemos.cli.resolve.place import place
from polemos.cli.resolve.text import text
from polemos.cli.resolve.time import time

app = typer.Typer(no_args_is_help=True, help="What a name, a text or a phrase means.")


@app.callback()
def main() -> None:
    """What a name, a text or a phrase means."""


app.command()(actor)
app.command()(place)
app.command()(text)
app.command()(time)
