"""Posts with the person who holds them: "ISIS leader X", "X, commander of the 5th Brigade", "X is governor of Y".

A newsreader's grammar of titles is more regular than the parser's reading of it, so the words decide and the parse
only fills gaps: four titles in five that stand before a name are found although half of them are parsed in odd ways.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from polemos.codebook.titles import Titles
from polemos.coding.bodies import Bodies
from polemos.coding.personal_names import PersonalNames
from polemos.model.analysis import Analysis, Mention, Token
from polemos.model.participant import Participant
from polemos.model.span import Span

_COPULAS = ("be", "become", "remain")
_REACH = 14
"""Words that may stand between a title and its name: "envoy for the coalition against X, Name" has 8."""
_INSIDE = ("-", "–", "'", "’", "(", ")")
_OPENERS = (",", "--", "–", "—", "[", "(", '"', "“")
_CLOSERS = (",", ")", "]", ".", "--", "–", "—", ":", ";", '"', "”")
_NOMINAL = ("appos", "conj", "nsubj", "dobj", "pobj", "ROOT", "attr", "npadvmod", "oprd", "dep")


@dataclass(frozen=True, slots=True)
class Post:
    """A named person with a title; `head` is the token of the title's head word."""

    head: int
    title: Span
    trigger: Span
    person: Participant
    body: Participant | None
    place: Mention | None
    stated: bool
    """Said in a clause of its own ("X is the leader of Y"), not as a gloss beside the name."""


