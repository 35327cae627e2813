"""Whom and what the claims of an event name."""

from collections.abc import Iterator
from dataclasses import dataclass

from polemos.export.datasets.dataset import Documented
from polemos.model import EventClaim, Participant

_NOBODY = ("civilians", "unknown-armed", "other")


@dataclass(frozen=True, slots=True)
class Story:
    """Names, each once, in the order of the claims."""

    people: tuple[str, ...]
    organisations: tuple[str, ...]
    places: tuple[str, ...]


def story(each: Documented) -> Story:
    """Parties and speakers by kind; whoever is only described is neither."""
    named = list(_named(each))
    return Story(
        tuple(dict.fromkeys(name for name, kind in named if kind == "person")),
        tuple(dict.fromkeys(name for name, kind in named if kind not in ("person", *_NOBODY))),
        tuple(dict.fromkeys(_places(each))),
    )


def _named(each: Documented) -> Iterator[tuple[str, str]]:
    for claim in each.claims:
        parties: tuple[Participant, ...] = tuple(party for side in claim.parties() for party in side)
        yield from ((party.name, party.kind) for party in parties)
        yield from ((source.name, source.participant) for source in claim.sources)


def _places(each: Documented) -> Iterator[str]:
    for claim in each.claims:
        further = (*claim.also_at, claim.origin) if isinstance(claim, EventClaim) else ()
        yield from (place.name for place in (claim.place, *further) if place is not None)
