"""The words before a place name that make it vague: "20 km north of", "the outskirts of"."""

from polemos.model.analysis import Analysis
from polemos.resolution.places.place_words import place_words
from polemos.resolution.places.relation_words import Relation, find_relation
from polemos.resolution.places.toponyms import Toponym
from polemos.resolution.places.words_of import words_of
from polemos.text.romanisation import fold

_MOST = 7
"""Words before a name that may belong to it."""


def relation_before(analysis: Analysis, toponym: Toponym) -> Relation | None:
    """The relation that hangs on this name alone, None where the name stands for the place itself."""
    tokens, first = analysis.tokens, toponym.first
    while first > 0 and toponym.first - first < _MOST:
        before = tokens[first - 1]
        if before.sentence != tokens[toponym.first].sentence or before.text in (",", ";", ":", "(", '"'):
            break
        first -= 1
    if first == toponym.first:
        return None
    phrase = analysis.report.text[tokens[first].start : toponym.end]
    found = find_relation(words_of(phrase), place_words())
    if found is None or [fold(name) for name in found.relation.names] != [fold(toponym.text)]:
        return None
    return found.relation
