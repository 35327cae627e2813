"""Names that no pack knows, with the words they stood in, and a pack drafted from them for a person to finish."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from polemos.errors import Unreadable
from polemos.model import Unresolved
from polemos.text.romanisation import fold, marks

_MOST_CONTEXTS = 5


@dataclass(frozen=True, slots=True)
class _Drafted:
    id: str
    names: tuple[str, ...]
    uses: tuple[Unresolved, ...]


def read_queue(path: Path) -> list[Unresolved]:
    """The names that were put aside, a line of JSON each. Raises Unreadable with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("no-file", f"{path}: cannot be read: {error}") from error
    return [_entry(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def drafted(queue: Iterable[Unresolved]) -> str:
    """A pack of the names, the most used first. It does not hold until a person has given kinds and sources."""
    lines = [
        "pack: drafted",
        "title: Names that were not resolved; give each its kind and a source, or take it out",
        "actors:",
    ]
    for entry in sorted(_by_name(queue), key=lambda found: (-len(found.uses), found.id)):
        lines += _lines(entry)
    return "\n".join(lines) + "\n"


def _by_name(queue: Iterable[Unresolved]) -> Iterator[_Drafted]:
    """Uses that differ in case, accents and hyphens are of one name."""
    found: dict[str, list[Unresolved]] = {}
    for use in queue:
        key = "-".join(re.sub(r"[^a-z0-9]", "", fold(word)) for word in marks(use.name))
        found.setdefault(re.sub("-+", "-", key).strip("-") or f"name-{len(found) + 1}", []).append(use)
    for id_, uses in found.items():
        yield _Drafted(id_, tuple(dict.fromkeys(use.name for use in uses)), tuple(uses))


def _lines(entry: _Drafted) -> Iterator[str]:
    yield f"  - id: {entry.id}"
    yield f"    name: {_quoted(entry.names[0])}"
    if entry.names[1:]:
        yield f"    names: [{', '.join(map(_quoted, entry.names[1:]))}]"
    yield "    kind:  # armed-group, government, military, person ..."
    countries = tuple(dict.fromkeys(use.country for use in entry.uses if use.country))
    if countries:
        yield f"    country: {countries[0]}"
    if countries[1:]:
        yield f"    active_in: [{', '.join(countries[1:])}]"
    yield f"    sources: []  # used {len(entry.uses)} times{_when(entry.uses)}"
    for context in list(dict.fromkeys(use.context for use in entry.uses if use.context))[:_MOST_CONTEXTS]:
        yield f"    # {' '.join(context.split())}"


def _when(uses: tuple[Unresolved, ...]) -> str:
    days = sorted(use.on for use in uses if use.on)
    return f", {days[0]} to {days[-1]}" if days else ""


def _entry(line: str, where: str) -> Unresolved:
    try:
        item = json.loads(line)
        values = {key: item.get(key) for key in ("name", "on", "country", "context")}
    except (ValueError, AttributeError) as error:
        raise Unreadable("no-queue", f"{where}: needs an object with a name: {error}") from error
    if not values["name"] or not all(isinstance(value, str | None) for value in values.values()):
        raise Unreadable("no-queue", f"{where}: needs an object with a name, and on, country, context as text")
    return Unresolved(**values)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
