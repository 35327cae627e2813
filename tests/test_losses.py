"""Statements of losses in people (codebook section 8)."""

from collections.abc import Callable
from typing import Any

import pytest

from polemos.codebook.loader import Codebook, load
from polemos.codebook.losses import loss_words
from polemos.codebook.numbers import number_words
from polemos.coding.losses import FoundLoss, LossRules
from polemos.errors import CodebookError
from polemos.model.analysis import Analysis
from polemos.model.losses import Loss
from polemos.model.report import Report
from polemos.reading.reader import Reader

CODEBOOK = load()
EXAMPLES = [example for example in CODEBOOK.examples if example.where.startswith("losses/")]
Find = Callable[[str], tuple[FoundLoss, ...]]


@pytest.fixture(scope="module")
def analyse() -> Callable[[str], Analysis]:
    reader = Reader(CODEBOOK)
    return lambda text: reader.read(Report("r", text, "0"))


@pytest.fixture(scope="module")
def find(analyse: Callable[[str], Analysis]) -> Find:
    rules = LossRules(CODEBOOK)
    return lambda text: rules.find(analyse(text))


def short(found: tuple[FoundLoss, ...]) -> list[tuple[str, int | None, int | None, int | None]]:
    return sorted(
        ((f.loss.status, f.loss.low, f.loss.best, f.loss.high) for f in found), key=lambda item: tuple(map(str, item))
    )


def matches(loss: Loss, wanted: dict[str, Any]) -> bool:
    return all(getattr(loss, key) == value for key, value in wanted.items())


@pytest.mark.parametrize("example", EXAMPLES, ids=[e.text[:60] for e in EXAMPLES])
def test_examples_of_the_codebook(find: Find, example: Any) -> None:
    losses = [f.loss for f in find(example.text)]
    for claim in example.claims:
        for wanted in claim.get("losses", []):
            assert any(matches(loss, wanted) for loss in losses), (wanted, losses)


