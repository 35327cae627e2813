"""What all `polemos resolve` commands share: lines of JSON in and out, an error told with its line, and formats."""

import json
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from polemos.cli.notes import note
from polemos.errors import PolemosError

Form = StrEnum("Form", ["table", "json", "jsonl"])
Item = dict[str, Any]
"""One line's object, as `item` has checked it."""


def answer_lines(answer: Callable[[Item], Any], needed: str, texts: tuple[str, ...] = ()) -> int:
    """Answer each line of standard input with one line; `needed` must be text in each, `texts` text or null.

    A wrong line is told on standard error with its number and the rest goes on. Returns the exit status: 0, or 1 where
    some lines were wrong.
    """
    status = 0
    for number, line in numbered():
        try:
            answered = answer(item(line, needed, texts))
        except (ValueError, PolemosError) as error:
            note(f"polemos: line {number}: {error}")
            status = 1
            continue
        write(answered)
    return status


def numbered() -> Iterator[tuple[int, str]]:
    """The lines of standard input that hold something, with their numbers from 1."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield number, line.decode("utf-8", "replace")


def item(line: str, needed: str, texts: tuple[str, ...] = ()) -> Item:
    """One line's object. Raises ValueError that says what is wrong."""
    found = json.loads(line)
    if not isinstance(found, dict) or not isinstance(found.get(needed), str):
        raise ValueError(f"needs an object with a {needed}")
    for key in texts:
        if not isinstance(found.get(key), str | None):
            raise ValueError(f"{key} must be text")
    return found


def write(answer: Any, indent: int | None = None) -> None:
    """A record as JSON on standard output, at once: a program may wait for each answer."""
    from polemos.model.serial import to_dict

    text = json.dumps(to_dict(answer), ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write((text + "\n").encode("utf-8", "replace"))
    sys.stdout.flush()


def show(answer: Any, form: Form | None, table: Callable[[Any], Iterator[str]]) -> None:
    """One answer: by default the lines of `table` on a terminal, else one line of JSON."""
    if (form or (Form.table if sys.stdout.isatty() else Form.jsonl)) is Form.table:
        for line in table(answer):
            sys.stdout.write(line + "\n")
    else:
        write(answer, indent=2 if form is Form.json else None)
