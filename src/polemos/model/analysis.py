"""The analysed text: tokens with their grammar, sentences, paragraphs, and the mentions of people, groups and places.

Made by `reading`, read by the coders in `coding`; plain data, so that neither needs the other or the parser.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from polemos.model.participant import Participant, ParticipantKind
from polemos.model.report import Report
from polemos.model.span import Span

Category = Literal["group", "person", "people", "place", "facility", "arms", "thing"]
"""group: an organised actor; person: one human; people: several or a kind of humans ("soldiers", "40 civilians");
place: a named or described settlement, area or country; facility: a base, bridge, oil field, building: somewhere that
can be taken or hit; arms: weapons, vehicles, ammunition; thing: all else."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `head` and `children` are token indexes, labels are Penn tags and ClearNLP dependencies."""

    index: int
    text: str
    lemma: str
    """In lower case."""
    tag: str
    pos: str
    dep: str
    head: int
    """The governor's index; the root of a sentence governs itself."""
    children: tuple[int, ...]
    start: int
    end: int
    sentence: int
    entity: str
    """OntoNotes type of the named entity that the token is part of, or ""."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive)."""

    index: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun that stands for somebody or something; tokens `first` to `last` (exclusive).

    `name` is the fullest name that the report uses for it, after pronouns and descriptions are resolved; for an unnamed
    one, its own words without the article. Mentions of the same thing share `chain`.
    """

    index: int
    first: int
    last: int
    head: int
    category: Category
    kind: ParticipantKind
    name: str
    named: bool
    """A proper name stands in it, or it was resolved to one."""
    pronoun: bool
    chain: int
    span: Span
    parts: tuple[int, ...] = ()
    """Indexes of the mentions it stands for together: "both sides", "they" after "A and B"."""

    def participant(self) -> Participant:
        """This mention as somebody who takes part in a claim."""
        return Participant(self.name, self.span.text, self.span.start, self.span.end, self.kind)


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysed report. Tokens cover the report's body only; offsets count in the whole `report.text`."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    _headed: dict[int, Mention] = field(default_factory=dict, repr=False, compare=False)
    _covering: dict[int, Mention] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self._headed.setdefault(mention.head, mention)
            for index in range(mention.first, mention.last):
                self._covering.setdefault(index, mention)

    def mention_headed(self, token: int) -> Mention | None:
        """The mention whose head is this token."""
        return self._headed.get(token)

    def mention_covering(self, token: int) -> Mention | None:
        """The mention in whose words this token stands."""
        return self._covering.get(token)

    def sentence_of(self, token: int) -> Sentence:
        return self.sentences[self.tokens[token].sentence]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def span(self, first: int, last: int) -> Span:
        """The words from token `first` to token `last` (exclusive)."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(start, end, self.report.text[start:end])

    def sentence_span(self, token: int) -> Span:
        sentence = self.sentence_of(token)
        return self.span(sentence.first, sentence.last)

    def children(self, token: int, *deps: str) -> tuple[Token, ...]:
        """The direct dependents, of these labels where any are given."""
        found = (self.tokens[i] for i in self.tokens[token].children)
        return tuple(t for t in found if not deps or t.dep in deps)

    def ancestors(self, token: int) -> Iterator[Token]:
        """Governors from the nearest to the root, without the token itself."""
        current = self.tokens[token]
        while current.head != current.index:
            current = self.tokens[current.head]
            yield current

    def subtree(self, token: int) -> tuple[int, ...]:
        """Indexes of the token and all that it governs, in text order."""
        found, stack = [], [token]
        while stack:
            index = stack.pop()
            found.append(index)
            stack.extend(self.tokens[index].children)
        return tuple(sorted(found))

    def conjuncts(self, token: int) -> tuple[int, ...]:
        """The token and those coordinated after it ("A, B and C"), in text order."""
        found, stack = [], [token]
        while stack:
            index = stack.pop()
            found.append(index)
            stack.extend(child.index for child in self.children(index, "conj"))
        return tuple(sorted(found))
