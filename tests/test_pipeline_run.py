"""The run around the steps: order, copies, limits, dying workers. The steps are stand-ins that load in no time."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from polemos.errors import PolemosError
from polemos.model import CodedReport, Quarantined
from polemos.pipeline.inputs import jobs
from polemos.pipeline.job import Copied, Job, Outcome
from polemos.pipeline.run import run
from polemos.pipeline.wire import Plan
from polemos.settings import DEFAULTS

PLAN = Plan(steps="standin_steps:assemble")
QUICK = replace(PLAN, settings=replace(DEFAULTS, report_seconds=0.5))


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def coded(texts: dict[str, str], plan: Plan = PLAN) -> dict[str, Outcome]:
    outcomes = list(run([Job(name, text.encode()) for name, text in texts.items()], plan))
    assert len(outcomes) == len(texts)
    return dict(zip(texts, outcomes, strict=True))


def names(outcomes: Iterable[Outcome]) -> list[str | None]:
    return [o.report.name if isinstance(o, CodedReport) else o.name for o in outcomes]


def test_results_come_in_input_order_under_their_names() -> None:
    outcomes = list(run([Job(name, f"They attacked {name}".encode()) for name in "cab"], PLAN))
    assert names(outcomes) == ["c", "a", "b"]
    first = outcomes[0]
    assert isinstance(first, CodedReport)
    assert [claim.trigger.text for claim in first.claims] == ["attacked"]
    assert first.claims[0].id.startswith("c-")


def test_claims_come_in_reading_order_and_dated() -> None:
    [outcome] = run([Job("a", b"They attacked and attacked", published="2014-02-12")], PLAN)
    assert isinstance(outcome, CodedReport)
    assert [claim.trigger.start for claim in outcome.claims] == [5, 18]
    assert [claim.time and claim.time.from_ for claim in outcome.claims] == ["2014-02-12"] * 2


def test_same_text_is_a_copy_of_the_first_that_was_coded() -> None:
    found = coded({"a": "They attacked", "b": "Other words", "c": "They attacked"})
    assert found["c"] == Copied("c", "a")


def test_a_copy_of_a_report_that_failed_is_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLEMOS_FAULT", "coding:a=error")
    found = coded({"a": "They attacked", "b": "They attacked"})
    assert isinstance(found["a"], Quarantined)
    assert isinstance(found["b"], CodedReport)


def test_what_a_library_prints_does_not_reach_the_answers() -> None:
    assert isinstance(coded({"a": "print and attacked"})["a"], CodedReport)


def test_a_late_report_is_quarantined_and_the_next_one_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLEMOS_FAULT", "reading:a=hang")
    began = time.monotonic()
    found = coded({"a": "They attacked", "b": "b"}, QUICK)
    late = found["a"]
    assert isinstance(late, Quarantined)
    assert (late.stage, late.reason) == ("reading", "time-limit")
    assert isinstance(found["b"], CodedReport)
    assert time.monotonic() - began < 10  # one limit and two starts, not a stall


def test_a_report_that_kills_its_worker_is_tried_again_and_then_quarantined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLEMOS_FAULT", "coding:a=kill")
    found = coded({"a": "They attacked", "b": "b"})
    killed = found["a"]
    assert isinstance(killed, Quarantined)
    assert (killed.stage, killed.reason) == ("coding", "worker-died")
    assert "2 times" in killed.message
    assert isinstance(found["b"], CodedReport)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory limit is held on Linux alone")
def test_a_report_that_takes_too_much_memory_is_quarantined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "greedy_steps.py").write_text(
        "import standin_steps\n"
        "class Greedy(standin_steps.StandInReader):\n"
        "    def read(self, report):\n"
        "        if 'greedy' in report.text: bytearray(300_000_000)\n"
        "        return super().read(report)\n"
        "def assemble(plan):\n"
        "    from dataclasses import replace\n"
        "    return replace(standin_steps.assemble(plan), reader=Greedy())\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(Path(__file__).parent)]))
    plan = Plan(steps="greedy_steps:assemble", settings=replace(DEFAULTS, report_memory=200 * 2**20))
    found = coded({"a": "greedy", "b": "attacked", "c": "attacked twice"}, plan)
    starved = found["a"]
    assert isinstance(starved, Quarantined)
    assert (starved.stage, starved.reason) == ("reading", "memory-limit")
    assert isinstance(found["b"], CodedReport)
    assert isinstance(found["c"], CodedReport)
    roomy = Plan(steps="greedy_steps:assemble")
    assert isinstance(coded({"a": "greedy"}, roomy)["a"], CodedReport)


@pytest.mark.parametrize(
    ("steps", "words"),
    [("standin_steps:broken", "not installed"), ("standin_steps:exits", "start"), ("no_such_module:x", "no_such")],
)
def test_a_worker_that_cannot_load_stops_the_run_with_a_message(steps: str, words: str) -> None:
    with pytest.raises(PolemosError, match=words):
        list(run([Job("a", b"text")], Plan(steps=steps)))


def test_no_worker_is_started_where_nothing_can_be_opened() -> None:
    missing = Quarantined("a", "ingest", "missing", "there is no such file")
    assert list(run([missing], Plan(steps="no_such_module:x"))) == [missing]


def test_no_worker_outlives_the_run() -> None:
    psutil = pytest.importorskip("psutil")
    outcomes = run([Job("a", b"a"), Job("b", b"b")], PLAN)
    next(outcomes)
    [worker] = [p for p in psutil.Process().children() if "polemos.pipeline.worker" in p.cmdline()]
    outcomes.close()  # type: ignore[attr-defined]
    assert not worker.is_running()


def test_a_module_in_the_folder_of_the_reports_is_not_imported(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported a stranger')")
    script = "from polemos.pipeline.run import run; from polemos.pipeline.job import Job; "
    script += "from polemos.pipeline.wire import Plan; "
    script += "print(len(list(run([Job('a', b'attacked')], Plan(steps='standin_steps:assemble')))))"
    done = subprocess.run([sys.executable, "-P", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "1\n", done.stderr


def found(names: list[str], stdin: bytes = b"") -> list[Job | Quarantined]:
    return list(jobs(names, io.BytesIO(stdin), published="2014-02-12", outlet="X"))


def test_a_jsonl_file_gives_a_job_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\n\nbroken\n{"text": "c"}')
    jobs_ = found([str(path)])
    assert [(job.name, job.data) for job in jobs_ if isinstance(job, Job)] == [
        (f"{path}:1", b'{"text": "a"}\n'),
        (f"{path}:3", b"broken\n"),
        (f"{path}:4", b'{"text": "c"}'),
    ]
    assert {job.kind for job in jobs_ if isinstance(job, Job)} == {"line"}


class Endless(io.RawIOBase):
    """Lines without end, as a pipe from a running program gives them."""

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        return b'{"text": "attacked"}\n'


def test_lines_are_coded_as_they_come() -> None:
    outcomes = run(jobs(["-"], Endless()), PLAN)  # type: ignore[arg-type]
    first, second = next(outcomes), next(outcomes)
    outcomes.close()
    assert isinstance(first, CodedReport)
    assert second == Copied("-:2", "-:1")


def test_an_over_long_line_is_quarantined_and_the_lines_after_it_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "b"}\n')
    small = replace(DEFAULTS, max_bytes=1000)
    first, second = jobs([str(path)], io.BytesIO(), settings=small)
    assert isinstance(first, Quarantined)
    assert (first.name, first.reason) == (f"{path}:1", "too-large")
    assert isinstance(second, Job)
    assert (second.name, second.data) == (f"{path}:2", b'{"text": "b"}\n')


@pytest.mark.parametrize(
    ("stdin", "kinds"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', ["line", "line"]),
        (b'\n{"text": "a"}\n', ["file"]),
        (b"Rebels attacked a base.\nThey left.", ["file"]),
        (b"", ["file"]),
        (b"{not json} said the clerk", ["file"]),
        (b'{"text"\0: 1}', ["file"]),
    ],
    ids=["records", "white space first", "text", "nothing", "a brace in prose", "binary"],
)
def test_standard_input_is_sniffed(stdin: bytes, kinds: list[str]) -> None:
    assert [job.kind for job in found(["-"], stdin) if isinstance(job, Job)] == kinds


def test_the_users_date_and_outlet_go_with_every_job(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    assert found([str(tmp_path / "a.txt")]) == [Job(str(tmp_path / "a.txt"), b"a", "file", "2014-02-12", "X")]


@pytest.mark.parametrize(
    ("name", "reason", "advice"),
    [
        ("missing.txt", "missing", "check the path"),
        (".", "folder", "name its files"),
        ("https://example.org/a", "url", "save the page"),
        ("a\0b", "unreadable", "check"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(name: str, reason: str, advice: str) -> None:
    [entry] = found([name])
    assert isinstance(entry, Quarantined)
    assert (entry.name, entry.reason) == (name, reason)
    assert advice in entry.message


def test_an_empty_jsonl_file_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n \n")
    [entry] = found([str(tmp_path / "a.jsonl")])
    assert isinstance(entry, Quarantined)
    assert entry.reason == "empty"
