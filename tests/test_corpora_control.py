"""The scorer of the table of who held which town: rows and claims of our own."""

import json
from pathlib import Path

import pytest

from polemos.evaluation.corpora import wiki_control
from polemos.model import Claim, Report
from polemos.service.actors import Actors, load
from told_claims import at, holding, who

ARMY = who("Syrian Army", "military", "mil-sy")
REBELS = who("rebels", actor_id="opposition-sy")
FLAGS = {"g": "Government of Syria", "o": "Syrian opposition (SNA / Syrian Interim Government)"}


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load()


def row(place: str, flag: str, history: str | None = "Told.") -> dict[str, object]:
    return {"id": place, "place": place, "held_by": [FLAGS[flag]], "history": history}


def scored(
    folder: Path, rows: list[dict[str, object]], claims: dict[str, tuple[Claim, ...]]
) -> dict[str, tuple[float, float]]:
    (folder / "dev.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")

    def coder(report: Report) -> tuple[Claim, ...]:
        return claims[report.name or ""]

    found = wiki_control.score(coder, folder, None)
    return {figure.name: (figure.hits, figure.of) for figure in found.figures}


def test_the_last_holder_of_the_place_itself_is_compared_with_the_flags(tmp_path: Path) -> None:
    told = {
        "Tel Amra": (
            holding(1, "gained", REBELS, "2012-05-01", place=at("Tell Amra")),
            holding(2, "gained", ARMY, "2018-05-01", place=at("Tell Amra")),
            holding(3, "gained", REBELS, "2019-05-01", place=at("Elsewhere")),
        ),
        "Homs – Bor": (holding(1, "holds", REBELS, "2012-05-01", place=at("town", 2)),),
        "Velm": (holding(1, "gained", REBELS, "2012-05-01", place=at("Velm", 4, "a1:1")),),
    }
    rows = [row("Tel Amra", "g"), row("Homs – Bor", "g"), row("Velm", "o")]
    rows += [row("Outside listed towns", "g"), row("Silent", "g", None)]
    figures = scored(tmp_path, rows, told)
    assert figures["histories with a last holder"] == (2, 3), "the province Velm is not the town"
    assert figures["last holder's side is the table's"] == (1, 2)
    assert figures["the government always, of the same 2"] == (2, 2)
    assert figures["last holder's side is the table's, from 2018 on"] == (1, 1)


@pytest.mark.parametrize(
    ("holder", "actor_id", "side"),
    [
        ("whoever", "mil-sy", "government"),
        ("whoever", "free-syrian-army", "opposition"),
        ("whoever", "ypg", "self-administration"),
        ("Free Syrian something", None, "opposition"),
        ("anti-government rebels", None, "opposition"),
        ("government troops", None, "government"),
        ("villagers", None, None),
    ],
)
def test_a_holder_is_of_the_side_that_packs_or_words_give(
    holder: str, actor_id: str | None, side: str | None, actors: Actors
) -> None:
    assert wiki_control.sides(actors).of(holder, actor_id) == side
