"""`polemos bench`: figures of speed and memory."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from polemos.cli.notes import note
from polemos.errors import InputError, UsageError


def bench(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT...]", help="Further texts beside the sample reports.")
    ] = None,
    repeat: Annotated[int, typer.Option(min=1, help="How often each text is coded.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a setting, e.g. learned=0.")
    ] = None,
) -> None:
    """Measure reading alone against reading and coding, in one run on the same texts."""
    from polemos.service.bench import measure
    from polemos.service.options import settings
    from polemos.service.samples import sample_files

    try:
        figures = measure([*sample_files(), *(inputs or [])], repeat, settings(set_ or []))
    except UsageError as error:
        raise typer.BadParameter(str(error)) from error
    except InputError as error:
        note(f"polemos: {error.message}")
        raise typer.Exit(2) from error
    derived = {
        "reading_words_per_second": figures.reading_words_per_second,
        "words_per_second": figures.words_per_second,
        "coding_to_reading": figures.coding_to_reading,
    }
    if as_json:
        typer.echo(json.dumps({**asdict(figures), **derived}, indent=2))
        return
    memory = "not known" if figures.peak_memory_mb is None else f"{figures.peak_memory_mb:,} MB"
    typer.echo(f"reports             {figures.reports} x {repeat}, {figures.words:,} words, {figures.claims:,} claims")
    typer.echo(f"loading             {figures.loading_seconds:.1f} s")
    typer.echo(f"reading alone       {figures.reading_words_per_second:,} words/s")
    typer.echo(f"reading and coding  {figures.words_per_second:,} words/s")
    typer.echo(f"coding / reading    {figures.coding_to_reading:.2f}")
    typer.echo(f"peak memory         {memory}")
