"""Event-location linking: the places of one verb in a sentence, "none" among the answers.

The verbs are any, most of them no conflict events; so the places of a word are asked for, as a claim gets them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from polemos.codebook.loader import load
from polemos.coding.event_places import EventPlaces
from polemos.coding.places import PlaceRules
from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, accuracy, as_report, rows
from polemos.evaluation.evaluate import Coder
from polemos.model import Analysis, Mention, Place, Report
from polemos.reading.reader import Reader
from polemos.text.names import name_words

Read = Callable[[Report], Analysis]
EXACT = 0.70
_COMMON = frozenset(
    {
        "city", "town", "village", "province", "district", "area", "region", "governorate", "state", "county", "of",
        "airport", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
    }
)  # fmt: skip
"""Words that make no two names the same."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """One row: whether it was marked twice, how many places it has, whether ours are those, and by name alone."""

    twice: bool
    places: int
    right: bool
    worded: bool


def score(coder: Coder, path: Path, limit: int | None, read: Read | None = None) -> CorpusScore:
    """Rows with the set of places right, over the rows that were marked twice and over the others. The coder has no
    part in it, since most of the verbs make no claim."""
    codebook = load()
    reading = read or Reader(codebook).read
    places = EventPlaces(codebook, PlaceRules(codebook))
    answers: list[_Answer] = []
    misses: list[Miss] = []
    listed = sorted(rows(path, None), key=lambda row: not row["gold"])
    for row in islice(listed, limit):
        analysis = reading(as_report(row["id"], row["text"]))
        event = anchor(analysis, row["event"])
        found = places.of(analysis, event) if event is not None else []
        right = _exact(row["locations"], found)
        worded = {frozenset(_words(one["text"])) for one in row["locations"]} == {
            frozenset(_words(p.name)) for p in found
        }
        answers.append(_Answer(row["gold"], len(row["locations"]), right, worded))
        if not right:
            wanted, coded = [one["text"] for one in row["locations"]], [place.name for place in found]
            misses.append(Miss(row["id"], _marked(row), ", ".join(wanted) or "none", ", ".join(coded) or "none"))
    return CorpusScore("event_location", len(answers), tuple(_figures(answers)), tuple(misses))


def anchor(analysis: Analysis, event: dict[str, Any]) -> int | None:
    """The token of a marked event; None where none lies there."""
    return next(
        (token.index for token in analysis.tokens if token.start < event["end"] and token.end > event["begin"]), None
    )


def same(gold: dict[str, Any], place: Mention | Place) -> bool:
    """Whether a marked place is this one: words in common that are shared in the text, or the name that a description
    ("the city") stands for."""
    start, end, text = (
        (place.start, place.end, place.text)
        if isinstance(place, Place)
        else (place.span.start, place.span.end, place.span.text)
    )
    shared = _words(gold["text"]) & _words(place.name)
    if gold["begin"] < end and start < gold["end"]:
        return bool(shared)
    return bool(shared) and not _words(text) & _words(place.name)


def _exact(gold: Sequence[dict[str, Any]], found: Sequence[Place]) -> bool:
    every = all(any(same(one, place) for place in found) for one in gold)
    return every and all(any(same(one, place) for one in gold) for place in found)


def _words(name: str) -> set[str]:
    words = set(name_words(name))
    return words - _COMMON or words


def _figures(answers: Sequence[_Answer]) -> list[Figure]:
    found: list[Figure] = []
    for gold, label, target in ((True, "marked twice", EXACT), (False, "marked once", None)):
        own = [one for one in answers if one.twice == gold]
        parts = {
            "exact": own,
            "exact, where there is none": [one for one in own if one.places == 0],
            "exact, where there is one": [one for one in own if one.places == 1],
            "exact, where there are several": [one for one in own if one.places > 1],
        }
        for name, part in parts.items():
            right = sum(one.right for one in part)
            found.append(accuracy(f"{label}: {name}", right, len(part), target if name == "exact" else None))
        found.append(accuracy(f"{label}: exact, names word by word", sum(one.worded for one in own), len(own), None))
    return found


def _marked(row: dict[str, Any]) -> str:
    """The sentence with the event in brackets."""
    text, begin, end = row["text"], row["event"]["begin"], row["event"]["end"]
    return f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
