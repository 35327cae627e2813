"""UCDP GED, Syria: names of villages, towns and sites with their governorate, to be found on the map.

Asked as a report would tell them: the name as UCDP writes it, the governorate, the country. Distances are from the
first candidate's point to UCDP's. Shares over all rows count a name without an answer as a miss.
"""

from collections.abc import Sequence
from pathlib import Path

from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, accuracy, rows
from polemos.evaluation.evaluate import Coder
from polemos.gazetteer.load import packaged
from polemos.resolution.places.relative import distance_km
from polemos.resolution.places.resolver import Asked, PlaceCandidate, PlaceResolver

ROWS = "places.dev.jsonl"
NEAR_KM, CLOSE_KM = 25.0, 5.0
NEAR, CLOSE = 0.80, 0.65


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Shares within 25 and 5 km. The coder has no part in it: names are looked up, not texts read."""
    resolver = PlaceResolver(packaged())
    away: list[float | None] = []
    misses: list[Miss] = []
    for row in rows(path, limit, ROWS):
        wanted = (row["lat"], row["lon"])
        found = resolver.candidates(Asked(row["place"], "SY", row["adm1"]))
        distance = distance_km(found[0].point, wanted) if found else None
        away.append(distance)
        if distance is None or distance > NEAR_KM:
            told = f"{row['place']} ({row['adm1']}, {row['adm2']})"
            misses.append(Miss(row["place"], told, f"{wanted[0]}, {wanted[1]}", described(found, distance)))
    return CorpusScore("ucdp_places", len(away), figures(away, NEAR, CLOSE), tuple(misses))


def figures(away: Sequence[float | None], near: float | None, close: float | None) -> tuple[Figure, ...]:
    """Shares of kilometres, None where nothing was answered: over all, and over what was answered."""
    answered = [km for km in away if km is not None]
    within = {km: sum(distance <= km for distance in answered) for km in (NEAR_KM, CLOSE_KM)}
    return (
        accuracy("within 25 km", within[NEAR_KM], len(away), near),
        accuracy("within 5 km", within[CLOSE_KM], len(away), close),
        accuracy("answered", len(answered), len(away), None),
        accuracy("within 25 km, of the answered", within[NEAR_KM], len(answered), None),
        accuracy("within 5 km, of the answered", within[CLOSE_KM], len(answered), None),
    )


def described(found: Sequence[PlaceCandidate], distance: float | None) -> str:
    """The first candidate with its reasons and how far off it is."""
    if not found or distance is None:
        return "none of these"
    return f"{found[0].place.name}, {distance:.0f} km off ({'; '.join(found[0].reasons)})"
