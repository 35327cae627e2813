"""The words of violence, places and movements: codes of the types, conditions on arguments, what is no event."""

from typing import TYPE_CHECKING

import pytest

from polemos.codebook.loader import Codebook, load
from polemos.coding.events import EventRules
from polemos.coding.match import Match, Matcher
from polemos.coding.places import PlaceRules
from polemos.errors import CodebookError
from polemos.model.report import Report
from polemos.reading.spacy_reader import paragraphs

if TYPE_CHECKING:
    from pathlib import Path

    from polemos.reading.reader import Reader

# Section 3 of the codebook: what the exports write for each type.
CODES = {
    "battle": ("ASSAULT", "190"),
    "attack": ("ASSAULT", "190"),
    "shelling": ("ASSAULT heavy-weapons", "194"),
    "airstrike": ("ASSAULT aerial / drone", "195"),
    "bombing": ("ASSAULT explosives", "183"),
    "suicide-bombing": ("ASSAULT suicide-attack", "1831"),
    "chemical-attack": ("ASSAULT unconventional", "204"),
    "killing": ("ASSAULT", "180"),
    "execution": ("ASSAULT targeted", "202"),
    "assassination": ("ASSAULT targeted", "185"),
    "torture": ("ASSAULT torture", "1822"),
    "sexual-violence": ("ASSAULT sexual", "1821"),
    "abduction": ("ASSAULT abduct", "181"),
    "capture": ("ASSAULT abduct", "181"),
    "arrest": ("COERCE arrest", "173"),
    "destruction": ("ASSAULT destroy", "1712"),
    "looting": ("COERCE seize", "1711"),
    "siege": ("COERCE restrict", "191"),
    "repression": ("COERCE restrict", "172"),
    "displacement": ("SANCTION expel", "174"),
    "seizure": ("ASSAULT", "192"),
    "withdrawal": ("RETREAT withdraw", "0874"),
    "handover": ("RETREAT withdraw", "0874"),
    "mobilisation": ("MOBILIZE troops / militia", "154"),
}


@pytest.fixture(scope="module")
def matcher(codebook: Codebook) -> Matcher:
    return Matcher(codebook, {"event"})


def found(matcher: Matcher, reader: "Reader", text: str) -> list[Match]:
    return list(matcher.matches(reader.read(Report("r", text, "0"))))


@pytest.mark.parametrize("name", CODES)
def test_a_type_carries_the_codes_of_the_codebook(name: str, codebook: Codebook) -> None:
    kind = codebook.types[name]
    assert (kind.plover, kind.cameo) == CODES[name]
    assert kind.definition
    assert kind.movement == (name in {"displacement", "mobilisation"})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels captured the town of Bor.", "seizure"),
        ("Rebels captured 12 soldiers.", "capture"),
        ("Rebels captured three tanks.", "looting"),
        ("Villagers fled from Bor.", "displacement"),
        ("Soldiers fled from Bor.", "withdrawal"),
        ("Two rockets hit the town of Bor.", "shelling"),
        ("Two helicopters hit the town of Bor.", "airstrike"),
        ("A car hit a landmine near Bor.", "bombing"),
        ("Soldiers fired mortars at the town of Bor.", "shelling"),
        ("Soldiers fired their rifles at the crowd.", "attack"),
        ("The town of Bor was attacked with sarin.", "chemical-attack"),
        ("Police cut the electricity in Bor.", "repression"),
        ("Rebels cut the road to Bor.", "siege"),
        ("The operation to retake Bor began.", "attack"),
    ],
)
def test_the_arguments_choose_the_type(text: str, wanted: str, matcher: Matcher, reader: "Reader") -> None:
    assert wanted in [match.entry.label for match in found(matcher, reader, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The captured town lies on a river.",
        "He bought an assault rifle.",
        "The surrounding villages are poor.",
        "The company withdrew its offer.",
        "They launched a campaign for mayor.",
        "The film was shot in Spain.",
    ],
)
def test_no_event_is_told(text: str, matcher: Matcher, reader: "Reader") -> None:
    labels = {match.entry.label for match in found(matcher, reader, text)}
    assert not labels & set(CODES)


