"""Which place the text puts into which other: "Paris, Texas", "Tal Hamis in the countryside of Hassakeh"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polemos.model.analysis import Analysis
from polemos.resolution.places.toponym_words import ToponymWords
from polemos.resolution.places.toponyms import Toponym
from polemos.resolution.places.vicinity import Beside

_WORDS = re.compile(r"[\w'’-]+")
_MOST = 90
"""Characters between two places that one phrase may join."""
_INTO = ("in", "of", "inside", "within")


@dataclass(frozen=True, slots=True)
class Within:
    """The index of the larger toponym; `firm`: words say so, where a comma may as well stand in a row."""

    index: int
    firm: bool


class Containers:
    """Reads the words between two neighbouring toponyms."""

    def __init__(self, words: ToponymWords) -> None:
        self.words = words
        self._small = words.between | words.compass | words.features.keys()

    def of(self, analysis: Analysis, toponyms: Sequence[Toponym]) -> dict[int, Within]:
        """Index of a toponym to what the text says it lies in, as far as the words alone tell."""
        found: dict[int, Within] = {}
        text = analysis.report.text
        for left in range(len(toponyms) - 1):
            right = left + 1
            one, other = toponyms[left], toponyms[right]
            between = text[one.end : other.start]
            if len(between) > _MOST or "\n\n" in between:
                continue
            if self._behind(between, other):
                found[left] = Within(right, any(c.isalpha() for c in between))
            elif self._before(between, one):
                found.setdefault(right, Within(left, True))
        return found

    def with_beside(self, found: dict[int, Within], besides: Mapping[int, Beside]) -> dict[int, Within]:
        """What stands beside another lies where that lies: "A near B in C" puts A into C, too."""
        further = {
            left: Within(found[one.index].index, True)
            for left, one in besides.items()
            if left not in found and one.index in found
        }
        return {**found, **further}

    def _behind(self, between: str, larger: Toponym) -> bool:
        """Whether the larger place stands last: "A, B", "A (B)", "A in northern B", "A, a town in B"."""
        if larger.use in ("people", "body"):
            return False
        bare = between.strip()
        if bare in (",", "("):
            return True
        words = _WORDS.findall(between)
        if not words or any(c in between for c in ';:.()"“”'):
            return False
        told = bare.startswith(",") and words[0] in self.words.told and len(words) <= 12
        straight = "," not in between and all(word in self._small for word in words)
        lower = all(word.islower() or word[0].isdigit() for word in words)
        if not any(word in _INTO for word in words):
            return False
        return (straight and words[0] != "of") or (told and lower and "," not in bare[1:] and words[-1] in self._small)

    def _before(self, between: str, larger: Toponym) -> bool:
        """Whether the larger place stands first: "Syria's Homs", "the Syrian city of Homs", "Texas town of Paris"."""
        if larger.use == "body" or any(c in between for c in ',;:.()"“”'):
            return False
        words = _WORDS.findall(between.replace("’s", "").replace("'s", ""))
        if not all(word in self._small for word in words):
            return False
        owner = between.startswith(("'s", "’s"))
        if larger.use != "name" or owner:
            return (
                not words
                or words[-1] == "of"
                or words[-1] in self._small - {"in", "near", "on", "at", "inside", "within"}
            )
        return len(words) > 1 and words[-1] == "of" and words[-2] in self.words.features
