"""Where it happened, and how many claims that makes."""

from dataclasses import replace

import pytest

from events_of import Events, events_of
from polemos.codebook.loader import Codebook
from polemos.codebook.places import place_words
from polemos.coding.places import PlaceRules
from polemos.errors import CodebookError
from polemos.evaluation.corpora.frame import as_report
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


@pytest.mark.parametrize(
    ("told", "name", "relation", "precision"),
    [
        pytest.param("near Homs", "Homs", "near", 2, id="near"),
        pytest.param("close to Homs", "Homs", "close to", 2, id="several words"),
        pytest.param("in the vicinity of Homs", "Homs", "vicinity of", 2, id="vicinity"),
        pytest.param("on the outskirts of Homs", "Homs", "outskirts of", 2, id="outskirts"),
        pytest.param("in the suburbs of Damascus", "Damascus", "suburbs of", 2, id="suburbs"),
        pytest.param("just outside Homs", "Homs", "just outside", 2, id="outside"),
        pytest.param("north of the city of Homs", "Homs", "north of", 2, id="past the kind of place"),
        pytest.param("20 km north of Homs", "Homs", "20 km north of", 2, id="distance"),
        pytest.param("12 miles (19 km) from Homs", "Homs", "12 miles from", 2, id="distance with another unit"),
        pytest.param("some 300 kilometres from Homs", "Homs", "some 300 kilometres from", 5, id="far"),
        pytest.param("20 miles from Homs", "Homs", "20 miles from", 5, id="beyond 25 km"),
        pytest.param("in the eastern countryside of Homs", "Homs", "eastern countryside of", 4, id="countryside"),
        pytest.param("in rural areas of Homs", "Homs", "rural areas of", 4, id="rural"),
        pytest.param("in the centre of Homs", "Homs", "centre of", 1, id="a part of a town"),
        pytest.param("in northern Homs province", "Homs province", "northern", 4, id="a part of a province"),
        pytest.param("in northern Syria", "Syria", "northern", 5, id="a part of a country"),
        pytest.param("in Syria", "Syria", None, 6, id="country"),
        pytest.param("in Qusayr district", "Qusayr district", None, 3, id="district"),
        pytest.param("between Homs and Hama", "Homs", "between Homs and Hama", 5, id="between"),
        pytest.param("on the road from Homs to Hama", "Homs", "road from Homs to Hama", 5, id="road"),
        pytest.param(
            "on the highway linking Homs with Hama", "Homs", "highway linking Homs with Hama", 5, id="linking"
        ),
        pytest.param("along the border with Turkey", "Turkey", "along the border with", 5, id="border"),
        pytest.param("off the coast of Yemen", "Yemen", "off the coast of", 7, id="at sea"),
        pytest.param("in North Kivu", "North Kivu", None, 1, id="a wind in a name"),
    ],
)
def test_words_that_tell_a_place_by_another(
    reader: Reader, codebook: Codebook, told: str, name: str, relation: str | None, precision: int
) -> None:
    analysis = reader.read(as_report("t", f"Clashes broke out {told} on Monday."))
    places = (PlaceRules(codebook).build(analysis, mention) for mention in analysis.mentions)
    found = [(place.name, place.relation, place.precision) for place in places if place is not None]
    assert (name, relation, precision) in found


def test_a_way_from_one_place_to_another_is_no_road_between_them(reader: Reader, codebook: Codebook) -> None:
    analysis = reader.read(as_report("t", "The column marched from Homs to Hama on Monday."))
    places = (PlaceRules(codebook).build(analysis, mention) for mention in analysis.mentions)
    assert [place.relation for place in places if place is not None] == [None, None]


def test_words_behind_a_name_are_no_part_of_it(reader: Reader, codebook: Codebook) -> None:
    analysis = reader.read(as_report("t", "Jets struck the eastern Palmyra countryside on Monday."))
    places = (PlaceRules(codebook).build(analysis, mention) for mention in analysis.mentions)
    assert ("Palmyra", "eastern countryside") in [(place.name, place.relation) for place in places if place is not None]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        pytest.param("at his Belfast home", "Belfast", id="somebody's home"),
        pytest.param("in the restive Diyala province", "Diyala province", id="an adjective"),
        pytest.param("at the Belfast airport", "Belfast airport", id="a site of that name"),
    ],
)
def test_the_name_alone_is_the_places(reader: Reader, codebook: Codebook, told: str, name: str) -> None:
    analysis = reader.read(as_report("t", f"A man was shot {told} on Monday."))
    places = (PlaceRules(codebook).build(analysis, mention) for mention in analysis.mentions)
    assert next(place.name for place in places if place is not None) == name


@pytest.mark.parametrize("told", ["between Homs and Hama", "road from Homs to Hama"])
def test_a_stretch_between_two_places_makes_one_claim(events: Events, told: str) -> None:
    where = told if told.startswith("between") else f"on the {told}"
    (claim,) = events(f"Gunmen ambushed an army convoy {where} on Monday.", "attack")
    assert claim.place is not None
    assert (claim.place.name, claim.place.relation, claim.place.precision) == ("Homs", told, 5)


def test_places_of_another_clause_make_one_claim(events: Events) -> None:
    claims = events("The rebels who shelled Goma and Sake ambushed an army convoy on Monday.", "attack")
    assert len(claims) == 1


def test_a_second_event_of_a_sentence_goes_on_in_its_place(events: Events) -> None:
    text = "Gunmen stormed a police post in Goma on Monday and then abducted two officers there."
    assert _places(events, text, "abduction") == ["Goma"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("precision", {9: ["town"]}), ("relation_precision", {0: ["near"]}), ("kilometres", {"km": "one"})],
)
def test_a_broken_list_of_words_is_named(codebook: Codebook, key: str, value: object) -> None:
    section = {**codebook.sections["mentions/places"], key: value}
    broken = replace(codebook, sections={**codebook.sections, "mentions/places": section})
    with pytest.raises(CodebookError, match=f"mentions/places.{key}"):
        place_words(broken)


def test_no_place_is_made_up(events: Events) -> None:
    assert _places(events, "Gunmen attacked a convoy on Friday.", "attack") == [None]
