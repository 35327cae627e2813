"""Place names of a whole report: which words are one, and which place each means beside the others."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from polemos.cli.main import app
from polemos.codebook.loader import Codebook
from polemos.coding.rules import RuleCoder
from polemos.evaluation.corpora import geoparsing, geovirus, gwn
from polemos.evaluation.corpora.frame import as_report
from polemos.gazetteer.load import packaged
from polemos.model import Claim, CodedReport, EventClaim, Place, Span
from polemos.model.gazetteer import GazetteerPlace
from polemos.pipeline.assembly import locate
from polemos.reading.reader import Reader
from polemos.resolution.places.in_report import Located
from polemos.resolution.places.locate import PlaceIds
from polemos.resolution.places.placing import placed
from polemos.resolution.places.plausible import inside, prior
from polemos.resolution.places.toponym_words import toponym_words
from polemos.resolution.places.toponyms import Toponym
from polemos.service.texts import TextResolver
from polemos.settings import DEFAULTS

Find = Callable[[str], list[Located]]


@pytest.fixture(scope="module")
def places() -> PlaceIds:
    return PlaceIds(packaged)


@pytest.fixture(scope="module")
def find(reader: Reader, places: PlaceIds) -> Find:
    return lambda text: places.toponyms(reader.read(as_report("t", text)))


def where(located: Sequence[Located], text: str) -> GazetteerPlace:
    """The place of the first toponym with these words."""
    place = next(one for one in located if one.toponym.text == text).place
    assert place is not None, f"{text} has no place"
    return place


def texts(located: Sequence[Located], *uses: str) -> list[str]:
    return [one.toponym.text for one in located if not uses or one.toponym.use in uses]


# Which words are a place's


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gunmen killed two farmers in Maiduguri on Sunday.", ["Maiduguri"]),
        ("Aleppo's old town burned.", ["Aleppo"]),
        ("A Paris-based charity sent tents to Goma.", ["Paris", "Goma"]),
        ("KABUL, Afghanistan (Jan. 25) - A bomb killed nine people.", ["KABUL", "Afghanistan"]),
        ("He was born in Gainesville, Va., in 1961.", ["Gainesville", "Va."]),
        ("Floods hit Thailand, Laos and Cambodia.", ["Thailand", "Laos", "Cambodia"]),
        ("Troops from French Guiana landed in Guinea-Bissau.", ["French Guiana", "Guinea-Bissau"]),
    ],
)
def test_place_names_are_found_as_they_stand(find: Find, text: str, found: list[str]) -> None:
    assert texts(find(text), "name") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Abu Musab al-Zarqawi led the men himself.", []),
        ("The Free Syrian Army denied it.", []),
        ("The Baltimore Sun printed the letter.", []),
        ("Researchers of the University of Oxford disagreed.", []),
        ("Jack London wrote it, and Paris Hilton read it.", []),
        ("British Airways cancelled the flight.", []),
        ("They met on Monday and spoke in English.", []),
    ],
)
def test_persons_groups_and_languages_named_after_places_are_none(find: Find, text: str, found: list[str]) -> None:
    assert texts(find(text)) == found


def test_adjectives_and_inhabitants_mean_their_country_and_say_so(find: Find) -> None:
    located = find("Turkish jets bombed the hills, and Kenyans in Nairobi protested.")
    assert texts(located, "adjective") == ["Turkish"]
    assert texts(located, "people") == ["Kenyans"]
    assert (where(located, "Turkish").id, where(located, "Kenyans").id) == ("cc:TR", "cc:KE")


def test_an_adjective_that_is_also_a_region_is_the_countrys(find: Find) -> None:
    located = find("Somali troops marched on Kismayo, Somalia.")
    assert where(located, "Somali").id == "cc:SO"


def test_a_public_bodys_place_is_marked_as_a_part_of_it(find: Find) -> None:
    located = find("The Kentucky State Police stopped the car.")
    assert texts(located, "body") == ["Kentucky"]


def test_short_forms_of_countries_are_names(find: Find) -> None:
    assert texts(find("U.S. troops left Iraq for the UK."), "name") == ["U.S.", "Iraq", "UK"]


def test_offsets_quote_the_text(find: Find) -> None:
    text = "Clashes broke out in Kadugli, in South Kordofan, and near Lake Chad."
    for one in find(text):
        assert text[one.toponym.start : one.toponym.end] == one.toponym.text


# Which place is meant


@pytest.mark.parametrize(
    ("text", "name", "adm1"),
    [
        ("Fans drove to Paris, Texas, for the rodeo.", "Paris", "Texas"),
        ("Deputies in Lamar County arrested a Paris man near Blossom.", "Paris", "Texas"),
        ("A crash near Georgetown and Paris closed roads to Lexington, Kentucky.", "Paris", "Kentucky"),
        (
            "SPRINGFIELD - Crews from Chatham and Decatur repaired a dam on the Sangamon River.",
            "SPRINGFIELD",
            "Illinois",
        ),
        ("Flooding in Springfield, Mass., reached Chicopee and Holyoke.", "Springfield", "Massachusetts"),
        ("London, Ont., wants a train to Kitchener and Guelph.", "London", "Ontario"),
        (
            "Police in Manchester said a woman from Concord was found in Nashua, New Hampshire.",
            "Manchester",
            "New Hampshire",
        ),
        ("Protesters in Alexandria, Port Said and Suez clashed with Egyptian police.", "Alexandria", "Alexandria"),
        ("Alexandria police stopped a car near Natchitoches, La.", "Alexandria", "Louisiana"),
        ("The Lebanese army moved into Tripoli and cut the road to Beirut at Batroun.", "Tripoli", "North Lebanon"),
        ("Libyan militias fought in Tripoli and Sirte.", "Tripoli", "Tripoli"),
    ],
)
def test_the_places_of_a_report_tell_each_other(find: Find, text: str, name: str, adm1: str) -> None:
    assert where(find(text), name).adm1 == adm1


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Armenia, Azerbaijan and Georgia signed it.", "Georgia", "GE"),
        ("Tornadoes hit Alabama, Georgia and Florida.", "Georgia", "US"),
        ("Officials in Mexico City said Mexico would pay.", "Mexico", "MX"),
        ("Ukrainian forces left Debaltseve, near Artemivsk.", "Debaltseve", "UA"),
        ("Troops from Cali fought the FARC near Toribio in Colombia.", "Cali", "CO"),
        ("M23 rebels took Goma and marched on Sake, in Congo.", "Sake", "CD"),
        ("Kurdish fighters in Qamishli, Syria, shelled the town of Ras al-Ain.", "Ras al-Ain", "SY"),
    ],
)
def test_the_country_of_the_others_decides(find: Find, text: str, name: str, country: str) -> None:
    assert where(find(text), name).country == country


def test_a_row_is_no_containment(find: Find) -> None:
    located = find("Aid went to Iraq, Iran, China and Japan.")
    assert [one.place.id for one in located if one.place] == ["cc:IQ", "cc:IR", "cc:CN", "cc:JP"]


def test_what_words_put_into_a_place_lies_there(find: Find) -> None:
    located = find("Fighters captured Tal Hamis in the countryside of Hassakeh, Syria.")
    assert where(located, "Tal Hamis").adm1 == where(located, "Hassakeh").name


def test_a_word_for_the_kind_chooses_between_town_and_province(find: Find) -> None:
    assert where(find("Syrian rebels entered the city of Homs."), "Homs").feature.startswith("PPL")
    assert where(find("Syrian rebels roam Homs province."), "Homs").feature == "ADM1"


def test_one_name_is_one_place_throughout_a_report(find: Find) -> None:
    text = "A fire killed two in Paris, Texas.\n\nThe mayor of Paris mourned. Paris will rebuild."
    assert {one.place.id for one in find(text) if one.toponym.text == "Paris" and one.place} == {"gn:4717560"}


def test_a_place_that_is_listed_nowhere_keeps_the_smallest_known_one_around_it(find: Find) -> None:
    located = find("Gunmen attacked the village of Zorbulqat in Borno State, Nigeria.")
    one = next(one for one in located if one.toponym.text == "Zorbulqat")
    assert one.place is None
    assert one.around is not None
    assert one.around.name == "Borno State"


def test_other_spellings_are_found_in_the_reports_country(find: Find) -> None:
    located = find("Syrian warplanes bombed Deir el-Zour and the town of Khan Shaykun near Idlib.")
    assert where(located, "Deir el-Zour").country == "SY"
    assert where(located, "Khan Shaykun").country == "SY"


def test_states_are_known_by_their_short_forms_only_where_they_stand_for_one() -> None:
    words = toponym_words()
    assert words.states["Ill."] == ("US", "Illinois")
    assert "Georgia" not in words.states  # it is a country's name as well


def test_large_places_are_likelier_and_lie_in_each_other() -> None:
    gazetteer = packaged()
    syria, homs = gazetteer.get("cc:SY"), gazetteer.get("gn:169577")
    assert syria is not None
    assert homs is not None
    assert prior(syria, True) > prior(homs, True)
    assert inside(homs, syria)
    assert not inside(syria, homs)


# Claims


def coded(reader: Reader, codebook: Codebook, places: PlaceIds, text: str) -> tuple[Claim, ...]:
    analysis = reader.read(as_report("t", text))
    claims = tuple(RuleCoder(codebook, DEFAULTS).code(analysis))
    return places.locate(CodedReport(analysis.report, claims), analysis).claims


def test_claims_get_ids_points_and_levels(reader: Reader, codebook: Codebook, places: PlaceIds) -> None:
    text = "Rebels captured the town of Tal Hamis in Syria on Monday."
    place = next(claim.place for claim in coded(reader, codebook, places, text) if claim.place)
    assert (place.place_id, place.country, place.precision) == ("gn:163568", "SY", 1)
    assert (place.latitude, place.longitude) == pytest.approx((36.757, 41.399), abs=0.05)
    assert place.name == "Tal Hamis"


def test_origins_and_further_places_are_placed_too(reader: Reader, codebook: Codebook, places: PlaceIds) -> None:
    claims = coded(reader, codebook, places, "Shelling of Kharkiv and Sumy in Ukraine killed 12 people.")
    event = next(claim for claim in claims if isinstance(claim, EventClaim) and claim.also_at)
    assert event.place is not None
    assert {event.place.country, event.also_at[0].country} == {"UA"}


def _located(place: GazetteerPlace, **more: Any) -> Located:
    toponym = Toponym(0, 4, 0, 1, place.name, place.name, "name", 1.0)
    return replace(Located(toponym, place, None, 1.0), **more)


def _listed(id_: str) -> GazetteerPlace:
    place = packaged().get(id_)
    assert place is not None
    return place


@pytest.mark.parametrize(("id_", "precision"), [("cc:SY", 6), ("a1:SY.11", 4), ("gn:169577", 1), ("rg:europe", 5)])
def test_precision_follows_the_kind_of_place(id_: str, precision: int) -> None:
    place = placed(Place("X", "X", 0, 1, precision=1), _located(_listed(id_)))
    assert place.precision == precision


def test_a_distance_and_a_side_move_the_point() -> None:
    homs = _listed("gn:169577")
    place = placed(Place("Homs", "Homs", 0, 4, precision=2, relation="20 km north of"), _located(homs))
    assert place.latitude == pytest.approx(homs.latitude + 0.18, abs=0.01)
    assert (place.longitude, place.relation) == (pytest.approx(homs.longitude, abs=0.001), "20 km north of")
    near = placed(Place("Homs", "Homs", 0, 4, precision=2, relation="near"), _located(homs))
    assert near.latitude == homs.latitude


def test_the_province_is_meant_where_a_town_shares_its_name_and_nothing_tells() -> None:
    town, unit = _listed("gn:169577"), _listed("a1:SY.11")
    either = placed(Place("Homs", "Homs", 0, 4, precision=1), _located(town, unit=unit))
    assert (either.place_id, either.precision, either.latitude) == ("a1:SY.11", 4, town.latitude)
    seat = placed(Place("Homs", "Homs", 0, 4, precision=1), _located(unit, seat=town))
    assert seat == either


def test_a_place_around_gives_its_point_but_no_id() -> None:
    lost = Located(Toponym(0, 4, 0, 1, "Xyz", "Xyz", "name", 1.0), None, _listed("a1:SY.11"), 0.0)
    place = placed(Place("Xyz", "Xyz", 0, 3, precision=1), lost)
    assert (place.place_id, place.country, place.adm1, place.precision) == (None, "SY", "Homs", 4)


def test_places_can_be_left_as_they_are() -> None:
    assert locate(replace(DEFAULTS, places=0)) is None
    assert locate(DEFAULTS) is not None


def test_a_claim_without_place_asks_nothing_of_the_gazetteer(reader: Reader) -> None:
    analysis = reader.read(as_report("t", "The men fled."))
    claim = EventClaim(
        report_id="t", trigger=Span(0, 3, "The"), sentence=Span(0, 3, "The"), coder="c", confidence=1.0, type="attack"
    )
    report = CodedReport(analysis.report, (claim,))
    assert PlaceIds(_refused).locate(report, analysis) == report


def _refused() -> Any:
    raise AssertionError("the gazetteer was opened")


# The command


def test_resolve_text_answers_lines() -> None:
    lines = [
        {"id": 1, "text": "x"},
        {"id": "a", "text": "Rebels fought 20 km north of Palmyra, Syria, on Friday.", "published": "2015-05-20"},
    ]
    given = "\n".join(map(json.dumps, lines))
    result = CliRunner().invoke(app, ["resolve", "text", "-"], input=given)
    assert result.exit_code == 1  # the first id is no text
    answer = json.loads(result.stdout.strip().splitlines()[-1])
    assert set(answer) == {"id", "places", "actors", "times"}
    assert [place["text"] for place in answer["places"]] == ["Palmyra", "Syria"]
    palmyra = answer["places"][0]
    assert (palmyra["country"], palmyra["precision"], palmyra["use"]) == ("SY", 2, "name")
    assert palmyra["relation"] == "20 km north of"
    assert answer["times"][0]["from"] == "2015-05-15"


def test_resolve_text_identifies_actors() -> None:
    answer = TextResolver().resolve("Fighters of the Islamic State attacked Kobani, in Syria.")
    assert ("Islamic State", "islamic-state") in {(actor.name, actor.actor_id) for actor in answer.actors}


# The scorers


def test_geoparsing_counts_spans() -> None:
    assert geoparsing.overlap((0, 5), (4, 9))
    assert not geoparsing.overlap((0, 5), (5, 9))


def test_a_made_up_corpus_is_scored(tmp_path: Path) -> None:
    text = "Turkish planes bombed Idlib and Hama."
    rows = [
        {"begin": 22, "end": 27, "name": "Idlib", "lat": 35.93, "lon": 36.63, "span_ok": True},
        {"begin": 32, "end": 36, "name": "Hama", "lat": 0.0, "lon": 0.0, "span_ok": True},
    ]
    line = json.dumps({"doc_id": "d", "text": text, "toponyms": rows}) + "\n"
    for name in ("geovirus", "gwn"):
        (tmp_path / f"{name}.dev.jsonl").write_text(line, encoding="utf-8")
    one, other = geovirus.score(lambda report: [], tmp_path, None), gwn.score(lambda report: [], tmp_path, None)
    values = {figure.name.split(";")[0]: figure.value for figure in one.figures}
    assert values["place names, the very words (F1)"] == 1.0  # its adjectives are not asked for
    assert values["literal ones found: within 161 km"] == 0.5
    assert other.figures[0].value == pytest.approx(0.8)  # "Turkish" is one too many
    assert ("none", "a place") in {(miss.wanted, miss.coded) for miss in other.misses}


def test_the_development_halves_reach_what_is_asked(shared: Path) -> None:
    for scorer in (geovirus, gwn):
        score = scorer.score(lambda report: [], shared / "corpora" / "geoparsing", 20)
        assert all(figure.reached is not False for figure in score.figures), score.corpus
