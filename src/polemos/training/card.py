"""The words that go with a trained model: what it is, from what, how well it did."""

from dataclasses import dataclass

from polemos.evaluation.calibration import calibration, expected_error
from polemos.evaluation.evaluate import Evaluation
from polemos.training.base import LICENCE, NAME
from polemos.training.cross import Crossed
from polemos.training.encoder import Course

_FIGURES = ("P", "R", "R_required", "F1", "F1_exact_type")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the card tells of one training. `data` is the fingerprint of the gold folder; `labels` gives the words of
    each label that it was trained on."""

    date: str | None
    data: str
    documents: int
    labels: dict[str, int]
    course: Course
    folds: int
    crossed: Crossed


def card(facts: Facts) -> str:
    """The card in Markdown."""
    rows = [
        ("trained", facts.date or "date not given"),
        ("base model", f"{NAME} ({LICENCE}), trained further but for its word embeddings; labels from one new layer"),
        ("form", "ONNX, weights and embeddings as 8-bit integers, sums as floats"),
        ("data", f"{facts.documents} reports coded by hand, fingerprint {facts.data}"),
        ("before that", f"{facts.course.before} epochs over reports of public corpora, coded by the rules"),
        ("epochs, seed", f"{facts.course.epochs}, {facts.course.seed}"),
        ("left out in turn", f"{facts.folds} folds; the parts of one article together"),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    words = "\n".join(f"| {label} | {count} |" for label, count in facts.labels.items())
    scores = "\n".join(_score(name, of) for name, of in (("rules", facts.crossed.rules), ("both", facts.crossed.both)))
    bins = "\n".join(
        f"| {one.low:.1f} to {one.high:.1f} | {one.coded} | {one.mean:.2f} | {one.share:.2f} |"
        for one in calibration(facts.crossed.both)
    )
    error = f"{expected_error(facts.crossed.both):.3f}"
    return _TEXT.format(table=table, words=words, scores=scores, bins=bins, error=error, name=NAME, licence=LICENCE)


def _score(name: str, evaluation: Evaluation) -> str:
    figures = evaluation.score.figures()
    return f"| {name} | " + " | ".join(f"{figures[of]:.3f}" for of in _FIGURES) + " |"


_TEXT = """# Trigger tagger and judge

The tagger tells for every word of an English report how likely it is the trigger of a claim of each label. The judge, a
logistic regression over what the codebook's rules and the tagger say, tells how likely a claim is right
(`weights.json`). Both were made by `polemos train`; the same command on the same data and machine gives the same model.

| | |
|---|---|
{table}

## Scores on reports left out

Each report was coded with a tagger and weights that had not seen it. The rules had: their words were learned from these
reports, so their figures here flatter, and what the tagger adds on reports that nobody has seen is more than shown.

| | precision | recall | recall of required | F1 | F1 with the exact type |
|---|---|---|---|---|---|
{scores}

## What confidence means

| confidence | claims | mean confidence | share right |
|---|---|---|---|
{bins}

On average the two lie {error} apart.

## Licences

The base model {name} is under {licence}. The texts that it was trained further on are not part of this repository; the
model holds no text of theirs, only weights.

## What it learnt from

| label | words |
|---|---|
{words}
"""
