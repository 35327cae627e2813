"""Whether something happened, as its words and those that govern them tell (codebook section 6)."""

from collections.abc import Iterator

from polemos.codebook.factuality import FactualityCues, factuality
from polemos.codebook.loader import Codebook
from polemos.codebook.speech import speech
from polemos.coding.attempts import attempted, phrases
from polemos.coding.conditions import Conditions
from polemos.coding.going_on import GoingOn
from polemos.coding.governing import Governing
from polemos.model.analysis import Analysis, Token
from polemos.model.claim import Factuality
from polemos.model.span import Span

_STRENGTH: tuple[Factuality, ...] = ("hypothetical", "negated", "possible", "planned", "ongoing")
"""Where several words speak, the earlier of these wins: "did not plan to attack" is negated."""
_REACH = 8
"""How many governors are asked; longer chains are parses gone wrong."""
_MODIFYING = ("advmod", "amod", "det", "neg", "compound", "preconj", "cc")
_NOBODY = frozenset({"nobody", "none", "nothing"})
_FIRST = frozenset({"i", "we"})


class FactualityRules:
    """The cue lists of one codebook, applied to any word of any report."""

    def __init__(self, codebook: Codebook) -> None:
        self.cues = factuality(codebook)
        self.speech = frozenset(label for label, kind in codebook.types.items() if kind.speech)
        self.said = frozenset(speech(codebook).verbs)

    def judge(self, analysis: Analysis, token: int, label: str = "") -> tuple[Factuality, tuple[Span, ...]]:
        """What the report says about the reality of what this word names, and the bare hedges beside it.

        `label` is the event type, where it is known: an attempted attack is an attack, an attempted seizure none; and
        a demand that is being made has been made.
        """
        judgement = _Judgement(analysis, self.cues, analysis.tokens[token], label)
        verdict = _strongest(list(judgement.verdicts()))
        if label in self.speech:
            verdict = self._of_speech(judgement, verdict)
        return verdict, tuple(sorted(judgement.hedges, key=lambda span: span.start))

    def _of_speech(self, judgement: "_Judgement", verdict: Factuality) -> Factuality:
        """A speech act has been made by its very words ("we will not surrender" rejects), unless it hangs on a
        condition, or a verb of saying is itself only to come or denied ("will ask", "has not condemned"). An
        investigation or backing that is asked for or goes on is none by its words."""
        trigger = judgement.trigger
        if judgement.conditions.heads(trigger):
            return "hypothetical"
        if judgement.label in self.cues.procedures and trigger.lemma not in self.said:
            goes_on = verdict == "ongoing" and trigger.pos == "NOUN" and judgement.label not in self.cues.stands
            return verdict if verdict == "hypothetical" or goes_on else "occurred"
        if trigger.pos != "VERB" or trigger.lemma not in self.said or judgement.subject() & _FIRST:
            return "occurred"
        verdict = _strongest(list(judgement.own(trigger)))
        return verdict if verdict in ("planned", "negated", "hypothetical") else "occurred"


def _strongest(verdicts: list[Factuality]) -> Factuality:
    """The weightiest verdict; two negations cancel ("failed to prevent an attack")."""
    if verdicts.count("negated") % 2 == 0:
        verdicts = [verdict for verdict in verdicts if verdict != "negated"]
    return next((verdict for verdict in _STRENGTH if verdict in verdicts), "occurred")


