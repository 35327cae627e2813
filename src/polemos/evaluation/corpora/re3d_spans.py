"""re3d: which words of a reading are an organisation's or a person's, and how well they meet those of the corpus."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polemos.model import Analysis, Claim, ControlClaim, EventClaim, Mention

Range = tuple[int, int]
_MODIFIERS = ("compound", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a type, as characters from `begin` to `end` (exclusive)."""

    begin: int
    end: int
    type: str

    def meets(self, other: "Marked") -> int:
        """How many characters two share."""
        return min(self.end, other.end) - max(self.begin, other.begin)


def marked(analysis: Analysis, claims: Sequence[Claim], words: Mapping[str, Any]) -> list[Marked]:
    """The organisations and persons of a reading; `words` is re3d.yaml.

    A country, and the adjective of one, is an organisation where a claim has it do or suffer something.
    """
    acting = _parties(claims)
    found = set()
    for mention in analysis.mentions:
        type_ = _type(analysis, mention, words)
        adjective = analysis.tokens[mention.head].pos == "ADJ" and mention.first + 1 == mention.last
        if mention.category == "place" or (type_ is not None and adjective):
            type_ = words["several"] if any(_overlap(mention, party) for party in acting) else None
        if type_ is not None and not _modifies(analysis, mention, words["spans"]):
            found.add(Marked(mention.span.start, mention.span.end, type_))
    return sorted(found, key=lambda m: (m.begin, m.end, m.type))


def _type(analysis: Analysis, mention: Mention, words: Mapping[str, Any]) -> str | None:
    token = analysis.tokens[mention.head]
    type_: str | None = words["spans"].get(mention.category)
    if mention.pronoun:
        if token.dep == "poss" or token.tag.startswith("W"):
            return None
        word = token.text.lower()
        number = next((number for number, listed in words["pronouns"].items() if word in listed), None)
        return words[number] if number else type_
    if mention.category == "person" and token.tag in ("NNS", "NNPS"):
        return str(words["several"])
    if mention.category == "people" and token.tag == "NN" and token.dep not in _MODIFIERS:
        return str(words["several" if token.lemma in words["collective"] else "one"])
    return type_


def paired(ours: Collection[Marked], theirs: Collection[Marked]) -> list[tuple[Marked, Marked]]:
    """Each with at most one of its own type, those that share the most words first."""
    shared = ((-one.meets(other), one, other) for one in ours for other in theirs if one.type == other.type)
    ranked = sorted(
        (pair for pair in shared if pair[0] < 0), key=lambda pair: (pair[0], pair[1].begin, pair[2].begin, pair[2].end)
    )
    pairs: list[tuple[Marked, Marked]] = []
    taken: set[tuple[bool, Marked]] = set()
    for _, one, other in ranked:
        if (True, one) not in taken and (False, other) not in taken:
            taken |= {(True, one), (False, other)}
            pairs.append((one, other))
    return pairs


def _modifies(analysis: Analysis, mention: Mention, types: dict[str, str]) -> bool:
    """Whether it only tells which ones another mention means: "U.S." in "U.S. forces", which are one to re3d."""
    token = analysis.tokens[mention.head]
    while token.dep in _MODIFIERS:
        token = analysis.tokens[token.head]
        outer = analysis.mention_headed(token.index)
        if outer is not None and outer.category in types and outer.first <= mention.first < outer.last:
            return True
    return False


def _parties(claims: Sequence[Claim]) -> list[Range]:
    found = []
    for claim in claims:
        doing, done_to = claim.parties()
        sides = doing if isinstance(claim, ControlClaim) else (*doing, *done_to)
        speakers = [(s.start, s.end) for s in claim.sources] if isinstance(claim, EventClaim) else []
        found += [(s, e) for s, e in [*((p.start, p.end) for p in sides), *speakers] if s is not None and e is not None]
    return found


def _overlap(mention: Mention, other: Range) -> bool:
    return mention.span.start < other[1] and other[0] < mention.span.end
