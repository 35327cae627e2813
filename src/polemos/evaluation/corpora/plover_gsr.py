"""PLOVER's gold-standard records: the type of the one event that each sentence of the manual is an example of."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from polemos.codebook.loader import load
from polemos.codebook.plover import plover_table
from polemos.evaluation.corpora.frame import CorpusScore, rows
from polemos.evaluation.corpora.pairs import Pair
from polemos.evaluation.corpora.roots import RootTally
from polemos.evaluation.evaluate import Coder

TARGET = 0.65


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Accuracy on `event_v1`, the released vocabulary, and the share of each type that is found."""
    tally = RootTally(coder, plover_table(load()), {})
    for row in rows(path, limit):
        tally.add(row["id"], row["text"], Pair(_marked(row["source"]), _marked(row["target"])), row["event_v1"])
    return tally.score("plover_gsr", TARGET)


def _marked(side: Sequence[Mapping[str, Any]]) -> tuple[tuple[int, int], ...]:
    return tuple((actor["begin"], actor["end"]) for actor in side if actor.get("begin") is not None)
