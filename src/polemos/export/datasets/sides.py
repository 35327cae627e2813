"""Who the parties of an incident are in the terms of other datasets: states, groups, civilians."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Literal

from polemos.codebook.demonyms import packaged_adjectives
from polemos.export.datasets.dataset import Dataset, Documented
from polemos.model import EventClaim
from polemos.model.actor import Actor, ActorKind
from polemos.model.incident import Party
from polemos.packs.lexicon import Countries, countries

Role = Literal["state", "alliance", "group", "unknown", "civilians", "person", "other"]
"""alliance: several states or their organisation; unknown: armed, but nobody says who; person: nobody's, as far as the
packs know."""
_STATE = ("government", "military", "police")
_NOT_RECOGNISED = ("PRE", "OPP")
"""PLOVER's sectors of bodies that govern without being a state's."""
_ITS_SIDES = (None, "government", "transition", "army")
"""Sides of the packs that stand for their country's government, where an entry has no government above it."""
_CIVILIAN = ("civilians", "civil-society", "media", "monitor")
_DEPTH = 10
"""Steps up from a unit to its government."""


@dataclass(frozen=True, slots=True)
class Who:
    """A party. `government` is the packs' entry of the government it belongs to, for a state's arm that is known."""

    name: str
    role: Role
    kind: ActorKind
    actor: Actor | None = None
    government: Actor | None = None

    @property
    def organised(self) -> bool:
        """Whether it is a state, its allies or a group that somebody names."""
        return self.role in ("state", "alliance", "group")

    @property
    def official(self) -> bool:
        """Whether states stand behind it."""
        return self.role in ("state", "alliance")


def parties(dataset: Dataset, each: Documented, side: str) -> tuple[Who, ...]:
    """The parties of one side ("actor" or "recipient"), in their order."""
    return tuple(who(dataset, each, party) for party in each.incident.parties if party.side == side)


def who(dataset: Dataset, each: Documented, party: Party) -> Who:
    """A party by its entry in the packs, else by the kind that most of its claims see in it."""
    actor = dataset.actor(party.actor_id) if party.actor_id else None
    kind = actor.kind if actor else _told(each, party)
    above = _government(dataset, actor) if actor else _named(dataset, party.name) if kind in _STATE else None
    return Who(party.name, _role(kind, actor, above), kind, actor, above)


def _told(each: Documented, party: Party) -> ActorKind:
    kinds: Counter[ActorKind] = Counter()
    for claim in each.claims:
        if isinstance(claim, EventClaim):
            kinds.update(told.kind for told in (*claim.actors, *claim.recipients) if told.name == party.name)
    return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "other"


def _role(kind: ActorKind, actor: Actor | None, above: Actor | None) -> Role:
    if kind in _STATE:
        return "state" if actor is None or above is not None else "group"
    if kind in _CIVILIAN:
        return "civilians"
    if kind == "person" and actor is not None:
        return "state" if above is not None else "group" if actor.parent else "person"
    roles: dict[ActorKind, Role] = {
        "armed-group": "group",
        "international": "alliance",
        "unknown-armed": "unknown",
        "person": "person",
    }
    return roles.get(kind, "other")


def _named(dataset: Dataset, name: str) -> Actor | None:
    """The government of the country whose adjective opens the name of a force: "Russian units", "the South Sudanese
    army"."""
    words = name.removeprefix("the ").split()
    codes = (_lexicon().code(" ".join(words[:length])) for length in (2, 1) if len(words) > length)
    code = next((code for code in codes if code), None)
    return dataset.actor(f"gov-{code.lower()}") if code else None


@cache
def _lexicon() -> Countries:
    return countries(packaged_adjectives())


def _government(dataset: Dataset, actor: Actor) -> Actor | None:
    """Up from a unit to the government that it serves. One without an entry above it, and no body that governs
    unrecognised, serves that of its country."""
    found: Actor | None = actor
    for _ in range(_DEPTH):
        if found is None or found.id.startswith("gov-") or not found.parent:
            break
        found = dataset.actor(found.parent)
    if found is None or actor.kind not in (*_STATE, "person"):
        return None
    if found.id.startswith("gov-"):
        return found
    serves = found.kind in _STATE and found.sector not in _NOT_RECOGNISED and found.side in _ITS_SIDES
    return dataset.actor(f"gov-{found.country.lower()}") if serves and found.country else None
