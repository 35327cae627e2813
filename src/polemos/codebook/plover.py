"""Reads data/exports/plover.yaml: a claim to the PLOVER type that an export writes for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.claim import Claim, Factuality

SECTION = "exports/plover"
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Words:
    """A part of our type that PLOVER keeps apart. Without `words` it is all the rest of the type."""

    type: str
    becomes: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class PloverTable:
    """`factuality` maps a PLOVER type and what is said about its happening to another PLOVER type."""

    types: Mapping[str, str]
    factuality: Mapping[tuple[str, str], str]
    words: tuple[Words, ...]
    control: Mapping[str, str]
    relation: Mapping[str, str]
    reversed: frozenset[str]
    """Relations whose object acts."""

    def root(self, claim: Claim) -> str | None:
        """One of PLOVER's types; None where PLOVER has none for it."""
        root = self._of_type(claim)
        return self.factuality.get((root, claim.factuality), root) if root else None

    def _of_type(self, claim: Claim) -> str | None:
        if claim.kind != "event":
            return (self.control if claim.kind == "control" else self.relation).get(claim.label)
        said = set(claim.trigger.text.lower().replace("-", " ").split())
        for part in self.words:
            if part.type == claim.label and (not part.words or said & part.words):
                return part.becomes
        return self.types.get(claim.label)


def plover_table(codebook: Codebook) -> PloverTable:
    """The table of a loaded codebook. Raises CodebookError."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    known = {*strings(section.get("types"), f"{SECTION}.types", problems), _NONE}
    table = PloverTable(
        {name: kind.plover.partition(" ")[0] for name, kind in codebook.types.items()},
        {(of, said): root for of, said, root in _shifts(section.get("factuality") or (), problems)},
        tuple(_words(item, problems) for item in section.get("words") or ()),
        dict(section.get("control") or {}),
        dict(section.get("relation") or {}),
        frozenset(strings(section.get("reversed"), f"{SECTION}.reversed", problems)),
    )
    named = {*table.types.values(), *table.factuality.values(), *table.control.values(), *table.relation.values()}
    named |= {of for of, _ in table.factuality} | {part.becomes or _NONE for part in table.words}
    problems += [f"{SECTION}: {root!r} is no PLOVER type" for root in sorted(named - known)]
    problems += [f"{SECTION}.words: no type {w.type!r}" for w in table.words if w.type not in codebook.types]
    if problems:
        raise CodebookError(problems)
    return table


def _shifts(rules: Any, problems: list[str]) -> list[tuple[str, str, str]]:
    found = []
    for rule in rules:
        for said, root in rule.items():
            if said == "of":
                continue
            if said not in get_args(Factuality):
                problems.append(f"{SECTION}.factuality: no factuality {said!r}")
            found += [(of, said, str(root)) for of in strings(rule.get("of"), f"{SECTION}.factuality.of", problems)]
    return found


def _words(item: Mapping[str, Any], problems: list[str]) -> Words:
    becomes = str(item.get("becomes"))
    words = strings(item.get("words"), f"{SECTION}.words", problems)
    return Words(str(item.get("type")), None if becomes == _NONE else becomes, frozenset(words))
