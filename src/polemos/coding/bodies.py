"""The body that a post belongs to, in the words around its title: "Central Command commander", "emir of the coast"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from polemos.codebook.titles import Titles
from polemos.model.analysis import Analysis, Category, Mention, Token
from polemos.model.participant import Participant

_BODIES: tuple[Category, ...] = ("group", "place", "facility")
_NO_BODY = ("PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL")


@dataclass(frozen=True, slots=True)
class Field:
    """What the words around a title tell: tokens `first` to `last` (exclusive) are the title as written."""

    first: int
    last: int
    body: Participant | None
    place: Mention | None


class Bodies:
    """Reads bodies with one codebook's words."""

    def __init__(self, titles: Titles, countries: Mapping[str, str], groups: frozenset[str]) -> None:
        """`groups` are the nouns that name a body of people ("ministry", "army")."""
        self.titles, self.countries, self.groups = titles, countries, groups

    def field(self, analysis: Analysis, token: Token, end: int, tail: int) -> Field:
        """The body and place of the title that `token` heads, whose words end at `end` and complements at `tail`."""
        first, body = self._before(analysis, token)
        place: Mention | None = None
        last = end
        for mention, preposition in _complements(analysis, end, tail):
            trade = analysis.tokens[mention.head].lemma in self.titles.before | self.titles.after
            named = preposition == "of" and mention.named and not trade
            if body is None and (named or _is_body(mention)) and _owns(mention, preposition):
                body = _numbered(analysis, mention)
                place = mention if mention.category == "place" else None
            elif place is None and mention.category in ("place", "facility"):
                place = mention
            last = mention.last
        return Field(first, last, body, place)

    def _before(self, analysis: Analysis, token: Token) -> tuple[int, Participant | None]:
        """Where the title begins, and the body among the words before it."""
        tokens = analysis.tokens
        first = token.index
        while first > 0 and tokens[first - 1].sentence == token.sentence:
            word = tokens[first - 1]
            known = word.lemma in self.titles.before or word.tag == "HYPH"
            if word.text.lower() in self.countries or not (known or _describes(word, token)):
                break
            first -= 1
        last = first - 1 if first > 0 and tokens[first - 1].tag == "POS" else first
        start = last
        while start > 0 and tokens[start - 1].sentence == token.sentence and self._of_body(tokens[start - 1]):
            start -= 1
        mention = analysis.mention_headed(last - 1) if last > 0 else None
        if start == last:
            owner = mention is not None and tokens[last - 1].dep == "poss" and _is_body(mention)
            return first, mention.participant() if mention is not None and owner else None
        counted = mention is not None and tokens[mention.first].tag == "CD"  # "two Taliban members"
        if mention is not None and mention.last == last and mention.first <= start and not counted:
            return first, mention.participant() if mention.category != "person" else None
        span = analysis.span(start, last)
        words = " ".join(span.text.split())
        return first, Participant(self.countries.get(words.lower(), words), span.text, span.start, span.end, "other")

    def _of_body(self, word: Token) -> bool:
        """Whether the word may stand in a body's name before a title: no person's, date's or number's."""
        if word.pos == "PROPN" or word.entity in ("ORG", "GPE", "NORP") or word.text.lower() in self.countries:
            return word.entity not in _NO_BODY and word.pos != "DET"
        return word.pos == "NOUN" and word.lemma in self.groups and word.dep in ("compound", "nmod")


def _complements(analysis: Analysis, end: int, tail: int) -> Iterator[tuple[Mention, str]]:
    """The mentions in the words after the title, each with its preposition."""
    preposition = ""
    seen = -1
    for index in range(end, tail):
        word = analysis.tokens[index]
        if word.pos in ("ADP", "PART"):
            preposition = word.lemma
        mention = analysis.mention_headed(index)
        if mention is None or mention.first < seen or word.dep in ("compound", "nmod", "amod"):
            continue
        seen = mention.last
        yield mention, preposition


def _is_body(mention: Mention) -> bool:
    if mention.pronoun:
        return mention.category in _BODIES and mention.named
    return mention.category in _BODIES or (mention.category == "people" and mention.kind != "civilians")


def _numbered(analysis: Analysis, mention: Mention) -> Participant:
    """A body with the number that tells it from others: "5th Brigade"."""
    found = mention.participant()
    first = mention.first
    while first < mention.head and analysis.tokens[first].pos == "DET":
        first += 1
    words = " ".join(analysis.span(first, mention.last).text.split())
    numbered = words[:1].isdigit() and words.endswith(found.name)
    return replace(found, name=words) if numbered else found


def _owns(mention: Mention, preposition: str) -> bool:
    """An envoy for or to a country is not of that country."""
    return preposition in ("of", "at") or (preposition == "for" and mention.category != "place")


def _describes(word: Token, head: Token) -> bool:
    """A common adjective or noun that modifies the title: "artillery crew chief"."""
    common = (word.pos == "ADJ" and not word.entity) or (word.tag == "NN" and word.text.islower())
    return common and word.dep in ("amod", "compound") and word.head in (head.index, head.head)
