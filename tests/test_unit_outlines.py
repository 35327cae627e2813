"""First-level units found by their usual names, and drawn as their polygon where one is nearly theirs."""

import pytest

from polemos.gazetteer.load import with_imports
from polemos.gazetteer.outlines import unit_outline
from polemos.model import Place
from polemos.service.map_areas import areas

NAMED = [
    ("Raqqa Governorate", "SY", "Raqqa"),
    ("Deir ez-Zor Governorate", "SY", "Deir ez-Zor"),
    ("Al Anbar Governorate", "IQ", "Anbar"),
    ("Ninawa", "IQ", "Nineveh"),
    ("Kherson Oblast", "UA", "Kherson"),
    ("Khersonska oblast", "UA", "Kherson"),
    ("Kharkiv region", "UA", "Kharkiv"),
    ("Kunduz Province", "AF", "Kunduz"),
    ("West Darfur State", "SD", "Western Darfur"),
    ("Hodeidah", "YE", "Al Hudaydah"),
    ("Arauca Department", "CO", "Arauca Department"),
    ("Mopti Region", "ML", "Mopti"),
    ("Nord-Kivu", "CD", "North Kivu"),
    ("Rakhine State", "MM", "Rakhine State"),
    ("Cabo Delgado", "MZ", "Cabo Delgado"),
    ("Extreme-Nord", "CM", "Far North Region"),
    ("North Kordofan", "SD", "North Kordofan"),
]


@pytest.mark.parametrize(("told", "country", "listed"), NAMED)
def test_a_unit_is_found_by_the_name_that_reports_use(told: str, country: str, listed: str) -> None:
    found = unit_outline(with_imports(), country, told)
    assert found is not None
    assert (found.name, found.also) == (listed, ())
    own = next(unit for unit in with_imports().units(country) if unit.name == listed)
    xs, ys = zip(*(point for polygon in found.polygons for point in polygon[0]), strict=True)
    assert min(xs) <= own.longitude <= max(xs)
    assert min(ys) <= own.latitude <= max(ys)


@pytest.mark.parametrize(
    ("told", "country", "also"),
    [("Mandalay Region", "MM", "Nay Pyi Taw"), ("Gao", "ML", "Ménaka"), ("Timbuktu", "ML", "Taoudénit")],
)
def test_two_units_within_one_polygon_are_drawn_together_and_it_says_so(told: str, country: str, also: str) -> None:
    found = unit_outline(with_imports(), country, told)
    assert found is not None
    assert found.also == (also,)
    assert found.polygons


@pytest.mark.parametrize(("told", "country"), [("Ituri", "CD"), ("Sankuru", "CD"), ("Atlantis Province", "SY")])
def test_a_polygon_of_many_units_is_nobodys_outline(told: str, country: str) -> None:
    assert unit_outline(with_imports(), country, told) is None


def test_the_map_draws_a_unit_by_its_id_whatever_it_was_called() -> None:
    said = Place("Mandalay Region", "the region", 0, 10, 4, None, "a1:MM.08", 21.4, 96.0, "MM", None)
    vague = Place("Ituri", "Ituri", 0, 5, 4, None, "a1:CD.17", 1.6, 29.5, "CD", "Ituri")
    found = {area.name: area for area in areas([said, vague])}
    assert found["Mandalay Region"].kind == "outline"
    assert found["Mandalay Region"].told == "somewhere in Mandalay Region (drawn with Nay Pyi Taw)"
    assert found["Ituri"].kind == "circle"
