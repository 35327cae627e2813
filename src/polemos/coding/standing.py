"""What the words of a standing situation are said of: slots that only control and relation claims use.

An event's words govern their participants. A situation's words mostly hang on them: "rebel-held Aleppo", "Raqqa, ISIS's
stronghold", "a town under the control of the army".
"""

from polemos.codebook.demonyms import demonyms
from polemos.codebook.loader import Codebook
from polemos.codebook.nouns import nouns
from polemos.codebook.shares import share_words
from polemos.coding.match import Match
from polemos.coding.rows import row_after
from polemos.coding.slots import expand, surface_subjects
from polemos.model.analysis import Analysis, Mention, Token
from polemos.model.participant import Participant

_SIDES = ("armed-group", "military", "government", "police", "unknown-armed")
_NOMINAL = ("NOUN", "PROPN", "PRON")


def slots(analysis: Analysis, match: Match) -> dict[str, tuple[int, ...]]:
    """The match's slots, with those of a standing situation where the match left them empty.

    `conjunct` is what the described noun is coordinated to: "the army and allied militias"; `helped` who is helped in
    what the noun names: "supports Iraq in the fight".
    """
    found = dict(match.slots)
    for slot, tokens in _standing(analysis, match).items():
        if tokens and not any(analysis.mention_headed(index) for index in found.get(slot, ())):
            found[slot] = tuple(tokens)
    anchor = analysis.tokens[match.anchor]
    owners = _owners(analysis, anchor)
    if owners:
        found["subject" if anchor.pos == "VERB" else "possessive"] = tuple(owners)
    return found


def fillers(analysis: Analysis, match: Match) -> dict[str, tuple[Mention, ...]]:
    """Role to the mentions that fill it, with the slots of a standing situation, in text order."""
    found: dict[str, dict[int, Mention]] = {}
    for slot, tokens in slots(analysis, match).items():
        role = match.entry.roles.get(slot, "none")
        named = [i for token in tokens for i in row_after(analysis, token)]
        for index in (*expand(analysis, tokens), *named):
            mention = analysis.mention_headed(index)
            if role != "none" and mention is not None:
                found.setdefault(role, {})[mention.head] = mention
    return {role: tuple(mentions[head] for head in sorted(mentions)) for role, mentions in found.items()}


def _standing(analysis: Analysis, match: Match) -> dict[str, list[int]]:
    token = analysis.tokens[match.anchor]
    if token.pos == "ADP":
        return _of_phrase(analysis, token, match.trigger)
    if token.pos in _NOMINAL:
        return {"subject": apposed(analysis, token) or _as_what(analysis, token), "helped": _helped(analysis, token)}
    if token.dep == "amod":
        head = analysis.tokens[token.head]
        while analysis.mention_headed(head.index) is None and head.dep in ("amod", "compound", "nmod"):
            head = analysis.tokens[head.head]
        return {"object": [head.index], "conjunct": [head.head] if head.dep == "conj" else []}
    if token.dep in ("acomp", "attr", "oprd") and analysis.tokens[token.index - 1].tag == "HYPH":
        return {"object": surface_subjects(analysis, analysis.tokens[token.head])}  # "the hills are rebel-held"
    return {"as": [child.index for child in analysis.children(token.index, "oprd") if child.pos in _NOMINAL]}


def _of_phrase(analysis: Analysis, preposition: Token, trigger: tuple[int, int]) -> dict[str, list[int]]:
    """ "in control", "under siege": said of the subject, the object or the noun that the phrase stands by."""
    found: dict[str, list[int]] = {}
    head = analysis.tokens[preposition.head]
    if head.pos in ("VERB", "AUX"):
        # "had the city under control" is said of the city, "took the city with the support of X" of whoever took it.
        objects = [child.index for child in analysis.children(head.index, "dobj") if preposition.lemma != "with"]
        found["subject"] = objects or surface_subjects(analysis, head)
    elif head.pos in _NOMINAL:
        found["subject"] = [head.index]
    for index in range(trigger[0], trigger[1]):
        inner = analysis.tokens[index]
        if inner.pos == "NOUN":
            found["possessive"] = [child.index for child in analysis.children(index, "poss")]
            found["compound"] = [child.index for child in analysis.children(index, "compound", "nmod", "amod")]
    return found


