"""A listed place, and how a name met it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One entry of the gazetteer.

    `id` says where it comes from: gn:170794 GeoNames, px: the supplement, pc: an OCHA P-code, ap: an airport by its
    ICAO code, cc:SY a country, a1:SY.07 and a2:SY.07.170793 its first and second level units, rg: a region, sea, river.
    `latitude` and `longitude` are WGS 84 degrees of one point in or on it. `country` is ISO 3166-1 alpha-2, "" where it
    lies in none or several. `adm1` and `adm2` are names, None where not known. `feature` is a GeoNames feature code
    (PPL, ADM1, PCLI, OILF, DAM ...). `population` is 0 where not known.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    country: str
    adm1: str | None
    adm2: str | None
    feature: str
    population: int
    source: str


How = Literal["exact", "key", "skeleton", "fuzzy"]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A place whose listed `name` was met; `likeness` of the two spellings is 0 to 1, and 1 where they fold alike."""

    place: GazetteerPlace
    name: str
    how: How
    likeness: float


@dataclass(frozen=True, slots=True)
class Admin:
    """The units around a point: ISO 3166-1 alpha-2 code, names of first and second level where known."""

    country: str
    adm1: str | None
    adm2: str | None
