"""Persons: name chains with kunya and nisba, titles and posts, last names, and what became of them, told by whom."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from polemos.codebook.loader import Codebook
from polemos.coding.rules import RuleCoder
from polemos.model import Claim, EventClaim, RelationClaim, Report
from polemos.reading.reader import Reader

Code = Callable[[str], list[Claim]]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of somebody: the claim's label, who, and who says so with what stance."""

    label: str
    who: str
    status: str | None = None
    """Of the loss that counts the person, where one does."""
    factuality: str = "occurred"
    says: tuple[str, str] | None = None


@pytest.fixture(scope="module")
def code(reader: Reader, codebook: Codebook) -> Code:
    coder = RuleCoder(codebook)
    return lambda text: list(coder.code(reader.read(Report("r", text, "", published="2014-02-12", outlet="Wire"))))


def fates(claims: list[Claim], label: str) -> list[Fate]:
    """All that the claims of a label say of anybody."""
    found = []
    for claim in claims:
        if isinstance(claim, EventClaim) and claim.type == label:
            says = (claim.sources[-1].name, claim.sources[-1].stance) if claim.sources else None
            for party in (*claim.recipients, *claim.actors):
                for status in {loss.status for loss in claim.losses if loss.best == 1} or {None}:
                    found.append(Fate(label, party.name, status, claim.factuality, says))
    return found


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        # killed
        ("Abu Ayman al-Iraqi, the group's military emir, was killed in an air strike near Mosul.",
         Fate("airstrike", "Abu Ayman al-Iraqi", "killed")),
        ("Gunmen shot dead Mullah Abdul Raqib in Peshawar.", Fate("killing", "Abdul Raqib", "killed")),
        ("The governor of Kandahar, Rahmatullah Raufi, was assassinated in his office.",
         Fate("assassination", "Rahmatullah Raufi", "killed")),
        ("Former mayor Luis Restrepo was gunned down in Cali.", Fate("killing", "Luis Restrepo", "killed")),
        ("FARC commander Alfonso Cano was killed in a bombardment in Cauca.",
         Fate("shelling", "Alfonso Cano", "killed")),
        ("Field commander Abu Layth was found dead in his home in Saraqib.", Fate("killing", "Abu Layth", "killed")),
        ("Sudanese troops killed rebel leader Khalil Ibrahim in North Kordofan.",
         Fate("killing", "Khalil Ibrahim", "killed")),
        ("Hassan Karimi died in a raid by US special forces.", Fate("attack", "Hassan Karimi", "killed")),
        # captured, arrested, abducted, released, handed over by arrest
        ("Commander Bilal was taken prisoner near Kobani.", Fate("capture", "Bilal", "captured")),
        ("Rebel leader Jean-Pierre Kasongo was captured alive in Goma.",
         Fate("capture", "Jean-Pierre Kasongo", "captured")),
        ("Government troops captured Kasongo's deputy, Colonel Innocent Mugabo.",
         Fate("capture", "Innocent Mugabo", "captured")),
        ("The service detained Major Oleh Kulyk on suspicion of spying.", Fate("arrest", "Oleh Kulyk", "captured")),
        ("Security forces arrested Yusuf al-Masri and his son Omar.", Fate("arrest", "Omar", "captured")),
        ("Soldiers detained journalist Aung Ko in Yangon.", Fate("arrest", "Aung Ko", "captured")),
        ("Dr. Nizar al-Hakim, a surgeon, was abducted by gunmen in Idlib.",
         Fate("abduction", "Nizar al-Hakim", "captured")),
        ("The rebels took Colonel Simon Okoth captive in Pibor.", Fate("capture", "Simon Okoth", "captured")),
        # wounded
        ("Pakistani officials said Hakimullah Mehsud was wounded in the raid.",
         Fate("attack", "Hakimullah Mehsud", "wounded", says=("Pakistani officials", "asserts"))),
        # defected, surrendered
        ("Brigadier General Manaf Tlass defected to the opposition.", Fate("defection", "Manaf Tlass")),
        ("Colonel Riad Haddad announced his defection from the army.",
         Fate("defection", "Riad Haddad", says=("Riad Haddad", "asserts"))),
        ("Marwan Haddad, the deputy oil minister, joined the opposition.", Fate("defection", "Marwan Haddad")),
        ("Joseph Kony's deputy, Dominic Ongwen, surrendered to US forces.", Fate("surrender", "Dominic Ongwen")),
        # appointed and removed
        ("The junta sacked Lieutenant Colonel Sanogo as head of the committee.", Fate("appointment", "Sanogo")),
        ("General Abdul Rashid al-Kurdi resigned as commander.", Fate("appointment", "Abdul Rashid al-Kurdi")),
        ("Jalaluddin Haqqani was named minister of tribal affairs.", Fate("appointment", "Jalaluddin Haqqani")),
        ("Sirte's security chief, Colonel Mustafa Nuh, was removed from his post.", Fate("appointment", "Mustafa Nuh")),
        ("Abu Muhammad al-Julani succeeded Abu Omar as emir.", Fate("appointment", "Abu Omar")),
        ("The junta appointed Colonel Ibrahim Keita as governor.", Fate("appointment", "Ibrahim Keita")),
        # alleged, denied, confirmed, not known
        ("The Somali army said it had captured commander Hassan Karimi.",
         Fate("capture", "Hassan Karimi", "captured", says=("Somali army", "asserts"))),
        ("Kenyan troops captured Mohammed Farah in Garissa.", Fate("capture", "Mohammed Farah")),
        ("Al-Shabaab denied that commander Hassan Karimi had been captured.",
         Fate("capture", "Hassan Karimi", "captured", says=("Al-Shabaab", "denies"))),
        ("Abu Omar al-Shishani is believed to have been killed in Shaddadi, a US official said.",
         Fate("killing", "Abu Omar al-Shishani", "killed", says=("US official", "asserts"))),
        ("Mohammed Emwazi was likely killed in the strike.",
         Fate("killing", "Mohammed Emwazi", "killed", factuality="possible")),
        ("The killing of Abu Musab al-Zarqawi was confirmed by the prime minister.",
         Fate("assassination", "Abu Musab al-Zarqawi", "killed", says=("prime minister", "asserts"))),
        ("The death of Hassan Karimi was announced by the Pentagon.",
         Fate("killing", "Hassan Karimi", "killed", says=("Pentagon", "asserts"))),
        ("The militia denied the death of Colonel Idris Sawadogo.",
         Fate("killing", "Idris Sawadogo", "killed", says=("militia", "denies"))),
    ],
)  # fmt: skip
def test_fates(code: Code, text: str, fate: Fate) -> None:
    assert fate in fates(code(text), fate.label)


