"""The whole training: a gold folder in, a folder with the model out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from polemos.codebook.loader import Codebook, load
from polemos.coding.learned.judge import WEIGHTS
from polemos.coding.learned.tagger import Tagger
from polemos.coding.rules import RuleCoder
from polemos.errors import UsageError
from polemos.evaluation.evaluate import report_of
from polemos.evaluation.gold import fingerprint, read_gold
from polemos.reading.reader import Reader
from polemos.training.base import base_model
from polemos.training.card import Facts, card
from polemos.training.cross import crossed, judge_of
from polemos.training.encoder import Course, Trained, train
from polemos.training.examples import Example, label_counts, of_gold, of_rules
from polemos.training.export import export
from polemos.training.fit import Read
from polemos.training.split import family, fold
from polemos.training.texts import texts

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What to train from and where the model goes. `work` holds the taggers of the folds; those that are there already
    are taken as they are, so that new rules need new weights and no new taggers. `date` goes on the card."""

    gold: Path
    corpora: Path | None
    folder: Path
    work: Path
    course: Course
    folds: int
    date: str | None = None


def run(job: Job, tell: Tell) -> None:
    """Reads, trains, weighs and exports; `tell` is told each step. UsageError where nothing can be learnt."""
    base = base_model()
    codebook = load()
    reader = Reader(codebook)
    documents = _read(job.gold, reader)
    tell(f"read {len(documents)} documents coded by hand")
    learn = [read.example for read in documents]
    families = {family(example.id) for example in learn}
    if not label_counts(learn) or len(families) < job.folds:
        raise UsageError(f"too few claims to learn from in {job.gold}; name a folder with more documents")
    taggers = [job.work / f"fold-{number}" for number in range(job.folds)]
    whole = job.work / "whole"
    if not all((path / "model.onnx").is_file() for path in (*taggers, whole)):
        _taggers(job, learn, base, _before(job, documents, codebook, reader), tell)
    found = crossed(documents, taggers, codebook, tell)
    tagger = Tagger(whole)
    judge = judge_of(tagger, found.rows, codebook)
    weights = {"events": judge.events.as_data(), "others": judge.others.as_data()}
    facts = Facts(job.date, fingerprint(job.gold), len(documents), label_counts(learn), job.course, job.folds, found)
    job.folder.mkdir(parents=True, exist_ok=True)
    for name in ("model.onnx", "labels.json", "tokenizer.json"):
        (job.folder / name).write_bytes((whole / name).read_bytes())
    (job.folder / WEIGHTS).write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    (job.folder / "card.md").write_text(card(facts), encoding="utf-8")
    tell(f"wrote {job.folder}")


def _read(folder: Path, reader: Reader) -> list[Read]:
    found = []
    for gold in read_gold(folder):
        analysis = reader.read(report_of(gold))
        found.append(Read(gold, analysis, of_gold(gold, analysis)))
    return found


def _before(job: Job, documents: Sequence[Read], codebook: Codebook, reader: Reader) -> list[Example]:
    """Reports of the corpora as the rules code them; none where there are no corpora."""
    if job.corpora is None:
        return []
    coder = RuleCoder(codebook)
    reports = texts(job.corpora, [read.gold.text for read in documents])
    analyses = (reader.read(report) for report in reports)
    return [of_rules(analysis, coder.code(analysis)) for analysis in analyses]


def _taggers(job: Job, learn: Sequence[Example], base: Path, before: Sequence[Example], tell: Tell) -> None:
    """One tagger for each fold and one that has seen all, into the folder for work."""
    start: Trained | None = None
    if before and job.course.before:
        tell(f"before: {len(before)} reports that the rules have coded")
        start = train(before, (), base, replace(job.course, epochs=job.course.before), tell)
    for number in (*range(job.folds), None):
        rest = [example for example in learn if number is None or fold(example.id, job.folds) != number]
        held = [example for example in learn if number is not None and fold(example.id, job.folds) == number]
        name = "whole" if number is None else f"fold-{number}"
        tell(f"{name}: {len(rest)} documents to learn from, {len(held)} left out")
        trained = train(rest, held, base, job.course, tell, start)
        if trained.score is not None:
            tell(f"{name}: {trained.score}")
        export(trained.network, trained.labels, base, job.work / name)
