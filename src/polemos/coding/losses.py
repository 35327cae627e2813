"""Finds every statement of losses in people (codebook section 8)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from polemos.codebook.loader import Codebook
from polemos.codebook.losses import LossCue, loss_words
from polemos.codebook.nouns import nouns
from polemos.codebook.numbers import number_words
from polemos.coding.losses_figure import Counted, Figures
from polemos.coding.losses_people import People
from polemos.model.analysis import Analysis, Token
from polemos.model.losses import Loss, LossStatus
from polemos.model.span import Span
from polemos.text.numerals import UNKNOWN, Figure

_ZERO = Figure(0, 0, 0)
_PART_WINDOW = 15
_KNOWN = ("the", "any", "these", "those", "this", "its", "their", "our")


@dataclass(frozen=True, slots=True)
class FoundLoss:
    """A loss with the token that says what happened ("killed") and the head of those it happened to."""

    loss: Loss
    predicate: int
    head: int


class LossRules:
    """The loss rules of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.words = loss_words(codebook)
        self.figures = Figures(number_words(codebook), self.words)
        self.people = People(self.words, nouns(codebook))

    def find(self, analysis: Analysis) -> tuple[FoundLoss, ...]:
        """All losses of a report in text order, each predicate, head and status once."""
        found: dict[tuple[int, int, LossStatus], FoundLoss] = {}
        seen: set[tuple[int, LossStatus]] = set()
        for token in analysis.tokens:
            for item in self._at(analysis, token):
                told = (item.head, item.loss.status)
                # "the bodies of 20 dead rebels" tells of them once, "the six who were killed ... had been killed" twice.
                if token.pos == "VERB" or told not in seen:
                    found.setdefault((item.predicate, *told), item)
                    seen.add(told)
        ordered = sorted(found.values(), key=lambda item: (item.predicate, item.head, item.loss.status))
        parts = _Parts(self, analysis, ordered).find()
        return tuple(sorted([*ordered, *parts], key=lambda item: (item.head, item.predicate, item.loss.status)))

    def _at(self, analysis: Analysis, token: Token) -> Iterator[FoundLoss]:
        for cue in self.words.by_word.get(token.lemma, ()):
            found = list(self._of_cue(analysis, token, cue)) if _fits(analysis, token, cue) else []
            if found:
                yield from found
                return
        lower = token.text.lower()
        if lower != token.lemma:
            for cue in self.words.by_word.get(lower, ()):
                if cue.people == "adjective":
                    yield from self._of_cue(analysis, token, cue)
        yield from self._victims(analysis, token)

    def _of_cue(self, analysis: Analysis, token: Token, cue: LossCue) -> Iterator[FoundLoss]:
        if not self._real(analysis, token.index):
            return
        if cue.people == "noun":
            yield from self._of_noun(analysis, token, cue)
            return
        if cue.people == "toll":
            yield from self._of_toll(analysis, token, cue)
            return
        if cue.people == "adjective":
            own = self._own_figure(analysis, token)
            if own is not None:
                yield self._loss(analysis, token.index, token.index, own, cue.statuses[0])
                return
        heads = self.people.of_cue(analysis, token.index, cue)
        if token.dep == "amod" and (not heads or not self.figures.of(analysis, heads[0]).said):
            # "the arrested men" are known already; only a figure makes a statement of it.
            return
        heads += self.people.accompanying(analysis, token.index) if heads else []
        together = self._together(analysis, token, cue)
        for head in heads:
            yield from self._of_people(analysis, token.index, head, cue, together)

    def _of_people(
        self, analysis: Analysis, predicate: int, first: int, cue: LossCue, together: bool = False
    ) -> Iterator[FoundLoss]:
        """One loss for each of the coordinated people."""
        negated = any(child.dep == "neg" for child in analysis.children(predicate))
        for head, counter in self._heads(analysis, first):
            nobody = self.figures.none_of(analysis, counter)
            human = self.people.human(analysis, head)
            if human is False or (cue.human and not human) or (negated and not nobody):
                continue
            if (cue.civilian and not self.people.fleeing(analysis, head)) or (
                cue.places and not self.people.somebody(analysis, head)
            ):
                continue
            counted = self.figures.of(analysis, counter)
            if cue.counted and cue.people == "object" and not counted.said:
                continue
            if nobody:
                counted = replace(counted, figure=_ZERO)
            elif together:
                counted = replace(counted, figure=UNKNOWN)
            statuses = cue.statuses if nobody or cue.alone is None else (cue.alone,)
            for status in statuses:
                yield self._loss(analysis, predicate, head, counted, status)

    def _heads(self, analysis: Analysis, first: int) -> list[tuple[int, int]]:
        """The coordinated people as (noun, token that carries the number), those under one number as one."""
        found: list[tuple[int, int]] = []
        for index in analysis.conjuncts(first):
            token = analysis.tokens[index]
            if token.pos in ("VERB", "AUX", "ADV") and index != first:
                continue
            head, counter = self.people.unwrap(analysis, index)
            if found and self._under_one_number(analysis, index, found[0][0]):
                continue
            found.append((head, counter))
        return found

    def _under_one_number(self, analysis: Analysis, index: int, first: int) -> bool:
        """"13 women and children": a bare plural goes with the number or the plural before it."""
        token = analysis.tokens[index]
        if token.tag not in ("NNS", "NNPS") or self.figures.of(analysis, index).said:
            return False
        if any(child.index < index and child.dep in ("det", "poss") for child in analysis.children(index)):
            return False
        same = self.people.civilians(analysis, index) == self.people.civilians(analysis, first)
        return same or self.figures.of(analysis, first).said

    def _of_noun(self, analysis: Analysis, token: Token, cue: LossCue) -> Iterator[FoundLoss]:
        """ "the deaths of four policemen", "57 ISIL deaths", "no casualties"."""
        if token.dep == "compound":
            return
        counted = self.figures.of(analysis, token.index)
        nobody = self.figures.none_of(analysis, token.index)
        if len(cue.statuses) > 1:
            if self._avoided(analysis, token):
                return
            figure = _ZERO if nobody else UNKNOWN
            for status in cue.statuses:
                yield self._loss(analysis, token.index, token.index, replace(counted, figure=figure), status)
            return
        if nobody:
            yield self._loss(analysis, token.index, token.index, replace(counted, figure=_ZERO), cue.statuses[0])
            return
        heads = [
            inner.index
            for preposition in analysis.children(token.index, "prep")
            if preposition.lemma in ("of", "to", "among")
            for inner in analysis.children(preposition.index, "pobj")
        ]
        people = [item for head in heads for item in self._of_people(analysis, token.index, head, replace(cue, human=True))]
        if people:
            yield from people
        elif suffering := [c for c in self._sufferers(analysis, token) if not counted.said]:
            for head in suffering:
                yield from self._of_people(analysis, token.index, head, replace(cue, human=True))
        elif counted.said and token.tag == "NNS":
            yield self._loss(analysis, token.index, token.index, counted, cue.statuses[0])
        elif not cue.counted:
            for owner in analysis.children(token.index, "poss"):
                yield from self._of_people(analysis, token.index, owner.index, replace(cue, human=True))

    def _sufferers(self, analysis: Analysis, token: Token) -> list[int]:
        """ "Thirteen people suffered injuries"."""
        governor = analysis.tokens[token.head]
        if token.dep != "dobj" or governor.lemma not in self.words.suffered or token.lemma not in self.words.injuries:
            return []
        return self.people.subjects(analysis, governor.index)

    def _avoided(self, analysis: Analysis, token: Token) -> bool:
        """ "to minimise civilian casualties", "no reports of casualties", "the casualties": no statement of losses."""
        definite = any(child.tag in ("DT", "PRP$") and child.text.lower() in _KNOWN for child in analysis.children(token.index))
        return definite or any(t.lemma in self.words.avoided for t in _governors(analysis, token))

    def _of_toll(self, analysis: Analysis, token: Token, cue: LossCue) -> Iterator[FoundLoss]:
        """ "raised the death toll to more than 60"."""
        sentence = analysis.sentence_of(token.index)
        for index in range(token.index + 1, min(sentence.last, token.index + _PART_WINDOW)):
            counted = self.figures.number_at(analysis, index)
            if counted is not None and analysis.tokens[index].entity not in ("DATE", "TIME"):
                yield self._loss(analysis, token.index, token.index, counted, cue.statuses[0])
                return

    def _victims(self, analysis: Analysis, token: Token) -> Iterator[FoundLoss]:
        """ "X were among the victims", "among the dead was X", "the dead include X"."""
        if token.lemma == "include":
            subjects = analysis.children(token.index, "nsubj")
            if any(child.lemma in self.words.victims for child in subjects):
                for child in analysis.children(token.index, "dobj"):
                    yield from self._of_people(analysis, token.index, child.index, _VICTIM)
        elif token.lemma == "be":
            among = [
                inner
                for preposition in analysis.children(token.index, "prep")
                if preposition.lemma == "among"
                for inner in analysis.children(preposition.index, "pobj", "pcomp")
            ]
            names = {word for inner in among for t in (inner, *analysis.children(inner.index, "acl")) for word in (t.lemma, t.text.lower())}
            if names & self.words.victims:
                for child in analysis.children(token.index, "nsubj", "attr"):
                    yield from self._of_people(analysis, token.index, child.index, _VICTIM)

    def _own_figure(self, analysis: Analysis, token: Token) -> Counted | None:
        """ "10 dead", "several seriously wounded": the adjective stands for the people."""
        if token.dep == "amod" and token.head > token.index:
            return None
        index = token.index - 1
        first = analysis.sentence_of(token.index).first
        while index > first and analysis.tokens[index].pos == "ADV":
            index -= 1
        return self.figures.number_at(analysis, index) if index >= first else None

    def _together(self, analysis: Analysis, token: Token, cue: LossCue) -> bool:
        """ "60 were killed or wounded": the figure covers both, so neither has one."""
        related = [*analysis.children(token.index, "conj"), analysis.tokens[token.head]]
        for other in related:
            if other.index == token.index or (token.dep != "conj" and other.index == token.head):
                continue
            kinds = {s for c in self.words.by_word.get(other.lemma, ()) if c.people == cue.people for s in c.statuses}
            between = analysis.tokens[min(token.index, other.index) + 1 : max(token.index, other.index)]
            if not kinds or kinds == set(cue.statuses) or not all(t.pos in ("CCONJ", "ADV", "VERB") for t in between):
                continue
            if {*kinds, *cue.statuses} == {"killed", "wounded"} or any(t.lemma == "or" for t in between):
                return True
        return False

    def _real(self, analysis: Analysis, index: int) -> bool:
        """The words say that it happened: no "could kill", "threatened to kill", "if he is killed", "stop killing"."""
        words = self.words
        for token in (analysis.tokens[index], *analysis.ancestors(index)):
            if token.index != index and token.lemma in words.aims:
                return False
            if token.pos not in ("VERB", "AUX"):
                continue
            children = analysis.children(token.index)
            auxiliaries = [c for c in children if c.dep in ("aux", "auxpass")]
            if any(c.text.lower() in words.unreal for c in auxiliaries):
                return False
            if any(c.dep == "mark" and c.lemma in words.conditions for c in children):
                return False
            infinitive = token.tag == "VB" and any(c.lemma == "to" for c in auxiliaries)
            if infinitive and not any(c.lemma == "have" for c in auxiliaries):
                return analysis.tokens[token.head].lemma in words.done and token.dep == "xcomp"
            if len(auxiliaries) == 1 and auxiliaries[0].dep == "auxpass" and auxiliaries[0].tag == "VB":
                # "demanded that the party be eliminated"
                return False
            shares = token.tag == "VB" and token.dep == "conj" and not auxiliaries
            if not shares and not (token.tag == "VBG" and token.dep in ("xcomp", "pcomp")):
                return True
        return True

    def _loss(self, analysis: Analysis, predicate: int, head: int, counted: Counted, status: LossStatus) -> FoundLoss:
        civilians = self.people.civilians(analysis, head)
        token = analysis.tokens[head]
        named = token.entity == "PERSON" and counted.figure.exact
        who = _phrase(analysis, head)
        loss = Loss(
            status=status,
            who=who,
            figure=analysis.span(counted.first, counted.last) if counted.said else who,
            side=None if civilians else self.people.side(analysis, head),
            civilians=civilians,
            low=counted.figure.low,
            best=counted.figure.best,
            high=counted.figure.high,
            named=(_name(analysis, head),) if named else (),
        )
        return FoundLoss(loss, predicate, head)


