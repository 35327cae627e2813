"""The types in the workbench's own scripts, checked by TypeScript, which npm brings (frontend/checks)."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHECKS = ROOT / "frontend" / "checks"


@pytest.fixture(scope="module")
def compiler() -> list[str]:
    """The command of the pinned compiler; where npm cannot bring it the test is skipped."""
    found = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert found
    assert found.loader
    hook = importlib.util.module_from_spec(found)
    found.loader.exec_module(hook)
    try:
        npm = hook._npm()
    except OSError as error:
        pytest.skip(f"no npm here: {error}")
    node = shutil.which("node") or npm[0]
    tsc = CHECKS / "node_modules" / "typescript" / "lib" / "tsc.js"
    if not tsc.is_file():
        brought = subprocess.run([*npm, "ci"], cwd=CHECKS, capture_output=True, text=True, timeout=180)
        if brought.returncode or not tsc.is_file():
            pytest.skip(f"npm cannot bring TypeScript: {brought.stderr.strip()[-200:]}")
    return [node, str(tsc), "--project"]


def test_our_scripts_keep_their_types(compiler: list[str]) -> None:
    told = subprocess.run([*compiler, str(CHECKS)], capture_output=True, text=True, timeout=180)
    assert told.stdout.strip() == ""
    assert told.returncode == 0


def test_a_wrong_type_is_told(compiler: list[str], tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text('/** @type {number} */\nexport const one = "one";\n', encoding="utf-8")
    (tmp_path / "tsconfig.json").write_text(
        f'{{"extends": "{(CHECKS / "tsconfig.json").as_posix()}", "include": ["wrong.js"]}}', encoding="utf-8"
    )
    told = subprocess.run([*compiler, str(tmp_path)], capture_output=True, text=True, timeout=180)
    assert "TS2322" in told.stdout
    assert told.returncode


def test_every_script_asks_to_be_checked() -> None:
    own = sorted((ROOT / "src" / "polemos" / "web" / "static").glob("*.js"))
    assert own
    assert [path.name for path in own if not path.read_text(encoding="utf-8").startswith("// @ts-check\n")] == []
