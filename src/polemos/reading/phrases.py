"""The noun phrases of an analysed text: which tokens head one and how far it reaches."""

from dataclasses import dataclass, replace

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Token

# Left dependents that belong to the phrase's own words; appositions, relative clauses and the like do not.
_LEFT = {"det", "amod", "compound", "nummod", "quantmod", "nmod", "predet", "npadvmod", "poss", "case", "neg", "meta"}
_NOT_HEADS = {"compound", "amod", "nmod", "npadvmod", "quantmod", "det", "predet", "expl", "nummod", "advmod"}
_GLUE = {
    "-",
    "–",
    "'",
    "’",
    "al",
    "el",
    "de",
    "la",
    "del",
    "los",
    "las",
    "da",
    "von",
    "van",
    "bin",
    "ibn",
    "abu",
    "ul",
    "ad",
    "ar",
    "as",
    "ash",
    "at",
    "az",
    "an",
}
_ENGLISH = {"at", "as", "an", "ad"}
"""Arabic articles that are English words too: part of a name only before a hyphen ("at-Tabqa")."""
_OPEN = {"(", "[", "-LRB-"}
_CLOSE = {")", "]", "-RRB-"}
_LINKS = {"of", "and", "the", "for", "in", "y", "e", "et"}


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
    """All phrases, outer before inner, in text order."""
    found = [phrase for token in analysis.tokens if (phrase := _phrase(analysis, token, nouns))]
    found = _abbreviated(analysis, found)
    return sorted(found, key=lambda phrase: (phrase.first, -phrase.last, phrase.head))


def _phrase(analysis: Analysis, token: Token, nouns: Nouns) -> Phrase | None:
    if token.lemma in nouns.pronoun_class and (token.pos in ("PRON", "DET", "SCONJ") or token.dep == "poss"):
        wanted = token.dep not in ("det", "predet", "expl", "mark", "advmod")
        return _single(token, pronoun=True) if wanted else None
    if token.entity in ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL") or _glued_on(analysis, token):
        return None
    if proper(token) and token.dep in ("compound", "nmod", "amod"):
        return _modifier_name(analysis, token, nouns)
    if token.pos == "ADJ" and token.entity in ("NORP", "GPE") and token.dep == "amod":
        return _single(token, demonym=True)
    if (
        token.pos == "NOUN"
        and token.dep in ("compound", "nmod")
        and nouns.meaning.get(token.lemma, "")[:1] in (("group",), ("people",))
    ):
        return _single(token)  # "rebel attack", "government offensive": the actor is a plain noun
    if token.pos in ("NOUN", "PROPN") and token.dep not in _NOT_HEADS and any(c.isalnum() for c in token.text):
        return _full(analysis, token, nouns)
    if token.pos in ("NUM", "ADJ") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        counted = token.pos == "NUM" and token.entity in ("CARDINAL", "QUANTITY")
        # "the wounded", "the dead": an adjective with an article where a noun would stand
        named = token.pos == "ADJ" and any(child.dep == "det" for child in analysis.children(token.index))
        return _full(analysis, token, nouns) if counted or named else None
    return None


def _single(token: Token, *, pronoun: bool = False, demonym: bool = False) -> Phrase:
    i = token.index
    return Phrase(i, i + 1, i, i, i, i + 1, pronoun, demonym)


