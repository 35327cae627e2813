"""Two states before one noun: "Indian and Pakistani troops", "Russian and Syrian warplanes"."""

from polemos.model.analysis import Analysis, Mention
from polemos.model.participant import Participant


def second_state(analysis: Analysis, first: Mention) -> Mention | None:
    """The state whose adjective is joined to that of the first, before the same noun."""
    for child in analysis.children(first.head, "conj"):
        other = analysis.mention_headed(child.index)
        adjective = analysis.tokens[first.head].pos == "ADJ" and child.pos == "ADJ" and child.index > first.head
        if adjective and other is not None and other.kind == first.kind == "government":
            return other
    return None


def of_two_states(analysis: Analysis, mention: Mention) -> list[Participant]:
    """The people of each of two states: "Indian troops" and "Pakistani troops". Empty where there are not two."""
    head = analysis.tokens[mention.head]
    for child in analysis.children(mention.head, "amod", "compound", "nmod"):
        first = analysis.mention_headed(child.index)
        second = second_state(analysis, first) if first is not None else None
        if first is not None and second is not None and second.head < mention.head:
            return [
                Participant(f"{one.span.text} {head.text}", one.span.text, one.span.start, one.span.end, mention.kind)
                for one in (first, second)
            ]
    return []
