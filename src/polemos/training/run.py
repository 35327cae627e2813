"""The whole training: a gold folder in, a folder with the model out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from polemos.codebook.loader import load
from polemos.errors import UsageError
from polemos.evaluation.gold import fingerprint, read_gold
from polemos.reading.reader import Reader
from polemos.training.base import base_model
from polemos.training.card import Facts, card
from polemos.training.encoder import Course, train
from polemos.training.examples import Example, examples, label_counts
from polemos.training.export import export
from polemos.training.split import held


@dataclass(frozen=True, slots=True)
class Job:
    """What to train from and where the model goes. `share` of the documents is held out; `date` goes on the card."""

    gold: Path
    folder: Path
    course: Course
    share: float
    date: str | None = None


def run(job: Job, tell: Callable[[str], None]) -> None:
    """Reads, trains and exports; `tell` is told each step in one line. UsageError where nothing can be learnt."""
    base = base_model()
    documents = list(read_gold(job.gold))
    tell(f"reading {len(documents)} documents")
    read = list(examples(documents, Reader(load()).parser.read))
    learn: list[Example] = [example for example in read if not held(example.id, job.share)]
    unseen: list[Example] = [example for example in read if held(example.id, job.share)]
    counts = label_counts(learn)
    if not counts:
        raise UsageError(
            f"no claims to learn from in {job.gold}; name a folder with more documents, or a smaller --held"
        )
    tell(f"learning {len(counts)} labels from {len(learn)} documents, {len(unseen)} held out")
    trained = train(learn, unseen, base, job.course, tell)
    facts = Facts(
        date=job.date,
        data=fingerprint(job.gold),
        learnt=len(learn),
        held=len(unseen),
        claims=sum(len(document.claims) for document in documents),
        labels=counts,
        course=job.course,
        share=job.share,
        score=trained.score,
    )
    export(trained.network, trained.labels, base, job.folder, card(facts))
    tell(f"wrote {job.folder}")
