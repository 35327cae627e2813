"""Whose troops, positions and places these are."""

import pytest

from events_of import Events, actors, events_of, recipients
from polemos.codebook.loader import Codebook
from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def events(reader: Reader, codebook: Codebook) -> Events:
    return events_of(reader, codebook)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Afghan forces seized the rebel-held town of Darzab. The rebels fled.", "rebels"),
        ("The Somali army captured 13 villages held by al-Shabab.", "al-Shabab"),
        ("The rebels seized three Syrian Army checkpoints in Morek.", "Syrian Army"),
        ("The Iraqi army captured the town of Rutba from ISIS.", "ISIS"),
    ],
)
def test_a_place_is_taken_from_who_holds_it(events: Events, text: str, holder: str) -> None:
    assert recipients(events(text, "seizure")[0]) == [holder]


def test_a_place_without_a_holder_is_taken_from_nobody(events: Events) -> None:
    assert recipients(events("The rebels captured the village of Kiwanja on Friday.", "seizure")[0]) == []


def test_aircraft_stand_for_the_force_that_flies_them(events: Events) -> None:
    claim = events("Aircraft from the Myanmar Air Force bombed the village of Pauk.", "airstrike")[0]
    assert actors(claim) == ["Myanmar Air Force"]


def test_nobody_is_both_doer_and_hit(events: Events) -> None:
    claim = events("The army shelled army positions near Kidal by mistake.", "shelling")[0]
    assert not set(actors(claim)) & set(recipients(claim))


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Pyongyang sent 3,000 troops to the border.", "mobilisation", ["North Korea"]),
        ("In Bara district, Sarran province, an Afghan security force detained two men on Friday.", "arrest",
         ["Afghan security force"]),
        ("A rebel attack on Lomwe killed two policemen.", "attack", ["rebels"]),
    ],
)  # fmt: skip
def test_who_does_it(events: Events, text: str, kind: str, who: list[str]) -> None:
    assert actors(events(text, kind)[0]) == who
