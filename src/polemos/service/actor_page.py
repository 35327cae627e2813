"""One actor as packs and reports have it: names, lineage, standing, places, leaders and their fates, who quotes it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from polemos.errors import ArchiveError
from polemos.model import Claim, EventClaim, Participant
from polemos.model.actor import Actor, Lineage, Post
from polemos.model.standing import ControlInterval, Standing, StandingName
from polemos.service.actors import Actors
from polemos.service.pack_standing import pack_edges
from polemos.service.picture import Evidence, Picture
from polemos.store.records import name_key

MOST = 12
"""Names, places and outlets that are told of one actor."""
_STANDING = frozenset(name for part in get_args(StandingName) for name in (get_args(part) or (part,)))


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """Somebody whom claims name; `key` is the packs' id, else the name. Counts are of claims."""

    key: str
    name: str
    kind: str
    in_packs: bool
    acting: int
    suffering: int
    quoted: int
    first: str | None
    last: str | None

    @property
    def claims(self) -> int:
        return self.acting + self.suffering + self.quoted


@dataclass(frozen=True, slots=True)
class Fate:
    """What a report says became of a person: `status` of codebook section 8 ("killed", "captured" ...)."""

    status: str
    day: str | None
    said_by: str
    report_id: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A post by the packs, or by a claim where `post` names a title only a report tells."""

    person: str
    person_id: str | None
    post: Post
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Quoting:
    """`by` an outlet, or the speaker who passes its words on; `stances` with how often."""

    by: str
    claims: int
    stances: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A lineage with the other's name. `back`: the packs have it at the other."""

    lineage: Lineage
    other: str
    other_id: str
    back: bool


@dataclass(frozen=True, slots=True)
class ActorPage:
    """`called`: what reports call it, most often first. `standing`: claims' edges, then the packs'."""

    entry: ActorEntry
    actor: Actor | None
    parent: Actor | None
    parts: tuple[Actor, ...]
    called: tuple[tuple[str, int], ...]
    lineage: tuple[Link, ...]
    standing: tuple[Standing, ...]
    control: tuple[ControlInterval, ...]
    places: tuple[tuple[str, int], ...]
    leaders: tuple[Leader, ...]
    fates: tuple[Fate, ...]
    quoting: tuple[Quoting, ...]


def actor_entries(told: Evidence, actors: Actors) -> tuple[ActorEntry, ...]:
    """Everybody whom current claims name, those with most claims first."""
    acting: Counter[str] = Counter()
    suffering: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    days: dict[str, set[str]] = {}
    for claim in told.claims:
        doing, hit = claim.parties()
        for side, counter in ((doing, acting), (hit, suffering)):
            for who in side:
                _count(who.name, who.actor_id, who.kind, claim, counter, (names, kinds, days), told)
        for source in claim.sources:
            _count(source.name, source.actor_id, source.participant, claim, quoted, (names, kinds, days), told)
    found = []
    for key, spelled in names.items():
        known = actors.get(key)
        name = known.name if known else min(spelled, key=lambda each: (-spelled[each], each))
        kind = known.kind if known else min(kinds[key], key=lambda each: (-kinds[key][each], each))
        when = sorted(days[key])
        found.append(
            ActorEntry(
                known.id if known else name,
                name,
                kind,
                known is not None,
                acting[key],
                suffering[key],
                quoted[key],
                when[0] if when else None,
                when[-1] if when else None,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.claims, each.name)))


def chosen(entries: Iterable[ActorEntry], words: str, kind: str) -> tuple[ActorEntry, ...]:
    """Those whose name has the words, in any usual spelling, and that are of a kind; empty does not narrow."""
    key = name_key(words) if words.strip() else ""
    return tuple(each for each in entries if key in name_key(each.name) and kind in ("", each.kind))


def actor_page(picture: Picture, actors: Actors, entries: Sequence[ActorEntry], key: str) -> ActorPage:
    """By an id of the packs or a name in any usual spelling. Raises ArchiveError where nobody is called so."""
    actor = actors.get(key)
    folded = name_key(key)
    entry = next((each for each in entries if each.key == key), None) or next(
        (each for each in entries if name_key(each.name) == folded), None
    )
    if entry is None and actor is None:
        raise ArchiveError("no-actor", f"no claim and no pack names {key}; see the list of actors")
    actor = actor or (actors.get(entry.key) if entry else None)
    if entry is None:
        assert actor is not None
        entry = ActorEntry(actor.id, actor.name, actor.kind, True, 0, 0, 0, None, None)
    mine = _Me(entry, actor)
    claims = picture.told.claims
    everybody = tuple(actors.index.actors) if actor else ()
    return ActorPage(
        entry=entry,
        actor=actor,
        parent=actors.get(actor.parent) if actor and actor.parent else None,
        parts=tuple(each for each in everybody if actor and each.parent == actor.id),
        called=_called(mine, claims),
        lineage=tuple(_lineage(actors, actor)) if actor else (),
        standing=(
            *(e for e in picture.standing if mine.named(e.subject, e.subject_id) or mine.named(e.object, e.object_id)),
            *(pack_edges(actors, actor.id) if actor else ()),
        ),
        control=tuple(each for each in picture.control if each.holder and mine.named(each.holder, each.holder_id)),
        places=_places(mine, claims),
        leaders=tuple(_leaders(actors, actor, picture.told)) if actor else (),
        fates=tuple(_fates(entry.name, actor.id if actor else None, picture.told)) if entry.kind == "person" else (),
        quoting=_quoting(mine, picture.told),
    )


