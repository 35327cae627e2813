"""The evidence page as an output format: everything is shown on one page, so it is written at the end."""

from polemos.export.evidence_page import render_page
from polemos.model import CodedReport


class Html:
    """Collects the reports and writes the page."""

    def __init__(self, title: str = "Polemos") -> None:
        self.title = title
        self._items: list[CodedReport] = []

    def begin(self) -> str:
        return ""

    def report(self, item: CodedReport) -> str:
        self._items.append(item)
        return ""

    def end(self) -> str:
        return render_page(self._items, self.title)
