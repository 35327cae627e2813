"""The scorer of battle articles: who fights whom in the claims, cut into sides, against an infobox."""

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from polemos.evaluation.corpora import wiki_battles
from polemos.evaluation.corpora.wiki_battles_names import Names
from polemos.evaluation.corpora.wiki_battles_sides import cut, standing
from polemos.model import Claim, ControlClaim, EventClaim, Participant, Place, RelationClaim, Span
from polemos.model.actor import Actor, Name
from polemos.resolution.actors.load import Actors, of_actors

TEXT = "Blue Front and Red Guard (RG) fought the Sandarian army and the Hill Militia at Marra in 2015. The HM fled."
SIDES = [
    {"belligerents": [{"name": "Blue Front", "level": 0}, {"name": "Red Guard (from May 2015)", "level": 1}]},
    {"belligerents": [{"name": "Sandaria", "level": 0}, {"name": "Hill Militia (HM)", "level": 1},
                      {"name": "Unsaid Brigade", "level": 0}]},
]  # fmt: skip


@pytest.fixture(scope="module")
def words() -> dict[str, Any]:
    text = (resources.files("polemos.evaluation.corpora") / "wiki_battles.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@pytest.fixture(scope="module")
def actors() -> Actors:
    state = Actor("state", "government", (Name("Sandaria"),))
    army = Actor("army", "military", (Name("Sandarian army"),), parent="state")
    return of_actors([state, army])


def party(name: str) -> Participant:
    return Participant(name, name, None, None)


def _common(at: int) -> dict[str, Any]:
    return {
        "report_id": "r",
        "coder": "t",
        "confidence": 1.0,
        "trigger": Span(at, at + 1, "x"),
        "sentence": Span(0, 9, "s"),
    }


def event(kind: str, who: Sequence[str], whom: Sequence[str] = (), place: str | None = None, at: int = 0) -> Claim:
    where = Place(place, place, 0, 1) if place else None
    return EventClaim(
        **_common(at), type=kind, actors=tuple(map(party, who)), recipients=tuple(map(party, whom)), place=where
    )


def relation(kind: Any, subject: str, object_: str) -> Claim:
    return RelationClaim(**_common(0), relation=kind, subject=party(subject), object=party(object_))


def holds(who: str, place: str, at: int) -> Claim:
    return ControlClaim(**_common(at), status="gained", holder=party(who), place=Place(place, place, 0, 1))


def edges(words: dict[str, Any], *claims: Claim) -> dict[tuple[str, str], float]:
    return standing(claims, lambda name: name.lower(), words)


def test_violence_opposes_and_those_who_do_it_together_are_allied(words: dict[str, Any]) -> None:
    found = edges(words, event("attack", ["A", "B"], ["C"]))
    assert found["a", "c"] < 0
    assert found["b", "c"] < 0 < found["a", "b"]


def test_two_in_a_battle_are_opponents_and_three_may_be_anything(words: dict[str, Any]) -> None:
    assert edges(words, event("battle", ["A", "B"]))["a", "b"] < 0
    assert edges(words, event("battle", ["A", "B", "C"])) == {}


def test_relations_and_aid_tell_allies(words: dict[str, Any]) -> None:
    found = edges(words, relation("part-of", "A", "B"), relation("fighting", "C", "A"), event("aid", ["B"], ["D"]))
    assert found["a", "b"] > 0 > found["a", "c"]
    assert found["b", "d"] > 0


def test_who_takes_a_place_after_another_is_against_him(words: dict[str, Any]) -> None:
    assert edges(words, holds("A", "Marra", 1), event("seizure", ["B"], place="Marra", at=5))["a", "b"] < 0
    assert edges(words, holds("A", "Marra", 1), holds("B", "Marra", 1)) == {}
    assert edges(words, holds("A", "Marra", 1), holds("B", "Lomwe", 5)) == {}


def test_friends_of_a_foe_are_foes() -> None:
    made = cut({("a", "b"): -5.0, ("b", "c"): 1.0, ("c", "d"): -1.0, ("a", "d"): 0.5, ("e", "f"): 1.0}, 2)
    assert made["a"] == made["d"] != made["b"] == made["c"]
    assert made["e"] == made["f"]


def test_three_who_fight_each_other_are_three_sides() -> None:
    pairs = {("a", "b"): -2.0, ("b", "c"): -2.0, ("a", "c"): -2.0}
    assert sorted(cut(pairs, 3).values()) == [0, 1, 2]
    assert sorted(cut({("a", "b"): -2.0, ("c", "d"): 2.0, ("a", "c"): 1.0}, 3).values()) == [0, 0, 0, 1]


def test_only_those_that_the_text_names_are_asked_for(actors: Actors, words: dict[str, Any]) -> None:
    names = Names(actors, ["Blue Front"], TEXT, words)
    wanted = names.belligerents(SIDES)
    assert [(b.name, sorted(b.sides)) for b in wanted] == [
        ("Blue Front", [0]), ("Red Guard", [0]), ("Hill Militia", [1])
    ]  # fmt: skip
    assert names.on == "2015"
    assert names.node("HM") == names.node("the Hill Militia") == "hill militia"
    assert names.node("250 local rebels") == names.node("rebel forces") == "rebels"


def test_the_sides_of_an_article(actors: Actors, words: dict[str, Any]) -> None:
    claims = [
        event("battle", ["Blue Front"], ["Sandarian army"]),
        event("attack", ["Hill Militia"], ["Blue Front"]),
    ]
    one = wiki_battles.sides(claims, SIDES, TEXT, actors, words, with_ties=True)
    assert one.found == {"blue front": 0, "hill militia": 1}
    assert [b.name for b in one.hits] == ["Blue Front", "Hill Militia"]
    assert list(one.pairs()) == [False, True, False]


def test_a_state_stands_where_its_army_does(actors: Actors, words: dict[str, Any]) -> None:
    claims = [event("attack", ["Blue Front"], ["Sandarian army"])]
    text = TEXT + " Sandaria protested."
    assert wiki_battles.sides(claims, SIDES, text, actors, words, with_ties=True).found["state"] == 1
    assert "state" not in wiki_battles.sides(claims, SIDES, text, actors, words, with_ties=False).found


def test_the_figures(actors: Actors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiki_battles, "load", lambda: actors)
    row = {"doc_id": "b1", "text": TEXT, "infobox": {"sides": SIDES}}
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    score = wiki_battles.score(lambda report: [event("attack", ["Blue Front"], ["Hill Militia"])], tmp_path, None)
    figures = {figure.name: (figure.hits, figure.of) for figure in score.figures}
    assert figures["belligerents on the right side"] == (2, 3)
    assert figures["belligerents on the right side, from claims alone"] == (2, 3)
    assert figures["pairs rightly allied or opposed"] == (1, 3)
    assert [(miss.quote, miss.wanted, miss.coded) for miss in score.misses] == [("Red Guard", "side 1", "no side")]
