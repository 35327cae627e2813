"""Who is said to have done it, by whom: blame, denial, responsibility."""

import pytest

import polemos
from polemos.model import Claim


def coded(text: str) -> list[Claim]:
    return list(polemos.code(text, published="2024-05-17"))


def the(text: str, type_: str) -> Claim:
    found = [claim for claim in coded(text) if claim.label == type_]
    assert found, [claim.label for claim in coded(text)]
    return found[-1]


def doers(claim: Claim) -> list[str]:
    return [party.name for party in claim.parties()[0]]


def said(claim: Claim) -> list[tuple[str, str]]:
    return [(source.name, source.stance) for source in claim.sources]


@pytest.mark.parametrize(
    ("text", "type_", "doer"),
    [
        ("The army blamed the ELN for a bomb attack in Jamundí.", "bombing", "ELN"),
        ("Ukraine blamed Russia for the shelling of a hospital in Kherson.", "shelling", "Russia"),
        ("The attack was blamed on Boko Haram.", "attack", "Boko Haram"),
        ("Ankara condemned Israel for the bombing of a school.", "bombing", "Israel"),
    ],
)
def test_whoever_is_blamed_did_it_by_that_account_and_never_the_accuser(text: str, type_: str, doer: str) -> None:
    assert doers(the(text, type_)) == [doer]


def test_who_denies_being_behind_it_does_not_tell_of_it_as_done() -> None:
    for text in (
        "The Taliban denied they were behind the killing of four aid workers in Ghor province.",
        "The Taliban denied being behind the killing of four aid workers in Ghor province.",
        "The Taliban denied involvement in the killing of four aid workers in Ghor province.",
    ):
        assert said(the(text, "killing")) == [("Taliban", "denies")], text


@pytest.mark.parametrize("between", [". ", "; "])
def test_a_bare_claim_of_responsibility_is_of_what_was_told_before(between: str) -> None:
    text = f"A roadside bomb killed two soldiers near Jowhar on Tuesday{between}al-Shabaab claimed responsibility."
    claim = the(text, "bombing")
    assert doers(claim) == ["al-Shabaab"]
    assert said(claim) == [("al-Shabaab", "claims-responsibility")]
    assert claim.trigger.text == "claimed responsibility"


def test_nobody_claims_it() -> None:
    text = "A roadside bomb killed two soldiers near Jowhar on Tuesday. No group claimed responsibility."
    assert [claim.trigger.text for claim in coded(text)] == ["roadside bomb"]


def test_responsibility_for_a_named_deed_is_one_claim() -> None:
    text = "A bomb killed two soldiers near Jowhar on Tuesday. Al-Shabaab claimed responsibility for the attack."
    assert sum(said(claim) == [("Al-Shabaab", "claims-responsibility")] for claim in coded(text)) == 1


def test_who_is_arrested_on_a_charge_is_who_it_is_about() -> None:
    planted = the("Two men were detained on suspicion of planting the bomb.", "bombing")
    assert doers(planted) == ["Two men"]
    arrested = coded("SDF fighters arrested three people on charges of belonging to ISIS.")
    assert "member-of" not in {claim.label for claim in arrested if doers(claim) == ["SDF"]}
