"""The MUC-4 scorer, held to scores that were counted by hand, and the way from claims to templates."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from polemos.evaluation.corpora import muc4
from polemos.evaluation.corpora.muc4_compare import compare, levels
from polemos.evaluation.corpora.muc4_keys import GROUPS, Filler, Template, key_templates
from polemos.evaluation.corpora.muc4_tally import Tally, invented, missed, pair, paired
from polemos.evaluation.corpora.muc4_templates import response
from polemos.model import Claim, EventClaim, Loss, Moment, Participant, Place, Report, Source, Span

TEXT = (
    "Lima, 3 Apr 90 (AGENCY) -- [Text] Red Dawn guerrillas kidnapped Judge Rosa Quispe in Tarma on 1 April, "
    "police said. "
    "The kidnapping of Quispe shocked Peru. A car bomb destroyed a bank in Lima and wounded two clerks on 2 April."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def party(words: str, name: str, kind: Any) -> Participant:
    found = span(words)
    return Participant(name, words, found.start, found.end, kind)


def place(name: str) -> Place:
    return Place(name, name, span(name).start, span(name).end)


def claim(kind: str, trigger: str, sentence: str, **more: Any) -> EventClaim:
    return EventClaim(
        report_id="r",
        trigger=span(trigger),
        sentence=span(sentence),
        coder="test",
        confidence=0.9,
        type=kind,
        **more,
    )


QUISPE = party("Judge Rosa Quispe", "Rosa Quispe", "person")
KIDNAPPED = claim(
    "abduction",
    "kidnapped",
    "Red Dawn guerrillas kidnapped Judge Rosa Quispe in Tarma on 1 April, police said.",
    actors=(party("Red Dawn guerrillas", "Red Dawn", "armed-group"),),
    recipients=(QUISPE,),
    place=place("Tarma"),
    sources=(Source("police", "police", 0, 6, "government", participant="police"),),
    time=Moment("on 1 April", 0, 9, "1990-04-01", "1990-04-01", 1),
)
AGAIN = claim(
    "abduction",
    "kidnapping",
    "The kidnapping of Quispe shocked Peru.",
    recipients=(Participant("Rosa Quispe", "Quispe", 150, 156, "person"),),
)
BOMB = claim(
    "bombing",
    "car bomb",
    "A car bomb destroyed a bank in Lima and wounded two clerks on 2 April.",
    recipients=(party("two clerks", "two clerks", "civilians"),),
    place=place("Lima"),
    hit=(span("a bank"),),
    instrument=span("A car bomb"),
    losses=(Loss("wounded", span("two clerks"), span("two clerks"), low=2, best=2, high=2),),
    time=Moment("on 2 April", 0, 9, "1990-04-02", "1990-04-02", 1),
)
REPORT = Report("r", TEXT, "", published="1990-04-03")


def row(*templates: dict[str, Any], text: str = TEXT, name: str = "T-1") -> dict[str, Any]:
    return {"doc_id": name, "text": text, "templates": list(templates)}


def raw(optional: bool = False, **slots: Any) -> dict[str, Any]:
    """A template in the corpus's form: `incident_date="1 APR 90"`; a slot of which nothing is said is []."""
    data: dict[str, Any] = {"optional": optional}
    for group, names in GROUPS.items():
        data[group] = {}
        for name in names:
            value = slots.get(f"{group}_{name}", [])
            data[group][name] = value if value is None or isinstance(value, list) else [{"values": value.split("|")}]
    return data


KIDNAP_KEY = raw(
    incident_date="01 APR 90",
    incident_location="PERU: TARMA (CITY)",
    incident_type="KIDNAPPING",
    incident_stage="ACCOMPLISHED",
    incident_instrument_id=None,
    perpetrator_category="TERRORIST ACT",
    perpetrator_individual_id="GUERRILLAS",
    perpetrator_organization_id="RED DAWN|DAWN",
    human_target_name="ROSA QUISPE",
    human_target_description="JUDGE",
    human_target_number=[{"values": ["1"], "of": ["ROSA QUISPE"]}],
)


def said(template: Template) -> dict[str, list[str]]:
    return {
        slot: [filler.values[0] for filler in template.fillers(slot)]
        for slot in template.slots
        if template.fillers(slot)
    }


