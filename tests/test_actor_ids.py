"""Participants of claims get the ids of actors: by name, date and the country that the report is about."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polemos.cli.main import app
from polemos.codebook.demonyms import packaged_adjectives
from polemos.export.evidence_page import render_page
from polemos.model import (
    Claim,
    CodedReport,
    ControlClaim,
    EventClaim,
    Moment,
    Participant,
    Place,
    RelationClaim,
    Report,
    Source,
    Span,
    Unresolved,
)
from polemos.model.participant import ParticipantKind
from polemos.packs.lexicon import countries
from polemos.packs.mentions import mentions
from polemos.pipeline.assembly import identify
from polemos.pipeline.wire import Plan
from polemos.resolution.actors.identify import ActorIds
from polemos.resolution.actors.load import Actors, load
from polemos.resolution.actors.whereabouts import Whereabouts
from polemos.settings import Settings

PACK = """\
pack: test
title: Actors of two theatres
references: {s: "https://example.org"}
actors:
  - id: dawn
    name: {text: Dawn State, from: 2014-06-29}
    names:
      - {text: DSIS, kind: short, from: 2013-04-08}
      - {text: Dawn State of Iraq and Syria, kind: former, from: 2013-04-08, to: 2014-06-29}
    kind: armed-group
    country: IQ
    active_in: [SY]
    active: {from: 2006-10}
    sources: [s]
  - {id: old-dawn, name: Delta Salvation and Integration Sect, names: [DSIS],
      kind: armed-group, country: TD, active: {from: 1990, to: 2005}, sources: [s]}
  - {id: old-army, name: Karsian Army, kind: military, country: SY, active: {to: 2024-12-08}, sources: [s]}
  - {id: new-army, name: Karsian Army, kind: military, country: SY, active: {from: 2024-12-09}, sources: [s]}
  - {id: gov-sy, name: Government of Syria, names: [{text: the regime,
      kind: generic}], kind: government, country: SY, sources: [s]}
  - {id: mil-sy, name: Syrian Arab Army, names: [SAA], kind: military, country: SY, sources: [s]}
  - {id: mil-sd, name: Sudanese Armed Forces, names: [SAF], kind: military, country: SD, sources: [s]}
  - {id: police-ml, name: National Police, kind: police, country: ML, sources: [s]}
  - {id: rebels-sy, name: Syrian rebels, names: [{text: rebels,
      kind: generic}], kind: armed-group, country: SY, sources: [s]}
  - {id: north-pact, name: Northern Pact, names: [{text: the coalition,
      kind: generic}], kind: international, active_in: [IQ, SY], active: {from: 2014-09}, sources: [s]}
  - {id: south-pact, name: Southern Pact, names: [{text: the coalition,
      kind: generic}], kind: international, active_in: [YE], active: {from: 2015-03}, sources: [s]}
  - {id: jaysh, name: Jaysh al-Ikhlas, kind: armed-group, country: SY, sources: [s]}
  - {id: sham, name: Sham Falcons, names: [SF], kind: armed-group, country: SY, sources: [s]}
  - {id: amal-qadri, name: Amal Qadri, names: [Abu Yahya], kind: person, country: SY, sources: [s]}
  - {id: sdf-jp, name: Self-Defence Forces, names: [KDF], kind: military, country: JP, sources: [s]}
  - {id: sdf-sy, name: Karsian Democratic Forces, names: [KDF], kind: armed-group, country: SY, sources: [s]}
  - {id: watch, name: Karsa Watch, kind: monitor, country: SY, sources: [s]}
