"""The words that go with a trained model: what it is, from what, how well it did."""

from dataclasses import dataclass

from polemos.training.base import LICENCE, NAME
from polemos.training.encoder import SURE, Course
from polemos.training.score import Score


@dataclass(frozen=True, slots=True)
class Facts:
    """What the card tells of one training. `data` is the fingerprint of the gold folder; `labels` gives the words of
    each label that it was trained on."""

    date: str | None
    data: str
    learnt: int
    held: int
    claims: int
    labels: dict[str, int]
    course: Course
    share: float
    score: Score | None


def card(facts: Facts) -> str:
    """The card in Markdown."""
    rows = [
        ("trained", facts.date or "date not given"),
        ("base model", f"{NAME} ({LICENCE}), all of it trained further; word labels from one new layer"),
        ("form", "ONNX, weights and embeddings as 8-bit integers"),
        ("data", f"reports coded by hand, fingerprint {facts.data}"),
        ("documents", f"{facts.learnt} learnt from, {facts.held} held out (share {facts.share:g}, by hash of the id)"),
        ("claims", f"{facts.claims} in all documents"),
        ("labels", str(len(facts.labels))),
        ("epochs, seed", f"{facts.course.epochs}, {facts.course.seed}"),
        ("held-out score", f"{facts.score} at probability {SURE:g}" if facts.score else "none: nothing was held out"),
    ]
    words = "\n".join(f"| {label} | {count} |" for label, count in facts.labels.items())
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return _TEXT.format(table=table, words=words, name=NAME, licence=LICENCE)


_TEXT = """# Trigger tagger

Tells for every word of an English report how likely it is the trigger of a claim of each label. It was made by
`polemos train`; the same command on the same data and machine gives the same model.

| | |
|---|---|
{table}

The held-out score is strict: the very word with the very label. It was taken before the weights were made integers.

## Licences

The base model {name} is under {licence}. The texts of the reports that it was trained further on are not part of this
repository; the model holds no text of theirs, only weights.

## What it learnt from

| label | words |
|---|---|
{words}
"""
