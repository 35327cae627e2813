"""Strict scores of the tagger alone: the very word with the very label, or wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of word and label pairs: right ones, all found ones, all of the gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f}; {self.gold} in the gold)"
