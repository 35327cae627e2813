"""Who stands where around a trigger: control, coordination, clauses, phrases of two verbs, doubled words."""

import pytest

from events_of import Events, actors, events_of, recipients
from polemos.codebook.loader import Codebook
from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def events(reader: Reader, codebook: Codebook) -> Events:
    return events_of(reader, codebook)


@pytest.mark.parametrize(
    ("text", "kind", "doers"),
    [
        (
            "Sudanese troops and allied militias captured Kutum.",
            "seizure",
            ["Sudanese troops", "allied militias"],
        ),
        ("The rebels entered the town of Bria and burned the market.", "destruction", ["rebels"]),
        ("The authorities are conducting investigations to apprehend the gunmen.", "arrest", ["authorities"]),
        ("The army launched an operation to liberate the village of Tessit.", "seizure", ["army"]),
        ("The militia, which attacked the port of Kismayo, withdrew.", "attack", ["militia"]),
        ("Fighters attacking the town of Pauk set houses on fire.", "attack", ["Fighters"]),
        ("Ten people died in attacks by Boko Haram against villages near Baga.", "attack", ["Boko Haram"]),
        ("The village of Ituri was attacked by militiamen on Monday.", "attack", ["militiamen"]),
        ("The village of Ituri was attacked on Monday.", "attack", []),
    ],
)
def test_who_does_it(events: Events, text: str, kind: str, doers: list[str]) -> None:
    assert actors(events(text, kind)[0]) == doers


@pytest.mark.parametrize(
    ("text", "kind", "hit"),
    [
        ("The rebels tried to assassinate General Omar Bello with a bomb.", "assassination", ["Omar Bello"]),
        ("Two bombs exploded in Jolo, killing six marines.", "bombing", ["six marines"]),
        ("Government forces bombed guerrilla positions near Arauca.", "airstrike", ["guerrillas"]),
    ],
)
def test_to_whom(events: Events, text: str, kind: str, hit: list[str]) -> None:
    assert recipients(events(text, kind)[0]) == hit


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A car bomb exploded in Kabul on Monday.", "bombing"),
        ("The offensive was a military operation launched by the army of Mali.", "attack"),
        ("A suicide bomber detonated himself at a checkpoint in Mogadishu.", "suicide-bombing"),
    ],
)
def test_two_words_of_one_clause_are_one_claim(events: Events, text: str, kind: str) -> None:
    assert len(events(text, kind)) == 1


def test_the_second_word_lends_its_doer(events: Events) -> None:
    claim = events("The offensive was a military operation launched by the army in Kidal.", "attack")[0]
    assert claim.trigger.text == "offensive"
    assert actors(claim) == ["army"]


def test_two_attacks_of_two_clauses_stay_two(events: Events) -> None:
    assert len(events("Rebels attacked Goma and gunmen attacked Beni.", "attack")) == 2