@pytest.mark.parametrize(
    ("text", "label", "who"),
    [
        ("Abu Khalid al-Suri fled to Aleppo. The death of al-Suri was confirmed by his brother.", "killing",
         "Abu Khalid al-Suri"),
        ("Ahmad Yasin al-Tikriti lived in Samarra. Tikriti was arrested in May.", "arrest", "Ahmad Yasin al-Tikriti"),
        ("Police in Manila questioned Jose Ramirez. Ramirez was detained at a checkpoint.", "arrest", "Jose Ramirez"),
        ("Mullah Abdul Raqib lived in Peshawar. Gunmen killed Raqib on Friday.", "killing", "Abdul Raqib"),
        ("Dr. Nizar al-Hakim is a surgeon. Gunmen abducted Hakim in Idlib.", "abduction", "Nizar al-Hakim"),
    ],
)  # fmt: skip
def test_a_last_name_is_the_full_one(code: Code, text: str, label: str, who: str) -> None:
    assert who in {fate.who for fate in fates(code(text), label)}


@pytest.mark.parametrize(
    ("text", "who", "of", "title"),
    [
        ("FARC commander Alfonso Cano was killed.", "Alfonso Cano", "FARC", "commander"),
        ("Mahad Karate, the deputy leader of al-Shabaab, fled.", "Mahad Karate", "al-Shabaab", "deputy leader"),
        ("The rebels' chief of staff, Salim al-Nimr, was wounded.", "Salim al-Nimr", "rebels", "chief of staff"),
        ("Konstantin Zhuk, commander of the 20th Army, was killed.", "Konstantin Zhuk", "20th Army", "commander"),
    ],
)  # fmt: skip
def test_posts(code: Code, text: str, who: str, of: str, title: str) -> None:
    posts = [claim for claim in code(text) if isinstance(claim, RelationClaim) and claim.relation == "leads"]
    found = [(p.subject.name, p.object.name if p.object else None, p.title.text if p.title else "") for p in posts]
    assert any(s == who and o == of and title in t for s, o, t in found), found


def test_two_words_on_one_fate_stay_apart(code: Code) -> None:
    told = fates(
        code("The army said it had captured commander Hassan Karimi. Al-Shabaab denied that Karimi had been captured."),
        "capture",
    )
    assert {(fate.who, fate.says) for fate in told if fate.who == "Hassan Karimi"} == {
        ("Hassan Karimi", ("army", "asserts")),
        ("Hassan Karimi", ("Al-Shabaab", "denies")),
    }


def test_a_death_that_nobody_announces_is_no_killing(code: Code) -> None:
    assert fates(code("Critics praised the book after the death of Omar Haddad."), "killing") == []
