"""GeoVirus and GeoWebNews: which place names of a news text are found, and how far from the right point they are put.

A place name counts as found with the very words or with words that overlap. Rows of GeoWebNews that mark common
nouns, homonyms, languages and names of nothing on the map are left out, as its authors do. GeoVirus marks no adjectives
and no inhabitants, so that ours are left out there; the figure with them stands beside.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from polemos.codebook.loader import load
from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, accuracy, as_report, rows
from polemos.gazetteer.load import packaged
from polemos.reading.reader import Reader
from polemos.resolution.places.in_report import Located
from polemos.resolution.places.locate import PlaceIds
from polemos.resolution.places.relative import distance_km

TAGGED, WITHIN = 0.75, 0.88
NEAR_KM = 161.0
"""A hundred miles: the distance within which toponyms are taken to be resolved since Leidner (2007)."""
_NO_PLACES = ("Non_Toponym", "Homonym", "Language")
_LITERAL = ("Literal", "Mixed", "Coercion", "Literal_Modifier", "Embedded_Literal")
_CONTEXT = 40
Span = tuple[int, int]


@dataclass
class Tally:
    """Spans and distances over all texts. `away` has the kilometres of each marked toponym with a point, if found."""

    marked: int = 0
    coded: int = 0
    same: int = 0
    met: int = 0
    right: int = 0
    with_point: int = 0
    away: list[float] = field(default_factory=list)

    def add_spans(self, gold: Collection[Span], ours: Collection[Span]) -> None:
        self.marked, self.coded = self.marked + len(gold), self.coded + len(ours)
        self.same += len(set(gold) & set(ours))
        self.met += sum(any(overlap(span, other) for other in ours) for span in gold)
        self.right += sum(any(overlap(span, other) for other in gold) for span in ours)

    def tag(self, name: str, target: float | None = None) -> Figure:
        """F1 of the very spans."""
        return _f1(name, self.same, self.coded, self.same, self.marked, target)

    def overlapping(self, name: str) -> Figure:
        """F1 where a shared character is enough."""
        return _f1(name, self.right, self.coded, self.met, self.marked)


def score_file(corpus: str, path: Path, limit: int | None, *, adjectives: bool) -> CorpusScore:
    """The score of one corpus's file. `adjectives`: it marks adjectives and inhabitants."""
    reader, places = Reader(load()), PlaceIds(packaged)
    read, tally, literal, whole = 0, Tally(), Tally(), Tally()
    misses: list[Miss] = []
    for row in rows(path, limit, f"{corpus}.dev.jsonl"):
        read += 1
        located = places.toponyms(reader.read(as_report(row["doc_id"], row["text"])))
        marked = {(t["begin"], t["end"]): t for t in row["toponyms"] if is_place(t)}
        counted = [one for one in located if adjectives or one.toponym.use not in ("adjective", "people")]
        tally.add_spans(marked, _spans(counted))
        whole.add_spans(marked, _spans(located))
        found = {(one.toponym.start, one.toponym.end): one for one in located}
        for span, toponym in sorted(marked.items()):
            _measure(toponym, found.get(span), tally)
            if _is_literal(toponym):
                _measure(toponym, found.get(span), literal)
            if (miss := _miss(row, span, toponym, found.get(span))) is not None:
                misses.append(miss)
        misses += [
            _unmarked(row, span) for span in sorted(_spans(counted)) if not any(overlap(span, m) for m in marked)
        ]
    figures = [
        tally.tag("place names, the very words (F1)", TAGGED),
        tally.overlapping("place names, overlapping (F1)"),
        *(() if adjectives else (whole.tag("the same, ours with adjectives (F1)"),)),
        _within("literal ones found: within 161 km", literal, WITHIN),
        _within("all found: within 161 km", tally),
        accuracy("of all literal ones: found and within 161 km", _near(literal), literal.with_point, None),
        _median("kilometres off, median", literal),
    ]
    return CorpusScore(corpus, read, tuple(figures), tuple(misses))


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def is_place(toponym: dict[str, Any]) -> bool:
    """Whether a row marks a place name, not a common noun or a name of nothing on the map."""
    kind = toponym.get("fine_type") or ""
    return toponym.get("span_ok", True) and kind not in _NO_PLACES and not kind.endswith("Expression")


def _is_literal(toponym: dict[str, Any]) -> bool:
    kind = toponym.get("fine_type")
    return kind is None or (kind in _LITERAL and toponym.get("modifier_type") != "Adjective")


def _spans(located: Sequence[Located]) -> set[Span]:
    return {(one.toponym.start, one.toponym.end) for one in located}


def _off(toponym: dict[str, Any], located: Located | None) -> float | None:
    """Kilometres between the two points; None where either has none."""
    known = (located.place or located.around) if located else None
    if known is None or toponym["lat"] is None:
        return None
    return distance_km((toponym["lat"], toponym["lon"]), (known.latitude, known.longitude))


def _measure(toponym: dict[str, Any], located: Located | None, tally: Tally) -> None:
    if toponym["lat"] is None:
        return
    tally.with_point += 1
    if located is not None:
        off = _off(toponym, located)
        tally.away.append(math.inf if off is None else off)


def _near(tally: Tally) -> int:
    return sum(away <= NEAR_KM for away in tally.away)


def _within(name: str, tally: Tally, target: float | None = None) -> Figure:
    return accuracy(name, _near(tally), len(tally.away), target)


def _median(name: str, tally: Tally) -> Figure:
    ordered = sorted(tally.away)
    return Figure(name, ordered[len(ordered) // 2] if ordered else 0.0, len(ordered), len(ordered))


def _f1(name: str, right: int, coded: int, met: int, marked: int, target: float | None = None) -> Figure:
    precision, recall = right / max(1, coded), met / max(1, marked)
    value = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figure(f"{name}; P {precision:.2f}, R {recall:.2f}", value, met, marked, target)


def _miss(row: dict[str, Any], span: Span, toponym: dict[str, Any], located: Located | None) -> Miss | None:
    if located is None:
        return Miss(row["doc_id"], _quote(row["text"], span), "a place", "none")
    off = _off(toponym, located)
    if off is None or off <= NEAR_KM:
        return None
    known = located.place or located.around
    coded = f"{known.id} {known.name} in {known.country}" if known else "none of these"
    return Miss(row["doc_id"], _quote(row["text"], span), f"{toponym['lat']}, {toponym['lon']}", coded)


def _unmarked(row: dict[str, Any], span: Span) -> Miss:
    return Miss(row["doc_id"], _quote(row["text"], span), "none", "a place")


def _quote(text: str, span: Span) -> str:
    before, after = max(0, span[0] - _CONTEXT), span[1] + _CONTEXT
    return f"{text[before : span[0]]}[{text[slice(*span)]}]{text[span[1] : after]}"
