"""Names that an abbreviation spells out: "Islamic State of Iraq and al-Sham (ISIS)"."""

from dataclasses import replace

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis
from polemos.reading.phrases import Phrase, proper, single

_OPEN = {"(", "["}
_HYPHENS = {"-", "–"}


def with_spelled_names(analysis: Analysis, found: list[Phrase], nouns: Nouns) -> list[Phrase]:
    """Names that an abbreviation of the same report spells out, as phrases of their own whatever the parser made of
    them: it cuts "Islamic State of Iraq and al-Sham (ISIS)" in two, the initials do not."""
    tokens = analysis.tokens
    shorts: set[str] = set()
    for index, short in enumerate(tokens):
        if not 2 <= len(short.text) <= 10 or not short.text[:2].isupper() or not short.text.isalpha():
            continue
        shorts.add(short.text.upper())
        if index > 1 and tokens[index - 1].text in _OPEN and tokens[index - 1].sentence == short.sentence:
            start = _long_form(analysis, nouns, index - 2, short.text.upper())
            if start is not None:
                found = [p for p in found if p.head != index] + [single(short)]
                found = _reach(found, start, index - 1)
    for start, end in _spelled_out(analysis, nouns, {short for short in shorts if len(short) > 2}):
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


def _spelled_out(analysis: Analysis, nouns: Nouns, shorts: set[str]) -> list[tuple[int, int]]:
    """Where capitalised words begin with the letters of an abbreviation that the report uses elsewhere."""
    tokens, spans, glue = analysis.tokens, [], nouns.particles | nouns.links | _HYPHENS
    for first in tokens:
        if not proper(first) or first.text.isupper():
            continue
        for letters in sorted(short for short in shorts if short[0] == first.text[0]):
            matched, index = 1, first.index + 1
            while matched < len(letters) and index < len(tokens) and tokens[index].sentence == first.sentence:
                word = tokens[index].text
                if word[:1] == letters[matched] and word.lower() not in nouns.links:
                    matched += 1
                elif word[:1].isupper() or word.lower() not in glue:
                    break
                index += 1
            if matched == len(letters):
                spans.append((first.index, index))
    return spans


def _long_form(analysis: Analysis, nouns: Nouns, end: int, letters: str) -> int | None:
    """Where the name that ends at token `end` and is shortened to these letters begins, or None.

    First by initials in their order; else, for a name shortened in another language, the capitalised words before the
    bracket, if they begin with most of the letters.
    """
    tokens, glue = analysis.tokens, nouns.particles | nouns.links | _HYPHENS
    start, index = None, end
    initials: list[str] = []
    while index >= 0 and tokens[index].sentence == tokens[end].sentence and end - index < 14:
        word = tokens[index].text
        if word[:1].isupper() and word.lower() not in nouns.links:
            initials.insert(0, word[0].upper())
            start = index
            if "".join(initials) == letters:
                return start
        elif index == end and tokens[index].pos == "NOUN":
            initials.insert(0, word[0].upper())
        elif word.lower() not in glue:
            break
        index -= 1
    matched = sum(min(letters.count(c), initials.count(c)) for c in sorted(set(letters)))
    return start if start is not None and len(initials) > 1 and 2 * matched > len(letters) else None
