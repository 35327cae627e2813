"""Reads data/place_kinds.yaml: how likely a kind of place is spoken of, and how precise it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from polemos.model.gazetteer import GazetteerPlace

_PROVINCE = 4


@dataclass(frozen=True)
class Kinds:
    """By feature code of GeoNames; numbers as the file explains them."""

    per_digit: float
    own_name: float
    region: float
    site: float
    large: Mapping[str, float]
    towns: Mapping[str, float]
    countries: frozenset[str]
    precision: Mapping[str, int]
    second_level_provinces: frozenset[str]
    """Countries that call their second-level units provinces."""


@cache
def kinds() -> Kinds:
    """The tables, read once."""
    text = (files("polemos.resolution.places") / "data" / "place_kinds.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    precision = {code: level for level, codes in data["precision"].items() for code in codes}
    return Kinds(
        **data["prior"],
        countries=frozenset(data["countries"]),
        precision=precision,
        second_level_provinces=frozenset(data["second_level_provinces"]),
    )


def is_country(place: GazetteerPlace) -> bool:
    """A state or a territory that is listed among states."""
    return place.feature in kinds().countries


def level(place: GazetteerPlace) -> int | None:
    """The precision that a kind of place has by itself; None for a settlement or site, where words tell 1 or 2."""
    return _PROVINCE if is_province(place) else kinds().precision.get(place.feature)


def is_province(place: GazetteerPlace) -> bool:
    """A first-level unit, or one of the second level in a country that calls those its provinces."""
    second = place.feature == "ADM2" and place.country in kinds().second_level_provinces
    return place.feature == "ADM1" or second
