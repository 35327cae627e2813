"""How much each feature counts: regressions over what rules and tagger say of reports that the tagger has not seen.

The rules have seen them: words came into the codebook because a gold report used them. So a word that only the report's
own family teaches is taken from the rules before they are looked at; else they would seem surer than they are.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from polemos.coding.learned.features import Candidate, candidates, claim_features
from polemos.coding.learned.tagger import Tags
from polemos.coding.learned.weights import Weights
from polemos.coding.rules import RuleCoder
from polemos.evaluation.compared import compared
from polemos.evaluation.gold import GoldDocument
from polemos.evaluation.match import match
from polemos.evaluation.names import related
from polemos.model.analysis import Analysis
from polemos.training.examples import Example
from polemos.training.split import family

REACH = 4
"""Tokens between a candidate and the gold trigger that it answers, at most."""
STRENGTH = 0.5
"""Of the evidence against the wish for small weights (scikit-learn's C)."""

Row = tuple[Mapping[str, float], bool]
"""Features, and whether the claim was right."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document of the gold with its analysis and the example that was made of it."""

    gold: GoldDocument
    analysis: Analysis
    example: Example


class Taught:
    """Which families of documents teach that a word tells an event of a type."""

    def __init__(self, documents: Iterable[Read]) -> None:
        self.families: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for read in documents:
            for index, labels in read.example.labels.items():
                lemma = read.analysis.tokens[index].lemma
                self.families[lemma] += [(label.partition(":")[2], family(read.gold.id)) for label in sorted(labels)]

    def only_by(self, document: str, lemma: str, label: str) -> bool:
        """Whether the word is known for the label from this document's family and from no other."""
        teachers = {name for known, name in self.families.get(lemma, ()) if related(known, label)}
        return teachers == {family(document)}


def event_rows(read: Read, coder: RuleCoder, tags: Tags, taught: Taught) -> list[Row]:
    """What is said of each candidate for an event in a document, and whether the gold has it."""
    analysis = read.analysis
    found = [
        one
        for one in coder.events.matcher.matches(analysis)
        if not taught.only_by(read.gold.id, analysis.tokens[one.anchor].lemma, one.entry.label)
    ]
    listed = list(candidates(analysis, found, tags, coder.events.types))
    return [(one.features, right) for one, right in zip(listed, _right(listed, read.example), strict=True)]


def _right(listed: Sequence[Candidate], example: Example) -> list[bool]:
    """Each gold trigger goes to the nearest candidate of a type that fits, and to the others at the same word."""
    gold = [
        (index, label.partition(":")[2])
        for index, labels in sorted(example.labels.items())
        for label in sorted(labels)
        if label.startswith("event:")
    ]
    pairs = sorted(
        (abs(one.token - index), one.label != label, one.match is None, number, wanted)
        for number, one in enumerate(listed)
        for wanted, (index, label) in enumerate(gold)
        if abs(one.token - index) <= REACH and related(one.label, label)
    )
    right = [False] * len(listed)
    answered: set[int] = set()
    for *_, number, wanted in pairs:
        if wanted not in answered:
            answered.add(wanted)
            for other, one in enumerate(listed):
                if one.token == listed[number].token and related(one.label, gold[wanted][1]):
                    right[other] = True
    return right


def other_rows(read: Read, coder: RuleCoder, tags: Tags) -> list[Row]:
    """The same for claims of control and relations, by the scorer's own pairs. `coder` works without a judge."""
    claims = [claim for claim in coder.code(read.analysis) if claim.kind != "event"]
    coded = [compared(claim) for claim in claims]
    found = {id(pair.coded) for pair in match(coded, read.gold.claims)}
    return [
        (claim_features(read.analysis, claim, tags), id(one) in found) for claim, one in zip(claims, coded, strict=True)
    ]


def fit(rows: Sequence[Row]) -> Weights:
    """The weights that make the rows likeliest; where all rows agree, no feature counts and the bias says how many."""
    right = sum(one for _, one in rows)
    if right in (0, len(rows)):
        return Weights(math.log((right + 1) / (len(rows) - right + 1)), {})
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for features, _ in rows for name in features})
    table = [[features.get(name, 0.0) for name in names] for features, _ in rows]
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit(table, [right for _, right in rows])
    weights = dict(zip(names, (float(value) for value in fitted.coef_[0]), strict=True))
    return Weights(float(fitted.intercept_[0]), weights)
