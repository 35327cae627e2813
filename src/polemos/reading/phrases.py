"""The noun phrases of an analysed text: which tokens head one and how far it reaches."""

from dataclasses import dataclass

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Token

# Left dependents that belong to the phrase's own words; appositions, relative clauses and the like do not.
_LEFT = {"det", "amod", "compound", "nummod", "quantmod", "nmod", "predet", "punct", "npadvmod", "poss", "advmod", "case", "neg", "meta"}
_NOT_HEADS = {"compound", "amod", "nmod", "npadvmod", "quantmod", "det", "predet", "expl", "nummod", "advmod"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (exclusive) around `head`; `core` is the token that tells what it is ("people" in
    "dozens of people"), `bare` the first token after articles and possessors."""

    first: int
    last: int
    head: int
    core: int
    bare: int
    pronoun: bool
    demonym: bool


def phrases(analysis: Analysis, nouns: Nouns) -> list[Phrase]:
    """All phrases, outer before inner, in text order."""
    found = [phrase for token in analysis.tokens if (phrase := _phrase(analysis, token, nouns))]
    return sorted(found, key=lambda phrase: (phrase.first, -phrase.last, phrase.head))


def _phrase(analysis: Analysis, token: Token, nouns: Nouns) -> Phrase | None:
    if token.lemma in nouns.pronoun_class and (token.pos in ("PRON", "DET", "SCONJ") or token.dep == "poss"):
        wanted = token.dep not in ("det", "predet", "expl", "mark", "advmod")
        return _single(token, pronoun=True) if wanted else None
    if token.pos == "PROPN" and token.dep in ("compound", "nmod", "amod"):
        return _modifier_name(analysis, token)
    if token.pos == "ADJ" and token.entity in ("NORP", "GPE") and token.dep == "amod":
        return _single(token, demonym=True)
    if token.pos in ("NOUN", "PROPN") and token.dep not in _NOT_HEADS:
        return _full(analysis, token, nouns)
    if token.pos in ("NUM", "ADJ") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        counted = token.pos == "NUM" and token.entity in ("CARDINAL", "QUANTITY")
        # "the wounded", "the dead": an adjective with an article where a noun would stand
        named = token.pos == "ADJ" and any(child.dep == "det" for child in analysis.children(token.index))
        return _full(analysis, token, nouns) if counted or named else None
    return None


def _single(token: Token, *, pronoun: bool = False, demonym: bool = False) -> Phrase:
    i = token.index
    return Phrase(i, i + 1, i, i, i, pronoun, demonym)


def _modifier_name(analysis: Analysis, token: Token) -> Phrase | None:
    """The name before a noun ("ISIS fighters", "Free Syrian Army commander"): the whole name, at its last token."""
    head = analysis.tokens[token.head]
    if head.pos == "PROPN" and head.dep in ("compound", "nmod") and head.index > token.index:
        return None
    if head.pos == "PROPN" and head.entity == token.entity:
        return None
    following = analysis.tokens[token.index + 1] if token.index + 1 < len(analysis.tokens) else token
    if following.head == head.index and following.pos == "PROPN" and following.dep in ("compound", "nmod"):
        return None
    first = token.index
    while first > 0:
        before = analysis.tokens[first - 1]
        joined = before.text in ("-", "'", "’") or before.pos in ("PROPN", "ADJ") and before.entity == token.entity != ""
        own = before.head == token.index and before.dep in ("compound", "nmod", "amod", "punct")
        same = before.head == head.index and before.pos == "PROPN" and before.dep in ("compound", "nmod")
        if not (joined or own or same) or before.sentence != token.sentence:
            break
        first -= 1
    return Phrase(first, token.index + 1, token.index, token.index, first, False, False)


def _full(analysis: Analysis, token: Token, nouns: Nouns) -> Phrase:
    first = token.index
    for child in analysis.children(token.index):
        if child.index < token.index and child.dep in _LEFT:
            first = min(first, analysis.subtree(child.index)[0])
    last = token.index + 1
    while last < len(analysis.tokens) and analysis.tokens[last].entity and _continues(analysis, token, last):
        last += 1
    core = token.index
    if token.lemma in nouns.partitives or token.pos == "NUM":
        inner = _of(analysis, token)
        if inner is not None and inner.pos in ("NOUN", "PROPN"):
            core, last = inner.index, max(last, inner.index + 1)
    return Phrase(first, last, token.index, core, _bare(analysis, first, token), False, False)


def _continues(analysis: Analysis, token: Token, index: int) -> bool:
    """Whether the token at `index` goes on with the name that `token` heads ("Islamic State of Iraq")."""
    other = analysis.tokens[index]
    if other.entity != token.entity or other.sentence != token.sentence or other.pos not in ("PROPN", "ADP", "DET", "PUNCT", "NOUN", "ADJ", "CCONJ", "PART"):
        return False
    if other.pos == "CCONJ" and token.entity != "ORG":
        return False
    if other.text in (",", "(", ")", "’s", "'s", ";"):
        return False
    return any(ancestor.index == token.index for ancestor in analysis.ancestors(index))


def _of(analysis: Analysis, token: Token) -> Token | None:
    for prep in analysis.children(token.index, "prep"):
        if prep.lemma in ("of", "among"):
            for inner in analysis.children(prep.index, "pobj"):
                return inner
    return None


def _bare(analysis: Analysis, first: int, head: Token) -> int:
    """The first token of the phrase that is neither article nor possessor."""
    skip = set()
    for child in analysis.children(head.index, "det", "poss", "predet", "punct"):
        if child.index < head.index:
            skip.update(analysis.subtree(child.index))
    bare = first
    while bare < head.index and (bare in skip or analysis.tokens[bare].tag in ("DT", "PRP$", "POS", "``", "''", "PDT")):
        bare += 1
    return bare
