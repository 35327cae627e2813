"""GeoWebNews: web news of all sorts, with place names of every use (geoparsing.py says how it is scored)."""

from pathlib import Path

from polemos.evaluation.corpora.frame import CorpusScore
from polemos.evaluation.corpora.geoparsing import score_file
from polemos.evaluation.evaluate import Coder


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """The coder has no part in it: place names are found in all of a text, whether or not a claim has them."""
    return score_file("gwn", path, limit, adjectives=True)
