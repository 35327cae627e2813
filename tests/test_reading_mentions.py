"""What noun phrases stand for: category, kind and name, on invented sentences about many conflicts."""

from typing import TYPE_CHECKING

import pytest

from polemos.model import Report
from polemos.model.analysis import Mention

if TYPE_CHECKING:
    from polemos.reading.reader import Reader


@pytest.fixture(scope="module")
def mentions(reader: "Reader"):  # type: ignore[no-untyped-def]
    def run(text: str) -> dict[str, Mention]:
        found = reader.read(Report(id="r", text=text, sha256="0")).mentions
        return {m.span.text: m for m in reversed(found)}

    return run


@pytest.mark.parametrize(
    ("text", "category", "name"),
    [
        # a name with an owner or a participle inside, a unit's number
        ("The Tessala People's Liberation Front seized Alamata.", "group", "Tessala People's Liberation Front"),
        ("The Lord's Resistance Army abducted twelve children near Dungu.", "group", "Lord's Resistance Army"),
        ("Leaflets of the Shining Path were found.", "group", "Shining Path"),
        ("The commander of the 5th Brigade was killed.", "group", "5th Brigade"),
        ("Lashkar-e-Taiba gunmen stormed a hotel in Mumbai.", "group", "Lashkar-e-Taiba"),
        # the number of a height, a country that the tagger takes for a date
        ("Government troops captured Hill 800.", "place", "Hill 800"),
        ("Attacks in Niger killed 30 people.", "place", "Niger"),
        # another's army stays outside the name
        ("Israel's army raided Jenin.", "group", "army"),
        # known whatever the parser thinks
        ("Boko Haram attacked a market.", "group", "Boko Haram"),
        ("Islamic State claimed the bombing.", "group", "Islamic State"),
        ("The army bombed Mariupol on Tuesday.", "place", "Mariupol"),
        ("The M23 captured Goma on Monday.", "place", "Goma"),
        # an article tells a group, an attack's bare object a place, a title or a post a person
        ("The Kambari burned three farms.", "group", "Kambari"),
        ("Colonel Mathias Okello ordered the attack.", "person", "Mathias Okello"),
        ("Interior Minister Pavel Grun met the rebels.", "person", "Pavel Grun"),
        # lower case is no name
        ("The defence ministry said ten soldiers died.", "group", "defence ministry"),
    ],
)
def test_category_and_name(mentions, text: str, category: str, name: str) -> None:  # type: ignore[no-untyped-def]
    found = {(m.name, m.category) for m in mentions(text).values()}
    assert (name, category) in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Arakan Army overran an outpost.", "Arakan Army", "armed-group"),
        ("Armed men stopped a bus near Kutum.", "Armed men", "unknown-armed"),
        ("The Nigerian Army entered Bama.", "Nigerian Army", "military"),
        ("The Tatmadaw shelled the village.", "Tatmadaw", "military"),
        ("MONUSCO condemned the attack.", "MONUSCO", "international"),
        ("The interior ministry denied the report.", "interior ministry", "government"),
    ],
)
def test_kind(mentions, text: str, name: str, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert {m.kind for m in mentions(text).values() if m.name == name} == {kind}


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        ("Damascus accused Ankara of arming the rebels.", "Ankara", True),
        ("The group held talks with Tehran.", "Tehran", True),
        ("Observers regretted Khartoum's refusal.", "Khartoum", True),
        ("Tehran sent two ships to the gulf.", "Tehran", True),
        ("Kabul fell in August.", "Kabul", False),
        ("The jets bombed Damascus on Monday.", "Damascus", False),
        ("Fighting broke out in Khartoum.", "Khartoum", False),
        ("Rebels shelled Kabul's airport.", "Kabul", False),
    ],
)
def test_a_capital_stands_for_its_government_where_it_is_spoken_to(  # type: ignore[no-untyped-def]
    mentions, text: str, name: str, government: bool
) -> None:
    found = mentions(text)[name]
    assert found.category == "place"
    assert (found.kind == "government") == government


def test_a_country_stays_a_place_after_its_adjective(mentions) -> None:  # type: ignore[no-untyped-def]
    found = mentions("Three Turkish tanks crossed the border. The refugees stayed in Turkey.")
    assert found["Turkish"].category == "group"
    assert found["Turkey"].category == "place"


def test_one_answer_for_a_name_in_a_report(mentions) -> None:  # type: ignore[no-untyped-def]
    text = "The journalist Anas Hadidi was freed. Anas Hadidi had been held in Sarmin. Hadidi thanked his family."
    found = mentions(text)
    assert {found[words].category for words in ("Anas Hadidi", "Hadidi")} == {"person"}
    assert found["Hadidi"].name == "Anas Hadidi"