def _glued_on(analysis: Analysis, token: Token) -> bool:
    """ "al" in "al-Nusra", "Jabhat" in "Jabhat al-Nusra": a part of a name whose last word stands for it."""
    tokens, i = analysis.tokens, token.index
    if token.pos == "PROPN" and i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 1].start == token.end:
        return proper(tokens[i + 2]) and tokens[i + 2].start == tokens[i + 1].end
    if not proper(token) or not token.entity or i + 1 >= len(tokens):
        return False
    j = i + 1
    while j < len(tokens) and tokens[j].text.lower() in _GLUE and tokens[j].entity == token.entity:
        j += 1
    goes_on = j < len(tokens) and j > i + 1 and proper(tokens[j]) and tokens[j].entity == token.entity
    return goes_on and token.entity == "PERSON"


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
        if before.sentence != token.sentence or (token.entity == "PERSON" and before.lemma in nouns.titles):
            break
        owner = before.text in ("'s", "’s") and before.entity == token.entity == "ORG"
        glued = owner or (before.text in ("-", "–") and before.end == analysis.tokens[first].start)
        glue = before.text.lower() in _GLUE and (before.entity == token.entity or before.pos == "PROPN")
        glue = glue and (before.text not in _ENGLISH or analysis.tokens[first].text in ("-", "–"))
        capital = (
            before.text[:1].isupper()
            and before.pos in ("PROPN", "ADJ", "NOUN", "NUM")
            and (before.dep != "poss" or before.entity == token.entity == "ORG")
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


def _full(analysis: Analysis, token: Token, nouns: Nouns) -> Phrase:
    first = token.index
    for child in analysis.children(token.index):
        if child.index < token.index and child.dep in _LEFT:
            first = min(first, analysis.subtree(child.index)[0])
    for index in range(first, token.index):
        if analysis.tokens[index].text in _OPEN | _CLOSE:
            first = index + 1
    last = token.index + 1
    while last < len(analysis.tokens) and analysis.tokens[last].entity and _continues(analysis, token, last):
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
        first = min(first, start) if (start := _name_start(analysis, token, nouns)) < first else first
        bare = start
    return Phrase(first, last, token.index, core, bare, bare_last, False, False)


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


def _abbreviated(analysis: Analysis, found: list[Phrase]) -> list[Phrase]:
    """Names that an abbreviation of the same report spells out, as phrases of their own whatever the parser made of
    them: it cuts "Islamic State of Iraq and al-Sham (ISIS)" in two, the initials do not."""
    tokens = analysis.tokens
    shorts: set[str] = set()
    for index, short in enumerate(tokens):
        if not 2 <= len(short.text) <= 10 or not short.text[:2].isupper() or not short.text.isalpha():
            continue
        shorts.add(short.text.upper())
        if index > 1 and tokens[index - 1].text in _OPEN and tokens[index - 1].sentence == short.sentence:
            start = _long_form(analysis, index - 2, short.text.upper())
            if start is not None:
                found = [p for p in found if p.head != index] + [_single(short)]
                found = _reach(found, start, index - 1)
    for start, end in _spelled_out(analysis, {short for short in shorts if len(short) > 2}):
        found = _reach(found, start, end)
    return found


def _reach(found: list[Phrase], start: int, end: int) -> list[Phrase]:
    """The phrases with one for tokens `start` to `end` in place of those inside."""
    fitting = [p for p in found if start in (p.first, p.bare) and start <= p.head < end and p.last <= end]
    owner = max(fitting, key=lambda p: (p.last, p.head, -p.first), default=None)
    long = Phrase(start, end, end - 1, end - 1, start, end, False, False)
    if owner is not None:
        long = replace(owner, core=owner.head, last=end, bare=start, bare_last=end)
    inside = {p for p in found if p is not owner and start <= p.first and p.last <= end}
    return [p for p in found if p not in inside and p is not owner] + [long]


def _spelled_out(analysis: Analysis, shorts: set[str]) -> list[tuple[int, int]]:
    """Where capitalised words begin with the letters of an abbreviation that the report uses elsewhere."""
    tokens, spans = analysis.tokens, []
    for first in tokens:
        if not proper(first) or first.text.isupper():
            continue
        for letters in sorted(short for short in shorts if short[0] == first.text[0]):
            matched, index = 1, first.index + 1
            while matched < len(letters) and index < len(tokens) and tokens[index].sentence == first.sentence:
                word = tokens[index].text
                if word[:1] == letters[matched] and word.lower() not in _LINKS:
                    matched += 1
                elif word[:1].isupper() or word.lower() not in _GLUE | _LINKS:
                    break
                index += 1
            if matched == len(letters):
                spans.append((first.index, index))
    return spans


def _long_form(analysis: Analysis, end: int, letters: str) -> int | None:
    """Where the name that ends at token `end` and is shortened to these letters begins, or None.

    First by initials in their order; else, for a name shortened in another language, the capitalised words before the
    bracket, if they begin with most of the letters.
    """
    tokens = analysis.tokens
    start, index = None, end
    initials: list[str] = []
    while index >= 0 and tokens[index].sentence == tokens[end].sentence and end - index < 14:
        word = tokens[index].text
        if word[:1].isupper() and word.lower() not in _LINKS:
            initials.insert(0, word[0].upper())
            start = index
            if "".join(initials) == letters:
                return start
        elif index == end and tokens[index].pos == "NOUN":
            initials.insert(0, word[0].upper())
        elif word.lower() not in _GLUE | _LINKS:
            break
        index -= 1
    matched = sum(min(letters.count(c), initials.count(c)) for c in sorted(set(letters)))
    return start if start is not None and len(initials) > 1 and 2 * matched > len(letters) else None
