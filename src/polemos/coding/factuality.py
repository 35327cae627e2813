"""Whether something happened, as its words and those that govern them tell (codebook section 6)."""

from collections.abc import Iterator

from polemos.codebook.factuality import FactualityCues, factuality
from polemos.codebook.loader import Codebook
from polemos.model.analysis import Analysis, Token
from polemos.model.claim import Factuality
from polemos.model.span import Span

_STRENGTH: tuple[Factuality, ...] = ("hypothetical", "negated", "planned", "possible", "ongoing")
"""Where several words speak, the earlier of these wins: "did not plan to attack" is negated."""
_REACH = 8
"""How many governors are asked; longer chains are parses gone wrong."""
_NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "PRON")


class FactualityRules:
    """The cue lists of one codebook, applied to any word of any report."""

    def __init__(self, codebook: Codebook) -> None:
        self.cues = factuality(codebook)

    def judge(self, analysis: Analysis, token: int) -> tuple[Factuality, tuple[Span, ...]]:
        """What the report says about the reality of what this word names, and the bare hedges beside it."""
        judgement = _Judgement(analysis, self.cues, analysis.tokens[token])
        verdicts = list(judgement.verdicts())
        return _strongest(verdicts), tuple(sorted(judgement.hedges, key=lambda span: span.start))


def _strongest(verdicts: list[Factuality]) -> Factuality:
    """The weightiest verdict; two negations cancel ("failed to prevent an attack")."""
    if verdicts.count("negated") % 2 == 0:
        verdicts = [verdict for verdict in verdicts if verdict != "negated"]
    return next((verdict for verdict in _STRENGTH if verdict in verdicts), "occurred")


