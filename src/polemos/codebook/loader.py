"""Reads the codebook's YAML strictly: a key, role or slot that is not known stops with every problem named."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, get_args

import yaml

from polemos.codebook.entry import (
    CATEGORIES,
    GRAMMATICAL_SLOTS,
    ROLES,
    Entry,
    EventType,
    Example,
    noun_roles,
    verb_roles,
)
from polemos.errors import CodebookError
from polemos.model.claim import ClaimKind, Factuality


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which `on`, `off`, `yes` and `no` are words: the codebook lists prepositions."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))

ENTRY_KEYS = {
    "verbs",
    "nouns",
    "adjectives",
    "roles",
    "when",
    "unless",
    "needs",
    "factuality",
    "confidence",
    "examples",
}
FILE_KEYS: dict[ClaimKind, set[str]] = {
    "event": {"type", "definition", "plover", "acled", "cameo", "speech", "movement", "entries"},
    "control": {"status", "definition", "entries"},
    "relation": {"relation", "definition", "entries"},
}
LABEL_KEY: dict[ClaimKind, str] = {"event": "type", "control": "status", "relation": "relation"}
FOLDERS: dict[ClaimKind, str] = {"event": "events", "control": "control", "relation": "relations"}


@dataclass(frozen=True)
class Codebook:
    """The whole codebook. `sections` holds the YAML of the other folders by "folder/file", each with its own reader
    beside this one (speech.py, factuality.py, numbers.py, nouns.py ...)."""

    types: Mapping[str, EventType]
    entries: tuple[Entry, ...]
    sections: Mapping[str, Any]
    fingerprint: str
    definitions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """Every example of every section."""
        found = [example for entry in self.entries for example in entry.examples]
        problems: list[str] = []
        for name, section in self.sections.items():
            found.extend(section_examples(section, name, problems))
        if problems:
            raise CodebookError(problems)
        return tuple(found)


def load(extra: Path | None = None) -> Codebook:
    """The packaged codebook; with `extra`, the entries of that file come before it. Raises CodebookError."""
    problems: list[str] = []
    types: dict[str, EventType] = {}
    definitions: dict[str, str] = {}
    entries: list[Entry] = []
    sections: dict[str, Any] = {}
    digest = hashlib.sha256()
    for folder, name, text in _packaged():
        digest.update(f"{folder}/{name}\n{text}\n".encode())
        where = f"{folder}/{name}"
        data = parse(text, where, problems)
        kind = next((k for k, f in FOLDERS.items() if f == folder), None)
        if kind is None:
            sections[where.removesuffix(".yaml")] = data
        elif isinstance(data, dict):
            _read_file(kind, data, where, types, definitions, entries, problems)
    if extra is not None:
        text = _user_text(extra)
        digest.update(text.encode())
        data = parse(text, extra.name, problems)
        kind = next((k for k, key in LABEL_KEY.items() if isinstance(data, dict) and key in data), None)
        if kind is None or not isinstance(data, dict):
            problems.append(f"{extra.name}: a codebook file names its `type`, `status` or `relation` at the top")
        else:
            own: list[Entry] = []
            _read_file(kind, data, extra.name, types, definitions, own, problems)
            entries = own + entries
    if problems:
        raise CodebookError(problems)
    return Codebook(types, tuple(entries), sections, digest.hexdigest()[:16], definitions)


def parse(text: str, where: str, problems: list[str]) -> Any:
    """YAML to data; a syntax error becomes a problem with its line."""
    try:
        return yaml.load(text, Loader=_Words)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(f"{where}{f':{mark.line + 1}' if mark else ''}: not YAML: {getattr(error, 'problem', error)}")
        return None


def strings(value: Any, where: str, problems: list[str]) -> tuple[str, ...]:
    """A list of strings, or one string; anything else becomes a problem (YAML reads a bare `no` as false)."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    wrong = [item for item in items if not isinstance(item, str)]
    if wrong:
        problems.append(f"{where}: must be words, not {wrong[0]!r} (quote it)")
    return tuple(item for item in items if isinstance(item, str))


def section_examples(section: Any, where: str, problems: list[str]) -> list[Example]:
    """The examples of a section: every mapping in it that has an `examples` key."""
    found: list[Example] = []
    if isinstance(section, dict):
        if "examples" in section:
            found.extend(read_examples(section["examples"], where, problems))
        for key, value in section.items():
            if key != "examples":
                found.extend(section_examples(value, f"{where}.{key}", problems))
    elif isinstance(section, list):
        for number, value in enumerate(section):
            found.extend(section_examples(value, f"{where}[{number + 1}]", problems))
    return found


