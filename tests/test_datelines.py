"""Where a paragraph's dateline ends, and what only looks like one."""

import pytest

from polemos.reading.datelines import dateline_end

WITH = [
    "ADEN, Yemen, March 14, 2024 - ",
    "BEIRUT (Agency) - ",
    "Goma, 28 January 2025. ",
    "JAMMU, Feb 15, 2019: ",
    "YEREVAN/BAKU, October 18, 2020. ",
    "Bogota, 22 Sep 89 (AGENCY) -- [Text] ",
    "MAIDUGURI, Nigeria — ",
    "ANKARA—",
    "Juba (Agency)—",
    "CÚCUTA, Colombia, Jan. 20, 2025 - ",
    "Port-au-Prince, March 4, 2024 (Radio) - ",
]
WITHOUT = [
    "On 12 May — ",
    "At least 5 soldiers — ",
    "The army - ",
    "Gao - ",
    "12 February 2014 - ",
    "Aleppo governorate: ",
    "The town fell on 12 February 2014. ",
    "In Goma, 28 January 2025. ",
]


@pytest.mark.parametrize("head", WITH)
def test_a_dateline_is_told_apart(head: str) -> None:
    text = f"{head}Rebels attacked an army post."
    assert dateline_end(text, 0, len(text)) == len(head)


@pytest.mark.parametrize("head", WITHOUT)
def test_a_sentence_is_no_dateline(head: str) -> None:
    text = f"{head}Rebels attacked an army post."
    assert dateline_end(text, 0, len(text)) is None


def test_what_goes_on_small_or_in_capitals_is_a_sentence() -> None:
    for text in ("ISIS — which holds the town — attacked.", "REBELS - THE ARMY SAID - ATTACKED."):
        assert dateline_end(text, 0, len(text)) is None


def test_a_stretch_begins_where_it_is_told() -> None:
    text = "Title\n\nGAO, Mali - Rebels attacked."
    assert dateline_end(text, 7, len(text)) == 19
