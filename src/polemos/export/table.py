"""Claims as a table on a terminal, a report at a time."""

import io
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from polemos.export.csv_rows import row
from polemos.export.visible import visible
from polemos.model import Claim, CodedReport


class TerminalTable:
    """`width` in columns; `colour` where the terminal shows it."""

    def __init__(self, width: int = 120, colour: bool = False) -> None:
        self.width = width
        self.colour = colour

    def begin(self) -> str:
        return ""

    def report(self, item: CodedReport) -> str:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, title_justify="left")
        table.title = Text(visible(_heading(item)), style="bold")
        for name, ratio in (
            ("Claim", 3),
            ("Who", 4),
            ("Whom", 4),
            ("Where", 3),
            ("When", 3),
            ("Says", 4),
            ("Words", 3),
        ):
            table.add_column(name, ratio=ratio, overflow="fold")
        for claim in item.claims:
            table.add_row(*(Text(visible(cell)) for cell in _cells(item, claim)))
        text = io.StringIO()
        console = Console(
            file=text,
            width=self.width,
            force_terminal=self.colour,
            color_system="auto" if self.colour else None,
            highlight=False,
        )
        console.print(table)
        return text.getvalue()

    def end(self) -> str:
        return ""


def _heading(item: CodedReport) -> str:
    report = item.report
    parts = [report.name or report.id, report.title, report.outlet, report.published]
    count = f"{len(item.claims)} claim{'' if len(item.claims) == 1 else 's'}"
    return " | ".join([*(part for part in parts if part), count])


def _cells(item: CodedReport, claim: Claim) -> Iterable[str]:
    cells = {name: "" if value is None else str(value) for name, value in row(item.report, claim).items()}
    kind = claim.label if claim.factuality == "occurred" else f"{claim.label} ({claim.factuality})"
    when = cells["time_text"] or cells["time_from"]
    whom = "; ".join(filter(None, (cells["recipients"], cells["object"], cells["losses"])))
    who = cells["actors"] or cells["holder"] or cells["subject"]
    return kind, who, whom, cells["place"], when, cells["sources"], claim.trigger.text
