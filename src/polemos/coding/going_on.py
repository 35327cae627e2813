"""What says that something goes on: tense, states, perception, and words that end only what lasts."""

from polemos.codebook.factuality import FactualityCues
from polemos.model.analysis import Analysis, Token

PRESENT = frozenset({"is", "are", "am", "'re", "'s", "'m", "’s", "’re", "’m"})
PAST = frozenset({"was", "were"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_MAIN = frozenset({"ROOT", "ccomp", "relcl", "conj", "parataxis", "advcl"})
_DASHES = frozenset({"-", "–", "—", "--", ":"})
_DATED = 5
"""Tokens within which an entry of a chronicle has its date and dash ("3 May – rebels attack")."""
_UP = 6
_PERIODS = frozenset({"day", "week", "month", "year"})


class GoingOn:
    """Asks one report whether what a trigger names goes on."""

    def __init__(self, analysis: Analysis, cues: FactualityCues, trigger: Token, label: str) -> None:
        self.analysis, self.cues, self.trigger, self.label = analysis, cues, trigger, label

    def told_by(self, token: Token) -> bool:
        """Whether the tense of this verb, the trigger or one that carries it, says so."""
        auxiliaries = self._auxiliaries(token)
        present = bool(auxiliaries & PRESENT) or self._up_to_now(token, auxiliaries)
        past = bool(auxiliaries & PAST) and (token.dep == "ccomp" or self.label in self.cues.durative)
        going = token.tag == "VBG" or "being" in auxiliaries
        if "being" in auxiliaries and token.dep == "csubj" and not auxiliaries & PAST:
            return True  # "the offensive being carried out": the parser takes the participle for a clause
        simple = token.tag in ("VBZ", "VBP") or (token.tag == "VBN" and present and "been" not in auxiliaries)
        lasts = simple and (token.lemma in self.cues.lasting or self._lasting_label(token) or self._lying_under(token))
        there = token.text.lower() in PRESENT and any(c.dep == "expl" for c in self.analysis.children(token.index))
        state = present and token.tag == "VBN" and token.index == self.trigger.index and self.label in self.cues.states
        return lasts or state or there or (going and (present or past)) or self._habit(token, auxiliaries)

    def yet(self, verb: Token, adverb: Token) -> bool:
        """Whether "still" or "now" beside the verb says that it goes on: not of a past act ("still, they seized it"),
        but of a passive state ("fighting was still reported")."""
        if verb.tag not in ("VBD", "VBN"):
            return True
        passive = self.analysis.children(verb.index, "auxpass")
        return (
            bool(passive) and passive[0].text.lower() in PRESENT | PAST and passive[0].index < adverb.index < verb.index
        )

    def steady(self, token: Token) -> bool:
        """ "Villagers are subject to attacks", "is responsible for leading attacks": one or many in the present."""
        preposition = self.analysis.tokens[token.head]
        adjective = self.analysis.tokens[preposition.head]
        be = self.analysis.tokens[adjective.head]
        if adjective.lemma not in self.cues.steady or be.tag not in ("VBZ", "VBP"):
            return False
        several = token.tag == "NNS" and token.index == self.trigger.index and adjective.lemma != "responsible"
        return (token.dep == "pobj" and several) or (token.dep == "pcomp" and token.tag == "VBG")

    def presupposed(self, governor: Token, link: str) -> bool:
        """Whether what is only to be stopped goes on: "must stop the attacks", "an end to the bombing"."""
        if link not in ("object", "infinitive", "to", "of", "clause") or governor.lemma not in self.cues.stopping:
            return False
        if governor.pos == "NOUN":
            return link in ("to", "of") and self.label not in self.cues.stands
        auxiliaries = self._auxiliaries(governor)
        open_yet = governor.tag == "VB" and not auxiliaries & {"do", "does", "did"}
        return open_yet and self.label not in self.cues.stands

    def perceived(self, token: Token, governor: Token, link: str) -> bool:
        """ "Shots are heard", "gunfire can be heard", "we can hear shooting"; but "we hear reports of shooting"."""
        if governor.lemma not in self.cues.perceived or link not in ("object", "infinitive", "clause"):
            return False
        if token.index != self.trigger.index and self.trigger.dep != "conj":
            return False
        auxiliaries = self._auxiliaries(governor)
        return bool(auxiliaries & {*PRESENT, "can", "could"}) and "been" not in auxiliaries

    def state(self, token: Token) -> bool:
        """A participle beside a noun, or a phrase with "in" or "under", of what lasts, where the sentence is in the
        present: "people besieged in the city have no water", "they are in jail"."""
        participle = token.tag == "VBN" and token.dep in ("amod", "acl", "acomp", "advcl")
        participle = participle and not self._auxiliaries(token)
        phrase = token.tag == "IN" or self.analysis.tokens[token.head].tag == "IN"
        if participle and self.label in self.cues.durative:
            return self._in_the_present(token)
        if not phrase or not (self.label in self.cues.states or self.analysis.tokens[token.head].lemma == "under"):
            return False
        preposition = token if token.tag == "IN" else self.analysis.tokens[token.head]
        above = self.analysis.tokens[preposition.head]
        return above.lemma in ("be", "remain", "stay", "languish") and above.tag in ("VBZ", "VBP")

    def carried_on(self, token: Token) -> bool:
        """ "The offensive that is being carried out", "the bombs they are dropping"."""
        for clause in self.analysis.children(token.index, "acl", "relcl"):
            auxiliaries = self._auxiliaries(clause)
            going = "being" in auxiliaries or (clause.tag == "VBG" and auxiliaries & PRESENT)
            if clause.lemma in self.cues.carriers and going and not auxiliaries & PAST:
                return True
        return False

    def drawn_out(self, governor: Token, link: str) -> bool:
        """ "Entered the third week of fighting", "the strike entered its third week"."""
        if link == "of":
            above = self.analysis.tokens[governor.head]
            return governor.lemma in _PERIODS and above.lemma == "enter" and governor.dep == "dobj"
        entered = self.analysis.children(governor.index, "dobj") if governor.lemma == "enter" else ()
        return link == "subject" and any(child.lemma in _PERIODS for child in entered)

    def _auxiliaries(self, token: Token) -> set[str]:
        return {c.text.lower() for c in self.analysis.children(token.index, "aux", "auxpass")}

    def _habit(self, token: Token, auxiliaries: set[str]) -> bool:
        """A simple present that tells what somebody keeps doing: "he directs attacks", "they attack herders"."""
        if token.tag not in ("VBZ", "VBP") or auxiliaries or token.dep not in _MAIN or self._chronicle(token):
            return False
        if self.label in self.cues.momentary:
            return False
        if token.index == self.trigger.index:
            return self._has_subject(token)
        # "He directs attacks" is a habit, "the army launches an attack" is a headline.
        several = self.trigger.tag == "NNS" and not self.analysis.children(self.trigger.index, "det", "nummod", "poss")
        return several and token.lemma in self.cues.habits

    def _has_subject(self, verb: Token) -> bool:
        for _ in range(_UP):
            if self.analysis.children(verb.index, *_SUBJECTS):
                return True
            if verb.dep != "conj":
                return False
            verb = self.analysis.tokens[verb.head]
        return False

    def _chronicle(self, token: Token) -> bool:
        sentence = self.analysis.sentence_of(token.index)
        opening = self.analysis.tokens[sentence.first : min(sentence.first + _DATED, token.index)]
        return any(t.text in _DASHES for t in opening) and any(t.text[:1].isdigit() for t in opening)

    def _in_the_present(self, token: Token) -> bool:
        """Whether the first finite verb above stands in the present."""
        for _ in range(_UP):
            if token.head == token.index:
                break
            token = self.analysis.tokens[token.head]
            finite = next(iter(self.analysis.children(token.index, "aux", "auxpass")), token)
            if finite.tag in ("VBZ", "VBP", "MD", "VBD"):
                return finite.tag != "VBD"
        return False

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