@pytest.mark.parametrize(
    ("slot", "coded", "key", "credit"),
    [
        ("incident.date", "04 MAR 90", "4 MAR 90", 1),
        ("incident.date", "02 MAR 90", "- 04 MAR 90", 0.5),
        ("incident.date", "05 MAR 90", "- 04 MAR 90", 0),
        ("incident.date", "15 NOV 89", "14 NOV 89 - 16 NOV 89", 0.5),
        ("incident.date", "- 04 MAR 90", "-04 MAR 90", 1),
        ("incident.location", "PERU: TARMA (TOWN)", "PERU: TARMA (CITY)", 1),
        ("incident.location", "PERU: TARMA (CITY)", "PERU: JUNIN (DEPARTMENT): TARMA (CITY)", 0.5),
        ("incident.location", "PERU", "PERU: TARMA (CITY)", 0.5),
        ("incident.location", "CHILE", "PERU: TARMA (CITY)", 0),
        ("incident.type", "ATTACK", "BOMBING", 0.5),
        ("incident.type", "ARSON", "BOMBING", 0),
        ("incident.instrument_type", "BOMB", "VEHICLE BOMB", 0.5),
        ("incident.instrument_id", "A POWERFUL BOMB", "POWERFUL BOMB", 1),
        ("incident.instrument_id", "BOMB", "POWERFUL BOMB", 0.5),
        ("human_target.name", "QUISPE", "ROSA QUISPE", 0.5),
        ("human_target.name", "ROSA", "ROSA QUISPE", 0),
        ("human_target.description", "CHIEF", "CHIEF OF STAFF", 0.5),
        ("human_target.description", "STAFF", "CHIEF OF STAFF", 0),
        ("human_target.number", "7", "PLURAL", 0.5),
        ("human_target.number", "1", "PLURAL", 0),
        ("human_target.number", "28", "~30", 0.5),
        ("human_target.number", "9", "10-", 0),
    ],
)
def test_fillers_have_the_credit_of_the_1992_rules(slot: str, coded: str, key: str, credit: float) -> None:
    assert compare(slot, Filler((coded,)), Filler((key,))) == credit


def test_any_alternative_counts_and_the_right_value_of_another_target_is_half() -> None:
    key = Filler(("DEATH", "INJURY"), ("JUDGE", "ROSA QUISPE"))
    assert compare("human_target.effect", Filler(("INJURY",), ("ROSA QUISPE",)), key) == 1
    assert compare("human_target.effect", Filler(("DEATH",), ("CLERKS",)), key) == 0.5


def test_levels_of_a_path_lose_their_kinds() -> None:
    assert levels("(PERU: JUNIN (DEPARTMENT): TARMA (CITY))") == ("PERU", "JUNIN", "TARMA")


def test_a_slot_that_does_not_apply_is_not_scored_and_an_empty_one_makes_fillers_spurious() -> None:
    key = key_templates(row(KIDNAP_KEY))[0]
    coded = Template(
        {
            "incident.instrument_id": (Filler(("KNIFE",)),),
            "physical_target.id": (Filler(("CAR",)),),
        }
    )
    found = paired(coded, key)
    assert "incident.instrument_id" not in found
    assert found["physical_target.id"] == Tally(possible=0, actual=1)


def test_optional_fillers_and_templates_cost_nothing_when_missed_and_count_when_found() -> None:
    slot = "perpetrator.individual_id"
    fillers = [{"values": ["GUERRILLAS"], "optional": True}, {"values": ["SAPPERS"]}]
    key = key_templates(row(raw(perpetrator_individual_id=fillers)))[0]
    assert paired(Template(), key)[slot] == Tally(possible=1)
    assert paired(Template({slot: (Filler(("GUERRILLAS",)),)}), key)[slot] == Tally(2, 1, 1)
    assert missed(key)[slot] == Tally(possible=1)
    assert missed(key_templates(row(raw(optional=True, incident_type="ATTACK")))[0]) == {}


def test_a_response_stands_for_a_key_only_with_its_type_and_a_target_or_perpetrator() -> None:
    key = key_templates(row(KIDNAP_KEY))
    frame = {
        "incident.type": (Filler(("KIDNAPPING",)),),
        "incident.date": (Filler(("01 APR 90",)),),
        "incident.location": (Filler(("PERU: TARMA",)),),
    }
    assert pair([Template(frame)], key).pairs == ()
    named = {**frame, "human_target.name": (Filler(("ROSA QUISPE",)),)}
    assert len(pair([Template(named)], key).pairs) == 1
    assert pair([Template({**named, "incident.type": (Filler(("BOMBING",)),)})], key).pairs == ()


def test_templates_pair_for_the_greatest_credit_of_all() -> None:
    def about(*people: str) -> Template:
        return Template(
            {"incident.type": (Filler(("ATTACK",)),), "human_target.name": tuple(Filler((one,)) for one in people)}
        )

    both, one = about("ANA DIAZ", "LUZ PAZ"), about("ANA DIAZ")
    found = pair([both, one], [one, both])
    assert [(a is both, b is both) for a, b in found.pairs] == [(True, True), (False, False)]
    assert found.missing == found.spurious == ()


