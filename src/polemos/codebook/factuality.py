"""Reads data/factuality/cues.yaml: words that tell whether something happened (codebook section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.claim import Factuality

SECTION = "factuality/cues"
_LISTS = (
    "negations",
    "conditions",
    "later",
    "pending",
    "leading",
    "carriers",
    "happenings",
    "lasting",
    "durative",
    "states",
    "about",
    "evidence",
)
_CLASSES = {"any": (True, False), "verb": (True,), "noun": (False,)}


@dataclass(frozen=True)
class FactualityCues:
    """The lists, of lemmas in lower case."""

    governors: Mapping[tuple[str, str, bool], Factuality]
    """Governing word, the link by which the trigger hangs on it, and whether the word is a verb."""
    auxiliaries: Mapping[str, Factuality]
    modifiers: Mapping[str, Factuality]
    purpose: Factuality
    negations: frozenset[str]
    conditions: frozenset[str]
    later: frozenset[str]
    """Conjunctions that make a condition of a clause in the present tense ("once they leave")."""
    pending: frozenset[str]
    """Adverbs over an infinitive that say it has not happened ("has yet to leave")."""
    leading: frozenset[str]
    """Verbs of which what follows "to" or "in" happens as they do ("could lead to war")."""
    carriers: frozenset[str]
    happenings: frozenset[str]
    lasting: frozenset[str]
    durative: frozenset[str]
    """Labels of which "were fighting" says that it went on."""
    states: frozenset[str]
    """Labels of which "is held" says that it goes on."""
    about: frozenset[str]
    """Verbs that take up what has happened ("will discuss the attack")."""
    evidence: frozenset[str]
    attempts: frozenset[str]
    attempt_counts: frozenset[str]
    """Labels of which an attempt is itself the event."""
    thwarted: frozenset[str]
    hedges: frozenset[str]
    raising: frozenset[str]


def factuality(codebook: Codebook) -> FactualityCues:
    """The lists of a loaded codebook. Raises CodebookError that names every problem."""
    problems: list[str] = []
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}
    known = {"governors", "auxiliaries", "modifiers", "purpose", "hedges", "attempts", *_LISTS}
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

    governors: dict[tuple[str, str, bool], Factuality] = {}
    for number, item in enumerate(data.get("governors") or []):
        where = f"{SECTION}.governors, entry {number + 1}"
        if unknown := set(item) - {"words", "via", "as", "factuality", "examples"}:
            problems.append(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")
        verdict = value(item.get("factuality"), f"{where}.factuality")
        if (named := item.get("as", "any")) not in _CLASSES:
            problems.append(f"{where}.as: {named!r} is none of {', '.join(_CLASSES)}")
        classes = _CLASSES.get(named, ())
        for word in sorted(words(item.get("words"), f"{where}.words")):
            for link in sorted(words(item.get("via"), f"{where}.via")):
                for verbal in classes:
                    governors.setdefault((word, link, verbal), verdict)
    modifiers: dict[str, Factuality] = {}
    for name, listed in (data.get("modifiers") or {}).items():
        for word in sorted(words(listed, f"{SECTION}.modifiers.{name}")):
            modifiers.setdefault(word, value(name, f"{SECTION}.modifiers"))
    auxiliaries = {
        str(word): value(name, f"{SECTION}.auxiliaries.{word}")
        for word, name in (data.get("auxiliaries") or {}).items()
    }
    hedges, attempts = data.get("hedges") or {}, data.get("attempts") or {}
    lists = {key: words(data.get(key), f"{SECTION}.{key}") for key in _LISTS}
    result = FactualityCues(
        governors,
        auxiliaries,
        modifiers,
        value(data.get("purpose"), f"{SECTION}.purpose"),
        lists["negations"],
        lists["conditions"],
        lists["later"],
        lists["pending"],
        lists["leading"],
        lists["carriers"],
        lists["happenings"],
        lists["lasting"],
        lists["durative"],
        lists["states"],
        lists["about"],
        lists["evidence"],
        words(attempts.get("words"), f"{SECTION}.attempts.words"),
        words(attempts.get("counts"), f"{SECTION}.attempts.counts"),
        words(attempts.get("thwarted"), f"{SECTION}.attempts.thwarted"),
        words(hedges.get("words"), f"{SECTION}.hedges.words"),
        words(hedges.get("raising"), f"{SECTION}.hedges.raising"),
    )
    if problems:
        raise CodebookError(problems)
    return result
