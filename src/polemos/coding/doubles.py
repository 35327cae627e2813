"""Two words for one happening: "a car bomb exploded", "the offensive was a military operation"."""

from collections.abc import Sequence

from polemos.coding.carryover import Told
from polemos.model.analysis import Analysis, Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_NOUNS = ("NOUN", "PROPN")


def doubles(analysis: Analysis, told: Sequence[Told]) -> dict[int, int]:
    """The numbers of claims that only tell another one's happening again in the same clause, with that one's number."""
    found: dict[int, int] = {}
    by_anchor = {one.anchor: number for number, one in enumerate(told)}
    for number, one in enumerate(told):
        for other in _same_clause(analysis, analysis.tokens[one.anchor]):
            first = by_anchor.get(other)
            if first is None or first == number or first in found or number in found:
                continue
            if told[first].claim.type == one.claim.type:
                keep, drop = sorted((first, number))
                found[drop] = keep
    return found


def _same_clause(analysis: Analysis, token: Token) -> list[int]:
    """The verb that a noun is subject or object of, and the noun that it is said to be."""
    if token.pos not in _NOUNS or token.dep not in _ARGUMENTS:
        return []
    verb = analysis.tokens[token.head]
    predicates = analysis.children(verb.index, "attr") if verb.lemma == "be" and token.dep == "nsubj" else []
    return [verb.index, *(c.index for c in predicates)]