"""
SYRIA = "Fighting went on in northern Syria."
SPAN = Span(0, 8, "Fighting")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packs") / "test.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def actors(pack: Path) -> Actors:
    found = load([pack], with_packaged=False)
    assert found.problems == ()
    return found


@pytest.fixture(scope="module")
def ids(actors: Actors) -> ActorIds:
    return ActorIds(lambda: actors)


def party(name: str, kind: ParticipantKind = "armed-group") -> Participant:
    return Participant(name, name, 0, 8, kind)


def event(*parties: Participant, day: str | None = None, **fields: object) -> EventClaim:
    moment = Moment(from_=day, to=day) if day else None
    base = EventClaim(
        report_id="r",
        trigger=SPAN,
        sentence=SPAN,
        coder="t",
        confidence=1.0,
        type="attack",
        actors=parties,
        time=moment,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def report(text: str = SYRIA, published: str | None = "2016-05-01", title: str | None = None) -> Report:
    return Report("r", text, "0", published=published, title=title)


def only(ids: ActorIds, name: str, kind: ParticipantKind = "armed-group", **about: str | None) -> str | None:
    """The id of one participant in a report."""
    coded = ids.identify(CodedReport(report(**about), (event(party(name, kind)),)))  # type: ignore[arg-type]
    claim = coded.claims[0]
    assert isinstance(claim, EventClaim)
    return claim.actors[0].actor_id


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("Jaysh al-Ikhlas", "armed-group", "jaysh"),
        ("Jeish al Ikhlass", "armed-group", "jaysh"),
        ("Jaysh al-Ikhlas fighters", "unknown-armed", "jaysh"),
        ("a Sham Falcons commander", "person", "sham"),
        ("army", "military", "mil-sy"),
        ("Syrian army", "military", "mil-sy"),
        ("regime", "government", "gov-sy"),
        ("rebels", "armed-group", "rebels-sy"),
        ("coalition", "international", "north-pact"),
        ("Sudanese troops", "military", "mil-sd"),
        ("Amal Qadri", "person", "amal-qadri"),
        ("two soldiers", "military", None),
        ("two Syrian soldiers", "military", None),
        ("soldiers", "military", None),
        ("gunmen", "unknown-armed", None),
        ("Gunmen", "unknown-armed", None),
        ("civilians", "civilians", None),
        ("Syrian civilians", "civilians", None),
        ("Syrian activists", "civil-society", None),
        ("Crimson Brigade", "armed-group", None),
        ("Hassan Ikhlas", "person", None),
        ("Jaysh al-Ikhlas and Crimson Brigade", "armed-group", None),
        ("anti-Dawn State fighters", "armed-group", None),
        ("Dawn State-backed militia", "armed-group", None),
        ("National Police", "police", None),
        ("Southern Falcon", "armed-group", None),
    ],
)
def test_who_is_meant_in_a_report_about_syria(
    ids: ActorIds, name: str, kind: ParticipantKind, wanted: str | None
) -> None:
    assert only(ids, name, kind) == wanted


def test_common_words_mean_the_actors_of_the_country_that_the_text_names(ids: ActorIds) -> None:
    sudan, yemen = "A convoy was hit near El Fasher in Sudan.", "Shelling went on in western Yemen."
    assert only(ids, "army", "military", text=sudan) == "mil-sd"
    assert only(ids, "rebels", text=sudan) is None
    assert only(ids, "coalition", "international", text=yemen) == "south-pact"
    assert only(ids, "army", "military", text="They went on.") is None
    assert only(ids, "National Police", "police", text="A village in Mali burned.") == "police-ml"


def test_letters_of_two_mean_the_one_who_is_there_or_nobody(ids: ActorIds) -> None:
    assert only(ids, "KDF") == only(ids, "KDF fighters") == "sdf-sy"
    assert only(ids, "KDF forces", "military", text="Troops gathered in Japan.") == "sdf-jp"
    turkey = "A convoy left a town in Turkey."
    assert only(ids, "KDF", text=turkey) is None
    assert only(ids, "KDF forces", text=turkey) is None


def test_common_words_mean_nobody_before_it_was_there(ids: ActorIds) -> None:
    assert only(ids, "coalition", "international", published="2013-05-01") is None


def test_a_name_means_who_bore_it_on_the_claims_day(ids: ActorIds) -> None:
    days = ("2013-04-20", "2024-12-01", "2025-02-01")
    claims = tuple(event(party("DSIS"), party("Karsian Army", "military"), day=day) for day in days)
    coded = ids.identify(CodedReport(report(published="2025-03-01"), claims))
    found = [[p.actor_id for p in claim.actors] for claim in coded.claims if isinstance(claim, EventClaim)]
    assert found == [["dawn", "old-army"], ["dawn", "old-army"], ["dawn", "new-army"]]


def test_the_reports_day_counts_where_a_claim_has_none(ids: ActorIds) -> None:
    assert only(ids, "Karsian Army", "military", published="2024-11-01") == "old-army"
    assert only(ids, "Karsian Army", "military", published="2025-02-01") == "new-army"


def test_without_any_date_of_its_own_a_report_is_of_the_days_that_it_tells(ids: ActorIds) -> None:
    told = (event(day="2016-03-01"), event(day="2016-04-01"), event(party("Karsian Army", "military")))
    coded = ids.identify(CodedReport(report(published=None), told))
    assert coded.actors == (("old-army", "Karsian Army"),)


def test_one_name_has_one_id_whatever_it_was_taken_for(ids: ActorIds) -> None:
    claims = tuple(event(party("Amal Qadri", kind)) for kind in ("person", "person", "other"))
    coded = ids.identify(CodedReport(report(), claims))
    assert {c.actors[0].actor_id for c in coded.claims if isinstance(c, EventClaim)} == {"amal-qadri"}


def test_a_kunya_that_many_have_is_nobody_elsewhere(ids: ActorIds) -> None:
    assert only(ids, "Abu Yahya", "person") == "amal-qadri"
    assert only(ids, "Abu Yahya", "person", text="A raid in Mali.") is None


def test_every_place_of_a_claim_for_somebody_is_filled(ids: ActorIds) -> None:
    source = Source("Karsa Watch", "Karsa Watch", 0, 8, "party-aligned", aligned_with="Jaysh al-Ikhlas")
    common = {"report_id": "r", "trigger": SPAN, "sentence": SPAN, "coder": "t", "confidence": 1.0}
    sides = (party("Jaysh al-Ikhlas"), party("Sham Falcons"))
    claims: tuple[Claim, ...] = (
        event(sides[0], recipients=(sides[1],), sources=(source,)),
        ControlClaim(**common, status="holds", holder=sides[0]),  # type: ignore[arg-type]
        RelationClaim(**common, relation="fighting", subject=sides[0], object=sides[1]),  # type: ignore[arg-type]
    )
    first, second, third = ids.identify(CodedReport(report(), claims)).claims
    assert isinstance(first, EventClaim)
    assert isinstance(second, ControlClaim)
    assert isinstance(third, RelationClaim)
    assert [p.actor_id for p in (*first.actors, *first.recipients)] == ["jaysh", "sham"]
    assert [(s.actor_id, s.aligned_id) for s in first.sources] == [("watch", "jaysh")]
    assert second.holder is not None
    assert second.holder.actor_id == "jaysh"
    assert third.object is not None
    assert (third.subject.actor_id, third.object.actor_id) == ("jaysh", "sham")


def test_ids_change_no_claims_id(ids: ActorIds) -> None:
    claim = event(party("Jaysh al-Ikhlas")).identified()
    [found] = ids.identify(CodedReport(report(), (claim,))).claims
    assert found.id == claim.id == found.identified().id


def test_names_that_nobody_bears_are_kept_with_their_words(ids: ActorIds) -> None:
    names = ("Crimson  Brigade", "gunmen", "Witnesses", "Syrian activists", "Jaysh al-Ikhlas")
    text = "In Syria witnesses spoke.\nThe Crimson Brigade attacked."
    sentence = Span(26, len(text), text[26:])
    claim = event(*map(party, names), sentence=sentence, day="2016-04-30")
    coded = ids.identify(CodedReport(report(text), (claim, claim)))
    assert coded.unresolved == (Unresolved("Crimson  Brigade", "2016-04-30", "SY", "The Crimson Brigade attacked."),)


@pytest.fixture(scope="module")
def vote() -> Callable[..., str | None]:
    return Whereabouts(countries(packaged_adjectives()), mentions()).of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Turkish jets, said Turkey, struck a village in northern Syria.", "SY"),
        ("San Salvador, 6 Apr 90 (Agency) -- [Text] Five soldiers were killed.", "SV"),
        ("Russia, Russia and again Russia spoke of the war in Ukraine, of Ukraine's army, across Ukraine.", "UA"),
        ("They told us that the us government did it.", None),
        ("The US and US allies did it.", "US"),
        ("EU ministers met at the UN.", None),
        ("Nothing is named.", None),
        ("", None),
        ("They crossed the border with the Central African Republic.", "CF"),
    ],
)
def test_the_country_that_a_text_is_about(vote: Callable[..., str | None], text: str, wanted: str | None) -> None:
    assert vote([text]) == wanted


def test_a_title_and_the_homes_of_actors_vote(vote: Callable[..., str | None]) -> None:
    assert vote([None, "Mali and Chad."]) == "ML"
    assert vote(["Chad counts its dead", "Mali and Chad."]) == "TD"
    assert vote(["They went to meet Mali."], ["SD"]) == "SD"
    assert vote(["They went to meet Mali."], [None]) == "ML"


def test_a_long_text_is_read_at_once(vote: Callable[..., str | None]) -> None:
    start = time.process_time()
    vote(["In Syria the army of Mali met Saudi people. " * 2000])
    assert time.process_time() - start < 2


def test_a_setting_leaves_everybody_without_id() -> None:
    assert identify(Plan(Settings(actors=0))) is None


def test_the_page_names_the_actor_where_the_report_does_not(ids: ActorIds) -> None:
    source = Source("DSIS", "DSIS", 0, 8, "party")
    claim = event(party("DSIS"), recipients=(party("Sham Falcons fighters"),), sources=(source,), day="2015-01-01")
    coded = ids.identify(CodedReport(report(), (claim,)))
    page = render_page([coded], "t")
    note = (
        '<span class="fine" title="This actor in the packs"><span dir="auto">Dawn State</span> <code>dawn</code></span>'
    )
    assert page.count(note) == 1  # as actor; beside the speaker it would say nothing more
    assert "<code>sham</code>" not in page
    assert "in the packs" not in render_page([CodedReport(report(), (claim,))], "t")


def polemos(folder: Path, *words: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "polemos", "code", *words],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_pack_of_ones_own_is_used_and_unknown_names_become_a_draft(tmp_path: Path) -> None:
    own = (
        PACK.split("actors:")[0]
        + "actors:\n  - "
        + ("{id: karsa-guard, name: Karsa Home Guard, names: [KHG], kind: armed-group, country: SY, sources: [s]}\n")
    )
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    text = "The KHG attacked the Vermilion Brigade in northern Syria on Monday. The KHG denied it. Gunmen shot two men."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    runs = [
        polemos(
            tmp_path, "a.txt", "--published", "2016-05-04", "--actors", "own.yaml", "--unresolved", "q.jsonl", seed=seed
        )
        for seed in ("1", "2")
    ]
    assert [done.returncode for done in runs] == [0, 0], runs[0].stderr
    assert runs[0].stdout == runs[1].stdout
    claims = [json.loads(line) for line in runs[0].stdout.splitlines()]
    attack = next(claim for claim in claims if claim["type"] == "attack")
    assert [(p["name"], p["actor_id"]) for p in attack["actors"]] == [("KHG", "karsa-guard")]
    assert [p["actor_id"] for p in attack["recipients"]] == [None]
    queue = [json.loads(line) for line in (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(item["name"], item["on"], item["country"]) for item in queue} == {
        ("Vermilion Brigade", "2016-05-02", "SY")
    }
    assert len(queue) == len({item["context"] for item in queue})
    draft = CliRunner().invoke(app, ["actors", "draft", str(tmp_path / "q.jsonl")])
    assert "- id: vermilion-brigade" in draft.stdout
    assert "# The KHG attacked the Vermilion Brigade" in draft.stdout


def test_a_faulty_pack_of_ones_own_stops_everything_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_text("pack: own\ntitle: t\nactors:\n  - {id: x, name: X, kind: tribe}\n")
    Path("a.txt").write_text("Rebels attacked.")
    run = CliRunner().invoke(app, ["code", "a.txt", "--actors", "own.yaml", "--format", "csv"])
    assert run.exit_code == 2
    assert run.stdout == ""
    assert "own.yaml:4: 'tribe' is no kind" in run.stderr
    assert "own.yaml:4: x: needs `sources`" in run.stderr
    missing = CliRunner().invoke(app, ["code", "a.txt", "--actors", "none.yaml"])
    assert missing.exit_code == 2
    assert "none.yaml: cannot be read" in missing.stderr


@pytest.mark.parametrize("option", ["--actors", "--unresolved"])
def test_options_for_actors_need_them_looked_up(option: str) -> None:
    run = CliRunner().invoke(app, ["code", "a.txt", "--set", "actors=0", option, "x"])
    assert run.exit_code == 2
    assert "actors=0" in run.stderr


def test_where_things_happened_outweighs_whose_aircraft_are_named(ids: ActorIds) -> None:
    """ "The army" of a report on towns of Sudan is Sudan's, however often Syria is named beside."""
    names = ("Amra", "Velm", "Tor", "Sela", "Burra")
    towns = [Place(name, name, 0, 8, 1, None, f"x:{name}", 13.0, 25.0, "SD", "Darfur") for name in names]
    claims = tuple(event(party("army", "military"), place=town) for town in towns)
    text = "Syria sent Syrian aircraft. Fighting went on in five towns, and the army fled."
    found = ids.identify(CodedReport(report(text), claims)).claims[0]
    assert isinstance(found, EventClaim)
    assert found.actors[0].actor_id == "mil-sd"
    nowhere = ids.identify(CodedReport(report(text), (event(party("army", "military")),))).claims[0]
    assert isinstance(nowhere, EventClaim)
    assert nowhere.actors[0].actor_id == "mil-sy"


def test_a_country_once_put_before_a_name_goes_with_it(ids: ActorIds) -> None:
    own = Participant("army", "Sudan's army", 0, 8, "military")
    pronoun = Participant("army", "it", 0, 8, "military")
    found = ids.identify(CodedReport(report(), (event(own), event(pronoun, type="shelling"))))
    assert [claim.actors[0].actor_id for claim in found.claims if isinstance(claim, EventClaim)] == ["mil-sd", "mil-sd"]
