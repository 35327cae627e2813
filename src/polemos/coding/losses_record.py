"""Makes the loss records: one for each of the coordinated people that a word of loss is about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from polemos.codebook.loader import Codebook
from polemos.codebook.losses import LossCue, loss_words
from polemos.codebook.nouns import nouns
from polemos.codebook.numbers import number_words
from polemos.coding.losses_figure import Counted, Figures
from polemos.coding.losses_people import People
from polemos.model.analysis import Analysis
from polemos.model.losses import Loss, LossStatus
from polemos.model.span import Span
from polemos.text.numerals import UNKNOWN, Figure

ZERO = Figure(0, 0, 0)


@dataclass(frozen=True, slots=True)
class FoundLoss:
    """A loss with the token that says what happened ("killed") and the head of those it happened to."""

    loss: Loss
    predicate: int
    head: int


class Recorder:
    """Words, figures and people of one codebook, and the records made of them."""

    def __init__(self, codebook: Codebook) -> None:
        self.words = loss_words(codebook)
        self.figures = Figures(number_words(codebook), self.words)
        self.people = People(self.words, nouns(codebook))

    def of_people(
        self, analysis: Analysis, predicate: int, first: int, cue: LossCue, together: bool = False
    ) -> Iterator[FoundLoss]:
        """One loss for each of the coordinated people."""
        negated = any(child.dep == "neg" for child in analysis.children(predicate))
        for head, counter in self.heads(analysis, first):
            nobody = self.figures.none_of(analysis, counter)
            human = self.people.human(analysis, head)
            if human is False or (cue.human and not human) or (negated and not nobody):
                continue
            if (cue.civilian and not self.people.fleeing(analysis, head)) or (
                cue.places and not self.people.somebody(analysis, head)
            ):
                continue
            counted = self.figures.of(analysis, counter)
            if cue.counted and cue.people in ("object", "subject") and not counted.said:
                continue
            if nobody:
                counted = replace(counted, figure=ZERO)
            elif together:
                counted = replace(counted, figure=UNKNOWN)
            statuses = cue.statuses if nobody or cue.alone is None else (cue.alone,)
            for status in statuses:
                yield self.one(analysis, predicate, head, counted, status)

    def one(self, analysis: Analysis, predicate: int, head: int, counted: Counted, status: LossStatus) -> FoundLoss:
        """The record of one loss."""
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

    def heads(self, analysis: Analysis, first: int) -> list[tuple[int, int]]:
        """The coordinated people as (noun, token that carries the number), those under one number as one."""
        found: list[tuple[int, int]] = []
        first = self.people.past_date(analysis, first)
        conjuncts = analysis.conjuncts(first)
        if analysis.tokens[first].lemma in self.words.totals:
            conjuncts = conjuncts[
                :1
            ]  # "a total of 13 people, seven soldiers and six civilians": the rest are its parts
        elif self.figures.of(analysis, first).figure.best == 1:
            conjuncts = (*conjuncts, *self._after_one(analysis, first))
        for index in conjuncts:
            token = analysis.tokens[index]
            if token.pos in ("VERB", "AUX", "ADV") and index != first:
                continue
            head, counter = self.people.unwrap(analysis, index)
            if found and self._under_one_number(analysis, index, found[0][0]):
                continue
            found.append((head, counter))
        return found

    def _after_one(self, analysis: Analysis, first: int) -> Iterator[int]:
        """ "the man, a courier, and two guards": a singular apposition is the man again, what follows it is not.

        "A judge, two lawyers and a nurse" is a list, all of it.
        """
        for child in analysis.children(first, "appos"):
            listed = analysis.conjuncts(child.index)
            renamed = child.tag in ("NN", "NNP") and not self.figures.of(analysis, child.index).said
            if len(listed) > 1:
                yield from listed[renamed:]

    def _under_one_number(self, analysis: Analysis, index: int, first: int) -> bool:
        """ "13 women and children": a bare plural goes with the number or the plural before it."""
        token = analysis.tokens[index]
        if token.tag not in ("NNS", "NNPS") or self.figures.of(analysis, index).said:
            return False
        if any(child.index < index and child.dep in ("det", "poss") for child in analysis.children(index)):
            return False
        same = self.people.civilians(analysis, index) == self.people.civilians(analysis, first)
        return same or self.figures.of(analysis, first).said


def _phrase(analysis: Analysis, head: int) -> Span:
    """The noun phrase up to its head: article, number, adjectives, name."""
    token = analysis.tokens[head]
    left = [
        c.index for c in analysis.children(head, "det", "nummod", "amod", "compound", "poss", "nmod") if c.index < head
    ]
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
