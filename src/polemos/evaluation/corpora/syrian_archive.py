"""Syrian Archive: one-sentence descriptions of videos with a point, about half of them.

Asked in three ways. From the sentence alone, as `polemos resolve text` answers it. From the sentence with the city
that the archive files the video under, which whoever has the data has too: a hint of where, and the answer where the
sentence names no place. From the two fields for city and neighbourhood alone, without the sentence. Some points of the
corpus were made by machine and two towns may share one, so that nothing under 25 km is asked for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, accuracy, rows
from polemos.evaluation.corpora.ucdp_places import NEAR_KM
from polemos.evaluation.evaluate import Coder
from polemos.gazetteer.load import packaged
from polemos.resolution.places.relative import Point, distance_km
from polemos.resolution.places.resolver import Asked, PlaceResolver
from polemos.service.texts import TextPlace, TextResolver

TARGET = 0.60
_COUNTRY = "SY"
_SAME_KM = 2.0


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Shares of the rows with a point that are answered within 25 km. The coder has no part in it: most sentences tell
    no event that has to be coded for their place to be found."""
    texts, resolver = TextResolver(), PlaceResolver(packaged())
    pointed = [row for row in rows(path, limit) if row["lat"] is not None]
    ways: dict[str, list[float | None]] = {"sentence": [], "sentence and city": [], "city and neighbourhood": []}
    misses: list[Miss] = []
    for row in pointed:
        wanted = (row["lat"], row["lon"])
        named = sorted(_named(texts, row), key=lambda place: (place.precision or 9, place.start))
        city = _point(resolver, Asked(row["city"], _COUNTRY)) if row["city"] else None
        alone = next((_at(place) for place in named if place.latitude is not None), None)
        hinted = _hinted(resolver, named, city) or city
        ways["sentence"].append(_away(alone, wanted))
        ways["sentence and city"].append(_away(hinted, wanted))
        ways["city and neighbourhood"].append(_away(_filed(resolver, row, city), wanted))
        if not _near(ways["sentence and city"][-1]):
            told = ", ".join(place.text for place in named) or "no place"
            misses.append(Miss(row["id"], row["text"], f"{row['city']}, {row['neighbourhood']}: {wanted}", told))
    return CorpusScore("syrian_archive", len(pointed), tuple(_figures(ways)), tuple(misses))


def _figures(ways: dict[str, list[float | None]]) -> Iterator[Figure]:
    for name, away in ways.items():
        asked = TARGET if name == "sentence and city" else None
        yield accuracy(f"{name}: within 25 km", sum(map(_near, away)), len(away), asked)
        answered = [km for km in away if km is not None]
        yield accuracy(f"{name}: within 25 km, of the answered", sum(map(_near, answered)), len(answered), None)


def _named(texts: TextResolver, row: dict[str, Any]) -> Iterator[TextPlace]:
    """The places of a sentence, without Russians and Russian bodies."""
    answer = texts.resolve(row["text"], row["date"])
    return (place for place in answer.places if place.use == "name")


def _hinted(resolver: PlaceResolver, named: list[TextPlace], city: Point | None) -> Point | None:
    """Each name asked again in Syria near the city. What names the city itself tells nothing that was not known."""
    asked = (_point(resolver, Asked(place.text, _COUNTRY, near=city)) for place in named)
    found = [point for point in asked if point is not None]
    return next((point for point in found if city is None or distance_km(point, city) > _SAME_KM), None)


def _filed(resolver: PlaceResolver, row: dict[str, Any], city: Point | None) -> Point | None:
    quarter = row["neighbourhood"]
    return (_point(resolver, Asked(quarter, _COUNTRY, near=city)) if quarter else None) or city


def _point(resolver: PlaceResolver, asked: Asked) -> Point | None:
    found = resolver.candidates(asked)
    return found[0].point if found else None


def _at(place: TextPlace) -> Point | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def _away(found: Point | None, wanted: Point) -> float | None:
    return None if found is None else distance_km(found, wanted)


def _near(km: float | None) -> bool:
    return km is not None and km <= NEAR_KM
