"""Losses that a noun tells: "the deaths of four policemen", "no casualties", "the death toll rose to 60"."""

from collections.abc import Iterator
from dataclasses import replace

from polemos.codebook.losses import LossCue
from polemos.coding.losses_cues import governors
from polemos.coding.losses_figure import Counted
from polemos.coding.losses_record import ZERO, FoundLoss, Recorder
from polemos.model.analysis import Analysis, Token
from polemos.model.losses import LossStatus
from polemos.text.numerals import UNKNOWN

_TOLL_WINDOW = 15
"""Tokens after "death toll" in which its figure is looked for."""


class NounLosses:
    """Records what nouns tell."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.words, self.figures, self.people = recorder.words, recorder.figures, recorder.people

    def of_noun(self, analysis: Analysis, token: Token, cue: LossCue) -> Iterator[FoundLoss]:
        """ "the deaths of four policemen", "57 ISIL deaths", "no casualties"."""
        if token.dep == "compound":
            return
        counted = self._noun_figure(analysis, token)
        nobody = self.figures.none_of(analysis, token.index)
        if len(cue.statuses) > 1:
            if not nobody and self._avoided(analysis, token):
                return
            figure = ZERO if nobody else UNKNOWN
            for status in cue.statuses:
                yield self.recorder.one(analysis, token.index, token.index, replace(counted, figure=figure), status)
            return
        if nobody:
            yield self.recorder.one(analysis, token.index, token.index, replace(counted, figure=ZERO), cue.statuses[0])
            return
        heads = [
            inner.index
            for preposition in analysis.children(token.index, "prep")
            if preposition.lemma in ("of", "to", "among")
            for inner in analysis.children(preposition.index, "pobj")
        ]
        people = [
            item
            for head in heads
            for item in self.recorder.of_people(analysis, token.index, head, replace(cue, human=True))
        ]
        if people:
            yield from people
        elif suffering := [c for c in self._sufferers(analysis, token) if not counted.said]:
            for head in suffering:
                yield from self.recorder.of_people(analysis, token.index, head, replace(cue, human=True))
        elif counted.said and token.tag == "NNS":
            yield self.recorder.one(analysis, token.index, token.index, counted, cue.statuses[0])
        elif not cue.counted:
            # "his death", "their arrest" only take up what is told elsewhere.
            for owner in (child for child in analysis.children(token.index, "poss") if child.tag != "PRP$"):
                yield from self.recorder.of_people(analysis, token.index, owner.index, replace(cue, human=True))

    def of_toll(self, analysis: Analysis, token: Token, cue: LossCue) -> Iterator[FoundLoss]:
        """ "raised the death toll to more than 60"."""
        sentence = analysis.sentence_of(token.index)
        people = [
            inner.index
            for preposition in analysis.children(token.index, "prep")
            for inner in analysis.children(preposition.index, "pobj")
            if inner.pos in ("NOUN", "PROPN") and self.people.human(analysis, inner.index)
        ]
        for index in range(token.index + 1, min(sentence.last, token.index + _TOLL_WINDOW)):
            counted = self.figures.number_at(analysis, index)
            if counted is not None and analysis.tokens[index].entity not in ("DATE", "TIME"):
                head = people[0] if people else token.index
                yield self.recorder.one(analysis, token.index, head, counted, cue.statuses[0])
                return

    def victims(self, analysis: Analysis, token: Token) -> Iterator[FoundLoss]:
        """ "X were among the victims", "among the dead was X", "the dead include X"."""
        if token.lemma in self.words.parts:
            subjects = analysis.children(token.index, "nsubj")
            told = next((s for child in subjects if (s := self._victims_of(analysis, child)) is not None), None)
            if told is not None:
                for child in analysis.children(token.index, "dobj"):
                    yield from self.recorder.of_people(analysis, token.index, child.index, _victim(told))
        elif token.lemma == "be":
            among = [
                inner
                for preposition in analysis.children(token.index, "prep")
                if preposition.lemma == "among"
                for inner in analysis.children(preposition.index, "pobj", "pcomp")
            ]
            told = next((s for inner in among if (s := self._victims_of(analysis, inner)) is not None), None)
            if told is not None:
                for child in analysis.children(token.index, "nsubj", "attr"):
                    yield from self.recorder.of_people(analysis, token.index, child.index, _victim(told))

    def _victims_of(self, analysis: Analysis, token: Token) -> LossStatus | None:
        """What happened to those a word stands for: "the wounded", "those killed"."""
        for one in (token, *analysis.children(token.index, "acl")):
            for word in (one.text.lower(), one.lemma):
                if word in self.words.victims:
                    return self.words.victims[word]
        return None

    def _noun_figure(self, analysis: Analysis, token: Token) -> Counted:
        """ "57 deaths", "hundreds of deaths"."""
        counted = self.figures.of(analysis, token.index)
        above = analysis.tokens[token.head]
        if not counted.said and token.dep == "pobj" and above.lemma == "of":
            outer = self.figures.number_at(analysis, above.head)
            return outer if outer is not None else counted
        return counted

    def _sufferers(self, analysis: Analysis, token: Token) -> list[int]:
        """ "Thirteen people suffered injuries"."""
        governor = analysis.tokens[token.head]
        if token.dep != "dobj" or governor.lemma not in self.words.suffered or token.lemma not in self.words.injuries:
            return []
        return self.people.subjects(analysis, governor.index)

    def _avoided(self, analysis: Analysis, token: Token) -> bool:
        """ "to minimise civilian casualties", "no reports of casualties", "the casualties": no statement of losses."""
        definite = any(
            child.tag in ("DT", "PRP$") and child.text.lower() in self.words.known
            for child in analysis.children(token.index)
        )
        above = governors(analysis, token)[-1]
        subject = token.dep in ("nsubj", "nsubjpass")
        return definite or (not subject and above.lemma in self.words.avoided)


def _victim(status: LossStatus) -> LossCue:
    return LossCue((status,), "subject", human=True)
