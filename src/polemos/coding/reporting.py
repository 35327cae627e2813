"""Acts of reporting, found by grammar: which word reports, who speaks, and which tokens are what is said."""

from dataclasses import dataclass

from polemos.codebook.speech import Reporting, Speech
from polemos.coding.owning import owns
from polemos.coding.passers import Passers
from polemos.coding.postposed import postposed
from polemos.coding.voices import SUBJECTS, Voice, Voices
from polemos.model.analysis import Analysis, Token
from polemos.model.source import Stance

_BROAD = (
    "conj",
    "advcl",
    "relcl",
    "acl",
    "prep",
    "pobj",
    "dobj",
    "xcomp",
    "pcomp",
    "ccomp",
    "attr",
    "nsubj",
    "dep",
    "parataxis",
    "appos",
)
_AFTER = frozenset({"after", "when", "before", "because", "since", "until", "where", "if", "although", "though"})
_BARE = 8
"""Tokens of a sentence that holds a speaker and a reporting verb and nothing that is said."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of saying: the token that reports, its speakers outermost first, and the tokens that are its content."""

    cue: int
    voices: tuple[Voice, ...]
    stance: Stance
    scope: frozenset[int]
    quote: bool = False
    """Its content is quoted, so the speaker answers for every word of it."""
    outlets: int = 0
    """How many of the voices, from the first, only pass on what the others say."""


