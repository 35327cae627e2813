""" "The attack" after a bombing is that bombing: a bare definite noun takes the type of the event it tells again."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from polemos.coding.carryover import Told
from polemos.model.analysis import Analysis
from polemos.model.claim import EventClaim

GENERAL = "attack"
SPECIAL = frozenset({"bombing", "suicide-bombing", "airstrike", "shelling", "chemical-attack"})
"""Types that a report goes on to call an attack."""
_RIVALS = SPECIAL | {"attack", "assassination"}
_OWN_ARGUMENTS = ("on", "against", "by")
_REACH = 4
"""Sentences back within which the event is the one told again."""


def retold(analysis: Analysis, told: Sequence[Told], nouns: Collection[str]) -> list[EventClaim]:
    """The claims, each attack that is only pointed back to with the type of the nearest event before it. `nouns` are
    the lemmas that point back."""
    found: list[EventClaim] = []
    last: Told | None = None
    for one in told:
        claim = one.claim
        if _points_back(analysis, one, nouns):
            near = last and analysis.tokens[one.anchor].sentence - analysis.tokens[last.anchor].sentence <= _REACH
            if last is not None and near and last.claim.type in SPECIAL:
                claim = replace(claim, type=last.claim.type)
        elif claim.type in _RIVALS:
            last = one
        found.append(claim)
    return found


def _points_back(analysis: Analysis, one: Told, nouns: Collection[str]) -> bool:
    """ "the attack", "these attacks": definite, without a target or doer of its own."""
    token = analysis.tokens[one.anchor]
    if one.claim.type != GENERAL or token.pos != "NOUN" or token.lemma not in nouns:
        return False
    definite = any(c.lemma in ("the", "this", "these", "that", "those") for c in analysis.children(one.anchor, "det"))
    return definite and not any(c.lemma in _OWN_ARGUMENTS for c in analysis.children(one.anchor, "prep"))
