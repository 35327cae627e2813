"""Finds every statement of losses in people (codebook section 8)."""

from collections.abc import Iterator

from polemos.codebook.loader import Codebook
from polemos.codebook.losses import LossCue
from polemos.coding.losses_cues import fits, real, together
from polemos.coding.losses_figure import Counted
from polemos.coding.losses_nouns import NounLosses
from polemos.coding.losses_parts import Parts
from polemos.coding.losses_record import FoundLoss, Recorder
from polemos.model.analysis import Analysis, Token
from polemos.model.losses import LossStatus

__all__ = ["FoundLoss", "LossRules"]


class LossRules:
    """The loss rules of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.recorder = Recorder(codebook)
        self.nouns = NounLosses(self.recorder)
        self.by_word = self.recorder.words.by_word

    def find(self, analysis: Analysis) -> tuple[FoundLoss, ...]:
        """All losses of a report in text order, each predicate, head and status once."""
        found: dict[tuple[int, int, LossStatus], FoundLoss] = {}
        seen: set[tuple[int, LossStatus]] = set()
        for token in analysis.tokens:
            for item in self._at(analysis, token):
                told = (item.head, item.loss.status)
                # "the bodies of 20 dead rebels" tells of them once; two verbs are two tellings.
                if (token.pos == "VERB" and token.dep != "acl") or told not in seen:
                    found.setdefault((item.predicate, *told), item)
                    seen.add(told)
        ordered = sorted(found.values(), key=lambda item: (item.predicate, item.head, item.loss.status))
        ordered = [item for item in ordered if not self._told_again(analysis, item, ordered)]
        parts = Parts(self.recorder, analysis, ordered).find()
        # "ten dead, including three children who drowned": the three are told once, as a part.
        told_as_part = {(part.head, part.loss.status) for part in parts}
        ordered = [item for item in ordered if (item.head, item.loss.status) not in told_as_part]
        return tuple(sorted([*ordered, *parts], key=lambda item: (item.head, item.predicate, item.loss.status)))

    def _told_again(self, analysis: Analysis, item: FoundLoss, others: list[FoundLoss]) -> bool:
        """ "The suspects were detained after a search": a plural without a figure says nothing new of those told."""
        loss, mention = item.loss, analysis.mention_headed(item.head)
        first = loss.who.text.split(" ", 1)[0].lower()
        if mention is None or (loss.low, loss.best, loss.high) != (None, None, None):
            return False
        if first not in self.recorder.words.known and not mention.pronoun:
            return False
        before = (o for o in others if o.head < item.head and o.loss.status == loss.status)
        lemma = analysis.tokens[item.head].lemma
        return any(
            analysis.tokens[o.head].lemma == lemma
            or ((m := analysis.mention_headed(o.head)) is not None and m.chain == mention.chain)
            for o in before
        )

    def _at(self, analysis: Analysis, token: Token) -> Iterator[FoundLoss]:
        for cue in self.by_word.get(token.lemma, ()):
            found = list(self._of_cue(analysis, token, cue)) if fits(analysis, token, cue) else []
            if found:
                yield from found
                return
        lower = token.text.lower()
        if lower != token.lemma:
            for cue in self.by_word.get(lower, ()):
                if cue.people == "adjective":
                    yield from self._of_cue(analysis, token, cue)
        yield from self.nouns.victims(analysis, token)

    def _of_cue(self, analysis: Analysis, token: Token, cue: LossCue) -> Iterator[FoundLoss]:
        if not real(analysis, token.index, self.recorder.words):
            return
        if cue.people == "noun":
            yield from self.nouns.of_noun(analysis, token, cue)
        elif cue.people == "toll":
            yield from self.nouns.of_toll(analysis, token, cue)
        elif cue.people == "adjective" and (own := self._own_figure(analysis, token)) is not None:
            yield self.recorder.one(analysis, token.index, token.index, own, cue.statuses[0])
        else:
            yield from self._of_people(analysis, token, cue)

    def _of_people(self, analysis: Analysis, token: Token, cue: LossCue) -> Iterator[FoundLoss]:
        people = self.recorder.people
        heads = people.of_cue(analysis, token.index, cue)
        attribute = token.dep == "amod" and token.index < token.head
        if not heads or (attribute and not self.recorder.figures.of(analysis, heads[0]).said):
            # "the arrested men" are known already; only a figure makes a statement of it.
            return
        joint = together(analysis, token, cue, self.recorder.words)
        for head in [*heads, *people.accompanying(analysis, token.index, heads)]:
            yield from self.recorder.of_people(analysis, token.index, head, cue, joint)

    def _own_figure(self, analysis: Analysis, token: Token) -> Counted | None:
        """ "10 dead", "several seriously wounded": the adjective stands for the people."""
        if token.dep == "amod" and token.head > token.index:
            return None
        index = token.index - 1
        first = analysis.sentence_of(token.index).first
        while index > first and analysis.tokens[index].pos == "ADV":
            index -= 1
        return self.recorder.figures.number_at(analysis, index) if index >= first else None
