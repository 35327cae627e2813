"""The light verb of an event noun, wherever the sentence puts it: "launched an attack", "the attack that X launched",
"an attack foiled by police", "a series of attacks was launched"."""

from polemos.codebook.light_verbs import LightVerb, light_verbs, quantity_nouns
from polemos.codebook.loader import Codebook
from polemos.model.analysis import Analysis, Token

_VERBAL = ("VERB", "AUX")


class LightVerbs:
    """The codebook's light verbs by lemma, lemma and particle, or lemma and preposition."""

    def __init__(self, codebook: Codebook) -> None:
        self.verbs = {verb: entry for entry in light_verbs(codebook) for verb in entry.verbs}
        self.quantities = quantity_nouns(codebook)

    def of(self, analysis: Analysis, noun: Token) -> tuple[LightVerb, Token] | None:
        """The entry and the verb's token, or None. A verb that governs the noun comes before one that describes it."""
        outer = self.carrier(analysis, noun)
        return self._above(analysis, outer) or self._below(analysis, outer) or self._below(analysis, noun)

    def carrier(self, analysis: Analysis, noun: Token) -> Token:
        """The noun that stands in the sentence for this one: the first of a row, the "round" of a "round of talks"."""
        while True:
            head = analysis.tokens[noun.head]
            if noun.dep == "conj" and head.pos in ("NOUN", "PROPN"):
                noun = head
            elif noun.dep == "pobj" and head.lemma == "of" and analysis.tokens[head.head].lemma in self.quantities:
                noun = analysis.tokens[head.head]
            else:
                return noun

    def _above(self, analysis: Analysis, noun: Token) -> tuple[LightVerb, Token] | None:
        head = analysis.tokens[noun.head]
        if noun.dep == "pobj" and analysis.tokens[head.head].pos == "VERB":  # "participate in", "come under"
            verb = analysis.tokens[head.head]
            between = "".join(f" {c.lemma}" for c in analysis.children(verb.index, "dobj", "prt"))  # "take part in"
            entry = self.verbs.get(f"{verb.lemma}{between} {head.lemma}") or self.verbs.get(
                f"{verb.lemma} {head.lemma}"
            )
            return (entry, verb) if entry else None
        if noun.dep not in ("dobj", "nsubjpass") or head.pos not in _VERBAL:
            return None
        return self._entry(analysis, head)

    def _below(self, analysis: Analysis, noun: Token) -> tuple[LightVerb, Token] | None:
        """A participle or relative clause whose object the noun is."""
        for clause in analysis.children(noun.index, "acl", "relcl"):
            passive = bool(analysis.children(clause.index, "nsubjpass", "auxpass"))
            subjects = analysis.children(clause.index, "nsubj")
            own_subject = bool(subjects) and subjects[0].tag not in ("WDT", "WP")
            if (clause.tag == "VBN" and (passive or not subjects)) or (clause.dep == "relcl" and own_subject):
                found = self._entry(analysis, clause)
                if found is not None:
                    return found
        return None

    def _entry(self, analysis: Analysis, verb: Token) -> tuple[LightVerb, Token] | None:
        particle = "".join(f" {c.lemma}" for c in analysis.children(verb.index, "prt"))
        entry = self.verbs.get(verb.lemma + particle) or self.verbs.get(verb.lemma)
        return (entry, verb) if entry else None
