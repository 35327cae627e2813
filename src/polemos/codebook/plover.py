"""Reads data/exports/plover.yaml: a claim to the PLOVER type that an export writes for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.model.claim import Claim, Factuality

SECTION = "exports/plover"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of our type that PLOVER keeps apart: a word of the trigger (and one more of another list), a word in the
    name of a party; all of the type where none is given."""

    type: str
    becomes: str
    trigger: frozenset[str]
    further: frozenset[str]
    party: frozenset[str]

    def holds(self, claim: Claim) -> bool:
        if claim.label != self.type:
            return False
        if self.trigger:
            said = _words(claim.trigger.text)
            return bool(self.trigger & said) and (not self.further or bool(self.further & said))
        return not self.party or any(self.party & _words(p.text) for side in claim.parties() for p in side)


@dataclass(frozen=True, slots=True)
class PloverTable:
    """`factuality` maps a PLOVER type and what is said about its happening to another PLOVER type."""

    types: Mapping[str, str]
    factuality: Mapping[tuple[str, str], str]
    parts: tuple[Part, ...]
    control: Mapping[str, str]
    relation: Mapping[str, str]
    reversed: frozenset[str]
    """Relations whose object acts."""

    def root(self, claim: Claim) -> str | None:
        """One of PLOVER's types; None where PLOVER has none for it."""
        part = next((part for part in self.parts if claim.kind == "event" and part.holds(claim)), None)
        # What a word decides is decided: a truce that is broken is no refusal of one.
        root = part.becomes if part else self._of_kind(claim)
        root = root if part and claim.factuality == "negated" else self.factuality.get((root, claim.factuality), root)
        return None if root == NONE else root

    def _of_kind(self, claim: Claim) -> str:
        of = {"event": self.types, "control": self.control, "relation": self.relation}[claim.kind]
        return of.get(claim.label, NONE)


def plover_table(codebook: Codebook) -> PloverTable:
    """The table of a loaded codebook. Raises CodebookError."""
    problems: list[str] = []
    section = codebook.sections.get(SECTION) or {}
    table = PloverTable(
        {name: kind.plover.partition(" ")[0] for name, kind in codebook.types.items()},
        {(of, said): root for of, said, root in _shifts(section.get("factuality") or (), problems)},
        tuple(_part(item, problems) for item in section.get("words") or ()),
        dict(section.get("control") or {}),
        dict(section.get("relation") or {}),
        frozenset(strings(section.get("reversed"), f"{SECTION}.reversed", problems)),
    )
    known = {*strings(section.get("types"), f"{SECTION}.types", problems), NONE}
    named = {*table.types.values(), *table.factuality.values(), *table.control.values(), *table.relation.values()}
    named |= {of for of, _ in table.factuality} | {part.becomes for part in table.parts}
    problems += [f"{SECTION}: {root!r} is no PLOVER type" for root in sorted(named - known)]
    problems += [f"{SECTION}.words: no type {p.type!r}" for p in table.parts if p.type not in codebook.types]
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


def _part(item: Mapping[str, Any], problems: list[str]) -> Part:
    if unknown := set(item) - {"type", "becomes", "trigger", "and", "party"}:
        problems.append(f"{SECTION}.words: unknown key {', '.join(sorted(map(str, unknown)))}")
    trigger, further, party = (
        frozenset(strings(item.get(key), f"{SECTION}.words.{key}", problems)) for key in ("trigger", "and", "party")
    )
    return Part(str(item.get("type")), str(item.get("becomes")), trigger, further, party)


def _words(text: str) -> set[str]:
    return set(text.lower().split())
