"""Actors of the packs and places of the gazetteer, and who or what a name means."""

from dataclasses import dataclass
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from polemos.errors import ArchiveError
from polemos.model.actor import Actor, Post
from polemos.model.gazetteer import GazetteerPlace
from polemos.resolution.places.asked import Asked
from polemos.service.actors import Filter, Resolved, listed, load, resolved
from polemos.service.places import PlaceAnswer, place_of, places, point, resolved_place
from polemos.web.api.answers import Cursor, Limit, part, record
from polemos.web.api.asking import Day, Text, day
from polemos.web.api.schema import model_of, page_of

router = APIRouter(tags=["actors and places"])
_ONE = Lock()
"""The resolver of places remembers what it looked up and serves one thread at a time."""
Name = Annotated[str, Query(min_length=1, max_length=300)]


@dataclass(frozen=True, slots=True)
class Linked:
    """An actor whose lineage names this one."""

    actor_id: str
    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """What the packs know of an actor."""

    actor: Actor
    posts: tuple[Post, ...]
    named_by: tuple[Linked, ...]


@router.get("/actors", response_model=page_of(model_of(Actor), "Actor"))
def actors(
    request: Request, kind: Text = "", country: Text = "", pack: Text = "", on: Day = "", limit: Limit = 100,
    cursor: Cursor = "",
) -> Response:  # fmt: skip
    """The actors of the packs, of a kind, in a country, there on a day."""
    chosen = Filter(kind or None, country or None, pack or None, day(on))
    return part(request, listed(load(), chosen), cursor, limit)


@router.get("/actors/resolve", response_model=model_of(Resolved))
def resolve_actor(request: Request, name: Name, on: Day = "", country: Text = "") -> Response:
    """Who is meant by a name on a day in a country: candidates with reasons, none where it is none of these."""
    return record(request, resolved(load(), name, day(on), country or None))


@router.get("/actors/{actor_id}", response_model=model_of(ActorEntry))
def actor(request: Request, actor_id: str) -> Response:
    """One actor by its id, with its posts and those whose lineage names it."""
    known = load()
    found = known.get(actor_id)
    if found is None:
        raise ArchiveError("no-actor", f"no actor of the packs has the id {actor_id}")
    others = tuple(
        Linked(each.id, each.name, link.relation)
        for each in known.index.actors
        for link in each.lineage
        if link.other == found.id
    )
    return record(request, ActorEntry(found, tuple(known.posts(found)), others))


@router.get("/places/resolve", response_model=model_of(PlaceAnswer))
def resolve_place(
    request: Request, name: Name, country: Text = "", adm1: Text = "", near: Text = "", feature: Text = ""
) -> Response:
    """Which place a name means: candidates with reasons, none where it is none of these; `near` is 36.2,37.1."""
    asked = Asked(name, country or None, adm1=adm1 or None, near=point(near) if near else None, feature=feature or None)
    with _ONE:
        return record(request, resolved_place(places(), asked))


@router.get("/places/{place_id}", response_model=model_of(GazetteerPlace))
def place(request: Request, place_id: str) -> Response:
    """One place of the gazetteer by its id."""
    with _ONE:
        found = place_of(place_id)
    if found is None:
        raise ArchiveError("no-place", f"the gazetteer has no place {place_id}")
    return record(request, found)
