"""Gold and a coder to an evaluation: every document coded, matched and scored."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from polemos.evaluation.compared import Compared, compared
from polemos.evaluation.gold import GoldDocument
from polemos.evaluation.match import Pair, match
from polemos.evaluation.scores import Score, Tally, by_label, score
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.model import Claim, Report

Coder = Callable[[Report], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document: what was coded, what was to be coded, and how they pair."""

    gold: GoldDocument
    coded: tuple[Compared, ...]
    pairs: tuple[Pair, ...]
    score: Score

    @property
    def missed(self) -> tuple[Compared, ...]:
        """Gold claims without a partner."""
        found = {id(pair.gold) for pair in self.pairs}
        return tuple(claim for claim in self.gold.claims if id(claim) not in found)

    @property
    def wrong(self) -> tuple[Compared, ...]:
        """Coded claims without a partner."""
        found = {id(pair.coded) for pair in self.pairs}
        return tuple(claim for claim in self.coded if id(claim) not in found)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All documents in the order of their files."""

    documents: tuple[Judged, ...]

    @property
    def score(self) -> Score:
        return sum((document.score for document in self.documents), Score())

    @property
    def labels(self) -> dict[str, Tally]:
        """Every label with its tally over all documents, sorted."""
        tallies: dict[str, Tally] = {}
        for document in self.documents:
            for label, tally in by_label(document.coded, document.gold.claims, document.pairs).items():
                tallies[label] = tallies.get(label, Tally()) + tally
        return dict(sorted(tallies.items()))


def report_of(gold: GoldDocument) -> Report:
    """The document as a user would hand it in, so that what is measured is what users get."""
    defaults = ReportDefaults(gold.published, gold.outlet)
    report = report_from_text(gold.text, sha256(gold.text.encode("utf-8")).hexdigest(), gold.id, defaults)
    return replace(report, id=gold.id, title=gold.title or report.title)


def judge(gold: GoldDocument, coded: Sequence[Compared]) -> Judged:
    """Pair and score the claims of one document."""
    pairs = tuple(match(coded, gold.claims))
    return Judged(gold, tuple(coded), pairs, score(coded, gold.claims, pairs))


def evaluate(coder: Coder, documents: Iterable[GoldDocument]) -> Evaluation:
    """Code and judge every document."""
    return Evaluation(tuple(judge(gold, [compared(claim) for claim in coder(report_of(gold))]) for gold in documents))
