"""How well candidates for the places of one report go together: priors, containment and nearness, as numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polemos.gazetteer.distance import EARTH, kilometres
from polemos.model.gazetteer import GazetteerPlace
from polemos.resolution.places.kinds import is_country, kinds
from polemos.text.names import name_key

Numbers = NDArray[np.float64]
_MOST_SHARE, _LEAST_SHARE = 0.6, 0.05
_SMALL_SEAT = 4.5
"""Digits of a town's population from which on it outweighs a unit of the same name the more the larger it is."""
_NEAR_KM = 120.0
_NEIGHBOUR_KM = 1000.0
"""Countries (and states) of one part of the world are spoken of together."""
_ABROAD = 0.3
_IN_CITY_KM = 30.0
_IN_DISTRICT_KM = 60.0


def prior(place: GazetteerPlace, own_name: bool) -> float:
    """How likely a place is spoken of where nothing else is known. `own_name`: it is called so first of all."""
    code, known = place.feature, kinds()
    if code in known.large:
        value = known.large[code]
    elif code.startswith("PPL"):
        value = known.per_digit * math.log10(place.population + 10) + known.towns.get(code, 0.0)
    else:
        value = known.region if place.id.startswith("rg:") else known.site
    return value + (known.own_name if own_name else 0.0)


def seat_share(unit: GazetteerPlace, bearers: Sequence[GazetteerPlace]) -> float:
    """How much of a unit lives in a town of the same name in it: whoever says "Homs" mostly means the town. 0 to 1."""
    if unit.feature != "ADM1":
        return 0.0
    towns = [p.population for p in bearers if p.feature in ("PPLC", "PPLA", "PPL", "PPLA2") and inside(p, unit)]
    if not towns:
        return 0.0
    if unit.population and max(towns):
        return min(1.0, max(towns) / unit.population)
    return min(_MOST_SHARE, max(_LEAST_SHARE, (math.log10(max(towns) + 1) - _SMALL_SEAT) / 4))


def inside(small: GazetteerPlace, large: GazetteerPlace) -> bool:
    """Whether one place lies in another, by what the gazetteer says of both."""
    if small.id == large.id or is_country(small):
        return False
    if is_country(large):
        return small.country == large.country
    if large.feature == "ADM1":
        return (
            small.country == large.country and small.feature != "ADM1" and _same(small.adm1, large.adm1 or large.name)
        )
    if large.feature == "ADM2" and small.feature != "ADM1":
        named = small.country == large.country and _same(small.adm2, large.adm2 or large.name)
        return (named and _same(small.adm1, large.adm1)) or distance(small, large) < _IN_DISTRICT_KM
    if large.feature.startswith("PPL") and not small.feature.startswith("ADM"):
        return distance(small, large) < _IN_CITY_KM
    return large.id.startswith("rg:") and distance(small, large) < 700


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and name_key(one or "") == name_key(other or "")


def distance(one: GazetteerPlace, other: GazetteerPlace) -> float:
    """Kilometres between two places."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


@dataclass(frozen=True)
class Together:
    """For every pair of candidates how well one speaks for the other."""

    support: Numbers

    @classmethod
    def of(cls, places: Sequence[GazetteerPlace]) -> "Together":
        """`places` are the candidates of all names; entry [i, j] is what j says for i."""
        at = np.radians(np.array([(p.latitude, p.longitude) for p in places], dtype=np.float64).reshape(-1, 2))
        on_sphere = np.stack(
            [np.cos(at[:, 0]) * np.cos(at[:, 1]), np.cos(at[:, 0]) * np.sin(at[:, 1]), np.sin(at[:, 0])], axis=1
        )
        apart = EARTH * np.arccos(np.clip(on_sphere @ on_sphere.T, -1.0, 1.0))
        country = _codes([p.country or None for p in places])
        first = _codes([f"{p.country} {name_key(p.adm1)}" if p.adm1 else None for p in places])
        area = np.array([is_country(p) or p.feature in ("CONT", "OCN") for p in places])
        unit = np.array([p.feature == "ADM1" for p in places])
        near = np.exp(-apart / _NEAR_KM)
        near[:, area | unit] = 0.0  # a country's middle is near nothing in particular
        near[area | unit, :] = 0.0
        wide = np.outer(area, area) | np.outer(unit, unit)
        near = np.where(wide, 0.6 * np.exp(-apart / _NEIGHBOUR_KM), near)
        same_country = (country[:, None] == country[None, :]) & (country[:, None] >= 0)
        # Gaza goes with Israel rather than the Gaza of Mozambique.
        abroad = (area[:, None] ^ area[None, :]) & ~same_country
        near = np.where(abroad, _ABROAD * np.exp(-apart / _NEIGHBOUR_KM), near)
        same_first = (first[:, None] == first[None, :]) & (first[:, None] >= 0)
        support = 1.3 * near + 0.35 * same_first + 0.45 * same_country
        support += 0.4 * same_first * unit[None, :]
        support += 0.25 * same_country * area[None, :]
        same = _codes([p.id for p in places])
        support[same[:, None] == same[None, :]] = 0.0  # a place under another name says nothing of itself
        return cls(support)


def _codes(values: Sequence[str | None]) -> NDArray[np.int64]:
    """Equal values to equal numbers; None to -1."""
    numbers: dict[str, int] = {}
    return np.array([-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values], dtype=np.int64)
