"""Denials that point back: "a charge Moscow rejected", "the claims that he fled are baseless"."""

from polemos.codebook.speech import Speech
from polemos.coding.reporting import Act
from polemos.coding.voices import SUBJECTS, Voices
from polemos.model.analysis import Analysis, Token

_POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
_CLIMBED = ("relcl", "acl")
_REACH = 12


class Denials:
    """Finds the denials of one report whose content is what was said before them."""

    def __init__(self, analysis: Analysis, speech: Speech, voices: Voices) -> None:
        self.analysis, self.speech, self.voices = analysis, speech, voices
        groups = [group for found in speech.verbs.values() for group in found if group.stance == "denies"]
        self.charges = frozenset().union(*(group.objects for group in groups))

    def acts(self, said: list[Act]) -> list[Act]:
        """All such acts, in text order; `said` is what is said elsewhere in the report."""
        found: list[Act] = []
        for token in self.analysis.tokens:
            if token.pos == "VERB" and self._denies(token):
                scope = self._relative(token) or self._coordinated(token) or self._following(token, said)
                found.extend(self._act(token, scope))
            elif token.pos == "NOUN" and token.lemma in self.charges:
                found.extend(self._belied(token))
        return found

    def _denies(self, verb: Token) -> bool:
        if any(child.dep == "neg" for child in self.analysis.children(verb.index)):
            return False
        return any(group.stance == "denies" for group in self.speech.verbs.get(verb.lemma, ()))

    def _act(self, cue: Token, scope: frozenset[int]) -> list[Act]:
        voices = self.voices.of_verb(cue) if scope else ()
        return [Act(cue.index, voices, "denies", scope)] if voices else []

    def _relative(self, verb: Token) -> frozenset[int]:
        """What stands before ", a charge Moscow rejected", ", a claim denied by Kigali", ", which Moscow denied"."""
        head = self.analysis.tokens[verb.head]
        if verb.dep not in _CLIMBED:
            return frozenset()
        which = [c for c in self.analysis.children(verb.index, "dobj") if c.lemma == "which"]
        if which:
            start = which[0].index
        elif head.lemma in self.charges:
            start = self.analysis.subtree(head.index)[0]
        else:
            return frozenset()
        return self._before(start - 1) if self.analysis.tokens[start - 1].text in (",", "--", "—", "–") else frozenset()

    def _before(self, comma: int) -> frozenset[int]:
        """The clause that ends at the comma."""
        if comma <= self.analysis.sentence_of(comma).first:
            return frozenset()
        token = self.analysis.tokens[comma - 1]
        for _ in range(_REACH):
            if (token.pos in ("VERB", "AUX") and token.dep not in _CLIMBED) or token.head == token.index:
                break
            token = self.analysis.tokens[token.head]
        return frozenset(i for i in self.analysis.subtree(token.index) if i < comma)

    def _coordinated(self, verb: Token) -> frozenset[int]:
        """ "They were blamed for the raid, but the front denied the accusation": the clause before."""
        charge = next((c for c in self.analysis.children(verb.index, "dobj") if c.lemma in self.charges), None)
        subject = next(iter(self.analysis.children(verb.index, *SUBJECTS)), None)
        if charge is None or subject is None or verb.dep != "conj":
            return frozenset()
        if not self._points(charge):
            return frozenset()
        start = self.analysis.subtree(subject.index)[0]
        return frozenset(i for i in self.analysis.subtree(verb.head) if i < start)

    def _points(self, charge: Token) -> bool:
        """Whether a charge without words of its own can only be the one before: "denied the report"."""
        children = self.analysis.children(charge.index)
        if any(child.dep in ("acl", "prep", "relcl") for child in children):
            return False
        return any(child.lemma in _POINTING for child in children)

    def _following(self, verb: Token, said: list[Act]) -> frozenset[int]:
        """ "Kyiv denied this", "Baku denied the accusation": what somebody said last in the sentence before."""
        sentence = self.analysis.sentence_of(verb.index)
        denied = self.analysis.children(verb.index, "dobj")
        main = verb.head == verb.index and len(denied) == 1 and sentence.index > 0
        if not main or not (denied[0].lemma in ("this", "that", "it") or self._points(denied[0])):
            return frozenset()
        if denied[0].lemma not in ("this", "that", "it") and denied[0].lemma not in self.charges:
            return frozenset()
        before = self.analysis.sentences[sentence.index - 1]
        told = [act for act in said if before.first <= act.cue < before.last and act.stance == "asserts" and act.scope]
        near = before.paragraph == sentence.paragraph or sentence.paragraph - before.paragraph == 1
        return max(told, key=lambda act: act.cue).scope if told and near else frozenset()

    def _belied(self, noun: Token) -> list[Act]:
        """ "The reports that troops fled are false, he said", "called the allegations that troops fled baseless"."""
        clause = [
            c for c in self.analysis.children(noun.index, "acl", "relcl") if self.analysis.children(c.index, "mark")
        ]
        if not clause or noun.dep not in ("nsubj", "nsubjpass", "dobj"):
            return []
        scope = frozenset(self.analysis.subtree(clause[0].index))
        above = self.analysis.tokens[noun.head]
        words = [self.analysis.tokens[i].text.lower() for i in self.analysis.subtree(above.index)]
        if not self.speech.untrue & set(words):
            return []
        saying = self.analysis.tokens[above.head] if noun.dep != "dobj" and above.dep == "ccomp" else above
        return self._act(saying, scope) if saying.lemma in self.speech.verbs else []
