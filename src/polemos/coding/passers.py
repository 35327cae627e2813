"""Who passes on what others say: the outlet that was told or that quotes, which stands outermost among the sources."""

from collections.abc import Iterator

from polemos.codebook.speech import Speech
from polemos.coding.voices import SUBJECTS, Voice, Voices
from polemos.model.analysis import Analysis, Token

_OWNED = frozenset({"state", "official", "government", "rebel"})
"""Words before an outlet that has no name of its own ("state television")."""


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
            if child.dep == "prep" and child.lemma in ("in", "during", "through", "via"):
                for talk in self.analysis.children(child.index, "pobj"):
                    if child.lemma in ("through", "via") and self._is_outlet(talk):
                        found.append(Voice(talk.index))
                    if talk.lemma in self.speech.vehicles:
                        found.extend(self._handed(talk))
                    if talk.lemma not in outlets.talks:
                        continue
                    for inner in self.analysis.children(talk.index, "prep"):
                        if inner.lemma in outlets.prepositions:
                            found.extend(
                                Voice(to.index)
                                for to in self.analysis.children(inner.index, "pobj")
                                if self._is_outlet(to)
                            )
            if child.dep in SUBJECTS:
                found.extend(self._handed(child))
        if not found and verb.lemma in outlets.verbs:
            found.extend(self._misread(verb))
        if verb.dep == "pcomp" and self.analysis.tokens[verb.head].lemma == "as":
            above = self.analysis.tokens[self.analysis.tokens[verb.head].head]
            if above.lemma in outlets.quoting:
                found.extend(self.voices.of_verb(above))
        return tuple(found)

    def _handed(self, noun: Token) -> Iterator[Voice]:
        """The outlet of "a letter sent to the agency", "the army, quoted by state television"."""
        # Of "a message broadcast by" the parser makes one noun.
        for part in (noun, *self.analysis.children(noun.index, "acl")):
            if part.lemma not in self.speech.outlets.handed:
                continue
            for link in self.analysis.children(part.index, "prep", "agent", "dative"):
                for inner in self.analysis.children(link.index, "pobj"):
                    if link.lemma in ("to", "by", "on") and self._is_outlet(inner):
                        yield Voice(inner.index)

    def _misread(self, verb: Token) -> Iterator[Voice]:
        """A name in capitals right after "told" that the parser took for something else ("told As-Safir that")."""
        if self.analysis.children(verb.index, "dobj", "dative"):
            return
        last = verb.index + 1
        sentence = self.analysis.sentence_of(verb.index)
        while last < sentence.last and (self._capital(last) or self.analysis.tokens[last].text == "-"):
            last += 1
        follows = last < sentence.last and self.analysis.tokens[last].lemma in ("that", "on", "in", "by", ",")
        misread = self._capital(verb.index + 1)
        if misread and follows and not self._state(verb.index + 1, last):
            yield Voice(last - 1, (verb.index + 1, last))

    def _capital(self, index: int) -> bool:
        return self.analysis.tokens[index].text[:1].isupper()

    def _state(self, first: int, last: int) -> bool:
        words = {token.text.lower() for token in self.analysis.tokens[first:last]}
        return bool(self.speech.outlets.bodies & words)

    def _is_outlet(self, token: Token, told: bool = False) -> bool:
        """An outlet by its words, or any organisation that was told ("told Al-Monitor") but a body of state."""
        first, last = self.voices.extent(token.index)
        words = [t.text.lower() for t in self.analysis.tokens[first:last]]
        if not any(t.pos == "PROPN" or t.text.lower() in _OWNED for t in self.analysis.tokens[first:last]):
            return False
        mention = self.analysis.mention_headed(token.index)
        if told and token.pos == "PROPN" and token.entity == "ORG" and not self.speech.outlets.bodies & set(words):
            return True
        return (
            bool(self.speech.outlets.words & set(words))
            or bool(self.speech.outlets.names & {*words, "".join(words), " ".join(words)})
            or (mention is not None and mention.kind == "media")
        )
