"""Wordings that agencies use every day: who did it, to whom, and who says so."""

import pytest

import polemos
from polemos.model import Claim, EventClaim


def coded(text: str) -> dict[str, Claim]:
    return {claim.label: claim for claim in polemos.code(text, published="2024-05-17")}


def sides(claim: Claim) -> tuple[list[str], list[str]]:
    first, second = claim.parties()
    return [party.name for party in first], [party.name for party in second]


def test_a_semicolon_parts_two_speakers() -> None:
    found = coded(
        "Israeli airstrikes killed 22 people in Jabalia on Friday, the health ministry said; the Israeli military "
        "said it had targeted a command centre."
    )
    assert [source.name for source in found["airstrike"].sources] == ["health ministry"]
    assert [source.name for source in found["attack"].sources] == ["Israeli military"]
    assert sides(found["attack"]) == (["Israeli military"], [])


def test_a_semicolon_without_two_speakers_parts_nothing() -> None:
    one = polemos.code("Rebels shelled Kadugli; troops shelled Dilling, residents said.", published="2024-05-17")
    assert len({claim.sentence for claim in one}) == 1


@pytest.mark.parametrize("word", ["Jihadists", "Militants", "Fighters"])
def test_people_from_a_group_are_the_groups(word: str) -> None:
    found = coded(f"{word} from Boko Haram killed 15 people in Dikwa.")
    assert sides(found["killing"])[0] == ["Boko Haram"]


def test_people_from_a_place_are_not_the_places() -> None:
    found = coded("Fighters from Misrata attacked the airport in Tripoli.")
    assert sides(found["attack"])[0] == ["Fighters"]


def test_who_is_taken_and_then_killed_did_not_take() -> None:
    found = coded("The rebels captured two officers and executed them.")
    assert sides(found["execution"]) == (["rebels"], ["two officers"])


def test_its_warplanes_are_the_states() -> None:
    found = coded("Turkey said its warplanes struck a depot near Duhok.")
    assert sides(found["airstrike"])[0] == ["Turkey"]


def test_artillery_before_fire_is_what_it_was_done_with() -> None:
    fire = coded("Four children were killed by artillery fire from the other side of the border.")["shelling"]
    assert isinstance(fire, EventClaim)
    assert sides(fire) == ([], ["Four children"])


def test_the_dead_are_who_was_shot() -> None:
    found = coded("Separatist gunmen shot dead six soldiers in Bamessing.")
    assert sides(found["killing"])[1] == ["six soldiers"]


def test_a_town_behind_its_verb_is_taken() -> None:
    found = coded("Russia said its forces had taken Bakhmut, but Ukraine said fighting continued in the city.")
    assert [found[type_].place and found[type_].place.name for type_ in ("seizure", "battle")] == ["Bakhmut"] * 2


def test_the_agency_that_reports_a_members_death_is_no_member() -> None:
    found = coded(
        "An Israeli drone strike targeted a vehicle in Bint Jbeil, killing a Hezbollah member, the National News "
        "Agency reported."
    )
    assert set(found) == {"airstrike"}
