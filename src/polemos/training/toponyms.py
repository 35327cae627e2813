"""Fits what each sign of a place name weighs: `python -m polemos.training.toponyms CORPUS WEIGHTS.yaml`.

CORPUS is the folder of geovirus.dev.jsonl and gwn.dev.jsonl; WEIGHTS.yaml goes to resolution/places/data. A run of
words is right where the corpus marks it with the very words. Needs the extra `train`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from polemos.codebook.loader import load
from polemos.evaluation.corpora.frame import as_report, rows
from polemos.evaluation.corpora.geoparsing import is_place
from polemos.gazetteer.load import packaged
from polemos.model import Analysis
from polemos.reading.reader import Reader
from polemos.resolution.places.locate import PlaceIds
from polemos.resolution.places.toponyms import ToponymFinder

Example = tuple[frozenset[str], bool]
_CORPORA = ("geovirus", "gwn")
_STRENGTH = 1.0
_FEWEST = 8
"""A sign of fewer runs says nothing."""
_LEAST = 0.05
_HEAD = """# What each sign of evidence.py weighs (log odds) for a run of words being the name of a place. Fitted on the
# development halves of GeoVirus and GeoWebNews: python -m polemos.training.toponyms (logistic regression, C = 1).
# Signs of fewer than eight runs are left out.
weights:
"""


def examples(path: Path, finder: ToponymFinder) -> Iterator[Example]:
    """Every run of every text with its signs."""
    reader = Reader(load())
    for corpus in _CORPORA:
        for row in rows(path, None, f"{corpus}.dev.jsonl"):
            analysis: Analysis = reader.read(as_report(row["doc_id"], row["text"]))
            marked = {(t["begin"], t["end"]) for t in row["toponyms"] if is_place(t)}
            for run, signs in finder.signs(analysis):
                span = analysis.span(run.first, run.last)
                yield frozenset(signs), (span.start, span.end) in marked


def fitted(found: list[Example]) -> dict[str, float]:
    """The weights of the signs, and the bias."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    columns = DictVectorizer()
    table = columns.fit_transform([dict.fromkeys(sorted(signs), 1) for signs, _ in found])
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(table, [right for _, right in found])
    counts = Counter(sign for signs, _ in found for sign in signs)
    weights = zip(columns.feature_names_, model.coef_[0], strict=True)
    kept = {sign: float(weight) for sign, weight in weights if abs(weight) >= _LEAST and counts[sign] >= _FEWEST}
    return {"bias": float(model.intercept_[0]), **dict(sorted(kept.items()))}


def main(corpus: Path, target: Path) -> None:
    """Fit and write."""
    weights = fitted(list(examples(corpus, PlaceIds(packaged).finder)))
    lines = (f"  {json.dumps(sign)}: {weight:.2f}\n" for sign, weight in weights.items())
    target.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
