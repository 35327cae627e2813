"""Posts with the person who holds them: "ISIS leader X", "X, commander of the 5th Brigade", "X is governor of Y".

A newsreader's grammar of titles is more regular than the parser's reading of it, so the words decide and the parse
only fills gaps: four titles in five that stand before a name are found although half of them are parsed in odd ways.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from polemos.codebook.titles import Titles
from polemos.model.analysis import Analysis, Category, Mention, Token
from polemos.model.participant import Participant
from polemos.model.span import Span

_COPULAS = ("be", "become", "remain")
_REACH = 14
"""Words that may stand between a title and its name: "envoy for the coalition against X, Name" has 8."""
_INSIDE = ("-", "–", "'", "’", "(", ")")


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
        self.titles, self.countries, self.groups = titles, countries, groups

    def find(self, analysis: Analysis) -> Iterator[Post]:
        """In text order, one for each title word and person."""
        for token in analysis.tokens:
            if self._is_head(analysis, token):
                yield from self._posts(analysis, token)

    def _is_head(self, analysis: Analysis, token: Token) -> bool:
        if token.lemma not in self.titles.posts or token.tag not in ("NN", "NNP", "NNS", "NNPS"):
            return False
        needed = self.titles.needs.get(token.lemma)
        if needed is None:
            return True
        near = analysis.tokens[max(0, token.index - 3) : token.index + 3]
        return any(other.lemma in needed for other in near)

    def _posts(self, analysis: Analysis, token: Token) -> Iterator[Post]:
        end = self._end(analysis, token)
        tail = self._tail(analysis, end)
        stated = False
        people = self._names_after(analysis, token, end, tail)
        if not people:
            people = self._name_before(analysis, token)
        if not people:
            people, stated = self._subject(analysis, token), True
        first, body = self._before(analysis, token)
        if not people and body is not None:
            people, stated = self._unnamed(analysis, token, body), False
        if not people:
            return
        place = None
        last = end
        for mention, preposition in self._complements(analysis, end, tail):
            field = analysis.tokens[mention.head].lemma in self.titles.before | self.titles.after
            named = preposition == "of" and mention.named and not field
            if body is None and (named or _is_body(mention)) and _owns(mention, preposition):
                body = _whole(analysis, mention)
                place = mention if mention.category == "place" else None
            elif place is None and mention.category in ("place", "facility"):
                place = mention
            last = mention.last
        title, trigger = analysis.span(first, last), analysis.span(token.index, end)
        for person in people:
            yield Post(token.index, title, trigger, person, body, place, stated)

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
        start = tail
        comma = start < len(tokens) and tokens[start].text in (",", "--", "–", "—", "[", "(", '"', "“")
        if comma:
            start += 1
        while start < len(tokens) and self._rank(tokens[start], tokens[start - 1]):
            start += 1
        if start >= len(tokens) or tokens[start].sentence != token.sentence:
            return []
        last = self.name_end(analysis, start, bare=tail == end and not comma)
        if last is None or (comma and not self._closed(analysis, token, last)):
            return []
        people = [self._person(analysis, start, last)]
        while token.tag in ("NNS", "NNPS") and last < len(tokens) and tokens[last].text in (",", "and"):
            last += 1 + (tokens[last].text == "," and last + 1 < len(tokens) and tokens[last + 1].text == "and")
            following = self.name_end(analysis, last, bare=False) if last < len(tokens) else None
            if following is None:
                break
            people.append(self._person(analysis, last, following))
            last = following
        return people if token.tag in ("NN", "NNP") or len(people) > 1 else []

    def _rank(self, word: Token, before: Token) -> bool:
        """Whether the word is part of a rank before a name; the tokenizer cuts the stop from some ("Lt", ".")."""
        return word.text.lower() in self.titles.ranks or (word.text == "." and before.text.lower() in self.titles.ranks)

    def _closed(self, analysis: Analysis, token: Token, last: int) -> bool:
        """Whether a name after a comma is an apposition: a definite title before, a pause or a verb after."""
        if last >= len(analysis.tokens) or analysis.tokens[last].sentence != token.sentence:
            return True
        if analysis.tokens[last].text in (",", ")", "]", ".", "--", "–", "—", ":", ";", '"', "”"):
            return True
        return analysis.tokens[last].pos in ("VERB", "AUX") or analysis.tokens[last - 1].dep == "appos"

    def _name_before(self, analysis: Analysis, token: Token) -> list[Participant]:
        """ "Name, the title" and "Name, the title of Y and commander of Z"."""
        tokens = analysis.tokens
        head = (
            tokens[token.head] if token.dep == "compound" and tokens[token.head].lemma in self.titles.after else token
        )
        while head.dep == "conj" and tokens[head.head].pos == "NOUN":
            head = tokens[head.head]
        first = head.index
        while first > 0 and tokens[first - 1].sentence == token.sentence and _modifies(analysis, first - 1, head):
            first -= 1
        if first < 2 or tokens[first - 1].text not in (",", "--", "–", "—", "(", "-"):
            return []
        last = first - 1
        if tokens[last - 1].pos == "NUM" and tokens[last - 2].text == ",":
            last -= 2
        name = tokens[last - 1]
        # The parser takes one personal name in six for an organisation's; a post beside it tells better.
        beside = head.dep == "appos" and head.head == name.index and name.entity in ("", "ORG", "WORK_OF_ART")
        if name.pos != "PROPN" or not (self._personal(analysis, name) or beside):
            return []
        start = last - 1
        while start > 0 and tokens[start - 1].sentence == name.sentence and self._in_name(analysis, start - 1, name):
            start -= 1
        while start < last - 1 and (tokens[start].pos != "PROPN" or not tokens[start].text[:1].isalpha()):
            start += 1
        if head.dep not in ("appos", "conj", "nsubj", "dobj", "pobj", "ROOT", "attr", "npadvmod", "oprd", "dep"):
            return []
        return [self._person(analysis, start, last)]

    def _subject(self, analysis: Analysis, token: Token) -> list[Participant]:
        """ "X is the leader of Y"."""
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

    def name_end(self, analysis: Analysis, start: int, *, bare: bool) -> int | None:
        """The token after the personal name that starts here, or None. `bare`: right after a title, where any name is
        a person's unless the parser is sure that it is a country or a group."""
        tokens = analysis.tokens
        first = tokens[start]
        particle = first.text.lower() in self.titles.particles and first.entity == "PERSON"
        if first.pos != "PROPN" or not (first.text[:1].isupper() or particle):
            return None
        if not self._personal(analysis, first) and (not bare or first.entity in ("NORP", "DATE", "CARDINAL", "LAW")):
            return None
        last = start + 1
        while last < len(tokens) and tokens[last].sentence == first.sentence:
            word = tokens[last]
            particle = word.text.lower() in self.titles.particles and last + 1 < len(tokens)
            if word.pos == "PROPN" and (word.entity in (first.entity, "") or not first.entity) and word.text != "[":
                last += 1
            elif (
                particle and tokens[last + 1].pos == "PROPN" and tokens[last + 1].entity in (first.entity, "PERSON", "")
            ):
                last += 2
            else:
                break
        return last

    def _personal(self, analysis: Analysis, token: Token) -> bool:
        if token.entity == "PERSON":
            return True
        mention = analysis.mention_covering(token.index)
        return mention is not None and mention.category == "person" and token.entity in ("", "ORG", "GPE")

    def _in_name(self, analysis: Analysis, index: int, name: Token) -> bool:
        word = analysis.tokens[index]
        if word.text.lower() in self.titles.particles:
            return analysis.tokens[index - 1].pos == "PROPN" if index > 0 else False
        if word.text.lower() in self.titles.ranks or word.text == ".":
            return False
        return word.pos == "PROPN" and word.entity in (name.entity, "") and word.lemma not in self.titles.posts

    def _person(self, analysis: Analysis, first: int, last: int) -> Participant:
        """The bearer, by the fullest name that the report has for it."""
        span = analysis.span(first, last)
        name = " ".join(span.text.split())
        mention = analysis.mention_headed(last - 1) or analysis.mention_covering(last - 1)
        if mention is not None and mention.category == "person" and last - first == 1:
            words = mention.name.split()
            if len(words) > 1 and name in words and not any(w.lower() in self.titles.posts for w in words):
                name = mention.name
        return Participant(name, span.text, span.start, span.end, "person")

    def _before(self, analysis: Analysis, token: Token) -> tuple[int, Participant | None]:
        """Where the title begins, and the body among the words before it: "U.S. Central Command commander"."""
        tokens = analysis.tokens
        first = token.index
        while first > 0 and tokens[first - 1].sentence == token.sentence:
            word = tokens[first - 1]
            known = word.lemma in self.titles.before or word.tag == "HYPH"
            if word.text.lower() in self.countries or not (known or _describes(word, token)):
                break
            first -= 1
        last = first
        if last > 0 and tokens[last - 1].tag == "POS":
            last -= 1
        start = last
        while start > 0 and tokens[start - 1].sentence == token.sentence and self._of_body(tokens[start - 1]):
            start -= 1
        if start == last:
            mention = analysis.mention_headed(last - 1) if last > 0 else None
            owner = mention is not None and tokens[last - 1].dep == "poss" and _is_body(mention)
            return first, mention.participant() if mention is not None and owner else None
        mention = analysis.mention_headed(last - 1)
        if mention is not None and mention.last == last and mention.first <= start:
            return first, mention.participant() if mention.category != "person" else None
        span = analysis.span(start, last)
        words = " ".join(span.text.split())
        return first, Participant(self.countries.get(words.lower(), words), span.text, span.start, span.end, "other")

    def _of_body(self, word: Token) -> bool:
        """Whether the word may stand in a body's name before a title: no person's, date's or number's."""
        if word.pos == "PROPN" or word.entity in ("ORG", "GPE", "NORP") or word.text.lower() in self.countries:
            return word.entity not in ("PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL") and word.pos != "DET"
        return word.pos == "NOUN" and word.lemma in self.groups and word.dep in ("compound", "nmod")

    def _complements(self, analysis: Analysis, end: int, tail: int) -> Iterator[tuple[Mention, str]]:
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
    bodies: tuple[Category, ...] = ("group", "place", "facility")
    if mention.pronoun:
        return mention.category in bodies and mention.named
    return mention.category in bodies or (mention.category == "people" and mention.kind != "civilians")


def _whole(analysis: Analysis, mention: Mention) -> Participant:
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


def _describes(word: Token, head: Token) -> bool:
    """A common adjective or noun that modifies the title: "artillery crew chief"."""
    common = (word.pos == "ADJ" and not word.entity) or (word.tag == "NN" and word.text.islower())
    return common and word.dep in ("amod", "compound") and word.head in (head.index, head.head)
