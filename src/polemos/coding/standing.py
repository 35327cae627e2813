"""What the words of a standing situation are said of: slots that only control and relation claims use.

An event's words govern their participants. A situation's words mostly hang on them: "rebel-held Aleppo", "Raqqa, ISIS's
stronghold", "a town under the control of the army".
"""

from collections.abc import Iterable, Mapping

from polemos.coding.match import Match
from polemos.coding.slots import expand, surface_subjects
from polemos.model.analysis import Analysis, Mention, Token
from polemos.model.participant import Participant

_NOMINAL = ("NOUN", "PROPN", "PRON")


def fillers(analysis: Analysis, match: Match) -> dict[str, tuple[Mention, ...]]:
    """The match's roles, with those filled from the slots of a standing situation where the match left them empty."""
    found = dict(match.fillers)
    for slot, tokens in _slots(analysis, match).items():
        role = match.entry.roles.get(slot, "none")
        if role == "none" or found.get(role):
            continue
        mentions = (analysis.mention_headed(index) for index in expand(analysis, tokens))
        here = tuple(mention for mention in mentions if mention is not None)
        if here:
            found[role] = here
    return found


def _slots(analysis: Analysis, match: Match) -> dict[str, list[int]]:
    token = analysis.tokens[match.anchor]
    if token.pos == "ADP":
        return _of_phrase(analysis, token, match.trigger)
    if token.pos in _NOMINAL:
        return {"subject": apposed(analysis, token)}
    if token.dep in ("amod", "acl"):
        return {"subject": [], "object": [token.head]}
    return {}


def _of_phrase(analysis: Analysis, preposition: Token, trigger: tuple[int, int]) -> dict[str, list[int]]:
    """ "in control", "under siege": said of the subject, the object or the noun that the phrase stands by."""
    slots: dict[str, list[int]] = {}
    head = analysis.tokens[preposition.head]
    if head.pos in ("VERB", "AUX"):
        objects = [child.index for child in analysis.children(head.index, "dobj")]
        slots["subject"] = objects or surface_subjects(analysis, head)
    elif head.pos in _NOMINAL:
        slots["subject"] = [head.index]
    for index in range(trigger[0], trigger[1]):
        inner = analysis.tokens[index]
        if inner.pos == "NOUN":
            slots["possessive"] = [child.index for child in analysis.children(index, "poss")]
            slots["compound"] = [child.index for child in analysis.children(index, "compound", "nmod", "amod")]
    return slots


def apposed(analysis: Analysis, noun: Token) -> list[int]:
    """What a noun is said of beside it: "Raqqa, the stronghold", "the stronghold Raqqa", "its capital, Raqqa"."""
    head = analysis.tokens[noun.head]
    if noun.dep == "appos" and head.pos in _NOMINAL:
        return [head.index]
    if noun.dep in ("compound", "nmod") and head.pos == "PROPN":
        return [head.index]
    return [child.index for child in analysis.children(noun.index, "appos") if child.pos == "PROPN"]


def prefixed(analysis: Analysis, participle: Token) -> Participant | None:
    """Who stands before a participle in a compound: "rebel-held", "Islamic State-controlled", "US-backed".

    The parser gives such a word no phrase of its own, so its name is looked for among the report's mentions.
    """
    if participle.tag not in ("VBN", "VBD", "JJ"):
        return None
    for child in analysis.children(participle.index, "npadvmod", "nmod", "compound", "amod", "dep"):
        if child.index >= participle.index or participle.index - child.index > 2:
            continue
        if child.pos not in ("NOUN", "PROPN", "ADJ") or child.tag in ("RB", "JJS"):
            continue
        first = analysis.subtree(child.index)[0]
        span = analysis.span(first, child.index + 1)
        known = _known(analysis.mentions, child, " ".join(span.text.split()), analysis)
        name, kind = (known.name, known.kind) if known else (" ".join(span.text.split()), "other")
        return Participant(name, span.text, span.start, span.end, kind)
    return None


def _known(mentions: Iterable[Mention], token: Token, words: str, analysis: Analysis) -> Mention | None:
    """A mention of the same words, or for a common noun ("rebel") of a phrase with the same head."""
    for mention in mentions:
        if mention.category not in ("group", "people", "place") or mention.pronoun:
            continue
        same = " ".join(mention.span.text.split()).lower() == words.lower()
        if same or (token.pos == "NOUN" and analysis.tokens[mention.head].lemma == token.lemma and _bare(mention)):
            return mention
    return None


def _bare(mention: Mention) -> bool:
    """Without a number or a name of its own: "rebels", "the rebels", not "six rebels near Idlib"."""
    return mention.last - mention.first <= 2 and not any(c.isdigit() for c in mention.span.text)


def said_of(roles: Mapping[str, tuple[Mention, ...]], role: str, *categories: str) -> tuple[Mention, ...]:
    """The mentions of a role that are of these categories."""
    return tuple(mention for mention in roles.get(role, ()) if mention.category in categories)
