"""Reads data/speech/: the words by which a report names who says something (codebook section 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.participant import ParticipantKind
from polemos.model.source import SourceKind, Stance

_VERB_KEYS = {"verbs", "objects", "stance", "content", "speakers", "examples"}
_LISTS = (
    "vehicles",
    "vehicle_prepositions",
    "vehicle_verbs",
    "first_person",
    "headers",
    "turn_speakers",
    "turn_ends",
    "unsaid",
    "titles",
    "untrue",
    "partitives",
    "ownerless",
    "owning",
)
_NOUN_KEYS = {"nouns", "stance", "content", "examples"}


@dataclass(frozen=True, slots=True)
class Reporting:
    """A group of reporting verbs or nouns: where its content stands, and how the speaker stands to it."""

    stance: Stance
    content: frozenset[str]
    objects: frozenset[str]
    """Where not empty, the group holds only with one of these nouns as object."""
    able: bool
    """The subject must be able to speak."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """Who passes on what others say, and the words for passing on."""

    words: frozenset[str]
    names: frozenset[str]
    bodies: frozenset[str]
    """Words of organisations that are told things but publish nothing."""
    verbs: frozenset[str]
    quoting: frozenset[str]
    prepositions: frozenset[str]
    talks: frozenset[str]
    handed: frozenset[str]
    """Participles by which a statement reached an outlet ("a letter sent to the agency")."""


@dataclass(frozen=True)
class Speech:
    """Everything of data/speech/, in lower case."""

    verbs: Mapping[str, tuple[Reporting, ...]]
    nouns: Mapping[str, tuple[Reporting, ...]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word of a phrase that names the speaker to the words after it."""
    vehicles: frozenset[str]
    vehicle_prepositions: frozenset[str]
    vehicle_verbs: frozenset[str]
    first_person: frozenset[str]
    headers: frozenset[str]
    turn_speakers: frozenset[str]
    turn_ends: frozenset[str]
    unsaid: frozenset[str]
    titles: frozenset[str]
    untrue: frozenset[str]
    """Words by which a claim is said not to be true."""
    partitives: frozenset[str]
    """Nouns of quantity: in "a number of reports" the reports speak."""
    ownerless: frozenset[str]
    """Nouns that are the source themselves where nobody made them ("there were reports that")."""
    owning: frozenset[str]
    """Words by which a speaker takes an act on itself ("said it was behind the attack")."""
    outlets: Outlets
    kinds: tuple[tuple[SourceKind, frozenset[str]], ...]
    participants: Mapping[ParticipantKind, SourceKind]
    vague: frozenset[str]


class _Reader:
    """Turns YAML into the tables and gathers what is wrong with it."""

    def __init__(self, codebook: Codebook) -> None:
        self.sections = codebook.sections
        self.problems: list[str] = []

    def file(self, name: str, keys: set[str]) -> dict[str, Any]:
        data = self.sections.get(f"speech/{name}")
        if not isinstance(data, dict):
            self.problems.append(f"speech/{name}: is missing or no mapping")
            return {}
        self.known(data, keys, f"speech/{name}")
        return data

    def known(self, item: Mapping[str, Any], keys: set[str], where: str) -> None:
        if unknown := set(item) - keys:
            self.problems.append(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")

    def words(self, value: Any, where: str) -> frozenset[str]:
        return frozenset(word.lower() for word in strings(value, where, self.problems))

    def choice(self, value: Any, allowed: tuple[str, ...], where: str) -> Any:
        if value not in allowed:
            self.problems.append(f"{where}: {value!r} is none of {', '.join(allowed)}")
            return allowed[0]
        return value

    def groups(self, items: Any, key: str, keys: set[str], where: str) -> dict[str, tuple[Reporting, ...]]:
        found: dict[str, tuple[Reporting, ...]] = {}
        for number, item in enumerate(items or []):
            at = f"{where}, group {number + 1}"
            self.known(item, keys, at)
            stance = self.choice(item.get("stance"), get_args(Stance), f"{at}.stance")
            speakers = self.choice(item.get("speakers", "any"), ("any", "able"), f"{at}.speakers")
            content = self.words(item.get("content"), f"{at}.content")
            objects = self.words(item.get("objects"), f"{at}.objects")
            group = Reporting(stance, content, objects, speakers == "able")
            for word in sorted(self.words(item.get(key), f"{at}.{key}")):
                found[word] = (*found.get(word, ()), group)
        return found


def speech(codebook: Codebook) -> Speech:
    """The tables of a loaded codebook. Raises CodebookError that names every problem."""
    reader = _Reader(codebook)
    verbs = reader.file("verbs", {"verbs"})
    nouns = reader.file(
        "nouns",
        {"nouns", "phrases", "outlets", *_LISTS},
    )
    kinds = reader.file("kinds", {"kinds", "participants", "vague"})
    lists = {key: reader.words(nouns.get(key), f"speech/nouns.{key}") for key in _LISTS}
    result = Speech(
        verbs=reader.groups(verbs.get("verbs"), "verbs", _VERB_KEYS, "speech/verbs"),
        nouns=reader.groups(nouns.get("nouns"), "nouns", _NOUN_KEYS, "speech/nouns"),
        phrases=_phrases(reader, nouns.get("phrases")),
        vehicles=lists["vehicles"],
        vehicle_prepositions=lists["vehicle_prepositions"],
        vehicle_verbs=lists["vehicle_verbs"],
        first_person=lists["first_person"],
        headers=lists["headers"],
        turn_speakers=lists["turn_speakers"],
        turn_ends=lists["turn_ends"],
        unsaid=lists["unsaid"],
        titles=lists["titles"],
        untrue=lists["untrue"],
        partitives=lists["partitives"],
        ownerless=lists["ownerless"],
        owning=lists["owning"],
        outlets=_outlets(reader, nouns.get("outlets") or {}),
        kinds=_kinds(reader, kinds.get("kinds")),
        participants={
            reader.choice(key, get_args(ParticipantKind), "speech/kinds.participants"): reader.choice(
                value, get_args(SourceKind), f"speech/kinds.participants.{key}"
            )
            for key, value in (kinds.get("participants") or {}).items()
        },
        vague=reader.words(kinds.get("vague"), "speech/kinds.vague"),
    )
    if reader.problems:
        raise CodebookError(reader.problems)
    return result


def _phrases(reader: _Reader, items: Any) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for number, item in enumerate(items or []):
        where = f"speech/nouns.phrases, entry {number + 1}"
        reader.known(item, {"phrase", "examples"}, where)
        words = strings(item.get("phrase"), where, reader.problems)
        if not words:
            reader.problems.append(f"{where}: needs a phrase")
            continue
        found[words[0]] = (*found.get(words[0], ()), words[1:])
    return found


def _outlets(reader: _Reader, data: Mapping[str, Any]) -> Outlets:
    keys = ("words", "names", "bodies", "verbs", "quoting", "prepositions", "talks", "handed")
    reader.known(data, set(keys), "speech/nouns.outlets")
    return Outlets(*(reader.words(data.get(key), f"speech/nouns.outlets.{key}") for key in keys))


def _kinds(reader: _Reader, items: Any) -> tuple[tuple[SourceKind, frozenset[str]], ...]:
    found: list[tuple[SourceKind, frozenset[str]]] = []
    for number, item in enumerate(items or []):
        where = f"speech/kinds.kinds, entry {number + 1}"
        reader.known(item, {"kind", "phrases", "examples"}, where)
        kind = reader.choice(item.get("kind"), get_args(SourceKind), f"{where}.kind")
        found.append((kind, reader.words(item.get("phrases"), f"{where}.phrases")))
    return tuple(found)
