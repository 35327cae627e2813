"""Claims as JSON: one a line, or one array with a claim a line."""

from polemos.model import CodedReport
from polemos.model.serial import to_json


class Jsonl:
    """One claim a line, as records.md has it."""

    def begin(self) -> str:
        return ""

    def report(self, item: CodedReport) -> str:
        return "".join(to_json(claim) + "\n" for claim in item.claims)

    def end(self) -> str:
        return ""


class JsonArray:
    """All claims in one array, for programs that read a file at once."""

    def __init__(self) -> None:
        self._separator = "\n"

    def begin(self) -> str:
        return "["

    def report(self, item: CodedReport) -> str:
        lines = []
        for claim in item.claims:
            lines.append(self._separator + to_json(claim))
            self._separator = ",\n"
        return "".join(lines)

    def end(self) -> str:
        return "\n]\n"
