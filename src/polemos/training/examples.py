"""Reports as examples for the tagger: which word carries which labels, by people or by the rules."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from polemos.evaluation.gold import GoldDocument
from polemos.model.analysis import Analysis
from polemos.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Example:
    """One report: its words, the sentence of each, and by word the labels ("event:attack") of the claims that it
    triggers and whether that happened (`factuality`, of the first of them)."""

    id: str
    words: tuple[str, ...]
    sentences: tuple[int, ...]
    labels: dict[int, frozenset[str]]
    factuality: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """One claim as far as the tagger learns from it."""

    start: int
    end: int
    label: str
    factuality: str


def of_gold(gold: GoldDocument, analysis: Analysis) -> Example:
    """A document coded by people. Its words are the parser's, so that the tagger learns from what it will see."""
    told = (
        _Told(claim.start, claim.start + len(claim.trigger), f"{claim.kind}:{claim.label}", claim.factuality)
        for claim in gold.claims
    )
    return _example(gold.id, analysis, told)


def of_rules(analysis: Analysis, claims: Iterable[Claim]) -> Example:
    """A report coded by the rules alone: what they know teaches the tagger the words like theirs."""
    told = (
        _Told(claim.trigger.start, claim.trigger.end, f"{claim.kind}:{claim.label}", claim.factuality)
        for claim in claims
    )
    return _example(analysis.report.id, analysis, told)


def _example(name: str, analysis: Analysis, told: Iterable[_Told]) -> Example:
    """A claim whose trigger lies outside the report's body teaches nothing."""
    labels: dict[int, frozenset[str]] = {}
    factuality: dict[int, str] = {}
    for claim in told:
        index = anchor(analysis, claim.start, claim.end)
        if index is not None:
            labels[index] = labels.get(index, frozenset()) | {claim.label}
            factuality.setdefault(index, claim.factuality)
    words = tuple(token.text for token in analysis.tokens)
    return Example(name, words, tuple(token.sentence for token in analysis.tokens), labels, factuality)


def anchor(analysis: Analysis, start: int, end: int) -> int | None:
    """The token that stands for the words from `start` to `end`: the first whose governor stands outside them.
    None where no token lies there."""
    covered = [token for token in analysis.tokens if token.start < end and token.end > start]
    inside = {token.index for token in covered}
    for token in covered:
        root = token.head == token.index or token.head not in inside
        if root and any(letter.isalnum() for letter in token.text):
            return token.index
    return covered[0].index if covered else None


def label_counts(given: Iterable[Example]) -> dict[str, int]:
    """Every label that occurs with the number of its words, by name."""
    counts = Counter(label for example in given for labels in example.labels.values() for label in labels)
    return dict(sorted(counts.items()))
