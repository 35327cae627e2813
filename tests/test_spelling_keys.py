"""The key under which the archive meets the spellings of a name."""

import pytest

from polemos.text.names import spelling_key

SAME = [
    ("al-Raqqa", "Ar Raqqah"),
    ("Deir ez-Zor", "Dayr az-Zawr"),
    ("Zia ul-Haq", "Zia al-Haq"),
    ("Jabhat an-Nusra", "Jabhat al-Nusra"),
    ("Hizbollah", "Hizbullah"),
]
APART = [
    ("US forces", "forces"),
    ("UN mission", "the mission"),
    ("As Safa", "As Marwa"),
    ("at Bab", "Bab"),
    ("al", "el-Bab"),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=[one for one, _ in SAME])
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(("one", "other"), APART, ids=[one for one, _ in APART])
def test_other_names_keep_keys_of_their_own(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


def test_an_article_alone_and_marks_alone_have_a_key() -> None:
    assert spelling_key("al")
    assert spelling_key("...")
