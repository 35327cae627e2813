"""Reads data/mentions/light_verbs.yaml: verbs that lend their subject to an event noun ("launched an attack")."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.claim import Factuality

SECTION = "mentions/light_verbs"
KEYS = {"verbs", "subject", "factuality", "examples"}

Lent = Literal["actor", "recipient", "none"]
"""The role that the verb's subject has in the event: who launches it, who suffers it, or neither."""


@dataclass(frozen=True, slots=True)
class LightVerb:
    """Verbs that do the same for the noun that is their object. A verb is a lemma, a lemma with its particle ("carry
    out") or with the preposition before the noun ("come under"). `factuality` None leaves it to the clause."""

    verbs: tuple[str, ...]
    subject: Lent
    factuality: Factuality | None


def light_verbs(codebook: Codebook) -> tuple[LightVerb, ...]:
    """The entries in the order of the file. Raises CodebookError that names every problem."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    listed = section.get("entries") if isinstance(section, dict) else None
    if not isinstance(listed, list):
        problems.append(f"{SECTION}: needs a list `entries`")
        listed = []
    found: list[LightVerb] = []
    seen: set[str] = set()
    for number, item in enumerate(listed):
        found.append(_read(item, f"{SECTION}, entry {number + 1}", seen, problems))
    if problems:
        raise CodebookError(problems)
    return tuple(found)


def quantity_nouns(codebook: Codebook) -> frozenset[str]:
    """Lemmas that only count or bundle the events after "of": a round of talks, a series of attacks."""
    return _nouns(codebook, "quantities")


def retelling_nouns(codebook: Codebook) -> frozenset[str]:
    """Lemmas that point back to an event of a more special type: "the attack"."""
    return _nouns(codebook, "retelling")


def _nouns(codebook: Codebook, key: str) -> frozenset[str]:
    problems: list[str] = []
    section = codebook.sections.get(SECTION)
    listed = section.get(key) if isinstance(section, dict) else None
    found = frozenset(strings(listed, f"{SECTION}.{key}", problems))
    if problems:
        raise CodebookError(problems)
    return found


def _read(item: Any, where: str, seen: set[str], problems: list[str]) -> LightVerb:
    if not isinstance(item, dict):
        problems.append(f"{where}: must be a mapping with `verbs` and `subject`")
        return LightVerb((), "none", None)
    if unknown := set(item) - KEYS:
        problems.append(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")
    verbs = strings(item.get("verbs"), f"{where}.verbs", problems)
    if not verbs:
        problems.append(f"{where}: needs verbs")
    for verb in verbs:
        if verb in seen:
            problems.append(f"{where}: {verb!r} stands in two entries")
        seen.add(verb)
    subject: Any = item.get("subject")
    factuality: Any = item.get("factuality")
    if subject not in get_args(Lent):
        problems.append(f"{where}: subject must be one of {', '.join(get_args(Lent))}, not {subject!r}")
    if factuality is not None and factuality not in get_args(Factuality):
        problems.append(f"{where}: no factuality {factuality!r}; one of {', '.join(get_args(Factuality))}")
    return LightVerb(verbs, subject, factuality)