class _Parts:
    """ "10 people, including 3 children": the three are a part of the ten and lost as they were."""

    def __init__(self, rules: LossRules, analysis: Analysis, totals: list[FoundLoss]) -> None:
        self.rules, self.analysis, self.totals = rules, analysis, totals

    def find(self) -> list[FoundLoss]:
        found = []
        for token in self.analysis.tokens:
            if token.text.lower() not in self.rules.words.parts or token.tag != "VBG":
                continue
            total = self._total(token)
            if total is None:
                continue
            cue = LossCue((total.loss.status,), "object", frozenset(), frozenset(), True, False, False, None)
            for child in self.analysis.children(token.index, "pobj", "dobj"):
                for part in self.rules._of_people(self.analysis, total.predicate, child.index, cue):
                    found.append(replace(part, loss=replace(part.loss, part_of=total.loss.figure)))
        return found

    def _total(self, including: Token) -> FoundLoss | None:
        """The last loss before the word, in its sentence and near it."""
        before = [
            item
            for item in self.totals
            if self.analysis.tokens[item.head].sentence == including.sentence
            and including.index - _PART_WINDOW <= item.head < including.index
        ]
        return max(before, key=lambda item: item.head, default=None)


_VICTIM = LossCue(("killed",), "subject", frozenset(), frozenset(), True, False, False, None)


