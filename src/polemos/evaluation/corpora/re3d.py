"""re3d: organisations, persons and how they stand to each other in reports on Syria and Iraq.

Spans are the reader's mentions; relations are what claims of all three kinds say of two (re3d.yaml tells which).
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from polemos.codebook.loader import load
from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, as_report, rows
from polemos.evaluation.corpora.re3d_links import Link, Linker
from polemos.evaluation.corpora.re3d_spans import Marked, marked, paired
from polemos.evaluation.evaluate import Coder
from polemos.model import Analysis, Report
from polemos.reading.reader import Reader

Read = Callable[[Report], Analysis]
SPANS, RELATIONS = 0.75, 0.45
_SURE = 0.5
"""Entities and relations below this confidence are suggestions that the annotators rejected."""
_ACTING = ("Organisation", "Person", "Location", "Nationality")
"""Entities that claims are about; re3d also relates weapons, quantities, sums of money and coordinates."""
_TYPES = ("FightingAgainst", "AlliesOf", "InChargeOf", "BelongsTo", "IsSynonymOf")


@cache
def words() -> dict[str, Any]:
    """re3d.yaml, read once."""
    text = (resources.files("polemos.evaluation.corpora") / "re3d.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


class Tally:
    """What was wanted, what was coded, and what of each the other has."""

    def __init__(self) -> None:
        self.wanted = self.coded = self.met = self.right = 0

    def add(self, wanted: int, coded: int, met: int, right: int) -> None:
        self.wanted, self.coded = self.wanted + wanted, self.coded + coded
        self.met, self.right = self.met + met, self.right + right

    def f1(self, name: str, target: float | None = None) -> Figure:
        """2PR / (P + R); `hits` are the wanted that were met, `of` all that were wanted."""
        precision, recall = self.right / max(1, self.coded), self.met / max(1, self.wanted)
        value = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Figure(f"{name} (F1; P {precision:.2f}, R {recall:.2f})", value, self.met, self.wanted, target)


def score(coder: Coder, path: Path, limit: int | None, read: Read | None = None) -> CorpusScore:
    """`read` gives the mentions, which a coder does not hand out; by default a reader of the packaged codebook."""
    reading = read or Reader(load()).read
    tally = _Tallies()
    for row in rows(path, limit):
        report = as_report(row["doc_id"], row["text"], outlet=row["source_name"])
        tally.add(row, reading(report), coder(report))
    return tally.score()


class _Tallies:
    def __init__(self) -> None:
        self.documents = 0
        self.misses: list[Miss] = []
        types = sorted(set(words()["spans"].values()))
        self.spans = {type_: Tally() for type_ in types}
        self.all_spans = Tally()
        self.acting = Tally()
        self.links = {(type_, chains): Tally() for type_ in (*_TYPES, "all") for chains in (True, False)}

    def add(self, row: dict[str, Any], analysis: Analysis, claims: Sequence[Any]) -> None:
        self.documents += 1
        self._add_spans(row, marked(analysis, claims, words()))
        linker = Linker(analysis, words())
        sure = [r for r in row["relations"] if r["confidence"] >= _SURE and r["type"] in _TYPES]
        wanted = _distinct([_link(linker, relation) for relation in sure])
        coded = linker.links(claims)
        self._add_links(row, wanted, coded)
        type_of = {entity["id"]: entity["type"] for entity in row["entities"]}
        acting = [r for r in sure if all(type_of[r[end]["entity_id"]] in _ACTING for end in ("source", "target"))]
        self._count(self.acting, _distinct([_link(linker, r) for r in acting]), coded, chains=True)

    def _add_spans(self, row: dict[str, Any], ours: list[Marked]) -> None:
        sure = [e for e in row["entities"] if e["confidence"] >= _SURE and e["type"] in self.spans]
        theirs = {Marked(e["begin"], e["end"], e["type"]) for e in sure}
        met = paired(ours, theirs)
        for type_, tally in self.spans.items():
            hits = sum(one.type == type_ for one, _ in met)
            tally.add(_of(theirs, type_), _of(ours, type_), hits, hits)
        self.all_spans.add(len(theirs), len(ours), len(met), len(met))
        found = {other for _, other in met} | {one for one, _ in met}
        for side, which in ((theirs, True), (ours, False)):
            for span in sorted(set(side) - found, key=lambda m: (m.begin, m.end)):
                quote = row["text"][span.begin : span.end]
                self.misses.append(
                    Miss(row["doc_id"], quote, span.type if which else "none", "none" if which else span.type)
                )

    def _add_links(self, row: dict[str, Any], wanted: list[Link], coded: list[Link]) -> None:
        for (type_, chains), tally in self.links.items():
            mine = [link for link in coded if type_ in (link.type, "all")]
            want = [link for link in wanted if type_ in (link.type, "all")]
            self._count(tally, want, mine, chains=chains)
        text = row["text"]
        for link in wanted:
            if not _answered(link, coded, chains=True):
                self.misses.append(Miss(row["doc_id"], _told(text, link), link.type, "none"))
        for link in coded:
            if not _answered(link, wanted, chains=True):
                self.misses.append(Miss(row["doc_id"], _told(text, link), "none", link.type))

    def _count(self, tally: Tally, wanted: list[Link], coded: list[Link], *, chains: bool) -> None:
        met = sum(_answered(link, coded, chains=chains) for link in wanted)
        tally.add(len(wanted), len(coded), met, sum(_answered(link, wanted, chains=chains) for link in coded))

    def score(self) -> CorpusScore:
        figures = [self.all_spans.f1("organisations and persons", SPANS)]
        figures += [tally.f1(f"{type_.lower()}s") for type_, tally in self.spans.items()]
        figures.append(self.links["all", True].f1("relations", RELATIONS))
        figures.append(self.acting.f1("relations of organisations, persons and places"))
        figures.append(self.links["all", False].f1("relations, the very words"))
        figures += [self.links[type_, True].f1(type_) for type_ in _TYPES]
        return CorpusScore("re3d", self.documents, tuple(figures), tuple(self.misses))


def _link(linker: Linker, relation: dict[str, Any]) -> Link:
    source, target = (linker.side(relation[end]["begin"], relation[end]["end"]) for end in ("source", "target"))
    return Link(relation["type"], source, target)


def _distinct(links: list[Link]) -> list[Link]:
    """Without those that say the same of the same words, in either direction where that makes no difference."""
    found: dict[tuple[str, tuple[int, int], tuple[int, int]], Link] = {}
    for link in links:
        one, other = link.source.words, link.target.words
        turn = link.type in words()["symmetric"] and other < one
        found.setdefault((link.type, *((other, one) if turn else (one, other))), link)
    return list(found.values())


def _answered(link: Link, others: list[Link], *, chains: bool) -> bool:
    return any(link.answers(other, words()["symmetric"], chains=chains) for other in others)


def _of(spans: Collection[Marked], type_: str) -> int:
    return sum(span.type == type_ for span in spans)


def _told(text: str, link: Link) -> str:
    return " | ".join(text[slice(*side.words)] for side in (link.source, link.target))
