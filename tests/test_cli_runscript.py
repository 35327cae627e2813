"""run.py: what it does without installing anything."""

import importlib.util
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "run.py"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module, over a folder of its own."""
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, path in (("ROOT", tmp_path), ("VENV", tmp_path / ".venv"), ("PAGE", tmp_path / "build" / "samples.html")):
        monkeypatch.setattr(module, name, path)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    samples = tmp_path / "src" / "polemos" / "samples"
    samples.mkdir(parents=True)
    (samples / "one.txt").write_text("a report")
    return module


def test_it_uses_the_standard_library_alone() -> None:
    code = f"import runpy, sys; runpy.run_path({str(SCRIPT)!r}, run_name='x'); "
    code += "print([m for m in sys.modules if m.split('.')[0] in ('polemos', 'typer', 'yaml', 'spacy')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_an_environment_is_installed_once_and_again_after_a_change(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    python = script.VENV / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("")
    monkeypatch.setattr(script, "PYTHON", python)
    monkeypatch.setattr(script.subprocess, "run", record)
    script.install("package")
    assert calls[-1][-2:] == ["-e", "."]
    calls.clear()
    script.install("package")
    assert calls == []
    script.install("dev")
    assert calls[-1][-2:] == ["-e", ".[dev]"]
    calls.clear()
    (script.ROOT / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    script.install("package")
    assert calls[-1][-2:] == ["-e", "."]


def test_a_failed_installation_is_not_taken_for_a_done_one(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        script.subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, "install" in command, "", ""),
    )
    script.VENV.mkdir()
    for _ in range(2):
        with pytest.raises(SystemExit, match="Check the network"):
            script.install("package")


def test_a_python_without_venv_is_told_what_to_install(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        script.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "no ensurepip", "")
    )
    with pytest.raises(SystemExit, match=r"python3.*-venv"):
        script.install("package")


def test_the_samples_are_coded_once_and_again_after_a_change(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        script.PAGE.write_text("page")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(script.subprocess, "run", record)
    script.make_page()
    script.make_page()
    assert len(calls) == 1
    assert any(argument.endswith("one.txt") for argument in calls[0])
    (script.ROOT / "src" / "polemos" / "verbs.yaml").write_text("verbs: []")
    script.make_page()
    assert len(calls) == 2


def test_only_the_page_is_served_and_only_on_this_machine(script: ModuleType) -> None:
    script.PAGE.parent.mkdir()
    script.PAGE.write_text("<p>page", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), script._Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with urllib.request.urlopen(address + "/") as answer:
            assert answer.read() == b"<p>page"
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        for path in ("/run.py", "/../pyproject.toml", "/build/samples.html"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(address + path)
            assert refused.value.code == 404
            refused.value.close()
        server.shutdown()
