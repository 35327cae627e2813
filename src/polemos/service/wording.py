"""Values as words that a person reads, for the faces of the program: those of the evidence page."""

from polemos.export import wording
from polemos.export.cards import Card, cards, known_as, marks, speakers_of
from polemos.export.evidence_page import visible, web_link
from polemos.export.runs import FIELDS, Block, Mark, Run, blocks

__all__ = [
    "FIELDS", "Block", "Card", "Mark", "Run", "blocks", "cards", "known_as", "marks", "speakers_of", "visible",
    "web_link", "wording",
]  # fmt: skip
