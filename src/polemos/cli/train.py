"""`polemos train`: the model that the rules listen to, made anew from reports coded by hand."""

from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.notes import note
from polemos.errors import PolemosError


def train(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where the model goes.")],
    gold_dir: Annotated[
        Path | None, typer.Argument(help="The gold folder; by default shared/gold here or beside this folder.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="How often all reports are gone through.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model on the same machine.")] = 7,
    held: Annotated[
        float, typer.Option(min=0, max=0.9, help="Share of the reports that are held out and scored on.")
    ] = 0.15,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads; sums, and so the model, depend on them.")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="A date for the model's card.")] = None,
) -> None:
    """Train the model that names triggers, from reports coded by hand. Needs: pip install "polemos[train]".

    Exit status: 0 the model is written; 2 wrong use, or something is not installed.
    """
    from polemos.evaluation.gold import find_gold
    from polemos.training.base import base_model
    from polemos.training.encoder import Course
    from polemos.training.run import Job, run

    try:
        base_model()  # before anything is looked for: without torch nothing else matters
        run(Job(find_gold(gold_dir, "train"), output, Course(epochs, seed, threads), held, date), note)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
