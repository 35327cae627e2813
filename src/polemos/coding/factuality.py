"""Whether something happened, as its words and those that govern them tell (codebook section 6)."""

from collections.abc import Iterator

from polemos.codebook.factuality import FactualityCues, factuality
from polemos.codebook.loader import Codebook
from polemos.model.analysis import Analysis, Token
from polemos.model.claim import Factuality
from polemos.model.span import Span

_STRENGTH: tuple[Factuality, ...] = ("hypothetical", "negated", "possible", "planned", "ongoing")
"""Where several words speak, the earlier of these wins: "did not plan to attack" is negated."""
_REACH = 8
"""How many governors are asked; longer chains are parses gone wrong."""
_PRESENT = frozenset({"is", "are", "am", "'re", "'s", "'m", "’s", "’re", "’m"})
_PAST = frozenset({"was", "were"})
_MODIFYING = ("advmod", "amod", "det", "neg", "compound", "preconj", "cc")


class FactualityRules:
    """The cue lists of one codebook, applied to any word of any report."""

    def __init__(self, codebook: Codebook) -> None:
        self.cues = factuality(codebook)
        self.speech = frozenset(label for label, kind in codebook.types.items() if kind.speech)

    def judge(self, analysis: Analysis, token: int, label: str = "") -> tuple[Factuality, tuple[Span, ...]]:
        """What the report says about the reality of what this word names, and the bare hedges beside it.

        `label` is the event type, where it is known: an attempted attack is an attack, an attempted seizure none; and
        a demand that is being made has been made.
        """
        judgement = _Judgement(analysis, self.cues, analysis.tokens[token], label)
        verdict = _strongest(list(judgement.verdicts()))
        if label in self.speech:
            verdict = "hypothetical" if judgement.conditional(analysis.tokens[token]) else "occurred"
        return verdict, tuple(sorted(judgement.hedges, key=lambda span: span.start))


def _strongest(verdicts: list[Factuality]) -> Factuality:
    """The weightiest verdict; two negations cancel ("failed to prevent an attack")."""
    if verdicts.count("negated") % 2 == 0:
        verdicts = [verdict for verdict in verdicts if verdict != "negated"]
    return next((verdict for verdict in _STRENGTH if verdict in verdicts), "occurred")


