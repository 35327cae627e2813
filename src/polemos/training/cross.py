"""Taggers that have not seen what they are asked about: each fold's documents are read by one trained on the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from polemos.codebook.loader import Codebook
from polemos.coding.learned.judge import Judge
from polemos.coding.learned.proposals import Proposals
from polemos.coding.learned.tagger import Tagger
from polemos.coding.rules import RuleCoder
from polemos.evaluation.compared import compared
from polemos.evaluation.evaluate import Evaluation, judge
from polemos.training.fit import Read, Row, Taught, event_rows, fit, other_rows
from polemos.training.split import fold

Rows = tuple[list[Row], list[Row]]
"""Of events, and of control and relations."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """What left-out documents say: the judge's rows, and how rules alone and rules with judge do on them."""

    rows: Rows
    rules: Evaluation
    both: Evaluation


def crossed(
    documents: Sequence[Read], taggers: Sequence[Path], codebook: Codebook, tell: Callable[[str], None]
) -> Crossed:
    """`taggers`: for each fold the folder of a tagger that learnt from the other folds alone."""
    coder, taught = RuleCoder(codebook), Taught(documents)
    parts: list[list[Read]] = [[] for _ in taggers]
    for read in documents:
        parts[fold(read.gold.id, len(taggers))].append(read)
    rows: list[Rows] = []
    for number, part in enumerate(parts):
        tagger = Tagger(taggers[number])
        events: list[Row] = []
        others: list[Row] = []
        for read in part:
            tags = tagger.tag(read.analysis)
            events += event_rows(read, coder, tags, taught)
            others += other_rows(read, coder, tags)
        rows.append((events, others))
        tell(f"fold {number + 1} of {len(parts)}: {len(rows[-1][0])} candidates in {len(part)} documents")
    judged, plain = [], []
    for number, part in enumerate(parts):
        rest = _joined([own for at, own in enumerate(rows) if at != number])
        weigher = RuleCoder(codebook, judge=judge_of(Tagger(taggers[number]), rest, codebook))
        for read in part:
            plain.append(judge(read.gold, [compared(claim) for claim in coder.code(read.analysis)]))
            judged.append(judge(read.gold, [compared(claim) for claim in weigher.code(read.analysis)]))
    return Crossed(_joined(rows), Evaluation(tuple(plain)), Evaluation(tuple(judged)))


def judge_of(tagger: Tagger, rows: Rows, codebook: Codebook) -> Judge:
    """A judge with weights fitted on these rows."""
    return Judge(tagger, fit(rows[0]), fit(rows[1]), codebook, Proposals(codebook))


def _joined(parts: Sequence[Rows]) -> Rows:
    return [row for events, _ in parts for row in events], [row for _, others in parts for row in others]
