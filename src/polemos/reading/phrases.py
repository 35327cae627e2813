"""The noun phrases of an analysed text: which tokens head one and how far it reaches."""

from dataclasses import dataclass

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Token
from polemos.reading.long_names import going_on

# Left dependents that belong to the phrase's own words; appositions, relative clauses and the like do not.
_LEFT = {"det", "amod", "compound", "nummod", "quantmod", "nmod", "predet", "npadvmod", "poss", "case", "neg", "meta"}
_NOT_HEADS = {"compound", "amod", "nmod", "npadvmod", "quantmod", "det", "predet", "expl", "nummod", "advmod"}
_HYPHENS = {"-", "–"}
_BRACKETS = {"(", "[", ")", "]"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (exclusive) around `head`; `core` is the token that tells what it is ("people" in
    "dozens of people", "Homs" in "the city of Homs"), `bare` and `bare_last` bound the words that name it."""

    first: int
    last: int
    head: int
    core: int
    bare: int
    bare_last: int
    pronoun: bool
    demonym: bool


def proper(token: Token) -> bool:
    """A proper noun by its tag or, where the tagger missed it, by capitals or as part of a named entity."""
    if token.pos == "PROPN":
        return any(c.isalnum() for c in token.text)
    capitals = token.text.isupper() and len(token.text) > 1 and token.text.isalpha()
    if capitals and token.pos in ("NOUN", "ADJ", "X", "VERB", "ADV"):
        return True
    return token.pos == "NOUN" and token.text[:1].isupper() and token.entity in ("ORG", "GPE", "PERSON")


def phrases(analysis: Analysis, nouns: Nouns) -> list[Phrase]:
    """The phrases of the text, one for each token that heads one, in the order of their heads."""
    return [phrase for token in analysis.tokens if (phrase := _phrase(analysis, token, nouns))]


def single(token: Token, *, pronoun: bool = False, demonym: bool = False) -> Phrase:
    """The phrase of one token."""
    i = token.index
    return Phrase(i, i + 1, i, i, i, i + 1, pronoun, demonym)


def _phrase(analysis: Analysis, token: Token, nouns: Nouns) -> Phrase | None:
    if token.lemma in nouns.pronoun_class and (token.pos in ("PRON", "DET", "SCONJ") or token.dep == "poss"):
        wanted = token.dep not in ("det", "predet", "expl", "mark", "advmod")
        return single(token, pronoun=True) if wanted else None
    if token.entity in ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL") or _glued_on(analysis, token, nouns):
        return None
    if proper(token) and token.dep in ("compound", "nmod", "amod"):
        return _modifier_name(analysis, token, nouns)
    if token.pos == "ADJ" and token.entity in ("NORP", "GPE") and (token.dep == "amod" or _joined(analysis, token)):
        return single(token, demonym=True)
    if (
        token.pos == "NOUN"
        and token.dep in ("compound", "nmod")
        and nouns.meaning.get(token.lemma, "")[:1] in (("group",), ("people",))
    ):
        return single(token)  # "rebel attack", "government offensive": the actor is a plain noun
    if token.pos == "ADJ" and token.dep == "amod" and token.lemma in nouns.adjectival:
        return single(token)  # the tagger takes "rebel" in "a rebel attack" for an adjective as often as for a noun
    if token.pos in ("NOUN", "PROPN") and token.dep not in _NOT_HEADS and any(c.isalnum() for c in token.text):
        return _full(analysis, token, nouns)
    if token.pos in ("NUM", "ADJ") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        counted = token.pos == "NUM" and token.entity in ("CARDINAL", "QUANTITY")
        # "the wounded", "the dead": an adjective with an article where a noun would stand
        named = token.pos == "ADJ" and any(child.dep == "det" for child in analysis.children(token.index))
        return _full(analysis, token, nouns) if counted or named else None
    return None


def _joined(analysis: Analysis, token: Token) -> bool:
    """ "Syrian" in "Russian and Syrian warplanes"."""
    first = analysis.tokens[token.head]
    return token.dep == "conj" and first.pos == "ADJ" and first.dep == "amod" and first.head > token.index


def _glued_on(analysis: Analysis, token: Token, nouns: Nouns) -> bool:
    """ "al" in "al-Nusra", "Jabhat" in "Jabhat al-Nusra": a part of a name whose last word stands for it."""
    tokens, i = analysis.tokens, token.index
    if token.pos == "PROPN" and i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 1].start == token.end:
        return proper(tokens[i + 2]) and tokens[i + 2].start == tokens[i + 1].end
    if not proper(token) or not token.entity or i + 1 >= len(tokens):
        return False
    j = i + 1
    while j < len(tokens) and tokens[j].entity == token.entity and _small(tokens[j], nouns):
        j += 1
    goes_on = j < len(tokens) and j > i + 1 and proper(tokens[j]) and tokens[j].entity == token.entity
    return goes_on and token.entity == "PERSON"


def _small(token: Token, nouns: Nouns) -> bool:
    """A hyphen or a particle inside a name: "al", "-", "de"."""
    return token.text in _HYPHENS or token.text.lower() in nouns.particles


def _modifier_name(analysis: Analysis, token: Token, nouns: Nouns) -> Phrase | None:
    """The name before a noun ("ISIS fighters", "Free Syrian Army commander"): the whole name, at its last token."""
    head = analysis.tokens[token.head]
    if proper(head) and head.index > token.index and (head.entity == token.entity or head.dep in ("compound", "nmod")):
        return None
    following = analysis.tokens[token.index + 1] if token.index + 1 < len(analysis.tokens) else token
    if following.head == head.index and proper(following) and following.dep in ("compound", "nmod"):
        return None
    first = _name_start(analysis, token, nouns)
    return Phrase(first, token.index + 1, token.index, token.index, first, token.index + 1, False, False)


def _name_start(analysis: Analysis, token: Token, nouns: Nouns) -> int:
    """The first token of the run of capitalised words that ends in `token`."""
    first = token.index
    while first > 0:
        before = analysis.tokens[first - 1]
        if before.sentence != token.sentence or _outside_person(before, token, nouns):
            break
        owner = before.tag == "POS" and (
            before.entity == token.entity == "ORG" or _owner_in_name(analysis, first - 1, nouns)
        )
        glued = owner or (before.text in _HYPHENS and before.end == analysis.tokens[first].start)
        glue = before.text.lower() in nouns.particles and (before.entity == token.entity or before.pos == "PROPN")
        glue = glue and (before.text not in nouns.english_particles or analysis.tokens[first].text in _HYPHENS)
        capital = (
            (before.text[:1].isupper() or _ordinal(before, token))
            and (before.pos in ("PROPN", "ADJ", "NOUN", "NUM") or _participle(analysis, before, token))
            and (before.dep != "poss" or before.entity == token.entity == "ORG" or before.lemma in nouns.name_owners)
        )
        if not (glued or glue or capital):
            break
        if (
            capital
            and before.entity != token.entity
            and before.head != token.index
            and before.entity in ("PERSON", "GPE", "DATE")
        ):
            break
        first -= 1
    while first < token.index and analysis.tokens[first].text in ("-", "–", "'", "’"):
        first += 1
    return first


def _ordinal(before: Token, name: Token) -> bool:
    """The number of a unit: "the 5th Brigade"."""
    return before.text[:1].isdigit() and before.text.endswith(("st", "nd", "rd", "th")) and before.head == name.index


def _participle(analysis: Analysis, before: Token, name: Token) -> bool:
    """A participle that opens a name inside a sentence: "the Shining Path"."""
    inside = before.index > analysis.sentence_of(before.index).first
    return before.pos == "VERB" and before.head == name.index and before.dep in ("amod", "compound") and inside


def _outside_person(before: Token, name: Token, nouns: Nouns) -> bool:
    """Whether a word before a person's name is no part of it: a title, a post, the name of something else.

    Of a name that the parser knows nothing of, a rank tells that it is a person's.
    """
    if name.entity != "PERSON":
        common = name.lemma.lower() in nouns.meaning or name.text.lower() in nouns.name_words
        return not name.entity and name.tag == "NNP" and not common and before.lemma.lower() in nouns.titles
    post = nouns.meaning.get(before.lemma, ("thing", "other"))[0] == "person"
    return before.lemma in nouns.titles or post or before.entity not in ("", "PERSON")


def _owner_in_name(analysis: Analysis, mark: int, nouns: Nouns) -> bool:
    """Whether the possessive mark stands inside a name: "the People's Front", "the Lord's Army"."""
    owner = analysis.tokens[mark - 1]
    return owner.text[:1].isupper() and bool({owner.lemma, owner.text.lower()} & nouns.name_owners)


def _full(analysis: Analysis, token: Token, nouns: Nouns) -> Phrase:
    first = token.index
    for child in analysis.children(token.index):
        if child.index < token.index and child.dep in _LEFT:
            first = min(first, analysis.subtree(child.index)[0])
    for index in range(first, token.index):
        if analysis.tokens[index].text in _BRACKETS:
            first = index + 1
    last = token.index + 1
    while last < len(analysis.tokens) and analysis.tokens[last].entity and _continues(analysis, token, last):
        last += 1
    if last == token.index + 1 and _numbered(analysis, token, nouns):
        last += 1
    core, bare, bare_last = token.index, _bare(analysis, first, token), last
    inner = _of(analysis, token)
    if inner is not None and inner.pos in ("NOUN", "PROPN"):
        if token.lemma in nouns.partitives or token.pos == "NUM":
            core, last = inner.index, max(last, inner.index + 1)
            bare_last = last
        elif token.lemma in nouns.settlement_words and token.text.islower() and proper(inner):
            core, last = inner.index, max(last, inner.index + 1)
            bare, bare_last = _name_start(analysis, inner, nouns), last
    elif proper(token):
        start = _name_start(analysis, token, nouns)
        if any(not t.text.islower() for t in analysis.tokens[start : token.index + 1]):
            first, bare = min(first, start), start
        bare_last = last = going_on(analysis, start, last, nouns.going_on)
    return Phrase(first, last, token.index, core, bare, bare_last, False, False)


def _numbered(analysis: Analysis, token: Token, nouns: Nouns) -> bool:
    """Whether the number behind a place's or facility's kind is its name: "Hill 800"."""
    number = analysis.tokens[token.index + 1] if token.index + 1 < len(analysis.tokens) else token
    kind = nouns.meaning.get(token.lemma, ("thing", "other"))[0] in ("place", "facility") and token.text[:1].isupper()
    near = number.head in (token.index, token.head) and number.sentence == token.sentence
    return kind and near and number.text.isdigit() and number.entity not in ("DATE", "TIME")


def _continues(analysis: Analysis, token: Token, index: int) -> bool:
    """Whether the token at `index` goes on with the name that `token` heads ("Islamic State of Iraq")."""
    other = analysis.tokens[index]
    if other.entity != token.entity or other.sentence != token.sentence:
        return False
    if other.pos not in ("PROPN", "ADP", "DET", "PUNCT", "NOUN", "ADJ", "CCONJ", "PART"):
        return False
    if other.pos == "CCONJ" and token.entity != "ORG":
        return False
    if other.text in (",", "(", ")", "’s", "'s", ";", "[", "]"):
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
    skip: set[int] = set()
    for child in analysis.children(head.index, "det", "poss", "predet", "punct"):
        if child.index < head.index:
            skip.update(analysis.subtree(child.index))
    bare = first
    while bare < head.index and (bare in skip or analysis.tokens[bare].tag in ("DT", "PRP$", "POS", "``", "''", "PDT")):
        bare += 1
    return bare
