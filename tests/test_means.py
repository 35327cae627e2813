"""With what a violent act was done and what it hit besides people."""

import pytest

from events_of import Events, events_of
from polemos.codebook.loader import Codebook
from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def events(reader: Reader, codebook: Codebook) -> Events:
    return events_of(reader, codebook)


@pytest.mark.parametrize(
    ("text", "kind", "weapon"),
    [
        ("A powerful bomb exploded near a market in Gao.", "bombing", "A powerful bomb"),
        ("A lorry was blown up by two explosive charges under a bridge.", "bombing", "charges"),
        ("Guerrillas attacked the town hall with rifles and rocket launchers.", "attack", "rifles"),
        ("Gunmen using automatic weapons killed a shopkeeper near his home.", "killing", "automatic weapons"),
        ("Youths threw grenades at a police station in Kisumu.", "bombing", "grenades"),
        ("The explosion of two bombs woke the neighbourhood.", "bombing", "two bombs"),
    ],
)
def test_the_weapon_is_found_in_the_clause(events: Events, text: str, kind: str, weapon: str) -> None:
    (claim, *_) = events(text, kind)
    assert claim.instrument is not None
    assert weapon in claim.instrument.text
    assert text[claim.instrument.start : claim.instrument.end] == claim.instrument.text


def test_no_weapon_is_guessed(events: Events) -> None:
    (claim,) = events("Rebels attacked the village with great cruelty on Monday.", "attack")
    assert claim.instrument is None


@pytest.mark.parametrize(
    ("text", "kind", "hit"),
    [
        ("A bomb exploded in front of the Chilean embassy in Lima, damaging several cars.", "bombing",
         ["the Chilean embassy", "several cars"]),
        ("The rebels blew up two bridges near Soroti.", "bombing", ["two bridges"]),
        ("Armed men burned three buses on the road to Tolemaida.", "destruction", ["three buses"]),
        ("Gunmen attacked a hotel in Kabul.", "attack", ["a hotel"]),
    ],
)  # fmt: skip
def test_buildings_and_vehicles_are_hit(events: Events, text: str, kind: str, hit: list[str]) -> None:
    assert [thing.text for thing in events(text, kind)[0].hit] == hit


def test_people_and_weapons_are_nothing_that_was_hit(events: Events) -> None:
    (claim, *_) = events("A mine exploded near Arauca, killing two soldiers.", "bombing")
    assert claim.hit == ()
