"""Redaction of records: who is a private person, what becomes of words and places, and that offsets still hold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from datasets_of import Records, at
from leaks import ALL, PERSONS, TRACES, leaks
from polemos.gazetteer.load import with_imports
from polemos.model import Claim, EventClaim, Place, Report, Span
from polemos.model.actor import Actor, Name
from polemos.model.serial import to_json
from polemos.service.dataset import dataset
from polemos.service.redaction import redacted
from polemos.service.redaction.coarse import Coarse
from polemos.service.redaction.dataset import RedactedDataset
from polemos.service.redaction.profile import profile
from redaction_archive import TODAY, Written, planted, planted_archive

DAY = date.fromisoformat(TODAY)


def profile_of(folder: Path, **settings: Any) -> Path:
    """A profile file; JSON is YAML too."""
    import json

    path = folder / "own.yaml"
    path.write_text(json.dumps({"name": "own", **settings}), encoding="utf-8")
    return path


def dump(told: Any, folder: Path) -> Path:
    """Every field of every record of every stream."""
    folder.mkdir(exist_ok=True)
    streams = ("incidents", "claims", "reports", "control", "standing")
    for stream in streams:
        lines = [to_json(each) for each in getattr(told, stream)()]
        (folder / f"{stream}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "about.json").write_text(to_json(told.about()), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    made = planted_archive(tmp_path_factory.mktemp("planted"))
    with dataset(made, title="Killing of Farhad Qasimi") as told:
        yield told
    made.close()


def test_no_field_of_any_record_holds_what_is_withheld(whole: Any, tmp_path: Path) -> None:
    assert set(leaks(dump(whole, tmp_path / "plain"), ALL)) == set(ALL), "the search finds what is there"
    assert leaks(dump(redacted(whole, "public", DAY), tmp_path / "public"), ALL) == {}
    assert leaks(dump(redacted(whole, "partners", DAY), tmp_path / "partners"), PERSONS | TRACES) == {}


def spans(record: Any) -> Iterator[Any]:
    """Everything in a claim that has offsets."""
    for name in getattr(type(record), "__dataclass_fields__", ()):
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if hasattr(each, "__dataclass_fields__"):
                yield from spans(each)
    if getattr(record, "start", None) is not None:
        yield record


def test_offsets_still_hold_in_masked_texts(whole: Any) -> None:
    told = redacted(whole, "partners", DAY)
    reports = {each.id: each for each in told.reports()}
    before = {len(each.text) for each in whole.reports()}
    assert {len(each.text) for each in reports.values()} == before
    checked = 0
    for claim in told.claims():
        for span in spans(claim):
            assert reports[claim.report_id].text[span.start : span.end] == span.text
            checked += 1
    assert checked > 30
    masked = next(each.text for each in reports.values() if "a baker" in each.text)
    assert "shot dead ████████████████, a baker, in Khan Sheikhun on Tuesday" in masked
    assert "Governor Samir Haddad condemned" in masked, "who holds an office is no private person"
    assert "Bashar al-Assad" in masked
    assert masked.count("\n") == planted()[0].report.text.count("\n")


def test_incidents_carry_the_same_ids_as_claims_and_reports(whole: Any) -> None:
    told = redacted(whole, "partners", DAY)
    claims = {each.id: each for each in told.claims()}
    for each in told.incidents():
        assert [claims[role.claim_id] for role in each.incident.claims] == list(each.claims)
        assert all(each.report_of(claim).id == claim.report_id for claim in each.claims)
        for party in each.incident.parties:
            assert set(party.claims) <= set(claims)
        for loss in each.incident.losses:
            assert loss.rule.partition(":")[2] in {"", *claims}
    named = [party.name for each in told.incidents() for party in each.incident.parties]
    assert "[name withheld]" in named
    assert "Karsa Front" in named


def test_ids_are_new_with_every_export_unless_a_key_is_kept(whole: Any, tmp_path: Path) -> None:
    def ids(profile: Any) -> list[str]:
        return [each.id for each in redacted(whole, profile, DAY).claims()]

    assert set(ids("partners")) & set(ids("partners")) == set()
    (tmp_path / "secret").write_text("a key that nobody can guess")
    kept = profile_of(tmp_path, persons="private", id_key="secret")
    assert ids(kept) == ids(kept)


def test_places_are_told_by_the_unit_around_them(whole: Any, tmp_path: Path) -> None:
    def places(profile: Any) -> set[tuple[str, int | None]]:
        found = (each.incident.place for each in redacted(whole, profile, DAY).incidents())
        return {(place.name, place.precision) for place in found if place}

    assert places("public") == {("Idlib", 4)}, "the gazetteer knows no district of it"
    assert places(profile_of(tmp_path, places="adm1")) == {("Idlib", 4)}
    assert places(profile_of(tmp_path, places="country")) == {("Syria", 6)}


TOWN = at("Eslam Qaleh", 1, 34.6, 61.0, "AF", "Herat", "gn:1142404")
HOUSE = at("Karsa Hospitality House", 1, 34.3, 62.2)


@pytest.mark.parametrize(
    ("finest", "place", "told"),
    [
        pytest.param("adm2", TOWN, ("Kohsan", 3), id="district"),
        pytest.param("adm1", TOWN, ("Herat", 4), id="province"),
        pytest.param("adm2", at("Herat", 4, 34.3, 62.2, "AF", "Herat", "a1:AF.11"), ("Herat", 4), id="coarse enough"),
        pytest.param("adm2", at("the road to Karsa", 5, 34.3, 62.2, "AF", "Herat"), ("Herat", 4), id="a line"),
        pytest.param("adm1", at("Karsa", 1, 34.3, 62.2), ("Herat", 4), id="a point alone"),
        pytest.param("adm1", at("Karsa", 1), ("[place withheld]", None), id="nothing known"),
        pytest.param("adm1", at("Karsa", None, 34.3, 62.2), ("Herat", 4), id="unknown precision"),
        pytest.param("adm1", at("Red Sea", 7, 20.0, 38.0), ("Red Sea", 7), id="the sea"),
        pytest.param("exact", at("Karsa hospital", 1, 34.3, 62.2, "AF"), ("Afghanistan", 6), id="a hospital"),
        pytest.param("exact", HOUSE, ("Karsa Hospitality House", 1), id="no hospital"),
        pytest.param("exact", TOWN, ("Eslam Qaleh", 1), id="exact"),
    ],
)  # fmt: skip
def test_units(finest: str, place: Place, told: tuple[str, int | None], tmp_path: Path) -> None:
    settings = profile(profile_of(tmp_path, places=finest, coarser={"hospitals": "country"}), DAY)
    found = Coarse(settings, with_imports()).place(place)
    assert (found.name, found.precision) == told
    if found is not place:
        assert found.latitude is None or found.latitude != place.latitude
        assert found.place_id is None or found.place_id[:3] in ("a1:", "a2:", "cc:")


def test_who_holds_a_village_is_not_said_to_hold_the_province(whole: Any, tmp_path: Path) -> None:
    told = redacted(whole, profile_of(tmp_path, places="adm1"), DAY)
    held = list(told.control())
    assert held
    assert {(each.place, each.place_id, each.latitude) for each in held} == {("a place in Idlib", None, None)}


def test_a_filter_by_a_withheld_name_or_place_is_not_repeated(whole: Any) -> None:
    asked = Records(
        tuple(whole.incidents()), tuple(whole.claims()), tuple(whole.reports()),
        filters=(("actor", "Farhad Qasimi"), ("place", "gn:168325"), ("type", "killing")),
    )  # fmt: skip
    filters = dict(redacted(asked, "public", DAY).about().filters)
    assert filters["actor"] == filters["place"] == "[name withheld]"
    assert filters["type"] == "killing"
    assert filters["embargo"] == "from 2020-06-01 on"


TEXT = (
    "Omar Tellawi said that Commander Salim Barqawi of the Dawn Brigade killed Hadi Nouri near the river. "
    "Barqawi denied it. Nouri was a teacher. Residents of Karsa fled. Tellawi's brother Omar wept. He said so."
)


def small(*, source: str = "witness", leads: bool = True, known: bool = False) -> Records:
    """A report with a speaker, a commander and a victim."""
    text = Written(Report("r-small", TEXT, "0" * 64, published="2020-01-02"))
    commander = text.who("Salim Barqawi", "person", actor_id="barqawi" if known else None)
    victim = text.who("Hadi Nouri", "person")
    killing = EventClaim(
        **text.common("killed", "Omar", "2020-01-01"),
        type="killing",
        actors=(commander,),
        recipients=(victim,),
        sources=(text.speaker("Omar Tellawi", source, "person"),),
    )
    named = EventClaim(**text.common("Commander", "Omar", "2020-01-01"), type="appointment", actors=(commander,))
    fled = EventClaim(
        **text.common("fled", "Residents", "2020-01-01"), type="displacement",
        actors=(text.who("Residents of Karsa", "civilians"),), sources=(text.speaker("He", "witness", "person"),),
    )  # fmt: skip
    claims: tuple[Claim, ...] = tuple(each.identified() for each in (killing, fled, *([named] if leads else [])))
    pack = (Actor("barqawi", "person", (Name("Salim Barqawi"),)),) if known else ()
    return Records((), claims, (text.report,), actors=pack)


def shown(told: RedactedDataset) -> str:
    return next(told.reports()).text


@pytest.mark.parametrize(
    ("records", "settings", "hidden", "left"),
    [
        pytest.param(small(), {}, ("Tellawi", "Nouri"), ("Salim Barqawi", "Barqawi denied"), id="an office is public"),
        pytest.param(small(leads=False), {}, ("Barqawi", "Nouri"), ("Dawn Brigade",), id="without one he is private"),
        pytest.param(small(leads=False, known=True), {}, ("Nouri",), ("Barqawi denied",), id="the packs know him"),
        pytest.param(small(known=True), {"persons": "all"}, ("Barqawi", "Nouri", "Tellawi"), ("Dawn",), id="all"),
        pytest.param(small(), {"persons": "none"}, (), ("Tellawi", "Nouri", "Barqawi"), id="no persons"),
        pytest.param(
            small(), {"persons": "none", "speakers": ["witness"]}, ("Tellawi", "Omar"), ("Nouri",), id="speakers alone"
        ),
        pytest.param(small(source="government"), {}, ("Nouri",), ("Tellawi",), id="who speaks for a government"),
        pytest.param(small(), {}, (), ("Residents of Karsa", "He said"), id="words that name nobody"),
    ],
)  # fmt: skip
def test_private_persons(records: Records, settings: dict[str, Any], hidden: Any, left: Any, tmp_path: Path) -> None:
    told = shown(redacted(records, profile_of(tmp_path, **{"persons": "private", **settings}), DAY))
    assert [word for word in hidden if word in told] == []
    assert [word for word in left if word not in told] == []


def test_a_person_of_the_packs_is_not_looked_up_where_all_persons_are_withheld(tmp_path: Path) -> None:
    records = small(known=True)
    assert redacted(records, "partners", DAY).actor("barqawi") is not None
    told = redacted(records, profile_of(tmp_path, persons="all"), DAY)
    assert told.actor("barqawi") is None
    claims = [each for each in told.claims() if isinstance(each, EventClaim)]
    assert {who.actor_id for each in claims for who in each.actors} == {None}


def test_a_victim_in_one_report_is_withheld_where_another_gives_an_office(tmp_path: Path) -> None:
    """Two people may bear one name; the one who is at risk decides."""
    first = small()
    text = Written(Report("r-other", "A shell killed Salim Barqawi at home.", "1" * 64, published="2020-01-03"))
    claim = EventClaim(
        **text.common("killed", "A shell", "2020-01-02"), type="killing",
        recipients=(text.who("Salim Barqawi", "person"),),
        sources=(text.speaker("Salim Barqawi", "witness", "person"),),
    ).identified()  # fmt: skip
    both = Records((), (*first.told, claim), (*first.read, text.report))
    for report in redacted(both, profile_of(tmp_path, persons="private", speakers=["witness"]), DAY).reports():
        assert "Salim Barqawi" not in report.text


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("AHMAD AL-MASRI's car", True),
        ("Ahmed el-Masry", True),
        ("ahmad\nal-masri", True),
        ("Ah-\nmad al-\nMasri", True),
        ("Masri, Ahmad", True),
        ("Ahmad Khalid al-Masri", True),
        ("Ah\u00admad al\u2011Masri", True),
        ("Ahmad’s", True),
        ("Mr Almasri", True),
        ("ALMASRI", True),
        ("#AhmadMasri", True),
        ("https://x.example/ahmad-al-masri/", True),
        ("https://x.example/ahmadalmasri?id=1", True),
        ("ahmad.al.masri@x.example", True),
        ("+90 532 123 45 67", True),
        ("phone 5321234567", True),
        ("@amasri_99", True),
        ("Maria", False),
        ("Misr", False),
        ("2020-01-02", False),
        ("1,250,000 people", False),
        ("12 345 678 people", False),
        ("https://x.example/news/2020/01/02/12345678", False),
        ("Ahrar", False),
    ],
)
def test_spellings(words: str, masked: bool, tmp_path: Path) -> None:
    text = Written(Report("r-1", f"Ahmad al-Masri was shot. Then {words} again.", "0" * 64, published="2020-01-02"))
    claim = EventClaim(
        **text.common("shot", "Ahmad", "2020-01-01"), type="killing", recipients=(text.who("Ahmad al-Masri", "person"),)
    ).identified()
    told = shown(redacted(Records((), (claim,), (text.report,)), profile_of(tmp_path, persons="private"), DAY))
    assert told.startswith("██████████████ was shot. Then ")
    rest = told.removeprefix("██████████████ was shot. Then ").removesuffix(" again.")
    assert (rest == words) is not masked
    assert len(told) == len(text.report.text)
    if masked:
        assert not any(
            letter.isalpha()
            for letter in rest.replace("Mr", "")
            .replace("phone", "")
            .replace("car", "")
            .replace("’s", "")
            .replace("'s", "")
        )


def test_a_copy_hides_what_the_report_hides_that_it_repeats(tmp_path: Path) -> None:
    """Copies are not coded, so that no claim of theirs names anybody."""
    text = Written(Report("r-1", "A mine killed Farouq in the field.", "0" * 64, published="2020-01-02"))
    claim = EventClaim(
        **text.common("killed", "A mine", "2020-01-01"), type="bombing", recipients=(text.who("Farouq", "person"),)
    ).identified()
    copy = replace(text.report, id="r-0", copy_of="r-1")
    other = replace(text.report, id="r-2", text="Farouq was king of Egypt.")
    told = redacted(Records((), (claim,), (text.report, copy, other)), profile_of(tmp_path, persons="private"), DAY)
    texts = sorted(each.text for each in told.reports())
    assert texts == ["A mine killed ██████ in the field."] * 2 + ["Farouq was king of Egypt."]


def test_the_parser_finds_people_whom_no_claim_names(tmp_path: Path) -> None:
    words = (
        "Rockets hit the market on Monday. Mariam Khalaf lost her brother Yusuf Khalaf there. "
        "President Barack Obama condemned the attack. Karim Saleh, the governor of Idlib, said that "
        "he would come to Damascus."
    )
    text = Written(Report("r-1", words, "0" * 64, published="2015-01-02"))
    place = at("Damascus", 1, 33.5, 36.3, "SY", "Damascus", "gn:170654")
    claim = EventClaim(**text.common("hit", "Rockets", "2015-01-01"), type="shelling", place=place).identified()
    whole = Records((), (claim,), (text.report,))
    masked = shown(redacted(whole, profile_of(tmp_path, persons="private"), DAY))
    assert "Mariam Khalaf" in masked, "no claim names her"
    parsed = shown(redacted(whole, profile_of(tmp_path, persons="private", texts="parsed"), DAY))
    assert "Mariam" not in parsed
    assert "Khalaf" not in parsed
    for name in ("President Barack Obama", "Karim Saleh, the governor", "to Damascus"):
        assert name in parsed
    assert "Mariam Khalaf" in shown(redacted(whole, profile_of(tmp_path, persons="none", texts="parsed"), DAY))


def test_names_stay_hidden_when_a_record_is_damaged(tmp_path: Path) -> None:
    """A span whose words are not those at its offsets is masked by its words."""
    records = small(leads=False)
    broken = tuple(
        replace(each, trigger=Span(3, 900, "Nouri killed")) if isinstance(each, EventClaim) else each
        for each in records.told
    )
    told = redacted(Records((), broken, records.read), profile_of(tmp_path, persons="private"), DAY)
    assert {each.trigger.text for each in told.claims()} == {"█████ killed"}
