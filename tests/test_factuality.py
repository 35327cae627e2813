"""Whether it happened: one sentence a construction, each through the real parser."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from polemos.codebook.factuality import factuality
from polemos.codebook.loader import Codebook
from polemos.coding.factuality import FactualityRules
from polemos.errors import CodebookError
from polemos.model.report import Report

if TYPE_CHECKING:
    from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def rules(codebook: Codebook) -> FactualityRules:
    return FactualityRules(codebook)


def judged(reader: "Reader", rules: FactualityRules, text: str, word: str, label: str) -> tuple[str, list[str]]:
    analysis = reader.read(Report(id="r", text=text, sha256=""))
    token = next(t.index for t in analysis.tokens if t.text == word)
    verdict, hedges = rules.judge(analysis, token, label)
    return verdict, [hedge.text for hedge in hedges]


CASES = [
    ("The Tuareg commander, who directs attacks on convoys north of Gao, escaped.", "attacks", "attack", "ongoing"),
    ("The militia regularly attacks herders along the border.", "attacks", "attack", "ongoing"),
    ("The town of Bama is under attack from all sides, residents said.", "attack", "attack", "ongoing"),
    ("The garrison of Quneitra is under siege.", "siege", "siege", "ongoing"),
    ("Two opposition leaders are in jail in Kampala.", "jail", "arrest", "ongoing"),
    (
        "Thousands of villagers are still trapped in Slavyansk, besieged by government troops.",
        "besieged",
        "siege",
        "ongoing",
    ),
    ("The offensive being carried out by federal troops in Tigray has cut the road.", "offensive", "attack", "ongoing"),
    ("We are following the shelling that is being unleashed on Donetsk.", "shelling", "shelling", "ongoing"),
    ("Gunfire can be heard in the district of Bab al-Tabbaneh.", "Gunfire", "battle", "ongoing"),
    ("Shots are heard near the presidential palace in Bujumbura.", "Shots", "battle", "ongoing"),
    ("The bishops urged both sides to stop the fighting in Lanao.", "fighting", "battle", "ongoing"),
    ("The strike of the teachers entered its third week on Monday.", "strike", "protest", "ongoing"),
    ("Forty villagers remain in captivity.", "captivity", "abduction", "ongoing"),
    ("The guerrillas were shelling the garrison on Tuesday when the plane landed.", "shelling", "shelling", "occurred"),
    ("Reports say the attack on the depot lasted an hour.", "attack", "attack", "occurred"),
    ("The agency condemns the attack on its convoy.", "attack", "attack", "occurred"),
    ("The government will not recognise the seizure of the islands.", "seizure", "seizure", "occurred"),
    ("The commander is responsible for planning attacks on police posts.", "attacks", "attack", "planned"),
    ("The withdrawal, scheduled for June, will be watched by monitors.", "withdrawal", "withdrawal", "planned"),
    ("Talks are to begin in Nairobi on Monday.", "Talks", "talks", "planned"),
    ("Talks are due to resume next week in Oslo.", "Talks", "talks", "planned"),
    ("A new round of talks is set for 12 April.", "talks", "talks", "planned"),
    ("Preparations are under way for an assault on Marawi.", "assault", "attack", "planned"),
    ("The general said final preparations had been made for the assault on Sirte.", "assault", "attack", "planned"),
    ("Their goal was the capture of the airport.", "capture", "seizure", "planned"),
    ("Brazil announced a donation of 300 tons of rice.", "donation", "aid", "planned"),
    ("The militia threatened that it would shoot down any plane.", "shoot", "attack", "hypothetical"),
    ("Anyone who helps the government will be killed, the leaflet said.", "killed", "killing", "hypothetical"),
    ("The rebels said they would attack Ndele unless the troops withdrew.", "attack", "attack", "hypothetical"),
    ("The rebels said they would free the nurse in exchange for two prisoners.", "free", "release", "hypothetical"),
    ("Should the army enter the enclave, the monks will leave it.", "leave", "withdrawal", "hypothetical"),
    ("The proposal provides for the exchange of all prisoners.", "exchange", "release", "hypothetical"),
    ("Under the plan, the guerrillas would hand over their weapons to the UN.", "hand", "surrender", "hypothetical"),
    ("The government must stop bombing villages, the bishop said.", "bombing", "airstrike", "ongoing"),
    ("Had the bomb exploded, dozens would have died.", "exploded", "bombing", "hypothetical"),
    ("A ceasefire would allow aid to reach the camps.", "ceasefire", "ceasefire", "hypothetical"),
    ("Only an immediate ceasefire can save the hospital, the surgeon said.", "ceasefire", "ceasefire", "hypothetical"),
    ("The rebels tried to seize the bridge but were driven back.", "seize", "seizure", "negated"),
    ("Insurgents attempted to storm the prison but failed.", "storm", "attack", "occurred"),
    ("Their attempt to take the hill was unsuccessful.", "take", "seizure", "negated"),
    ("Police foiled a plot to bomb the embassy in Dakar.", "bomb", "bombing", "negated"),
    ("The militia has yet to release the drivers.", "release", "release", "negated"),
    ("Neither side has signed the agreement.", "signed", "agreement", "negated"),
    ("The ceasefire collapsed within hours.", "ceasefire", "ceasefire", "negated"),
    ("The talks in Abuja were called off.", "talks", "talks", "negated"),
    ("The attack was called off at the last minute.", "attack", "attack", "negated"),
    ("The bomb was defused before it could explode.", "explode", "bombing", "negated"),
    ("The rebels failed in their attempt to cut the road to Kayes.", "cut", "siege", "negated"),
    ("The government rejected a truce with the rebels.", "truce", "ceasefire", "negated"),
    ("Rebels failed to prevent the army from taking the pass.", "taking", "seizure", "occurred"),
    ("The militia did not stop shelling the village.", "shelling", "shelling", "occurred"),
    ("Residents are afraid that the army will shell the quarter again.", "shell", "shelling", "possible"),
    ("The government is considering an amnesty for the rebels.", "amnesty", "concession", "possible"),
    (
        "It is not ruled out that the rebels were behind the kidnapping of the priest.",
        "kidnapping",
        "abduction",
        "occurred",
    ),
    ("Rebels forced the army to withdraw from Kidal.", "withdraw", "withdrawal", "occurred"),
    ("It took the rebels four days to capture the town.", "capture", "seizure", "occurred"),
    ("The rebels went on to capture the port.", "capture", "seizure", "occurred"),
    ("Gunmen stormed the hotel, only to be killed by guards.", "killed", "killing", "occurred"),
    ("They were the first troops to enter the city.", "enter", "seizure", "occurred"),
    ("Five policemen sent to arrest the smuggler were shot dead.", "arrest", "arrest", "planned"),
    ("Rebels attacked the town.", "attacked", "attack", "occurred"),
    ("The rebels launched an attack on the town.", "attack", "attack", "occurred"),
    ("The rebels managed to capture the bridge.", "capture", "seizure", "occurred"),
    ("The rebels succeeded in capturing the bridge.", "capturing", "seizure", "occurred"),
    ("The army repelled an attack on the town.", "attack", "attack", "occurred"),
    ("The army denied that troops killed civilians.", "killed", "killing", "occurred"),
    ("Officials will discuss the attack of last week.", "discuss", "talks", "planned"),
    ("The rebels attempted to attack the base.", "attack", "attack", "occurred"),
    ("The rebels attempted to capture the base.", "capture", "seizure", "planned"),
    ("An attempt to capture the base failed.", "capture", "seizure", "negated"),
    ("Troops are shelling the town.", "shelling", "shelling", "ongoing"),
    ("Troops are carrying out an offensive in the valley.", "offensive", "attack", "ongoing"),
    ("Clashes continue in the town.", "Clashes", "battle", "ongoing"),
    ("Rebels were fighting troops in the town.", "fighting", "battle", "ongoing"),
    ("There are clashes in the town.", "clashes", "battle", "ongoing"),
    ("The rebels plan to attack the town.", "attack", "attack", "planned"),
    ("The rebels will attack the town on Sunday.", "attack", "attack", "planned"),
    ("The rebels are preparing an offensive.", "offensive", "attack", "planned"),
    ("Police found plans for an attack on the embassy.", "attack", "attack", "planned"),
    ("Troops launched an operation to retake the port.", "retake", "seizure", "planned"),
    ("The operation began with the aim of retaking the port.", "retaking", "seizure", "planned"),
    ("The government will host talks in May.", "talks", "talks", "planned"),
    ("The planned offensive worries residents.", "offensive", "attack", "planned"),
    ("The rebels may attack the town.", "attack", "attack", "possible"),
    ("The rebels are likely to attack the town.", "attack", "attack", "possible"),
    ("The militia is expected to attack the town.", "attack", "attack", "possible"),
    ("Residents fear an attack on the town.", "attack", "attack", "possible"),
    ("If rebels attack the town, troops will leave.", "attack", "attack", "hypothetical"),
    ("If rebels come closer, troops will leave the town.", "leave", "withdrawal", "hypothetical"),
    ("Troops will stay unless the rebels surrender.", "surrender", "surrender", "hypothetical"),
    ("The rebels threatened to bomb the port.", "bomb", "bombing", "hypothetical"),
    ("The bishop called for a ceasefire.", "ceasefire", "ceasefire", "hypothetical"),
    ("The envoy urged both sides to release prisoners.", "release", "release", "hypothetical"),
    ("The rebels asked the army to decree a truce.", "truce", "ceasefire", "hypothetical"),
    ("The threat of an attack remains.", "attack", "attack", "hypothetical"),
    ("The rebels failed to capture the airport.", "capture", "seizure", "negated"),
    ("The rebels did not attack the town.", "attack", "attack", "negated"),
    ("The rebels never captured the town.", "captured", "seizure", "negated"),
    ("Troops foiled an attack on the port.", "attack", "attack", "negated"),
    ("Troops prevented the rebels from attacking the port.", "attacking", "attack", "negated"),
    ("Troops left without attacking the town.", "attacking", "attack", "negated"),
    ("There were no attacks on Monday.", "attacks", "attack", "negated"),
    ("No shots were fired during the operation.", "fired", "attack", "negated"),
    ("The army failed to prevent an attack on the port.", "attack", "attack", "occurred"),
    ("The rebels have no plans to attack the town.", "attack", "attack", "negated"),
    ("The militia has yet to release the hostages.", "release", "release", "negated"),
    ("The envoy will condemn the attack of last week.", "attack", "attack", "occurred"),
    ("The group has been attacking villages since 2011.", "attacking", "attack", "ongoing"),
    ("The town has been besieged since May.", "besieged", "siege", "ongoing"),
    ("The town was besieged in May.", "besieged", "siege", "occurred"),
    ("The garrison is under siege.", "siege", "siege", "ongoing"),
    ("Hundreds of activists are held in the prison.", "held", "arrest", "ongoing"),
    ("Fighting is raging around the airport.", "Fighting", "battle", "ongoing"),
    ("The envoy warned of a massacre in the town.", "massacre", "execution", "possible"),
    ("The dispute could lead to a war between the two countries.", "war", "battle", "possible"),
    ("The mediators expressed hope that a deal would be reached.", "reached", "agreement", "possible"),
    ("The talks will resume once the army withdraws from the town.", "withdraws", "withdrawal", "hypothetical"),
    ("The talks resumed once the army withdrew.", "withdrew", "withdrawal", "occurred"),
    ("The army is demanding the release of the soldiers.", "demanding", "demand", "occurred"),
    ("The rebels will attack the town and burn the market.", "burn", "destruction", "planned"),
]


@pytest.mark.parametrize(("text", "word", "label", "expected"), CASES, ids=[f"{c[0]} [{c[1]}]" for c in CASES])
def test_the_governing_words_decide(
    reader: "Reader", rules: FactualityRules, text: str, word: str, label: str, expected: str
) -> None:
    assert judged(reader, rules, text, word, label)[0] == expected


HEDGES = [
    ("Rebels reportedly attacked the town.", "attacked", ["reportedly"]),
    ("The alleged attack took place on Monday.", "attack", ["alleged"]),
    ("The rebels are thought to have attacked the town.", "attacked", ["are thought"]),
    ("It was reported that rebels attacked the town.", "attacked", ["was reported"]),
    ("Rebels attacked the town.", "attacked", []),
]


@pytest.mark.parametrize(("text", "word", "hedges"), HEDGES, ids=[text for text, _, _ in HEDGES])
def test_a_bare_hedge_is_kept_and_changes_nothing(
    reader: "Reader", rules: FactualityRules, text: str, word: str, hedges: list[str]
) -> None:
    assert judged(reader, rules, text, word, "attack") == ("occurred", hedges)


def test_without_a_label_an_attempt_is_planned(reader: "Reader", rules: FactualityRules) -> None:
    assert judged(reader, rules, "The rebels attempted to attack the base.", "attack", "")[0] == "planned"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"governors": [{"words": ["plan"], "via": ["object"], "factuality": "maybe"}]}, "'maybe' is none of"),
        ({"governors": [{"words": ["plan"], "via": ["object"], "factuality": "planned", "as": "x"}]}, "'x' is none of"),
        ({"colour": 1}, "unknown key colour"),
        ({"carriers": [False]}, "quote it"),
    ],
    ids=["verdict", "class", "key", "word"],
)
def test_a_wrong_codebook_is_refused(codebook: Codebook, value: dict[str, object], problem: str) -> None:
    section = {**codebook.sections["factuality/cues"], **value}
    with pytest.raises(CodebookError, match=problem):
        factuality(replace(codebook, sections={**codebook.sections, "factuality/cues": section}))
