"""What every output format is: text before, between and after the reports."""

from typing import Protocol

from polemos.model import CodedReport


class Format(Protocol):
    """Each method gives the text to write next, whole lines or nothing. Made anew for each output."""

    def begin(self) -> str: ...

    def report(self, item: CodedReport) -> str: ...

    def end(self) -> str: ...
