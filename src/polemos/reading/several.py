"""Who may be meant where a description stands for several: "both sides", "these militias"."""

from collections.abc import Sequence

from polemos.model.analysis import Analysis, Mention
from polemos.reading.chains import Chains


def side_by_side(analysis: Analysis, near: Sequence[Mention], chains: Chains) -> tuple[int, ...]:
    """The mentions of the nearest row, "A, B and C", in text order; `near` are linked ones, nearest first."""
    by_head = {mention.head: mention for mention in near}
    for mention in near:
        first = analysis.tokens[mention.head]
        while first.dep == "conj":
            first = analysis.tokens[first.head]
        row = [by_head[index] for index in analysis.conjuncts(first.index) if index in by_head]
        if len({chains.root(one.index) for one in row}) > 1:
            return tuple(sorted(one.index for one in row))
    return ()


def may_be_side(analysis: Analysis, mention: Mention) -> bool:
    """Whether this may be one of "both sides": a named group or "the army", not "Turkish" or "the group"."""
    token = analysis.tokens[mention.head]
    if mention.category == "people":
        counted = any(t.pos == "NUM" for t in analysis.tokens[mention.first : mention.last])
        return mention.kind in ("military", "armed-group", "unknown-armed") and not counted
    if mention.category != "group" or mention.kind in ("media", "international", "civil-society", "monitor"):
        return False
    return token.pos != "ADJ" if mention.named else mention.kind in ("military", "government", "police")
