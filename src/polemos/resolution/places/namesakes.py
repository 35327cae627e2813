"""Town or the unit of its name: "Homs" (codebook section 11: where the text does not tell, the province).

Only a first-level unit, or one that its country calls a province, outweighs its town: a district of the same name is
meant where a word says so.
"""

from polemos.model.gazetteer import GazetteerPlace
from polemos.resolution.places.kinds import is_province
from polemos.resolution.places.plausible import inside
from polemos.resolution.places.report_names import ReportName
from polemos.resolution.places.toponym_words import ToponymWords

_CAPITAL = "PPLC"


def town_for_district(name: ReportName, place: GazetteerPlace, words: ToponymWords) -> GazetteerPlace:
    """The town in a district of its name, where no word says that the district is meant; else the place itself. A
    country's capital outweighs a province, too."""
    if not place.feature.startswith("ADM") or is_told(name, place, words):
        return place
    towns = [hit.place for hit in name.hits if hit.place.feature.startswith("PPL") and inside(hit.place, place)]
    if is_province(place):
        towns = [town for town in towns if town.feature == _CAPITAL]
    return max(towns, key=lambda town: (town.population, town.id), default=place)


def unit_of(name: ReportName, place: GazetteerPlace, words: ToponymWords) -> GazetteerPlace | None:
    """The province that bears a town's name and holds it, where nothing tells which of the two is meant."""
    if not place.feature.startswith("PPL") or place.feature == _CAPITAL or is_told(name, place, words):
        return None
    units = (hit.place for hit in name.hits if is_province(hit.place))
    return next((unit for unit in units if inside(place, unit)), None)


def seat_of(name: ReportName, place: GazetteerPlace, words: ToponymWords) -> GazetteerPlace | None:
    """The town that bears a province's name and lies in it, in the same case; the only town of a district's name, which
    has a better point: a third of all districts are listed with the middle of their province."""
    if place.feature == "ADM2" and not is_province(place):
        towns = [hit.place for hit in name.hits if hit.place.feature.startswith("PPL")]
        towns = [town for town in towns if town.country == place.country]
        return towns[0] if len(towns) == 1 else None
    if not is_province(place) or is_told(name, place, words):
        return None
    towns = [hit.place for hit in name.hits if hit.place.feature.startswith("PPL") and inside(hit.place, place)]
    return max(towns, key=lambda town: (town.population, town.id), default=None)


def is_told(name: ReportName, place: GazetteerPlace, words: ToponymWords) -> bool:
    """Whether a word of the report tells its kind: "the city of Homs", "Homs province"."""
    return any(place.feature in words.features[kind] for kind in name.kinds)