class _Judgement:
    """One walk from a trigger to the words that govern it."""

    def __init__(self, analysis: Analysis, cues: FactualityCues, trigger: Token) -> None:
        self.analysis, self.cues, self.trigger = analysis, cues, trigger
        self.hedges: set[Span] = set()

    def verdicts(self) -> Iterator[Factuality]:
        """What each word on the way says, the nearest first."""
        token = self.trigger
        if token.tag == "MD":
            return
        yield from self._own(token)
        for _ in range(_REACH):
            above = self.analysis.tokens[token.head]
            if above.index == token.index:
                return
            link, governor = self._link(token, above)
            verdict = self.cues.governors.get((governor.lemma, link))
            if verdict is not None:
                yield verdict
            elif link == "infinitive" and token.dep in ("advcl", "acl", "relcl") and self._bare_purpose(token):
                yield self.cues.purpose
            onward = self._carried(token, governor, link, verdict)
            if onward is None:
                return
            if onward.index != token.index:
                yield from self._own(onward)
            token = onward

    def _link(self, token: Token, above: Token) -> tuple[str, Token]:
        """How the token hangs on its governor, and which word that is (past a preposition)."""
        if token.dep in ("pobj", "pcomp"):
            if above.lemma in ("without", "instead", "despite", "until", "before", "upon", "pending"):
                return "object", above
            beyond = self.analysis.tokens[above.head]
            return above.lemma, beyond
        if token.dep in ("xcomp", "advcl", "acl", "ccomp", "relcl") and self._infinitive(token):
            return "infinitive", above
        if token.dep in ("ccomp", "acl"):
            return "clause", above
        if token.dep == "xcomp":
            return "infinitive", above
        if token.dep in ("dobj", "nsubjpass", "attr", "oprd"):
            return "object", above
        if token.dep == "nsubj":
            return "subject", above
        return token.dep, above

    def _infinitive(self, token: Token) -> bool:
        return any(child.dep == "aux" and child.lemma == "to" for child in self.analysis.children(token.index))

    def _bare_purpose(self, token: Token) -> bool:
        return token.tag == "VB" and self._infinitive(token)

    def _carried(self, token: Token, governor: Token, link: str, verdict: Factuality | None) -> Token | None:
        """The governor, if what is said of it holds of the trigger too; None ends the walk."""
        if token.dep == "conj":
            shared = token.pos not in ("VERB", "AUX") or not self._stands_alone(token)
            return governor if shared else None
        if link == "infinitive" and (verdict is not None or token.dep == "xcomp"):
            return governor
        if verdict is not None and link not in ("clause",):
            return governor
        if link == "object" and governor.lemma in self.cues.carriers:
            return governor
        if link == "subject" and governor.lemma in self.cues.happenings:
            return governor
        if token.dep in ("pobj", "pcomp") and governor.pos in ("VERB", "AUX"):
            return governor if governor.lemma in self.cues.carriers and link in ("in", "out", "with", "under") else None
        if token.dep in ("pobj",) and link == "of" and governor.pos == "NOUN":
            return governor
        return None

    def _stands_alone(self, verb: Token) -> bool:
        """Whether a coordinated verb has a subject or an auxiliary of its own."""
        return any(
            child.dep in ("nsubj", "nsubjpass") or child.dep == "aux" and child.tag == "MD"
            for child in self.analysis.children(verb.index)
        )

    def _own(self, token: Token) -> Iterator[Factuality]:
        """What the token's own dependents say."""
        children = self.analysis.children(token.index)
        conditional = any(self._condition(child) for child in children)
        if conditional:
            yield "hypothetical"
        for child in children:
            word = child.text.lower()
            if child.dep in ("advmod", "amod", "det", "neg", "compound"):
                self._hedge(child)
            if child.dep == "aux" and word in self.cues.auxiliaries:
                yield self._auxiliary(token, word, children)
            elif (
                child.dep in ("neg", "advmod", "preconj", "cc")
                and (word in self.cues.negations)
                and token.pos not in _NOMINAL
            ):
                yield "negated"
            elif child.dep in ("advmod", "amod", "det", "compound", "neg") and word in self.cues.modifiers:
                yield self.cues.modifiers[word]
        if token.pos in ("VERB", "AUX"):
            yield from self._tense(token, children)
            self._raised(token, children)

    def _condition(self, child: Token) -> bool:
        return child.dep in ("mark", "advmod", "prep") and child.text.lower() in self.cues.conditions

    def _auxiliary(self, token: Token, word: str, children: tuple[Token, ...]) -> Factuality:
        """A future or conditional under an "if" depends on it."""
        depends = any(
            child.dep == "advcl" and any(self._condition(mark) for mark in self.analysis.children(child.index))
            for child in children
        )
        return "hypothetical" if depends else self.cues.auxiliaries[word]

    def _tense(self, token: Token, children: tuple[Token, ...]) -> Iterator[Factuality]:
        auxiliaries = [child.text.lower() for child in children if child.dep in ("aux", "auxpass")]
        if token.tag == "VBG" and {"is", "are", "am", "'re", "'s", "'m"} & set(auxiliaries):
            yield "ongoing"
        elif token.tag == "VBG" and {"was", "were"} & set(auxiliaries) and token.dep == "ccomp":
            yield "ongoing"
        elif "being" in auxiliaries and {"is", "are", "am"} & set(auxiliaries):
            yield "ongoing"
        elif token.lemma in self.cues.lasting and token.tag in ("VBZ", "VBP"):
            yield "ongoing"

    def _hedge(self, child: Token) -> None:
        if child.text.lower() in self.cues.hedges:
            self.hedges.add(self.analysis.span(child.index, child.index + 1))

    def _raised(self, token: Token, children: tuple[Token, ...]) -> None:
        """ "Is thought to": a passive of thinking or saying above an infinitive, without anybody who thinks it."""
        above = self.analysis.tokens[token.head]
        if token.dep != "xcomp" or above.lemma not in self.cues.raising:
            return
        passive = [child for child in self.analysis.children(above.index) if child.dep == "auxpass"]
        agent = any(child.dep == "agent" for child in self.analysis.children(above.index))
        if not agent and (passive or above.lemma in ("appear", "seem")):
            first = passive[0].index if passive else above.index
            self.hedges.add(self.analysis.span(min(first, above.index), above.index + 1))
