"""Who holds what and who stands how to whom, as an archive's claims tell it, and where they cannot all be true."""

from collections.abc import Iterator
from dataclasses import dataclass

from polemos.incidents.control import control, held_on
from polemos.incidents.reviewed import reviewed
from polemos.incidents.signals import place_key, signals
from polemos.incidents.standings import standings, stood_on
from polemos.model import Claim, Place
from polemos.model.incident import Contested, ContestedValue
from polemos.model.judgement import standing_judgements
from polemos.model.standing import ControlInterval, Standing
from polemos.service.incidents import refresh
from polemos.store.archive import Archive
from polemos.store.derived import list_incidents, sources
from polemos.store.judgements import judgements


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field of an incident, a place's control or two actors' standing on which claims cannot both be true."""

    subject: str
    """What it is about: an incident's id, a place, or two actors."""
    about: str
    on: str | None
    field: Contested


def control_intervals(archive: Archive, place: str | None = None) -> tuple[ControlInterval, ...]:
    """The intervals of every place, or of one named by its id or its name in any usual spelling."""
    claims, published = _claims(archive)
    found = control(signals(claims, published))
    if place is None:
        return found
    key = place_key(Place(place, place, 0, 0)).strip()
    return tuple(
        each for each in found if each.place_id == place or place_key(Place(each.place, "", 0, 0)).strip() == key
    )


def control_on(archive: Archive, day: str, place: str | None = None) -> tuple[ControlInterval, ...]:
    """Who holds what on a day; two holders of one place are both there, contested."""
    return held_on(control_intervals(archive, place), day)


def standing_edges(archive: Archive, actor: str | None = None, day: str | None = None) -> tuple[Standing, ...]:
    """The edges of every actor, or of one named by id or name; of all times, or on a day."""
    claims, published = _claims(archive)
    found = standings(claims, published)
    if actor is not None:
        wanted = actor.lower()
        found = tuple(
            each
            for each in found
            if wanted in {(name or "").lower() for name in (each.subject, each.subject_id, each.object, each.object_id)}
        )
    return stood_on(found, day) if day else found


def contradictions(archive: Archive) -> tuple[Contradiction, ...]:
    """Everything that cannot all be true, newest first."""
    refresh(archive)
    found = [*_of_incidents(archive), *_of_control(archive), *_of_standing(archive)]
    return tuple(
        sorted(sorted(found, key=lambda c: (c.subject, c.field.field)), key=lambda c: c.on or "", reverse=True)
    )


def _of_incidents(archive: Archive) -> Iterator[Contradiction]:
    for each in list_incidents(archive):
        place = f" at {each.place.name}" if each.place else ""
        for field in each.contested:
            yield Contradiction(each.id, f"{each.type}{place}", each.to or each.from_, field)


def _of_control(archive: Archive) -> Iterator[Contradiction]:
    for each in control_intervals(archive):
        if each.contested and each.contested_by:
            rivals = tuple(ContestedValue(name, (), ()) for name in each.contested_by)
            own = ContestedValue(each.holder, (), each.claims)
            yield Contradiction(each.place, f"who holds {each.place}", each.from_, Contested("holder", (own, *rivals)))


def _of_standing(archive: Archive) -> Iterator[Contradiction]:
    for each in standing_edges(archive):
        if each.contested:
            value = ContestedValue(f"{each.subject} {each.relation} {each.object}", (), each.claims)
            pair = f"{each.subject} / {each.object}"
            yield Contradiction(
                pair, f"how {each.subject} stands to {each.object}", each.from_, Contested("relation", (value,))
            )


def _claims(archive: Archive) -> tuple[tuple[Claim, ...], dict[str, str | None]]:
    _, claims, reports = sources(archive)
    published = {report_id: day for report_id, (_, day, _) in reports.items()}
    return reviewed(claims, standing_judgements(judgements(archive))), published