@dataclass(frozen=True, slots=True)
class _Me:
    entry: ActorEntry
    actor: Actor | None

    def named(self, name: str, id_: str | None) -> bool:
        """An id decides where there is one; else the name."""
        if self.actor and id_:
            return id_ == self.actor.id
        return name_key(name) == name_key(self.entry.name)

    def among(self, people: Iterable[Participant]) -> bool:
        return any(self.named(who.name, who.actor_id) for who in people)


def _count(
    name: str,
    id_: str | None,
    kind: str,
    claim: Claim,
    counter: Counter[str],
    kept: tuple[dict[str, Counter[str]], dict[str, Counter[str]], dict[str, set[str]]],
    told: Evidence,
) -> None:
    names, kinds, days = kept
    key = id_ or name_key(name)
    if not key:
        return
    counter[key] += 1
    names.setdefault(key, Counter())[name] += 1
    kinds.setdefault(key, Counter())[kind] += 1
    day = claim.time.from_ if claim.time else told.reports.get(claim.report_id, ("", None, None))[1]
    days.setdefault(key, set()).update([day[:10]] if day else [])


def _called(mine: _Me, claims: Iterable[Claim]) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for claim in claims:
        for who in (*claim.parties()[0], *claim.parties()[1]):
            if mine.named(who.name, who.actor_id):
                found[" ".join(who.text.split())] += 1
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:MOST])


def _lineage(actors: Actors, actor: Actor) -> Iterator[Link]:
    """Of whom it came and what became of it; what is a standing too is among the edges."""
    for link in (each for each in actor.lineage if each.relation not in _STANDING):
        other = actors.get(link.other)
        yield Link(link, other.name if other else link.other, link.other, False)
    for each in actors.index.actors:
        for link in each.lineage:
            if link.other == actor.id and link.relation not in _STANDING:
                yield Link(link, each.name, each.id, True)


def _places(mine: _Me, claims: Iterable[Claim]) -> tuple[tuple[str, int], ...]:
    found = Counter(
        claim.place.name
        for claim in claims
        if isinstance(claim, EventClaim) and claim.place and mine.among((*claim.actors, *claim.recipients))
    )
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:MOST])


def _leaders(actors: Actors, actor: Actor, told: Evidence) -> Iterator[Leader]:
    for post in sorted(actors.posts(actor), key=lambda each: each.from_ or "", reverse=True):
        if post.of != actor.id:
            continue
        person = actors.get(post.person)
        name = person.name if person else post.person
        yield Leader(
            name, person.id if person else None, post, tuple(_fates(name, person.id if person else None, told))
        )


def _fates(name: str, id_: str | None, told: Evidence) -> Iterator[Fate]:
    """Losses that name the person: what is told, not what is so."""
    key = name_key(name)
    for claim in told.claims:
        if not isinstance(claim, EventClaim) or claim.factuality not in ("occurred", "ongoing"):
            continue
        hit = any((id_ and who.actor_id == id_) or name_key(who.name) == key for who in claim.recipients)
        for loss in claim.losses:
            if any(name_key(each) == key for each in loss.named) or (hit and loss.best == 1 and loss.named):
                _, published, outlet = told.reports.get(claim.report_id, ("", None, None))
                said = claim.sources[-1].name if claim.sources else outlet or "the report itself"
                day = claim.time.from_ if claim.time else published
                yield Fate(loss.status, day, said, claim.report_id, claim.id)
                break


def _quoting(mine: _Me, told: Evidence) -> tuple[Quoting, ...]:
    """Whose reports carry its words. Sources stand outermost first: who stands before it passes it on."""
    found: dict[str, Counter[str]] = {}
    for claim in told.claims:
        for at, source in enumerate(claim.sources):
            if mine.named(source.name, source.actor_id):
                _, _, outlet = told.reports.get(claim.report_id, ("", None, None))
                by = claim.sources[at - 1].name if at else outlet or "an outlet that is not told"
                found.setdefault(by, Counter())[source.stance] += 1
                break
    listed = [Quoting(by, each.total(), tuple(sorted(each.items()))) for by, each in found.items()]
    return tuple(sorted(listed, key=lambda each: (-each.claims, each.by))[:MOST])