def _fits(analysis: Analysis, token: Token, cue: LossCue) -> bool:
    """Part of speech and accompanying words are those of the cue."""
    if cue.under and not any(t.lemma in cue.under for t in _governors(analysis, token)):
        return False
    verbal = cue.people in ("object", "subject")
    if verbal != (token.pos in ("VERB", "AUX") or token.tag in ("VBN", "VBD")):
        return False
    if not cue.with_:
        return True
    near = {t.lemma for t in analysis.children(token.index)} | {t.text.lower() for t in analysis.children(token.index)}
    for preposition in analysis.children(token.index, "prep"):
        near |= {t.lemma for t in analysis.children(preposition.index, "pobj")}
    return bool(near & cue.with_)


def _governors(analysis: Analysis, token: Token) -> list[Token]:
    """What the token hangs on, and what that hangs on where it is a preposition."""
    above = analysis.tokens[token.head]
    return [above, analysis.tokens[above.head]] if above.pos == "ADP" else [above]


def _phrase(analysis: Analysis, head: int) -> Span:
    """The noun phrase up to its head: article, number, adjectives, name."""
    token = analysis.tokens[head]
    left = [c.index for c in analysis.children(head, "det", "nummod", "amod", "compound", "poss", "nmod") if c.index < head]
    first = min([*left, head])
    for index in left:
        first = min(first, *analysis.subtree(index))
    last = head + 1
    while token.entity == "PERSON" and last < len(analysis.tokens) and analysis.tokens[last].entity == "PERSON":
        last += 1
    return analysis.span(first, last)


def _name(analysis: Analysis, head: int) -> str:
    mention = analysis.mention_headed(head)
    return mention.name if mention is not None else _phrase(analysis, head).text
