"""The commands of an archive as a person types them: what they print, how they end, and what a slip is answered."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from archives import AUTHOR, coded, event
from polemos.cli.main import app
from polemos.store.archive import Archive

SHELLED = "The army shelled Kadugli on Tuesday, killing 5 people, residents said."
RAIDED = "Gunmen raided Talodi."


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two reports in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLEMOS_ARCHIVE", raising=False)
    assert run("init", "--by", "Ann").exit_code == 0
    archive = Archive.open("polemos.db")
    shelled = event("r-1", SHELLED, "shelled", "shelling", actors=("The army",), place="Kadugli", day="2024-05-14")
    archive.add(coded("r-1", SHELLED, shelled), AUTHOR)
    raided = event("r-2", RAIDED, "raided", "attack", actors=("Gunmen",), place="Talodi", day="2024-05-16")
    archive.add(coded("r-2", RAIDED, raided), AUTHOR)
    archive.close()
    return tmp_path


def claim_of(word: str) -> str:
    return str(json.loads(run("search", word).stdout)["id"])


def test_init_refuses_what_is_there_and_where_nothing_can_be(kept: Path) -> None:
    again = run("init")
    assert (again.exit_code, "already" in again.stderr) == (2, True)
    nowhere = run("init", "--archive", "gone/a.db")
    assert (nowhere.exit_code, "there is no folder" in nowhere.stderr) == (2, True)
    folder = run("status", "--archive", str(kept))
    assert (folder.exit_code, "is a folder; name a file in it" in folder.stderr) == (2, True)
    assert not (kept / "gone").exists()


def test_status_counts(kept: Path) -> None:
    found = json.loads(run("status", "--format", "json").stdout)
    assert (found["reports"], found["claims"], found["copies"], found["quarantined"]) == (2, 2, 0, 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "--kind", "evnt"),
        ("search", "--type", "shellling"),
        ("search", "--actor", "army", "--role", "doer"),
        ("search", "--factuality", "true"),
        ("search", "--limit", "0"),
        ("search", "--from", "14/05/2024"),
        ("incidents", "list", "--type", "shellling"),
        ("incidents", "list", "--status", "true"),
        ("incidents", "list", "--from", "2024-13-01"),
        ("incidents", "list", "--limit", "-1"),
        ("incidents", "show", "i-none"),
        ("incidents", "explain", "c-none", "c-none"),
        ("judge", "claim", "accept", "c-none"),
        ("judge", "undo", "9"),
        ("why", "i-none.losses.killed"),
        ("audit", "--limit", "-1"),
        ("restore", "gone.db", "--archive", "new.db"),
    ],
)
def test_a_slip_is_wrong_use_and_not_an_empty_answer(kept: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_search_by_words_and_filters(kept: Path) -> None:
    assert json.loads(run("search", "shelled").stdout)["type"] == "shelling"
    assert len(run("search").stdout.splitlines()) == 2
    assert json.loads(run("search", "--type", "attack", "--from", "2024-05-15").stdout)["report_id"] == "r-2"
    none = run("search", "--to", "2024-01-01")
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "no claim fits\n")


def test_a_backup_is_put_back_whole_and_never_over_anything(kept: Path) -> None:
    assert run("backup", "b.db").exit_code == 0
    assert run("backup", "b.db").exit_code == 2
    assert run("restore", "b.db").exit_code == 2
    assert run("restore", "b.db", "--archive", "new.db").exit_code == 0
    assert run("search", "--archive", "new.db").stdout == run("search").stdout
    assert "already" in run("migrate").stderr


def test_incidents_are_listed_shown_and_explained(kept: Path) -> None:
    listed = [json.loads(line) for line in run("incidents", "list").stdout.splitlines()]
    assert [each["type"] for each in listed] == ["attack", "shelling"]
    shown = json.loads(run("incidents", "show", claim_of("shelled")).stdout)
    assert shown["id"] == listed[1]["id"]
    told = run("incidents", "explain", claim_of("shelled"), claim_of("raided"), "--format", "table").stdout
    assert told.startswith("in two incidents\n")
    why = run("why", f"{shown['id']}.place", "--format", "table")
    assert (why.exit_code, "Kadugli" in why.stdout) == (0, True)


def test_a_judgement_is_kept_undone_and_in_the_log(kept: Path) -> None:
    assert run("judge", "claim", "reject", claim_of("raided"), "--by", "Bo", "--reason", "a rumour").exit_code == 0
    assert run("judge", "undo", "1", "--by", "Bo").exit_code == 0
    first, second = run("judge", "list", "--format", "table").stdout.splitlines()
    assert "Bo: reject" in first
    assert first.endswith("a rumour  (taken back)")
    assert "undo of judgement 1" in second
    log = [json.loads(line) for line in run("audit").stdout.splitlines()]
    assert [row["what"] for row in log] == ["init", "add", "add", "reject", "undo"]
    assert [row["previous"] for row in log[1:]] == [row["hash"] for row in log[:-1]]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes on Windows")
@pytest.mark.parametrize("arguments", [("gazetteer", "export", "--country", "SD"), ("search",)])
def test_a_reader_that_goes_away_ends_it_quietly(kept: Path, arguments: tuple[str, ...]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "polemos", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=kept
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()
