"""What the documentation shows is what happens: the examples of each page run, in order, in one folder.

A fence with `title="NAME"` is a file that the reader makes. `console` has commands after "$ " and what they print,
where "..." stands for anything; `python` is a program. A fence marked `{.no-run}` only shows something.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted([DOCS / "tutorial.md", *(DOCS / "howto").glob("*.md")])
_FENCE = re.compile(r"^```(?P<head>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True)
class Fence:
    language: str
    title: str | None
    body: str
    line: int


def fences(page: Path) -> list[Fence]:
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        head = match["head"]
        if ".no-run" in head:
            continue
        title = _TITLE.search(head)
        language = re.sub(r"[{}.]", " ", head).split()
        line = text.count("\n", 0, match.start()) + 1
        found.append(Fence(language[0] if language else "", title[1] if title else None, match["body"], line))
    return found


def as_shown(shown: str, printed: str) -> bool:
    """Whether it was printed so, "..." being anything (on a line of its own, any lines); how wide is no matter."""
    pattern = re.escape(_plain(shown)).replace(re.escape("..."), ".*")
    return re.fullmatch(pattern, _plain(printed), re.DOTALL) is not None


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page_run_and_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    binaries = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    environment |= {"XDG_DATA_HOME": str(tmp_path / "data"), "NO_COLOR": "1"}
    environment.pop("POLEMOS_ARCHIVE", None)
    where = tmp_path / "reader"
    where.mkdir()
    for fence in fences(page):
        if fence.title is not None:
            (where / fence.title).write_text(fence.body, encoding="utf-8")
        elif fence.language == "console":
            run_console(fence, where, environment, page.name)
        elif fence.language == "python":
            done = subprocess.run(
                [sys.executable, "-c", fence.body], cwd=where, env=environment, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{page.name}:{fence.line}\n{done.stderr}"


def run_console(fence: Fence, where: Path, environment: dict[str, str], page: str) -> None:
    steps: list[tuple[str, list[str]]] = []
    for line in fence.body.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        else:
            steps[-1][1].append(line)
    for command, shown in steps:
        words = shlex.split(command, comments=True)
        done = subprocess.run(
            ["bash", "-c", command] if {"|", ">", "&&", "<"} & set(words) or "*" in command else words,
            cwd=where,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        printed = done.stdout + done.stderr
        assert done.returncode in (0, 1), f"{page}:{fence.line}: {command}\n{printed}"
        if shown:
            assert as_shown("\n".join(shown), printed), f"{page}:{fence.line}: {command}\n{printed}"


def test_the_comparison_can_fail() -> None:
    assert as_shown("a ... c\n...\nd", "a b c\n1\n2\nd\n")
    assert not as_shown("a c", "a b c")
    assert not as_shown("3 claims", "13 claims, 4")


def test_every_page_is_in_the_site() -> None:
    listed = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert sorted(page for page in pages if f"- {page}\n" not in listed) == []
