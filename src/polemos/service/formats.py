"""The output formats by name, each loaded only where it is asked for."""

from pathlib import PurePath
from typing import Literal, get_args

from polemos.export.format import Format

FormatName = Literal["jsonl", "json", "csv", "table", "html"]
NAMES: tuple[FormatName, ...] = get_args(FormatName)


def chosen(name: str | None, output: str | None, terminal: bool) -> FormatName:
    """The format asked for, else the one that the output's suffix says, else a table on a terminal and JSON Lines."""
    suffix = PurePath(output).suffix.lower().lstrip(".") if output else ""
    suffix = {"htm": "html", "ndjson": "jsonl"}.get(suffix, suffix)
    for candidate in (name, suffix):
        for known in NAMES:
            if candidate == known:
                return known
    return "table" if terminal and not output else "jsonl"


def make(name: FormatName, *, width: int = 120, colour: bool = False, title: str = "Polemos") -> Format:
    """A fresh writer. `width` and `colour` are the table's, `title` the page's."""
    if name == "csv":
        from polemos.export.csv_rows import CsvRows

        return CsvRows()
    if name == "table":
        from polemos.export.table import TerminalTable

        return TerminalTable(width, colour)
    if name == "html":
        from polemos.export.html import Html

        return Html(title)
    from polemos.export.jsonl import JsonArray, Jsonl

    return JsonArray() if name == "json" else Jsonl()
