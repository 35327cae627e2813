"""Namesakes at the other end of the world are not what a report speaks of."""

import pytest

import polemos


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Israeli military bombed Gaza on Friday.", "Gaza", "PS"),
        ("Israel bombed a school in Gaza, killing six children.", "Gaza", "PS"),
        ("Frelimo troops clashed with insurgents in Mozambique's Gaza province.", "Gaza province", "MZ"),
        ("The Houthis attacked a ship in the Red Sea.", "Red Sea", None),
        ("Gunmen opened fire on a church in Canaan, a suburb of Port-au-Prince.", "Canaan", "HT"),
        ("Russian warplanes bombed Saraqib on Monday.", "Saraqib", "SY"),
    ],
)
def test_a_name_means_the_place_near_what_else_is_told(text: str, name: str, country: str | None) -> None:
    places = {claim.place.name: claim.place.country for claim in polemos.code(text) if claim.place is not None}
    assert places == {name: country}


def test_an_armed_group_is_no_town_that_is_also_called_so() -> None:
    found = polemos.code("The Israeli military said it had targeted a Hamas command centre in Gaza.")
    assert {claim.place.country for claim in found if claim.place is not None} == {"PS"}


def test_a_bank_of_a_river_is_no_region_called_so() -> None:
    found = polemos.code(
        "It said that Russian units had taken up positions on the east bank. Shelling hit the east bank."
    )
    assert "IS" not in {claim.place.country for claim in found if claim.place is not None}
