"""Where it happened, and how many claims that makes."""

import pytest

from events_of import Events, events_of
from polemos.codebook.loader import Codebook
from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def events(reader: Reader, codebook: Codebook) -> Events:
    return events_of(reader, codebook)


def _places(events: Events, text: str, kind: str) -> list[str | None]:
    return [claim.place.name if claim.place else None for claim in events(text, kind)]


def test_each_place_makes_a_claim(events: Events) -> None:
    assert _places(events, "The rebels captured Goma and Sake on Monday.", "seizure") == ["Goma", "Sake"]


def test_one_figure_for_all_places_makes_one_claim(events: Events) -> None:
    claims = events("Shelling of Kharkiv and Sumy killed 12 people.", "shelling")
    assert len(claims) == 1
    assert claims[0].place is not None
    assert (claims[0].place.name, [place.name for place in claims[0].also_at]) == ("Kharkiv", ["Sumy"])


def test_a_withdrawal_is_at_the_place_left(events: Events) -> None:
    assert _places(events, "The army withdrew from Kidal to Gao on Friday.", "withdrawal") == ["Kidal"]


def test_a_movement_goes_to_its_place_from_its_origin(events: Events) -> None:
    claim = events("Turkey sent troops from Hatay to Idlib on Friday.", "mobilisation")[0]
    assert claim.place is not None
    assert claim.origin is not None
    assert (claim.place.name, claim.origin.name) == ("Idlib", "Hatay")


def test_the_countryside_of_a_town_is_near_it(events: Events) -> None:
    claim = events("Gunmen attacked a convoy on the outskirts of Maiduguri.", "attack")[0]
    assert claim.place is not None
    assert (claim.place.name, claim.place.precision) == ("Maiduguri", 2)


def test_no_place_is_made_up(events: Events) -> None:
    assert _places(events, "Gunmen attacked a convoy on Friday.", "attack") == [None]
