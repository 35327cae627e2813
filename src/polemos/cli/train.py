"""`polemos train`: the model that weighs what the rules find, made anew from reports coded by hand."""

import tempfile
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
    corpora: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Public corpora to learn from beforehand, as the rules code them."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="How often the reports coded by hand are gone through.")] = 5,
    before: Annotated[int, typer.Option(min=0, help="How often the corpora are gone through.")] = 3,
    folds: Annotated[int, typer.Option(min=2, help="Parts of the gold that are left out in turn.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model on the same machine.")] = 7,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads; sums, and so the model, depend on them.")
    ] = None,
    work: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep the taggers here, and take those that are there.")
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="A date for the model's card.")] = None,
) -> None:
    """Train the model that weighs claims and finds what no rule names. Needs: pip install "polemos[train]".

    Exit status: 0 the model is written; 2 wrong use, or something is not installed.
    """
    from polemos.evaluation.gold import find_gold
    from polemos.training.base import base_model
    from polemos.training.encoder import Course
    from polemos.training.run import Job, run

    try:
        base_model()  # before anything is looked for: without torch nothing else matters
        gold = find_gold(gold_dir, "train")
        course = Course(epochs, before, seed, threads)
        with tempfile.TemporaryDirectory() as scratch:
            run(Job(gold, corpora, output, work or Path(scratch), course, folds, date), note)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
