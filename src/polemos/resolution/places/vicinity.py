"""What a report says of where a name lies without putting it into a place: beside which other, on what side, under
which place with which its sentence or section opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polemos.model.analysis import Analysis
from polemos.resolution.places.place_words import place_words
from polemos.resolution.places.relation_words import Relation, find_relation
from polemos.resolution.places.toponym_words import ToponymWords
from polemos.resolution.places.toponyms import Toponym
from polemos.resolution.places.words_of import words_of
from polemos.text.romanisation import fold

_MOST = 60
"""Characters between a name and the one that it is told by."""
_OPENING = 3
"""Tokens before the place with which a sentence opens: "In neighbouring X,"."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The index of the toponym that another is told by, and how: "X near Y", "X, 20 km east of Y"."""

    index: int
    relation: Relation


def besides(analysis: Analysis, toponyms: Sequence[Toponym]) -> dict[int, Beside]:
    """Index of a toponym to the one right behind it that says what it is near or on which side of."""
    found: dict[int, Beside] = {}
    text = analysis.report.text
    for left in range(len(toponyms) - 1):
        one, other = toponyms[left], toponyms[left + 1]
        between = text[one.end : other.start]
        if not 0 < len(between) <= _MOST or any(mark in between for mark in '.;:"\n') or "," in between.strip()[1:]:
            continue
        told = find_relation(words_of(f"{between.strip(' ,(')} {other.text}"), place_words())
        if told is None or told.first or [fold(name) for name in told.relation.names] != [fold(other.text)]:
            continue
        if told.relation.kind == "near" or told.relation.kind == "toward":
            found[left] = Beside(left + 1, told.relation)
    return found


def openings(analysis: Analysis, toponyms: Sequence[Toponym], words: ToponymWords) -> Mapping[int, int]:
    """Index of a toponym to that of the place with which its sentence opens ("In X, ...") or its paragraph ("X: ...").

    What opens so is mostly a province or country in which the rest happens.
    """
    found: dict[int, int] = {}
    framed: int | None = None
    frame: tuple[str, int] = ("", -1)
    for index, toponym in enumerate(toponyms):
        sentence = analysis.sentence_of(toponym.first)
        if framed is not None and frame in (("sentence", sentence.index), ("paragraph", sentence.paragraph)):
            found[index] = framed
            continue
        scope = _opens(analysis, toponym, words)
        if scope is not None:
            framed, frame = index, (scope, sentence.index if scope == "sentence" else sentence.paragraph)
    return found


def _opens(analysis: Analysis, toponym: Toponym, words: ToponymWords) -> str | None:
    tokens, first = analysis.tokens, analysis.sentence_of(toponym.first).first
    if toponym.use != "name" or toponym.first - first > _OPENING:
        return None
    end = toponym.last
    while end < len(tokens) and end < toponym.last + 2 and tokens[end].text.lower() in words.features:
        end += 1
    after = tokens[end].text if end < len(tokens) else ""
    if after == ":" and toponym.first == first:
        return "paragraph"
    return "sentence" if after == "," and toponym.first > first and tokens[first].lemma in ("in", "inside") else None
