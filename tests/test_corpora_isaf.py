"""The ISAF scorer: nobody counted twice, figures over all releases and over those with anybody to count."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from polemos.evaluation.corpora.isaf import score
from polemos.evaluation.corpora.isaf_people import count
from polemos.evaluation.corpora.isaf_record import record
from polemos.model import EventClaim, Loss, Moment, Place, Report, Span

RELEASE = (
    "Forces captured a Taliban commander and two insurgents in Dara district, Zabul province, yesterday. "
    "The commander was detained. They also killed several gunmen, including a facilitator. "
    "Later the force detained three more insurgents. No civilians were killed, but a soldier was killed."
)


def span(words: str, text: str = RELEASE) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def loss(words: str, low: int | None, best: int | None = None, status: str = "captured", **more: Any) -> Loss:
    return Loss(status=status, who=span(words), figure=span(words), low=low, best=best, high=best, **more)  # type: ignore[arg-type]


def claim(sentence: str, trigger: str, *losses: Loss, kind: str = "arrest", **more: Any) -> EventClaim:
    return EventClaim(
        report_id="r",
        trigger=span(trigger),
        sentence=span(sentence),
        coder="test",
        confidence=0.9,
        type=kind,
        losses=losses,
        **more,
    )


LEAD = claim(
    RELEASE.split(". ")[0],
    "captured",
    loss("a Taliban commander", 1, 1),
    loss("two insurgents", 2, 2),
    place=Place("Dara", "Dara", RELEASE.index("Dara"), RELEASE.index("Dara") + 4),
    time=Moment("yesterday", 90, 99, "2011-05-03", "2011-05-03", 1),
)
AGAIN = claim("The commander was detained", "detained", loss("The commander", 1, 1))
MORE = claim("Later the force detained three more insurgents", "Later", loss("three more insurgents", 3, 3))
KILLED = claim(
    "They also killed several gunmen, including a facilitator",
    "killed",
    loss("several gunmen", 3, None, "killed"),
    loss("a facilitator", 1, 1, "killed", part_of=span("several gunmen")),
    kind="killing",
)
OWN = claim(
    "No civilians were killed, but a soldier was killed",
    "but",
    loss("No civilians", 0, 0, "killed", civilians=True),
    loss("a soldier", 1, 1, "killed"),
    kind="killing",
)


@pytest.mark.parametrize(
    ("claims", "status", "all_", "leaders"),
    [
        pytest.param([LEAD], "captured", 3, 1, id="everybody of one sentence"),
        pytest.param([LEAD, LEAD], "captured", 3, 1, id="a loss that two claims carry counts once"),
        pytest.param([LEAD, AGAIN], "captured", 3, 1, id="who was told before counts once"),
        pytest.param([LEAD, AGAIN, MORE], "captured", 6, 1, id="a larger later figure comes on top"),
        pytest.param([KILLED], "killed", 3, 0, id="a part is inside its total"),
        pytest.param([KILLED, OWN], "killed", 3, 0, id="zero and the reporting side's own count for nothing"),
        pytest.param([], "killed", 0, 0, id="nothing coded"),
    ],
)
def test_count(claims: list[EventClaim], status: str, all_: int, leaders: int) -> None:
    counted = count(claims, status)
    assert (counted.all, counted.leaders) == (all_, leaders)


@pytest.mark.parametrize(
    ("who", "number"),
    [("numerous men", 4), ("a number of men", 3), ("a couple of men", 2), ("men", 2)],
)
def test_words_without_a_figure_follow_the_readme(who: str, number: int) -> None:
    said = Loss(status="captured", who=Span(0, len(who), who), figure=Span(0, len(who), who))
    assert count([claim("The commander was detained", "detained", said)], "captured").all == number


def test_plans_and_long_spans_of_time_count_for_nothing() -> None:
    since = Moment("since December", 0, 14, "2010-12-01", "2011-05-03", 5)
    assert count([claim("Later", "Later", loss("three more insurgents", 3, 3), time=since)], "captured").all == 0
    planned = claim("Later", "Later", loss("three more insurgents", 3, 3), factuality="planned")
    assert count([planned], "captured").all == 0


def test_a_record_of_one_release() -> None:
    found = record([LEAD, AGAIN, KILLED], Report(id="r", text=RELEASE, sha256="0", published="2011-05-04"))
    assert found.start_date == "2011-05-03"
    assert found.provinces == {"zabul"}
    assert found.event_types == {"captureandkill"}


def test_the_province_of_a_place_that_the_gazetteer_has() -> None:
    place = Place("Sabari district", "Sabari district", 0, 15, adm1="Khowst")
    found = record([replace(LEAD, place=place)], Report(id="r", text="Sabari district", sha256="0"))
    assert found.provinces == {"khost"}


def test_the_first_province_of_the_text_where_no_claim_has_one() -> None:
    text = "KABUL, Afghanistan (May 4) A patrol searched a house in Logar province. Forces captured a man."
    release = Report(id="r", text=text, sha256="0")
    assert record([replace(LEAD, place=None)], release).provinces == {"logar"}
    assert record([], release).provinces == frozenset()


GOLD = {
    "start_date": "2011-05-03",
    "event_types": ["detention"],
    "provinces": ["zabul"],
    "min_killed": 0,
    "min_captured": 4,
    "min_leaders_killed": 0,
    "min_leaders_captured": 1,
}


def corpus(folder: Path, *golds: dict[str, Any]) -> Path:
    lines = [json.dumps({"id": f"i{n}", "text": RELEASE, "gold": gold}) for n, gold in enumerate(golds)]
    (folder / "dev.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_figures_of_a_tiny_corpus(tmp_path: Path) -> None:
    folder = corpus(tmp_path, GOLD, {**GOLD, "min_captured": 0, "min_leaders_captured": 0, "event_types": []})
    scored = score(lambda report: [LEAD, AGAIN], folder, None)
    values = {figure.name: (figure.hits, figure.of) for figure in scored.figures}
    assert scored.documents == 2
    assert values["captured within 1"] == (1, 2)
    assert values["captured exact"] == (0, 2)
    assert values["captured within 1, where any"] == (1, 1)
    assert values["leaders captured exact, where any"] == (1, 1)
    assert values["killed exact"] == (2, 2)
    assert values["killed exact, where any"] == (0, 0)
    assert values["provinces (F1)"] == (4, 4)
    assert values["provinces exact"] == (2, 2)
    assert values["event types (F1)"] == (2, 3)
    assert values["start date"] == (2, 2)
    assert values["start date, where the release is dated"] == (0, 0)
    assert ("captured 4", "captured 3") in [(miss.wanted, miss.coded) for miss in scored.misses]


def test_a_coder_that_finds_nothing_is_found_out_where_anybody_was_captured(tmp_path: Path) -> None:
    scored = score(lambda report: [], corpus(tmp_path, GOLD), None)
    values = {figure.name: figure.value for figure in scored.figures}
    assert values["killed within 1"] == 1.0
    assert values["captured within 1, where any"] == 0.0
    assert [figure.target for figure in scored.figures if figure.name.endswith("within 1")][:2] == [0.80, 0.80]
