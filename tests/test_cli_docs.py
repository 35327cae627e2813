"""The documentation of the command line is complete: a command, option or setting without its words fails."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer.main

from polemos.cli.main import app
from polemos.settings import DEFAULTS, Settings

PAGE = (Path(__file__).parent.parent / "docs" / "command-line.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]}


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield name, command
    for key, value in inner.items():
        yield from commands(value, f"{name} {key}")


COMMANDS = dict(commands(typer.main.get_command(app), "polemos"))


def test_every_command_has_its_section_and_no_section_is_left_over() -> None:
    assert set(SECTIONS) == {*COMMANDS, "Settings"}


def test_every_option_is_explained_in_its_commands_section() -> None:
    missing = [
        f"{name} {option}"
        for name, command in COMMANDS.items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("-") and option not in ("-h", "--help") and f"`{option}" not in SECTIONS[name]
    ]
    assert missing == []


def test_every_setting_is_explained_with_its_value() -> None:
    for field in fields(Settings):
        value = getattr(DEFAULTS, field.name)
        shown = f"{value:g}" if isinstance(value, float) else f"{value:,}"
        assert f"- `{field.name}` ({shown}): " in SECTIONS["Settings"], field.name


FLOORS = {
    "claims: F1 (precision, recall)": ["F1", "P", "R"],
    "claims that any coder would code: recall": ["R_required"],
    "claims with the very type: F1": ["F1_exact_type"],
    "of the claims found: actor F1": ["actor_F1"],
    "of the claims found: recipient F1": ["recipient_F1"],
    "of the claims found: place F1": ["place_F1"],
    "of the claims found: source F1": ["source_F1"],
    "of the claims found: losses F1": ["losses_F1"],
    "of the claims found: factuality, accuracy": ["factuality_acc"],
}


def test_the_readme_promises_no_more_than_the_floors_that_ci_checks() -> None:
    root = Path(__file__).parent.parent
    floors = json.loads((root / "evaluation" / "floors.json").read_text(encoding="utf-8"))["floors"]
    readme = (root / "README.md").read_text(encoding="utf-8")
    for row, names in FLOORS.items():
        figures = [float(figure) for figure in re.findall(r"0\.\d+", readme.split(f"| {row} |")[1].split("\n")[0])]
        assert len(figures) == len(names), row
        assert [name for name, figure in zip(names, figures, strict=True) if figure > floors[name]] == [], row


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    root = Path(__file__).parent.parent
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) < 120
    links = re.findall(r"\]\((?!https?:)([^)#]+)", readme)
    assert links
    assert [link for link in links if not (root / link).exists()] == []
