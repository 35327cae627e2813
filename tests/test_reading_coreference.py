"""Who is meant again: short forms, abbreviations, pronouns, descriptions, pairs, on invented sentences."""

from typing import TYPE_CHECKING

import pytest

from polemos.model import Report
from polemos.model.analysis import Analysis, Mention

if TYPE_CHECKING:
    from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def read(reader: "Reader"):  # type: ignore[no-untyped-def]
    return lambda text: reader.read(Report(id="r", text=text, sha256="0"))


def last(analysis: Analysis, words: str) -> Mention:
    """The last mention with these very words."""
    return [m for m in analysis.mentions if m.span.text == words][-1]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # names
        ("Nurul Baten and Kasim Dole met in Tamra. Dole said the talks had failed.", "Dole", "Kasim Dole"),
        ("The Northern Front of Tessala (NFT) broke the truce. The NFT denied it.", "The NFT",
         "Northern Front of Tessala"),
        ("The NFT [Northern Front of Tessala] broke the truce. The NFT denied it.", "The NFT",
         "Northern Front of Tessala"),
        ("The Arakan Army attacked Paletwa. The AA denied it.", "The AA", "Arakan Army"),
        ("The Karen Liberation Army fled. The KLA lost two men.", "The KLA", "Karen Liberation Army"),
        # the place that was called so
        ("The town of Dilling fell after troops fled to Kadugli. The army held the town.", "the town", "Dilling"),
        ("Shells hit Marra city on the road to Tamra. Later the city was quiet.", "the city", "Marra"),
        ("Fighters of al-Nusra Front left Arsal. Later al-Nusra denied it.", "al-Nusra", "al-Nusra Front"),
        # pronouns
        ("The Red Front attacked Marra. It killed six soldiers.", "It", "Red Front"),
        ("Colonel Mathias Okello fled to Lomwe. He was wounded.", "He", "Mathias Okello"),
        ("The Red Front bombed a bank. The army said it had killed two bombers.", "it", "army"),
        ("The Ukrainian military said Russian forces shelled Nikopol. It gave no figures.", "It", "Ukrainian military"),
        ("The Red Front controls most of Marra, while the army holds only its barracks.", "its", "army"),
        # descriptions
        ("Police accused Boko Haram. The government accused the group of shelling a town.", "the group", "Boko Haram"),
        ("Militants from the Red Banner Front shelled Tarbe. The militants killed six.", "The militants",
         "Red Banner Front"),
        ("The Shining Path bombed a bank. The organization left leaflets.", "The organization", "Shining Path"),
        ("The defence ministry blamed rebels. The ministry gave no figures.", "The ministry", "defence ministry"),
        ("UNITA attacked Kuito. Its fighters burned the market.", "Its fighters", "UNITA"),
        # posts
        ("Idris Kamal, the governor of Sarran, met elders. Omar Dial, a trader, fled. The governor said he was safe.",
         "The governor", "Idris Kamal"),
        ("Interior Minister Pavel Grun met police chief Rado Minev. The minister praised Minev.", "The minister",
         "Pavel Grun"),
        ("Abdel Karim Nasri, the emir of Jund al-Haqq, was arrested.", "the emir", "Abdel Karim Nasri"),
        # places
        ("Troops entered Kidal in northern Mali. The town was in ruins.", "The town", "Kidal"),
    ],
)  # fmt: skip
def test_is_the_same_as(read, text: str, words: str, name: str) -> None:  # type: ignore[no-untyped-def]
    assert last(read(text), words).name == name


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("The Ketari Liberation Army lost two men. The army advanced.", "The army", "Ketari Liberation Army"),
        ("The Arakan Army took Paletwa. The military shelled it.", "The military", "Arakan Army"),
        ("The Syrian Army held ten men. Syrian Army prisoners were freed.", "Syrian Army prisoners", "Syrian Army"),
        ("The rebels took Tamra from the Red Front. The rebels held it.", "The rebels", "Red Front"),
        ("The rebels held Tamra while the Red Front took Lomwe. The rebels left.", "The rebels", "Red Front"),
        ("President Omar Dial met Idris Kamal. The governor said nothing.", "The governor", "Omar Dial"),
    ],
)
def test_is_another_than(read, text: str, words: str, other: str) -> None:  # type: ignore[no-untyped-def]
    analysis = read(text)
    assert last(analysis, words).chain not in {
        m.chain for m in analysis.mentions if m.name == other and m.span.text != words
    }


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("The Red Front fought the Black Banner in Gao. Both sides lost men.", "Both sides",
         ["Red Front", "Black Banner"]),
        ("The army fought the Ketari Liberation Army. The two sides exchanged fire.", "The two sides",
         ["army", "Ketari Liberation Army"]),
        ("Chad accused the Red Front, the Black Banner and UNITA. These militias fled.", "These militias",
         ["Red Front", "Black Banner", "UNITA"]),
        ("Chad accused the Red Front. The army fled. These militias stayed.", "These militias", []),
        ("Factions affiliated with the Red Front attacked the airport.", "Factions", ["Red Front"]),
    ],
)  # fmt: skip
def test_stands_for_several(read, text: str, words: str, names: list[str]) -> None:  # type: ignore[no-untyped-def]
    analysis = read(text)
    assert [analysis.mentions[i].name for i in last(analysis, words).parts] == names


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Tessala News Agency saw it. The militant group seized Marra.", "The militant group", "militant group"),
        ("The Sahel Observatory said the paramilitary group shelled Marra.", "the paramilitary group",
         "paramilitary group"),
        ("UNITA fired, the Sahel Observatory said. The rebel group fled.", "The rebel group", "UNITA"),
        ("UNITA fired, the Sahel Observatory said. The group counted six dead.", "The group", "Sahel Observatory"),
    ],
)  # fmt: skip
def test_armed_people_are_no_monitors_or_outlets(read, text: str, words: str, name: str) -> None:  # type: ignore[no-untyped-def]
    assert last(read(text), words).name == name


def test_nobody_found_leaves_the_words(read) -> None:  # type: ignore[no-untyped-def]
    assert last(read("Six people died on Monday. The group fled."), "The group").name == "group"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # a state's army is not the free one, whose name ends alike
        ("The Free Sudanese Army took Bara. Later the Sudanese Army retook Bara.", "Sudanese Army", "Sudanese Army"),
        ("The Iraqi Islamic Army fired. The Islamic Army denied it.", "The Islamic Army", "Iraqi Islamic Army"),
        # a rank makes a name a person's, also where nothing else does
        ("Police held Major Oleh Kulyk. Kulyk denied it.", "Kulyk", "Oleh Kulyk"),
    ],
)
def test_nations_and_ranks_in_names(read, text: str, words: str, name: str) -> None:  # type: ignore[no-untyped-def]
    assert last(read(text), words).name == name
