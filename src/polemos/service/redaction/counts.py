"""How much was withheld, by plain phrases."""

from polemos.model import Report


class Counts:
    """What was found before anything was written, and what each pass over a stream left out."""

    def __init__(self) -> None:
        self._found: dict[str, int] = {}
        self._passed: dict[str, int] = {}

    def found(self, what: str, count: int) -> None:
        self._found[what] = count

    def passed(self, what: str, count: int) -> None:
        """Of one whole pass: an export that reads a stream twice leaves the same records out twice."""
        self._passed[what] = max(count, self._passed.get(what, 0))

    def fields(self, fields: tuple[str, ...], report: Report) -> None:
        """The report's fields that are left out though they say something."""
        for each in fields:
            kind, name = each.split(".")
            if kind == "report" and getattr(report, name):
                what = f"fields {each}"
                self._found[what] = self._found.get(what, 0) + 1

    def told(self) -> tuple[tuple[str, int], ...]:
        """Those that are more than none, in the order in which they were told of."""
        return tuple((what, count) for what, count in (*self._found.items(), *self._passed.items()) if count)
