"""Every example of the codebook through the rules, and the commands that show and check it."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from polemos.cli.main import app
from polemos.codebook.entry import Example
from polemos.codebook.loader import Codebook, load
from polemos.model import EventClaim, Loss, Moment, Participant, Place, Source, Span
from polemos.model.serial import to_dict
from polemos.pipeline.assembly import assemble
from polemos.pipeline.steps import Steps
from polemos.pipeline.wire import Plan
from polemos.service.examples import as_report, problems, run_examples
from polemos.settings import DEFAULTS

EXAMPLES = load().examples


@pytest.fixture(scope="module")
def steps() -> Steps:
    return assemble(Plan(replace(DEFAULTS, learned=0)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.where}: {example.text[:60]}")
def test_example(example: Example, steps: Steps) -> None:
    failures = list(run_examples([example], steps))
    assert failures == [], "\n".join(map(str, failures))


def test_every_label_has_an_entry_and_every_entry_an_example(codebook: Codebook) -> None:
    counted = Counter(entry.label for entry in codebook.entries)
    assert [name for name in codebook.types if not counted[name]] == []
    assert [entry.where for entry in codebook.entries if not entry.examples] == []


def test_no_example_stands_twice() -> None:
    texts = Counter((example.text, repr(example.claims), example.absent) for example in EXAMPLES)
    assert [text for (text, _, _), count in texts.items() if count > 1] == []


CLAIM = EventClaim(
    report_id="r",
    trigger=Span(7, 15, "attacked"),
    sentence=Span(0, 60, ""),
    coder="t",
    confidence=1.0,
    type="attack",
    actors=(Participant("ISIS", "they", 0, 4, "armed-group"), Participant("Rebels", "the Rebels", 0, 4)),
    place=Place("Idlib", "Idlib", 30, 35, 1),
    sources=(Source("Reuters", "Reuters", 0, 7, "media"), Source("army", "The army", 8, 12, "party", stance="denies")),
    losses=(Loss("killed", Span(0, 1, "soldiers"), Span(0, 1, "five"), None, None, 5, 5, None),),
    time=Moment("Monday", 0, 6, "2014-02-10", "2014-02-10", 1),
)


@pytest.mark.parametrize(
    "wanted",
    [
        {"type": "attack", "trigger": "Attacked"},
        {"trigger": "attacked the base"},
        {"actors": ["rebels", "ISIS"]},
        {"actors": ["they", "the rebels"]},
        {"place": "idlib", "origin": None, "recipients": []},
        {"sources": [{"name": "Reuters"}, {"name": "the army", "stance": "denies"}]},
        {"losses": [{"status": "killed", "who": "soldiers", "low": 5, "high": None}]},
        {"time": {"from": "2014-02-10", "precision": 1}},
        {"factuality": "occurred", "hedges": []},
    ],
    ids=str,
)
def test_an_example_holds_where_all_it_names_is_so(wanted: dict[str, Any]) -> None:
    assert list(problems(Example("x", (wanted,), (), None, "here"), [CLAIM])) == []


@pytest.mark.parametrize(
    "wanted",
    [
        {"type": "battle"},
        {"status": "attack"},
        {"trigger": "attack"},
        {"actors": ["ISIS"]},
        {"actors": ["ISIS", "Rebels", "army"]},
        {"place": None},
        {"recipients": ["x"]},
        {"sources": [{"name": "army", "stance": "denies"}, {"name": "Reuters"}]},
        {"sources": []},
        {"losses": [{"status": "killed", "low": 5, "high": 5}]},
        {"losses": [{"status": "killed"}, {"status": "killed"}]},
        {"losses": []},
        {"time": {"from": "2014-02-11"}},
        {"time": None},
        {"factuality": "planned"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_an_example_fails_where_anything_it_names_is_not_so(wanted: dict[str, Any]) -> None:
    [problem] = problems(Example("x", (wanted,), (), None, "here"), [CLAIM])
    assert problem


def test_two_claims_that_are_asked_for_need_two() -> None:
    twice = Example("x", ({"type": "attack"}, {"type": "attack"}), (), None, "here")
    assert len(list(problems(twice, [CLAIM]))) == 1
    assert list(problems(twice, [CLAIM, CLAIM])) == []


def test_an_absent_label_must_not_be_coded() -> None:
    absent = Example("x", (), ("attack",), None, "here")
    assert list(problems(absent, [CLAIM])) == ["a claim attack was coded, and must not be"]
    assert list(problems(absent, [])) == []


def part_of(part: Any, whole: Any) -> bool:
    if isinstance(part, dict):
        return all(key in whole and part_of(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return len(part) == len(whole) and all(map(part_of, part, whole))
    return bool(part == whole)


def test_the_readmes_example_is_what_is_coded(steps: Steps) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    shown = json.loads(readme.split("```json\n")[1].split("```")[0])
    text = readme.split('## A claim\n\n"')[1].split('"')[0] + "."
    claims = steps.claims(as_report(Example(text, (), (), "2024-05-15", "README.md")), lambda stage: None)
    assert [claim for claim in map(to_dict, claims) if part_of(shown, claim)]


GOOD = """
type: attack
entries:
  - verbs: [waylay]
    examples:
      - text: "Militiamen waylaid a convoy near Bria on Friday."
        claims: [{type: attack, trigger: waylaid, actors: [Militiamen]}]
"""


def check(tmp_path: Path, text: str) -> tuple[int, str]:
    path = tmp_path / "own.yaml"
    path.write_text(text)
    result = CliRunner().invoke(app, ["codebook", "check", str(path)])
    return result.exit_code, result.output


def test_a_file_of_ones_own_is_checked_with_its_examples(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD) == (0, f"{tmp_path / 'own.yaml'}: 1 entries, 1 examples; all hold\n")


def test_the_file_in_the_quick_start_holds(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "quickstart.md").read_text(encoding="utf-8")
    status, output = check(tmp_path, page.split("```yaml\n")[1].split("```")[0])
    assert (status, "all hold" in output) == (0, True), output


def test_an_example_that_does_not_hold_says_what_is_wrong(tmp_path: Path) -> None:
    status, output = check(tmp_path, GOOD.replace("actors: [Militiamen]", "actors: [Army]"))
    assert status == 1
    assert "own.yaml, entry 1, example 1: Militiamen waylaid a convoy" in output
    assert "has actors [Militiamen]" in output


def test_every_problem_of_form_is_named(tmp_path: Path) -> None:
    status, output = check(tmp_path, "type: attack\nentries:\n  - verbs: [7]\n    roles: {subject: villain}\n")
    assert status == 1
    for words in ("villain", "must be words", "needs at least one example"):
        assert words in output


@pytest.mark.parametrize(
    ("arguments", "words"), [(["check", "none.yaml"], "no such file"), (["show", "x"], "has no 'x'")]
)
def test_wrong_use_of_the_codebook_commands(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(app, ["codebook", *arguments])
    assert result.exit_code == 2
    assert words in " ".join(result.output.replace("│", " ").split())


def test_list_and_show_print_what_the_codebook_says(codebook: Codebook) -> None:
    listed = CliRunner().invoke(app, ["codebook", "list"]).output
    assert all(name in listed for name in codebook.types)
    shown = CliRunner().invoke(app, ["codebook", "show", "shelling"]).output
    assert "PLOVER ASSAULT" in shown
    assert "verbs: " in shown
    assert "e.g. " in shown
