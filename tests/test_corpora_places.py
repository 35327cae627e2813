"""The scorers of place names: shares over all rows, and over what was answered."""

import json
from pathlib import Path

import pytest

from polemos.evaluation.corpora import frame, syrian_archive, ucdp_places
from polemos.model import Report

ROWS = (
    {"place": "Aleppo city", "adm1": "Aleppo Governorate", "adm2": None, "lat": 36.2, "lon": 37.15},
    {"place": "Raqqa town", "adm1": "Ar Raqqah Governorate", "adm2": None, "lat": 36.09, "lon": 39.01},
    {"place": "Homs city", "adm1": "Homs Governorate", "adm2": None, "lat": 10.0, "lon": 10.0},
    {"place": "Xqzwv village", "adm1": "Idlib Governorate", "adm2": None, "lat": 35.9, "lon": 36.6},
)


def no_coder(_: Report) -> list[object]:
    raise AssertionError("names are looked up, no text is coded")


def test_a_name_without_an_answer_is_a_miss_of_all_and_no_part_of_the_answered(tmp_path: Path) -> None:
    (tmp_path / ucdp_places.ROWS).write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    scored = ucdp_places.score(no_coder, tmp_path, None)  # type: ignore[arg-type]
    figures = {figure.name: (figure.hits, figure.of) for figure in scored.figures}
    assert figures == {
        "within 25 km": (2, 4),
        "within 5 km": (1, 4),
        "answered": (3, 4),
        "within 25 km, of the answered": (2, 3),
        "within 5 km, of the answered": (1, 3),
    }
    assert [(miss.document, miss.coded.split(",")[0]) for miss in scored.misses] == [
        ("Homs city", "Homs"),
        ("Xqzwv village", "none of these"),
    ]


def test_an_archived_sentence_is_asked_alone_with_its_city_and_by_its_fields(tmp_path: Path) -> None:
    row = {"id": "x1", "text": "Shelling of homes, seen from a roof.", "city": "ALEPPO", "neighbourhood": "Azaz"}
    point = {"date": "2016-01-02", "lat": 36.586, "lon": 37.044}
    other = {**row, "id": "x2", "date": None, "lat": None, "lon": None}
    lines = [json.dumps({**row, **point}), json.dumps(other)]
    (tmp_path / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    scored = syrian_archive.score(no_coder, tmp_path, None)  # type: ignore[arg-type]
    figures = {figure.name: (figure.hits, figure.of) for figure in scored.figures}
    assert figures["sentence: within 25 km"] == (0, 1)
    assert figures["sentence: within 25 km, of the answered"] == (0, 0)
    assert figures["sentence and city: within 25 km"] == (0, 1)  # Aleppo is 43 km from Azaz
    assert figures["city and neighbourhood: within 25 km"] == (1, 1)
    assert [miss.document for miss in scored.misses] == ["x1"]


@pytest.mark.parametrize(("name", "enough"), [("ucdp_places", 0.6)])
def test_the_corpus_can_be_scored(name: str, enough: float) -> None:
    folder = Path(__file__).parents[2] / "shared" / "corpora" / frame.FOLDERS[name]
    if not folder.is_dir():
        pytest.skip("the corpora are not beside the repository")
    scored = frame.scorer(name)(no_coder, folder, 100)  # type: ignore[arg-type]
    assert scored.figures[0].value > enough
