"""Names of bodies that go on behind "of" and "for", two states before one noun, and words inside names."""

import pytest

from events_of import Events, events_of
from polemos.codebook.loader import Codebook
from polemos.evaluation.corpora.frame import as_report
from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def events(reader: Reader, codebook: Codebook) -> Events:
    return events_of(reader, codebook)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels of the Coalition of Patriots for Change attacked Bangui.", "Coalition of Patriots for Change"),
        ("Al Qaeda in the Arabian Peninsula attacked a base.", "Al Qaeda in the Arabian Peninsula"),
        ("The Movement for the Salvation of Azawad attacked Menaka.", "Movement for the Salvation of Azawad"),
    ],
)
def test_a_name_goes_on(reader: Reader, text: str, name: str) -> None:
    analysis = reader.read(as_report("t", text))
    assert name in {mention.name for mention in analysis.mentions}


def test_a_name_ends_where_no_name_follows(reader: Reader) -> None:
    analysis = reader.read(as_report("t", "The Army for years attacked Goma."))
    assert not any("for" in mention.name.split() for mention in analysis.mentions)


def test_a_word_inside_a_name_is_no_event_and_no_place(events: Events) -> None:
    text = "The Democratic Forces for the Liberation of Rwanda abducted nine farmers in Rutshuru."
    assert events(text, "seizure") == []
    claim = events(text, "abduction")[0]
    assert claim.place is not None
    assert claim.place.name == "Rutshuru"


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        (
            "Indian and Pakistani troops exchanged fire in Poonch.",
            "battle",
            {"Indian troops", "Pakistani troops"},
        ),
        ("Russian and Syrian warplanes bombed Idlib.", "airstrike", {"Russia", "Syria"}),
        ("Russian warplanes bombed Idlib.", "airstrike", {"Russia"}),
    ],
)
def test_two_states_before_one_noun(events: Events, text: str, kind: str, actors: set[str]) -> None:
    assert {actor.name for actor in events(text, kind)[0].actors} == actors


def test_the_military_is_no_unit_of_it(events: Events) -> None:
    text = "Soldiers of the 59th Division entered the town. The military bombed a village on Sunday."
    claim = events(text, "airstrike")[0]
    assert all("Division" not in actor.name for actor in claim.actors)
