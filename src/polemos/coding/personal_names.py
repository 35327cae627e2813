"""Where a person's name begins and ends beside a title, and the fullest form of it."""

from polemos.codebook.titles import Titles
from polemos.model.analysis import Analysis, Token
from polemos.model.participant import Participant

_PAUSES = (",", "--", "–", "—", "(", "-")


class PersonalNames:
    """Reads names with one codebook's ranks and particles."""

    def __init__(self, titles: Titles) -> None:
        self.titles = titles

    def at(self, analysis: Analysis, start: int, *, bare: bool) -> int | None:
        """The token after the personal name that starts here, or None.

        `bare`: right after a title, where any name is a person's unless the parser is sure that it is something else.
        """
        tokens = analysis.tokens
        first = tokens[start]
        particle = first.text.lower() in self.titles.particles and first.entity == "PERSON"
        if first.pos != "PROPN" or not (first.text[:1].isupper() or particle):
            return None
        if not _personal(analysis, first) and (not bare or first.entity in ("NORP", "DATE", "CARDINAL", "LAW")):
            return None
        last = start + 1
        while last < len(tokens) and tokens[last].sentence == first.sentence:
            step = self._step(analysis, last, first)
            if not step:
                break
            last += step
        return last

    def before(self, analysis: Analysis, pause: int, *, beside: bool) -> tuple[int, int] | None:
        """The name that ends at a comma or bracket, as a token range; `beside`: a post stands in apposition to it."""
        tokens = analysis.tokens
        if pause < 1 or tokens[pause].text not in _PAUSES:
            return None
        last = pause
        if tokens[last - 1].pos == "NUM" and tokens[last - 2].text == ",":
            last -= 2  # "X, 45, leader of Y"
        name = tokens[last - 1]
        # The parser takes one personal name in six for an organisation's; a post beside it tells better.
        told = beside and name.entity in ("", "ORG", "WORK_OF_ART")
        if name.pos != "PROPN" or not (_personal(analysis, name) or told) or tokens[last - 2].text[:1].isdigit():
            return None
        start = last - 1
        while start > 0 and tokens[start - 1].sentence == name.sentence and self._inside(analysis, start - 1, name):
            start -= 1
        while start < last - 1 and (tokens[start].pos != "PROPN" or not tokens[start].text[:1].isalpha()):
            start += 1
        return start, last

    def after_ranks(self, analysis: Analysis, start: int) -> int:
        """The first token from `start` on that is no rank; the tokenizer cuts the stop from some ("Lt", ".")."""
        ranks = self.titles.ranks
        while start < len(analysis.tokens):
            word = analysis.tokens[start].text.lower()
            if word not in ranks and not (word == "." and analysis.tokens[start - 1].text.lower() in ranks):
                break
            start += 1
        return start

    def participant(self, analysis: Analysis, first: int, last: int) -> Participant:
        """The bearer, by the fullest name that the report has for a surname."""
        span = analysis.span(first, last)
        name = " ".join(span.text.split())
        mention = analysis.mention_headed(last - 1) or analysis.mention_covering(last - 1)
        if mention is not None and mention.category == "person" and last - first == 1:
            words = mention.name.split()
            if len(words) > 1 and name in words and not any(w.lower() in self.titles.posts for w in words):
                name = mention.name
        return Participant(name, span.text, span.start, span.end, "person")

    def _step(self, analysis: Analysis, index: int, first: Token) -> int:
        """How many tokens go on with the name that `first` begins."""
        word = analysis.tokens[index]
        if word.pos == "PROPN" and (word.entity in (first.entity, "") or not first.entity) and word.text != "[":
            return 1
        if word.text.lower() not in self.titles.particles or index + 1 >= len(analysis.tokens):
            return 0
        following = analysis.tokens[index + 1]
        return 2 if following.pos == "PROPN" and following.entity in (first.entity, "PERSON", "") else 0

    def _inside(self, analysis: Analysis, index: int, name: Token) -> bool:
        word = analysis.tokens[index]
        if word.text.lower() in self.titles.particles:
            return index > 0 and analysis.tokens[index - 1].pos == "PROPN"
        if word.text.lower() in self.titles.ranks or word.text == ".":
            return False
        return word.pos == "PROPN" and word.entity in (name.entity, "") and word.lemma not in self.titles.posts


def _personal(analysis: Analysis, token: Token) -> bool:
    if token.entity == "PERSON":
        return True
    mention = analysis.mention_covering(token.index)
    return mention is not None and mention.category == "person" and token.entity in ("", "ORG", "GPE")
