"""A corpus score for people (a table, and misses in their words) and for programs (plain data for JSON)."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss

_EACH = 5
"""Misses shown of those that want one thing and got another one thing."""
_LONGEST = 220


def as_data(score: CorpusScore, *, with_errors: bool = False) -> dict[str, Any]:
    """Figures, rounded; with `with_errors` every miss."""
    data = {
        "corpus": score.corpus,
        "documents": score.documents,
        "figures": [asdict(figure) | {"value": round(figure.value, 4)} for figure in score.figures],
    }
    return data | {"misses": [asdict(miss) for miss in score.misses]} if with_errors else data


def show(console: Console, score: CorpusScore, *, with_errors: bool = False) -> None:
    """The table of figures; with `with_errors` the misses, those of the commonest confusion first."""
    table = Table(title=f"{score.corpus}: {score.documents} texts", title_justify="left", title_style="bold")
    table.add_column("figure")
    for column in ("value", "hits", "of", "target", "reached"):
        table.add_column(column, justify="right")
    for figure in score.figures:
        table.add_row(figure.name, *_cells(figure))
    console.print(table)
    if with_errors:
        for confusion in _confusions(score.misses):
            console.print(_told(confusion))


def _cells(figure: Figure) -> tuple[str, ...]:
    target = "" if figure.target is None else f"{figure.target:.2f}"
    reached = {None: "", True: "yes", False: "no"}[figure.reached]
    return f"{figure.value:.3f}", f"{figure.hits:g}", f"{figure.of:g}", target, reached


def _confusions(misses: tuple[Miss, ...]) -> list[list[Miss]]:
    """Misses by what was wanted and what was coded, the largest group first."""
    groups = defaultdict(list)
    for miss in misses:
        groups[miss.wanted, miss.coded].append(miss)
    return [group for _, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))]


def _told(confusion: list[Miss]) -> Text:
    first = confusion[0]
    told = Text(f"\n{len(confusion)} x ", style="bold")
    told.append(f"wanted {first.wanted}", style="green").append(", ").append(f"coded {first.coded}", style="red")
    for miss in confusion[:_EACH]:
        quote = " ".join(miss.quote.split())
        quote = quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1] + "…"
        told.append(f"\n- {miss.document}: ", style="not bold").append(quote, style="not bold italic")
    return told
