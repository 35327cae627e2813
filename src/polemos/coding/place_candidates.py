"""The places of a sentence as candidates for where its events happened: one for each place, however it is wrapped."""

from dataclasses import dataclass, replace

from polemos.model.analysis import Analysis, Mention

_TELLING = ("in", "near", "at", "outside")
"""Prepositions after which a name that nothing is known of is taken for a place's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place of a sentence. `outer` is the whole phrase ("the southern province of Muthanna"), whose head the
    grammar hangs on; `inner` its smallest part with the name."""

    outer: Mention
    inner: Mention


def candidates(analysis: Analysis, event: int) -> list[Candidate]:
    """The named places in the sentence of a trigger token, in text order."""
    sentence = analysis.sentence_of(event)
    heads: dict[int, Mention] = {}
    for mention in analysis.mentions:
        inside = sentence.first <= mention.head < sentence.last and mention.head != event
        if inside and mention.named and not mention.pronoun and _may_be_place(analysis, mention):
            heads.setdefault(mention.head, mention)
    found: list[Candidate] = []
    for mention in sorted(heads.values(), key=lambda m: (m.first, -m.last)):
        number = next((n for n, one in enumerate(found) if _inside(mention, one.outer)), None)
        if number is None:
            found.append(Candidate(mention, mention))
        elif any(word[:1].isupper() for word in mention.span.text.split()):
            found[number] = replace(found[number], inner=mention)
    return found


def _may_be_place(analysis: Analysis, mention: Mention) -> bool:
    head = analysis.tokens[mention.head]
    if mention.category in ("place", "facility"):
        return not (mention.kind == "government" and head.pos == "ADJ")  # "Syrian" is no place
    strange = mention.category in ("thing", "person", "group") and mention.kind in ("other", "person")
    return strange and head.dep == "pobj" and analysis.tokens[head.head].lemma in _TELLING


def _inside(mention: Mention, outer: Mention) -> bool:
    """ "Muthanna" in "the province of Muthanna", though not "Syria" in "Syria's Hama province"."""
    one, other = mention.name.lower(), outer.name.lower()
    return mention.first < outer.last and (one in other or other in one)