def test_an_unknown_victim_is_arrested_all_the_same(matcher: Matcher, reader: "Reader") -> None:
    [match] = found(matcher, reader, "A zitherist was arrested in Bor.")
    assert match.entry.label == "arrest"


def test_what_an_airstrike_hit_is_its_target(matcher: Matcher, reader: "Reader") -> None:
    [match] = found(matcher, reader, "An airstrike targeting rebels near Bor was reported.")
    assert match.entry.label == "airstrike"
    assert [mention.span.text for mention in match.fillers["recipient"]] == ["rebels"]


def test_places_before_a_plural_noun_are_several(codebook: Codebook, matcher: Matcher, reader: "Reader") -> None:
    analysis = reader.read(Report("r", "Rebels captured the Jabisah and Kabibah oil fields.", "0"))
    [match] = matcher.matches(analysis)
    places = PlaceRules(codebook).of_fillers(analysis, match.fillers["place"])
    assert [place.name for place in places] == ["Jabisah", "Kabibah"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Rebels captured Bor, the Malek countryside, and wide parts of Terekeka district.",
            ["Bor", "Malek", "Terekeka"],
        ),
        ("Rebels captured the town of Bor as well as the airfield at Malek.", ["Bor", "Malek"]),
        ("Later, the prison and the airbase were captured by rebels.", ["prison", "airbase"]),
        (
            "The rebels captured several villages in the process, including: Bor, Malek and Torit.",
            ["Bor", "Malek", "Torit"],
        ),
        ("Rebels captured Bor, Jonglei Province, on Monday.", ["Bor"]),
        ("Rebels captured all of the Malek area.", ["Malek"]),
        ("The rebels captured two hills and five villages.", []),
        ("Rebels captured Bor, and Torit was shelled by the army.", ["Bor"]),
    ],
)
def test_a_row_of_places_is_read_in_the_order_of_the_text(
    text: str, wanted: list[str], codebook: Codebook, matcher: Matcher, reader: "Reader"
) -> None:
    analysis = reader.read(Report("r", text, "0"))
    match = next(m for m in matcher.matches(analysis) if m.entry.label == "seizure")
    places = PlaceRules(codebook).of_fillers(analysis, match.fillers.get("place", ()), described=True)
    assert len(places) == len(wanted)
    assert [name for name in wanted if not any(name in place.name for place in places)] == []


def test_markdown_headings_are_not_read() -> None:
    report = Report("r", "# Siege of Bor\n\n## The attack\nRebels attacked Bor.\n\nIt fell.", "0")
    assert [report.text[start:end] for start, end in paragraphs(report)] == ["Rebels attacked Bor.", "It fell."]


def test_an_english_preposition_is_no_part_of_a_name(reader: "Reader") -> None:
    analysis = reader.read(Report("r", "Hamas fired rockets at Ashkelon on Saturday.", "0"))
    assert "Ashkelon" in [mention.name for mention in analysis.mentions]


def test_a_condition_names_a_category_a_kind_or_a_word(tmp_path: "Path") -> None:
    entry = """
type: attack
entries:
  - verbs: [zap]
    when: {object: [%s]}
    examples: [{text: "They zap.", absent: [battle]}]
"""
    path = tmp_path / "own.yaml"
    for good in ("people", "civilians", '"=drone"'):
        path.write_text(entry % good)
        assert load(path).entries[0].verbs == ("zap",)
    path.write_text(entry % "drone")
    with pytest.raises(CodebookError, match="no category drone"):
        load(path)


def test_events_are_coded_by_the_packaged_words(codebook: Codebook) -> None:
    rules = EventRules(codebook, PlaceRules(codebook))
    assert set(CODES) <= set(rules.types)


def test_who_says_it_is_not_where_people_fled_to(matcher: Matcher, reader: "Reader") -> None:
    (match,) = found(matcher, reader, "Thousands have fled the town since Thursday, according to the Red Cross.")
    assert "to" not in match.slots
    (match,) = found(matcher, reader, "Thousands have fled the town to Juba.")
    assert match.slots["to"]
