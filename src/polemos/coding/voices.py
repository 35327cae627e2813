"""Who speaks: from a verb or a noun that reports to the noun phrase of its speaker."""

from dataclasses import dataclass
from functools import cached_property

from polemos.codebook.speech import Speech
from polemos.model.analysis import Analysis, Token

SUBJECTS = ("nsubj", "csubj")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEICTIC = frozenset({"this", "that", "these", "those", "what", "all"})
_OF = frozenset({"of", "for", "from", "in", "at", "with", "on"})
_IN_PHRASE = frozenset({"det", "amod", "compound", "nummod", "quantmod", "nmod", "predet", "poss", "case", "punct"})
_THINGS = frozenset({"it", "this", "that", "these", "those", "which", "what", "there"})
_ABLE = frozenset({"group", "person", "people"})
_ABLE_ENTITIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A noun phrase that speaks, at its head; `words` are the tokens that name it where it is a header in brackets."""

    head: int
    words: tuple[int, int] | None = None
    made: bool = False
    """It made the statement or report that speaks."""


class Voices:
    """Finds the speakers of one report's reporting words."""

    def __init__(self, analysis: Analysis, speech: Speech) -> None:
        self.analysis, self.speech = analysis, speech

    def of_verb(self, verb: Token) -> tuple[Voice, ...]:
        """The speakers of a reporting verb, through passives, coordination, control and relative clauses."""
        for _ in range(6):  # a chain of governors without a subject is short; the bound keeps bad parses cheap
            own = self._own(verb)
            if own is not None:
                return own
            above = self.analysis.tokens[verb.head]
            if verb.dep == "acl" and above.pos in ("NOUN", "PROPN"):
                return self.phrases(above.index)
            if verb.dep == "pcomp" and (objects := self.analysis.children(above.head, "dobj")):
                return self.phrases(objects[0].index)
            if verb.dep == "xcomp" and (objects := self.analysis.children(above.index, "dobj")):
                return self.phrases(objects[0].index)
            if verb.dep == "pcomp":
                above = self.analysis.tokens[above.head]
            elif verb.dep not in ("conj", "advcl", "xcomp", "ccomp") or above.index == verb.index:
                return ()
            if verb.dep == "conj" and above.dep == "ccomp" and above.lemma not in self.speech.verbs:
                # "Said troops left and added": whoever adds is who said, though the parser hangs it on "left".
                outer = self.analysis.tokens[above.head]
                above = outer if outer.lemma in self.speech.verbs else above
            if above.pos not in ("VERB", "AUX"):
                return self.phrases(above.index) if verb.dep == "advcl" and above.pos in ("NOUN", "PROPN") else ()
            verb = above
        return ()

    def _own(self, verb: Token) -> tuple[Voice, ...] | None:
        """What the verb's own dependents say about its speaker; None where they say nothing."""
        children = self.analysis.children(verb.index)
        passive = any(child.dep in ("nsubjpass", "auxpass") for child in children)
        if passive:
            agents = [
                inner
                for child in children
                if child.dep == "agent"
                for inner in self.analysis.children(child.index, "pobj")
            ]
            if agents:
                return self.phrases(agents[0].index)
            return ()
        subjects = [child for child in children if child.dep in SUBJECTS]
        if subjects:
            return self._subject(verb, subjects[-1])
        if verb.tag == "VBN" and verb.dep in ("acl", "advcl", "amod"):
            agents = [inner for c in children if c.dep == "agent" for inner in self.analysis.children(c.index, "pobj")]
            return self.phrases(agents[0].index) if agents else ()
        return None

    def _subject(self, verb: Token, subject: Token) -> tuple[Voice, ...]:
        if subject.lemma in _RELATIVES and verb.dep == "relcl":
            return self.phrases(verb.head)
        if subject.lemma in self.speech.first_person or subject.lemma in _DEICTIC:
            return ()
        return self.phrases(subject.index)

    def phrases(self, head: int) -> tuple[Voice, ...]:
        """The phrase at `head` and those coordinated with it, each with whoever made it where it is a vehicle."""
        found = []
        for index in self.analysis.conjuncts(self._counted(head)):
            token = self.analysis.tokens[index]
            if self._nobody(token):
                continue
            if token.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"):
                maker = self.maker(index)
                found.append(Voice(maker, made=maker != index))
        return tuple(found)

    def _counted(self, head: int) -> int:
        """The reports in "a number of reports"."""
        if self.analysis.tokens[head].lemma in self.speech.partitives:
            for of in self.analysis.children(head, "prep"):
                for inner in self.analysis.children(of.index, "pobj"):
                    return inner.index if of.lemma == "of" else head
        return head

    def _nobody(self, token: Token) -> bool:
        """ "No group has claimed the attack" has no speaker."""
        words = {token.lemma, *(child.lemma for child in self.analysis.children(token.index, "det"))}
        return bool(words & {"no", "nobody", "none", "neither"})

    def maker(self, head: int) -> int:
        """Who made a statement or report: "a statement by the army" leads to the army; else the phrase itself."""
        token = self.analysis.tokens[head]
        if token.lemma not in self.speech.vehicles:
            return head
        for child in self.analysis.children(head):
            if child.dep in ("prep", "agent") and child.lemma in self.speech.vehicle_prepositions:
                for inner in self.analysis.children(child.index, "pobj"):
                    # "A report from Goma" names where it was sent, not who speaks.
                    if self.able(inner.index) and not (child.lemma == "from" and inner.entity in ("GPE", "LOC")):
                        return inner.index
            if child.dep == "acl" and child.lemma in self.speech.vehicle_verbs:
                for by in self.analysis.children(child.index, "agent", "prep"):
                    for inner in self.analysis.children(by.index, "pobj"):
                        if by.lemma in self.speech.vehicle_prepositions and self.able(inner.index):
                            return inner.index
            if child.dep == "poss" and child.pos != "PRON":
                return child.index
            if child.dep in ("compound", "amod", "nmod") and child.entity in ("ORG", "NORP"):
                return child.index
        return self._issuer(token)

    def _issuer(self, vehicle: Token) -> int:
        """Who issued it in this clause ("the army issued a statement saying"), else the vehicle itself."""
        above = self.analysis.tokens[vehicle.head]
        if vehicle.dep in ("dobj", "pobj") and above.lemma in self.speech.vehicle_verbs:
            for child in self.analysis.children(above.index, *SUBJECTS):
                return child.index
        return vehicle.index

    def of_noun(self, noun: Token) -> tuple[Voice, ...]:
        """The speakers of "the army's claim", "a report by the army", "the army made the claim"."""
        for child in self.analysis.children(noun.index):
            if child.dep == "poss":
                return () if child.lemma in self.speech.first_person else self.phrases(child.index)
            if child.dep in ("compound", "amod", "nmod") and (child.entity in ("ORG", "NORP", "GPE")):
                return self.phrases(child.index)
            if child.dep in ("prep", "agent") and child.lemma in self.speech.vehicle_prepositions:
                for inner in self.analysis.children(child.index, "pobj"):
                    if self.able(inner.index) and inner.entity not in ("GPE", "LOC"):
                        return self.phrases(inner.index)
        above = self.analysis.tokens[noun.head]
        if noun.dep == "dobj" and above.pos == "VERB":
            return self.of_verb(above)
        return ()

    def able(self, index: int) -> bool:
        """Whether the phrase at this head can speak: a person, a group, somebody's statement."""
        token = self.analysis.tokens[index]
        if token.lemma in self.speech.vehicles or token.entity in _ABLE_ENTITIES:
            return True
        if token.pos == "PRON":
            return token.lemma not in _THINGS
        mention = self.analysis.mention_headed(index)
        if mention is not None and mention.category in _ABLE:
            return True
        return token.pos == "PROPN" or bool({token.lemma, token.text.lower()} & self._speaking)

    @cached_property
    def _speaking(self) -> frozenset[str]:
        return self.speech.vague | frozenset().union(*(words for _, words in self.speech.kinds))

    def extent(self, head: int) -> tuple[int, int]:
        """First and last (exclusive) token of the phrase's own words, without appositions and relative clauses."""
        mention = self.analysis.mention_headed(head)
        name = mention is not None and mention.named and self.analysis.tokens[mention.head].pos == "PROPN"
        if mention is not None and name and mention.first <= head < mention.last:
            return mention.first, mention.last
        first, last = head, head + 1
        for child in self.analysis.children(head):
            if child.dep in _IN_PHRASE and child.index < head:
                first = min(first, self.analysis.subtree(child.index)[0])
            elif child.index == last and ((child.dep == "prep" and child.lemma in _OF) or child.dep == "amod"):
                last = self.analysis.subtree(child.index)[-1] + 1
        return first, last
