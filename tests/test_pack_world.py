"""The packaged packs as data: who is meant in several theatres, on several days."""

import time
from functools import cache

import pytest

from polemos.resolution.actors.load import Actors, load


@cache
def packs() -> Actors:
    return load()


CASES = {
    "common words are no spelling of a name": ("the army", "2004", "NP", "mil-np"),
    "a state": ("Burkina Faso", None, None, "gov-bf"),
    "a capital for its government": ("Tehran", None, None, "gov-ir"),
    "a state that ended": ("Zaire", "1992", None, "gov-cd"),
    "a government by its press name": ("the Kremlin", "2015", None, "gov-ru"),
    "an army by its own name": ("FARDC", "2012-11", "CD", "mil-cd"),
    "an army by its country": ("Nigerian troops", "2015", None, "mil-ng"),
    "the army where the country is told": ("the army", "1998", "SL", "mil-sl"),
    "Arabic": ("حزب الله", None, None, "hezbollah"),
    "a mission": ("MONUSCO", "2013", "CD", "monusco"),
    "a mission of the African Union": ("AMISOM", "2011", "SO", "amisom"),
    "a parliament": ("the Knesset", None, None, "parliament-il"),
    "a service": ("the FSB", "2004", None, "fsb"),
    "a cartel": ("the Zetas Cartel", "2011", "MX", "los-zetas"),
    "an agency": ("Agence France-Presse", None, None, "afp"),
    "guerrillas in their own language": ("Sendero Luminoso", "1989", "PE", "sendero-luminoso"),
    "initials of El Salvador": ("FMLN", "1989-11", "SV", "fmln"),
    "initials that two bear, in Kosovo": ("UCK", "1998-06", "XK", "kla"),
    "initials that two bear, in Macedonia": ("NLA", "2001-05", "MK", "nla-mk"),
    "ADF in the Congo": ("ADF", "2018", "CD", "adf"),
    "ADF in Australia": ("ADF", "2018", "AU", "mil-au"),
    "UPC in Ituri": ("UPC", "2003", "CD", "upc-cd"),
    "UPC in the Central African Republic": ("UPC", "2017", "CF", "upc-cf"),
    "the coalition in Yemen": ("the coalition", "2016", "YE", "saudi-led-coalition"),
    "the coalition in Iraq in 2005": ("coalition forces", "2005", "IQ", "multi-national-force-iraq"),
    "the coalition in Iraq in 2016": ("coalition forces", "2016", "IQ", "global-coalition-against-daesh"),
    "the coalition in Afghanistan": ("coalition forces", "2010", "AF", "isaf"),
    "a nickname of a person": ("Prachanda", "2004", "NP", "pushpa-kamal-dahal"),
    "a person by title and last name": ("President Duterte", "2018", None, "rodrigo-duterte"),
    "a father on his day": ("George Bush", "1991", "US", "george-h-w-bush"),
    "an unrecognised state": ("Somaliland", None, None, "somaliland"),
    "a group under its old name": ("GSPC", "2003", "DZ", "aqim"),
    # Sudan
    "SLA in Darfur": ("SLA", "2004", "SD", "sudan-liberation-movement"),
    "SLA in Sri Lanka": ("SLA", "2008", "LK", "mil-lk"),
    "SLA in Lebanon": ("SLA", "1995", "LB", "south-lebanon-army"),
    "a faction by its leader": ("SLA-Minni Minnawi", "2006", "SD", "slm-mm"),
    "the SPLA as rebels": ("SPLA", "1995", "SD", "splm-a"),
    "the SPLA as an army": ("SPLA", "2013-02", "SS", "mil-ss"),
    "the rebels of Darfur": ("the rebels", "2005", "SD", "opposition-sd"),
    "Janjaweed before there were RSF": ("Janjaweed", "2004-06", "SD", "janjaweed"),
    "the RSF": ("RSF fighters", "2023-06", "SD", "rapid-support-forces"),
    "a nom de guerre": ("Hemedti", "2023-05", "SD", "mohamed-hamdan-dagalo"),
    "the president of the day": ("Omar Hassan al-Bashir", "2009-03", "SD", "omar-al-bashir"),
    "SAF in Sudan": ("SAF", "2012", "SD", "mil-sd"),
    "JEM": ("JEM", "2008-05", "SD", "justice-and-equality-movement"),
}


@pytest.mark.parametrize(("name", "on", "country", "wanted"), CASES.values(), ids=CASES.keys())
def test_the_packs_tell_who_is_meant(name: str, on: str | None, country: str | None, wanted: str) -> None:
    found = packs().resolver.resolve(name, on, country).candidates
    assert found, f"nobody for {name!r}"
    assert found[0].actor.id == wanted, [(c.actor.id, c.score, c.reasons) for c in found[:3]]


@pytest.mark.parametrize("name", ["women", "the court", "the mission", "the emir", "two men"])
def test_common_words_alone_are_nobody(name: str) -> None:
    assert packs().resolver.resolve(name, "2012").candidates == ()


def test_every_state_has_a_government_with_a_home() -> None:
    codes = set(packs().countries.by_code) - {"EU", "UN", "EH"}
    assert [code for code in sorted(codes) if packs().get(f"gov-{code.lower()}") is None] == []
    assert all(actor.country == actor.id[4:].upper() for actor in packs().index.actors if actor.id.startswith("gov-"))


def test_no_group_of_ucdp_stands_twice() -> None:
    seen: dict[str, str] = {}
    twice = []
    for actor in packs().index.actors:
        for system, id_ in actor.ids:
            if system == "ucdp" and seen.setdefault(id_, actor.id) != actor.id:
                twice.append((id_, seen[id_], actor.id))
    assert twice == []


def test_the_packs_have_something_of_every_kind_and_hold() -> None:
    kinds = {actor.kind for actor in packs().index.actors}
    assert {"government", "military", "police", "armed-group", "international", "monitor", "media", "person"} <= kinds
    assert {"world", "sudan"} <= {pack.name for pack in packs().packs}


def test_many_look_ups_a_second() -> None:
    """Well below the target of 10,000, so that a busy machine does not fail it."""
    resolver = packs().resolver
    names = [name.text for actor in packs().index.actors for name in actor.names][:2000]
    started = time.process_time()
    for name in names:
        resolver.resolve(name)
    assert len(names) / (time.process_time() - started) > 2000
