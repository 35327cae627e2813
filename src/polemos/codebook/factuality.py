"""Reads data/factuality/cues.yaml: words that tell whether something happened (codebook section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.claim import Factuality

SECTION = "factuality/cues"
_LISTS = ("negations", "conditions", "carriers", "happenings", "lasting")


@dataclass(frozen=True)
class FactualityCues:
    """The lists, of lemmas in lower case."""

    governors: Mapping[tuple[str, str], Factuality]
    """Governing word and the link by which the trigger hangs on it."""
    auxiliaries: Mapping[str, Factuality]
    modifiers: Mapping[str, Factuality]
    purpose: Factuality
    negations: frozenset[str]
    conditions: frozenset[str]
    carriers: frozenset[str]
    happenings: frozenset[str]
    lasting: frozenset[str]
    hedges: frozenset[str]
    raising: frozenset[str]


def factuality(codebook: Codebook) -> FactualityCues:
    """The lists of a loaded codebook. Raises CodebookError that names every problem."""
    problems: list[str] = []
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}
    known = {"governors", "auxiliaries", "modifiers", "purpose", "hedges", *_LISTS}
    if not data:
        problems.append(f"{SECTION}: is missing or empty")
    if unknown := set(data) - known:
        problems.append(f"{SECTION}: unknown key {', '.join(sorted(map(str, unknown)))}")

    def value(name: Any, where: str) -> Factuality:
        if name not in get_args(Factuality):
            problems.append(f"{where}: {name!r} is none of {', '.join(get_args(Factuality))}")
            return "occurred"
        result: Factuality = name
        return result

    def words(item: Any, where: str) -> frozenset[str]:
        return frozenset(word.lower() for word in strings(item, where, problems))

    governors: dict[tuple[str, str], Factuality] = {}
    for number, item in enumerate(data.get("governors") or []):
        where = f"{SECTION}.governors, entry {number + 1}"
        if unknown := set(item) - {"words", "via", "factuality", "examples"}:
            problems.append(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")
        verdict = value(item.get("factuality"), f"{where}.factuality")
        for word in sorted(words(item.get("words"), f"{where}.words")):
            for link in sorted(words(item.get("via"), f"{where}.via")):
                governors.setdefault((word, link), verdict)
    modifiers: dict[str, Factuality] = {}
    for name, listed in (data.get("modifiers") or {}).items():
        for word in sorted(words(listed, f"{SECTION}.modifiers.{name}")):
            modifiers.setdefault(word, value(name, f"{SECTION}.modifiers"))
    auxiliaries = {
        str(word): value(name, f"{SECTION}.auxiliaries.{word}")
        for word, name in (data.get("auxiliaries") or {}).items()
    }
    hedges = data.get("hedges") or {}
    lists = {key: words(data.get(key), f"{SECTION}.{key}") for key in _LISTS}
    result = FactualityCues(
        governors,
        auxiliaries,
        modifiers,
        value(data.get("purpose"), f"{SECTION}.purpose"),
        lists["negations"],
        lists["conditions"],
        lists["carriers"],
        lists["happenings"],
        lists["lasting"],
        words(hedges.get("words"), f"{SECTION}.hedges.words"),
        words(hedges.get("raising"), f"{SECTION}.hedges.raising"),
    )
    if problems:
        raise CodebookError(problems)
    return result
