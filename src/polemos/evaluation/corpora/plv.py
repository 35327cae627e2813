"""PLV: the PLOVER type of what a marked source does to a marked target, in single news sentences.

15 types: CONCEDE and RETREAT are one, YIELD. Every row has a type, so that nothing coded is a miss.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from polemos.codebook.loader import load
from polemos.codebook.plover import plover_table
from polemos.evaluation.corpora.frame import CorpusScore, rows
from polemos.evaluation.corpora.pairs import Pair
from polemos.evaluation.corpora.roots import RootTally
from polemos.evaluation.evaluate import Coder

TARGET = 0.75
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Accuracy over all rows, and the share of each type that is found."""
    tally = RootTally(coder, plover_table(load()), _MERGED)
    for row in rows(path, limit):
        pair = Pair(_marked(row.get("source")), _marked(row.get("target")))
        tally.add(row["id"], row["text"], pair, row["event"])
    return tally.score("plv", TARGET)


def _marked(side: Mapping[str, Any] | None) -> tuple[tuple[int, int], ...]:
    return ((side["begin"], side["end"]),) if side and side.get("begin") is not None else ()
