"""All that is drawn from an archive's claims together, of one state of it, so that its parts agree."""

from dataclasses import dataclass

from polemos.model.incident import Incident
from polemos.service.actor_page import ActorEntry, actor_entries
from polemos.service.actors import shared
from polemos.service.contradictions import Contradiction, opposed
from polemos.service.picture import Evidence, Picture, drawn
from polemos.service.speakers import Speaker, told_by
from polemos.service.unnamed import Unnamed, unnamed_in


@dataclass(frozen=True, slots=True)
class Overview:
    """Incidents (the newest first), control and standing with their evidence, what cannot all be true, who says what,
    names that nobody knows, and everybody whom claims name."""

    picture: Picture
    incidents: tuple[Incident, ...]
    contradictions: tuple[Contradiction, ...]
    speakers: tuple[Speaker, ...]
    unnamed: tuple[Unnamed, ...]
    actors: tuple[ActorEntry, ...]


def overview(told: Evidence, incidents: tuple[Incident, ...]) -> Overview:
    """Takes a second for ten thousand incidents; the workbench keeps it (service/kept.py)."""
    picture = drawn(told)
    against = opposed(incidents, picture.control, picture.standing)
    return Overview(
        picture, incidents, against, told_by(told, against), unnamed_in(told.claims), actor_entries(told, shared())
    )
