"""A report's text cut into runs at every edge of every span, so that overlapping spans can all be shown.

Offsets are code points here and never reach the browser, which counts in UTF-16: what it gets is text already cut.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Field = Literal["trigger", "losses", "time", "place", "actor", "recipient", "source", "detail"]
FIELDS: tuple[Field, ...] = ("trigger", "losses", "time", "place", "actor", "recipient", "source", "detail")
"""In order of precedence: a run that is several things at once is drawn as the first."""

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_WRAPPED_LINE = range(45, 100)
_WRAPPED_LINES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """These characters stand for this field of this claim; `claim` is its number in the report, from 1."""

    start: int
    end: int
    claim: int
    field: Field


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch on which the same marks lie, by claim; `opens` are the claims whose trigger begins here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[int, ...]
    start: int = 0
    """Where it stands in the report's text, in code points."""

    @property
    def field(self) -> Field:
        """What the run is drawn as."""
        return min((mark.field for mark in self.marks), key=FIELDS.index)

    @property
    def claims(self) -> tuple[int, ...]:
        return tuple(sorted({mark.claim for mark in self.marks}))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of one that lies inside or outside of what is coded."""

    coded: bool
    wrapped: bool
    """Its lines were broken at a fixed width, so the breaks mean nothing."""
    runs: tuple[Run, ...]


def blocks(text: str, body: Sequence[tuple[int, int]] | None, marks: Iterable[Mark]) -> tuple[Block, ...]:
    """The text in paragraphs of runs. `body` as in Report; the blank lines between paragraphs are left out."""
    body = [(0, len(text))] if body is None else body
    ranges = list(_ranges(text, [edge for part in body for edge in part]))
    cut = _cut(text, list(marks), ranges)
    return tuple(
        Block(any(low <= start < high for low, high in body), _is_wrapped(text[start:end]), runs)
        for (start, end), runs in zip(ranges, cut, strict=True)
    )


def _ranges(text: str, edges: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Start and end of each paragraph, cut at the edges of the body and without those of spaces alone."""
    inner = sorted({min(max(edge, 0), len(text)) for edge in edges})
    start = 0
    for end, after in [*(m.span() for m in _PARAGRAPH_BREAK.finditer(text)), (len(text), len(text))]:
        while inner and inner[0] <= start:
            inner.pop(0)
        while inner and inner[0] < end:
            edge = inner.pop(0)
            if text[start:edge].strip():
                yield start, edge
            start = edge
        if text[start:end].strip():
            yield start, end
        start = after


def _cut(text: str, marks: list[Mark], ranges: list[tuple[int, int]]) -> Iterable[tuple[Run, ...]]:
    """The runs of each range, in one sweep over all edges."""
    starting: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda m: (m.claim, FIELDS.index(m.field), m.start)):
        if mark.start < mark.end:
            starting[mark.start].append(mark)
    edges = sorted({edge for m in marks for edge in (m.start, m.end)} | {edge for r in ranges for edge in r})
    active: list[Mark] = []
    position = 0
    for start, end in ranges:
        runs = []
        while position < len(edges) and edges[position] < end:
            edge = edges[position]
            position += 1
            active = [mark for mark in active if mark.end > edge] + starting[edge]
            if edge >= start:
                opens = tuple(mark.claim for mark in starting[edge] if mark.field == "trigger")
                runs.append(Run(text[edge : edges[position]], _ordered(active), opens, edge))
        yield tuple(runs)


def _ordered(marks: list[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda m: (m.claim, FIELDS.index(m.field), m.start)))


def _is_wrapped(paragraph: str) -> bool:
    lines = paragraph.splitlines()
    return len(lines) >= _WRAPPED_LINES and all(len(line.rstrip()) in _WRAPPED_LINE for line in lines[:-1])