def apposed(analysis: Analysis, noun: Token) -> list[int]:
    """What a noun is said of beside it: "Raqqa, the stronghold", "the stronghold Raqqa", "its capital, Raqqa"."""
    head = analysis.tokens[noun.head]
    if noun.dep == "appos" and head.pos in _NOMINAL:
        return [_beside(analysis, noun) or head.index]
    if noun.dep in ("compound", "nmod") and head.pos == "PROPN":
        return [head.index]
    return [child.index for child in analysis.children(noun.index, "appos") if _named(analysis, child)]


def _named(analysis: Analysis, token: Token) -> bool:
    mention = analysis.mention_headed(token.index)
    return token.pos == "PROPN" or (mention is not None and mention.named and not mention.pronoun)


def _as_what(analysis: Analysis, noun: Token) -> list[int]:
    """ "The UK, as part of the coalition, ...": what the noun after "as" is said of."""
    head = analysis.tokens[noun.head]
    if noun.dep != "pobj" or head.lemma != "as":
        return []
    above = analysis.tokens[head.head]
    return [above.index] if above.pos in _NOMINAL else surface_subjects(analysis, above)


def _helped(analysis: Analysis, noun: Token) -> list[int]:
    """Whose fight it is: the state in "supports Iraq in the fight", "support for Iraq in the campaign"."""
    head = analysis.tokens[noun.head]
    if noun.dep != "pobj" or head.lemma != "in" or analysis.children(noun.index, "poss"):
        return []
    return [word.index for word in _before_phrase(analysis, head) if _state(analysis, word)]


def _owners(analysis: Analysis, anchor: Token) -> list[int]:
    """In "supports Iraq in its fight" and "praised the army for its efforts to defeat X" the pronoun stands for the one
    that is supported or praised."""
    noun = analysis.tokens[anchor.head] if anchor.pos == "VERB" and anchor.dep == "acl" else anchor
    head = analysis.tokens[noun.head]
    owned = any(child.tag == "PRP$" for child in analysis.children(noun.index, "poss"))
    if noun.dep != "pobj" or head.lemma not in ("in", "for") or not owned:
        return []
    words = _before_phrase(analysis, head)
    mentions = {word.index: analysis.mention_headed(word.index) for word in words}
    able = [i for i, m in mentions.items() if m and (m.category in ("group", "people") or m.kind == "government")]
    # "the government of Mali" is one party.
    return [i for i in able if analysis.tokens[analysis.tokens[i].head].head not in able]


def _before_phrase(analysis: Analysis, head: Token) -> list[Token]:
    """The nouns that a preposition's phrase may be told of: objects of the word above it, and what these are for."""
    above = analysis.tokens[head.head]
    near = [above, *analysis.children(above.index, "dobj")]
    for word in list(near):
        for prep in analysis.children(word.index, "prep"):
            if prep.lemma in ("for", "of", "to") and prep.index < head.index:
                near += analysis.children(prep.index, "pobj")
    return [word for word in near if word.pos in _NOMINAL and word.index < head.index]


def _state(analysis: Analysis, token: Token) -> bool:
    mention = analysis.mention_headed(token.index)
    return mention is not None and mention.kind == "government"


def _beside(analysis: Analysis, noun: Token) -> int | None:
    """The name right before an apposition, where the parser hung it on something farther off."""
    first = noun.index
    for child in analysis.children(noun.index, "poss", "det", "amod", "compound", "nmod"):
        first = min(first, analysis.subtree(child.index)[0])
    before = analysis.tokens[max(0, first - 2) : first]
    if len(before) == 2 and before[1].text == "," and before[0].pos == "PROPN" and before[0].sentence == noun.sentence:
        return before[0].index
    return None


class PartyWords:
    """One codebook's words for parties that have no phrase of their own."""

    def __init__(self, codebook: Codebook) -> None:
        self.countries = demonyms(codebook)
        self.sides = frozenset(word for word, (_, kind) in nouns(codebook).meaning.items() if kind in _SIDES)
        self.people = frozenset(word for word, (category, _) in nouns(codebook).meaning.items() if category == "people")
        self.ended = share_words(codebook).ended


