"""Words of a report that tell what kind of place a name is: "the town of X", "X airport", a dateline, "they left the
town" after X."""

from collections.abc import Iterator

from polemos.model.analysis import Analysis
from polemos.resolution.places.toponym_words import ToponymWords
from polemos.resolution.places.toponyms import Toponym

_CITY = "city"
_DATELINE = (",", "(", "-", "–", "—", "--", "/")
_FEW = 12
"""Tokens of a dateline's paragraph."""


def told_kinds(analysis: Analysis, toponym: Toponym, words: ToponymWords) -> Iterator[str]:
    """The words for its kind, as in `features` of toponym_words.yaml."""
    if toponym.use != "name":
        return
    tokens = analysis.tokens
    around = [tokens[i].text.lower() for i in (toponym.last,) if i < len(tokens)]
    before = [tokens[i].text for i in range(max(0, toponym.first - 3), toponym.first)]
    # "The town of X" tells of X, "Hayy al-Zahra district of X" of a part of it.
    if len(before) == 3 and before[2].lower() == "of" and before[0].islower():
        around.append(before[1].lower())
    around += toponym.name.lower().split()[1:][-1:]
    around += ["city"] * (_is_dateline(analysis, toponym) or _holds_quarter(analysis, toponym, words))
    around += _called(analysis, toponym)
    yield from (word for word in around if word in words.features)


def _is_dateline(analysis: Analysis, toponym: Toponym) -> bool:
    """A report is sent from a town: the first name of a paragraph that is a dateline alone."""
    sentence = analysis.sentence_of(toponym.first)
    if toponym.first != sentence.first or not analysis.tokens[toponym.first].text.isupper():
        return False
    after = analysis.tokens[toponym.last].text if toponym.last < sentence.last else ""
    alone = sentence.last - sentence.first <= _FEW and not any(
        t.pos in ("VERB", "AUX") for t in analysis.sentence_tokens(sentence)
    )
    return alone and after in _DATELINE


def _holds_quarter(analysis: Analysis, toponym: Toponym, words: ToponymWords) -> bool:
    """ "A hospital in X", "X's market", "the Y neighbourhood of X": what towns have and provinces have not."""
    tokens, first = analysis.tokens, toponym.first
    before = [tokens[i].lemma for i in range(max(0, first - 2), first)]
    behind = [tokens[i].lemma for i in range(toponym.last, min(len(tokens), toponym.last + 3))]
    inside = len(before) == 2 and before[1] in ("of", "in") and before[0] in words.urban
    return inside or (behind[:1] in (["'s"], ["’s"]) and bool(words.urban & set(behind[1:])))


def _called(analysis: Analysis, toponym: Toponym) -> list[str]:
    """ "The town", where that is what the name is called later on."""
    mention = analysis.mention_covering(toponym.first)
    if mention is None or mention.category not in ("place", "facility") or not mention.named:
        return []
    same = [other for other in analysis.mentions if other.chain == mention.chain and other is not mention]
    heads = [analysis.tokens[other.head] for other in same if not other.pronoun]
    return sorted({head.lemma for head in heads if head.pos == "NOUN"})
