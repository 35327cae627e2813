"""The strict reader of light verbs."""

from dataclasses import replace

import pytest

from polemos.codebook.light_verbs import SECTION, LightVerb, light_verbs, quantity_nouns
from polemos.codebook.loader import Codebook, load
from polemos.errors import CodebookError


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load()


def _with(codebook: Codebook, section: object) -> Codebook:
    return replace(codebook, sections={**codebook.sections, SECTION: section})


def test_the_packaged_file_says_who_does_and_who_suffers(codebook: Codebook) -> None:
    by_verb = {verb: entry for entry in light_verbs(codebook) for verb in entry.verbs}
    assert by_verb["launch"] == by_verb["carry out"]
    assert by_verb["launch"].subject == "actor"
    assert by_verb["launch"].factuality is None
    assert by_verb["come under"].subject == "recipient"
    assert by_verb["foil"].subject == "none"
    assert by_verb["foil"].factuality == "negated"
    assert by_verb["plan"].factuality == "planned"


def test_entries_keep_their_order(codebook: Codebook) -> None:
    section = {
        "entries": [
            {"verbs": ["mount"], "subject": "actor"},
            {"verbs": ["foil"], "subject": "none", "factuality": "negated"},
        ]
    }
    assert light_verbs(_with(codebook, section)) == (
        LightVerb(("mount",), "actor", None),
        LightVerb(("foil",), "none", "negated"),
    )


@pytest.mark.parametrize(
    ("section", "named"),
    [
        pytest.param(None, ["needs a list"], id="no list"),
        pytest.param({"entries": ["launch"]}, ["must be a mapping"], id="a bare word"),
        pytest.param({"entries": [{"subject": "actor"}]}, ["needs verbs"], id="no verbs"),
        pytest.param({"entries": [{"verbs": ["launch"], "subject": "victim"}]}, ["'victim'"], id="unknown role"),
        pytest.param({"entries": [{"verbs": ["launch"], "subject": "actor", "mood": "x"}]}, ["mood"], id="unknown key"),
        pytest.param(
            {"entries": [{"verbs": ["foil"], "subject": "none", "factuality": "stopped"}]},
            ["'stopped'"],
            id="unknown factuality",
        ),
        pytest.param(
            {"entries": [{"verbs": ["foil"], "subject": "x"}, {"verbs": ["foil"], "subject": "none", "k": 1}]},
            ["'x'", "two entries", "unknown key k"],
            id="every problem is named at once",
        ),
    ],
)
def test_a_wrong_file_is_refused(codebook: Codebook, section: object, named: list[str]) -> None:
    with pytest.raises(CodebookError) as error:
        light_verbs(_with(codebook, section))
    assert all(words in str(error.value) for words in named)


def test_quantities_are_words(codebook: Codebook) -> None:
    assert {"round", "series", "wave"} <= quantity_nouns(codebook)
    with pytest.raises(CodebookError, match="quantities"):
        quantity_nouns(_with(codebook, {"quantities": [False], "entries": []}))
