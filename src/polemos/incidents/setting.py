"""The place that a report is about, for its claims that name none."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from polemos.incidents.told import Told
from polemos.model import Place
from polemos.text.names import sounds

_SHARE = 0.5
"""Of the claims with a place, as many must be at one for a report to be about it; a round-up is about none."""
_EXACT = 4
"""UCDP's precision up to which a place is a sign: a country is too wide."""


def in_setting(claims: Sequence[Told]) -> tuple[Told, ...]:
    """The claims, those without a place with that of their report where it has one; in the same order."""
    places: dict[str, list[Place]] = defaultdict(list)
    for told in sorted(claims, key=lambda each: each.id):
        if told.claim.place is not None:
            places[told.claim.report_id].append(told.claim.place)
    settings = {report: _main(found) for report, found in places.items()}
    return tuple(
        replace(told, setting=settings.get(told.claim.report_id)) if told.claim.place is None else told
        for told in claims
    )


def place_key(place: Place) -> str:
    """The gazetteer's id, else the name in any spelling and its country."""
    return place.place_id or f"{place.country or ''} {sounds(place.name)}"


def _main(places: Sequence[Place]) -> Place | None:
    counts = Counter(place_key(place) for place in places)
    most = max(counts.values())
    if most < _SHARE * len(places):
        return None
    name = min(key for key, count in counts.items() if count == most)
    exact = min((p for p in places if place_key(p) == name), key=lambda p: (p.precision or 9, p.start))
    return exact if (exact.precision or 1) <= _EXACT else None
