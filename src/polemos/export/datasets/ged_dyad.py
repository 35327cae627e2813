"""Which of UCDP's kinds of violence an incident is, and between whom (UCDP GED codebook 22.1, definitions)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.ged_rules import ged_rules
from polemos.export.datasets.sides import Who, parties

Violence = Literal[1, 2, 3]
CIVILIANS = "Civilians"
CIVILIANS_ID = 1
"""The number that GED writes for them."""


@dataclass(frozen=True, slots=True)
class Side:
    """`gw` numbers of the states in it, `ucdp` its number in UCDP's list of actors where one actor stands there, and
    every name by which figures may speak of its people."""

    name: str
    ucdp: int | None
    states: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dyad:
    violence: Violence
    a: Side
    b: Side

    @property
    def name(self) -> str:
        return f"{self.a.name} - {self.b.name}"


def dyad(dataset: Dataset, each: Documented) -> Dyad | str:
    """The dyad, or why there is none in UCDP's sense."""
    done, suffered = parties(dataset, each, "actor"), parties(dataset, each, "recipient")
    one, other = _opposed(done, suffered)
    one, other = one or (), other or _losing(each, one)
    if one and other:
        return _two_sided(one, other)
    if len([who for who in done if who.organised]) > 1 and not suffered:
        return "between several parties that nothing tells apart into two sides"
    if not one:
        return "by nobody who is an organised actor"
    struck = any(who.role == "civilians" for who in suffered)
    dead = any(loss.civilians for loss in each.incident.losses if loss.status == "killed")
    if each.incident.type in ged_rules().indirect:
        # "22 people" are not plainly civilians, and dead civilians not plainly those who were meant: both must be told.
        return _one_sided(one) if struck and dead else "from afar, with nobody told on the other side"
    return _one_sided(one) if struck or dead else "against nobody who is an organised actor or told to be civilians"


def _opposed(done: Sequence[Who], suffered: Sequence[Who]) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Organised parties of both sides; those who fight each other are all told as doing it."""
    one, other = (tuple(who for who in side if who.organised) for side in (done, suffered))
    if other or len(one) < 2 or suffered:
        return one, other
    return apart(one)


def apart(fighters: Sequence[Who]) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Two sides of those who fight each other: two parties, or states against groups, or by the sides of the packs.
    The second is empty where that does not tell."""
    if len(fighters) == 2:
        return (fighters[0],), (fighters[1],)
    official = tuple(who for who in fighters if who.official)
    if official and len(official) < len(fighters):
        return official, tuple(who for who in fighters if not who.official)
    sides = list(dict.fromkeys(who.actor.side if who.actor else None for who in fighters))
    if len(sides) == 2 and None not in sides:
        first = tuple(who for who in fighters if who.actor and who.actor.side == sides[0])
        return first, tuple(who for who in fighters if who not in first)
    return tuple(fighters), ()


def _losing(each: Documented, one: Sequence[Who]) -> tuple[Who, ...]:
    """Fighters whose dead the incident tells, and who are not those who struck."""
    ours = {name for who in one for name in names(who)}
    sides = {
        loss.side
        for loss in each.incident.losses
        if loss.status == "killed" and loss.side and loss.civilians is False and loss.side not in ours
    }
    return tuple(Who(side, "group", "armed-group") for side in sorted(sides)) if one else ()


def _two_sided(one: Sequence[Who], other: Sequence[Who]) -> Dyad:
    """The government stands first in state-based violence."""
    state_based = any(who.official for who in (*one, *other))
    if state_based and not any(who.official for who in one):
        one, other = other, one
    return Dyad(1 if state_based else 2, _side(one), _side(other))


def _one_sided(one: Sequence[Who]) -> Dyad:
    return Dyad(3, _side(one), Side(CIVILIANS, CIVILIANS_ID, (), frozenset({CIVILIANS})))


def _side(members: Sequence[Who]) -> Side:
    shown = tuple(dict.fromkeys(_shown(who) for who in members))
    numbers = tuple(dict.fromkeys(_ucdp(who) for who in members))
    states = tuple(
        dict.fromkeys(who.government.country for who in members if who.government and who.government.country)
    )
    known = int(numbers[0]) if len(numbers) == 1 and numbers[0] else None
    return Side(", ".join(shown), known, states, frozenset(name for who in members for name in names(who)))


def _shown(who: Who) -> str:
    if who.role == "state" and who.government:
        return who.government.name
    return who.actor.name if who.actor and who.role != "person" else who.name


def _ucdp(who: Who) -> str | None:
    entry = who.government or who.actor
    return entry.external("ucdp") if entry else None


def names(who: Who) -> tuple[str, ...]:
    """What figures may call its people."""
    entries = [entry for entry in (who.actor, who.government) if entry]
    return (who.name, *(name.text for entry in entries for name in entry.names))
