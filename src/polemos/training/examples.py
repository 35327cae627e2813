"""Reports coded by hand as examples for the tagger: which word carries which labels."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from polemos.evaluation.evaluate import report_of
from polemos.evaluation.gold import GoldDocument
from polemos.model.analysis import Analysis
from polemos.model.report import Report


@dataclass(frozen=True, slots=True)
class Example:
    """One report: its words, the sentence of each, and by word the labels ("event:attack") of the claims that it
    triggers and whether that happened (`factuality`, of the first of them)."""

    id: str
    words: tuple[str, ...]
    sentences: tuple[int, ...]
    labels: dict[int, frozenset[str]]
    factuality: dict[int, str]


def examples(documents: Iterable[GoldDocument], parse: Callable[[Report], Analysis]) -> Iterator[Example]:
    """The documents as examples. Their words are the parser's, so that the tagger learns from what it will see."""
    for gold in documents:
        yield example(gold, parse(report_of(gold)))


def example(gold: GoldDocument, analysis: Analysis) -> Example:
    """One document as an example; a claim whose trigger lies outside the report's body teaches nothing."""
    labels: dict[int, frozenset[str]] = {}
    factuality: dict[int, str] = {}
    for claim in gold.claims:
        index = anchor(analysis, claim.start, claim.start + len(claim.trigger))
        if index is not None:
            labels[index] = labels.get(index, frozenset()) | {f"{claim.kind}:{claim.label}"}
            factuality.setdefault(index, claim.factuality)
    return Example(
        gold.id,
        tuple(token.text for token in analysis.tokens),
        tuple(token.sentence for token in analysis.tokens),
        labels,
        factuality,
    )


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
