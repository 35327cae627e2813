"""Who passes on what others say: the outlet that was told or that quotes, which stands outermost among the sources."""

from polemos.codebook.speech import Speech
from polemos.coding.voices import Voice, Voices
from polemos.model.analysis import Analysis, Token


class Passers:
    """Finds the outlets of one report's reporting verbs."""

    def __init__(self, analysis: Analysis, speech: Speech, voices: Voices) -> None:
        self.analysis, self.speech, self.voices = analysis, speech, voices

    def of(self, verb: Token) -> tuple[Voice, ...]:
        """The outlets of one reporting verb, in text order; none for most."""
        outlets = self.speech.outlets
        found: list[Voice] = []
        for child in self.analysis.children(verb.index):
            if child.dep in ("dobj", "dative") and verb.lemma in outlets.verbs and self._is_outlet(child, told=True):
                found.append(Voice(child.index))
            if child.dep == "prep" and child.lemma in ("in", "during"):
                for talk in self.analysis.children(child.index, "pobj"):
                    if talk.lemma not in outlets.talks:
                        continue
                    for inner in self.analysis.children(talk.index, "prep"):
                        if inner.lemma in outlets.prepositions:
                            found.extend(
                                Voice(to.index)
                                for to in self.analysis.children(inner.index, "pobj")
                                if self._is_outlet(to)
                            )
        if verb.dep == "pcomp" and self.analysis.tokens[verb.head].lemma == "as":
            above = self.analysis.tokens[self.analysis.tokens[verb.head].head]
            if above.lemma in outlets.quoting:
                found.extend(self.voices.of_verb(above))
        return tuple(found)

    def _is_outlet(self, token: Token, told: bool = False) -> bool:
        """An outlet by its words, or any organisation that was told ("told Al-Monitor") but a body of state."""
        first, last = self.voices.extent(token.index)
        words = [t.text.lower() for t in self.analysis.tokens[first:last]]
        if not any(t.pos == "PROPN" for t in self.analysis.tokens[first:last]):
            return False
        mention = self.analysis.mention_headed(token.index)
        if told and token.pos == "PROPN" and token.entity == "ORG" and not self.speech.outlets.bodies & set(words):
            return True
        return (
            bool(self.speech.outlets.words & set(words))
            or bool(self.speech.outlets.names & {*words, "".join(words), " ".join(words)})
            or (mention is not None and mention.kind == "media")
        )
