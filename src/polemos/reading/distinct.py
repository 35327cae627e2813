"""Descriptions that a report sets beside a name: where "the rebels took the town from X" they are not X."""

from collections import defaultdict

from polemos.model.analysis import Analysis, Mention
from polemos.reading.chains import Chains

_VERBAL = ("VERB", "AUX")


class Distinct:
    """Which nouns cannot stand for which chains, by the whole of one report."""

    def __init__(self, analysis: Analysis, mentions: list[Mention], chains: Chains, nouns: frozenset[str]) -> None:
        self.analysis, self.chains = analysis, chains
        self._apart: dict[str, set[int]] = defaultdict(set)
        sentences: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if not mention.pronoun:
                sentences[analysis.tokens[mention.head].sentence].append(mention)
        for together in sentences.values():
            names = [m for m in together if m.named and m.category == "group" and m.index in chains]
            for mention in together:
                lemma = analysis.tokens[mention.head].lemma
                if lemma in nouns and mention.index not in chains:
                    self._apart[lemma].update(
                        chains.root(name.index) for name in names if self._two(mention.head, name.head)
                    )

    def apart(self, lemma: str, chain: int) -> bool:
        """Whether the noun stood beside the chain's name as somebody else."""
        return any(self.chains.root(other) == self.chains.root(chain) for other in self._apart.get(lemma, ()))

    def _two(self, first: int, second: int) -> bool:
        """Whether two nouns stand side by side in one clause and neither says whose or what the other is, as in "rebels
        of X", "the X rebels", "X, a rebel group"."""
        if self._clause(first) != self._clause(second) and not self._both_do(first, second):
            return False
        for lower, upper in ((first, second), (second, first)):
            if any(t.index == upper for t in self.analysis.ancestors(lower)):
                return self.analysis.tokens[lower].dep == "conj"
        return True

    def _both_do(self, first: int, second: int) -> bool:
        """Whether each is the subject of one of two clauses that are told together: "they held on while X withdrew"."""
        tokens = self.analysis.tokens
        verbs = tokens[tokens[first].head], tokens[tokens[second].head]
        if not all(t.dep in ("nsubj", "nsubjpass") for t in (tokens[first], tokens[second])):
            return False
        return any(a.head == b.index and a.dep in ("conj", "advcl") for a, b in (verbs, verbs[::-1]))

    def _clause(self, token: int) -> int:
        """The verb that the token's clause hangs on; one coordinated to another verb tells of the same happening."""
        above = [t for t in self.analysis.ancestors(token) if t.pos in _VERBAL]
        return above[0].index if above else token
