"""Who holds what and who stands how to whom, as an archive's claims tell it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from polemos.errors import UsageError
from polemos.gazetteer.load import packaged
from polemos.incidents.control import control, held_on
from polemos.incidents.kin import Kin
from polemos.incidents.reviewed import reviewed
from polemos.incidents.signals import Origin, signals
from polemos.incidents.standings import standings, stood_on
from polemos.model import Claim
from polemos.model.judgement import standing_judgements
from polemos.model.standing import ControlInterval, Standing
from polemos.service.actors import Actors, load, resolved
from polemos.service.families import families
from polemos.service.pack_standing import pack_edges
from polemos.store.archive import Archive
from polemos.store.judgements import judgements
from polemos.store.records import name_key
from polemos.store.sources import sources


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every claim as reviewed, and for each report the one that it repeats, its date and outlet."""

    claims: tuple[Claim, ...]
    reports: dict[str, Origin]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An actor as a user names it: everything that an edge's end may be called or numbered."""

    ids: frozenset[str]
    keys: frozenset[str]

    def among(self, each: Standing) -> bool:
        ends = ((each.subject_id, each.subject), (each.object_id, each.object))
        return any(id_ in self.ids or name_key(name) in self.keys for id_, name in ends)


@dataclass(frozen=True, slots=True)
class Picture:
    """Control and standing with the evidence that they were derived from."""

    told: Evidence
    control: tuple[ControlInterval, ...]
    standing: tuple[Standing, ...]


def evidence(archive: Archive) -> Evidence:
    """What control and standing are derived from, in one view."""
    _, claims, reports = sources(archive)
    return Evidence(reviewed(claims, standing_judgements(judgements(archive))), reports)


def picture(archive: Archive) -> Picture:
    """Everything at once, for those who ask for many parts of it."""
    return drawn(evidence(archive))


def drawn(told: Evidence) -> Picture:
    """The same of what was read already."""
    return Picture(told, derived_control(told), derived_standing(told))


def control_intervals(archive: Archive, place: str | None = None) -> tuple[ControlInterval, ...]:
    """The intervals of every place, or of one named by its id or its name in any usual spelling."""
    found = derived_control(evidence(archive))
    return found if place is None else of_place(found, place)


def of_place(found: Sequence[ControlInterval], place: str) -> tuple[ControlInterval, ...]:
    """Those of one place, by its id, its name in any usual spelling, or else another name that the gazetteer has."""
    key = name_key(place)
    named = tuple(each for each in found if each.place_id == place or name_key(each.place) == key)
    if named:
        return named
    ids = {hit.place.id for hit in packaged().exact(place)}
    return tuple(each for each in found if each.place_id in ids)


def derived_control(told: Evidence) -> tuple[ControlInterval, ...]:
    """The intervals of every place; who belongs together, the packaged packs tell."""
    return control(signals(told.claims, told.reports), _kin())


def derived_standing(told: Evidence) -> tuple[Standing, ...]:
    """Every edge; whose name is whose, the packaged packs tell where the coder did not."""
    return standings(told.claims, told.reports, _kin())


@cache
def _kin() -> Kin:
    return families(_actors())


@cache
def _actors() -> Actors:
    return load()


def control_on(archive: Archive, day: str, place: str | None = None) -> tuple[ControlInterval, ...]:
    """Who may hold what on a day; two holders of one place are both there, contested."""
    return held_on(control_intervals(archive, place), day)


def standing_edges(
    archive: Archive, actor: str | None = None, day: str | None = None, *, packs: bool = False
) -> tuple[Standing, ...]:
    """The edges of every actor, or of one named by id, any spelling of its name or an alias that the packs have; of all
    times, or on a day. `packs` adds what the actor packs have of it, each marked as theirs."""
    told = evidence(archive)
    found: Sequence[Standing] = derived_standing(told)
    if packs and actor is None:
        raise UsageError("the packs know thousands of actors; name the one that they are asked for")
    if actor is not None:
        asked = wanted(actor, day)
        found = [each for each in found if asked.among(each)]
        if packs:
            found = [*found, *_of_packs(asked)]
    return stood_on(found, day) if day else tuple(found)


def wanted(name: str, day: str | None) -> Wanted:
    """Whom a user means: the best candidate of the packs with all its names, beside the name itself."""
    actors = _actors()
    known = actors.get(name)
    if known is None:
        best = resolved(actors, name, day, None).candidates
        known = actors.get(best[0].actor_id) if best else None
    names = [each.text for each in known.names if each.kind != "generic"] if known else []
    keys = frozenset(name_key(each) for each in (name, *names))
    return Wanted(frozenset({name, *((known.id,) if known else ())}), keys - {""})


def _of_packs(asked: Wanted) -> Iterator[Standing]:
    actors = _actors()
    for id_ in sorted(asked.ids):
        if actors.get(id_) is not None:
            yield from pack_edges(actors, id_)
