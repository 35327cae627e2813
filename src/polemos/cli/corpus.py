"""`polemos evaluate --corpus`: the claims against a public corpus that was annotated for another purpose."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polemos.evaluation.corpora.frame import CorpusScore, Scorer
    from polemos.evaluation.evaluate import Coder
    from polemos.model import Claim, Report

# Spelled out here, since reading them from the evaluation would load all of it for `--help`; a test compares the two.
Corpus = StrEnum(
    "Corpus",
    [
        "plv",
        "plover_gsr",
        "muc4",
        "isaf",
        "ucdp_actors",
        "ucdp_places",
        "ngec_actor_cases",
        "re3d",
        "wiki_battles",
        "wiki_control",
        "syrian_archive",
        "event_location",
        "geovirus",
        "gwn",
    ],
)


def evaluate_corpus(
    coder: "Coder", corpus: str, folder: Path | None, limit: int | None, target: Path | None, with_errors: bool
) -> None:
    """Score, then print the table or write JSON. Raises PolemosError where the corpus is not there or broken."""
    from rich.console import Console

    from polemos.evaluation.corpora.frame import find_corpus, scorer
    from polemos.evaluation.corpora.show import as_data, show

    path = find_corpus(folder, corpus)
    score = _counted(scorer(corpus), coder, path, limit)
    if target is not None:
        written = json.dumps(as_data(score, with_errors=with_errors), ensure_ascii=False, indent=2) + "\n"
        if str(target) == "-":
            typer.echo(written, nl=False)
            return
        target.write_text(written, encoding="utf-8")
    # A pipe has no width; a table cut to 80 columns would lose words.
    console = Console()
    show(console if console.is_terminal else Console(width=140), score, with_errors=with_errors)


def _counted(score: "Scorer", coder: "Coder", folder: Path, limit: int | None) -> "CorpusScore":
    """The score, with a count of the texts on a terminal."""
    import sys

    from polemos.cli.notes import progress

    with progress([str(folder / "dev.jsonl")], shown=sys.stderr.isatty()) as bar:

        def counting(report: "Report") -> "Sequence[Claim]":
            claims = coder(report)
            bar.step()
            return claims

        return score(counting, folder, limit)
