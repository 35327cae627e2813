"""Which actors of the packs belong together: what control of places needs to know of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from polemos.incidents.kin import Kin
from polemos.incidents.people import name_key
from polemos.model.actor import Actor
from polemos.service.actors import Actors, load


@cache
def packaged_families() -> Kin:
    """Those of the packaged packs, read once."""
    return families(load())


_LONG = 3
"""Words of a name from which it is taken for one actor wherever it stands."""


def families(actors: Actors) -> Kin:
    """By parents, as the packs have them; and by loose words ("the rebels", "the regime"), which may mean any actor of
    the same side and country."""
    everybody = tuple(actors.index.actors)
    parents = {actor.id: actor.parent for actor in everybody if actor.parent}
    above = {id_: _above(id_, parents) for id_ in parents}
    loose: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in everybody:
        if actor.side and actor.country and any(name.kind == "generic" for name in actor.names):
            loose[actor.side, actor.country].add(actor.id)
    called = {actor.id: _called(actor, loose) for actor in everybody if actor.side and actor.country}
    return Kin(above, {id_: names for id_, names in called.items() if names}, _names(everybody))


def _names(everybody: Iterable[Actor]) -> dict[str, str]:
    """Names of one group or body alone, long enough to be no other's in another country."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in everybody:
        for name in actor.names:
            if actor.kind != "person" and name.kind != "generic" and name.script == "Latn":
                found[name_key(name.text)].add(actor.id)
    return {key: min(ids) for key, ids in found.items() if len(ids) == 1 and len(key.split()) >= _LONG}


def _above(id_: str, parents: Mapping[str, str]) -> frozenset[str]:
    found: list[str] = []
    while (parent := parents.get(id_)) is not None and parent not in found:
        found.append(parent)
        id_ = parent
    return frozenset(found)


def _called(actor: Actor, loose: Mapping[tuple[str, str], Iterable[str]]) -> frozenset[str]:
    return frozenset(loose.get((actor.side or "", actor.country or ""), ())) - {actor.id}