def test_claims_become_templates_and_what_is_told_twice_is_one() -> None:
    kidnapping, bombing = response([KIDNAPPED, AGAIN, BOMB], REPORT)
    assert said(kidnapping) == {
        "incident.date": ["01 APR 90"],
        "incident.location": ["PERU: TARMA (CITY)"],
        "incident.type": ["KIDNAPPING"],
        "incident.stage": ["ACCOMPLISHED"],
        "perpetrator.category": ["TERRORIST ACT"],
        "perpetrator.individual_id": ["RED DAWN GUERRILLAS"],
        "perpetrator.organization_id": ["RED DAWN"],
        "perpetrator.organization_confidence": ["SUSPECTED OR ACCUSED BY AUTHORITIES"],
        "human_target.name": ["ROSA QUISPE"],
        "human_target.description": ["JUDGE"],
        "human_target.type": ["LEGAL OR JUDICIAL"],
        "human_target.number": ["1"],
    }
    told = said(bombing)
    assert told["incident.instrument_id"] == ["CAR BOMB"]
    assert told["incident.instrument_type"] == ["VEHICLE BOMB"]
    assert told["physical_target.id"] == ["BANK"]
    assert told["physical_target.type"] == ["FINANCIAL"]
    assert told["physical_target.effect"] == ["DESTROYED"]
    assert told["human_target.description"] == ["CLERKS"]
    assert told["human_target.number"] == ["2"]
    assert told["human_target.effect"] == ["INJURY"]


def test_neither_old_events_nor_war_between_armed_sides_are_templates() -> None:
    old = claim(
        "abduction",
        "kidnapped",
        KIDNAPPED.sentence.text,
        recipients=(QUISPE,),
        time=Moment("last year", 0, 9, "1989-01-01", "1989-12-31", 5),
    )
    war = claim(
        "attack",
        "kidnapped",
        KIDNAPPED.sentence.text,
        recipients=(Participant("army patrol", "army patrol", 0, 5, "military"),),
        time=KIDNAPPED.time,
    )
    assert response([old], REPORT) == []
    assert response([war], REPORT) == []


def write(folder: Path, *rows: dict[str, Any]) -> Path:
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return folder


def figures(folder: Path, claims: Sequence[Claim], limit: int | None = None) -> dict[str, Any]:
    score = muc4.score(lambda report: claims, folder, limit)
    return {figure.name: figure for figure in score.figures}


def test_the_score_of_a_tiny_corpus_is_the_one_counted_by_hand(tmp_path: Path) -> None:
    """Coded are the kidnapping (12 fillers) and the bombing (a spurious template).

    Of the kidnapping's key (10 fillers that are asked for) 9 are right: date, location, type, stage, category,
    organisation, name, description, number; "Red Dawn guerrillas" for "guerrillas" is half right. Its confidence and
    the type of the victim answer nothing. A second key template of 4 fillers is missed, one that is optional is free.
    """
    arson = raw(
        incident_type="ARSON",
        incident_date="02 APR 90",
        incident_location="PERU: CUZCO (CITY)",
        physical_target_id="WAREHOUSE",
    )
    free = raw(optional=True, incident_type="ROBBERY", physical_target_id="SHOP")
    write(tmp_path, row(KIDNAP_KEY, arson, free))
    spurious = sum(tally.actual for tally in invented(response([BOMB], REPORT)[0]).values())
    found = figures(tmp_path, [KIDNAPPED, AGAIN, BOMB])
    credit, possible, actual = 9.5, 10 + 4, 12 + spurious
    assert spurious == 15
    assert found["all templates: recall"].value == pytest.approx(credit / possible)
    assert found["all templates: precision"].value == pytest.approx(credit / actual)
    assert found["all templates: F"].value == pytest.approx(2 * credit / (possible + actual))
    assert found["all templates: F"].target == 0.45
    assert found["matched/missing: precision"].value == pytest.approx(credit / 12)
    assert found["templates: recall"].value == pytest.approx(1 / 2)
    assert found["templates: precision"].value == pytest.approx(1 / 2)
    assert found["relevant texts: F"].value == 1


def test_a_report_without_templates_makes_everything_coded_spurious(tmp_path: Path) -> None:
    write(tmp_path, row(), row(KIDNAP_KEY, name="T-2"))
    found = figures(tmp_path, [KIDNAPPED], limit=1)
    assert found["all templates: F"].hits == 0
    assert found["all templates: precision"].of == 12
    assert figures(tmp_path, [KIDNAPPED])["relevant texts: precision"].value == pytest.approx(1 / 2)


def test_the_texts_are_dated_by_their_datelines(tmp_path: Path) -> None:
    seen: list[Report] = []

    def coder(report: Report) -> list[Claim]:
        seen.append(report)
        return []

    muc4.score(coder, write(tmp_path, row()), None)
    assert seen[0].published == "1990-04-03"
