"""The scorer: the same numbers as the gold's own, both gold formats, floors that hold, errors in their words."""

import importlib.util
import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from polemos.errors import InputError, UsageError
from polemos.evaluation.compared import Compared, compared
from polemos.evaluation.errors import errors, says, worst
from polemos.evaluation.evaluate import Evaluation, evaluate, judge
from polemos.evaluation.floors import Floors, lowered, pinned, read_floors, shortfalls, write_floors
from polemos.evaluation.gold import GoldDocument, find_gold, fingerprint, read_gold
from polemos.evaluation.names import normal, related, same_name
from polemos.evaluation.report import as_data, show
from polemos.model import (
    ControlClaim,
    EventClaim,
    Loss,
    Moment,
    Participant,
    Place,
    RelationClaim,
    Report,
    Source,
    Span,
)

TEXT = "Rebels attacked Gao on Sunday, killing five soldiers, the army said. It denied that the rebels held the bridge."
FULL = {
    "document": {"id": "d1", "title": None, "published": "2013-02-03", "outlet": "Example", "text": TEXT},
    "claims": [
        {
            **{"kind": "event", "type": "attack", "quote": TEXT[:68], "trigger": "attacked", "place": "Gao"},
            "time": {"text": "on Sunday", "start": "2013-02-03", "end": "2013-02-03", "precision": 1},
            **{"actors": ["Rebels"], "recipients": ["soldiers"], "factuality": "occurred", "required": True},
            "sources": [{"name": "the army", "kind": "party"}],
            "losses": [{"status": "killed", "low": 5, "best": 5, "high": 5}],
        },
        {
            **{"kind": "control", "status": "holds", "quote": TEXT[69:], "trigger": "held", "place": "the bridge"},
            **{"holder": "Rebels", "factuality": "occurred", "required": False},
            "sources": [{"name": "the army", "kind": "party", "stance": "denies"}],
        },
    ],
}
COMPACT = [
    {
        **{"q": TEXT[:68], "t": "attacked", "y": "attack", "a": ["Rebels"], "r": ["soldiers"], "p": "Gao", "m": 1},
        **{"w": "on Sunday", "ts": "2013-02-03", "te": "2013-02-03", "tp": 1},
        **{"s": [["the army", "party"]], "l": [{"st": "killed", "lo": 5, "be": 5, "hi": 5}]},
    },
    {
        **{"q": TEXT[69:], "t": "held", "k": "control", "y": "holds", "a": ["the rebels=Rebels"], "r": ["the bridge"]},
        "s": [["It=the army", "party", "denies"]],
    },
]


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def somebody(name: str) -> Participant:
    return Participant(name, name, None, None)


def coded(report: Report) -> list[EventClaim | ControlClaim]:
    """A coder that finds everything in TEXT."""
    army = Source("the army", "the army", None, None, "party")
    denies = Source("the army", "It", None, None, "party", "denies")
    common: dict[str, Any] = {"report_id": report.id, "coder": "test", "confidence": 0.9}
    gao, bridge = span("Gao"), span("the bridge")
    attack = EventClaim(
        **common,
        type="attack",
        trigger=span("attacked"),
        sentence=span(TEXT[:68]),
        actors=(somebody("Rebels"),),
        recipients=(somebody("soldiers"),),
        place=Place("Gao", "Gao", gao.start, gao.end),
        sources=(army,),
        time=Moment("on Sunday", 20, 29, "2013-02-03", "2013-02-03", 1),
        losses=(Loss("killed", span("five soldiers"), span("five"), low=5, best=5, high=5),),
    )
    holds = ControlClaim(
        **common,
        status="holds",
        trigger=span("held"),
        sentence=span(TEXT[69:]),
        holder=somebody("rebels"),
        place=Place("the bridge", "the bridge", bridge.start, bridge.end),
        sources=(denies,),
    )
    return [attack, holds]


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """One document in the full form."""
    folder = tmp_path / "gold" / "dev"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text(json.dumps(FULL))
    return tmp_path / "gold"


def documents(gold_folder: Path) -> list[GoldDocument]:
    return list(read_gold(gold_folder / "dev"))


# --- the same numbers as the gold's own scorer ---


