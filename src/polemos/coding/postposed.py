"""A speaker at the end of a sentence: "..., the observatory said on Tuesday."

The parser often makes the speaker an apposition of the last name before the comma and the verb a second predicate, so
this goes by the order of the words.
"""

from polemos.codebook.speech import Speech
from polemos.model.analysis import Analysis, Mention, Token

_OPENING = {",", "”", '"', "''", "--", "–", "—"}
_FINITE = {"VBD", "VBZ", "VBP"}


def postposed(analysis: Analysis, speech: Speech, verb: Token) -> tuple[int, frozenset[int]] | None:
    """The speaker before a reporting verb that closes its sentence, and the tokens of what is said; None elsewhere."""
    if verb.tag not in _FINITE or any(c.dep in ("ccomp", "xcomp", "dobj") for c in analysis.children(verb.index)):
        return None
    sentence = analysis.sentence_of(verb.index)
    if any(t.pos in ("VERB", "AUX") for t in analysis.tokens[verb.index + 1 : sentence.last] if t.tag in _FINITE):
        return None
    first, head = _speaker(analysis, speech, verb)
    if first is None or first <= sentence.first or analysis.tokens[first - 1].text not in _OPENING:
        return None
    said = analysis.tokens[sentence.first : first - 1]
    if not any(t.pos == "VERB" for t in said):
        return None
    return head, frozenset(t.index for t in said)


def _speaker(analysis: Analysis, speech: Speech, verb: Token) -> tuple[int | None, int]:
    """First token and head of the phrase that ends before the verb: a person, a group, or "the statement"."""
    mention = next((m for m in analysis.mentions if m.last == verb.index and _speaks(analysis, m)), None)
    if mention is not None and mention.span.text.lower() not in speech.first_person:
        return mention.first, mention.head
    before, article = analysis.tokens[max(0, verb.index - 1)], analysis.tokens[max(0, verb.index - 2)]
    vehicle = before.pos == "NOUN" and before.lemma in speech.vehicles and article.pos == "DET"
    return (article.index if vehicle else None), before.index


def _speaks(analysis: Analysis, mention: Mention) -> bool:
    if mention.category in ("group", "person", "people"):
        return True
    return mention.named and analysis.tokens[mention.head].tag in ("NNP", "NNPS")
