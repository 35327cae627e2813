"""The Syria pack: whole, and who its names mean on a day and in a place."""

import pytest

from polemos.model.actor import Actor
from polemos.resolution.actors.load import Actors, load


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load()


def first(actors: Actors, name: str, on: str, country: str = "SY") -> str | None:
    found = actors.resolver.resolve(name, on, country).candidates
    return found[0].actor.id if found else None


def test_the_pack_is_loaded(actors: Actors) -> None:
    assert [problem for problem in actors.problems if problem.startswith("syria/")] == []
    own = [actor for actor in actors.registry.actors if actor.pack == "syria"]
    assert len(own) > 600
    assert all(actor.sources for actor in own)


@pytest.mark.parametrize(
    ("name", "on", "meant"),
    [
        ("ISIS", "2013-04-20", "islamic-state"),
        ("ISIS", "2014-08", "islamic-state"),
        ("IS", "2015-05", "islamic-state"),
        ("Islamic State of Iraq", "2012-06", "islamic-state"),
        ("the regime", "2013-05", "gov-sy"),
        ("the Syrian government", "2015-06", "gov-sy"),
        ("the Syrian government", "2025-06", "gov-sy"),
        ("the army", "2013-05", "mil-sy"),
        ("the army", "2025-03", "syrian-army-2025"),
        ("the Syrian army", "2017-03", "mil-sy"),
        ("Syrian government forces", "2025-03", "syrian-army-2025"),
        ("the opposition", "2012-05", "opposition-sy"),
        ("rebels", "2016-05", "opposition-sy"),
        ("the coalition", "2015-05", "global-coalition-against-daesh"),
        ("security forces", "2025-03", "general-security-service-syria"),
        ("the Observatory", "2016-05", "syrian-observatory-for-human-rights"),
    ],
)
def test_common_words_and_names_that_changed_hands(actors: Actors, name: str, on: str, meant: str) -> None:
    assert first(actors, name, on) == meant


@pytest.mark.parametrize(
    ("name", "on", "meant"),
    [
        ("SNC", "2012-03", "syrian-national-council"),
        ("SNA", "2019-10", "syrian-national-army"),
        ("Syrian Liberation Front", "2012-12", "syrian-islamic-liberation-front"),
        ("Syrian Liberation Front", "2018-04", "syrian-liberation-front"),
        ("Syrian Liberation Front", "2021-12", "syrian-front-for-liberation"),
        ("Liwa al-Haqq", "2016-01", "liwa-al-haqq-idlib"),
        ("Deir ez-Zor Military Council", "2013-05", "deir-ez-zor-military-council-fsa"),
        ("Deir ez-Zor Military Council", "2018-05", "deir-ez-zor-military-council"),
        ("MOC", "2015-05", "military-operations-center-amman"),
        ("MOC", "2024-12", "military-operations-administration"),
        ("Ajnad al-Sham", "2017-01", "ajnad-al-sham-idlib"),
        ("Coastal Shield Brigade", "2025-03", "coastal-shield-remnants"),
    ],
)
def test_one_name_for_two_groups_is_told_apart_by_date(actors: Actors, name: str, on: str, meant: str) -> None:
    assert first(actors, name, on) == meant


@pytest.mark.parametrize(
    ("name", "on", "country", "meant"),
    [
        ("Asayish", "2016-05", "SY", "asayish-syria"),
        ("ISF", "2015-06", "IQ", "mil-iq"),
        ("ISF", "2018-06", "SY", "asayish-syria"),
        ("PMU", "2016-05", "IQ", "popular-mobilization-forces"),
        ("Peshmerga", "2014-08", "IQ", "peshmerga"),
        ("Hezbollah Brigades", "2016-05", "IQ", "kataib-hezbollah"),
        ("Badr", "2015-05", "IQ", "badr-organization"),
    ],
)
def test_a_name_is_told_apart_by_country(actors: Actors, name: str, on: str, country: str, meant: str) -> None:
    assert first(actors, name, on, country) == meant


@pytest.mark.parametrize(
    ("name", "on", "meant"),
    [
        ("al-Nusra Front", "2013-01", "jabhat-al-nusra"),
        ("JFS", "2016-09", "jabhat-al-nusra"),
        ("Tahrir ash-Sham", "2017-05", "hayat-tahrir-al-sham"),
        ("Liwa al-Islam", "2012-07", "jaysh-al-islam"),
        ("Army of Islam", "2014-01", "jaysh-al-islam"),
        ("Liwa al-Aqsa", "2017-02", "jund-al-aqsa"),
        ("Tiger Forces", "2016-03", "25th-special-mission-forces-division"),
        ("25th Division", "2020-01", "25th-special-mission-forces-division"),
        ("Mujahedeen Army", "2014-02-12", "army-of-mujahideen"),
        ("Syrian Revolutionary Front", "2014-02-12", "syria-revolutionaries-front"),
        ("Zinki", "2016-10", "nour-al-din-al-zenki"),
        ("Turkish-backed rebels", "2016-12", "syrian-national-army"),
        ("هيئة تحرير الشام", "2019-05", "hayat-tahrir-al-sham"),
        ("قسد", "2019-05", "syrian-democratic-forces"),
        ("الجيش الحر", "2013-05", "free-syrian-army"),
    ],
)
def test_names_of_groups_in_either_script(actors: Actors, name: str, on: str, meant: str) -> None:
    assert first(actors, name, on) == meant


@pytest.mark.parametrize(
    ("name", "on", "meant"),
    [
        ("Abu Mohammed al-Jolani", "2014-05", "ahmed-al-sharaa"),
        ("Ahmad al-Sharaa", "2025-03", "ahmed-al-sharaa"),
        ("Abu Jaber", "2015-01", "hashim-al-sheikh"),
        ("Hajji Marea", "2013-06", "abdul-qader-saleh"),
        ("Mazloum Kobani", "2018-05", "mazloum-abdi"),
        ("The Tiger", "2016-12", "suheil-al-hassan"),
        ("Abu Omar al-Shishani", "2014-06", "omar-al-shishani"),
    ],
)
def test_persons_by_kunya_war_name_and_new_name(actors: Actors, name: str, on: str, meant: str) -> None:
    assert first(actors, name, on) == meant


def test_a_lineage_is_dated_and_leads_somewhere(actors: Actors) -> None:
    nusra = actors.get("jabhat-al-nusra")
    assert isinstance(nusra, Actor)
    links = {(link.relation, link.other, link.from_) for link in nusra.lineage}
    assert ("merged-into", "hayat-tahrir-al-sham", "2017-01-28") in links
    leaders = {(post.person, post.title) for post in actors.posts(nusra)}
    assert ("ahmed-al-sharaa", "emir") in leaders
