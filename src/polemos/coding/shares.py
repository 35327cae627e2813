"""How much of a place is meant: "most of the city", "a third of X and parts of Y", "the villages, including Z"."""

from collections.abc import Iterable, Iterator

from polemos.codebook.shares import ShareWords
from polemos.model.analysis import Analysis, Token

_DEEP = 4
"""Shares of shares that are looked through ("most of the northern half of the city")."""
_BEFORE = ("predet", "nummod", "det", "amod", "compound")


class Shares:
    """Looks through words of quantity with one codebook's lists."""

    def __init__(self, words: ShareWords) -> None:
        self.words = words

    def places(self, analysis: Analysis, tokens: Iterable[int], depth: int = 0) -> Iterator[tuple[int, bool]]:
        """The tokens that name places, each with whether only a part of it is meant."""
        for index in listed(analysis, tokens):
            inner = [
                deeper.index
                for prep in analysis.children(index, "prep")
                if prep.lemma == "of"
                for deeper in analysis.children(prep.index, "pobj")
            ]
            word = analysis.tokens[index]
            partly, wholly = self._partly(analysis, word), word.lemma in self.words.wholly
            side = any(child.lemma in self.words.sides for child in analysis.children(index, "amod", "compound"))
            # "the eastern part of the city" is a place of its own: nobody contests its holder there.
            contested = partly and not side
            if inner and depth < _DEEP and (partly or wholly):
                yield from ((deeper, contested or deep) for deeper, deep in self.places(analysis, inner, depth + 1))
            else:
                yield index, contested

    def _partly(self, analysis: Analysis, word: Token) -> bool:
        before = (child.lemma for child in analysis.children(word.index, *_BEFORE))
        return word.lemma in self.words.partly or any(lemma in self.words.partly for lemma in before)


def listed(analysis: Analysis, tokens: Iterable[int]) -> list[int]:
    """The tokens with all that is coordinated to them; the parser takes some lists of names for appositions."""
    found = _joined(analysis, tokens)
    beside = [
        child.index
        for index in found
        for child in analysis.children(index, "appos")
        if _named(analysis, child) and (analysis.children(child.index, "conj") or _goes_on(analysis, child))
    ]
    return sorted(found | _joined(analysis, beside))


def _joined(analysis: Analysis, tokens: Iterable[int]) -> set[int]:
    return {i for token in tokens for i in analysis.conjuncts(token) if analysis.tokens[i].pos not in ("VERB", "AUX")}


def _named(analysis: Analysis, token: Token) -> bool:
    """Whether the token heads a name: "Amuda", "the town of Amuda"."""
    mention = analysis.mention_headed(token.index)
    return token.pos == "PROPN" or (mention is not None and mention.category == "place" and mention.named)


def _goes_on(analysis: Analysis, name: Token) -> bool:
    """Whether an "and" behind the name goes on with the list that it stands in."""
    after = max(analysis.subtree(name.index)) + 1
    following = [token for token in analysis.tokens[after : after + 2] if token.text != ","]
    return bool(following) and following[0].dep == "cc"
