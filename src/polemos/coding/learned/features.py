"""What is looked at to judge whether a word tells an event: the codebook's word for it, and the tagger's."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from polemos.codebook.entry import EventType
from polemos.coding.learned.tagger import Tags
from polemos.coding.match import Match
from polemos.model.analysis import Analysis
from polemos.model.claim import Claim

NEAR = 4
"""Tokens around a word in which another match is its neighbour."""
WORTH_ASKING = 0.12
"""From this probability on a word that no entry names is a candidate at all."""
_FLOOR = 0.02
"""Probabilities are cut here: below, the tagger says "no" and no more."""
_PREFIX = "event:"


@dataclass(frozen=True, slots=True)
class Candidate:
    """The word `token` may tell an event of type `label`; `match` is the codebook's match there, of whatever type."""

    token: int
    label: str
    match: Match | None
    features: Mapping[str, float]


def candidates(
    analysis: Analysis, matches: Sequence[Match], tags: Tags, types: Mapping[str, EventType]
) -> Iterator[Candidate]:
    """Every word that an entry names, and every other that the tagger takes for an event; each with the label of the
    entry and, where it is another, the likeliest label. In text order."""
    at = {match.anchor: match for match in matches}
    inside = {index for match in matches for index in range(*match.trigger)} - set(at)
    for token in analysis.tokens:
        match = at.get(token.index)
        if token.index in inside:
            continue
        chances = _chances(tags, match, token.index, types)
        top = max(chances, key=lambda label: (chances[label], label), default=None)
        if match is None and (top is None or chances[top] < WORTH_ASKING):
            continue
        named = match.entry.label if match is not None else None
        near = any(index != token.index and abs(index - token.index) <= NEAR for index in at)
        for label in dict.fromkeys(label for label in (named, top) if label is not None):
            verb = token.pos in ("VERB", "AUX")
            features = _features(match, chances, label, verb=verb, near=near, speech=types[label].speech)
            yield Candidate(token.index, label, match, features)


def _chances(tags: Tags, match: Match | None, token: int, types: Mapping[str, EventType]) -> dict[str, float]:
    """The probability of each type of event at a word, or at any word of a match's trigger."""
    found: dict[str, float] = {}
    for index in range(*match.trigger) if match is not None else (token,):
        for label, chance in tags.get(index, {}).items():
            name = label.removeprefix(_PREFIX)
            if label.startswith(_PREFIX) and name in types:
                found[name] = max(chance, found.get(name, 0.0))
    return found


def _features(
    match: Match | None, chances: Mapping[str, float], label: str, *, verb: bool, near: bool, speech: bool
) -> dict[str, float]:
    rule = float(match is not None and match.entry.label == label)
    found = {
        "rule": rule,
        "rule strength": rule * log_odds(match.entry.confidence) if match is not None else 0.0,
        "other rule": float(match is not None and not rule),
        "bare": float(match is not None and not match.fillers and match.light is None),
        "fillers": float(min(3, len(match.fillers))) if match is not None else 0.0,
        "verb": float(verb),
        "neighbour": float(near),
        "speech": float(speech),
    }
    likely = {
        "label": chances.get(label, 0.0),
        "top": max(chances.values(), default=0.0),
        "any": min(1 - _FLOOR, sum(chances.values())),
    }
    for name, chance in likely.items():
        found |= {
            name: chance,
            f"{name} odds": log_odds(chance),
            f"{name} of rule": rule * chance,
            f"{name} odds of rule": rule * log_odds(chance),
        }
    return found


def log_odds(chance: float) -> float:
    """Cut at both ends, so that neither 0 nor 1 decides alone."""
    cut = min(max(chance, _FLOOR), 1 - _FLOOR)
    return math.log(cut / (1 - cut))


def claim_features(analysis: Analysis, claim: Claim, tags: Tags) -> dict[str, float]:
    """The same for a claim of control or a relation, which only the rules find."""
    start, end = claim.trigger.start, claim.trigger.end
    said = [tags.get(token.index, {}) for token in analysis.tokens if token.start < end and token.end > start]
    own = max((chances.get(f"{claim.kind}:{claim.label}", 0.0) for chances in said), default=0.0)
    of_kind = [p for chances in said for name, p in chances.items() if name.startswith(f"{claim.kind}:")]
    return {
        "strength": log_odds(claim.confidence),
        "label": own,
        "label odds": log_odds(own),
        "kind odds": log_odds(max(of_kind, default=0.0)),
        "control": float(claim.kind == "control"),
    }
