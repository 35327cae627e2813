"""How much each sign counts for a place being an event's: `python -m polemos.training.places CORPUS WEIGHTS.json`.

Fitted on the rows of the corpus event_location that one person marked; those that were marked again are left out, to be
scored on. A choice among the candidates and "none" (conditional logit), so that candidates compete.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polemos.codebook.loader import load
from polemos.coding.event_places import EventPlaces
from polemos.coding.place_candidates import candidates
from polemos.coding.place_signs import Signs
from polemos.coding.places import PlaceRules
from polemos.evaluation.corpora.event_location import anchor, same
from polemos.evaluation.corpora.frame import as_report, rows
from polemos.reading.reader import Reader
from polemos.text.names import name_key

RARE = 25
"""A sign that fewer choices show is left out: it would be learnt by heart."""
_SHRINK = 3.0
"""How strongly weights are drawn towards 0 (the squares of all count half of this)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The signs of "none" and of each candidate, and which of these are right."""

    signs: tuple[Signs, ...]
    right: tuple[bool, ...]


def choices(corpus: Path) -> list[Choice]:
    """Those of the rows with any candidate. Where none of the marked places is a candidate, "none" is right."""
    codebook = load()
    reader, places = Reader(codebook), EventPlaces(codebook, PlaceRules(codebook))
    found: list[Choice] = []
    for row in rows(corpus, None):
        if row["gold"]:
            continue
        analysis = reader.read(as_report(row["id"], row["text"]))
        event = anchor(analysis, row["event"])
        listed = candidates(analysis, event, places.places.words) if event is not None else []
        if event is None or not listed:
            continue
        met = [any(same(gold, m) for gold in row["locations"] for m in (c.outer, c.inner)) for c in listed]
        names = {name_key(c.inner.name) for c, one in zip(listed, met, strict=True) if one}
        signs = places.signs.of(analysis, event, listed)
        # The same name again elsewhere in the sentence is neither right nor wrong.
        kept = [n for n, c in enumerate(listed) if met[n] or name_key(c.inner.name) not in names]
        none = places.signs.of_none(analysis, event, len(listed))
        found.append(Choice((none, *(signs[n] for n in kept)), (not any(met), *(met[n] for n in kept))))
    return found


def fit(given: Sequence[Choice]) -> dict[str, float]:
    """The weights that make the right candidates likeliest, by name."""
    import numpy
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    counts = Counter(name for choice in given for signs in choice.signs for name in signs)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    columns = {name: number for number, name in enumerate(names)}
    cells = [
        (row, columns[name], value)
        for row, signs in enumerate(signs for choice in given for signs in choice.signs)
        for name, value in signs.items()
        if name in columns
    ]
    at_row, at_column, values = zip(*cells, strict=True)
    own = numpy.array([number for number, choice in enumerate(given) for _ in choice.signs])
    right = numpy.array([one for choice in given for one in choice.right], dtype=float)
    table = csr_matrix((values, (at_row, at_column)), shape=(len(own), len(names)))

    def loss(weights: Any) -> tuple[float, Any]:
        total = table @ weights
        most = numpy.full(len(given), -numpy.inf)
        numpy.maximum.at(most, own, total)
        raised = numpy.exp(total - most[own])
        whole = numpy.bincount(own, raised, len(given))
        good = numpy.bincount(own, raised * right, len(given))
        gradient = table.T @ (raised / whole[own] - raised * right / good[own]) + _SHRINK * weights
        return float(numpy.log(whole / good).sum() + _SHRINK / 2 * weights @ weights), gradient

    fitted = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: round(float(value), 3) for name, value in zip(names, fitted.x, strict=True) if round(value, 3)}


def write(weights: Mapping[str, float], target: Path) -> None:
    """The file that the package keeps."""
    target.write_text(json.dumps({"weights": weights}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(fit(choices(Path(sys.argv[1]))), Path(sys.argv[2]))
