"""Units named with the body they belong to: "the FSA's 13th Division", "the 3rd Division of the Syrian Army"."""

from collections.abc import Iterator

from polemos.codebook.units import UnitWords
from polemos.model.analysis import Analysis, Token
from polemos.model.participant import Participant

_NAME = 6
"""Words that a numbered unit's name may have."""


def units(analysis: Analysis, words: UnitWords) -> Iterator[tuple[int, Participant, Participant]]:
    """The token of the unit's head word, the unit, and the body it is in."""
    for token in analysis.tokens:
        lemma = token.text.lower()
        if (token.dep == "compound" and not _pauses(analysis, token)) or not (
            token.pos == "PROPN" or _titled(analysis, token)
        ):
            continue
        owner = _owner(analysis, token) if lemma in words.after_owner else None
        if owner is None and lemma in words.before_of:
            owner = _whole(analysis, token)
        if owner is None and lemma in words.before_of:
            owner = _after_comma(analysis, token, words) or _numbered_of(analysis, token)
        if owner is not None:
            yield token.index, _unit(analysis, token), owner


def _pauses(analysis: Analysis, token: Token) -> bool:
    """A comma follows, so it modifies nothing."""
    following = analysis.tokens[token.index + 1 : token.index + 2]
    return any(other.text == "," for other in following)


def _titled(analysis: Analysis, token: Token) -> bool:
    """A common noun with a name or number of its own: "the group's Captain Parmenio front"."""
    own = analysis.children(token.index, "compound", "nmod", "amod", "nummod")
    return token.pos == "NOUN" and any(c.pos == "PROPN" or c.tag == "CD" or c.text[:1].isdigit() for c in own)


def _owner(analysis: Analysis, unit: Token) -> Participant | None:
    for child in analysis.children(unit.index, "poss"):
        return _group(analysis, child, first=analysis.subtree(child.index)[0])
    return None


def _whole(analysis: Analysis, unit: Token) -> Participant | None:
    for prep in analysis.children(unit.index, "prep"):
        if prep.lemma == "of" and prep.index == unit.index + 1:
            for inner in analysis.children(prep.index, "pobj"):
                return _group(analysis, inner, first=analysis.subtree(inner.index)[0])
    return None


def _after_comma(analysis: Analysis, unit: Token, words: UnitWords) -> Participant | None:
    """ "2nd Company, 3rd Commando Battalion": the larger unit with its number right behind the comma."""
    tokens = analysis.tokens
    first = unit.index + 2
    if first >= len(tokens) or tokens[first - 1].text != "," or not tokens[first].text[:1].isdigit():
        return None
    last = first + 1
    while last < min(len(tokens), first + _NAME) and tokens[last].pos == "PROPN":
        last += 1
    if last == first + 1 or tokens[last - 1].text.lower() not in words.before_of:
        return None
    span = analysis.span(first, last)
    return Participant(" ".join(span.text.split()), span.text, span.start, span.end, "military")


def _numbered_of(analysis: Analysis, unit: Token) -> Participant | None:
    """ "the 6th FARC front": a unit known by its number, with the name of its body between."""
    first = analysis.children(unit.index, "amod", "nummod")
    last = analysis.tokens[unit.index - 1]
    if not first or not first[0].text[:1].isdigit() or first[0].index >= last.index or last.dep != "compound":
        return None
    mention = analysis.mention_headed(last.index)
    known = mention is not None and mention.category == "group" and mention.kind == "armed-group" and mention.named
    return mention.participant() if mention is not None and known and mention.first == first[0].index + 1 else None


def _group(analysis: Analysis, token: Token, first: int) -> Participant | None:
    """The group that the token heads; a country is none, it has agencies but no brigades of its own name."""
    mention = analysis.mention_headed(token.index)
    # A name that the report has only with its unit ("X's 5th Brigade") is no name of the body.
    if mention is not None and mention.last == token.index + 1 and not any(c in mention.name for c in "'’"):
        return mention.participant() if mention.category == "group" and mention.kind != "government" else None
    if token.pos != "PROPN" or token.entity not in ("ORG", "NORP", ""):
        return None
    while analysis.tokens[first].pos in ("DET", "PUNCT") and first < token.index:
        first += 1
    if first == token.index:
        return None  # "the Lord's Resistance Army" is one name
    span = analysis.span(first, token.index + 1)
    return Participant(" ".join(span.text.split()), span.text, span.start, span.end, "other")


def _unit(analysis: Analysis, token: Token) -> Participant:
    """The unit by its own words, without its owner's."""
    first = token.index
    while first > 0 and analysis.tokens[first - 1].sentence == token.sentence:
        word = analysis.tokens[first - 1]
        if word.pos not in ("PROPN", "ADJ", "NUM", "NOUN") or word.tag == "POS" or word.head < first - 1:
            break
        first -= 1
    span = analysis.span(first, token.index + 1)
    mention = analysis.mention_headed(token.index)
    return Participant(
        " ".join(span.text.split()), span.text, span.start, span.end, mention.kind if mention else "other"
    )
