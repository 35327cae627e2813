"""`polemos evaluate`: the claims against reports coded by hand, and the floors that they must not fall below."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polemos.cli.corpus import Corpus, evaluate_corpus
from polemos.cli.joining import evaluate_joining
from polemos.cli.notes import note
from polemos.errors import PolemosError, UsageError

if TYPE_CHECKING:
    from polemos.evaluation.evaluate import Coder, Evaluation
    from polemos.evaluation.gold import GoldDocument
    from polemos.settings import Settings

Split = StrEnum("Split", ["dev", "train"])
FLOORS = Path("evaluation") / "floors.json"


def evaluate(
    gold_dir: Annotated[
        Path | None,
        typer.Argument(
            help="The gold folder, or with --corpus the corpus; by default in shared here or beside this folder."
        ),
    ] = None,
    split: Annotated[Split, typer.Option(help="Which half of it.")] = Split.dev,
    as_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write all figures as JSON; - is standard output.")
    ] = None,
    with_errors: Annotated[bool, typer.Option("--errors", help="Group the errors by cause, with examples.")] = False,
    check_floors: Annotated[bool, typer.Option("--check-floors", help="Fail below a floor.")] = False,
    pin_floors: Annotated[bool, typer.Option("--pin-floors", help="Make these figures the floors.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin-floors: floors may sink.")] = False,
    floors: Annotated[Path, typer.Option(metavar="FILE", help="The floors.")] = FLOORS,
    corpus: Annotated[Corpus | None, typer.Option(help="A public corpus instead of the gold.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="With --corpus: only the first rows.")] = None,
    incidents: Annotated[bool, typer.Option("--incidents", help="How claims are joined to incidents.")] = False,
    labels: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="With --incidents: labelled reports instead of the gold.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a setting, e.g. learned=0.")
    ] = None,
) -> None:
    """Score the claims against reports coded by hand.

    Exit status: 0 scored, and no figure below its floor; 1 below a floor, or the gold has changed; 2 wrong use.
    """
    from polemos.evaluation.evaluate import evaluate as run
    from polemos.evaluation.gold import find_gold, fingerprint, read_gold
    from polemos.service.options import settings

    if lower and not pin_floors:
        raise typer.BadParameter("--lower goes with --pin-floors")
    if corpus and (check_floors or pin_floors):
        raise typer.BadParameter("floors are those of the gold, not of a corpus")
    if (incidents and (corpus or check_floors or pin_floors)) or (labels and not incidents):
        raise typer.BadParameter("--incidents goes alone or with --labels")
    if limit and not corpus:
        raise typer.BadParameter("--limit goes with --corpus")
    try:
        coder = _coder(settings(set_ or []))
        if corpus:
            evaluate_corpus(coder, corpus, gold_dir, limit, as_json, with_errors)
            return
        if incidents:
            evaluate_joining(coder, labels, gold_dir, split, as_json, with_errors)
            return
        folder = find_gold(gold_dir, split)
        mark = fingerprint(folder)
        documents = list(read_gold(folder))
        evaluation = run(coder, _shown(documents))
        _write(evaluation, split, mark, as_json, with_errors)
        if pin_floors:
            _pin(evaluation, split, mark, floors, lower)
        elif check_floors and not _holds(evaluation, split, mark, floors):
            raise typer.Exit(1)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error


def _coder(settings: "Settings") -> "Coder":
    """The steps that `polemos code` runs, in this very process."""
    from polemos.pipeline.assembly import assemble
    from polemos.pipeline.wire import Plan

    steps = assemble(Plan(settings))
    return lambda report: steps.claims(report, lambda stage: None)


def _shown(documents: "list[GoldDocument]") -> "Iterator[GoldDocument]":
    """The documents, with a bar on a terminal."""
    import sys

    from polemos.cli.notes import progress

    with progress([document.id for document in documents], shown=sys.stderr.isatty()) as bar:
        for document in documents:
            yield document
            bar.step()


def _write(evaluation: "Evaluation", split: str, mark: str, target: Path | None, with_errors: bool) -> None:
    from rich.console import Console

    from polemos.evaluation.report import as_data, show

    if target is not None:
        data: dict[str, Any] = as_data(evaluation, split, mark)
        written = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        if str(target) == "-":
            typer.echo(written, nl=False)
            return
        target.write_text(written, encoding="utf-8")
    # A pipe has no width; a table cut to 80 columns would lose names.
    console = Console()
    show(console if console.is_terminal else Console(width=140), evaluation, with_errors=with_errors)


def _pin(evaluation: "Evaluation", split: str, mark: str, path: Path, lower: bool) -> None:
    from polemos.evaluation.floors import Floors, lowered, pinned, read_floors, write_floors

    new = pinned(evaluation.score.figures())
    sinking = lowered(new, read_floors(path).floors) if path.exists() else []
    if sinking and not lower:
        raise UsageError(f"{'; '.join(sinking)}. Nothing was pinned; to lower floors on purpose add --lower")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; run this in the repository, or name a file with --floors")
    write_floors(path, Floors(split, mark, len(evaluation.documents), new))
    note(f"pinned {len(new)} floors in {path}")


def _holds(evaluation: "Evaluation", split: str, mark: str, path: Path) -> bool:
    from polemos.evaluation.floors import read_floors, shortfalls

    found = shortfalls(evaluation.score.figures(), read_floors(path), split, mark)
    for shortfall in found:
        note(f"polemos: {shortfall}")
    return not found