class Reports:
    """Finds the acts of one report."""

    def __init__(self, analysis: Analysis, speech: Speech, voices: Voices) -> None:
        self.analysis, self.speech, self.voices = analysis, speech, voices
        self.passers = Passers(analysis, speech, voices)

    def acts(self) -> list[Act]:
        """All acts, in the order of their cues."""
        found: list[Act] = []
        for token in self.analysis.tokens:
            if token.pos in ("VERB", "AUX") and token.lemma in self.speech.verbs:
                found.extend(self._verb(token))
            elif token.pos == "NOUN" and token.lemma in self.speech.nouns:
                found.extend(self._noun(token))
            if token.text.lower() in self.speech.phrases:
                found.extend(self._phrase(token))
        return found

    def _verb(self, verb: Token) -> list[Act]:
        group = next((g for g in self.speech.verbs[verb.lemma] if "quote" in g.content and not g.objects), None)
        if group is not None and (closing := postposed(self.analysis, self.speech, verb)) is not None:
            speaker, said = closing
            return [Act(verb.index, self.voices.phrases(speaker), group.stance, said)]
        voices = self.voices.of_verb(verb)
        if not voices:
            return []
        children = self.analysis.children(verb.index)
        if self._unsaid(verb, children):
            return []
        objects = {child.lemma for child in children if child.dep in ("dobj", "nsubjpass")}
        by_stance: dict[Stance, set[int]] = {}
        fixed = [group for group in self.speech.verbs[verb.lemma] if group.objects & objects]
        for group in fixed or [group for group in self.speech.verbs[verb.lemma] if not group.objects]:
            if group.able and not all(voice.made or self.voices.able(voice.head) for voice in voices):
                continue
            scope = self._content(verb, children, group)
            if not scope and "quote" in group.content:
                scope = self._around(verb, children) or self._before(verb)
            if not scope and group.stance == "claims-responsibility":
                scope = {child.index for child in children if child.dep == "dobj"}  # of what was told before
            by_stance.setdefault(group.stance, set()).update(self._this_side(verb, scope))
        if set(by_stance) == {"asserts"} and owns(self.analysis, self.speech, verb):
            by_stance = {"claims-responsibility": by_stance["asserts"]}
        outlets = self.passers.of(verb)
        return [
            Act(verb.index, outlets + voices, stance, frozenset(scope), outlets=len(outlets))
            for stance, scope in by_stance.items()
            if scope or stance == "asserts"
        ]

    def _unsaid(self, verb: Token, children: tuple[Token, ...]) -> bool:
        """Whether the verb is negated or only to come ("did not say", "must announce")."""
        if any(child.dep == "aux" and child.text.lower() in self.speech.unsaid for child in children):
            return True
        denies = any(group.stance == "denies" for group in self.speech.verbs[verb.lemma])
        if denies and self._refused(children):
            return True
        either = (*children, *self.analysis.children(verb.head))
        if verb.dep in ("conj", "ROOT") and any(c.dep == "preconj" and c.lemma == "neither" for c in either):
            return True  # "has neither confirmed nor denied"
        return any(child.dep == "neg" for child in children) and not denies

    def _refused(self, children: tuple[Token, ...]) -> bool:
        """ "The fleet was denied entry": something is withheld, nothing said."""
        given = {child.dep for child in children}
        return "nsubjpass" in given and bool(given & {"dobj", "oprd", "dative"})

    def _content(self, verb: Token, children: tuple[Token, ...], group: Reporting) -> set[int]:
        scope: set[int] = set()
        for child in children:
            if scope and child.dep == "advcl" and child.index > verb.index and child.lemma not in self.speech.verbs:
                scope.update(self._time_clause(child, scope))
            if self._is_content(verb, child, group):
                scope.update(self.analysis.subtree(child.index))
                scope.difference_update(self._further(verb, child))
            elif child.dep == "dobj" and "doing" in group.content and self._doing(child):
                scope.update(self.analysis.subtree(child.index))
            elif child.dep == "dobj":
                # The parser often hangs the "of doing" of "accused them of doing" on the accused.
                for inner in self.analysis.children(child.index, "prep"):
                    if inner.lemma in group.content:
                        scope.update(self.analysis.subtree(inner.index))
            elif child.dep == "nsubjpass" and child.lemma in group.objects:
                for inner in self.analysis.children(child.index, "prep"):
                    scope.update(self.analysis.subtree(inner.index) if inner.lemma in group.content else ())
            elif child.dep == "nsubjpass" and "object" in group.content and child.lemma != "it":
                scope.update(self.analysis.subtree(child.index))
        if not scope and "clause" in group.content:
            for child in children:
                scope.update(self._hung(child))
        return scope

    def _hung(self, child: Token) -> set[int]:
        """The clause that the parser hung on a noun between: "said in a statement that", "told a meeting that"."""
        nouns = self.analysis.children(child.index, "pobj") if child.dep == "prep" else ()
        if child.dep in ("dobj", "dative") and child.lemma not in self.speech.nouns:
            nouns = (child,)
        for noun in nouns:
            for clause in self.analysis.children(noun.index, "acl", "relcl"):
                inside = self.analysis.subtree(clause.index)
                subject = self.analysis.children(clause.index, *SUBJECTS, "nsubjpass")
                that = inside[0] < clause.index and self.analysis.tokens[inside[0]].lemma == "that"
                if that and subject and subject[0].index != inside[0]:
                    return set(inside)
        return set()

    def _doing(self, seen: Token) -> bool:
        return any(child.tag == "VBG" for child in self.analysis.children(seen.index, "acl"))

    def _further(self, verb: Token, clause: Token) -> set[int]:
        """What the same speaker says by a further verb that the parser hung on the content: "denied that it fled but
        admitted ..."."""
        found: set[int] = set()
        for child in self.analysis.children(clause.index, "conj"):
            reports = child.lemma in self.speech.verbs and self.analysis.children(child.index, "ccomp")
            if (
                reports
                and child.tag == verb.tag
                and not self.analysis.children(child.index, *SUBJECTS, "nsubjpass", "aux", "auxpass")
            ):
                found.update(self.analysis.subtree(child.index))
        return found

    def _own(self, clause: Token) -> bool:
        """Whether the clause is about a pronoun, which under a verb of claiming is the speaker."""
        return any(child.pos == "PRON" for child in self.analysis.children(clause.index, *SUBJECTS))

    def _time_clause(self, clause: Token, scope: set[int]) -> set[int]:
        """ "Said the bridge was hit, after they blew it up": the clause goes with what is said."""
        inside = self.analysis.subtree(clause.index)
        marks = {child.lemma for child in self.analysis.children(clause.index, "mark", "advmod")}
        return set(inside) if inside[0] > max(scope) and marks & _AFTER else set()

    def _this_side(self, verb: Token, scope: set[int]) -> set[int]:
        """Of content before the verb, what stands after the last semicolon: "A did this; B did that, he added"."""
        if not scope or min(scope) > verb.index:
            return scope
        before = [i for i in range(min(scope), verb.index) if self.analysis.tokens[i].text == ";"]
        return {i for i in scope if i > max(before)} if before else scope

    def _is_content(self, verb: Token, child: Token, group: Reporting) -> bool:
        if "for" in group.content and self._for_clause(child):
            return True
        if child.dep == "ccomp":
            if self._own(child) and any("own" in other.content for other in self.speech.verbs[verb.lemma]):
                return "own" in group.content
            return "clause" in group.content or (child.index < verb.index and "quote" in group.content)
        if child.dep == "xcomp":
            return "infinitive" in group.content
        if child.dep == "oprd":
            return "complement" in group.content
        if child.dep == "dobj":
            return "object" in group.content
        if child.dep == "prep":
            return child.lemma in group.content
        return False

    def _for_clause(self, child: Token) -> bool:
        """ "Called for the army to withdraw"."""
        marks = self.analysis.children(child.index, "mark")
        return (
            child.dep in ("advcl", "ccomp", "xcomp")
            and child.tag == "VB"
            and any(mark.lemma == "for" for mark in marks)
        )

    def _around(self, verb: Token, children: tuple[Token, ...]) -> set[int]:
        """The clause that an inserted "the army said" or "as the army said" stands in."""
        above = self.analysis.tokens[verb.head]
        if above.index == verb.index or above.pos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            return set()
        own = self.analysis.subtree(verb.index)
        like_that = any(child.dep in ("mark", "advmod", "prep") and child.lemma == "as" for child in children)
        inserted = verb.dep in ("ccomp", "parataxis", "dep", "advcl", "conj", "acl", "relcl", "appos") and any(
            child.dep in SUBJECTS for child in children
        )
        if verb.dep == "advcl" and not like_that:
            inserted = inserted and not any(child.dep in ("mark", "advmod") for child in children)
        if not (like_that or (inserted and self._set_off(own))):
            return set()
        return set(self.analysis.subtree(above.index)) - set(own)

    def _before(self, verb: Token) -> set[int]:
        """The sentence before, where "Luis Pardo said." was cut off from it after an abbreviation."""
        sentence = self.analysis.sentence_of(verb.index)
        if verb.head != verb.index or sentence.last - sentence.first > _BARE or sentence.index == 0:
            return set()
        previous = self.analysis.sentences[sentence.index - 1]
        closing, before = self.analysis.tokens[previous.last - 1], self.analysis.tokens[max(0, previous.last - 2)]
        abbreviated = closing.text == "." and before.text[:1].isupper() and len(before.text) < _BARE
        if previous.paragraph != sentence.paragraph or not (abbreviated or closing.pos != "PUNCT"):
            return set()
        return set(range(previous.first, previous.last))

    def _set_off(self, own: tuple[int, ...]) -> bool:
        """Whether a comma, dash or quotation mark stands before these tokens or at their end."""
        edges = [own[0] - 1, own[0], own[-1], own[-1] + 1]
        tokens = self.analysis.tokens
        return any(0 <= i < len(tokens) and tokens[i].text in (",", "--", "-", "–", "—", '"', "”", "“") for i in edges)

    def _noun(self, noun: Token) -> list[Act]:
        found: list[Act] = []
        for group in self.speech.nouns[noun.lemma]:
            scope: set[int] = set()
            for child in self.analysis.children(noun.index):
                that = child.dep in ("acl", "ccomp", "relcl") and any(
                    mark.dep == "mark" and mark.lemma == "that" for mark in self.analysis.children(child.index)
                )
                infinitive = child.dep == "acl" and child.tag == "VB" and "infinitive" in group.content
                if (
                    (that and "clause" in group.content)
                    or infinitive
                    or (child.dep == "prep" and child.lemma in group.content)
                ):
                    scope.update(self.analysis.subtree(child.index))
            voices = self.voices.of_noun(noun) if scope else ()
            if not voices and noun.tag == "NNS" and noun.lemma in self.speech.ownerless:
                voices = (Voice(noun.index),)
            if scope and voices:
                found.append(Act(noun.index, voices, group.stance, frozenset(scope - {v.head for v in voices})))
        return found

    def _phrase(self, first: Token) -> list[Act]:
        for rest in self.speech.phrases[first.text.lower()]:
            last = first.index + len(rest)
            words = tuple(t.text.lower() for t in self.analysis.tokens[first.index + 1 : last + 1] if t.lemma != "the")
            if words != rest:
                continue
            speaker = next(iter(self.analysis.children(last, "pobj", "dobj")), None)
            if speaker is not None and speaker.lemma not in self.speech.first_person:
                voices = self.voices.phrases(speaker.index)
                own = set(self.analysis.subtree(first.index))
                return [Act(first.index, voices, "asserts", frozenset(self._clause(first) - own))]
        return []

    def _clause(self, phrase: Token) -> set[int]:
        """What an "according to" covers: the clause it hangs on, or the whole sentence from either of its ends."""
        sentence = self.analysis.sentence_of(phrase.index)
        own = self.analysis.subtree(phrase.index)
        at_start = own[0] - sentence.first <= 1
        at_end = all(t.pos == "PUNCT" for t in self.analysis.tokens[own[-1] + 1 : sentence.last])
        above = self.analysis.tokens[phrase.head]
        said = self.analysis.children(above.index, "ccomp") if phrase.text.lower() == "citing" else ()
        if said and above.lemma in self.speech.verbs:  # who cites stands outside of who is cited
            inside = self.analysis.subtree(said[0].index)
            return set(inside if self.analysis.tokens[inside[0]].pos == "PROPN" else inside[1:])
        if at_start or at_end:
            while above.head != above.index and above.dep in _BROAD:
                above = self.analysis.tokens[above.head]
        else:
            while above.pos not in ("VERB", "AUX") and above.head != above.index:
                above = self.analysis.tokens[above.head]
        return set(self.analysis.subtree(above.index))
