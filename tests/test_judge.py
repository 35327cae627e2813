"""Rules and tagger together: what is added, what is weighed, what is left alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from polemos.codebook.loader import Codebook, load
from polemos.coding.learned.features import candidates, log_odds
from polemos.coding.learned.judge import ADDS, Judge, load_judge
from polemos.coding.learned.proposals import Proposals
from polemos.coding.learned.tagger import Tagger, Tags
from polemos.coding.learned.weights import Weights
from polemos.coding.learned.windows import windows
from polemos.coding.rules import RuleCoder
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.model.analysis import Analysis
from polemos.model.claim import Claim, EventClaim
from polemos.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from polemos.reading.reader import Reader

TEXT = "Rebels attacked the town of Ain on Monday. Militiamen zorched two farmers near Gao. The army holds Ain."


@dataclass
class SaidTagger:
    """Says of the words what it is told to say."""

    words: Mapping[str, Mapping[str, float]]
    labels: tuple[str, ...] = ("event:attack", "event:killing", "event:abduction", "control:holds")
    fingerprint: str = "said"

    def tag(self, analysis: Analysis) -> Tags:
        return {token.index: dict(self.words[token.text]) for token in analysis.tokens if token.text in self.words}


TRUSTING = Weights(-2.0, {"rule": 2.5, "label": 4.0})


def judge(codebook: Codebook, words: Mapping[str, Mapping[str, float]], **changes: Any) -> Judge:
    tagger = cast(Tagger, SaidTagger(words, **changes))
    return Judge(tagger, TRUSTING, Weights(0.0, {"label": 2.0}), codebook, Proposals(codebook))


def coded(reader: "Reader", codebook: Codebook, judge: Judge, settings: Settings = DEFAULTS) -> list[Claim]:
    analysis = reader.read(report_from_text(TEXT, "0" * 64, "d", ReportDefaults()))
    return RuleCoder(codebook, settings, judge).code(analysis)


def triggers(claims: list[Claim]) -> dict[str, str]:
    return {claim.trigger.text: claim.label for claim in claims}


def test_a_word_that_no_entry_names_makes_a_claim_with_the_roles_of_its_type(
    reader: "Reader", codebook: Codebook
) -> None:
    claims = coded(reader, codebook, judge(codebook, {"zorched": {"event:killing": 0.8}}))
    (claim,) = (claim for claim in claims if claim.trigger.text == "zorched")
    assert isinstance(claim, EventClaim)
    assert claim.type == "killing"
    assert [actor.name for actor in claim.actors] == ["Militiamen"]
    assert [recipient.name for recipient in claim.recipients] == ["two farmers"]
    assert claim.place is not None
    assert claim.place.name == "Gao"
    assert claim.confidence == pytest.approx(TRUSTING.chance({"label": 0.8}), abs=0.001)


def test_what_the_tagger_doubts_is_not_added(reader: "Reader", codebook: Codebook) -> None:
    unsure = judge(codebook, {"zorched": {"event:killing": 0.2}})
    assert unsure.events.chance({"label": 0.2}) < ADDS
    assert "zorched" not in triggers(coded(reader, codebook, unsure))


def test_rules_get_the_judges_confidence(reader: "Reader", codebook: Codebook) -> None:
    for said in (0.9, 0.1):
        claims = coded(
            reader, codebook, judge(codebook, {"attacked": {"event:attack": said}, "holds": {"control:holds": said}})
        )
        found = {claim.label: claim.confidence for claim in claims}
        assert found["attack"] == pytest.approx(TRUSTING.chance({"rule": 1.0, "label": said}), abs=0.001)
        assert found["holds"] == pytest.approx(Weights(0.0, {"label": 2.0}).chance({"label": said}), abs=0.001)


def test_the_likelier_type_holds(reader: "Reader", codebook: Codebook) -> None:
    claims = coded(reader, codebook, judge(codebook, {"attacked": {"event:attack": 0.05, "event:abduction": 0.6}}))
    assert triggers(claims)["attacked"] == "attack"  # the rule's word weighs more here
    distrusting = Judge(
        cast(Tagger, SaidTagger({"attacked": {"event:attack": 0.05, "event:abduction": 0.98}})),
        Weights(-2.0, {"label": 4.0}),
        TRUSTING,
        codebook,
        Proposals(codebook),
    )
    assert triggers(coded(reader, codebook, distrusting))["attacked"] == "abduction"


def test_labels_that_the_tagger_never_learnt_are_left_to_the_rules(reader: "Reader", codebook: Codebook) -> None:
    rules = {
        claim.trigger.text: claim.confidence
        for claim in RuleCoder(codebook).code(reader.read(report_from_text(TEXT, "0" * 64, "d", ReportDefaults())))
    }
    claims = coded(reader, codebook, judge(codebook, {}, labels=("event:aid",)))
    assert {claim.trigger.text: claim.confidence for claim in claims} == rules


def test_the_coders_name_tells_which_model(codebook: Codebook) -> None:
    assert RuleCoder(codebook, judge=judge(codebook, {})).name == RuleCoder(codebook).name + "+tagger-said"


def test_a_word_inside_a_fixed_phrase_is_no_candidate_of_its_own(reader: "Reader", codebook: Codebook) -> None:
    analysis = reader.read(report_from_text("Rebels opened fire on a patrol.", "0" * 64, "d", ReportDefaults()))
    matches = list(RuleCoder(codebook).events.matcher.matches(analysis))
    tags = {token.index: {"event:attack": 0.9} for token in analysis.tokens}
    found = [analysis.tokens[one.token].text for one in candidates(analysis, matches, tags, codebook.types)]
    assert "opened" in found
    assert "fire" not in found


def test_weights_survive_being_written() -> None:
    kept = Weights.from_data(TRUSTING.as_data())
    assert kept == TRUSTING
    assert kept.chance({"unknown": 5.0}) == TRUSTING.chance({})


def test_log_odds_are_cut() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.0) == log_odds(0.001) == pytest.approx(-log_odds(1.0))


def test_windows_keep_sentences_whole_where_they_fit() -> None:
    assert windows([1] * 6, [0, 0, 1, 1, 2, 2], 4) == [[0, 1, 2, 3], [4, 5]]
    assert windows([1] * 5, [0] * 5, 2) == [[0, 1], [2, 3], [4]]
    assert windows([], [], 4) == []


def test_the_packaged_model_has_a_card_and_is_small() -> None:
    folder = Path(__file__).parents[1] / "src" / "polemos" / "coding" / "learned" / "model"
    card = (folder / "card.md").read_text(encoding="utf-8")
    for said in ("Apache-2.0", "fingerprint", "What confidence means", "left out"):
        assert said in card
    assert (folder / "model.onnx").stat().st_size < 40_000_000


def test_the_packaged_judge_knows_every_label_it_weighs(reader: "Reader") -> None:
    codebook = load()
    packaged = load_judge(codebook)
    kinds = {label.partition(":")[0] for label in packaged.tagger.labels}
    assert kinds == {"event", "control", "relation"}
    claims = triggers(coded(reader, codebook, packaged))
    assert claims["attacked"] == "attack"
    assert claims["holds"] == "holds"


def test_a_text_without_words_is_tagged_with_nothing(reader: "Reader") -> None:
    analysis = reader.read(report_from_text("   \n", "0" * 64, "d", ReportDefaults()))
    assert load_judge(load()).tagger.tag(analysis) == {}
