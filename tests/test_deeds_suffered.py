"""Who did it and to whom, where the parser reads a deed as a clause, a plural as a name, a town as a body."""

import pytest

import polemos
from polemos.model import EventClaim


def event(text: str, type_: str) -> EventClaim:
    found = [claim for claim in polemos.code(text, published="2024-05-17") if claim.label == type_]
    assert len(found) == 1, [claim.label for claim in found]
    assert isinstance(found[0], EventClaim)
    return found[0]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Seven civilians were killed by shelling in Kadugli.", "Seven civilians"),
        ("Seven people died from shelling in Kharkiv on Monday.", "Seven people"),
        ("The doctors said that two nurses had been wounded by shelling of the clinic.", "two nurses"),
    ],
)
def test_whom_shelling_killed_did_not_shell(text: str, victims: str) -> None:
    found = event(text, "shelling")
    assert found.actors == ()
    assert [party.name for party in found.recipients] == [victims]


def test_a_plural_that_opens_a_sentence_is_no_name() -> None:
    found = event("Rebels of the SPLM-N captured the town of Dilling on Thursday.", "seizure")
    assert [(party.name, party.kind) for party in found.actors] == [("SPLM-N", "armed-group")]


def test_a_withdrawal_is_from_the_place_left() -> None:
    away = event("The army withdrew from Dilling to Kadugli.", "withdrawal")
    assert away.place is not None
    assert away.place.name == "Dilling"
    assert away.recipients == ()
    assert event("The army withdrew to Kadugli.", "withdrawal").place is None
    sent = event("Troops were sent from Maroua to Kolofata.", "mobilisation")
    assert sent.place is not None
    assert (sent.place.name, sent.origin and sent.origin.name) == ("Kolofata", "Maroua")
