#!/usr/bin/env python3
"""Start Polemos from a copy of its source, with nothing installed but Python.

    python3 run.py [--no-browser] [--port N]    the sample reports with their claims, as a page on this machine
    python3 run.py test                         every check, as continuous integration runs them

Standard library only: it makes the environment (.venv) that has the rest.
"""

import argparse
import hashlib
import http.server
import os
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PAGE = ROOT / "build" / "samples.html"
OLDEST = (3, 11)


def main() -> int:
    """Exit status 0 for success, 1 for a failed check, 2 for a machine or a call that will not do."""
    parser = argparse.ArgumentParser(description="Show the sample reports with their claims, or run every check.")
    parser.add_argument("action", nargs="?", choices=["show", "test"], default="show")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open nothing")
    parser.add_argument("--port", type=int, default=0, help="a port of your own; by default a free one")
    options = parser.parse_args()
    if sys.version_info < OLDEST:
        raise SystemExit(f"Polemos needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {sys.version.split()[0]}.")
    if options.action == "test":
        install("dev")
        return run_checks()
    install("package")
    make_page()
    serve(options.port, not options.no_browser)
    return 0


# --- the environment -------------------------------------------------------------------------------------


def install(what: str) -> None:
    """Make .venv and install the package, or with "dev" also the tools of the checks, unless it was done already.

    A stamp for each holds the hash of pyproject.toml and of this Python, so that a change of either installs again.
    """
    wanted = _digest([ROOT / "pyproject.toml"], sys.version)
    if _stamped(what, wanted) or (what == "package" and _stamped("dev", wanted)):
        return
    _make_venv()
    target = ".[dev]" if what == "dev" else "."
    print(f"Installing Polemos into {VENV} (some minutes the first time) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "-e", target]
    if subprocess.run(pip, cwd=ROOT).returncode:
        raise SystemExit("The installation failed; see pip's message above. Check the network and run this again.")
    (VENV / f".polemos-{what}").write_text(wanted, encoding="utf-8")


def _stamped(what: str, wanted: str) -> bool:
    stamp = VENV / f".polemos-{what}"
    return PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def _make_venv() -> None:
    """A fresh environment where there is none that works: one half made, or made by a Python since removed."""
    if PYTHON.exists() and not subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SystemExit(
            f"{made.stdout}{made.stderr}\nNo virtual environment could be made. On Debian and Ubuntu install Python's "
            f"venv first:\n    sudo apt install python{version}-venv\nand run this again."
        )


# --- the page --------------------------------------------------------------------------------------------


def make_page() -> None:
    """Code the sample reports into one page, unless nothing changed since it was made."""
    stamp = PAGE.with_suffix(".stamp")
    package = sorted(path for path in (ROOT / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    wanted = _digest([ROOT / "pyproject.toml", *package], sys.version)
    if PAGE.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Coding the sample reports ...", flush=True)
    PAGE.parent.mkdir(exist_ok=True)
    stamp.unlink(missing_ok=True)
    samples = [str(path) for path in package if path.parent.name == "samples" and path.suffix == ".txt"]
    command = [str(PYTHON), "-m", "polemos", "code", *samples, "--format", "html", "-o", str(PAGE)]
    if subprocess.run(command, cwd=ROOT).returncode:
        raise SystemExit("The sample reports could not be coded; see the message above.")
    stamp.write_text(wanted, encoding="utf-8")


def serve(port: int, browser: bool) -> None:
    """Serve the page on this machine alone until Ctrl-C."""
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    except OSError as error:
        raise SystemExit(f"Port {port} cannot be used ({error.strerror}); leave --port out for a free one.") from None
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"Polemos is at {address} (Ctrl-C stops it)", flush=True)
    if browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    """One page; nothing else of this folder can be asked for."""

    def do_GET(self) -> None:
        body = PAGE.read_bytes() if self.path == "/" else b"There is one page, at /.\n"
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", f"text/{'html' if self.path == '/' else 'plain'}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the address above should stay in sight."""


# --- the checks ------------------------------------------------------------------------------------------


def run_checks() -> int:
    """Run all, also after one has failed, so that one run shows everything; pytest last, its summary in sight."""
    floors = ROOT / "src" / "polemos" / "cli" / "evaluate.py"
    checks = [
        ("Style (ruff check)", ["-m", "ruff", "check", "."]),
        ("Layout (ruff format)", ["-m", "ruff", "format", "--check", "."]),
        ("Types (mypy --strict)", ["-m", "mypy"]),
        ("Layers (import-linter)", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ]
    if floors.exists() and (ROOT.parent / "shared" / "gold").is_dir():
        checks.append(("Quality floors (polemos evaluate)", ["-m", "polemos", "evaluate", "--check-floors"]))
    checks.append(("Documentation (mkdocs build --strict)", ["-m", "mkdocs", "build", "--strict", "--quiet"]))
    checks.append(("Tests (pytest)", ["-m", "pytest"]))
    failed = []
    for heading, arguments in checks:
        print(f"\n=== {heading}", flush=True)
        if subprocess.run([str(PYTHON), *arguments], cwd=ROOT).returncode:
            failed.append(heading)
    print(f"\nFailed: {', '.join(failed)}" if failed else f"\nAll {len(checks)} checks passed.", flush=True)
    return 1 if failed else 0


def _digest(paths: list[Path], *more: str) -> str:
    found = hashlib.sha256("\n".join(more).encode())
    for path in paths:
        found.update(f"{path.relative_to(ROOT).as_posix()}\n".encode() + path.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
