"""Which word governs another, by which link, and what the codebook says follows from it for what is governed."""

from polemos.codebook.factuality import FactualityCues
from polemos.coding.attempts import phrases
from polemos.model.analysis import Analysis, Token
from polemos.model.claim import Factuality

_CLAUSES = ("xcomp", "advcl", "acl", "ccomp", "relcl")
_SUBJECTS = ("nsubj", "nsubjpass")
_WISHES: frozenset[Factuality] = frozenset({"planned", "possible", "hypothetical", "negated"})


class Governing:
    """Looks the governors of one report up in the codebook."""

    def __init__(self, analysis: Analysis, cues: FactualityCues) -> None:
        self.analysis, self.cues = analysis, cues

    def link(self, token: Token, above: Token) -> tuple[str, Token]:
        """How the token hangs on its governor, and which word that is (past a preposition, or a noun misread)."""
        if token.dep in ("pobj", "pcomp"):
            if (above.lemma, "object", False) in self.cues.governors:
                return "object", above
            return above.lemma, self.analysis.tokens[above.head]
        if token.dep in _CLAUSES and self._infinitive(token):
            return "infinitive", self._noun_before(token, above) or above
        if token.dep in ("ccomp", "acl"):
            return "clause", above
        if token.dep == "xcomp":
            return "infinitive", above
        if token.dep in ("dobj", "nsubjpass", "attr", "oprd"):
            return "object", above
        return ("subject" if token.dep == "nsubj" else token.dep), above

    def verdict(self, token: Token, governor: Token, link: str) -> Factuality | None:
        """What follows for the token from its governor, None where nothing does."""
        verbal = governor.pos in ("VERB", "AUX")
        found = next(
            (
                self.cues.governors[phrase, link, verbal]
                for phrase in sorted(phrases(self.analysis, governor), key=len, reverse=True)
                if (phrase, link, verbal) in self.cues.governors
            ),
            None,
        )
        if token.dep == "pcomp":  # "with the aim of taking", but not "the aim of the attack"
            found = self.cues.governors.get((governor.lemma, f"{link} doing", verbal), found)
        if token.tag == "VBG" and link == "infinitive":  # "stopped attacking", but not "stopped to attack"
            found = self.cues.governors.get((governor.lemma, "doing", verbal), found)
        if token.dep == "nsubjpass":
            found = self.cues.governors.get((governor.lemma, "passive", verbal), found)
        if link == "infinitive" and not verbal and self._ranked(governor):
            return "occurred"
        if found is None and governor.lemma == "be":
            found = self._predicated(token, governor, link)
        if token.dep == "pobj" and verbal and found in (None, "occurred"):
            found = self._beside(governor, link) or found
        if found is None and link == "infinitive" and token.tag == "VB" and token.dep in ("advcl", "acl", "relcl"):
            return self.cues.purpose
        return found

    def _infinitive(self, token: Token) -> bool:
        return any(child.dep == "aux" and child.lemma == "to" for child in self.analysis.children(token.index))

    def _noun_before(self, token: Token, above: Token) -> Token | None:
        """The plot in "foiled a plot to bomb", where the parser hung the infinitive on the verb."""
        first = self.analysis.subtree(token.index)[0]
        if token.dep != "advcl" or first == 0:
            return None
        noun = self.analysis.tokens[first - 1]
        verdict = self.cues.governors.get((noun.lemma, "infinitive", False))
        known = verdict in _WISHES or noun.lemma in self.cues.attempts
        return noun if noun.dep == "dobj" and noun.head == above.index and noun.pos == "NOUN" and known else None

    def _ranked(self, noun: Token) -> bool:
        """ "The first troops to enter the city" have entered it."""
        return any(child.lemma in self.cues.ranks for child in self.analysis.children(noun.index, "amod"))

    def _predicated(self, token: Token, be: Token, link: str) -> Factuality | None:
        """What is said of a subject: "talks are due", "talks are to begin", "their goal was the capture of"."""
        if token.dep == "attr":
            subjects = self.analysis.children(be.index, *_SUBJECTS)
            found = (self.cues.governors.get((s.lemma, "of doing", False)) for s in subjects)
            return next((verdict for verdict in found if verdict is not None), None)
        if link != "subject" or (token.lemma, "of doing", False) in self.cues.governors:
            return None
        if any(c.dep == "xcomp" and self._infinitive(c) for c in self.analysis.children(be.index)):
            return self.cues.governors.get(("be", "infinitive", True))
        for told in self.analysis.children(be.index, "acomp", "advmod"):
            if told.text.lower() in self.cues.modifiers:
                return self.cues.modifiers[told.text.lower()]
            for way in ("predicate", "infinitive"):
                verdict = self.cues.governors.get((told.lemma, way, False))
                if verdict is not None and (way == "predicate" or self.analysis.children(told.index, "xcomp", "prep")):
                    return verdict
        return None

    def _beside(self, verb: Token, link: str) -> Factuality | None:
        """ "Preparations are under way for an assault": the parser hung the preposition on the verb."""
        for noun in self.analysis.children(verb.index, *_SUBJECTS, "dobj", "attr"):
            verdict = self.cues.governors.get((noun.lemma, link, False))
            if noun.lemma in self.cues.preparing and verdict is not None:
                return verdict
        return None
