"""An evaluation for people (tables) and for programs (plain data for JSON)."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from polemos.evaluation.calibration import calibration, expected_error
from polemos.evaluation.errors import CAUSES, Error, counted, errors, says, worst
from polemos.evaluation.evaluate import Evaluation, Judged
from polemos.evaluation.scores import FIELDS, Score, Tally

_EACH = 5
"""Examples of one cause with --errors."""


def as_data(evaluation: Evaluation, split: str, fingerprint: str) -> dict[str, Any]:
    """Everything that the tables show, with rounded figures; the same evaluation gives the same bytes."""
    found = list(errors(evaluation))
    return {
        "split": split,
        "fingerprint": fingerprint,
        "documents": [_document(judged) for judged in evaluation.documents],
        "figures": _rounded(evaluation.score.figures()),
        "fields": {name: _tally(tally) for name, tally in evaluation.score.fields.items()},
        "types": {name: _tally(tally) for name, tally in evaluation.labels.items()},
        "calibration": {
            "bins": [
                {
                    "from": one.low,
                    "to": one.high,
                    "claims": one.coded,
                    "mean": round(one.mean, 3),
                    "right": round(one.share, 3),
                }
                for one in calibration(evaluation)
            ],
            "expected_error": round(expected_error(evaluation), 4),
        },
        "causes": {cause: {"errors": n, "required": required} for cause, (n, required) in counted(found).items()},
        "worst": [_error(error) for error in worst(evaluation)],
    }


def show(console: Console, evaluation: Evaluation, *, with_errors: bool = False) -> None:
    """The tables, then the ten worst errors in their words; with `with_errors` every cause with examples."""
    console.print(_summary(evaluation.score, len(evaluation.documents)))
    console.print(_fields(evaluation.score))
    console.print(_calibration(evaluation))
    console.print(_types(evaluation.labels))
    console.print(_documents(evaluation))
    console.print(Text("\nThe ten worst errors", style="bold"))
    for number, error in enumerate(worst(evaluation), 1):
        console.print(_told(error, f"{number}."))
    if with_errors:
        for part in _by_cause(list(errors(evaluation))):
            console.print(part)


def _summary(score: Score, documents: int) -> Table:
    table = _table(f"Claims in {documents} reports", "", "coded", "gold", "found", "precision", "recall", "F1")
    table.add_row("any type that fits", *_cells(score.claims))
    table.add_row("the exact type", *_cells(score.exact))
    required = score.required
    table.add_row("required", "", str(required.gold), str(required.hits), "", f"{required.recall:.3f}", "")
    return table


def _fields(score: Score) -> Table:
    table = _table("Fields of the claims found", "field", "coded", "gold", "right", "precision", "recall", "F1")
    for name in FIELDS:
        table.add_row(name, *_cells(score.fields[name]))
    return table


def _calibration(evaluation: Evaluation) -> Table:
    error = expected_error(evaluation)
    table = _table(f"What confidence means ({error:.3f} apart on average)", "confidence", "claims", "mean", "right", "")
    for one in calibration(evaluation):
        bar = "█" * round(20 * one.share)
        table.add_row(f"{one.low:.1f} to {one.high:.1f}", str(one.coded), f"{one.mean:.2f}", f"{one.share:.2f}", bar)
    return table


def _types(labels: dict[str, Tally]) -> Table:
    table = _table("Types (exact)", "type", "coded", "gold", "found", "precision", "recall", "F1")
    for name, tally in sorted(labels.items(), key=lambda item: (-item[1].gold, item[0])):
        table.add_row(name, *_cells(tally))
    return table


def _documents(evaluation: Evaluation) -> Table:
    table = _table("Reports", "report", "coded", "gold", "found", "precision", "recall", "F1", "actor", "source")
    for judged in evaluation.documents:
        score = judged.score
        fields = (f"{score.fields[name].f1:.2f}" for name in ("actor", "source"))
        table.add_row(judged.gold.id, *_cells(score.claims), *fields)
    return table


def _by_cause(found: list[Error]) -> Iterator[RenderableType]:
    table = _table("Errors by cause", "cause", "errors", "required", "")
    for cause, (number, required) in counted(found).items():
        table.add_row(cause, str(number), str(required), CAUSES[cause])
    yield table
    for cause in CAUSES:
        those = sorted((e for e in found if e.cause == cause), key=lambda e: not (e.gold and e.gold.required))
        if those:
            yield Text(f"\n{cause}", style="bold")
            yield Group(*(_told(error, "-") for error in those[:_EACH]))


def _told(error: Error, mark: str) -> Text:
    quote = " ".join(error.quote.split())
    quote = quote if len(quote) <= 220 else quote[:219] + "…"
    told = Text(f"{mark} {error.cause} in {error.document}\n")
    told.append(f"   {quote}\n", style="italic")
    told.append(f"   gold: {says(error.gold)}\n", style="green")
    told.append(f"   ours: {says(error.coded)}", style="red")
    return told


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if i and column else "left")
    return table


def _cells(tally: Tally) -> tuple[str, ...]:
    figures = (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}")
    return (str(tally.coded), str(tally.gold), str(tally.hits), *figures)


def _document(judged: Judged) -> dict[str, Any]:
    return {"id": judged.gold.id, "figures": _rounded(judged.score.figures()), "claims": _tally(judged.score.claims)}


def _tally(tally: Tally) -> dict[str, float]:
    figures = {"precision": tally.precision, "recall": tally.recall, "F1": tally.f1}
    return {"coded": tally.coded, "gold": tally.gold, "hits": tally.hits, **_rounded(figures)}


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def _error(error: Error) -> dict[str, str]:
    return {
        "document": error.document,
        "cause": error.cause,
        "quote": error.quote,
        "gold": says(error.gold),
        "coded": says(error.coded),
    }
