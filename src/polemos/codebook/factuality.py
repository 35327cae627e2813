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
    "stopping",
    "perceived",
    "habits",
    "stands",
    "momentary",
    "collapses",
    "exchanges",
    "proposals",
    "whoever",
    "ranks",
    "preparing",
    "refusing",
    "announcing",
    "announced",
    "tellings",
    "steady",
    "procedures",
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
    stopping: frozenset[str]
    """Words that end only what goes on ("must stop the attacks", "an end to the bombing")."""
    perceived: frozenset[str]
    """Verbs of hearing and seeing, of which the present tells of the present ("shots are heard")."""
    habits: frozenset[str]
    """Verbs that in the simple present tell of somebody's steady work ("directs attacks")."""
    stands: frozenset[str]
    """Labels of what is kept, not done: it can collapse, and to stop it is no war's end."""
    momentary: frozenset[str]
    """Labels of which a simple present is a headline's, not a habit's ("rebels seize the port")."""
    collapses: frozenset[str]
    exchanges: frozenset[str]
    """Nouns after "in" that name a price ("in exchange for")."""
    proposals: frozenset[str]
    """Nouns after "under" of what is only proposed."""
    whoever: frozenset[str]
    ranks: frozenset[str]
    """Adjectives of rank: the first to do something has done it."""
    preparing: frozenset[str]
    """Nouns whose "for" the parser hangs on the verb ("preparations are under way for")."""
    refusing: frozenset[str]
    announcing: frozenset[str]
    announced: frozenset[str]
    """Labels of which an announcement tells before they are done."""
    tellings: frozenset[str]
    """Nouns of what is told: reports that go on say nothing of what they tell."""
    steady: frozenset[str]
    """Adjectives that in the present tell of steady work or suffering ("subject to attacks")."""
    procedures: frozenset[str]
    """Labels of speech acts that are also a work to be done: an investigation, backing."""
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
        governors=governors,
        auxiliaries=auxiliaries,
        modifiers=modifiers,
        purpose=value(data.get("purpose"), f"{SECTION}.purpose"),
        attempts=words(attempts.get("words"), f"{SECTION}.attempts.words"),
        attempt_counts=words(attempts.get("counts"), f"{SECTION}.attempts.counts"),
        thwarted=words(attempts.get("thwarted"), f"{SECTION}.attempts.thwarted"),
        hedges=words(hedges.get("words"), f"{SECTION}.hedges.words"),
        raising=words(hedges.get("raising"), f"{SECTION}.hedges.raising"),
        **lists,
    )
    if problems:
        raise CodebookError(problems)
    return result
