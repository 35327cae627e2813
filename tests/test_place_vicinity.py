"""Where a name lies by what the report says around it, and whether a town or the unit of its name is meant."""

from collections.abc import Callable

import pytest

from polemos.codebook.loader import Codebook
from polemos.codebook.places import place_words
from polemos.coding.place_candidates import are_things
from polemos.coding.places import PlaceRules
from polemos.evaluation.corpora.frame import as_report
from polemos.gazetteer.load import packaged
from polemos.model import Place
from polemos.reading.reader import Reader
from polemos.resolution.places.in_report import Located
from polemos.resolution.places.locate import PlaceIds
from polemos.resolution.places.placing import placed

Find = Callable[[str], list[Located]]


@pytest.fixture(scope="module")
def find(reader: Reader) -> Find:
    places = PlaceIds(packaged)
    return lambda text: places.toponyms(reader.read(as_report("t", text)))


def one(located: list[Located], text: str) -> Located:
    return next(each for each in located if each.toponym.text == text)


def as_place(located: Located, relation: str | None = None) -> Place:
    told = located.toponym
    return placed(Place(told.name, told.text, told.start, told.end, relation=relation), located)


def test_what_a_sentence_opens_with_holds_the_rest(find: Find) -> None:
    found = find("In Cauca department, rebels attacked a police post in Morales on Friday.")
    place = one(found, "Morales").place
    assert place is not None
    assert place.adm1 == "Cauca Department"


def test_an_unlisted_village_lies_in_the_country_with_which_its_sentence_opens(find: Find) -> None:
    found = find("Troops fought near Gaza City.\n\nIn Lebanon, a drone killed two men in the village of Qarmoutiyat.")
    unknown = next(each for each in found if each.toponym.name.startswith("Qarmoutiyat"))
    assert unknown.place is None
    assert unknown.around is not None
    assert unknown.around.country == "LB"


def test_a_heading_holds_its_paragraph(find: Find) -> None:
    found = find("Cauca: On 4 May rebels attacked a police post in Morales. The mayor of Morales was wounded.")
    place = one(found, "Morales").place
    assert place is not None
    assert place.adm1 == "Cauca Department"


def test_a_village_beside_a_town_lies_where_the_town_does(find: Find) -> None:
    found = find("Russia said it had taken the village of Novooleksandrivka near Pokrovsk in Donetsk region.")
    village = one(found, "Novooleksandrivka")
    assert village.place is None or village.place.adm1 == "Donetsk"
    assert as_place(village).adm1 == "Donetsk"


def test_an_unlisted_place_is_put_where_distance_and_side_tell(find: Find) -> None:
    found = find("The rebels attacked the village of Hufrat Zubbad, 20 km north of El Fasher, on Monday.")
    place = as_place(one(found, "Hufrat Zubbad"))
    seat = one(found, "El Fasher").place
    assert seat is not None
    assert place.place_id is None
    assert place.latitude is not None
    assert place.latitude - seat.latitude == pytest.approx(0.18, abs=0.01)


@pytest.mark.parametrize(
    ("text", "name", "feature", "precision"),
    [
        ("Rebels shelled Kidal on Monday. They said they had left the town.", "Kidal", "PPL", 1),
        ("A bomb went off in a hospital in Homs, Syria.", "Homs", "PPL", 1),
        ("Gunmen killed two men in Homs, Syria.", "Homs", "PPL", 4),
        ("Troops entered Maarat al-Numan in Syria.", "Maarat al-Numan", "PPL", 1),
        ("Rebels left Convención and Teorama in Colombia.", "Convención", "PPL", 1),
        ("Gunmen ambushed a patrol in Batangas, Philippines.", "Batangas", "PPL", 4),
        ("A bomb went off in Lima, Peru.", "Lima", "PPLC", 1),
    ],
)
def test_town_or_unit(find: Find, text: str, name: str, feature: str, precision: int) -> None:
    located = one(find(text), name)
    assert located.place is not None
    assert (located.seat or located.place).feature.startswith(feature)
    assert (as_place(located).precision or 1) == precision


def test_a_dateline_names_a_town(find: Find) -> None:
    located = one(find("HOMS, Syria (May 5, 2013) - Rebels attacked a base in Homs."), "Homs")
    assert located.place is not None
    assert (located.unit, located.place.feature) == (None, "PPLA")


def test_far_from_what_it_stands_beside_is_another_place(find: Find) -> None:
    found = find("Two men died in Novooleksandrivka near Kharkiv, Ukraine.")
    village = one(found, "Novooleksandrivka")
    assert village.place is None or village.place.adm1 == "Kharkiv"


def test_a_word_for_its_kind_may_be_more_than_the_list_has(find: Find) -> None:
    place = one(find("The army bombed Maungdaw Township in Rakhine State, Myanmar."), "Maungdaw Township").place
    assert place is not None
    assert place.name.startswith("Maungdaw")


def test_a_district_listed_with_its_provinces_middle_has_its_towns_point(find: Find) -> None:
    place = as_place(one(find("The army bombed Maungdaw Township in Rakhine State, Myanmar."), "Maungdaw Township"))
    assert (place.latitude, place.longitude, place.precision) == (20.82, 92.37, 3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Planes bombed SDF positions in Tabqa airport.", "Tabqa airport"),
        ("Power pylons were blown up in Usulutan.", "Usulutan"),
        ("Planes bombed rebel-held Idlib city on Monday.", "Idlib city"),
    ],
)
def test_sites_of_a_side_are_no_place_of_its_name(reader: Reader, codebook: Codebook, text: str, name: str) -> None:
    analysis, rules = reader.read(as_report("t", text)), PlaceRules(codebook)
    named = [m for m in analysis.mentions if m.category in ("place", "facility") and m.named]
    built = [place.name for m in named if (place := rules.build(analysis, m)) is not None]
    assert set(built) <= {name, "Tabqa", "Idlib"}
    assert name in built


def test_outskirts_of_a_town_are_still_its(reader: Reader, codebook: Codebook) -> None:
    analysis = reader.read(as_report("t", "They fought in the Damascus suburbs."))
    assert not any(are_things(analysis, mention, place_words(codebook)) for mention in analysis.mentions)
