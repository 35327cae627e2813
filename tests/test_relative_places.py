"""Where a place told by others lies: distances, bearings, precisions, and the words that tell them."""

import pytest

from polemos.resolution.places import relative
from polemos.resolution.places.asked_name import read_name
from polemos.resolution.places.relative import distance_km

HOME = (36.0, 40.0)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance_km((36.0, 40.0), (37.0, 40.0)) == pytest.approx(111.2, abs=0.1)


@pytest.mark.parametrize(
    ("bearing", "north", "east"), [(0, 1, 0), (45, 1, 1), (90, 0, 1), (180, -1, 0), (225, -1, -1), (270, 0, -1)]
)
def test_a_bearing_leads_the_way_it_says(bearing: float, north: int, east: int) -> None:
    area = relative.toward(HOME, bearing, 20)
    assert distance_km(HOME, (area.latitude, area.longitude)) == pytest.approx(20, abs=0.01)
    for moved, wanted in ((area.latitude - HOME[0], north), (area.longitude - HOME[1], east)):
        assert (moved > 0.02) - (moved < -0.02) == wanted


@pytest.mark.parametrize(("km", "precision"), [(None, 2), (20, 2), (25, 2), (26, 5), (120, 5)])
def test_up_to_25_km_off_is_near_and_farther_is_a_fuzzy_area(km: float | None, precision: int) -> None:
    assert relative.toward(HOME, 0, km).precision == precision


def test_the_farther_the_less_sure() -> None:
    assert relative.toward(HOME, 0, 40).radius_km > relative.toward(HOME, 0, 4).radius_km


def test_over_the_date_line_longitudes_stay_in_range() -> None:
    area = relative.toward((10.0, 179.95), 90, 50)
    assert -180 <= area.longitude < -179


def test_near_a_place_is_that_place_with_a_radius() -> None:
    area = relative.near(HOME)
    assert (area.latitude, area.longitude, area.precision) == (*HOME, 2)
    assert 0 < area.radius_km <= relative.NEAR_KM


def test_the_outskirts_are_nearer_than_near() -> None:
    assert relative.outskirts(HOME).radius_km < relative.near(HOME).radius_km


def test_the_countryside_is_the_province_where_the_name_is_a_provinces() -> None:
    assert relative.countryside(HOME).precision == 2
    assert relative.countryside(HOME, 50).precision == 4


def test_between_two_is_half_way_with_both_ends_in_reach() -> None:
    area = relative.between((36.0, 40.0), (36.0, 41.0))
    ends = [distance_km((area.latitude, area.longitude), end) for end in area.line]
    assert ends[0] == pytest.approx(ends[1])
    assert area.radius_km == pytest.approx(ends[0])
    assert area.precision == 5


def test_between_a_place_and_itself_is_that_place() -> None:
    area = relative.between(HOME, HOME)
    assert (area.latitude, area.longitude, area.radius_km) == (*HOME, 0)


def test_a_road_may_leave_the_straight_line() -> None:
    one, other = (36.0, 40.0), (36.0, 41.0)
    assert relative.road(one, other).radius_km > relative.between(one, other).radius_km


def test_the_border_is_where_the_first_area_ends() -> None:
    area = relative.border((36.0, 40.0), (36.0, 44.0), lambda _, longitude: longitude < 41.0)
    assert area.longitude == pytest.approx(41.0, abs=0.1)
    assert area.precision == 5


def test_the_northern_part_lies_between_the_middle_and_the_northern_bound() -> None:
    area = relative.part_of(HOME, 0, lambda latitude, _: latitude < 36.5, 250)
    assert 36.15 < area.latitude < 36.35
    assert area.precision == 4


def test_a_part_of_an_area_whose_middle_lies_outside_it_has_an_answer() -> None:
    assert relative.part_of(HOME, 0, lambda _, __: False, 100).latitude == pytest.approx(36.22, abs=0.05)


@pytest.mark.parametrize(
    ("words", "kind", "names", "bearing", "km"),
    [
        ("20 km north of Karsa", "toward", ("Karsa",), 0, 20),
        ("some 5 miles south-west of the town of Karsa", "toward", ("town of Karsa",), 225, 8.04672),
        ("12 kilometres from Karsa", "near", ("Karsa",), None, 12),
        ("northeast of Karsa", "toward", ("Karsa",), 45, None),
        ("to the east of Karsa", "toward", ("Karsa",), 90, None),
        ("near Karsa", "near", ("Karsa",), None, None),
        ("close to the city of Karsa", "near", ("city of Karsa",), None, None),
        ("the outskirts of Karsa", "outskirts", ("Karsa",), None, None),
        ("the northern outskirts of Karsa", "outskirts", ("Karsa",), 0, None),
        ("the countryside of Karsa", "countryside", ("Karsa",), None, None),
        ("Karsa's southern countryside", "countryside", ("Karsa",), 180, None),
        ("Karsa countryside", "countryside", ("Karsa",), None, None),
        ("rural Karsa", "countryside", ("Karsa",), None, None),
        ("between Karsa and Deir Mina", "between", ("Karsa", "Deir Mina"), None, None),
        ("the area between Karsa and Deir Mina", "between", ("Karsa", "Deir Mina"), None, None),
        ("the road between Karsa and Deir Mina", "road", ("Karsa", "Deir Mina"), None, None),
        ("the road from Karsa to Deir Mina", "road", ("Karsa", "Deir Mina"), None, None),
        ("the highway linking Karsa with Deir Mina", "road", ("Karsa", "Deir Mina"), None, None),
        ("the Karsa-Deir Mina road", "road", ("Karsa", "Deir Mina"), None, None),
        ("Al-Karsa – Deir-Mina highway", "road", ("Al-Karsa", "Deir-Mina"), None, None),
        ("the border of Mali and Niger", "border", ("Mali", "Niger"), None, None),
        ("the Mali-Niger border", "border", ("Mali", "Niger"), None, None),
        ("the border between Mali and Niger", "border", ("Mali", "Niger"), None, None),
    ],
)
def test_words_tell_the_relation(
    words: str, kind: str, names: tuple[str, ...], bearing: float | None, km: float | None
) -> None:
    asked = read_name(words)
    assert asked.spellings == ()
    assert asked.relation is not None
    assert (asked.relation.kind, asked.relation.names) == (kind, names)
    assert asked.relation.bearing == bearing
    assert asked.relation.km == (None if km is None else pytest.approx(km))


@pytest.mark.parametrize(
    "words",
    ["Eastern Ghouta", "North Kivu", "Nearchus", "Border Town", "Roadside", "Between", "5 km", "of", "near", "-"],
)
def test_what_only_sounds_like_a_relation_stays_a_name(words: str) -> None:
    assert read_name(words).relation is None
