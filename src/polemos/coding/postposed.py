"""A speaker at the end of a sentence: "..., the observatory said on Tuesday."

The parser often makes the speaker an apposition of the last name before the comma and the verb a second predicate, so
this goes by the order of the words.
"""

from polemos.codebook.speech import Speech
from polemos.model.analysis import Analysis, Mention, Token

_OPENING = {",", "”", '"', "''", "--", "–", "—"}
_FINITE = {"VBD", "VBZ", "VBP"}


def postposed(analysis: Analysis, speech: Speech, verb: Token) -> tuple[Mention, frozenset[int]] | None:
    """The speaker before a reporting verb that closes its sentence, and the tokens of what is said; None elsewhere."""
    if verb.tag not in _FINITE or any(c.dep in ("ccomp", "xcomp", "dobj") for c in analysis.children(verb.index)):
        return None
    sentence = analysis.sentence_of(verb.index)
    if any(t.pos in ("VERB", "AUX") for t in analysis.tokens[verb.index + 1 : sentence.last] if t.tag in _FINITE):
        return None
    speaker = next((m for m in analysis.mentions if m.last == verb.index and _speaks(analysis, m)), None)
    if speaker is None or speaker.first <= sentence.first or speaker.span.text.lower() in speech.first_person:
        return None
    if analysis.tokens[speaker.first - 1].text not in _OPENING:
        return None
    said = analysis.tokens[sentence.first : speaker.first - 1]
    if not any(t.pos == "VERB" for t in said):
        return None
    return speaker, frozenset(t.index for t in said)


def _speaks(analysis: Analysis, mention: Mention) -> bool:
    if mention.category in ("group", "person", "people"):
        return True
    return mention.named and analysis.tokens[mention.head].tag in ("NNP", "NNPS")
