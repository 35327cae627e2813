"""The places of a sentence as candidates for where its events happened: one for each place, however it is wrapped."""

from dataclasses import dataclass, replace

from polemos.codebook.places import PlaceWords
from polemos.model.analysis import Analysis, Mention

_TELLING = ("in", "near", "at", "outside")
"""Prepositions after which a name that nothing is known of is taken for a place's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place of a sentence. `outer` is the whole phrase ("the southern province of Muthanna"), whose head the
    grammar hangs on; `inner` its smallest part with the name."""

    outer: Mention
    inner: Mention


_HOLDERS = ("armed-group", "unknown-armed", "military", "police")


def candidates(analysis: Analysis, event: int, words: PlaceWords) -> list[Candidate]:
    """The named places in the sentence of a trigger token, in text order."""
    sentence = analysis.sentence_of(event)
    places: list[Mention] = []
    for index in range(sentence.first, sentence.last):
        mention = analysis.mention_headed(index) if index != event else None
        named = with_name(analysis, mention, words) if mention is not None and not mention.pronoun else None
        if named is not None and _may_be_place(analysis, named) and not _in_body(analysis, named):
            places.append(named)
    found: list[Candidate] = []
    for mention in sorted(places, key=lambda m: (m.first, -m.last)):
        number = next((n for n, one in enumerate(found) if _inside(mention, one.outer)), None)
        if number is None:
            found.append(Candidate(mention, mention))
        elif any(word[:1].isupper() for word in mention.span.text.split()):
            found[number] = replace(found[number], inner=mention)
    return found


def with_name(analysis: Analysis, mention: Mention, words: PlaceWords) -> Mention | None:
    """The mention, where it is named; a district, village or the like also by a capitalised word before it that the
    parser takes for no name of a place; else None."""
    head = analysis.tokens[mention.head]
    before = analysis.mention_headed(mention.head - 1) if head.lemma in words.units and head.text.islower() else None
    if before is not None and before.kind in _HOLDERS:
        return None  # "Taliban villages"
    if mention.named:
        return None if are_things(analysis, mention, words) else mention
    if mention.category != "place" or head.lemma not in words.units or head.tag != "NN":
        return None
    first = mention.head
    while first > mention.first and _strange_name(analysis, first - 1):
        first -= 1
    if first == mention.head:
        return None
    name = " ".join(analysis.span(first, mention.head + 1).text.split())
    return replace(mention, name=name, named=True)


def are_things(analysis: Analysis, mention: Mention, words: PlaceWords) -> bool:
    """ "Rebel Front positions", "Power pylons": several sites with a name before them are no place that bears it."""
    head = analysis.tokens[mention.head]
    plural = head.tag == "NNS" and (head.text.islower() or head.text.isupper())
    listed = any(t.text in (",", "and") for t in analysis.tokens[mention.first : mention.head])  # "the A and B fields"
    return plural and not listed and mention.category == "facility" and head.lemma not in words.relations | words.units


def _strange_name(analysis: Analysis, index: int) -> bool:
    """A capitalised word, or a part of one, that names nobody who is known ("Syrian", "Taliban")."""
    token, mention = analysis.tokens[index], analysis.mention_headed(index)
    if mention is not None and mention.kind not in ("other", "person"):
        return False
    capital = token.text[:1].isupper() and token.pos in ("PROPN", "ADJ", "NOUN") and token.dep != "amod"
    return capital or token.text in ("-", "–", "’", "'")


def _may_be_place(analysis: Analysis, mention: Mention) -> bool:
    head = analysis.tokens[mention.head]
    if mention.category in ("place", "facility"):
        # "Syrian" is no place.
        return not (mention.kind == "government" and (head.pos == "ADJ" or head.entity == "NORP"))
    strange = mention.category in ("thing", "person", "group") and mention.kind in ("other", "person")
    return strange and head.dep == "pobj" and analysis.tokens[head.head].lemma in _TELLING


def _in_body(analysis: Analysis, mention: Mention) -> bool:
    """ "Rwanda" in the name "Democratic Forces for the Liberation of Rwanda"."""
    outer = analysis.mention_covering(mention.head)
    return outer is not None and outer.category == "group" and outer.named and outer.head < mention.first


def _inside(mention: Mention, outer: Mention) -> bool:
    """ "Muthanna" in "the province of Muthanna", though not "Syria" in "Syria's Hama province"."""
    one, other = mention.name.lower(), outer.name.lower()
    return mention.first < outer.last and (one in other or other in one)