class _Judgement:
    """One walk from a trigger to the words that govern it."""

    def __init__(self, analysis: Analysis, cues: FactualityCues, trigger: Token, label: str) -> None:
        self.analysis, self.cues, self.trigger, self.label = analysis, cues, trigger, label
        self.conditions = Conditions(analysis, cues)
        self.going_on = GoingOn(analysis, cues, trigger, label)
        self.governing = Governing(analysis, cues)
        self.hedges: set[Span] = set()
        self.passed = {trigger.index}
        """Tokens whose own dependents were read; a "no" on one of them counts once."""

    def subject(self) -> set[str]:
        """Lemmas of the trigger's own subjects."""
        return {child.lemma for child in self.analysis.children(self.trigger.index, "nsubj", "nsubjpass")}

    def verdicts(self) -> Iterator[Factuality]:
        """What each word on the way says, the nearest first."""
        token = self.trigger
        if token.tag == "MD":
            return
        yield from self.own(token)
        if self.going_on.state(token) or self.going_on.carried_on(token) or self.going_on.steady(token):
            yield "ongoing"
        itself = self.cues.governors.get((token.lemma, "self", token.pos in ("VERB", "AUX")))
        if itself is not None:
            yield itself
        for _ in range(_REACH):
            above = self.analysis.tokens[token.head]
            if above.index == token.index:
                return
            link, governor = self.governing.link(token, above)
            if self.going_on.presupposed(governor, link) or self.going_on.perceived(token, governor, link):
                yield "ongoing"
                return
            verdict = self._governed(token, governor, link)
            if verdict is not None:
                yield verdict
                if verdict == "negated" and governor.lemma in self.cues.attempts:
                    return  # what thwarted the attempt has been read
            elif (coming := self._coming(governor, link)) is not None:
                yield coming
            onward = self._carried(token, governor, link, verdict)
            if onward is None:
                return
            yield from self.own(onward)
            self.passed.add(onward.index)
            token = onward

    def _governed(self, token: Token, governor: Token, link: str) -> Factuality | None:
        if governor.lemma in self.cues.attempts and link in ("infinitive", "at", "to", "object"):
            return attempted(self.analysis, self.cues, governor, self.label)
        if self.going_on.drawn_out(governor, link):
            return "ongoing"
        if self._undone(token, governor):
            return "negated"
        if link == "object" and self.label in self.cues.announced and governor.lemma in self.cues.announcing:
            return "planned"
        return self.governing.verdict(token, governor, link)

    def _undone(self, token: Token, governor: Token) -> bool:
        """Whether what stands by ceasing or refusing has come to nothing: "the ceasefire collapsed", "rejected a
        truce"."""
        if self.label not in self.cues.stands or governor.pos != "VERB":
            return False
        if token.dep == "nsubj":
            return bool(phrases(self.analysis, governor) & self.cues.collapses)
        about_one = self.analysis.children(token.index, "acl", "relcl", "poss") or any(
            child.lemma in ("the", "this", "that") for child in self.analysis.children(token.index, "det")
        )
        return token.dep in ("dobj", "nsubjpass") and governor.lemma in self.cues.refusing and not about_one

    def _coming(self, governor: Token, link: str) -> Factuality | None:
        """Whether the token is what somebody will do something to, or what will do something ("will host talks");
        what would do something else is only thought of ("a ceasefire would save lives")."""
        if link not in ("object", "subject") or governor.lemma in self.cues.about:
            return None
        words = {child.text.lower() for child in self.analysis.children(governor.index, "aux")}
        aloof = link == "subject" and governor.lemma not in self.cues.happenings - {"be", "allow"}
        if aloof and self.label in self.cues.stands and words & {"can", "could", "may", "might"}:
            return "hypothetical"
        if not any(self.cues.auxiliaries.get(word) == "planned" for word in words):
            return None
        if aloof and "would" in words:
            return "hypothetical"
        return "hypothetical" if self.conditions.hangs(governor) else "planned"

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
            carries = governor.lemma in self.cues.carriers or governor.lemma in self.cues.habits
            return governor if carries or self._new(token, governor) else None
        if link == "subject":
            return governor if governor.lemma in self.cues.happenings else None
        if token.dep not in ("pobj", "pcomp"):
            return None
        if governor.pos in ("VERB", "AUX"):
            if governor.lemma in self.cues.leading and link in ("to", "in", "into"):
                return governor
            return governor if governor.lemma in self.cues.carriers and link in ("in", "out", "with", "under") else None
        part = token.dep == "pobj" and link == "of" and governor.pos == "NOUN"
        return governor if part and governor.lemma not in self.cues.tellings else None

    def _new(self, noun: Token, governor: Token) -> bool:
        """Whether the noun is first brought about by a verb that is itself only to come ("to decree a truce")."""
        articles = {child.text.lower() for child in self.analysis.children(noun.index, "det", "poss")}
        return governor.tag == "VB" and articles <= {"a", "an", "any"} and governor.lemma not in self.cues.about

    def _stands_alone(self, verb: Token) -> bool:
        """Whether a coordinated verb has a subject or an auxiliary of its own."""
        return any(
            child.dep in ("nsubj", "nsubjpass") or (child.dep == "aux" and child.tag == "MD")
            for child in self.analysis.children(verb.index)
        )

    def own(self, token: Token) -> Iterator[Factuality]:
        """What the token's own dependents say."""
        children = self.analysis.children(token.index)
        verbal = token.pos in ("VERB", "AUX")
        if self.conditions.heads(token):
            yield "hypothetical"
        for child in children:
            word = child.text.lower()
            if child.dep == "aux" and word in self.cues.auxiliaries:
                yield self._auxiliary(token, word)
            elif child.dep in _MODIFYING:
                yield from self._modified(token, child, word, verbal)
            elif verbal and child.dep in ("nsubj", "nsubjpass", "dobj") and self._none(child):
                yield "negated"
        if verbal:
            if self.going_on.told_by(token):
                yield "ongoing"
            self._raised(token)

    def _auxiliary(self, token: Token, word: str) -> Factuality:
        """A future or conditional under an "if" depends on it; what might have come before it was stopped did not."""
        if self.conditions.hangs(token):
            return "hypothetical"
        marks = {child.lemma for child in self.analysis.children(token.index, "mark")}
        return "negated" if word == "could" and "before" in marks else self.cues.auxiliaries[word]

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
            if verdict != "ongoing" or not verbal or self.going_on.yet(token, child):
                yield verdict

    def _none(self, noun: Token) -> bool:
        """Whether nothing or nobody is meant: "no shots were fired", "neither side signed"."""
        if noun.index in self.passed:
            return False
        if noun.lemma in _NOBODY:
            return True
        return any(child.text.lower() in ("no", "neither") for child in self.analysis.children(noun.index, "det"))

    def _raised(self, token: Token) -> None:
        """ "Is thought to", "it was reported that": a passive of thinking or saying without anybody who does it."""
        above = self.analysis.tokens[token.head]
        if token.dep not in ("xcomp", "ccomp") or above.lemma not in self.cues.raising:
            return
        passive = self.analysis.children(above.index, "auxpass")
        if not self.analysis.children(above.index, "agent") and (passive or above.lemma in ("appear", "seem")):
            first = passive[0].index if passive else above.index
            self.hedges.add(self.analysis.span(min(first, above.index), above.index + 1))
