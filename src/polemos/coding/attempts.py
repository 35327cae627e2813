"""What came of an attempt: of some labels it is the event itself, of others planned, or negated where it failed."""

from collections.abc import Iterator

from polemos.codebook.factuality import FactualityCues
from polemos.model.analysis import Analysis, Token
from polemos.model.claim import Factuality


def attempted(analysis: Analysis, cues: FactualityCues, attempt: Token, label: str) -> Factuality:
    """The verdict on what was attempted."""
    if label in cues.attempt_counts:
        return "occurred"
    return "negated" if any(thwarted(analysis, cues, token) for token in _near(analysis, attempt)) else "planned"


def thwarted(analysis: Analysis, cues: FactualityCues, token: Token) -> bool:
    """Whether the word, alone or with its particle, says that something came to nothing."""
    return bool(phrases(analysis, token) & cues.thwarted)


def phrases(analysis: Analysis, token: Token) -> set[str]:
    """The lemma, and with each of its particles ("drive back")."""
    particles = [c.lemma for c in analysis.children(token.index, "prt", "advmod")]
    return {token.lemma, *(f"{token.lemma} {particle}" for particle in particles)}


def _near(analysis: Analysis, attempt: Token) -> Iterator[Token]:
    """What stands over the attempt or beside it."""
    yield from analysis.children(attempt.index, "amod", "conj")
    token = attempt
    for _ in range(3):
        above = analysis.tokens[token.head]
        if above.index == token.index:
            return
        yield above
        if token.dep in ("nsubj", "nsubjpass"):
            yield from analysis.children(above.index, "acomp", "attr", "oprd")
        if above.pos in ("VERB", "AUX"):
            yield from analysis.children(above.index, "conj")
        token = above
