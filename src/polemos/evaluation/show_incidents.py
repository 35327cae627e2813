"""Figures of incidents for people (tables) and for programs (plain data for JSON)."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from polemos.evaluation.grouping import Grouping
from polemos.evaluation.incident_labels import LabelledScore
from polemos.evaluation.incidents import JoinedDocument

Data = dict[str, dict[str, float]]


def gold_data(documents: Sequence[JoinedDocument]) -> Data:
    """The joining alone, and end to end; beside them what leaving every claim alone would reach."""
    return {
        "joining alone": _figures(sum((each.alone for each in documents), Grouping())),
        "end to end": _figures(sum((each.end_to_end for each in documents), Grouping())),
        "every claim alone": _figures(sum((each.apart for each in documents), Grouping())),
    }


def labelled_data(scores: Mapping[str, LabelledScore]) -> Data:
    """Every labelled file: all happenings, those kept back, and what leaving every claim alone would reach."""
    data: Data = {}
    for name, score in scores.items():
        data[name] = _figures(score.all) | {"unfound": len(score.unfound)}
        if score.kept_back.claims:
            data[f"{name}, kept back"] = _figures(score.kept_back)
        data[f"{name}, every claim alone"] = _figures(score.apart)
    return data


def show(console: Console, data: Data, scores: Mapping[str, LabelledScore], *, with_errors: bool = False) -> None:
    """One table; with `with_errors` the labelled happenings that were torn or joined with another."""
    table = Table(title="Claims joined to incidents", title_justify="left", title_style="bold")
    table.add_column("")
    for column in ("claims", "pairs P", "pairs R", "pairs F1", "B-cubed P", "B-cubed R", "B-cubed F1"):
        table.add_column(column, justify="right")
    names = ("pairs_P", "pairs_R", "pairs_F1", "B3_P", "B3_R", "B3_F1")
    for name, figures in data.items():
        table.add_row(name, str(int(figures["claims"])), *(f"{figures[key]:.3f}" for key in names))
    console.print(table)
    for name, score in scores.items() if with_errors else ():
        console.print(Text(f"\n{name}: torn, or joined with another", style="bold"))
        console.print(Text("\n".join(score.wrong)))


def _figures(grouping: Grouping) -> dict[str, float]:
    return {"claims": grouping.claims, **{name: round(value, 4) for name, value in grouping.figures().items()}}
