"""Which of a sentence's places belong to which event, "none" included, and the scorer that counts it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from polemos.codebook.loader import Codebook
from polemos.coding.event_places import EventPlaces
from polemos.coding.places import PlaceRules
from polemos.evaluation.corpora import event_location
from polemos.evaluation.corpora.frame import as_report
from polemos.model import Place
from polemos.reading.reader import Reader
from polemos.training.places import Choice, choices, fit, write

Ask = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def ask(reader: Reader, codebook: Codebook) -> Ask:
    """The names of the places of the word in a text."""
    places = EventPlaces(codebook, PlaceRules(codebook))

    def places_of(text: str, word: str) -> list[str]:
        analysis = reader.read(as_report("t", text))
        event = next(token.index for token in analysis.tokens if token.text == word)
        return [place.name for place in places.of(analysis, event)]

    return places_of


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        pytest.param("Rebels attacked a checkpoint in Goma on Monday.", "attacked", ["Goma"], id="on the object"),
        pytest.param("In Goma, gunmen shot three traders on Monday.", "shot", ["Goma"], id="fronted"),
        pytest.param("The army captured Lubero on Monday.", "captured", ["Lubero"], id="as the object"),
        pytest.param("The army shelled Aleppo's airport on Monday.", "shelled", ["Aleppo"], id="an owner"),
        pytest.param(
            "Four soldiers were killed in clashes with rebels in Goma.", "killed", ["Goma"], id="behind another event"
        ),
        pytest.param(
            "Police patrolled the streets of Goma and Bukavu on Monday.", "patrolled", ["Goma", "Bukavu"], id="a row"
        ),
        pytest.param(
            "Students marched through Goma, the capital of North Kivu.", "marched", ["Goma"], id="the smaller"
        ),
        pytest.param("Students danced in Goma on Monday.", "danced", ["Goma"], id="no word of the codebook"),
    ],
)
def test_the_places_of_an_event(ask: Ask, text: str, word: str, wanted: list[str]) -> None:
    assert ask(text, word) == wanted


def test_a_strange_word_before_a_district_is_its_name(ask: Ask) -> None:
    assert ask("In Zormat district, Paktiya province, a patrol captured two gunmen on Monday.", "captured") == [
        "Zormat district"
    ]


@pytest.mark.parametrize("text", ["Rebels captured a Syrian village.", "Rebels captured Taliban villages."])
def test_whose_village_it_is_is_no_name_of_it(ask: Ask, text: str) -> None:
    assert ask(text, "captured") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("A taxi driver from Goma was shot at a checkpoint.", "shot", id="where somebody is from"),
        pytest.param("They were all killed, a priest told reporters from Goma.", "killed", id="where it was said"),
        pytest.param("Israel captured two gunmen on Monday.", "captured", id="a state that acts"),
        pytest.param("Syrian soldiers shot a boy on Monday.", "shot", id="an adjective of a country"),
    ],
)
def test_no_place_is_an_answer(ask: Ask, text: str, word: str) -> None:
    assert ask(text, word) == []


def test_each_event_has_its_own_place(ask: Ask) -> None:
    text = "Gunmen shot a trader in Goma, while police arrested two men in Bukavu."
    assert (ask(text, "shot"), ask(text, "arrested")) == (["Goma"], ["Bukavu"])


def test_signs_without_weights_choose_nothing(reader: Reader, codebook: Codebook) -> None:
    places = EventPlaces(codebook, PlaceRules(codebook), {"none": 9.0})
    analysis = reader.read(as_report("t", "Rebels attacked Goma on Monday."))
    assert places.of(analysis, 1) == []
    assert sum(places.chances(analysis, 1).of) < 0.01


def _row(text: str, event: str, *places: str, gold: bool = True) -> dict[str, Any]:
    def span(words: str) -> dict[str, Any]:
        return {"begin": text.index(words), "end": text.index(words) + len(words), "text": words}

    return {"id": event, "gold": gold, "text": text, "event": span(event), "locations": [span(one) for one in places]}


def test_a_place_is_the_same_by_its_words_in_the_text() -> None:
    gold = {"begin": 10, "end": 16, "text": "Moscow"}
    assert event_location.same(gold, Place("central Moscow", "central Moscow", 2, 16))
    assert not event_location.same(gold, Place("Moscow", "Moscow", 40, 46))
    assert event_location.same(gold, Place("Moscow", "the city", 40, 48))  # a description that stands for it
    assert not event_location.same({"begin": 0, "end": 10, "text": "Homs province"}, Place("Hama province", "", 0, 10))


def test_the_whole_set_of_places_must_be_right(reader: Reader, tmp_path: Path) -> None:
    rows = [
        _row("Police patrolled Goma and Bukavu on Monday.", "patrolled", "Goma", "Bukavu"),
        _row("Police patrolled Goma and Bukavu on Tuesday.", "patrolled", "Goma"),
        _row("A taxi driver from Goma was shot at a checkpoint.", "shot"),
        _row("Students marched in Goma on Monday.", "marched", "Goma", gold=False),
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    score = event_location.score(lambda report: [], tmp_path, None, reader.read)
    figures = {figure.name: (figure.hits, figure.of) for figure in score.figures}
    assert figures["marked twice: exact"] == (2, 3)
    assert figures["marked twice: exact, where there is none"] == (1, 1)
    assert figures["marked once: exact"] == (1, 1)
    assert figures["marked twice: exact, names word by word"] == (2, 3)
    assert [(miss.wanted, miss.coded) for miss in score.misses] == [("Goma", "Goma, Bukavu")]
    assert "[patrolled]" in score.misses[0].quote


def test_rows_marked_twice_are_scored_first(reader: Reader, tmp_path: Path) -> None:
    rows = [
        _row("Students marched in Goma on Monday.", "marched", "Goma", gold=False),
        _row("Students danced in Goma on Monday.", "danced", "Goma"),
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    score = event_location.score(lambda report: [], tmp_path, 1, reader.read)
    assert next((figure.name, figure.of) for figure in score.figures if figure.of) == ("marked twice: exact", 1)


def test_weights_are_fitted_on_rows_marked_once(tmp_path: Path) -> None:
    rows = [
        _row("Students marched in Goma on Monday.", "marched", "Goma", gold=False),
        _row("Students marched on Monday.", "marched", gold=False),
        _row("Students danced in Goma on Monday.", "danced", "Goma"),
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = choices(tmp_path)
    assert [choice.right for choice in found] == [(False, True)]  # without a candidate there is nothing to choose


def test_fitted_weights_favour_what_was_right(tmp_path: Path) -> None:
    inside, outside = {"below": 1.0}, {"above": 1.0}
    weights = fit([Choice(({"none": 1.0}, inside, outside), (False, True, False))] * 40)
    assert weights["below"] > 0 > weights["above"]
    write(weights, tmp_path / "places.json")
    assert json.loads((tmp_path / "places.json").read_text(encoding="utf-8"))["weights"] == weights
