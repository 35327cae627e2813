"""What a sentence leaves out because another told it."""

import pytest

from events_of import Events, actors, events_of, recipients
from polemos.codebook.loader import Codebook
from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def events(reader: Reader, codebook: Codebook) -> Events:
    return events_of(reader, codebook)


def test_the_attack_is_by_whoever_attacked(events: Events) -> None:
    claims = events("Boko Haram attacked a base of the Nigerian army. The attack lasted three hours.", "attack")
    assert actors(claims[-1]) == ["Boko Haram"]
    assert claims[-1].actors[0].start is None


def test_an_attack_without_an_article_is_another_one(events: Events) -> None:
    claims = events("Boko Haram attacked a base of the army. Residents fear an attack.", "attack")
    assert actors(claims[-1]) == []


def test_a_town_is_taken_from_the_other_side_of_the_same_sentence(events: Events) -> None:
    text = "The Houthis attacked the Yemeni army near Marib and captured the village of Rahabah."
    assert recipients(events(text, "seizure")[0]) == ["Yemeni army"]


def test_the_other_side_is_not_guessed_from_another_sentence(events: Events) -> None:
    text = "The Houthis attacked the Yemeni army near Marib. Weeks later the Houthis captured the village of Rahabah."
    assert recipients(events(text, "seizure")[0]) == []


def test_the_fighting_is_between_both_sides(events: Events) -> None:
    text = "The army attacked the M23 near Goma. The fighting went on until dawn."
    assert set(actors(events(text, "battle")[0])) == {"army", "M23"}


def test_the_attack_on_somewhere_else_is_not_the_one_before(events: Events) -> None:
    claims = events("Boko Haram attacked a base near Gwoza. The attack on Baga killed nine people.", "attack")
    assert actors(claims[-1]) == []


def test_a_clash_is_another_fight(events: Events) -> None:
    text = "The army attacked the M23 near Goma. A clash was reported on Friday."
    assert actors(events(text, "battle")[0]) == []


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("The Red Front answered with shelling near Lomwe.", "shelling", ["Red Front"]),
        ("The Red Front lost six men in an attack near Lomwe.", "attack", ["Red Front"]),
        ("Six villagers died in an attack near Lomwe.", "attack", []),
    ],
)
def test_whoever_a_clause_is_about_does_what_it_tells_of_besides(
    events: Events, text: str, kind: str, who: list[str]
) -> None:
    assert actors(events(text, kind)[0]) == who


def test_who_carries_out_an_offensive_takes_what_it_takes(events: Events) -> None:
    assert actors(events("An offensive by the Red Front captured the town of Lomwe.", "seizure")[0]) == ["Red Front"]