class _Judgement:
    """One walk from a trigger to the words that govern it."""

    def __init__(self, analysis: Analysis, cues: FactualityCues, trigger: Token, label: str) -> None:
        self.analysis, self.cues, self.trigger, self.label = analysis, cues, trigger, label
        self.hedges: set[Span] = set()
        self.passed = {trigger.index}
        """Tokens whose own dependents were read; a "no" on one of them counts once."""

    def verdicts(self) -> Iterator[Factuality]:
        """What each word on the way says, the nearest first."""
        token = self.trigger
        if token.tag == "MD":
            return
        yield from self._own(token)
        itself = self.cues.governors.get((token.lemma, "self", token.pos in ("VERB", "AUX")))
        if itself is not None:
            yield itself
        for _ in range(_REACH):
            above = self.analysis.tokens[token.head]
            if above.index == token.index:
                return
            link, governor = self._link(token, above)
            verdict = self._governed(token, governor, link)
            if verdict is not None:
                yield verdict
            elif self._future(governor, link):
                yield "planned"
            onward = self._carried(token, governor, link, verdict)
            if onward is None:
                return
            yield from self._own(onward)
            self.passed.add(onward.index)
            token = onward

    def _governed(self, token: Token, governor: Token, link: str) -> Factuality | None:
        if governor.lemma in self.cues.attempts and link in ("infinitive", "at", "to", "object"):
            return self._attempted(governor)
        verbal = governor.pos in ("VERB", "AUX")
        verdict = self.cues.governors.get((governor.lemma, link, verbal))
        if token.dep == "pcomp":  # "with the aim of taking", but not "the aim of the attack"
            verdict = self.cues.governors.get((governor.lemma, f"{link} doing", verbal), verdict)
        if verdict is None and link == "infinitive" and token.tag == "VB" and token.dep in ("advcl", "acl", "relcl"):
            return self.cues.purpose
        return verdict

    def _attempted(self, attempt: Token) -> Factuality:
        if self.label in self.cues.attempt_counts:
            return "occurred"
        near = [*self.analysis.ancestors(attempt.index), *self.analysis.children(attempt.index, "conj")]
        return "negated" if any(token.lemma in self.cues.thwarted for token in near[:3]) else "planned"

    def _link(self, token: Token, above: Token) -> tuple[str, Token]:
        """How the token hangs on its governor, and which word that is (past a preposition)."""
        if token.dep in ("pobj", "pcomp"):
            if (above.lemma, "object", False) in self.cues.governors:
                return "object", above
            return above.lemma, self.analysis.tokens[above.head]
        if token.dep in ("xcomp", "advcl", "acl", "ccomp", "relcl") and self._infinitive(token):
            return "infinitive", above
        if token.dep in ("ccomp", "acl"):
            return "clause", above
        if token.dep == "xcomp":
            return "infinitive", above
        if token.dep in ("dobj", "nsubjpass", "attr", "oprd"):
            return "object", above
        return ("subject" if token.dep == "nsubj" else token.dep), above

    def _infinitive(self, token: Token) -> bool:
        return any(child.dep == "aux" and child.lemma == "to" for child in self.analysis.children(token.index))

    def _future(self, governor: Token, link: str) -> bool:
        """Whether the token is what somebody will do something to, or what will do something ("will host talks")."""
        if link == "object" and governor.lemma in self.cues.about:
            return False
        return link in ("object", "subject") and any(
            self.cues.auxiliaries.get(child.text.lower()) == "planned"
            for child in self.analysis.children(governor.index, "aux")
        )

    def _carried(self, token: Token, governor: Token, link: str, verdict: Factuality | None) -> Token | None:
        """The governor, if what is said of it holds of the trigger too; None ends the walk."""
        if token.dep == "conj":
            shared = token.pos not in ("VERB", "AUX") or not self._stands_alone(token)
            return governor if shared else None
        if token.dep == "acomp":
            return governor
        if link == "clause":
            return governor if governor.lemma in self.cues.evidence else None
        if link == "infinitive":
            return governor if verdict is not None or token.dep == "xcomp" else None
        if verdict is not None:
            return governor
        if link == "object":
            return governor if governor.lemma in self.cues.carriers or self._new(token, governor) else None
        if link == "subject":
            return governor if governor.lemma in self.cues.happenings else None
        if token.dep not in ("pobj", "pcomp"):
            return None
        if governor.pos in ("VERB", "AUX"):
            if governor.lemma in self.cues.leading and link in ("to", "in", "into"):
                return governor
            return governor if governor.lemma in self.cues.carriers and link in ("in", "out", "with", "under") else None
        return governor if token.dep == "pobj" and link == "of" and governor.pos == "NOUN" else None

    def _new(self, noun: Token, governor: Token) -> bool:
        """Whether the noun is first brought about by a verb that is itself only to come ("to decree a truce")."""
        articles = {child.text.lower() for child in self.analysis.children(noun.index, "det", "poss")}
        return governor.tag == "VB" and articles <= {"a", "an", "any"}

    def _stands_alone(self, verb: Token) -> bool:
        """Whether a coordinated verb has a subject or an auxiliary of its own."""
        return any(
            child.dep in ("nsubj", "nsubjpass") or (child.dep == "aux" and child.tag == "MD")
            for child in self.analysis.children(verb.index)
        )

    def _own(self, token: Token) -> Iterator[Factuality]:
        """What the token's own dependents say."""
        children = self.analysis.children(token.index)
        verbal = token.pos in ("VERB", "AUX")
        if self.conditional(token):
            yield "hypothetical"
        for child in children:
            word = child.text.lower()
            if child.dep == "aux" and word in self.cues.auxiliaries:
                yield self._auxiliary(word, children)
            elif child.dep in _MODIFYING:
                yield from self._modified(token, child, word, verbal)
            elif verbal and child.dep in ("nsubj", "nsubjpass", "dobj") and self._none(child):
                yield "negated"
        if verbal:
            yield from self._tense(token, children)
            self._raised(token)

    def _modified(self, token: Token, child: Token, word: str, verbal: bool) -> Iterator[Factuality]:
        if word in self.cues.hedges:
            self.hedges.add(self.analysis.span(child.index, child.index + 1))
        if verbal and word in self.cues.negations:
            yield "negated"
        elif word in self.cues.pending and token.lemma in ("have", "be") and token.index != self.trigger.index:
            if not any(other.dep == "neg" for other in self.analysis.children(token.index)):
                yield "negated"
        elif word in self.cues.modifiers:
            verdict = self.cues.modifiers[word]
            # "Still, they seized it": of a past act the adverb does not say that it goes on.
            if not (verbal and verdict == "ongoing" and token.tag in ("VBD", "VBN")):
                yield verdict

    def _none(self, noun: Token) -> bool:
        """Whether nothing or nobody is meant: "no shots were fired"."""
        return noun.index not in self.passed and any(
            child.text.lower() == "no" for child in self.analysis.children(noun.index, "det")
        )

    def conditional(self, token: Token) -> bool:
        """Whether the token heads an "if" clause."""
        return any(self._condition(child) for child in self.analysis.children(token.index))

    def _condition(self, child: Token) -> bool:
        if child.dep in ("mark", "advmod") and child.lemma in self.cues.later:
            return self._present(self.analysis.tokens[child.head])
        return child.dep in ("mark", "advmod", "prep") and child.text.lower() in self.cues.conditions

    def _present(self, verb: Token) -> bool:
        helping = [c for c in self.analysis.children(verb.index, "aux", "auxpass") if c.tag != "TO"]
        finite = helping[0] if helping else verb
        return finite.tag in ("VBZ", "VBP")

    def _auxiliary(self, word: str, children: tuple[Token, ...]) -> Factuality:
        """A future or conditional under an "if" depends on it."""
        depends = any(
            child.dep == "advcl" and any(self._condition(mark) for mark in self.analysis.children(child.index))
            for child in children
        )
        return "hypothetical" if depends else self.cues.auxiliaries[word]

    def _tense(self, token: Token, children: tuple[Token, ...]) -> Iterator[Factuality]:
        auxiliaries = {child.text.lower() for child in children if child.dep in ("aux", "auxpass")}
        present = bool(auxiliaries & _PRESENT)
        past = bool(auxiliaries & _PAST) and (token.dep == "ccomp" or self.label in self.cues.durative)
        present = present or self._up_to_now(token, auxiliaries)
        going = token.tag == "VBG" or "being" in auxiliaries
        simple = token.tag in ("VBZ", "VBP") or (token.tag == "VBN" and present and "been" not in auxiliaries)
        lasts = simple and (token.lemma in self.cues.lasting or self._lasting_label(token) or self._lying_under(token))
        there = token.text.lower() in _PRESENT and any(child.dep == "expl" for child in children)
        state = present and token.tag == "VBN" and token.index == self.trigger.index and self.label in self.cues.states
        if lasts or state or there or (going and (present or past)):
            yield "ongoing"

    def _lasting_label(self, token: Token) -> bool:
        """Whether the trigger itself, of a label that takes time, stands in the present ("is besieged")."""
        return token.index == self.trigger.index and self.label in self.cues.durative

    def _up_to_now(self, token: Token, auxiliaries: set[str]) -> bool:
        """Whether it has been going on ("has been attacking", "has been besieged since")."""
        if "been" not in auxiliaries or not auxiliaries & {"has", "have", "'ve", "’ve"}:
            return False
        since = any(child.lemma == "since" for child in self.analysis.children(token.index, "prep", "advcl"))
        return token.tag == "VBG" or (since and self.label in self.cues.durative)

    def _lying_under(self, token: Token) -> bool:
        """Whether somebody is under what the trigger names ("is under siege")."""
        return token.lemma == "be" and self.analysis.tokens[self.trigger.head].lemma == "under"

    def _raised(self, token: Token) -> None:
        """ "Is thought to", "it was reported that": a passive of thinking or saying without anybody who does it."""
        above = self.analysis.tokens[token.head]
        if token.dep not in ("xcomp", "ccomp") or above.lemma not in self.cues.raising:
            return
        passive = self.analysis.children(above.index, "auxpass")
        if not self.analysis.children(above.index, "agent") and (passive or above.lemma in ("appear", "seem")):
            first = passive[0].index if passive else above.index
            self.hedges.add(self.analysis.span(min(first, above.index), above.index + 1))
