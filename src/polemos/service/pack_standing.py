"""What the actor packs have of an actor's standing, as edges, each marked as the pack's and not a report's."""

import calendar
from collections.abc import Iterator

from polemos.model.actor import Actor
from polemos.model.standing import Standing, StandingName
from polemos.service.actors import Actors

_RELATIONS: dict[str, StandingName] = {
    "pledged-to": "pledged-to",
    "allied-with": "allied-with",
    "backed-by": "backed-by",
    "fighting": "fighting",
}
"""Lineages that are a standing; the others tell of an actor's origin and end."""


def pack_edges(actors: Actors, id_: str) -> Iterator[Standing]:
    """Parent, lineage in both directions and posts of one actor, in the order of the packs."""
    actor = actors.get(id_)
    if actor is None:
        return
    for other in actors.index.actors:
        if other.parent and actor.id in (other.id, other.parent):
            yield _edge(actors, other, "part-of", other.parent, other.from_, other.to, other.sources)
        for link in other.lineage:
            if link.relation in _RELATIONS and actor.id in (other.id, link.other):
                found = (link.source,) if link.source else other.sources
                yield _edge(actors, other, _RELATIONS[link.relation], link.other, link.from_, link.to, found)
    for post in actors.posts(actor):
        person = actors.get(post.person)
        sources = (post.source,) if post.source else person.sources if person else actor.sources
        yield _edge(actors, person or post.person, "leads", post.of, post.from_, post.to, sources, (post.title,))


def _edge(
    actors: Actors,
    subject: Actor | str,
    relation: StandingName,
    object_: str,
    from_: str | None,
    to: str | None,
    sources: tuple[str, ...],
    titles: tuple[str, ...] = (),
) -> Standing:
    other = actors.get(object_)
    begun, ended = _days(from_), _days(to)
    return Standing(
        subject=subject.name if isinstance(subject, Actor) else subject,
        subject_id=subject.id if isinstance(subject, Actor) else None,
        relation=relation,
        object=other.name if other else object_,
        object_id=other.id if other else None,
        titles=titles,
        from_=begun[0],
        from_latest=begun[1],
        precision=None,
        to=ended[0],
        to_latest=ended[1],
        to_precision=None,
        ended=None,
        last_told=None,
        said_by=(),
        claims=(),
        closed_by=(),
        contested=False,
        disputes=(),
        derivation="pack",
        origin="pack",
        sources=sources,
    )


def _days(text: str | None) -> tuple[str | None, str | None]:
    """The first and last day of a day, a month ("2013-04") or a year ("2013")."""
    if text is None:
        return None, None
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if len(parts) == 3:
        return text, text
    if month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    return f"{text}-01", f"{text}-{calendar.monthrange(year, month)[1]}"
