"""Rows with one PLOVER type each, coded and counted."""

from collections import Counter
from collections.abc import Mapping, Sequence

from polemos.codebook.plover import PloverTable
from polemos.evaluation.corpora.frame import CorpusScore, Miss, accuracy, as_report
from polemos.evaluation.corpora.pairs import Pair, event_of
from polemos.evaluation.evaluate import Coder
from polemos.model import Claim

_NOTHING = "none"


class RootTally:
    """Codes each text once, whatever the number of its rows. `merged` are types that the corpus holds to be one."""

    def __init__(self, coder: Coder, table: PloverTable, merged: Mapping[str, str]) -> None:
        self._coder = coder
        self._table = table
        self._merged = merged
        self._coded: dict[str, Sequence[Claim]] = {}
        self._wanted: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        self._misses: list[Miss] = []

    def add(self, name: str, text: str, pair: Pair, wanted: str) -> None:
        """One row."""
        if text not in self._coded:
            self._coded[text] = self._coder(as_report(name, text))
        found = event_of(self._coded[text], pair, self._table)
        root = self._merged.get(found[1], found[1]) if found else _NOTHING
        self._wanted[wanted] += 1
        if root == wanted:
            self._right[wanted] += 1
        else:
            self._misses.append(Miss(name, text, wanted, root))

    def score(self, corpus: str, target: float) -> CorpusScore:
        """The accuracy, then each type's share."""
        types = [accuracy(name, self._right[name], count, None) for name, count in sorted(self._wanted.items())]
        whole = accuracy("accuracy", self._right.total(), self._wanted.total(), target)
        return CorpusScore(corpus, len(self._coded), (whole, *types), tuple(self._misses))
