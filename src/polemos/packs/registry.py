"""All packs together: ids, additions to other packs' actors, references; a faulty pack is left out whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from polemos.model.actor import Actor, Lineage, Name, Post
from polemos.packs.entries import Entry, Header
from polemos.packs.reader import Pack

JOINING = "ucdp"
"""The list whose ids make one actor of entries in different packs."""


@dataclass(frozen=True)
class Registry:
    """The actors of the packs that hold, and what is wrong with the others."""

    actors: tuple[Actor, ...]
    packs: tuple[Header, ...]
    problems: tuple[str, ...]
    joined: dict[str, str]
    """Ids of entries that were joined with another pack's actor, to that actor's id."""

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        found = {actor.id: actor for actor in self.actors}
        return found | {id_: found[other] for id_, other in self.joined.items()}

    def posts(self, actor: Actor) -> tuple[Post, ...]:
        """Who led the actor, or what posts the person had, at whichever entry they are written."""
        own = (actor.id, *(id_ for id_, other in self.joined.items() if other == actor.id))
        found = [post for other in self.actors for post in other.posts if post.person in own or post.of in own]
        return tuple(sorted(dict.fromkeys(found), key=lambda post: (post.from_ or "", post.title, post.person)))


def assemble(packs: Sequence[Pack]) -> Registry:
    """The registry of the packs, the earlier first. A pack that clashes with an earlier one is left out too."""
    problems = [problem for pack in packs for problem in pack.problems]
    sound = [pack for pack in packs if not pack.problems]
    while True:
        wrong = _clashes(sound)
        if not wrong:
            break
        # Leaving a pack out may leave references of others without their end, so the rest is checked again.
        problems += [problem for found in wrong.values() for problem in found]
        sound = [pack for number, pack in enumerate(sound) if number not in wrong]
    actors: dict[str, Actor] = {}
    joined: dict[str, str] = {}
    holders: dict[str, str] = {}
    for pack in sound:
        known = dict(holders)
        for entry in pack.entries:
            _put(entry, actors, known, joined)
            if not entry.extends and (id_ := entry.actor.external(JOINING)):
                holders.setdefault(id_, entry.actor.id)
    for pack in sound:
        for entry in pack.entries:
            if entry.extends:
                id_ = joined.get(entry.actor.id, entry.actor.id)
                actors[id_] = _added(actors[id_], entry.actor)
    return Registry(tuple(actors.values()), tuple(pack.header for pack in sound), tuple(problems), joined)


def _put(entry: Entry, actors: dict[str, Actor], known: dict[str, str], joined: dict[str, str]) -> None:
    actor = entry.actor
    if entry.extends:
        return
    other = known.get(actor.external(JOINING) or "")
    if other is None:
        actors[actor.id] = actor
    else:
        joined[actor.id] = other
        actors[other] = _added(actors[other], actor)


def _clashes(packs: Sequence[Pack]) -> dict[int, list[str]]:
    """By the number of a pack what is wrong with it among the others."""
    places: dict[str, str] = {}
    wrong: dict[int, list[str]] = {}
    for number, pack in enumerate(packs):
        for entry in pack.entries:
            if entry.extends:
                continue
            if entry.actor.id in places:
                there = places[entry.actor.id]
                text = f"{entry.where}: the id {entry.actor.id!r} stands at {there} too; write `extends` to add to it"
                wrong.setdefault(number, []).append(text)
            places.setdefault(entry.actor.id, entry.where)
    for number, pack in enumerate(packs):
        for entry in pack.entries:
            for id_, what in _references(entry):
                if id_ not in places:
                    wrong.setdefault(number, []).append(f"{entry.where}: {what} {id_!r} is no actor of any pack loaded")
    return wrong


def _references(entry: Entry) -> Iterable[tuple[str, str]]:
    if entry.extends:
        yield entry.actor.id, "the extended"
    if entry.actor.parent:
        yield entry.actor.parent, "the parent"
    for link in entry.actor.lineage:
        yield link.other, f"the other of {link.relation!r},"


def _added(actor: Actor, more: Actor) -> Actor:
    """The actor with what another entry adds; nothing that it has is changed."""
    texts = {(name.text, name.kind == "generic") for name in actor.names}
    names: tuple[Name, ...] = tuple(n for n in more.names if (n.text, n.kind == "generic") not in texts)
    lineage: tuple[Lineage, ...] = (*actor.lineage, *more.lineage)
    home = (actor.country, *actor.active_in)
    return replace(
        actor,
        names=(*actor.names, *names),
        active_in=(*actor.active_in, *(c for c in (more.country, *more.active_in) if c and c not in home)),
        ideology=tuple(dict.fromkeys((*actor.ideology, *more.ideology))),
        lineage=tuple(dict.fromkeys(lineage)),
        posts=tuple(dict.fromkeys((*actor.posts, *more.posts))),
        ids=tuple(dict.fromkeys((*actor.ids, *more.ids))),
        sources=tuple(dict.fromkeys((*actor.sources, *more.sources))),
    )
