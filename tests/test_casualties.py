"""Which event the dead of a sentence belong to (codebook section 3)."""

import pytest

from events_of import Events, events_of, recipients
from polemos.codebook.loader import Codebook
from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def events(reader: Reader, codebook: Codebook) -> Events:
    return events_of(reader, codebook)


def test_the_dead_of_a_stated_bombing_are_its_losses(events: Events) -> None:
    text = "A car bomb killed two soldiers in Baidoa."
    (bombing,) = events(text, "bombing")
    assert [(loss.status, loss.best) for loss in bombing.losses] == [("killed", 2)]
    assert recipients(bombing) == ["two soldiers"]
    assert events(text, "killing") == []


def test_a_killing_without_an_event_stands_alone(events: Events) -> None:
    (killing,) = events("Three farmers were killed near Kutum on Monday.", "killing")
    assert [(loss.status, loss.best) for loss in killing.losses] == [("killed", 3)]


def test_a_massacre_that_the_dead_had_spoken_of_is_another_event(events: Events) -> None:
    text = "Omar Saleh was killed on Wednesday, hours after he had told reporters that civilians were being massacred."
    assert len(events(text, "killing")) == 1
