"""A report as the workbench shows it: its text in pieces that know their offsets, and a card for each claim."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from polemos.service.differences import Difference, differences
from polemos.service.review import Review, ReviewedClaim
from polemos.service.wording import Block, Card, Mark, Run, blocks, cards, marks, speakers_of

_UNSEEN = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff])")
"""What is written out as "[U+202E]": several characters on the page stand for one of the text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text from `start` on; `odd` is one character that the page writes out."""

    text: str
    start: int
    odd: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with its card; `gone` is rejected, and leaves no mark in the text."""

    card: Card
    reviewed: ReviewedClaim
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A report under review. `parts` are neighbouring paragraphs that are all coded, or all not."""

    review: Review
    parts: tuple[tuple[bool, tuple[Block, ...]], ...]
    shown: tuple[Shown, ...]

    def counts(self) -> dict[str, int]:
        """How many claims are in which state."""
        states = [each.reviewed.state for each in self.shown]
        return {state: states.count(state) for state in ("open", "accepted", "corrected", "added", "rejected")}


def view(review: Review) -> View:
    """The whole report."""
    claims = [each.claim for each in review.claims]
    deck = cards(claims, speakers_of(claims), dict(review.known))
    shown = tuple(_shown(card, each) for card, each in zip(deck, review.claims, strict=True))
    return View(review, _parts(review, shown), shown)


def pieces(run: Run) -> Iterable[Piece]:
    """The run in pieces, cut around what the page writes out, so that offsets can be told from a selection."""
    start = run.start
    for part in _UNSEEN.split(run.text):
        if part:
            yield Piece(part, start, bool(_UNSEEN.fullmatch(part)))
        start += len(part)


def _shown(card: Card, each: ReviewedClaim) -> Shown:
    found = differences(each.coded, each.claim) if each.coded is not None and each.differs else ()
    return Shown(card, each, found)


def _parts(review: Review, shown: Iterable[Shown]) -> tuple[tuple[bool, tuple[Block, ...]], ...]:
    found: list[Mark] = [
        mark
        for each in shown
        if each.reviewed.state != "rejected"
        for mark in marks(each.card.number, each.reviewed.claim)
    ]
    cut = blocks(review.report.text, review.report.body, found)
    return tuple((coded, tuple(part)) for coded, part in groupby(cut, lambda block: block.coded))
