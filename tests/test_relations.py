"""How actors stand to each other: posts, units, patrons, allies."""

from typing import TYPE_CHECKING

import pytest

from polemos.codebook.loader import Codebook
from polemos.coding.attribution import Attribution
from polemos.coding.context import Context
from polemos.coding.factuality import FactualityRules
from polemos.coding.relations import RelationRules
from polemos.coding.times import TimeRules
from polemos.model import RelationClaim, Report

if TYPE_CHECKING:
    from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def code(codebook: Codebook, reader: "Reader"):  # type: ignore[no-untyped-def]
    rules = RelationRules(codebook)
    attribution, factuality, times = Attribution(codebook), FactualityRules(codebook), TimeRules(codebook)

    def run(text: str) -> list[RelationClaim]:
        analysis = reader.read(Report(id="r", text=text, sha256="0"))
        context = Context(analysis, attribution.of(analysis), times.of(analysis), factuality, "test")
        return rules.code(analysis, context)

    return run


def summary(claims: list[RelationClaim]) -> list[tuple[str, str, str | None]]:
    return [(c.relation, c.subject.name, c.object.name if c.object else None) for c in claims]


@pytest.mark.parametrize(
    ("text", "person", "body", "title"),
    [
        ("Colombian President Juan Perez spoke on Monday.", "Juan Perez", "Colombia", "President"),
        ("Juan Perez, commander of the 5th Brigade, was shot.", "Juan Perez", "5th Brigade", "commander"),
        ("FARC commander Juan Perez was shot on Monday.", "Juan Perez", "FARC", "commander"),
        ("Interior Minister Gen. Juan Perez was shot.", "Juan Perez", None, "Interior Minister"),
        ("The leader of the Volta Front, Juan Perez, was shot.", "Juan Perez", "Volta Front", "leader"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_title_beside_a_name_is_a_post(code, text: str, person: str, body: str | None, title: str) -> None:  # type: ignore[no-untyped-def]
    (claim,) = code(text)
    assert summary([claim]) == [("leads", person, body)]
    assert claim.title is not None
    assert claim.title.text.startswith(title)
    assert text[claim.title.start : claim.title.end] == claim.title.text
    assert claim.sources == ()


@pytest.mark.parametrize(
    "text",
    [
        "Police identified Juan Perez as the commander of the Volta Front.",
        "Juan Perez, identified as the commander of the Volta Front, was shot.",
        "Juan Perez, who is described as the commander of the Volta Front, was shot.",
        "Juan Perez serves as commander of the Volta Front.",
    ],
)
def test_what_somebody_is_said_to_be_is_his_post(code, text: str) -> None:  # type: ignore[no-untyped-def]
    assert summary(code(text)) == [("leads", "Juan Perez", "Volta Front")]


def test_a_group_described_as_a_leader_leads_nobody(code) -> None:  # type: ignore[no-untyped-def]
    assert code("Officials described the Volta Front as a leader of reform.") == []


def test_a_post_is_coded_once_with_the_body_a_later_mention_tells(code) -> None:  # type: ignore[no-untyped-def]
    text = "President Perez condemned the raid. Colombian President Juan Perez called it a crime. President Perez left."
    (claim,) = code(text)
    assert claim.trigger.start == 0
    assert claim.object is not None
    assert claim.object.name == "Colombia"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokesman for Colombian President Juan Perez denied it.", [("leads", "Juan Perez", "Colombia")]),
        ("A spokesman for the UN High Commissioner for Refugees, Juan Perez, denied it.", ["spokesman"]),
    ],
    ids=["the name is the inner title's", "the name is the outer title's"],
)
def test_of_two_titles_before_a_name_one_is_its_own(code, text: str, expected: list[object]) -> None:  # type: ignore[no-untyped-def]
    claims = code(text)
    found: list[object] = list(summary(claims)) if isinstance(expected[0], tuple) else [c.trigger.text for c in claims]
    assert found == expected


def test_the_place_of_a_post_is_kept(code) -> None:  # type: ignore[no-untyped-def]
    (claim,) = code("The front's military emir in Kismayo, Abu Yasir, was killed on Friday.")
    assert claim.place is not None
    assert (claim.subject.name, claim.place.name) == ("Abu Yasir", "Kismayo")
    assert claim.title is not None
    assert claim.title.text == "military emir in Kismayo"


@pytest.mark.parametrize(
    "text",
    [
        "Former President Juan Perez was in the crowd.",
        "Colonel Juan Perez was in the crowd.",
        "The commander was in the crowd.",
        "The farmers supported the teachers.",
        "The gunmen backed away from the gate.",
    ],
)
def test_what_states_no_standing(code, text: str) -> None:  # type: ignore[no-untyped-def]
    assert summary(code(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels, backed by Rwanda, entered Goma.", ("backed-by", "rebels", "Rwanda")),
        ("The Karen Union's 5th Brigade burned the bridge.", ("part-of", "5th Brigade", "Karen Union")),
        ("The army and allied militias took the town.", ("allied-with", "allied militias", "army")),
        ("A faction loyal to General Dostum took the road.", ("close-to", "faction", "Dostum")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_standing_has_its_two_sides(code, text: str, expected: tuple[str, str, str]) -> None:  # type: ignore[no-untyped-def]
    found = summary(code(text))
    relation, subject, other = expected
    assert [(r, subject in s, other in (o or "")) for r, s, o in found] == [(relation, True, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Border Guard sergeant Peter Okoye died in the blast.", ("member-of", "Peter Okoye", "Border Guard")),
        ("FBI special agent Peter Okoye spoke in court.", ("member-of", "Peter Okoye", "FBI")),
        ("Members of 3rd Company, 5th Infantry Regiment held on.", ("part-of", "3rd Company", "5th Infantry Regiment")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ranks_and_commas_tell_the_body(code, text: str, expected: tuple[str, str, str]) -> None:  # type: ignore[no-untyped-def]
    assert expected in summary(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "Lieutenant General Peter Okoye spoke to reporters.",
        "Kenyan colonel Peter Okoye spoke to reporters.",
        "A former Border Guard sergeant, Peter Okoye, spoke to reporters.",
        "UN Secretary-General Peter Okoye spoke to reporters.",
    ],
)
def test_a_rank_alone_makes_no_member(code, text: str) -> None:  # type: ignore[no-untyped-def]
    assert [relation for relation, _, _ in summary(code(text)) if relation == "member-of"] == []


def test_only_a_phrase_of_its_own_dates_a_standing(code) -> None:  # type: ignore[no-untyped-def]
    (framed,) = code("On Monday, Turkish-backed rebels shelled the bridge.")
    (dated,) = code("The army has been fighting the Volta Front since 2009.")
    assert framed.time is None
    assert dated.time is not None
    assert dated.time.text == "since 2009"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The war between the Dawn Brigade and the junta goes on.", ("fighting", "Dawn Brigade", "junta")),
        ("The Dawn Brigade, a member of the Karen Union, left.", ("part-of", "Dawn Brigade", "Karen Union")),
        ("Juan Perez, a member of the Karen Union, left.", ("member-of", "Juan Perez", "Karen Union")),
        ("Juan Perez, a fighter with the Karen Union, left.", ("member-of", "Juan Perez", "Karen Union")),
        ("The Dawn Brigade left with the support of Turkey.", ("backed-by", "Dawn Brigade", "Turkey")),
        ("The U.S.-backed Dawn Brigade left.", ("backed-by", "Dawn Brigade", "United States")),
        ("Juan Perez, nicknamed Scorpion, left.", ("same-as", "Juan Perez", "Scorpion")),
        ("Two Taliban members, Juan Perez and Pedro Rojas, left.", ("member-of", "Juan Perez", "Taliban")),
        ("The UK, as part of the Sahel Coalition, sent help.", ("part-of", "United Kingdom", "Sahel Coalition")),
        ("The Volta Forces, which include the Lions Brigade, left.", ("part-of", "Lions Brigade", "Volta Forces")),
        ("Kenya stands by its Ugandan allies.", ("allied-with", "Kenya", "Uganda")),
        (
            "The UK, the wider Sahel Coalition and the Government of Mali are committed to defeating these terrorists.",
            ("fighting", "Sahel Coalition", "terrorists"),
        ),
        (
            "Chad backs the Malian army in its fight against the Volta Front.",
            ("fighting", "Malian army", "Volta Front"),
        ),
        ("Chad praised the Malian army for its efforts to defeat Daesh.", ("fighting", "Malian army", "Daesh")),
        ("Hassan welcomes Kenya's commitment to defeating the Volta Front.", ("fighting", "Kenya", "Volta Front")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_standings_told_in_other_ways(code, text: str, expected: tuple[str, str, str]) -> None:  # type: ignore[no-untyped-def]
    assert expected in summary(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "Militants affiliated with Boko Haram burned the school.",
        "A group known as the Lions burned the school.",
        "The army, backed by jets, took the town.",
    ],
)
def test_whoever_has_no_name_or_only_fires_along_has_no_standing(code, text: str) -> None:  # type: ignore[no-untyped-def]
    assert code(text) == []


def test_a_compound_takes_the_country_of_its_adjective(code) -> None:  # type: ignore[no-untyped-def]
    (claim,) = code("Turkish-backed rebels shelled the bridge.")
    assert claim.object is not None
    assert (claim.relation, claim.object.name, claim.object.text) == ("backed-by", "Turkey", "Turkish")


def test_a_standing_is_coded_once_however_often_it_is_named(code) -> None:  # type: ignore[no-untyped-def]
    text = "Turkish-backed rebels shelled the bridge. The Turkish-backed rebels then left."
    assert len(code(text)) == 1


def test_sources_close_to_a_side_are_speakers_and_no_standing(code) -> None:  # type: ignore[no-untyped-def]
    assert summary(code("According to sources close to the Volta Front, the bridge fell.")) == []
