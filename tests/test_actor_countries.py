"""Whose "army" and "rebels" are meant, coded from the words to the ids with what ships."""

import pytest

import polemos


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army said that rebels had shelled the market in Kadugli on Tuesday.", {"army": "mil-sd", "rebels": "SD"}),
        ("The army said that rebels had shelled a school in Goma on Tuesday.", {"army": "mil-cd", "rebels": "CD"}),
        ("The army shelled the rebels in Aleppo.", {"army": "mil-sy", "rebels": "SY"}),
        ("The army killed rebels on Tuesday.", {"army": None, "rebels": None}),
    ],
)
def test_common_words_mean_those_of_the_country_of_the_place_or_nobody(
    text: str, wanted: dict[str, str | None]
) -> None:
    found: dict[str, str | None] = {}
    for claim in polemos.code(text, published="2014-05-15"):
        for party in (*claim.parties()[0], *claim.parties()[1], *claim.sources):
            found[party.name] = party.actor_id
    assert set(wanted) <= set(found), "both are told"
    for name, country in wanted.items():
        have = found[name]
        assert have == country or (have and country and have.endswith(f"-{country.lower()}")), (name, have)