class Parties:
    """Finds the party before a word in a compound of one report, among the names that the report has for it."""

    def __init__(self, analysis: Analysis, words: PartyWords) -> None:
        self.analysis, self.words = analysis, words
        self.by_words: dict[str, Mention] = {}
        self.by_noun: dict[str, Mention] = {}
        self.plurals = {token.lemma: token.text for token in reversed(analysis.tokens) if token.tag == "NNS"}
        for mention in analysis.mentions:
            if mention.category in ("group", "people", "place") and not mention.pronoun:
                self.by_words.setdefault(" ".join(mention.span.text.lower().split()), mention)
                if _bare(analysis, mention):
                    self.by_noun.setdefault(analysis.tokens[mention.head].lemma, mention)

    def before(self, word: Token) -> Participant | None:
        """Who stands before a participle or noun in a compound: "rebel-held", "US-backed", "rebel stronghold".

        The parser gives such a word no phrase of its own, so its name is looked for among the report's mentions.
        """
        # The nearest first: in "Syrian government hands" it is the government's.
        for child in reversed(
            self.analysis.children(word.index, "npadvmod", "nmod", "compound", "amod", "dep", "nsubj")
        ):
            if child.index >= word.index or not (
                child.pos == "PROPN" or child.entity or child.lemma in self.words.sides
            ):
                continue
            if child.entity in ("DATE", "CARDINAL", "ORDINAL", "TIME") or (
                child.dep == "nsubj" and not _hyphened(self.analysis, child)
            ):
                continue
            return self._party(child, word)
        return None

    def _party(self, token: Token, word: Token) -> Participant:
        analysis, tokens = self.analysis, self.analysis.tokens
        last = token.index
        while last + 2 < word.index and tokens[last + 1].tag == "HYPH" and tokens[last + 2].pos == "PROPN":
            last += 2  # "Al-Qaeda-linked": each part of the name hangs on the participle by itself
        first = token.index
        while (
            first > 0 and tokens[first - 1].sentence == token.sentence and _in_name(analysis, tokens[first - 1], token)
        ):
            first -= 1
        span = analysis.span(first, last + 1)
        words = " ".join(span.text.split())
        country = self.words.countries.get(words.lower())
        if country:
            return Participant(country, span.text, span.start, span.end, "government")
        known = self.by_words.get(words.lower()) or (None if token.pos == "PROPN" else self.by_noun.get(token.lemma))
        name, kind = (known.name, known.kind) if known else (words, "other")
        if token.lemma in self.words.people:
            # "rebel-held" names rebels, not whoever the report last called rebels.
            name = self.plurals.get(token.lemma, f"{words}s" if token.tag == "NN" else words)
        return Participant(name, span.text, span.start, span.end, kind)

    def over(self, token: int) -> bool:
        """Whether the situation is said to be over: "no longer holds", "is no longer under its control"."""
        analysis, anchor = self.analysis, self.analysis.tokens[token]
        governors = (token, anchor.head) if anchor.pos != "VERB" else (token,)
        return any(
            child.text.lower() in self.words.ended and analysis.children(child.index, "neg")
            for index in governors
            for child in analysis.children(index, "advmod")
        )


def _hyphened(analysis: Analysis, token: Token) -> bool:
    following = analysis.tokens[token.index + 1] if token.index + 1 < len(analysis.tokens) else token
    return following.tag == "HYPH"


def _in_name(analysis: Analysis, before: Token, token: Token) -> bool:
    """Whether the word before goes on with the name that `token` ends."""
    if before.pos in ("DET", "PUNCT") and before.tag != "HYPH":
        return False
    if token.entity and before.entity == token.entity:
        return True
    if token.pos == "NOUN":
        return before.entity in ("NORP", "GPE") and before.head == token.head
    governor = analysis.tokens[token.head]
    return before.pos == "PROPN" and before.head in (token.index, governor.index, governor.head)


def _bare(analysis: Analysis, mention: Mention) -> bool:
    """A common noun alone or with an article: "rebels", "the rebels"."""
    first = analysis.tokens[mention.first]
    return mention.last - mention.first == 1 or (mention.last - mention.first == 2 and first.pos == "DET")
