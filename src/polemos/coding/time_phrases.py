"""A time phrase in the analysed text, the word that it hangs on, and what only looks like one."""

from dataclasses import dataclass

from polemos.model.analysis import Analysis, Sentence
from polemos.model.moment import Moment

_DATELINE = 8
"""Tokens before the date of a dateline."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (exclusive) that say when; `holder` is the word that they hang on."""

    first: int
    last: int
    holder: int
    dated: bool
    """A date can be made of it; "previously" and "after the attack" have none."""
    moment: Moment


def phrase_of(analysis: Analysis, first: int, last: int, dated: bool, holder: int | None = None) -> Phrase:
    span = analysis.span(first, last)
    return Phrase(
        first,
        last,
        holder if holder is not None else _holder(analysis, first, last),
        dated,
        Moment(text=span.text, start=span.start, end=span.end),
    )


def _holder(analysis: Analysis, first: int, last: int) -> int:
    """The word outside the phrase that it hangs on; prepositions before it are passed over."""
    inside = range(first, last)
    outside = [analysis.tokens[i].head for i in inside if analysis.tokens[i].head not in inside]
    if not outside:
        return next((i for i in inside if analysis.tokens[i].dep == "ROOT"), first)
    holder = analysis.tokens[outside[0]]
    while holder.pos == "ADP" and holder.head != holder.index:
        holder = analysis.tokens[holder.head]
    following = analysis.tokens[last] if last < len(analysis.tokens) else holder
    while following.pos in ("AUX", "ADV") and following.head > following.index:
        following = analysis.tokens[following.head]
    if (
        following.pos == "VERB"
        and holder.index < first
        and holder.index in {c.index for c in analysis.children(following.index, "nsubj", "nsubjpass")}
    ):
        # "The front on 29 November resumed its attacks": between subject and verb it is the verb's.
        return following.index
    return holder.index


def is_dateline(analysis: Analysis, sentence: Sentence, inside: list[int]) -> bool:
    """ "KABUL, Afghanistan (Sept. 27) - Troops detained": the report's own date, which tells of no act."""
    before = analysis.tokens[sentence.first : inside[0]]
    after = analysis.tokens[inside[-1] + 1 : inside[-1] + 3]
    placed = 0 < len(before) <= _DATELINE and all(t.pos in ("PROPN", "PUNCT", "SPACE") for t in before)
    closed = any(t.text[:1] in "()-–—[|" for t in after[:1]) or analysis.tokens[inside[-1]].text.endswith(")")
    return placed and closed and any(t.pos == "PROPN" for t in before)


def is_year(analysis: Analysis, tokens: list[int]) -> bool:
    """Four digits are a year where the parser sees a date, or a noun that is no unit follows ("2014 abduction")."""
    return any(analysis.tokens[index].entity == "DATE" for index in tokens)