CASES = [
    (
        "killing and wounding",
        "A blast in Kunduz killed 10 people and wounded at least 20 others.",
        [("killed", 10, 10, 10), ("wounded", 20, 20, None)],
    ),
    (
        "each of the coordinated",
        "Six soldiers and two civilians were killed near Bamenda.",
        [("killed", 2, 2, 2), ("killed", 6, 6, 6)],
    ),
    ("one number over two nouns", "At least 13 women and children were killed.", [("killed", 13, 13, None)]),
    (
        "left dead and injured",
        "An attack left 10 dead and 30 injured.",
        [("killed", 10, 10, 10), ("wounded", 30, 30, 30)],
    ),
    (
        "the verb left out",
        "One soldier was killed and five wounded in the raid.",
        [("killed", 1, 1, 1), ("wounded", 5, 5, 5)],
    ),
    (
        "several others",
        "Four shoppers were killed and several others injured.",
        [("killed", 4, 4, 4), ("wounded", 3, None, None)],
    ),
    ("nobody", "Fortunately, no one was killed or wounded.", [("killed", 0, 0, 0), ("wounded", 0, 0, 0)]),
    ("no casualties", "There were no casualties.", [("killed", 0, 0, 0), ("wounded", 0, 0, 0)]),
    (
        "killed or wounded together",
        "More than 60 rebels were killed or wounded.",
        [("killed", None, None, None), ("wounded", None, None, None)],
    ),
    ("bare plural", "Civilians were killed in the shelling.", [("killed", None, None, None)]),
    ("a man", "A man was shot dead in Medellin.", [("killed", 1, 1, 1)]),
    ("a person's name", "Abu Omar was killed near Mosul.", [("killed", 1, 1, 1)]),
    ("a phrase before of", "Dozens of militants were captured.", [("captured", 24, None, None)]),
    ("one of", "One of his bodyguards died on the spot.", [("killed", 1, 1, 1)]),
    ("deaths", "The mutiny resulted in 25 deaths.", [("killed", 25, 25, 25)]),
    ("deaths of", "The operation resulted in the deaths of 16 fighters.", [("killed", 16, 16, 16)]),
    ("hundreds of deaths", "The clashes led to hundreds of deaths.", [("killed", 200, None, None)]),
    ("number after a date", "On 12 June 9 soldiers were killed in Taiz.", [("killed", 9, 9, 9)]),
    ("range", "Between 20 and 30 militiamen were killed.", [("killed", 20, None, 30)]),
    ("hostage", "Gunmen attacked a train, taking hundreds hostage.", [("captured", 200, None, None)]),
    ("two verbs", "They kidnapped and killed 11 people.", [("captured", 11, 11, 11), ("killed", 11, 11, 11)]),
    ("along with", "The mayor was killed along with two bodyguards.", [("killed", 1, 1, 1), ("killed", 2, 2, 2)]),
    ("victims", "Three nurses were among the dead.", [("killed", 3, 3, 3)]),
    ("relative clause", "Police buried the six priests who were murdered.", [("killed", 6, 6, 6)]),
    ("managed to", "The army managed to capture two rebels.", [("captured", 2, 2, 2)]),
    (
        "along with others",
        "Troops captured a rebel leader along with several suspected fighters in Kidal.",
        [("captured", 1, 1, 1), ("captured", 3, None, None)],
    ),
    (
        "along with some of a group",
        "Police arrested a local commander along with three of his associates.",
        [("captured", 1, 1, 1), ("captured", 3, 3, 3)],
    ),
    (
        "an apposition is nobody else",
        "Police arrested one man, a courier, and two suspected militants in Mombasa.",
        [("captured", 1, 1, 1), ("captured", 2, 2, 2)],
    ),
    (
        "a list is not an apposition",
        "Gunmen killed a judge, two lawyers and a bystander in Quetta.",
        [("killed", 1, 1, 1), ("killed", 1, 1, 1), ("killed", 2, 2, 2)],
    ),
    (
        "a number before a participle",
        "Almost three dozen suspected rebels were detained.",
        [("captured", None, 36, 36)],
    ),
    ("a possessive takes up what is told", "Prior to his arrest, Diallo led a cell in Mopti.", []),
    (
        "people who have died by now",
        "The number of people killed in the clashes has risen to at least 300.",
        [("killed", 300, 300, None)],
    ),
    ("lives that it cost", "The car bomb cost nine people their lives.", [("killed", 9, 9, 9)]),
    ("among the wounded", "Among the wounded were two journalists.", [("wounded", 2, 2, 2)]),
    ("one more", "The police shot dead a robber and arrested another.", [("captured", 1, 1, 1), ("killed", 1, 1, 1)]),
    ("those who gave themselves up", "Forty militiamen surrendered near Walikale.", [("captured", 40, 40, 40)]),
    (
        "an entry under its date",
        "17 May – Two regional commanders, Ahmad Zawi and Omar Jasim, were killed by the army.",
        [("killed", 2, 2, 2)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_losses_of_a_sentence(
    find: Find, text: str, expected: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    assert short(find(text)) == sorted(expected, key=lambda item: tuple(map(str, item)))


@pytest.mark.parametrize(
    "text",
    [
        "The rebels threatened to kill three hostages.",
        "The shelling could kill thousands of people.",
        "If 10 soldiers die, the government will resign.",
        "They demanded that the prisoner be executed.",
        "The army captured the town of Sarmin.",
        "The rebels captured Idlib on Saturday.",
        "The police detained no convoy.",
        "Both sides must stop killing civilians.",
        "The army wants to minimise civilian casualties.",
        "The fighters fled the town.",
        "They killed the bill.",
        "Ministers met in Geneva on 20 May.",
    ],
)
def test_what_is_no_loss(find: Find, text: str) -> None:
    assert find(text) == ()


def test_part_of_a_total_names_the_total(find: Find) -> None:
    found = find("The blast killed 10 people, including three children.")
    parts = {f.loss.low: f.loss.part_of for f in found}
    assert parts[10] is None
    assert parts[3] is not None
    assert parts[3].text == "10"


def test_people_told_before_are_told_once(find: Find) -> None:
    text = "Troops detained three suspects in Kunduz. The suspects were detained after a search."
    assert short(find(text)) == [("captured", 3, 3, 3)]
    assert short(find("The suspects were detained after a search.")) == [("captured", None, None, None)]


PARTS = [
    ("A total of 13 people, seven soldiers and six nurses, were killed in the raid.", 13, [6, 7]),
    ("Thirteen people were killed: seven soldiers and six nurses.", 13, [6, 7]),
    ("The bombing in Peshawar killed 12 people, among them four children and two policemen.", 12, [2, 4]),
    ("The blast killed 30 people, 20 of them soldiers.", 30, [20]),
]


@pytest.mark.parametrize(("text", "total", "parts"), PARTS)
def test_parts_add_nothing_to_their_total(find: Find, text: str, total: int, parts: list[int]) -> None:
    found = [f.loss for f in find(text)]
    assert [loss.best for loss in found if loss.part_of is None] == [total]
    assert sorted(loss.best or 0 for loss in found if loss.part_of is not None) == parts
    assert [loss.civilians for loss in found if loss.part_of is None] == [None]


def test_a_part_with_a_verb_of_its_own_is_told_once(find: Find) -> None:
    text = "At least ten civilians had been killed in Goma, including three children who drowned in the lake."
    assert short(find(text)) == [("killed", 10, 10, None), ("killed", 3, 3, 3)]


def test_nine_of_them(find: Find) -> None:
    part = next(f.loss for f in find("Twenty villagers were killed, nine of them children.") if f.loss.part_of)
    assert (part.low, part.who.text, part.civilians) == (9, "children", True)


def test_civilians_fighters_and_people(find: Find) -> None:
    told = {f.loss.low: f.loss.civilians for f in find("Four soldiers, five villagers and six people were killed.")}
    assert told == {4: False, 5: True, 6: None}


def test_side_is_the_actor_whose_people_they_are(find: Find) -> None:
    assert [f.loss.side for f in find("Troops killed 12 ISIS fighters near Raqqa.")] == ["ISIS"]
    assert [f.loss.side for f in find("Troops killed 12 villagers near Raqqa.")] == [None]


def test_spans_are_words_of_the_text(find: Find) -> None:
    text = "Rebels killed at least 13 soldiers."
    loss = find(text)[0].loss
    assert loss.figure.text == "at least 13"
    assert text[loss.who.start : loss.who.end] == loss.who.text
    assert "soldiers" in loss.who.text


def test_the_same_text_gives_the_same_losses(find: Find) -> None:
    text = "A blast killed 10 people, including three children, and wounded dozens of soldiers and police officers."
    assert find(text) == find(text)


def broken(**sections: Any) -> Codebook:
    return Codebook(CODEBOOK.types, CODEBOOK.entries, {**CODEBOOK.sections, **sections}, "x")


def test_a_wrong_status_in_the_codebook_is_named() -> None:
    wrong = {"losses/words": {"cues": [{"status": ["slain"], "people": "object", "verbs": ["slay"]}]}}
    with pytest.raises(CodebookError, match="slain"):
        loss_words(broken(**wrong))


def test_a_number_word_without_a_number_is_named() -> None:
    with pytest.raises(CodebookError, match="seven"):
        number_words(broken(**{"losses/numbers": {"units": {"seven": "many"}}}))
