"""A stretch of a report's text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text` is `report.text[start:end]`, always; offsets are code points, end exclusive."""

    start: int
    end: int
    text: str
