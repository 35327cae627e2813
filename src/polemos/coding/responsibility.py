"""Claims of responsibility that name no deed: "Al-Shabaab claimed responsibility", told right after a bombing."""

from collections.abc import Sequence
from dataclasses import replace

from polemos.coding.carryover import FIGHTING, Told
from polemos.coding.context import Context
from polemos.coding.participants import participants
from polemos.coding.slots import expand
from polemos.model.analysis import Token
from polemos.model.claim import EventClaim

_OWNED = FIGHTING | {"killing", "assassination", "abduction", "execution", "destruction", "chemical-attack"}
"""Types for which somebody claims responsibility."""
_REACH = 3
"""Sentences back within which the deed was told."""
_CONFIDENCE = 0.7


def claims_of_responsibility(context: Context, told: Sequence[Told]) -> list[EventClaim]:
    """A claim for each, of the type of the deed that was told last before it; `told` are all events, in text order.

    It is the speaker's own account: the doer and the source are who claims it (codebook section 7).
    """
    analysis = context.analysis
    anchors = {one.anchor for one in told}
    found: list[EventClaim] = []
    for token in analysis.tokens:
        verb = analysis.tokens[token.head]
        sources = context.speakers.sources(token.index) if token.dep == "dobj" and verb.pos == "VERB" else ()
        if not sources or sources[-1].stance != "claims-responsibility" or token.index in anchors:
            continue
        behind = [token, *analysis.children(verb.index, "prep")]
        if verb.dep == "relcl" or any(anchors & set(analysis.subtree(each.index)) for each in behind):
            continue  # "claimed responsibility for the attack" is a claim already, "for which X claimed" tells of it
        deed = _last(context, token, told)
        speakers = expand(analysis, [c.index for c in analysis.children(verb.index, "nsubj")])
        mentions = [m for m in map(analysis.mention_headed, speakers) if m is not None]
        doers = participants(analysis, mentions, sources, doers=True)
        if deed is None or not doers:
            continue
        found.append(
            replace(
                deed.claim,
                trigger=analysis.span(verb.index, token.index + 1),
                sentence=analysis.sentence_span(token.index),
                confidence=_CONFIDENCE,
                actors=doers,
                recipients=(),
                place=None,
                also_at=(),
                origin=None,
                hit=(),
                instrument=None,
                losses=(),
                factuality="occurred",
                hedges=(),
                sources=sources,
                time=context.times.moment(token.index),
                id="",
            )
        )
    return found


def _last(context: Context, token: Token, told: Sequence[Told]) -> Told | None:
    """The last deed before the words, not too far back."""
    before = [one for one in told if one.anchor < token.index and one.claim.type in _OWNED]
    near = [one for one in before if token.sentence - context.analysis.tokens[one.anchor].sentence <= _REACH]
    return near[-1] if near else None
