"""Who says so: one sentence a construction, each through the real parser."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from polemos.codebook.loader import Codebook
from polemos.codebook.speech import speech
from polemos.coding.attribution import Attribution, Speakers
from polemos.coding.quotes import quotes
from polemos.errors import CodebookError
from polemos.model.analysis import Analysis
from polemos.model.report import Report

if TYPE_CHECKING:
    from polemos.reading.reader import Reader

Read = Callable[[str], tuple[Analysis, Speakers]]


@pytest.fixture(scope="module")
def attribution(codebook: Codebook) -> Attribution:
    return Attribution(codebook)


@pytest.fixture(scope="module")
def read(reader: "Reader", attribution: Attribution) -> Read:
    def reading(text: str) -> tuple[Analysis, Speakers]:
        analysis = reader.read(Report(id="r", text=text, sha256=""))
        return analysis, attribution.of(analysis)

    return reading


def token(analysis: Analysis, word: str) -> int:
    return next(t.index for t in analysis.tokens if t.text == word)


def sources(read: Read, text: str, word: str, *, speech_actor: bool = False) -> list[tuple[str, str]]:
    analysis, speakers = read(text)
    return [(s.name, s.stance) for s in speakers.sources(token(analysis, word), speech_actor)]


SAID = [
    (
        "Witnesses said gunmen stormed a bar in Bujumbura. They said the attackers killed four people.",
        "killed",
        ["Witnesses"],
    ),
    ("The UN said militia fighters had attacked the camp. It said they burned 40 shelters.", "burned", ["UN"]),
    ("Rebels overran the post, and troops left the valley, the statement said.", "left", ["statement"]),
    ("The army says it killed nine rebels; the rebels say they lost only two men.", "killed", ["army"]),
    ("The army says it killed nine rebels; the rebels say they captured two tanks.", "captured", ["rebels"]),
    (
        "Reuters, citing two diplomats, reported that Eritrean troops had crossed the border.",
        "crossed",
        ["Reuters", "two diplomats"],
    ),
    ("The mission put the number of civilians killed in Bor at 40.", "killed", ["mission"]),
    ("Some blamed the attack on the separatists.", "attack", ["Some"]),
    (
        "Local sources said planes bombed a school. The same sources added that six children were killed.",
        "killed",
        ["same sources"],
    ),
    (
        "According to a report by Human Rights Watch, soldiers executed 22 villagers in Moura.",
        "executed",
        ["Human Rights Watch"],
    ),
    (
        "In an interview with Le Monde, the general said that his men captured the airport.",
        "captured",
        ["Le Monde", "general"],
    ),
    (
        "The radio said that, according to the High Command, 12 soldiers were killed.",
        "killed",
        ["radio", "High Command"],
    ),
    ("It was reported that rebels had taken the town.", "taken", []),
    ("No group has claimed responsibility for the bombing of the market.", "bombing", []),
    ("Three men were charged with bombing the embassy.", "bombing", []),
    ("The governor said that rebels shelled the town.", "shelled", ["governor"]),
    ("Rebels shelled the town on Sunday, the governor said.", "shelled", ["governor"]),
    ("Rebels shelled the town on Sunday, said the governor of Darfur.", "shelled", ["governor of Darfur"]),
    ("According to residents, soldiers burned the village.", "burned", ["residents"]),
    ("Soldiers burned the village on Monday, according to residents.", "burned", ["residents"]),
    ("As residents reported, soldiers burned the village.", "burned", ["residents"]),
    ("The army's claim that rebels killed the priest was denied.", "killed", ["army"]),
    ("Reports by activists say that planes bombed the market.", "bombed", ["activists"]),
    ("A statement issued by the army said troops captured the bridge.", "captured", ["army"]),
    ("The army issued a statement saying troops captured the bridge.", "captured", ["army"]),
    ("The newspaper quoted the mayor as saying that planes bombed the market.", "bombed", ["newspaper", "mayor"]),
    ("The mayor told Radio Okapi that planes bombed the market.", "bombed", ["Radio Okapi", "mayor"]),
    ("The mayor told reporters that planes bombed the market.", "bombed", ["mayor"]),
    ("The ministry accused the rebels of shelling the town.", "shelling", ["ministry"]),
    ("The ministry blamed the rebels for the attack.", "attack", ["ministry"]),
    ("The mayor said troops left and added that rebels looted the bank.", "looted", ["mayor"]),
    ("Residents and activists said that planes bombed the market.", "bombed", ["Residents", "activists"]),
    ("Sources close to the rebels said that troops left the town.", "left", ["Sources close to the rebels"]),
    ("Troops left the town.", "left", []),
    ("The rebels are thought to have left the town.", "left", []),
    ("It was reported that rebels left the town.", "left", []),
    ("The mayor must announce that troops left the town.", "left", []),
    ("The mayor did not say that troops left the town.", "left", []),
    ("The group claimed in a statement that its men ambushed a convoy.", "ambushed", ["group"]),
    ("There were reports that the rebels left the town.", "left", ["reports"]),
    ("The general told the men that guard the port.", "guard", []),
    ("This confirmed that rebels left the town.", "left", []),
    ("The ministry said that the army's attack killed two men.", "killed", ["ministry"]),
    ("The ministry said that the attack's planners left the town.", "attack", []),
    ("A number of reports indicate that the rebels shelled the port.", "shelled", ["reports"]),
    ("Footage showed militants executing prisoners.", "executing", ["Footage"]),
    ("The bishop called for the army to lift the siege.", "lift", ["bishop"]),
    ("The bishop appealed to the rebels to release the hostages.", "release", ["bishop"]),
    ("The general told state television that troops retook the town.", "retook", ["state television", "general"]),
    ("A commander told As-Safir that the rebels left the town.", "left", ["As-Safir", "commander"]),
    (
        "In a letter sent to the Efe news agency, the front said its men burned the village.",
        "burned",
        ["Efe news agency", "front"],
    ),
    ("Israel has neither confirmed nor denied the airstrike on the port.", "airstrike", []),
    ("The fleet was denied entry to the port after the shelling.", "shelling", []),
]


@pytest.mark.parametrize(("text", "word", "names"), SAID, ids=[text for text, _, _ in SAID])
def test_the_speaker_of_a_clause(read: Read, text: str, word: str, names: list[str]) -> None:
    assert [name for name, _ in sources(read, text, word)] == names


STANCES = [
    ("Al-Shabaab said it was behind the attack on the hotel.", "attack", "claims-responsibility"),
    ("The Tigers claimed they were responsible for the attack on the port.", "attack", "claims-responsibility"),
    ("Responsibility for the bombing was claimed by the Free Aceh Movement.", "bombing", "claims-responsibility"),
    ("Rwanda has repeatedly denied supporting the M23 rebels.", "supporting", "denies"),
    ("Ethiopia rejected the claim that its drones struck a school in Mekelle.", "struck", "denies"),
    ("The army denied that troops killed civilians.", "killed", "denies"),
    ("Ankara rejected accusations that its jets bombed the hospital.", "bombed", "denies"),
    ("The group claimed responsibility for the ambush of a convoy.", "ambush", "claims-responsibility"),
    ("The group claimed to have ambushed a convoy.", "ambushed", "claims-responsibility"),
    ("The group claimed the bombing of a bank.", "bombing", "claims-responsibility"),
    ("Analysts predict that the junta will attack the town.", "attack", "predicts"),
    ("Diplomats doubt that the rebels captured the airport.", "captured", "doubts"),
    ("The army acknowledged that rebels captured the airport.", "captured", "asserts"),
    ("The army denied that it killed civilians but admitted that soldiers burned houses.", "burned", "asserts"),
    ("The army denied that it killed civilians but admitted that soldiers burned houses.", "killed", "denies"),
    ("Kigali called the allegations that its troops captured Bunagana baseless.", "captured", "denies"),
    ("The allegations that Rwanda armed the rebels are baseless, a spokesman said.", "armed", "denies"),
]


@pytest.mark.parametrize(("text", "word", "stance"), STANCES, ids=[text for text, _, _ in STANCES])
def test_how_the_speaker_stands_to_it(read: Read, text: str, word: str, stance: str) -> None:
    assert [found for _, found in sources(read, text, word)] == [stance]


DISPUTED = [
    ("Moscow said its forces had taken the village of Opytne. Kyiv denied this.", "taken", ["Moscow", "Kyiv"]),
    ("Armenia accused Azerbaijan of shelling Goris. Baku denied the accusation.", "shelling", ["Armenia", "Baku"]),
    ("Kyiv said Russian forces shelled the village, a charge Moscow rejected.", "shelled", ["Kyiv", "Moscow"]),
    ("Kyiv accused Russia of shelling a hospital, which Moscow denied.", "shelling", ["Kyiv", "Moscow"]),
    (
        "The governor said rebels burned the village, an accusation the militia denied.",
        "burned",
        ["governor", "militia"],
    ),
    (
        "Residents blamed the army for the raid, but the general denied the accusation.",
        "raid",
        ["Residents", "general"],
    ),
]


@pytest.mark.parametrize(("text", "word", "names"), DISPUTED, ids=[text for text, _, _ in DISPUTED])
def test_a_denial_that_points_back_stands_beside_the_charge(read: Read, text: str, word: str, names: list[str]) -> None:
    assert sources(read, text, word) == [(names[0], "asserts"), (names[1], "denies")]


def test_an_office_alone_is_whoever_holds_it(read: Read) -> None:
    text = "The army spokesman, Pedro Salas, spoke on Monday. The army spokesman said rebels left the town."
    assert sources(read, text, "left") == [("Pedro Salas", "asserts")]


def test_the_outlet_of_a_speech_act_remains_its_source(read: Read) -> None:
    text = "The rebels warned on Monday in a message sent by Radio Okapi that they would attack the town."
    assert sources(read, text, "warned", speech_actor=True) == [("Radio Okapi", "asserts")]


def test_a_gloss_inside_somebody_s_words_is_the_report_s_own(read: Read) -> None:
    text = "The mayor said that planes bombed Raqqa, the main stronghold of the group."
    assert [name for name, _ in sources(read, text, "bombed")] == ["mayor"]
    assert sources(read, text, "stronghold") == []


def test_the_subject_that_speaks_is_not_what_is_said(read: Read) -> None:
    assert sources(read, "The commander of the raid said that troops left.", "raid") == []


QUOTED = {
    "after": ('"They attacked us at night," Anna Bello said. "We ran away from the camp."', "ran"),
    "before": ('Anna Bello said: "They attacked us at night. We ran away from the camp."', "ran"),
    "next paragraph": ('"They attacked us at night," Anna Bello said.\n\n"We ran away from the camp at dawn."', "ran"),
    "open to the paragraph's end": (
        'Anna Bello said: "They attacked us at night.\n\n"We ran away from the camp at dawn."',
        "ran",
    ),
    "doubled marks": ('""They attacked us at night,"" said Anna Bello. ""We ran away from the camp.""', "ran"),
    "pronoun": ('Anna Bello lives in Goma. "We ran away from the camp," she said.', "ran"),
}


@pytest.mark.parametrize(("text", "word"), QUOTED.values(), ids=QUOTED)
def test_the_speaker_of_a_quotation(read: Read, text: str, word: str) -> None:
    assert [name for name, _ in sources(read, text, word)] == ["Anna Bello"]


def test_a_term_in_quotation_marks_is_nobody_s_speech(read: Read) -> None:
    assert sources(read, 'The mayor smiled. The "special operation" killed ten people.', "killed") == []


def test_a_lost_closing_mark_ends_with_its_sentence(read: Read) -> None:
    text = 'Anna Bello said: "They attacked us at night. Troops left the town. They burned it.'
    assert sources(read, text, "left") == []


def test_marks_without_space_between_sentences_are_found(read: Read) -> None:
    analysis, _ = read('He said: "We will stay here."Later two men were shot dead.')
    inside = [analysis.span(quote.first, quote.last).text for quote in quotes(analysis)]
    assert len(inside) == 1
    assert "shot" not in inside[0]


def test_a_statement_after_a_colon_and_a_line_runs_on(read: Read) -> None:
    text = (
        "Minister Carla Ruiz comments on the raid.\n\nMinister Ruiz said:\n\nI saw the damage today."
        "\n\nRebels destroyed two bridges near Tame last night."
    )
    assert sources(read, text, "destroyed") == [("Carla Ruiz", "asserts")]


def test_the_header_of_a_communique_names_its_speaker(read: Read) -> None:
    text = (
        "   Clandestine, 3 Mar 91 (Radio Libre) -- [communique] [Army of the Poor General Command] [Text] Our forces\n"
        "attacked two barracks."
    )
    assert [name for name, _ in sources(read, text, "attacked")] == ["Army of the Poor General Command"]


def test_each_turn_of_a_transcript_has_its_speaker(read: Read) -> None:
    text = (
        "   San Juan, 3 Mar 91 -- [Text] The general met the press.\n\n   [Begin recording] [Ortega] Our troops left"
        " the capital. [End recording]\n\n   Later rebels burned a bus."
    )
    assert [name for name, _ in sources(read, text, "left")] == ["Ortega"]
    assert sources(read, text, "burned") == []


def test_the_actor_of_a_speech_act_is_not_its_source(read: Read) -> None:
    assert sources(read, "The rebels threatened to attack the port.", "threatened", speech_actor=True) == []
    text = '"We reject the plan of the government," the rebel leader Omar Diallo said.'
    assert sources(read, text, "reject", speech_actor=True) == []
    assert sources(read, text, "reject") == [("Omar Diallo", "asserts")]


def test_whoever_reports_a_speech_act_is_its_source(read: Read) -> None:
    text = "The mayor said that the rebels threatened to attack the port."
    assert sources(read, text, "threatened", speech_actor=True) == [("mayor", "asserts")]
    assert [name for name, _ in sources(read, text, "attack")] == ["mayor", "rebels"]


def test_a_description_takes_the_name_that_stands_elsewhere(read: Read) -> None:
    text = "Colonel Pedro Salas visited Tame. Col Salas said that guerrillas attacked a base."
    assert [name for name, _ in sources(read, text, "attacked")] == ["Pedro Salas"]


def test_the_report_again_is_whoever_issued_it(read: Read) -> None:
    text = "A report by the Red Cross said rebels burned a clinic. The report added that they killed a nurse."
    assert [name for name, _ in sources(read, text, "killed")] == ["Red Cross"]


KINDS = [
    ("An army spokesman said that troops left.", "party"),
    ("Sources close to the militia said that troops left.", "party-aligned"),
    ("The Syrian Observatory for Human Rights said that troops left.", "monitor"),
    ("Residents said that troops left.", "local"),
    ("A witness said that troops left.", "witness"),
    ("Opposition activists said that troops left.", "activist"),
    ("The United Nations said that troops left.", "international"),
    ("State media said that troops left.", "party-aligned"),
    ("The Reuters news agency said that troops left.", "media"),
    ("Sources said that troops left.", "unnamed"),
    ("Officials said that troops left.", "unnamed"),
    ("The French foreign ministry said that troops left.", "government"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_the_kind_of_a_source(read: Read, text: str, kind: str) -> None:
    analysis, speakers = read(text)
    assert [source.kind for source in speakers.sources(token(analysis, "left"))] == [kind]


def test_the_side_of_a_spokesman(read: Read) -> None:
    analysis, speakers = read("A spokesman for the Arakan Army, John Mwangi, said that troops left.")
    (source,) = speakers.sources(token(analysis, "left"))
    assert (source.name, source.aligned_with, source.kind) == ("John Mwangi", "Arakan Army", "party")


def test_spans_are_the_words_of_the_report(read: Read) -> None:
    text = "On Monday the governor of Kassala told Radio Dabanga that rebels shelled the town."
    analysis, speakers = read(text)
    for source in speakers.sources(token(analysis, "shelled")):
        assert text[source.start : source.end] == source.text
        assert source.cue is not None
        assert text[source.cue.start : source.cue.end] == source.cue.text == "told"


def changed(codebook: Codebook, section: str, value: dict[str, Any]) -> Codebook:
    return replace(codebook, sections={**codebook.sections, section: {**codebook.sections[section], **value}})


@pytest.mark.parametrize(
    ("section", "value", "problem"),
    [
        ("speech/verbs", {"verbs": [{"verbs": ["say"], "stance": "shouts"}]}, "'shouts' is none of"),
        ("speech/verbs", {"verbs": [{"verbs": ["say"], "stance": "asserts", "loud": 1}]}, "unknown key loud"),
        ("speech/nouns", {"vehicles": [True]}, "quote it"),
        ("speech/kinds", {"participants": {"martian": "party"}}, "'martian' is none of"),
    ],
    ids=["stance", "key", "word", "kind"],
)
def test_a_wrong_codebook_is_refused_with_the_place(
    codebook: Codebook, section: str, value: dict[str, Any], problem: str
) -> None:
    with pytest.raises(CodebookError, match=problem) as caught:
        speech(changed(codebook, section, value))
    assert section in str(caught.value)
