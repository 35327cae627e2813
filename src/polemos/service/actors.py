"""The actors to a user: who is meant by a name, what the packs hold, whether a pack holds, what differs between two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from polemos.codebook.demonyms import packaged_adjectives
from polemos.errors import PackError, Unreadable, UsageError
from polemos.model.actor import Actor, Post, covers
from polemos.packs.entries import Header
from polemos.packs.importing import pack_yaml, read_ucdp, ucdp_actors
from polemos.packs.lexicon import countries
from polemos.packs.reader import Pack, PackText, pack_text, packaged, read_pack
from polemos.packs.registry import assemble
from polemos.resolution.actors.answer import Resolution
from polemos.resolution.actors.load import Actors, load, load_own

__all__ = ["Actors", "Resolution", "load"]


@dataclass(frozen=True, slots=True)
class Active:
    """From when to when an actor was there, None where it is not known or still is."""

    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class ResolvedCandidate:
    """One candidate as it is written out."""

    actor_id: str
    ucdp_id: str | None
    name: str
    kind: str
    country: str | None
    active: Active
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer for one name: candidates best first, none where it is none of these; its country, if that is told."""

    id: str | None
    country: str | None
    candidates: tuple[ResolvedCandidate, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which actors are listed; None lets all through."""

    kind: str | None = None
    country: str | None = None
    pack: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """A pack that was tested: how much is in it, and what is wrong."""

    header: Header
    actors: int
    names: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two packs: an actor that is new or gone, or a field of one. Values as they are shown."""

    what: str
    actor: str
    field: str | None = None
    before: str | None = None
    after: str | None = None


@cache
def shared() -> Actors:
    """The packaged actors, read once a process: for a program that answers many questions."""
    return load()


def resolved(actors: Actors, name: str, on: str | None, country: str | None, id_: str | None = None) -> Resolved:
    """Who is meant by a name on a day in a country."""
    answer = actors.resolver.resolve(name, on, country)
    found = tuple(
        ResolvedCandidate(
            c.actor.id,
            c.actor.external("ucdp"),
            c.actor.name,
            c.actor.kind,
            c.actor.country,
            Active(c.actor.from_, c.actor.to),
            c.score,
            c.reasons,
        )
        for c in answer.candidates
    )
    return Resolved(id_, answer.country, found)


def listed(actors: Actors, chosen: Filter) -> Iterator[Actor]:
    """The actors that the filter lets through, in the order of the packs. Raises UsageError for an unknown country."""
    country = country_code(actors, chosen.country)
    for actor in actors.index.actors:
        if (
            chosen.kind in (None, actor.kind)
            and country in (None, actor.country, *actor.active_in)
            and chosen.pack in (None, actor.pack)
            and covers(actor.from_, actor.to, chosen.on)
        ):
            yield actor


def country_code(actors: Actors, text: str | None) -> str | None:
    """The two-letter code of a country as a user writes it. Raises UsageError."""
    if text is None:
        return None
    code = actors.countries.code(text)
    if code is None:
        raise UsageError(f"no country {text!r} is known; write it as SY, SYR or Syria")
    return code


def shown(actors: Actors, name: str) -> tuple[Actor, tuple[Post, ...], tuple[tuple[Actor, str], ...]]:
    """An actor by its id or a name, its posts, and the actors whose lineage names it. Raises UsageError."""
    actor = actors.get(name)
    if actor is None:
        found = actors.resolver.resolve(name).candidates
        if not found:
            raise UsageError(f"no actor of the packs has the id or name {name!r}")
        actor = found[0].actor
    others = tuple((a, link.relation) for a in actors.index.actors for link in a.lineage if link.other == actor.id)
    return actor, actors.posts(actor), others


def checked(path: Path) -> CheckedPack:
    """Test a pack by itself and among the packaged ones. Raises PackError where there is nothing to read."""
    text = _text(path)
    pack = read_pack(text)
    others = [other for other in map(read_pack, packaged()) if other.header.name != pack.header.name]
    # What is wrong with other packs is not this one's fault.
    known = set(assemble(others).problems)
    clashes = () if pack.problems else assemble([*others, pack]).problems
    own = tuple(problem for problem in clashes if problem not in known)
    names = sum(len(entry.actor.names) for entry in pack.entries)
    return CheckedPack(pack.header, len(pack.entries), names, (*pack.problems, *own))


def imported_ucdp(path: Path) -> tuple[str, int]:
    """UCDP's list as the text of a pack, and the number of actors. Raises Unreadable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("no-file", f"{path}: cannot be read: {error.strerror or error}") from error
    actors = ucdp_actors(read_ucdp(data), countries(packaged_adjectives()).code)
    return pack_yaml(actors, "ucdp", "UCDP Actor Dataset", "CC-BY-4.0"), len(actors)


def changes(before: Path, after: Path) -> list[Change]:
    """What differs between two packs, by actor. Raises PackError with the problems of either."""
    one, other = _entries(before), _entries(after)
    found = [Change("removed", id_, None, one[id_].name if one[id_].names else None) for id_ in one if id_ not in other]
    found += [
        Change("added", id_, None, None, other[id_].name if other[id_].names else None)
        for id_ in other
        if id_ not in one
    ]
    for id_ in one:
        if id_ in other:
            found += _changed(one[id_], other[id_])
    return sorted(found, key=lambda change: (change.actor, change.field or ""))


def _changed(one: Actor, other: Actor) -> Iterator[Change]:
    for field in fields(Actor):
        before, after = getattr(one, field.name), getattr(other, field.name)
        if before == after or field.name == "pack":
            continue
        name = field.name.rstrip("_")
        if isinstance(before, tuple):
            yield from (Change("removed", one.id, name, _words(v)) for v in before if v not in after)
            yield from (Change("added", one.id, name, None, _words(v)) for v in after if v not in before)
            if set(before) == set(after):
                yield Change("changed", one.id, name, _words(before), _words(after))
        else:
            yield Change("changed", one.id, name, _words(before), _words(after))


def _words(value: Any) -> str | None:
    """A value in a line: the parts of a record that are known."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_words, value)))
    return " ".join(str(part) for part in (getattr(value, f.name) for f in fields(value)) if part is not None)


def _entries(path: Path) -> dict[str, Actor]:
    pack: Pack = read_pack(_text(path))
    if pack.problems:
        raise PackError(list(pack.problems))
    return {("+" if entry.extends else "") + entry.actor.id: entry.actor for entry in pack.entries}


def _text(path: Path) -> PackText:
    try:
        return pack_text(path, path.name)
    except OSError as error:
        raise PackError([f"{path}: cannot be read: {error.strerror or error}"]) from error


def loaded(packs: Sequence[Path]) -> Actors:
    """The packaged packs with a user's own."""
    return load(packs)


def loaded_own(packs: Sequence[Path]) -> Actors:
    """The same, where all of the user's packs must hold. Raises PackError with all that is wrong in them."""
    return load_own(packs)


def described(actor: Actor, posts: Iterable[Post], others: Iterable[tuple[Actor, str]]) -> Iterator[str]:
    """What the packs know of an actor, in lines."""
    yield f"{actor.id}: {actor.name}"
    yield f"  {actor.kind}" + "".join(f", {value}" for value in (actor.sector, actor.side, *actor.ideology) if value)
    places = ", ".join(filter(None, (actor.country, *actor.active_in)))
    yield f"  {places or 'no country'}; {_span(actor.from_, actor.to)}; pack {actor.pack or '-'}"
    if actor.parent:
        yield f"  part of {actor.parent}"
    for name in actor.names:
        yield f"  name: {name.text} ({name.kind}, {name.language}{_dated(name.from_, name.to)})"
    for link in actor.lineage:
        yield f"  {link.relation} {link.other}{_dated(link.from_, link.to)}"
    for other, relation in others:
        yield f"  {other.id} {relation} it"
    for post in posts:
        yield f"  {post.person}: {post.title} of {post.of}{_dated(post.from_, post.to)}"
    for system, id_ in actor.ids:
        yield f"  {system} {id_}"
    for source in actor.sources:
        yield f"  source: {source}"
    if actor.note:
        yield f"  {actor.note}"


def _span(from_: str | None, to: str | None) -> str:
    return f"{from_ or '?'} to {to or 'now, as far as known'}" if from_ or to else "dates not known"


def _dated(from_: str | None, to: str | None) -> str:
    return f", {from_ or '?'} to {to or '?'}" if from_ or to else ""
