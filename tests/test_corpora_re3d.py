"""The re3d scorer: which spans are an organisation's or a person's, which relations claims tell, and how it counts."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from polemos.codebook.loader import Codebook
from polemos.coding.rules import RuleCoder
from polemos.evaluation.corpora import re3d
from polemos.evaluation.corpora.frame import CorpusScore, as_report
from polemos.evaluation.corpora.re3d_links import Linker
from polemos.evaluation.corpora.re3d_spans import Marked, marked, paired
from polemos.model import Claim, Report
from polemos.reading.reader import Reader

TEXT = (
    "Rebels of the Volta Front attacked Malian soldiers near Gao. "
    "The Volta Front (VF) holds Gao. They fear nobody. "
    "I met General Moussa Ba, commander of the Sahel Force, which supports Mali."
)


@pytest.fixture(scope="module")
def rules(codebook: Codebook) -> RuleCoder:
    return RuleCoder(codebook)


def entity(number: int, words: str, type_: str, confidence: float = 1.0) -> dict[str, Any]:
    begin = TEXT.index(words)
    end = begin + len(words)
    return {"id": f"e{number}", "begin": begin, "end": end, "type": type_, "value": words, "confidence": confidence}


def relation(type_: str, source: dict[str, Any], target: dict[str, Any], confidence: float = 1.0) -> dict[str, Any]:
    ends = {
        name: {"begin": e["begin"], "end": e["end"], "value": e["value"], "entity_id": e["id"]}
        for name, e in (("source", source), ("target", target))
    }
    return {"id": "r", "type": type_, "confidence": confidence, **ends}


REBELS = entity(1, "Rebels of the Volta Front", "Organisation")
SOLDIERS = entity(2, "Malian soldiers", "Organisation")
FRONT = entity(3, "The Volta Front", "Organisation")
SHORT = entity(4, "VF", "Organisation")
GAO = entity(5, "Gao", "Location")
THEY = entity(6, "They", "Organisation")
SPEAKER = entity(7, "I", "Person") | {"begin": TEXT.index("I met"), "end": TEXT.index("I met") + 1}
GENERAL = entity(8, "General Moussa Ba", "Person")
POST = entity(9, "commander of the Sahel Force", "Person")
FORCE = entity(11, "the Sahel Force", "Organisation")
REJECTED = entity(10, "fear", "Organisation", 0.0)


def corpus(folder: Path, relations: Sequence[dict[str, Any]]) -> Path:
    entities = [REBELS, SOLDIERS, FRONT, SHORT, GAO, THEY, SPEAKER, GENERAL, POST, FORCE, REJECTED]
    row = {"doc_id": "d", "source_name": "The Daily", "text": TEXT, "entities": entities, "relations": relations}
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def scored(folder: Path, rules: RuleCoder, reader: Reader, relations: Sequence[dict[str, Any]]) -> CorpusScore:
    def coder(report: Report) -> Sequence[Claim]:
        return rules.code(reader.read(report))

    return re3d.score(coder, corpus(folder, relations), None, reader.read)


def value(score: CorpusScore, name: str) -> tuple[float, float, float]:
    figure = next(f for f in score.figures if f.name.startswith(f"{name} (F1"))
    return figure.value, figure.hits, figure.of


# --- spans ---


def test_pronouns_number_and_titles_decide_the_type(reader: Reader, rules: RuleCoder) -> None:
    text = (
        "A student met us. Students fled. I saw him with his brother, who prayed. The crowd left, and ministers came."
    )
    analysis = reader.read(as_report("d", text))
    found = {text[m.begin : m.end]: m.type for m in marked(analysis, rules.code(analysis), re3d.words())}
    assert found["A student"] == found["I"] == found["him"] == found["his brother"] == "Person"
    assert found["Students"] == found["us"] == found["The crowd"] == found["ministers"] == "Organisation"
    assert not {"his", "who"} & found.keys()


def test_a_country_is_an_organisation_where_it_acts(reader: Reader, rules: RuleCoder) -> None:
    text = "Chad attacked rebels in Niger."
    analysis = reader.read(as_report("d", text))
    found = {text[m.begin : m.end] for m in marked(analysis, rules.code(analysis), re3d.words())}
    assert "Chad" in found
    assert "Niger" not in found


def test_a_span_meets_one_other_of_its_type() -> None:
    ours = [Marked(0, 10, "Person"), Marked(4, 6, "Person")]
    assert paired(ours, [Marked(0, 12, "Person")]) == [(ours[0], Marked(0, 12, "Person"))]
    assert paired(ours, [Marked(0, 12, "Organisation")]) == []
    assert paired(ours, [Marked(10, 12, "Person")]) == []


def test_spans_are_scored(tmp_path: Path, rules: RuleCoder, reader: Reader) -> None:
    score = scored(tmp_path, rules, reader, [])
    assert score.documents == 1
    _, hits, of = value(score, "persons")
    assert (hits, of) == (3, 3)
    assert value(score, "organisations")[2] == 6  # without the rejected one
    assert next(f for f in score.figures if f.name.startswith("organisations and persons")).target == re3d.SPANS


# --- relations ---


def test_claims_answer_relations(tmp_path: Path, rules: RuleCoder, reader: Reader) -> None:
    wanted = [
        relation("FightingAgainst", SOLDIERS, REBELS),  # in the other direction than coded
        relation("InChargeOf", FRONT, GAO),
        relation("InChargeOf", GENERAL, FORCE),
        relation("IsSynonymOf", FRONT, SHORT),
        relation("IsSynonymOf", SHORT, FRONT),  # the same again
        relation("IsSynonymOf", GENERAL, POST),
        relation("BelongsTo", GENERAL, FRONT),
        relation("BelongsTo", GENERAL, SOLDIERS, 0.1),  # rejected
        relation("CoLocated", FRONT, GAO),  # not asked
    ]
    score = scored(tmp_path, rules, reader, wanted)
    assert value(score, "relations")[1:] == (5, 6)
    assert value(score, "FightingAgainst")[1:] == (1, 1)
    assert value(score, "InChargeOf") == (1, 2, 2)
    assert value(score, "IsSynonymOf") == (1, 2, 2)
    assert value(score, "BelongsTo")[1:] == (0, 1)
    assert [m.quote for m in score.misses if m.wanted == "BelongsTo"] == ["General Moussa Ba | The Volta Front"]


def test_direction_counts_where_it_makes_a_difference(tmp_path: Path, rules: RuleCoder, reader: Reader) -> None:
    score = scored(tmp_path, rules, reader, [relation("InChargeOf", GAO, FRONT)])
    assert value(score, "InChargeOf")[1:] == (0, 1)


def test_another_mention_of_the_same_counts_but_not_as_the_very_words(
    tmp_path: Path, rules: RuleCoder, reader: Reader
) -> None:
    score = scored(tmp_path, rules, reader, [relation("InChargeOf", SHORT, GAO)])
    assert value(score, "relations")[1] == 1
    assert value(score, "relations, the very words")[1] == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad and Niger attacked the Volta Front.", ("AlliesOf", "Chad", "Niger")),
        ("Chad trains the Malian army.", ("AlliesOf", "Chad", "the Malian army")),
        ("Gunmen killed two teachers.", ("FightingAgainst", "Gunmen", "two teachers")),
        ("The army recaptured Gao.", ("InChargeOf", "The army", "Gao")),
        (
            "General Musa Ba, the commander of the Volta Front, left.",
            ("InChargeOf", "Musa Ba", "the Volta Front"),
        ),
        ("The army bombed Gao and the bridge.", ("FightingAgainst", "The army", "the bridge")),
        ("The army carried out attacks on Gao.", ("FightingAgainst", "The army", "Gao")),
        (
            "Chad supports the army in its fight against the Volta Front.",
            ("FightingAgainst", "Chad", "the Volta Front"),
        ),
        ("Militants from the Volta Front left.", ("BelongsTo", "Militants", "the Volta Front")),
    ],
)
def test_what_a_claim_tells(reader: Reader, rules: RuleCoder, text: str, told: tuple[str, str, str]) -> None:
    assert told in _links(reader, rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "General Musa Ba, the deputy commander of the Volta Front, left.",
        "The army plans attacks on Gao.",
        "The streets of the Volta Front are empty.",
    ],
)
def test_what_is_less_than_that_tells_nothing(reader: Reader, rules: RuleCoder, text: str) -> None:
    assert not {link for link in _links(reader, rules, text) if link[0] != "IsSynonymOf"}


def test_helping_a_person_makes_no_ally(reader: Reader, rules: RuleCoder) -> None:
    assert not _links(reader, rules, "Chad helps General Moussa Ba.")


@pytest.mark.parametrize("text", ["The army did not attack the rebels.", "The army plans to recapture Gao."])
def test_what_has_not_happened_tells_nothing(reader: Reader, rules: RuleCoder, text: str) -> None:
    assert not _links(reader, rules, text)


def _links(reader: Reader, rules: RuleCoder, text: str) -> set[tuple[str, str, str]]:
    analysis = reader.read(as_report("d", text))
    links = Linker(analysis, re3d.words()).links(rules.code(analysis))
    return {(link.type, text[slice(*link.source.words)], text[slice(*link.target.words)]) for link in links}
