"""The figure of a noun phrase: which of its words say how many, and what they come to."""

from dataclasses import dataclass

from polemos.codebook.losses import LossWords
from polemos.model.analysis import Analysis, Token
from polemos.text.numerals import UNKNOWN, Figure, NumberWords, figure, fold

_NUMBER_DEPS = ("nummod", "quantmod", "amod", "det", "compound", "advmod", "predet", "poss", "npadvmod")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, and the tokens `first` to `last` (exclusive) that say so."""

    figure: Figure
    first: int
    last: int
    said: bool
    """A number stands in the words; otherwise it follows from "a man", a name or a plural."""


class Figures:
    """Reads the figure of the phrase that a token heads."""

    def __init__(self, numbers: NumberWords, words: LossWords) -> None:
        self.numbers, self.words = numbers, words
        modifiers = {word for phrase in (*numbers.before, *numbers.after) for word in phrase.split()}
        self.edges = {*numbers.links, *numbers.ranges, *"-–—+"}
        self.around = modifiers | numbers.links | numbers.ranges | set(numbers.openers)

    def of(self, analysis: Analysis, head: int) -> Counted:
        """The figure of the people that this token stands for; all empty where the words give none."""
        token = analysis.tokens[head]
        number = self._number_token(analysis, token)
        if number is not None:
            # "On 16 July 12 soldiers were killed": next to the noun, a number counts, whatever the parser made of it.
            dated = number == head - 1 and number > 0 and _month(analysis.tokens[number - 1])
            first, last = (number, number + 1) if dated else self._stretch(analysis, number)
            found = figure(analysis.span(first, last).text, self.numbers)
            if found is not None:
                return Counted(found, first, last, True)
        return self._unsaid(analysis, token)

    def number_at(self, analysis: Analysis, index: int) -> Counted | None:
        """The figure in which this very token stands, if it is a number."""
        if not self._is_number(analysis.tokens[index]):
            return None
        first, last = self._stretch(analysis, index)
        found = figure(analysis.span(first, last).text, self.numbers)
        return Counted(found, first, last, True) if found is not None else None

    def none_of(self, analysis: Analysis, head: int) -> bool:
        """The words say that there was nobody: "no civilians", "no one"."""
        token = analysis.tokens[head]
        if token.lemma in self.words.nobody or token.text.lower() in self.words.nobody:
            return True
        return any(child.text.lower() in self.words.nobody for child in analysis.children(head) if child.index < head)

    def _number_token(self, analysis: Analysis, token: Token) -> int | None:
        """The token itself, or its first modifier, that is a number."""
        if self._is_number(token) and not self._is_pronoun_one(token):
            return token.index
        if (
            token.index
            and analysis.tokens[token.index - 1].tag == "CD"
            and self._is_number(analysis.tokens[token.index - 1])
        ):
            return token.index - 1
        before = [child for child in analysis.children(token.index, *_NUMBER_DEPS) if child.index < token.index]
        # "three dozen suspected men": the parser may hang the number on the participle.
        inner = [
            number for child in before if child.tag == "VBN" for number in analysis.children(child.index, *_NUMBER_DEPS)
        ]
        for child in (*reversed(before), *inner):
            if self._is_number(child) and not _dated(analysis, child):
                return child.index
        return None

    def _is_number(self, token: Token) -> bool:
        return (token.tag == "CD" and self.numbers.counts(token.text)) or (
            token.pos in ("NUM", "NOUN", "ADJ", "PROPN", "DET", "PRON") and _worded(token, self.numbers)
        )

    def _is_pronoun_one(self, token: Token) -> bool:
        return token.tag in ("PRP", "NN") and fold(token.text) == "one"

    def _stretch(self, analysis: Analysis, number: int) -> tuple[int, int]:
        """The tokens around a number that belong to its figure."""
        sentence = analysis.sentence_of(number)
        first, last = number, number + 1
        while first > sentence.first and self._belongs(analysis.tokens[first - 1]):
            first -= 1
        while last < sentence.last and self._belongs(analysis.tokens[last]):
            last += 1
        while first < number and fold(analysis.tokens[first].text) in self.edges:
            first += 1
        while last > number + 1 and fold(analysis.tokens[last - 1].text) in self.edges:
            last -= 1
        return first, last

    def _belongs(self, token: Token) -> bool:
        lower = fold(token.text)
        return lower in self.around or lower in "-–—+" or lower in self.numbers.halves or self.numbers.counts(lower)

    def _unsaid(self, analysis: Analysis, token: Token) -> Counted:
        words = self.words
        lower = token.text.lower()
        for child in (*analysis.children(token.index), token):
            pair = words.pairs.get(child.text.lower())
            if pair is not None and child.index <= token.index:
                return Counted(Figure(pair, pair, pair), child.index, child.index + 1, True)
        one = Figure(1, 1, 1)
        if lower in words.singular:
            return Counted(one, token.index, token.index + 1, False)
        mention = analysis.mention_headed(token.index)
        several = mention.category == "group" if mention is not None else token.entity in ("ORG", "NORP")
        somebody = mention is not None and mention.category == "person" and mention.named
        plural_name = token.tag == "NNPS" and not somebody  # "Colonel Neves" is one
        plural = lower in words.plural or token.tag == "NNS" or plural_name or token.lemma in words.collective
        if plural or several or token.pos not in ("NOUN", "PROPN"):
            return Counted(UNKNOWN, token.index, token.index + 1, False)
        return Counted(one, token.index, token.index + 1, False)


def _worded(token: Token, numbers: NumberWords) -> bool:
    lower = fold(token.text)
    return lower in numbers.units or lower in numbers.scales or lower in numbers.plurals or lower in numbers.lows


def _dated(analysis: Analysis, child: Token) -> bool:
    """A number inside a date, a sum of money or a share: the rest of it follows."""
    inside = child.entity in ("DATE", "TIME", "MONEY", "PERCENT", "LAW", "PRODUCT") and child.tag == "CD"
    return inside and analysis.tokens[child.index + 1].entity == child.entity


def _month(token: Token) -> bool:
    """The number after it is no part of its date."""
    return token.entity == "DATE" and token.tag == "NNP"
