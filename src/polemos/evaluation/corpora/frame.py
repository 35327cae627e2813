"""What the scorers of public corpora share: where a corpus lies, its rows, and the form of a score.

A corpus has a module here with a function `score(coder, path, limit)`; `path` is its folder, `limit` how many rows.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, cast

from polemos.errors import InputError, UsageError
from polemos.evaluation.evaluate import Coder, report_of
from polemos.evaluation.gold import GoldDocument
from polemos.model import Report

FOLDERS = {
    "plv": "plv",
    "plover_gsr": "plover_gsr",
    "muc4": "muc4",
    "isaf": "isaf_press_releases",
    "ucdp_actors": "ucdp_actors",
    "ucdp_places": "ucdp_ged_syria",
    "ngec_actor_cases": "ngec_actor_cases",
    "re3d": "re3d",
    "wiki_battles": "wiki_battles",
    "wiki_control": "wiki_control",
    "syrian_archive": "syrian_archive",
    "event_location": "event_location",
    "geovirus": "geoparsing",
    "gwn": "geoparsing",
}
"""Corpus to its folder below `shared/corpora`."""
_ROWS = "dev.jsonl"
_OTHER_ROWS = {
    "ucdp_actors": "aliases.dev.jsonl",
    "ucdp_places": "places.dev.jsonl",
    "geovirus": "geovirus.dev.jsonl",
    "gwn": "gwn.dev.jsonl",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `hits` of `of` (an F1 counts what was wanted and what was coded), and what it is to reach."""

    name: str
    value: float
    hits: float
    of: float
    target: float | None = None

    @property
    def reached(self) -> bool | None:
        """None where nothing is asked for."""
        return None if self.target is None else self.value >= self.target


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that the corpus wants and the coder has otherwise."""

    document: str
    quote: str
    wanted: str
    coded: str


@dataclass(frozen=True, slots=True)
class CorpusScore:
    """`documents` counts texts that were coded; several rows may share one."""

    corpus: str
    documents: int
    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...]


Scorer = Callable[[Coder, Path, int | None], CorpusScore]


def scorer(name: str) -> Scorer:
    """The scorer of one of FOLDERS; its module is loaded only now."""
    return cast(Scorer, import_module(f"polemos.evaluation.corpora.{name}").score)


def find_corpus(folder: Path | None, name: str) -> Path:
    """The folder of a corpus; by default below `shared/corpora`, looked for where the gold is looked for."""
    needed = _OTHER_ROWS.get(name, _ROWS)
    near = [Path.cwd(), *Path.cwd().parents[:1], *Path(__file__).parents[5:6]]
    candidates = [folder] if folder else [base / "shared" / "corpora" for base in near]
    for candidate in candidates:
        for found in (candidate / FOLDERS[name], candidate):
            if (found / needed).is_file():
                return found
    where = " or ".join(dict.fromkeys(str(candidate / FOLDERS[name]) for candidate in candidates))
    raise UsageError(f"there is no {needed} in {where}; name the folder: polemos evaluate --corpus {name} DIR")


def rows(path: Path, limit: int | None, file: str = _ROWS) -> Iterator[dict[str, Any]]:
    """The rows of a corpus, the first `limit` of them. Raises InputError `bad-corpus` that names the line."""
    with (path / file).open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, limit), 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError("bad-corpus", f"{path / file}:{number}: no JSON ({error})") from error
            if not isinstance(row, dict):
                raise InputError("bad-corpus", f"{path / file}:{number}: a row is an object with named values")
            yield row


def as_report(name: str, text: str, published: str | None = None, outlet: str | None = None) -> Report:
    """A text as a user would hand it in."""
    return report_of(GoldDocument(name, text, published, outlet, ()))


def accuracy(name: str, hits: int, of: int, target: float | None) -> Figure:
    """A share of rows; nothing of nothing is 0."""
    return Figure(name, hits / max(1, of), hits, of, target)