class TitleFinder:
    """Finds the posts of one report."""

    def __init__(self, titles: Titles, countries: Mapping[str, str], groups: frozenset[str]) -> None:
        """`groups` are the nouns that name a body of people ("ministry", "army")."""
        self.titles, self.countries = titles, countries
        self.names = PersonalNames(titles)
        self.bodies = Bodies(titles, countries, groups)

    def find(self, analysis: Analysis) -> Iterator[Post]:
        """In text order, one for each title word and person."""
        inside: range = range(0)
        bearers: set[int | None] = set()
        for token in analysis.tokens:
            if not self._is_head(analysis, token):
                continue
            end = self._end(analysis, token)
            tail = self._tail(analysis, end)
            posts = list(self._posts(analysis, token, end, tail))
            if token.index in inside and any(post.person.start in bearers for post in posts):
                continue  # "a spokesman for the High Commissioner, X": X is the spokesman
            yield from posts
            if posts:
                inside, bearers = range(end, tail), {post.person.start for post in posts}

    def _is_head(self, analysis: Analysis, token: Token) -> bool:
        if token.lemma not in self.titles.posts or token.tag not in ("NN", "NNP", "NNS", "NNPS"):
            return False
        needed = self.titles.needs.get(token.lemma)
        if needed is None:
            return True
        near = analysis.tokens[max(0, token.index - 3) : token.index + 3]
        return any(other.lemma in needed for other in near)

    def _posts(self, analysis: Analysis, token: Token, end: int, tail: int) -> Iterator[Post]:
        stated = False
        people = self._names_after(analysis, token, end, tail)
        if not people:
            people = self._name_before(analysis, token)
        if not people:
            people, stated = self._subject(analysis, token), True
        field = self.bodies.field(analysis, token, end, tail)
        if not people and field.body is not None:
            people, stated = self._unnamed(analysis, token, field.body), False
        title, trigger = analysis.span(field.first, field.last), analysis.span(token.index, end)
        for person in people:
            yield Post(token.index, title, trigger, person, field.body, field.place, stated)

    def _unnamed(self, analysis: Analysis, token: Token, body: Participant) -> list[Participant]:
        """ "a Taliban leader": somebody new, known by the post alone."""
        mention = analysis.mention_headed(token.index)
        new = any(child.lemma in ("a", "an") for child in analysis.children(token.index, "det"))
        if token.lemma not in self.titles.unnamed or mention is None or not new or token.tag not in ("NN", "NNP"):
            return []
        return [] if body.text.lower() in self.countries else [mention.participant()]

    def _end(self, analysis: Analysis, token: Token) -> int:
        """The token after the title's own words: "secretary general", "president-elect"."""
        end = token.index + 1
        while end < len(analysis.tokens) and end - token.index < 5:
            word = analysis.tokens[end]
            joined = word.text in ("-", "of") and end + 1 < len(analysis.tokens)
            if joined and analysis.tokens[end + 1].lemma in self.titles.after:
                end += 2
            elif word.lemma in self.titles.after and (
                word.lemma not in self.titles.ranks or (word.lemma == "general" and end == token.index + 1)
            ):
                end += 1
            else:
                break
        return end

    def _tail(self, analysis: Analysis, end: int) -> int:
        """The token after what completes the title: "of justice", "for the Global Coalition"; up to the next comma."""
        tokens = analysis.tokens
        if end >= len(tokens) or tokens[end].lemma not in ("of", "for", "in", "to", "at", "on"):
            return end
        tail = end
        while tail < len(tokens) and tail - end < _REACH and tokens[tail].sentence == tokens[end - 1].sentence:
            word = tokens[tail]
            starts = word.entity == "PERSON" and tokens[tail - 1].entity != "PERSON"
            if starts and tokens[tail - 1].pos not in ("ADP", "DET", "CCONJ", "ADJ"):
                break
            if word.pos in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON") and word.text not in _INSIDE:
                break
            tail += 1
        return tail

    def _names_after(self, analysis: Analysis, token: Token, end: int, tail: int) -> list[Participant]:
        tokens = analysis.tokens
        comma = tail < len(tokens) and tokens[tail].text in _OPENERS
        start = self.names.after_ranks(analysis, tail + 1 if comma else tail)
        if start >= len(tokens) or tokens[start].sentence != token.sentence:
            return []
        if not comma and tail > end and tokens[tail - 1].lemma in self.titles.posts:
            return []  # "a spokesman for President X" is not X
        last = self.names.at(analysis, start, bare=tail == end and not comma)
        if last is None or (comma and not self._closed(analysis, token, last)):
            return []
        people = [self.names.participant(analysis, start, last)]
        while token.tag in ("NNS", "NNPS") and last < len(tokens) and tokens[last].text in (",", "and"):
            last += 1 + (tokens[last].text == "," and last + 1 < len(tokens) and tokens[last + 1].text == "and")
            following = self.names.at(analysis, last, bare=False) if last < len(tokens) else None
            if following is None:
                break
            people.append(self.names.participant(analysis, last, following))
            last = following
        return people if token.tag in ("NN", "NNP") or len(people) > 1 else []

    def _closed(self, analysis: Analysis, token: Token, last: int) -> bool:
        """Whether a name after a comma is an apposition: a pause or a verb stands after it."""
        if last >= len(analysis.tokens) or analysis.tokens[last].sentence != token.sentence:
            return True
        following = analysis.tokens[last]
        said = [child for child in analysis.children(following.index, "ccomp") if child.index < token.index]
        if said and analysis.tokens[last - 1].head == following.index and analysis.tokens[last - 1].dep == "nsubj":
            return False  # "killing a member of X, Y reported": Y only says so
        return (
            following.text in _CLOSERS or following.pos in ("VERB", "AUX") or analysis.tokens[last - 1].dep == "appos"
        )

    def _name_before(self, analysis: Analysis, token: Token) -> list[Participant]:
        """ "Name, the title" and "Name, the title of Y and commander of Z"."""
        tokens = analysis.tokens
        head = token
        if token.dep == "compound" and tokens[token.head].lemma in self.titles.after:
            head = tokens[token.head]
        while head.dep == "conj" and tokens[head.head].pos == "NOUN":
            head = tokens[head.head]
        first = head.index
        while first > 0 and tokens[first - 1].sentence == token.sentence and _modifies(analysis, first - 1, head):
            first -= 1
        if first < 2 or head.dep not in _NOMINAL:
            return []
        beside = head.dep == "appos" and head.head < first
        name = self.names.before(analysis, first - 1, beside=beside)
        return [self.names.participant(analysis, *name)] if name else []

    def _subject(self, analysis: Analysis, token: Token) -> list[Participant]:
        """ "X is the leader of Y", "X, identified as the leader of Y"."""
        if token.dep == "pobj" and token.tag in ("NN", "NNP"):
            said = _said_as(analysis, token, self.titles.called)
            mention = analysis.mention_headed(said) if said is not None else None
            return [mention.participant()] if mention and mention.category == "person" and mention.named else []
        if token.dep != "attr" or token.tag not in ("NN", "NNP"):
            return []
        verb = analysis.tokens[token.head]
        if verb.lemma not in _COPULAS or any(child.dep == "neg" for child in analysis.children(verb.index)):
            return []
        for child in analysis.children(verb.index, "nsubj"):
            relative = child.tag in ("WP", "WDT") and verb.dep == "relcl"
            mention = analysis.mention_headed(verb.head if relative else child.index)
            if mention is not None and mention.category == "person" and mention.named:
                return [mention.participant()]
        return []


def _modifies(analysis: Analysis, index: int, head: Token) -> bool:
    """Whether the token belongs to the words before the head in its own phrase."""
    current = analysis.tokens[index]
    if current.text in (",", "--", "–", "—", "("):
        return False
    for _ in range(4):
        if current.head == head.index:
            return current.dep in ("det", "amod", "compound", "nmod", "poss", "punct", "nummod", "advmod", "npadvmod")
        current = analysis.tokens[current.head]
    return False


def _said_as(analysis: Analysis, noun: Token, verbs: Container[str]) -> int | None:
    """Of whom a verb says with "as" what he is: of its object, or of its subject where it has none."""
    as_ = analysis.tokens[noun.head]
    verb = analysis.tokens[as_.head]
    if as_.lemma != "as" or verb.lemma not in verbs or analysis.children(verb.index, "neg"):
        return None
    if verb.dep == "acl":
        return verb.head
    told = analysis.children(verb.index, "dobj", "nsubjpass") or analysis.children(verb.index, "nsubj")
    if not told:
        return None
    return verb.head if verb.dep == "relcl" and told[0].tag in ("WP", "WDT") else told[0].index
