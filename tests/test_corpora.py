"""Scorers of public corpora: where the rows come from, which claim answers a row, what PLOVER type it has."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from polemos.cli import evaluate as command
from polemos.cli.corpus import Corpus
from polemos.cli.main import app
from polemos.codebook.loader import Codebook
from polemos.codebook.plover import PloverTable, plover_table
from polemos.errors import CodebookError, InputError, UsageError
from polemos.evaluation.corpora import plover_gsr, plv
from polemos.evaluation.corpora.frame import FOLDERS, CorpusScore, Figure, Miss, accuracy, as_report, find_corpus, rows
from polemos.evaluation.corpora.pairs import Pair, event_of
from polemos.evaluation.corpora.show import as_data, show
from polemos.model import Claim, ControlClaim, EventClaim, Participant, Place, RelationClaim, Report, Span
from polemos.model.claim import Factuality
from polemos.pipeline.assembly import assemble
from polemos.pipeline.wire import Plan

TEXT = "Mali threatened to shell Togo, while Chad met Togo and Peru in Lima."


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def event(
    kind: str,
    trigger: str,
    actors: Sequence[str] = (),
    recipients: Sequence[str] = (),
    factuality: Factuality = "occurred",
    place: str | None = None,
) -> EventClaim:
    """A claim of TEXT."""
    where = Place(place, place, *at(place)) if place else None
    return EventClaim(
        **_common(trigger),
        type=kind,
        actors=tuple(map(party, actors)),
        recipients=tuple(map(party, recipients)),
        factuality=factuality,
        place=where,
    )


def party(name: str) -> Participant:
    return Participant(name, name, *at(name)) if name in TEXT else Participant(name, name, None, None)


def _common(trigger: str) -> dict[str, Any]:
    span = Span(*at(trigger), trigger) if trigger in TEXT else Span(0, len(trigger), trigger)
    return {"report_id": "r", "coder": "t", "confidence": 1.0, "trigger": span, "sentence": Span(0, len(TEXT), TEXT)}


THREAT = event("threat", "threatened", ["Mali"], ["Togo"])
SHELLING = event("shelling", "shell", ["Mali"], ["Togo"], "hypothetical")
TALKS = event("talks", "met", ["Chad", "Togo", "Peru"])


@pytest.fixture(scope="module")
def table(codebook: Codebook) -> PloverTable:
    return plover_table(codebook)


# --- the PLOVER type of a claim ---


@pytest.mark.parametrize(
    ("label", "factuality", "root"),
    [
        ("battle", "occurred", "ASSAULT"),
        ("arrest", "ongoing", "COERCE"),
        ("talks", "planned", "AGREE"),
        ("aid", "possible", "AGREE"),
        ("withdrawal", "planned", "AGREE"),
        ("release", "negated", "REJECT"),
        ("talks", "negated", "REJECT"),
        ("agreement", "negated", "REJECT"),
        ("attack", "planned", "THREATEN"),
        ("attack", "negated", "ASSAULT"),
        ("protest", "planned", "THREATEN"),
        ("protest", "negated", "CONCEDE"),
        ("siege", "negated", "RETREAT"),
        ("release", "hypothetical", None),
        ("mobilisation", "negated", None),
    ],
)
def test_factuality_changes_the_type(table: PloverTable, label: str, factuality: Factuality, root: str | None) -> None:
    assert table.root(event(label, "met", factuality=factuality)) == root


@pytest.mark.parametrize(
    ("label", "trigger", "party_", "root"),
    [
        ("agreement", "signed a deal", "Mali", "SUPPORT"),
        ("agreement", "agreed", "Mali", "AGREE"),
        ("support", "willing", "Mali", "AGREE"),
        ("support", "welcomed", "Mali", "SUPPORT"),
        ("sanction", "Embargo", "Mali", "COERCE"),
        ("sanction", "recalled its ambassador", "Mali", "SANCTION"),
        ("rejection", "suspended talks", "Mali", "SANCTION"),
        ("rejection", "suspended visit", "Mali", "REJECT"),
        ("rejection", "rejected talks", "Mali", "REJECT"),
        ("mobilisation", "deployed", "Ghanaian peacekeepers", "AID"),
        ("mobilisation", "deployed", "Ghanaian paratroopers", "MOBILIZE"),
        ("appointment", "resigned", "Mali", "RETREAT"),
        ("appointment", "appointed", "Mali", None),
    ],
)
def test_words_tell_apart_what_plover_does(
    table: PloverTable, label: str, trigger: str, party_: str, root: str | None
) -> None:
    assert table.root(event(label, trigger, [party_])) == root


def test_a_broken_truce_is_no_refusal(table: PloverTable) -> None:
    assert table.root(event("ceasefire", "violated the truce", ["Mali"], factuality="negated")) == "ASSAULT"
    assert table.root(event("ceasefire", "truce", ["Mali"], factuality="negated")) == "REJECT"
    assert table.root(event("agreement", "signed a deal", factuality="planned")) == "AGREE"


def test_control_and_relations_have_a_type_where_they_tell_of_an_act(table: PloverTable) -> None:
    assert table.root(ControlClaim(**_common("met"), status="lost")) == "RETREAT"
    assert table.root(ControlClaim(**_common("met"), status="holds")) is None
    assert table.root(RelationClaim(**_common("met"), relation="fighting", subject=party("Mali"))) == "ASSAULT"
    assert table.root(RelationClaim(**_common("met"), relation="leads", subject=party("Mali"))) is None


def test_every_type_of_the_codebook_has_a_plover_type(codebook: Codebook, table: PloverTable) -> None:
    known = set(codebook.sections["exports/plover"]["types"])
    assert len(known) == 16
    assert set(map(table.types.get, codebook.types)) <= known


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"control": {"lost": "FLEE"}}, "FLEE"),
        ({"words": [{"type": "tlaks", "becomes": "AGREE"}]}, "tlaks"),
        ({"words": [{"type": "talks", "becomes": "AGREE", "tirgger": ["met"]}]}, "tirgger"),
        ({"factuality": [{"of": ["AID"], "perhaps": "AGREE"}]}, "perhaps"),
    ],
    ids=str,
)
def test_a_wrong_table_is_said(codebook: Codebook, change: dict[str, Any], named: str) -> None:
    section = codebook.sections["exports/plover"] | change
    wrong = Codebook(codebook.types, (), {"exports/plover": section}, "f")
    with pytest.raises(CodebookError, match=named):
        plover_table(wrong)


# --- which claim answers ---


def chosen(table: PloverTable, source: str, target: str, *claims: Claim) -> str | None:
    pair = Pair((at(source),) if source else (), (at(target),) if target else ())
    found = event_of(claims, pair, table)
    return found[1] if found else None


def test_the_claim_that_links_both_sides_answers(table: PloverTable) -> None:
    assert chosen(table, "Mali", "Togo", TALKS, THREAT) == "THREATEN"
    assert chosen(table, "Chad", "Peru", THREAT, TALKS) == "CONSULT"


def test_what_a_threat_spells_out_is_no_event_besides_it(table: PloverTable) -> None:
    assert chosen(table, "Mali", "Togo", SHELLING, THREAT) == "THREATEN"
    assert chosen(table, "Mali", "Togo", SHELLING) is None


def test_of_two_that_link_as_much_the_first_in_the_text_answers(table: PloverTable) -> None:
    later = event("aid", "met", ["Mali"], ["Togo"])
    assert chosen(table, "Mali", "Togo", later, THREAT) == "THREATEN"


def test_a_place_can_be_the_target(table: PloverTable) -> None:
    in_lima = event("arrest", "met", ["Chad"], place="Lima")
    assert chosen(table, "Chad", "Lima", event("aid", "shell", ["Chad"]), in_lima) == "COERCE"


def test_where_nothing_links_the_nearest_claim_answers_and_nothing_is_none(table: PloverTable) -> None:
    far, near = event("protest", "threatened"), event("aid", "met")
    assert chosen(table, "Chad", "Lima", far, near) == "AID"
    assert chosen(table, "Chad", "Lima") is None
    assert chosen(table, "Chad", "Lima", event("appointment", "met", ["Chad"])) is None


def test_the_patron_acts_in_a_relation_of_backing(table: PloverTable) -> None:
    backed = RelationClaim(**_common("met"), relation="backed-by", subject=party("Togo"), object=party("Chad"))
    other = event("protest", "shell", ["Chad"])
    assert chosen(table, "Chad", "Togo", other, backed) == "SUPPORT"
    assert chosen(table, "Togo", "Mali", event("protest", "met", ["Togo"]), backed) == "PROTEST"


# --- the two corpora ---


def side(words: str) -> dict[str, Any]:
    return dict(zip(("begin", "end"), at(words), strict=True)) | {"text": words}


def plv_row(name: str, wanted: str, source: str, target: str | None) -> dict[str, Any]:
    return {"id": name, "text": TEXT, "source": side(source), "target": target and side(target), "event": wanted}


def write(folder: Path, *lines: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dev.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


def test_plv_counts_every_row_and_codes_each_text_once(tmp_path: Path) -> None:
    asked: list[Report] = []

    def coder(report: Report) -> list[Claim]:
        asked.append(report)
        return [THREAT, SHELLING, TALKS, event("release", "in", ["Lima"])]

    folder = write(
        tmp_path,
        plv_row("a", "THREATEN", "Mali", "Togo"),
        plv_row("b", "YIELD", "Lima", None),
        plv_row("c", "AID", "Mali", "Togo"),
    )
    score = plv.score(coder, folder, None)
    assert [report.text for report in asked] == [TEXT]
    assert (score.corpus, score.documents) == ("plv", 1)
    assert score.figures[0] == Figure("accuracy", 2 / 3, 2, 3, 0.75)
    assert {figure.name: figure.hits for figure in score.figures[1:]} == {"AID": 0, "THREATEN": 1, "YIELD": 1}
    assert score.misses == (Miss("c", TEXT, "AID", "THREATEN"),)
    assert plv.score(coder, folder, 1).figures[0].value == 1.0
    nothing = plv.score(lambda report: [], folder, None)
    assert nothing.figures[0].value == 0
    assert {miss.coded for miss in nothing.misses} == {"none"}


def test_plover_gsr_asks_for_the_released_types(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "event": "DEMAND", "event_v1": "REQUEST"}
    folder = write(
        tmp_path,
        row | {"source": [side("Mali"), {"begin": None, "end": None, "text": "x"}], "target": [side("Togo")]},
        row | {"id": "b", "event_v1": "RETREAT", "source": [side("Lima")], "target": []},
    )
    claims = [event("demand", "threatened", ["Mali"], ["Togo"]), event("release", "in", ["Lima"])]
    score = plover_gsr.score(lambda report: claims, folder, None)
    assert score.figures[0] == Figure("accuracy", 1.0, 2, 2, 0.65)
    assert score.misses == ()


def test_both_corpora_reach_what_they_reached(shared: Path) -> None:
    """A guard on a part of each, with room for the coding to change."""
    steps = assemble(Plan())

    def coder(report: Report) -> Sequence[Claim]:
        return steps.claims(report, lambda stage: None)

    for scorer, name, least in ((plv.score, "plv", 0.7), (plover_gsr.score, "plover_gsr", 0.6)):
        folder = shared / "corpora" / name
        if not folder.is_dir():
            pytest.skip(f"needs ../shared/corpora/{name}, which is not here")
        assert scorer(coder, folder, 100).figures[0].value >= least


# --- the frame and the command ---


def test_a_corpus_is_found_by_its_parent_or_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "shared" / "corpora" / "isaf_press_releases", {})
    assert find_corpus(folder, "isaf") == folder
    assert find_corpus(folder.parent, "isaf") == folder
    monkeypatch.chdir(tmp_path)
    assert find_corpus(None, "isaf") == folder
    with pytest.raises(UsageError, match="polemos evaluate --corpus muc4 DIR"):
        find_corpus(tmp_path, "muc4")


def test_rows_come_lazily_and_a_broken_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text('{"id": 1}\n{"id": 2}\nbroken\n')
    assert list(rows(tmp_path, 2)) == [{"id": 1}, {"id": 2}]
    with pytest.raises(InputError, match=r"dev\.jsonl:3"):
        list(rows(tmp_path, None))
    (tmp_path / "dev.jsonl").write_text("[1]\n")
    with pytest.raises(InputError, match=r"dev\.jsonl:1"):
        list(rows(tmp_path, None))


def test_a_text_becomes_a_report_as_a_user_would_hand_it_in() -> None:
    report = as_report("n", TEXT, "2014-02-12", "Wire")
    assert (report.id, report.text, report.published, report.outlet) == ("n", TEXT, "2014-02-12", "Wire")
    assert report.sha256


SCORE = CorpusScore(
    "plv",
    2,
    (accuracy("accuracy", 1, 4, 0.75), accuracy("AID", 0, 0, None)),
    (Miss("a", "x  y", "AID", "none"), Miss("b", "z", "AID", "none"), Miss("c", "w", "ASSAULT", "AID")),
)


def test_figures_come_as_table_and_as_data_and_misses_when_asked_for() -> None:
    def shown(with_errors: bool) -> str:
        console = Console(record=True, width=140, file=io.StringIO())
        show(console, SCORE, with_errors=with_errors)
        return console.export_text()

    assert "plv: 2 texts" in shown(False)
    assert "0.250" in shown(False)
    assert "wanted" not in shown(False)
    text = shown(True)
    assert "2 x wanted AID, coded none" in text
    assert text.index("2 x") < text.index("1 x wanted ASSAULT")
    assert "- a: x y" in text
    data = as_data(SCORE)
    assert data["figures"][0] == {"name": "accuracy", "value": 0.25, "hits": 1, "of": 4, "target": 0.75}
    assert "misses" not in data
    assert as_data(SCORE, with_errors=True)["misses"][2]["wanted"] == "ASSAULT"
    assert [figure.reached for figure in SCORE.figures] == [False, None]
    assert accuracy("x", 3, 4, 0.75).reached


def test_the_commands_corpora_are_those_of_the_frame() -> None:
    assert [corpus.value for corpus in Corpus] == list(FOLDERS)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setattr(command, "_coder", lambda settings: lambda report: [THREAT])
    write(tmp_path / "plv", plv_row("a", "THREATEN", "Mali", "Togo"), plv_row("b", "AID", "Chad", "Togo"))

    def invoke(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["evaluate", str(tmp_path), *arguments])
        return result.exit_code, result.output

    return invoke


def test_the_command_scores_a_corpus(run: Any, tmp_path: Path) -> None:
    code, out = run("--corpus", "plv", "--errors")
    assert code == 0
    assert "wanted AID, coded THREATEN" in out
    code, out = run("--corpus", "plv", "--json", "-", "--limit", "1")
    assert (code, json.loads(out)["figures"][0]["value"]) == (0, 1.0)
    assert run("--corpus", "plv", "--json", str(tmp_path / "o.json"))[0] == 0
    assert json.loads((tmp_path / "o.json").read_text())["documents"] == 1


def test_wrong_use_of_a_corpus_is_refused(run: Any) -> None:
    assert run("--corpus", "plv", "--check-floors")[0] == 2
    assert run("--limit", "1")[0] == 2
    code, out = run("--corpus", "muc4")
    assert (code, "muc4" in out) == (2, True)
