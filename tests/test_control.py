"""Who holds which place: the situations that a text states, and the words that look like one."""

from typing import TYPE_CHECKING

import pytest

from polemos.codebook.loader import Codebook
from polemos.coding.attribution import Attribution
from polemos.coding.context import Context
from polemos.coding.control import ControlRules
from polemos.coding.factuality import FactualityRules
from polemos.coding.times import TimeRules
from polemos.model import ControlClaim, Report

if TYPE_CHECKING:
    from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def code(codebook: Codebook, reader: "Reader"):  # type: ignore[no-untyped-def]
    rules = ControlRules(codebook)
    attribution, factuality, times = Attribution(codebook), FactualityRules(codebook), TimeRules(codebook)

    def run(text: str) -> list[ControlClaim]:
        analysis = reader.read(Report(id="r", text=text, sha256="0"))
        context = Context(analysis, attribution.of(analysis), times.of(analysis), factuality, "test")
        return rules.code(analysis, context)

    return run


def summary(claims: list[ControlClaim]) -> list[tuple[str, str | None, str | None]]:
    return [(c.status, c.holder.name if c.holder else None, c.place.name if c.place else None) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Taliban control the towns of Sangin and Musa Qala.", [("holds", "Sangin"), ("holds", "Musa Qala")]),
        ("Government troops hold half of the town of Sake.", [("contested", "Sake")]),
        ("Militias were in control of 40 percent of Sake.", [("contested", "Sake")]),
        ("The rebels were in control of most of the town of Sake.", [("holds", "Sake")]),
        ("The town of Kidal is under rebel control.", [("holds", "Kidal")]),
        ("Jets bombed the rebel-held town of Kidal.", [("holds", "Kidal")]),
        ("Shells fell on the town of Sirte, the militia's main stronghold.", [("holds", "Sirte")]),
        ("The town of Djibo is under siege.", [("besieged", "Djibo")]),
        ("The army has lost the town of Papun.", [("lost", "Papun")]),
        ("Jets bombed rebel-held parts of the town of Kidal.", [("holds", "Kidal")]),
        ("The rebels hold the eastern part of the town of Sake.", [("holds", "Sake")]),
        ("The rebels control large swathes of the town of Sake.", [("contested", "Sake")]),
        (
            "Rebel units had control of Malakal, the smaller town of Kodok, and hamlets around.",
            [("holds", "Malakal"), ("holds", "Kodok")],
        ),
        ("The hills near Kidal are rebel-held.", [("holds", "Kidal")]),
        ("The siege of the town of Bor was the longest siege of the town of Bor.", [("besieged", "Bor")]),
        ("Kidal is a stronghold of the Volta Front.", [("holds", "Kidal")]),
        ("The town of Malakal is ruled by a militia.", [("holds", "Malakal")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_situation_is_coded_with_its_place(code, text: str, expected: list[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    assert [(status, place) for status, _, place in summary(code(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers held talks in Geneva.",
        "The town of Kidal fell under the control of the rebels.",
        "Police could not control the crowd.",
        "Mist covered the hills surrounding Lashio.",
        "The brigade lost twelve men near Papun.",
        "The rebels took control of the town of Kidal.",
        "The army entered villages previously held by the rebels near Kidal.",
        "Troops broke the siege of the town of Bor.",
        "The army is preparing to encircle the town of Bor.",
        "A Kenyan minister flew to the Kenyan capital.",
    ],
)
def test_an_act_or_another_sense_is_no_situation(code, text: str) -> None:  # type: ignore[no-untyped-def]
    assert summary(code(text)) == []


def test_the_holder_of_a_compound_is_named_as_the_report_names_it(code) -> None:  # type: ignore[no-untyped-def]
    text = "The rebels shelled the market. An aid convoy reached the rebel-held town of Kidal."
    (claim,) = code(text)
    assert claim.holder is not None
    assert (claim.holder.text, claim.holder.name) == ("rebel", "rebels")
    assert text[claim.holder.start : claim.holder.end] == "rebel"
    assert text[claim.trigger.start : claim.trigger.end] == "held"


def test_who_is_encircled_is_the_holder(code) -> None:  # type: ignore[no-untyped-def]
    (claim,) = code("Hundreds of soldiers were trapped in the town of Bor.")
    assert (claim.status, claim.place and claim.place.name) == ("besieged", "Bor")
    assert claim.holder is not None
    assert "soldiers" in claim.holder.name


def test_a_situation_that_is_over_is_negated(code) -> None:  # type: ignore[no-untyped-def]
    (claim,) = code("The militia no longer controls the town of Kidal.")
    assert (claim.status, claim.factuality) == ("holds", "negated")


def test_a_standing_gloss_in_somebodys_words_is_the_reports_own(code) -> None:  # type: ignore[no-untyped-def]
    gloss = code("The ministry said jets had struck the town of Sirte, the militia's stronghold.")
    stated = code("The ministry said the militia controlled the town of Sirte.")
    assert [claim.sources for claim in gloss] == [()]
    assert [source.name for claim in stated for source in claim.sources] == ["ministry"]


def test_each_place_and_holder_is_coded_once(code) -> None:  # type: ignore[no-untyped-def]
    claims = code("The army and the militia control the towns of Kidal and Gao.")
    found = summary(claims)
    assert len(found) == len(set(found)) == 4
