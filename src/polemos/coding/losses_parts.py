"""Parts of a total: "10 people, including 3 children", "nine of them children"."""

from collections.abc import Iterator
from dataclasses import replace

from polemos.codebook.losses import LossCue
from polemos.coding.losses_record import FoundLoss, Recorder
from polemos.model.analysis import Analysis, Token

_WINDOW = 15
"""Tokens between a total and its parts."""


class Parts:
    """Finds the parts of the totals of a report; what happened to the total happened to them."""

    def __init__(self, recorder: Recorder, analysis: Analysis, totals: list[FoundLoss]) -> None:
        self.recorder, self.analysis, self.totals = recorder, analysis, totals

    def find(self) -> list[FoundLoss]:
        """The parts, in text order."""
        found: list[FoundLoss] = []
        for total in self.totals:
            found.extend(self._listed(total))
        for token in self.analysis.tokens:
            if token.text.lower() in self.recorder.words.parts and token.tag == "VBG":
                found.extend(self._included(token))
            elif token.text.lower() in self.recorder.words.them and token.dep == "pobj":
                found.extend(self._of_them(token))
        return found

    def _included(self, token: Token) -> Iterator[FoundLoss]:
        total = self._total(token)
        if total is not None:
            cue = LossCue((total.loss.status,), "object", human=True)
            for child in self.analysis.children(token.index, "pobj", "dobj"):
                for part in self.recorder.of_people(self.analysis, total.predicate, child.index, cue):
                    yield replace(part, loss=replace(part.loss, part_of=total.loss.figure))

    def _listed(self, total: FoundLoss) -> Iterator[FoundLoss]:
        """ "13 people, seven soldiers and six civilians": what a counted group consists of, with figures of its own."""
        analysis = self.analysis
        holders = [
            total.head,
            *(t.index for t in analysis.ancestors(total.head) if t.lemma in self.recorder.words.totals),
        ]
        first = [c for holder in holders for c in analysis.children(holder, "appos")]
        first += [c for holder in holders[1:] for c in analysis.children(holder, "conj")]
        cue = LossCue((total.loss.status,), "object", human=True)
        for child in first:
            if total.loss.best == 1 or analysis.tokens[child.index].sentence != analysis.tokens[total.head].sentence:
                continue
            for part in self.recorder.of_people(analysis, total.predicate, child.index, cue):
                if part.loss.figure != part.loss.who and not self._says_them(part.head):
                    yield replace(part, loss=replace(part.loss, part_of=total.loss.figure))

    def _says_them(self, head: int) -> bool:
        """ "20 of them soldiers" is read from its "them"."""
        below = (self.analysis.tokens[index].text.lower() for index in self.analysis.subtree(head))
        return any(word in self.recorder.words.them for word in below)

    def _of_them(self, token: Token) -> Iterator[FoundLoss]:
        """The number stands before "of them", the people after it."""
        counter = self.analysis.tokens[self.analysis.tokens[token.head].head].index
        total = self._total(token)
        if total is not None and self.analysis.tokens[token.head].lemma == "among":
            yield from self._among_them(token, total)
            return
        following = range(token.index + 1, min(token.index + 4, self.analysis.sentence_of(token.index).last))
        people = next((i for i in following if self.analysis.tokens[i].tag in ("NNS", "NNPS", "NN")), None)
        if (
            total is None
            or people is None
            or counter > token.index
            or not self.recorder.people.human(self.analysis, people)
        ):
            return
        counted = self.recorder.figures.of(self.analysis, counter)
        part = self.recorder.one(self.analysis, total.predicate, people, counted, total.loss.status)
        yield replace(part, loss=replace(part.loss, part_of=total.loss.figure))

    def _among_them(self, token: Token, total: FoundLoss) -> Iterator[FoundLoss]:
        """ "among them four children and a nurse"."""
        following = range(token.index + 1, min(token.index + 6, self.analysis.sentence_of(token.index).last))
        people = self.recorder.people
        first = next((i for i in following if people.human(self.analysis, i) and _noun(self.analysis.tokens[i])), None)
        if first is not None:
            cue = LossCue((total.loss.status,), "object", human=True)
            for part in self.recorder.of_people(self.analysis, total.predicate, first, cue):
                yield replace(part, loss=replace(part.loss, part_of=total.loss.figure))

    def _total(self, word: Token) -> FoundLoss | None:
        """The last loss before the word, in its sentence and near it."""
        before = [
            item
            for item in self.totals
            if self.analysis.tokens[item.head].sentence == word.sentence
            and word.index - _WINDOW <= item.head < word.index
        ]
        return max(before, key=lambda item: item.head, default=None)


def _noun(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") and token.dep != "compound"
