"""Where an event was, as PLOVER's location object has it."""

from dataclasses import dataclass

from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.plover_parties import alpha3
from polemos.export.datasets.plover_rules import plover_rules
from polemos.gazetteer.countries import countries
from polemos.model import Place
from polemos.model.gazetteer import GazetteerPlace


@dataclass(frozen=True, slots=True)
class Location:
    """`extracted` the words of the reports, `resolved` the gazetteer's name; `code` ISO 3166-1 alpha-3; `resolution` 5
    within a town, 4 a town, 3 a district, 2 a province, 1 a country; WGS 84 degrees of what was resolved."""

    extracted: tuple[str, ...]
    resolved: str
    geonames: int | None
    latitude: float | None
    longitude: float | None
    city: str | None
    district: str | None
    province: str | None
    country: str | None
    code: str | None
    feature_class: str | None
    feature: str | None
    resolution: int | None


def location(dataset: Dataset, each: Documented) -> Location | None:
    """Of the incident's place; None where none is told."""
    place = each.incident.place
    if place is None:
        return None
    listed = dataset.place(place.place_id) if place.place_id else None
    feature = listed.feature if listed else None
    home = place.country or (listed.country if listed else None) or None
    class_ = next((to for start, to in plover_rules().classes.items() if feature and feature.startswith(start)), None)
    province, district = _units(place, listed)
    return Location(
        extracted=tuple(_words(each, place)),
        resolved=listed.name if listed else place.name,
        geonames=_geonames(place),
        latitude=place.latitude,
        longitude=place.longitude,
        city=(listed.name if listed else place.name) if _town(place) else None,
        district=district,
        province=province,
        country=next((known.name for known in countries() if known.alpha2 == home), None),
        code=alpha3(home),
        feature_class=class_,
        feature=feature,
        resolution=_resolution(place, feature),
    )


def _town(place: Place) -> bool:
    return place.precision in (1, 2)


def _units(place: Place, listed: GazetteerPlace | None) -> tuple[str | None, str | None]:
    """Province and district, as far as the place is known to lie in one."""
    named = listed.name if listed else place.name
    if place.precision == 4:
        return named, None
    province = place.adm1 or (listed.adm1 if listed else None)
    if place.precision == 3:
        return province, named
    return (province, listed.adm2 if listed else None) if _town(place) else (None, None)


def _resolution(place: Place, feature: str | None) -> int | None:
    rules = plover_rules()
    if place.precision == 1 and feature in rules.within:
        return 5
    return rules.resolution.get(place.precision or 0)


def _geonames(place: Place) -> int | None:
    system, _, number = (place.place_id or "").partition(":")
    return int(number) if system == "gn" and number.isdigit() else None


def _words(each: Documented, place: Place) -> dict[str, None]:
    """The reports' words for it, each once."""
    key = place.place_id or place.name
    told = (claim.place for claim in each.claims if claim.place)
    return dict.fromkeys(own.text for own in told if (own.place_id or own.name) == key and own.text)