@pytest.fixture(scope="module")
def reference(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoiled(claims: list[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """The gold's claims as a bad coder would give them."""
    chance = random.Random(seed)
    types = ["attack", "battle", "seizure", "talks", "killing", "demand", "threat", "siege"]
    names = [name for claim in claims for name in claim.get("actors", [])] + [
        "ISIS",
        "the Syrian army",
        "U.S.",
        "police",
    ]
    for claim in claims:
        if chance.random() < 0.2:
            continue
        new = json.loads(json.dumps(claim)) | {"also_ok": []}
        if claim["kind"] == "event" and chance.random() < 0.3:
            new["type"] = chance.choice(types)
        if claim["kind"] == "event" and chance.random() < 0.4:
            new["actors"] = chance.sample(names, min(len(names), chance.randint(0, 3)))
        if chance.random() < 0.2:
            new["place"] = chance.choice([None, "Raqqa", "the city of Mosul", *names])
        if chance.random() < 0.2:
            new["factuality"] = "planned"
        if chance.random() < 0.3:
            new["sources"] = [{"name": chance.choice(names), "stance": chance.choice(["asserts", "denies"])}]
        for loss in new.get("losses", []):
            if chance.random() < 0.5:
                loss["best"] = chance.choice([None, 0, 5, (loss.get("best") or 0) + 1])
        yield new
        if chance.random() < 0.2:
            yield new | {"factuality": "negated"}


@pytest.mark.parametrize("seed", range(4))
def test_the_figures_are_those_of_the_golds_own_scorer(shared: Path, reference: Any, seed: int) -> None:
    from polemos.evaluation.gold import _from_full

    theirs: dict[str, Any] = {}
    ours = []
    paths = sorted((shared / "gold" / "dev").glob("*.json"))
    assert len(paths) == 13
    for path, document in zip(paths, read_gold(shared / "gold" / "dev"), strict=True):
        gold = reference.load_gold(path)
        wrong = list(spoiled(json.loads(path.read_text())["claims"], seed))
        for claim in wrong:
            quote = document.text.index(claim["quote"])
            claim["span"] = (quote, quote + len(claim["quote"]))
            claim["start"] = quote + claim["quote"].index(claim["trigger"])
        reference.add(theirs, reference.score(wrong, gold["claims"])[0])
        ours.append(judge(document, [_from_full(claim, document.text) for claim in wrong]))
    figures = Evaluation(tuple(ours)).score.figures()
    expected = reference.summary(theirs)
    assert set(figures) == {*expected, "time_F1"}  # dates are scored by us alone
    for name, value in expected.items():
        assert figures[name] == pytest.approx(value, abs=1e-9), name
    assert 0.3 < figures["F1_exact_type"] < figures["F1"] < 0.95


def test_names_count_as_the_same_where_the_golds_own_scorer_says_so(shared: Path, reference: Any) -> None:
    names = {
        name for d in read_gold(shared / "gold" / "dev") for c in d.claims for name in (*c.first, *c.second, *c.sources)
    }
    spellings = ("ISIS", "Daesh", "IS", "the United States", "U.S.", "UN", "Nusra Front", "Syrian regime", "", "the")
    some = [*sorted(names)[::3], *spellings]
    for one in some:
        assert normal(one) == reference.norm(one)
        for other in some:
            assert same_name(one, other) == reference.same_name(one, other), (one, other)


def test_types_are_related_where_the_golds_own_scorer_says_so(reference: Any) -> None:
    labels = sorted(set().union(*reference.GROUPS, *reference.STATUS_GROUPS) | {"aid", "protest"})
    for one in labels:
        for other in labels:
            assert related(one, other) == reference.related(one, other), (one, other)


# --- gold formats ---


def test_both_formats_say_the_same(tmp_path: Path, gold_folder: Path) -> None:
    lines = [FULL["document"], *COMPACT]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert list(read_gold(tmp_path)) == documents(gold_folder)


def test_all_of_the_training_gold_can_be_read(shared: Path) -> None:
    read = list(read_gold(shared / "gold" / "train"))
    assert len(read) == 262
    assert sum(len(document.claims) for document in read) == 5521
    assert not any(
        "=" in name for document in read for claim in document.claims for name in (*claim.first, *claim.sources)
    )


def test_broken_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"document": {"id": "d"}}')
    with pytest.raises(InputError, match=r"x\.json"):
        list(read_gold(tmp_path))


def test_absent_gold_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="polemos evaluate GOLD_DIR"):
        find_gold(tmp_path, "dev")


def test_the_fingerprint_changes_with_any_file(gold_folder: Path) -> None:
    before = fingerprint(gold_folder / "dev")
    assert before == fingerprint(gold_folder / "dev")
    (gold_folder / "dev" / "a.json").write_text(json.dumps(FULL) + " ")
    after = fingerprint(gold_folder / "dev")
    assert after != before
    (gold_folder / "dev" / "a.json").rename(gold_folder / "dev" / "b.json")
    assert fingerprint(gold_folder / "dev") != after


# --- evaluation ---


def test_a_perfect_coder_scores_one_everywhere(gold_folder: Path) -> None:
    evaluation = evaluate(coded, documents(gold_folder))
    assert set(evaluation.score.figures().values()) == {1.0}
    assert list(errors(evaluation)) == []
    assert worst(evaluation) == []


def test_a_coder_that_finds_nothing_scores_nothing(gold_folder: Path) -> None:
    evaluation = evaluate(lambda report: [], documents(gold_folder))
    assert evaluation.score.figures()["F1"] == 0
    assert {error.cause for error in errors(evaluation)} == {"no trigger"}
    assert [error.cause for error in worst(evaluation)] == ["no trigger"]


def test_coded_claims_come_in_the_scorers_form(gold_folder: Path) -> None:
    (document,) = documents(gold_folder)
    mine = [compared(claim) for claim in coded(Report("d1", TEXT, ""))]
    for claim, gold in zip(mine, document.claims, strict=True):
        for name in ("kind", "label", "start", "span", "place", "sources", "stance", "losses", "factuality", "time"):
            assert getattr(claim, name) == getattr(gold, name)
    relation = RelationClaim(
        **{"report_id": "d1", "coder": "t", "confidence": 1.0, "trigger": span("held"), "sentence": span("held")},
        relation="leads",
        subject=somebody("A"),
        object=somebody("B"),
    )
    assert (compared(relation).first, compared(relation).second) == (("A",), ("B",))


CAUSES = [
    ("wrong type", [{"label": "aid"}]),
    ("boundary", [{"start": 40, "trigger": "Sunday", "span": (80, 90)}]),
    ("too few", [{"label": "attack", "span": (90, 100)}]),
    ("wrong role", [{"first": ("police",)}]),
    ("place", [{"place": "Kidal"}]),
    ("time", [{"time": ("2013-01-01", "2013-01-31")}]),
    ("attribution", [{"stance": "denies"}]),
    ("factuality", [{"factuality": "planned"}]),
]


@pytest.mark.parametrize(("cause", "changes"), CAUSES, ids=[cause for cause, _ in CAUSES])
def test_each_cause_is_told(gold_folder: Path, cause: str, changes: list[dict[str, Any]]) -> None:
    from dataclasses import replace

    (document,) = documents(gold_folder)
    wrong = [replace(document.claims[0], **change) for change in changes]
    judged = judge(document, [*wrong, document.claims[1]])
    assert [error.cause for error in errors(Evaluation((judged,)))] == [cause]


def test_a_type_that_the_gold_allows_is_counted_under_the_golds_type(gold_folder: Path) -> None:
    from dataclasses import replace

    (document,) = documents(gold_folder)
    gold = replace(document, claims=(replace(document.claims[0], also_ok=("battle",)),))
    evaluation = Evaluation((judge(gold, [replace(document.claims[0], label="battle")]),))
    assert evaluation.score.figures()["F1_exact_type"] == 1.0
    assert {name: tally.f1 for name, tally in evaluation.labels.items()} == {"event/attack": 1.0}


def test_the_worst_errors_alternate_and_are_at_most_ten(gold_folder: Path) -> None:
    (document,) = documents(gold_folder)
    extra = [
        Compared(kind="event", label="protest", start=i, span=(i, i + 9), trigger="x", quote="x", confidence=i / 20)
        for i in range(12)
    ]
    found = worst(Evaluation((judge(document, extra),)))
    assert len(found) == 10
    assert found[0].cause == "wrong type" or found[0].cause == "no trigger"
    assert [error.cause for error in found[1:]] == ["wrong claim"] * 9
    assert found[1].coded
    assert found[1].coded.confidence == 11 / 20


def test_a_claim_in_words(gold_folder: Path) -> None:
    (document,) = documents(gold_folder)
    assert (
        says(document.claims[0])
        == "attack “attacked”: Rebels → soldiers, at Gao, on 2013-02-03; killed 5; says: the army"
    )
    assert says(document.claims[1]) == "holds “held”: Rebels → the bridge; says: the army (denies)"
    assert says(None) == "nothing"


def test_tables_and_json_carry_the_figures(gold_folder: Path) -> None:
    evaluation = evaluate(lambda report: coded(report)[:1], documents(gold_folder))
    console = Console(record=True, width=140, file=io.StringIO())
    show(console, evaluation, with_errors=True)
    text = console.export_text()
    for words in (
        "event/attack",
        "control/holds",
        "d1",
        "factuality",
        "Errors by cause",
        "nothing was coded at these words",
    ):
        assert words in text
    data = as_data(evaluation, "dev", "f")
    assert data["figures"]["R"] == 0.5
    assert data["types"]["control/holds"] == {
        "coded": 0,
        "gold": 1,
        "hits": 0,
        "precision": 0.0,
        "recall": 0.0,
        "F1": 0.0,
    }
    assert json.dumps(data) == json.dumps(as_data(evaluation, "dev", "f"))


# --- floors ---


def test_floors_hold_until_a_figure_sinks_or_the_gold_changes(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    figures = {"F1": 0.61249, "R": 0.5}
    write_floors(path, Floors("dev", "abc", 13, pinned(figures)))
    floors = read_floors(path)
    assert floors.floors == {"F1": 0.612, "R": 0.5}
    assert shortfalls(figures, floors, "dev", "abc") == []
    assert "below its floor 0.612" in shortfalls({"F1": 0.6119, "R": 0.9}, floors, "dev", "abc")[0]
    assert "not measured" in shortfalls({"F1": 0.7}, floors, "dev", "abc")[0]
    assert "--pin-floors" in shortfalls(figures, floors, "dev", "abd")[0]
    assert lowered({"F1": 0.7, "R": 0.5}, floors.floors) == []
    assert lowered({"F1": 0.6}, floors.floors) == [
        "F1 would go from 0.612 to 0.600",
        "R would go from 0.500 to nothing",
    ]


@pytest.mark.parametrize("content", ["", "[]", '{"floors": {}}', '{"floors": {"F1": "x"}}'])
def test_a_broken_floors_file_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(UsageError, match="floors"):
        read_floors(path)


def test_the_pinned_floors_are_at_least_what_the_project_asks_for() -> None:
    floors = read_floors(Path(__file__).parent.parent / "evaluation" / "floors.json").floors
    assert floors["F1"] >= 0.5
    assert floors["actor_F1"] >= 0.55
    assert floors["factuality_acc"] >= 0.8


# --- the command ---


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> Any:
    """`polemos evaluate` with a coder that finds the first `found` claims."""
    from typer.testing import CliRunner

    from polemos.cli import evaluate as module
    from polemos.cli.main import app

    def run(found: int, *arguments: str, folder: Path = gold_folder) -> tuple[int, str]:
        monkeypatch.setattr(module, "_coder", lambda settings: lambda report: coded(report)[:found])
        result = CliRunner().invoke(app, ["evaluate", str(folder), *arguments])
        return result.exit_code, re.sub(r"\s+", " ", result.output)

    return run


def test_the_command_pins_checks_and_refuses_to_sink(command: Any, tmp_path: Path, gold_folder: Path) -> None:
    floors = ["--floors", str(tmp_path / "floors.json")]
    code, out = command(2, "--check-floors", *floors)
    assert (code, "pin the floors first" in out) == (2, True)
    assert command(1, "--pin-floors", *floors)[0] == 0
    assert command(1, "--check-floors", *floors)[0] == 0
    assert command(2, "--check-floors", *floors)[0] == 0
    code, out = command(0, "--check-floors", *floors)
    assert (code, "below its floor" in out) == (1, True)
    code, out = command(0, "--pin-floors", *floors)
    assert (code, "--lower" in out) == (2, True)
    assert command(1, "--check-floors", *floors)[0] == 0
    assert command(0, "--pin-floors", "--lower", *floors)[0] == 0
    assert command(0, "--check-floors", *floors)[0] == 0
    (gold_folder / "dev" / "a.json").write_text(json.dumps(FULL) + " ")
    code, out = command(2, "--check-floors", *floors)
    assert (code, "fingerprint" in out) == (1, True)


def test_the_command_prints_tables_or_json(command: Any, tmp_path: Path) -> None:
    code, out = command(2)
    assert code == 0
    assert "Claims in 1 reports" in out
    code, out = command(2, "--json", "-")
    assert json.loads(out)["figures"]["F1"] == 1.0
    target = tmp_path / "out.json"
    assert command(2, "--json", str(target))[0] == 0
    assert json.loads(target.read_text())["split"] == "dev"


def test_the_command_says_where_it_looked_for_gold(command: Any, tmp_path: Path) -> None:
    code, out = command(2, folder=tmp_path / "nowhere")
    assert code == 2
    assert "nowhere" in out


def test_lower_alone_is_wrong_use(command: Any) -> None:
    assert command(2, "--lower")[0] == 2
