"""Reads data/mentions/nouns.yaml: what a noun phrase stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.analysis import Category
from polemos.model.participant import ParticipantKind
from polemos.text.names import name_key

SECTION = "mentions/nouns"


@dataclass(frozen=True)
class Nouns:
    """Word lists, all of lemmas in lower case."""

    meaning: Mapping[str, tuple[Category, ParticipantKind]]
    members: frozenset[str]
    name_words: Mapping[str, str]
    """Word of a proper name to a participant kind or "place"."""
    place_before_of: frozenset[str]
    place_after: frozenset[str]
    place_prepositions: frozenset[str]
    place_objects: frozenset[str]
    place_targets: frozenset[str]
    place_objects_maybe: frozenset[str]
    group_before_of: frozenset[str]
    group_after: frozenset[str]
    descriptions: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    partitives: frozenset[str]
    empty_descriptions: frozenset[str]
    pairs: frozenset[str]
    titles: frozenset[str]
    settlement_words: frozenset[str]
    regions: frozenset[str]
    sides: Mapping[str, frozenset[str]]
    qualifiers: Mapping[str, frozenset[str]]
    particles: frozenset[str]
    english_particles: frozenset[str]
    links: frozenset[str]
    affiliation: frozenset[str]
    name_owners: frozenset[str]
    names: Mapping[str, ParticipantKind | Literal["place"]]
    """Key of a well-known name to the kind of group, or "place"."""
    regular_army: frozenset[str]
    capital_objects: frozenset[str]
    capital_prepositions: frozenset[str]
    capital_subjects: frozenset[str]
    adjectival: frozenset[str]
    armed: frozenset[str]
    """Words of a description that make it one of armed people: "the militant group", "the militia"."""
    motion: frozenset[str]
    """Verbs and nouns of those who go or are sent from one place to another."""
    saying: frozenset[str]
    """Forms of verbs that tell who says something."""
    anybody: frozenset[str]
    """Nouns that without an article are some or other, whoever was spoken of before."""
    going_on: frozenset[str]
    """Words of a body's name that may go on behind "of" or "for"."""

    @cached_property
    def pronoun_class(self) -> Mapping[str, str]:
        """Pronoun to its class (person, group, plural, first, relative)."""
        return {word: name for name, words in self.pronouns.items() for word in words}


def nouns(codebook: Codebook) -> Nouns:
    """The lists of a loaded codebook. Raises CodebookError that names every problem."""
    problems: list[str] = []
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}
    meaning: dict[str, tuple[Category, ParticipantKind]] = {}
    for number, item in enumerate(data.get("lists") or []):
        where = f"{SECTION}, list {number + 1}"
        category, kind = item.get("category"), item.get("kind")
        if category not in get_args(Category) or kind not in get_args(ParticipantKind):
            problems.append(f"{where}: no category {category!r} or kind {kind!r}")
            continue
        for word in strings(item.get("words"), where, problems):
            meaning.setdefault(word, (category, kind))
    words = {
        word: kind
        for kind, listed in (data.get("name_words") or {}).items()
        for word in strings(listed, f"{SECTION}.name_words.{kind}", problems)
    }

    def group(*path: str) -> frozenset[str]:
        value: Any = data
        for key in path:
            value = (value or {}).get(key)
        return frozenset(strings(value, ".".join((SECTION, *path)), problems))

    result = Nouns(
        meaning,
        group("members"),
        words,
        group("place_cues", "before_of"),
        group("place_cues", "after"),
        group("place_cues", "prepositions"),
        group("place_cues", "objects_of"),
        group("place_cues", "targets_of"),
        group("place_objects_maybe"),
        group("group_cues", "before_of"),
        group("group_cues", "after"),
        {key: group("descriptions", key) for key in data.get("descriptions") or {}},
        {key: group("pronouns", key) for key in data.get("pronouns") or {}},
        group("partitives"),
        group("empty_descriptions"),
        group("pairs"),
        group("titles"),
        group("settlement_words"),
        group("regions"),
        {key: group("sides", key) for key in data.get("sides") or {}},
        {key: group("qualifiers", key) for key in data.get("qualifiers") or {}},
        group("particles"),
        group("english_particles"),
        group("links"),
        group("affiliation"),
        group("name_owners"),
        _names(data.get("names") or {}, problems),
        group("regular_army"),
        group("capital_cues", "objects_of"),
        group("capital_cues", "prepositions"),
        group("capital_cues", "not_subjects_of"),
        group("adjectival"),
        group("armed"),
        group("motion"),
        group("saying"),
        group("anybody"),
        group("going_on"),
    )
    if problems:
        raise CodebookError(problems)
    return result


def _names(listed: Mapping[str, Any], problems: list[str]) -> dict[str, ParticipantKind | Literal["place"]]:
    found: dict[str, ParticipantKind | Literal["place"]] = {}
    for kind, names in sorted(listed.items()):
        if kind != "place" and kind not in get_args(ParticipantKind):
            problems.append(f"{SECTION}.names: no kind {kind!r}")
            continue
        for name in strings(names, f"{SECTION}.names.{kind}", problems):
            found[name_key(name)] = kind  # type: ignore[assignment]
    return found