def read_examples(value: Any, where: str, problems: list[str]) -> tuple[Example, ...]:
    """A list of `{text, claims, absent, published}`."""
    found = []
    for number, item in enumerate(value if isinstance(value, list) else []):
        at = f"{where}, example {number + 1}"
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            problems.append(f"{at}: needs a `text`")
            continue
        if unknown := set(item) - {"text", "claims", "absent", "published"}:
            problems.append(f"{at}: unknown key {', '.join(sorted(map(str, unknown)))}")
        claims = item.get("claims") or []
        if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
            problems.append(f"{at}: `claims` must be a list of claims")
            claims = []
        absent = strings(item.get("absent"), f"{at}.absent", problems)
        if not claims and not absent:
            problems.append(f"{at}: names neither claims nor absent labels, so it would test nothing")
        published = item.get("published")
        found.append(Example(item["text"], tuple(claims), absent, str(published) if published else None, at))
    return tuple(found)


def _packaged() -> list[tuple[str, str, str]]:
    root = files("polemos.codebook") / "data"
    found: list[tuple[str, str, str]] = []
    by_name: Callable[[Traversable], str] = lambda item: item.name  # noqa: E731
    for folder in sorted((item for item in root.iterdir() if item.is_dir()), key=by_name):
        for item in sorted(folder.iterdir(), key=by_name):
            if item.name.endswith(".yaml"):
                found.append((folder.name, item.name, item.read_text(encoding="utf-8")))
    return found


def _user_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError([f"{path}: cannot be read as UTF-8 text: {error}"]) from error


def _read_file(
    kind: ClaimKind,
    data: dict[str, Any],
    where: str,
    types: dict[str, EventType],
    definitions: dict[str, str],
    entries: list[Entry],
    problems: list[str],
) -> None:
    if unknown := set(data) - FILE_KEYS[kind]:
        problems.append(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")
    label = str(data.get(LABEL_KEY[kind], ""))
    if kind == "event" and label not in types:
        missing = [key for key in ("definition", "plover", "cameo") if not isinstance(data.get(key), str)]
        if missing:
            problems.append(f"{where}: a new type needs {', '.join(missing)}")
        types[label] = EventType(
            label,
            str(data.get("definition", "")),
            str(data.get("plover", "")),
            str(data.get("acled", "")),
            str(data.get("cameo", "")),
            bool(data.get("speech")),
            bool(data.get("movement")),
        )
    if "definition" in data:
        definitions[label] = str(data["definition"])
    for number, item in enumerate(data.get("entries") or []):
        entries.append(_read_entry(kind, label, item, f"{where}, entry {number + 1}", problems))


def _read_entry(kind: ClaimKind, label: str, item: Any, where: str, problems: list[str]) -> Entry:
    item = item if isinstance(item, dict) else {}
    if unknown := set(item) - ENTRY_KEYS:
        problems.append(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")
    words = {key: strings(item.get(key), f"{where}.{key}", problems) for key in ("verbs", "nouns", "adjectives")}
    if not any(words.values()):
        problems.append(f"{where}: needs verbs, nouns or adjectives")
    roles = item.get("roles") or {}
    for slot, role in roles.items():
        if role not in ROLES[kind]:
            problems.append(f"{where}: no role {role!r} in a claim of kind {kind}; one of {', '.join(ROLES[kind])}")
        if not isinstance(slot, str) or not (slot in GRAMMATICAL_SLOTS or slot.isalpha()):
            problems.append(f"{where}: {slot!r} is no slot; {', '.join(GRAMMATICAL_SLOTS)} or a preposition")
    factuality = item.get("factuality")
    if factuality is not None and factuality not in get_args(Factuality):
        problems.append(f"{where}: no factuality {factuality!r}; one of {', '.join(get_args(Factuality))}")
    examples = read_examples(item.get("examples"), where, problems)
    if not examples:
        problems.append(f"{where}: needs at least one example")
    default = (noun_roles if words["nouns"] and not words["verbs"] else verb_roles)(kind)
    return Entry(
        kind,
        label,
        **words,
        roles={**default, **roles},
        when=_conditions(item.get("when"), f"{where}.when", problems),
        unless=_conditions(item.get("unless"), f"{where}.unless", problems),
        needs=int(item.get("needs", 0)),
        factuality=factuality,
        confidence=float(item.get("confidence", 0.7)),
        examples=examples,
        where=where,
    )


def _conditions(value: Any, where: str, problems: list[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    for slot, categories in (value or {}).items():
        found[str(slot)] = strings(categories, f"{where}.{slot}", problems)
        named = {category for category in found[str(slot)] if not category.startswith("=")}
        if unknown := named - set(CATEGORIES):
            problems.append(f"{where}.{slot}: no category {', '.join(sorted(unknown))}; one of {', '.join(CATEGORIES)}")
    return found
