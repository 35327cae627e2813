"""Figures of codebook section 8, read from phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polemos.codebook.loader import load
from polemos.codebook.numbers import number_words
from polemos.text.numerals import Figure, NumberWords, figure


@pytest.fixture(scope="module")
def words() -> NumberWords:
    return number_words(load())


CASES = [
    ("seven", (7, 7, 7)),
    ("two dozen", (24, 24, 24)),
    ("twenty-five", (25, 25, 25)),
    ("one hundred and twenty", (120, 120, 120)),
    ("two hundred thousand", (200_000, 200_000, 200_000)),
    ("one million two hundred thousand", (1_200_000, 1_200_000, 1_200_000)),
    ("half a million", (500_000, 500_000, 500_000)),
    ("half a dozen", (6, 6, 6)),
    ("two and a half million", (2_500_000, 2_500_000, 2_500_000)),
    ("1.5 million", (1_500_000, 1_500_000, 1_500_000)),
    ("5,000", (5000, 5000, 5000)),
    ("5.000", (5000, 5000, 5000)),
    ("a hundred", (100, 100, 100)),
    ("more than 170", (171, 171, None)),
    ("over 70,000", (70_001, 70_001, None)),
    ("more than two dozen", (25, 25, None)),
    ("nearly 50", (None, 50, 50)),
    ("almost 70,000", (None, 70_000, 70_000)),
    ("at least 13", (13, 13, None)),
    ("no fewer than 13", (13, 13, None)),
    ("at least five and possibly more", (5, 5, None)),
    ("20 or more", (20, 20, None)),
    ("about 100", (None, 100, None)),
    ("some 40", (None, 40, None)),
    ("approximately 100", (None, 100, None)),
    ("40 or so", (None, 40, None)),
    ("up to 10", (None, None, 10)),
    ("as many as 50", (None, None, 50)),
    ("fewer than 50", (None, None, 49)),
    ("dozens", (24, None, None)),
    ("dozens of", (24, None, None)),
    ("scores", (40, None, None)),
    ("hundreds", (200, None, None)),
    ("thousands", (2000, None, None)),
    ("tens of thousands", (20_000, None, None)),
    ("hundreds of thousands", (200_000, None, None)),
    ("millions", (2_000_000, None, None)),
    ("several", (3, None, None)),
    ("several hundred", (300, None, None)),
    ("more than several hundred", (300, None, None)),
    ("up to several hundred", (None, None, None)),
    ("between 20 and 30", (20, None, 30)),
    ("between one hundred and two hundred", (100, None, 200)),
    ("20 to 30", (20, None, 30)),
    ("20-30", (20, None, 30)),
    ("20–30", (20, None, 30)),
    ("about 20 to 30", (20, None, 30)),
    ("two or three", (2, None, 3)),
    ("all four", (4, 4, 4)),
    ("another 12", (12, 12, 12)),
    ("١٢", (12, 12, 12)),
    ("１３", (13, 13, 13)),
]


@pytest.mark.parametrize(("phrase", "expected"), CASES, ids=[case[0] for case in CASES])
def test_figure_of_a_phrase(words: NumberWords, phrase: str, expected: tuple[int | None, ...]) -> None:
    assert figure(phrase, words) == Figure(*expected)


@pytest.mark.parametrize("phrase", ["many", "a number of", "", "²", "³ men", "half the town", "3.14", "- , -"])
def test_no_figure(words: NumberWords, phrase: str) -> None:
    assert figure(phrase, words) is None


@pytest.mark.parametrize("phrase", ["9" * 5000, "9," * 2500, "million " * 600, "and " * 3000, "-" * 5000, "6 " * 900])
def test_hostile_phrases_neither_crash_nor_hang(words: NumberWords, phrase: str) -> None:
    found = figure(phrase, words)
    assert found is None or (found.low or 0) <= 10**12


def test_five_thousand_digits_are_no_figure(words: NumberWords) -> None:
    assert figure("9" * 5000, words) is None


_WORDS = number_words(load())
VOCABULARY = [
    "more than",
    "nearly",
    "between",
    "two",
    "hundred",
    "dozens",
    "of",
    "and",
    "half",
    "a",
    "-",
    "several",
    "12",
    "to",
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)))
def test_any_text_gives_ordered_values_or_none(text: str) -> None:
    found = figure(text, _WORDS)
    if found is not None:
        known = [value for value in (found.low, found.best, found.high) if value is not None]
        assert known == sorted(known)
        assert all(0 <= value <= 10**12 + 1 for value in known)


@given(
    st.integers(0, 5000), st.integers(1, 5000), st.sampled_from(["{} to {}", "{}-{}", "between {} and {}", "{} or {}"])
)
def test_a_range_never_becomes_one_value(low: int, more: int, form: str) -> None:
    assert figure(form.format(low, low + more), _WORDS) == Figure(low, None, low + more)
