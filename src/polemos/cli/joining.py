"""`polemos evaluate --incidents`: how well claims are joined, on the gold's incidents or on labelled reports."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from polemos.evaluation.evaluate import Coder
    from polemos.evaluation.incident_labels import LabelledScore

PAIRS, SAMPLES = "incident_pairs.jsonl", "incident_samples.jsonl"


def evaluate_joining(
    coder: "Coder", labels: Path | None, gold: Path | None, split: str, target: Path | None, with_errors: bool
) -> None:
    """Score, then print the table or write JSON. Raises PolemosError where the gold or the labels cannot be read."""
    from rich.console import Console

    from polemos.evaluation.gold import find_gold
    from polemos.evaluation.gold_incidents import read_gold_incidents
    from polemos.evaluation.incident_labels import evaluate_labelled, read_pairs, read_samples
    from polemos.evaluation.incidents import evaluate_incidents
    from polemos.evaluation.show_incidents import gold_data, labelled_data, show

    scores: dict[str, LabelledScore] = {}
    if labels is not None:
        scores["pairs"] = evaluate_labelled(coder, read_pairs(labels / PAIRS))
        scores["samples"] = evaluate_labelled(coder, read_samples(labels / SAMPLES))
        data = labelled_data(scores)
    else:
        data = gold_data(evaluate_incidents(coder, read_gold_incidents(find_gold(gold, split))))
    if target is not None:
        written = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        if str(target) == "-":
            typer.echo(written, nl=False)
            return
        target.write_text(written, encoding="utf-8")
    # A pipe has no width; a table cut to 80 columns would lose names.
    console = Console()
    show(console if console.is_terminal else Console(width=140), data, scores, with_errors=with_errors)
