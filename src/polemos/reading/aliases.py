"""Names of one report that mean the same: equal words, abbreviations, last names, short forms."""

from collections.abc import Container

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Mention
from polemos.reading.chains import Chains
from polemos.text.names import name_words

Words = tuple[str, ...]
_UNSPELLED = ("of", "and", "for", "in", "the")


def link_names(
    analysis: Analysis, mentions: list[Mention], nouns: Nouns, chains: Chains, countries: Container[str]
) -> None:
    """Put every name among the mentions into a chain. `countries` holds countries' names and adjectives."""
    first: dict[Words, int] = {}
    for mention in mentions:
        if mention.named and not mention.pronoun and _is_name(analysis, mention):
            chains.put(mention, first.setdefault(name_words(mention.name), mention.index))
    _bracketed(analysis, mentions, chains)
    _short_forms(mentions, first, nouns, chains, countries)


def _is_name(analysis: Analysis, mention: Mention) -> bool:
    return analysis.tokens[mention.head].pos in ("PROPN", "ADJ") or mention.category in ("group", "facility")


def _bracketed(analysis: Analysis, mentions: list[Mention], chains: Chains) -> None:
    """ "Syrian Democratic Forces (SDF)", "the SDF [Syrian Democratic Forces]": the name in brackets right after a name
    is the same."""
    tokens = analysis.tokens
    ending = {m.last: m for m in reversed(mentions) if m.index in chains and m.first < m.last}
    for mention in mentions:
        if mention.index not in chains or mention.first < 2 or tokens[mention.first - 1].text not in ("(", "["):
            continue
        before = mention.first - 1 - (tokens[mention.first - 2].tag == "POS")  # "the Front's [FMLN] offensive"
        full = ending.get(before)
        closed = mention.last < len(tokens) and tokens[mention.last].text in (")", "]", ",", ";")
        if full is None or not closed or full.index == mention.index:
            continue
        if len(name_words(full.name)) > 1 or _spells(mention.name, full.name):
            chains.join(mention.index, full.index)


def _spells(long: str, short: str) -> bool:
    """Whether a name has most of the letters of an abbreviation as initials; it may shorten another language's name."""
    initials = [word[0] for word in name_words(long) if word not in _UNSPELLED]
    matched = sum(min(short.lower().count(c), initials.count(c)) for c in sorted(set(short.lower())))
    return short.isupper() and len(short) > 1 and len(initials) > 1 and 2 * matched > len(short)


def _short_forms(
    mentions: list[Mention], first: dict[Words, int], nouns: Nouns, chains: Chains, countries: Container[str]
) -> None:
    """A person's last name, "al-Nusra" for "al-Nusra Front", initials: joined where only one longer name fits.

    Longer names are looked up by their first and last word and their initials, so that a report of many thousand names
    takes no longer a name than a short one.
    """
    by_word: dict[str, list[tuple[Words, int]]] = {}
    by_initials: dict[str, list[int]] = {}
    for words, index in sorted(first.items(), key=lambda item: (len(item[0]), item[1])):
        for word in sorted({words[0], words[-1]}):
            by_word.setdefault(word, []).append((words, index))
        if len(words) > 1:
            by_initials.setdefault("".join(w[0] for w in words if w not in _UNSPELLED), []).append(index)
    for words, index in sorted(first.items(), key=lambda item: (len(item[0]), item[1])):
        spelled = by_initials.get(words[0], []) if len(words) == 1 and mentions[index].name.isupper() else []
        fits = {chains.root(full) for full in spelled} or {
            chains.root(full)
            for word in {words[0], words[-1]}
            for longer, full in by_word.get(word, [])
            if len(longer) > len(words)
            and not (words[0] in countries and words[0] != longer[0])  # the Syrian Army is not the Free Syrian Army
            and _shortens(words, mentions[index], longer, mentions[full], nouns)
        }
        if len(fits) == 1:
            chains.join(index, fits.pop())


def _shortens(words: Words, short: Mention, longer: Words, full: Mention, nouns: Nouns) -> bool:
    if full.category == "person" and short.category in ("person", "group", "thing"):
        return words == longer[-len(words) :]
    if short.category != full.category or short.category not in ("group", "facility"):
        return False
    head = nouns.meaning.get(words[-1])
    if words[-1] != longer[-1]:
        # "al-Nusra" for "al-Nusra Front", but not "Syrian Army" for "Syrian Army prisoners"
        whole = head is not None and head[0] == "group" and longer[len(words) : len(words) + 1] != ("of",)
        if words != longer[: len(words)] or whole:
            return False
    return set(words) <= set(longer) and (head is None or len(words) > 1 or words[-1] == longer[-1])
