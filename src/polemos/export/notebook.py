"""Reports and tables as pieces of HTML for a notebook's output: no script, no style that reaches beyond them."""

from collections.abc import Sequence
from typing import Any

from polemos.export.cards import cards, marks, speakers_of
from polemos.export.evidence_page import environment
from polemos.export.runs import blocks
from polemos.model import CodedReport


def report_html(item: CodedReport) -> str:
    """The text with the words of the claims marked, and a row for each claim. Nothing in it can run or load."""
    report = item.report
    deck = cards(item.claims, speakers_of(item.claims), dict(item.actors))
    found = [mark for card in deck for mark in marks(card.number, card.claim)]
    template = environment().get_template("notebook_report.html")
    return template.render(report=report, cards=deck, blocks=blocks(report.text, report.body, found))


def table_html(columns: Sequence[str], rows: Sequence[Sequence[Any]], left: int) -> str:
    """A table of some rows; `left` more are not shown."""
    return environment().get_template("notebook_table.html").render(columns=columns, rows=rows, left=max(left, 0))
