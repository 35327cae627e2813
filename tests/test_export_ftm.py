"""FollowTheMoney's entities: valid in its own model, nobody made of a name alone, disagreement kept."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.types import registry

from datasets_of import Records, at
from polemos.export.datasets.ftm import FILE, FollowTheMoney
from polemos.export.datasets.ftm_entity import key, shared_date
from polemos.export.datasets.ftm_rules import ftm_rules
from polemos.model import Source
from polemos.model.actor import Actor, Name
from polemos.model.incident import Contested, ContestedValue
from polemos.model.standing import Dispute, Standing
from polemos.packs.vocabulary import vocabulary
from polemos.service.dataset import ArchiveDataset
from polemos.service.exporting import export
from told_incidents import dead, records, told

ARMY, FRONT = ("Syrian Army",), ("Karsa Front",)


def written(whole: Any, folder: Path) -> list[EntityProxy]:
    """Every entity as the model reads it, after it was held to the model."""
    FollowTheMoney().write(whole, folder)
    return valid(folder / FILE)


def valid(path: Path) -> list[EntityProxy]:
    found, schemata = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        schema = model.get(data["schema"])
        assert schema is not None
        assert not schema.abstract
        assert registry.entity.validate(data["id"])
        assert set(schema.required) <= set(data["properties"]), data
        for name, values in data["properties"].items():
            prop = schema.properties[name]
            assert not prop.stub
            for value in values:
                assert isinstance(value, str)
                assert prop.type.validate(value), (name, value)
                assert len(value) <= prop.type.max_length
                if prop.type is registry.entity:
                    assert schemata[value].is_a(prop.range), "what is referred to comes first, and fits"
        proxy = model.get_proxy(data)
        assert all(proxy.get(name) for name in data["properties"]), "the model drops none of it"
        assert data["id"] not in schemata, "each once"
        schemata[data["id"]] = schema
        found.append(proxy)
    return found


def only(found: list[EntityProxy], schema: str) -> EntityProxy:
    made = [each for each in found if each.schema.name == schema]
    assert len(made) == 1, [each.schema.name for each in found]
    return made[0]


def standing(subject: str, relation: str, object_: str, **more: Any) -> Standing:
    plain: dict[str, Any] = {
        "subject": subject, "subject_id": subject, "relation": relation, "object": object_, "object_id": object_,
        "titles": (), "from_": "2014-03-01", "from_latest": "2014-03-31", "precision": 4, "to": None, "to_latest": None,
        "to_precision": None, "ended": None, "last_told": "2015-01-02", "said_by": ("The Wire",), "claims": ("c-9",),
        "closed_by": (), "contested": False, "disputes": (), "derivation": "test/1",
    }  # fmt: skip
    return Standing(**{**plain, **more})


def test_an_incident_is_an_event_with_its_reports(tmp_path: Path) -> None:
    by = (Source("the mayor", "the mayor", 0, 1, "local"),)
    found = written(records(told(1, "shelling", ARMY, FRONT, (dead(12, None, True, low=9),), by=by)), tmp_path)
    event, article, link = (only(found, name) for name in ("Event", "Article", "Documentation"))
    assert (event.id, event.caption) == ("polemos-incident-i-1", "shelling, Homs, 2021-03-04")
    assert event.get("involved") == ["polemos-actor-army-sy", "polemos-actor-karsa"]
    assert event.get("summary") == ["killed civilians: low 9, best 12, high 12"]
    assert (event.get("country"), event.get("location"), event.get("date")) == (["sy"], ["Homs"], ["2021-03-04"])
    assert event.get("proof") == [article.id]
    assert (article.get("publisher"), article.get("bodyText"), article.caption) == (["The Wire"], [], "News 0")
    assert (link.get("document"), link.get("entity")) == ([article.id], [event.id])
    assert (link.get("role"), link.get("summary")) == (["says that it happened"], ["according to the mayor"])
    assert link.get("recordId") == ["c-1-0"]


def test_names_that_no_pack_has_make_nobody(tmp_path: Path) -> None:
    found = written(records(told(1, "attack", ("gunmen", "Navy of Taria"), ("villagers",))), tmp_path)
    assert {each.schema.name for each in found} == {"Article", "Event", "Documentation"}
    assert only(found, "Event").get("namesMentioned") == ["gunmen", "Navy of Taria", "villagers"]
    assert not only(found, "Event").get("involved")


def test_actors_of_the_packs_have_their_names_and_what_they_belong_to(tmp_path: Path) -> None:
    names = (
        Name("Karsa Front"), Name("Old Karsa", kind="former"), Name("KF", kind="short"),
        Name("the rebels", kind="generic"), Name("Karsa Movement", kind="alias"),
    )  # fmt: skip
    page = "https://en.wikipedia.org/wiki/Karsa_Front"
    actor = Actor("karsa", "armed-group", names, "SY", from_="2012", sources=(page, "a book"))
    whole = records(told(1, "attack", FRONT, ARMY))
    found = written(replace(whole, actors=(actor, *whole.actors)), tmp_path)
    karsa = only(found, "Organization")
    assert (karsa.caption, karsa.get("alias"), karsa.get("previousName"), karsa.get("weakAlias")) == (
        "Karsa Front", ["Karsa Movement"], ["Old Karsa"], ["KF"]
    )  # fmt: skip
    assert (karsa.get("incorporationDate"), karsa.get("sourceUrl"), karsa.get("topics")) == (["2012"], [page], [])
    army = next(each for each in found if each.id == "polemos-actor-army-sy")
    assert (army.schema.name, army.get("topics"), army.get("parent")) == (
        "PublicBody",
        ["mil"],
        ["polemos-actor-gov-sy"],
    )


def test_the_united_nations_have_no_country(tmp_path: Path) -> None:
    whole = records(told(1, "talks", ARMY))
    un = Actor("army-sy", "international", (Name("Blue Force"),), "UN")
    assert not only(written(replace(whole, actors=(un,)), tmp_path), "Organization").get("country")


def test_disagreement_stands_in_the_notes(tmp_path: Path) -> None:
    values = (ContestedValue("12", ("The Wire",), ("c-1",)), ContestedValue("40", ("the UN", "Post"), ("c-2",)))
    made = told(1, "shelling", ARMY)
    made = replace(made, incident=replace(made.incident, contested=(Contested("killed", values),), status="contested"))
    event = only(written(records(made), tmp_path), "Event")
    assert event.get("notes") == ["Contested, killed: 12 (The Wire); 40 (the UN, Post)"]
    assert event.get("keywords") == ["shelling", "contested"]


@pytest.mark.parametrize(
    "found",
    [
        told(1, "attack", ARMY, factuality="negated", role="denies", status="denied"),
        told(1, "attack", ARMY, factuality="planned"),
        told(1, "attack", ARMY, status="rejected"),
    ],
)
def test_what_did_not_happen_is_no_event(tmp_path: Path, found: Any) -> None:
    made = FollowTheMoney().write(records(found), tmp_path)
    assert made[0].about == "1 Article. 1 incident left out: 1 denied, rejected, planned or only possible."
    assert made[0].records == 1


@pytest.mark.parametrize(
    ("from_", "to", "date"),
    [
        ("2014-03-05", "2014-03-05", "2014-03-05"), ("2014-03-05", "2014-03-09", "2014-03"),
        ("2014-03-05", "2014-10-05", "2014"), ("2014-12-31", "2015-01-01", None), ("2014-03-05", None, None),
    ],
)  # fmt: skip
def test_dates_are_cut_to_what_is_sure(from_: str, to: str | None, date: str | None) -> None:
    assert shared_date(from_, to) == date


def test_how_actors_stand_to_each_other(tmp_path: Path) -> None:
    person = Actor("abu", "person", (Name("Abu Karsa"),), "SY")
    other = Actor("umar", "person", (Name("Umar Karsa"),), "SY")
    held = (
        standing("abu", "leads", "karsa", titles=("emir",)),
        standing("north", "part-of", "karsa"),
        standing("karsa", "fighting", "army-sy", disputes=(Dispute("denial", "Post", None, None, ("Ann",), ("c-3",)),)),
        standing("abu", "close-to", "umar"),
        standing("abu", "leads", "umar"),
        standing("north", "allied-with", "nobody"),
        standing("army-sy", "fighting", "west", origin="pack", claims=(), said_by=()),
        standing("karsa", "allied-with", "north", origin="pack", claims=(), said_by=()),
    )
    whole = Records(stood=held, actors=(person, other, *records().actors))
    found = written(whole, tmp_path)
    lead, member = only(found, "Directorship"), only(found, "Membership")
    assert (lead.get("director"), lead.get("organization"), lead.get("role")) == (
        ["polemos-actor-abu"], ["polemos-actor-karsa"], ["emir"]
    )  # fmt: skip
    assert (lead.get("startDate"), lead.get("endDate"), lead.get("date")) == (["2014-03"], [], ["2015-01-02"])
    assert (lead.get("recordId"), lead.get("summary")) == (["c-9"], ["According to The Wire"])
    assert (member.get("member"), member.get("role")) == (["polemos-actor-north"], ["part of"])
    kinds = Counter(each.schema.name for each in found)
    assert kinds["Associate"] == 2, "a person is no organisation to lead"
    links = [each for each in found if each.schema.name == "UnknownLink"]
    assert [each.get("role") for each in links] == [["fighting"], ["allied with"]], "West Brigade is in no report"
    assert links[0].get("description") == ["Denied by Post (Ann)"]
    assert links[1].get("summary") == ["From the actor packs, not from a report"]


def test_hostile_names_break_nothing(tmp_path: Path) -> None:
    names = ('"quoted"\nname', "half \ud800 sign", "right\u202eleft", "=1+1", "\u200b", "a" * 5000, "😀 لواء", "\0nul")
    made = told(1, "attack", names, place=at("=a\u2028b\ud801", 1, 34.0, 36.0, "SY"))
    report = replace(made.reports[0], title="\ud800\n\u202e", url="javascript:alert(1)", language="xx", id="r ä/1")
    made = replace(made, reports=(report,), claims=tuple(replace(claim, report_id="r ä/1") for claim in made.claims))
    found = written(records(made), tmp_path)
    mentioned = only(found, "Event").get("namesMentioned")
    assert {'"quoted" name', "half ? sign", "rightleft", "=1+1", "😀 لواء", "nul", "a" * 384} <= set(mentioned)
    assert not only(found, "Article").get("sourceUrl")


def test_ids_stay_and_fit_the_model() -> None:
    assert key("report", "r-1") == "polemos-report-r-1"
    assert key("report", "a b") == key("report", "a b") != key("report", "a c")
    assert registry.entity.validate(key("report", "-\ud800"))


def test_the_tables_fit_the_model_and_the_packs() -> None:
    rules = ftm_rules()
    assert all(model.get(name) for name in rules.schemata.values())
    topics = {*rules.topics_by_kind.values(), *rules.topics_by_sector.values()}
    assert all(registry.topic.validate(topic) for topic in topics)
    assert not {topic for topic in topics if topic.startswith("crime")}
    assert set(rules.topics_by_sector) <= set(vocabulary().sectors)
    assert all(registry.language.validate(code) for code in rules.languages.values())
    for edge in rules.relations.values():
        schema = model.get(edge.schema)
        assert schema is not None
        assert {edge.subject, edge.object, "role"} <= set(schema.properties)


def test_the_archive_of_everything_is_valid(exported: ArchiveDataset, tmp_path: Path) -> None:
    done = export(exported, FollowTheMoney(), tmp_path / "out")
    found = valid(tmp_path / "out" / FILE)
    assert done.resources[0].records == len(found)
    kinds = Counter(each.schema.name for each in found)
    assert kinds["Article"] == sum(1 for _ in exported.reports())
    assert kinds["Event"] >= 6
    notes = [note for each in found if each.schema.name == "Event" for note in each.get("notes")]
    assert any("Contested" in note and "12" in note and "40" in note for note in notes)
