"""The words that tell a place by another: "20 km north of X", "the outskirts of X", "between X and Y", "northern X".

They are read off the text to the left of the name, since the parser hangs such chains in many ways.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from polemos.codebook.places import PlaceWords
from polemos.model.analysis import Analysis, Mention

NEAR_KM = 25.0
"""As far as UCDP's precision 2 goes (codebook section 11)."""
_BRACKET = re.compile(r"\([^()]*\)")
"""The same distance in another unit: "30 kilometres (20 miles) from"."""
_FIGURE = re.compile(r"[0-9][0-9.,]*")
_COUNTRY, _LINE = 6, 5
_ARTICLES = ("the", "a", "an")
_BRACKETED = 5
"""Tokens at most in "(20 miles)"."""
_BESIDE = 3
"""Tokens from the end of one place to the next that is joined to it: "Homs and the city of Hama"."""


@dataclass(frozen=True, slots=True)
class PlaceRelations:
    """Reads them with one codebook's words."""

    words: PlaceWords

    def before(self, analysis: Analysis, mention: Mention) -> str:
        """The words before a place's name that make it another place, in one line; "" for none."""
        bounded = self._bounded(analysis, mention)
        if bounded:
            return bounded
        first = analysis.sentence_of(mention.head).first
        end = at = self._past_kind(analysis, mention.first, first)
        stepped = self._opening(analysis, at, first)
        nouns = stepped < at and analysis.tokens[at - 1].lemma in self.words.linking
        while stepped < at:
            at = stepped
            stepped = self._going_on(analysis, at, first, nouns=nouns)
        while at < end and analysis.tokens[at].lemma in _ARTICLES:
            at += 1
        return " ".join(_BRACKET.sub(" ", self._text(analysis, at, end)).split())

    def inside(self, analysis: Analysis, mention: Mention) -> str:
        """The words of the mention itself that stand before its name: "northern" in "northern Syria"."""
        tokens = analysis.tokens[mention.first : mention.head]
        start = next((n for n, token in enumerate(tokens) if token.lemma not in _ARTICLES), 0)
        end = start
        while end < len(tokens) and tokens[end].text in self.words.relations:
            end += 1
        return " ".join(token.text for token in tokens[start:end])

    def split(self, name: str) -> tuple[str, str]:
        """A name without what is no part of it, and that: "eastern Palmyra countryside" is "Palmyra"."""
        words = name.split()
        left = right = 0
        while left < len(words) - 1 and words[left] in self.words.relations:
            left += 1
        while right < len(words) - left - 1 and words[-1 - right] in self.words.behind:
            right += 1
        end = len(words) - right
        return " ".join(words[left:end]), " ".join([*words[:left], *words[end:]])

    def level(self, relation: str, own: int) -> int:
        """UCDP's precision of a place that is told by one of precision `own`."""
        words = [self._lemma(word) for word in relation.lower().split()]
        far = self._kilometres(words)
        if far is not None:
            return 2 if far <= NEAR_KM else _LINE
        levels = [self.words.relation_precision[word] for word in words if word in self.words.relation_precision]
        if levels:
            return max(*levels, own) if own < _COUNTRY else max(_LINE, *levels)
        return _LINE if own == _COUNTRY and set(words) & self.words.relations else own

    def _kilometres(self, words: list[str]) -> float | None:
        """The distance that the words tell."""
        for figure, unit in pairwise(words):
            number = figure.replace(",", "")
            if unit in self.words.kilometres and _FIGURE.fullmatch(number):
                return float(number.rstrip(".")) * self.words.kilometres[unit]
        return None

    def _lemma(self, word: str) -> str:
        known = self.words.relation_precision.keys() | self.words.kilometres.keys()
        return word[:-1] if word.endswith("s") and word[:-1] in known else word

    def _opening(self, analysis: Analysis, at: int, first: int) -> int:
        """Where the relation begins whose last word stands before token `at`; `at` for none."""
        tokens = analysis.tokens
        for phrase in self.words.near_phrases:
            length = len(phrase.split())
            if at - length >= first and self._text(analysis, at - length, at).lower() == phrase:
                return at - length
        if at == first:
            return at
        word = tokens[at - 1]
        if word.lemma in self.words.vague_prepositions and word.pos in ("ADP", "SCONJ", "ADV"):
            return at - 1
        if word.lemma in self.words.linking:
            inner = self._past_bracket(analysis, at - 1, first)
            if inner > first and tokens[inner - 1].lemma in self.words.relations:
                return inner - 1
        return at

    def _going_on(self, analysis: Analysis, at: int, first: int, *, nouns: bool) -> int:
        """The same for words before a relation that has begun; `nouns`: also "countryside north of"."""
        if at == first:
            return at
        word = analysis.tokens[at - 1]
        figure = word.pos == "NUM" or word.text[:1].isdigit() or word.lemma in self.words.kilometres
        related = nouns and (word.lemma in self.words.relations or word.lemma in self.words.vague_prepositions)
        if figure or related or word.lemma in self.words.rough:
            return at - 1
        return self._past_bracket(analysis, at, first)

    def _past_bracket(self, analysis: Analysis, at: int, first: int) -> int:
        """Where a bracket begins that ends before `at`: "30 kilometres (20 miles) from"."""
        if at > first and analysis.tokens[at - 1].text == ")":
            for index in range(at - 2, max(first, at - 2 - _BRACKETED), -1):
                if analysis.tokens[index].text == "(":
                    return index
        return at

    def _past_kind(self, analysis: Analysis, at: int, first: int) -> int:
        """Where "the town of" begins before a name."""
        tokens = analysis.tokens
        if at - 2 >= first and tokens[at - 1].lemma == "of" and tokens[at - 2].lemma in self.words.precision:
            if tokens[at - 2].lemma in self.words.relations:  # "the countryside of"
                return at
            at -= 2
        while at > first and tokens[at - 1].lemma in _ARTICLES:
            at -= 1
        return at

    def _bounded(self, analysis: Analysis, mention: Mention) -> str:
        """ "between X and Y", "the road from X to Y", "the highway linking X and Y", for either of the two."""
        for first, last in self._pairs(analysis, mention):
            opening = self._past_kind(analysis, first.first, analysis.sentence_of(first.head).first) - 1
            if opening < 0 or analysis.tokens[opening].text.lower() not in self.words.bounds:
                continue
            line = opening > 0 and analysis.tokens[opening - 1].lemma in self.words.lines
            if line or analysis.tokens[opening].lemma == "between":
                return self._text(analysis, opening - line, last.last)
        return ""

    def _pairs(self, analysis: Analysis, mention: Mention) -> list[tuple[Mention, Mention]]:
        """The mention with the places that are joined to it, in the order of the text."""
        sentence = analysis.sentence_of(mention.head)
        after = range(mention.last + 1, min(mention.last + 1 + _BESIDE, sentence.last))
        before = range(max(mention.first - 1 - _BESIDE, sentence.first), mention.first - 1)
        pairs: list[tuple[Mention, Mention]] = []
        for other in filter(None, map(analysis.mention_covering, (*before, *after))):
            one, two = (mention, other) if other.first > mention.first else (other, mention)
            joined = analysis.tokens[min(one.last, sentence.last - 1)].lemma in self.words.bound_joins
            place = other.category in ("place", "facility") and other.named and not other.pronoun
            if place and joined and one.last < two.first <= one.last + _BESIDE:
                pairs.append((one, two))
        return pairs

    def _text(self, analysis: Analysis, first: int, last: int) -> str:
        return " ".join(analysis.span(first, last).text.split()) if first < last else ""
