"""What makes a happening depend on another: "if", "once", inversion, offers, whoever should do something."""

from polemos.codebook.factuality import FactualityCues
from polemos.model.analysis import Analysis, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_INVERTED = frozenset({"should", "had", "were"})


class Conditions:
    """Asks one report what hangs on a condition."""

    def __init__(self, analysis: Analysis, cues: FactualityCues) -> None:
        self.analysis, self.cues = analysis, cues

    def heads(self, token: Token) -> bool:
        """Whether the token heads a conditional clause: "if they leave", "should they leave", "had they left"."""
        children = self.analysis.children(token.index)
        return any(self._opens(child) for child in children) or self._inverted(token, children)

    def hangs(self, token: Token) -> bool:
        """Whether what the token tells as to come hangs on a condition beside it."""
        children = self.analysis.children(token.index)
        for child in children:
            if child.dep == "advcl" and self.heads(child):
                return True
            if child.dep == "prep" and self._offered(child):
                return True
        return any(self._whoever(child) for child in children if child.dep in _SUBJECTS)

    def _opens(self, child: Token) -> bool:
        if child.dep in ("mark", "advmod") and child.lemma in self.cues.later:
            return child.index < child.head and self._present(self.analysis.tokens[child.head])
        return child.dep in ("mark", "advmod", "prep") and child.text.lower() in self.cues.conditions

    def _present(self, verb: Token) -> bool:
        helping = [c for c in self.analysis.children(verb.index, "aux", "auxpass") if c.tag != "TO"]
        return (helping[0] if helping else verb).tag in ("VBZ", "VBP")

    def _inverted(self, token: Token, children: tuple[Token, ...]) -> bool:
        first = children[0] if children else token
        if token.dep != "advcl" or first.dep not in ("aux", "auxpass") or first.text.lower() not in _INVERTED:
            return False
        return any(child.dep in _SUBJECTS and child.index > first.index for child in children)

    def _offered(self, preposition: Token) -> bool:
        """ "In exchange for two prisoners", "under the proposal"."""
        objects = {child.lemma for child in self.analysis.children(preposition.index, "pobj")}
        listed = {"in": self.cues.exchanges, "under": self.cues.proposals}.get(preposition.lemma, frozenset())
        return bool(objects & listed)

    def _whoever(self, subject: Token) -> bool:
        """ "Anyone who helps them will be killed"."""
        whom = self.analysis.children(subject.index, "relcl")
        return subject.lemma in self.cues.whoever and any(
            child.lemma == "who" for clause in whom for child in self.analysis.children(clause.index)
        )
