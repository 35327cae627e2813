"""What the map shows: incidents by type and date, and who holds which place, each no wider than it is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from polemos.gazetteer.load import with_imports
from polemos.model import Place
from polemos.model.incident import Incident
from polemos.model.standing import ControlInterval
from polemos.service.map_areas import Area, area_key, areas
from polemos.service.type_groups import group_of
from polemos.store.records import name_key

COLOURS = 8
"""Holders with a colour of their own; the others share one, and every holder's name is written beside its places."""


@dataclass(frozen=True, slots=True)
class MapIncident:
    """`area` is the key of the area that is drawn instead of a point, None for an exact place."""

    id: str
    type: str
    group: str
    from_: str | None
    to: str | None
    place: str
    longitude: float
    latitude: float
    area: str | None
    status: str
    contested: bool
    who: str


@dataclass(frozen=True, slots=True)
class MapIncidents:
    """`undrawn` counts the incidents whose place is not told or has no point."""

    incidents: tuple[MapIncident, ...]
    areas: tuple[Area, ...]
    undrawn: int


@dataclass(frozen=True, slots=True)
class MapControl:
    """An interval with its holder's colour (0 to COLOURS - 1, COLOURS for the rest), None without a holder."""

    interval: ControlInterval
    colour: int | None
    area: str | None


@dataclass(frozen=True, slots=True)
class Holders:
    """Every drawn interval, the areas of those not told of one place, and holders by how much is told of them."""

    control: tuple[MapControl, ...]
    areas: tuple[Area, ...]
    holders: tuple[str, ...]
    undrawn: int


@dataclass(frozen=True, slots=True)
class ControlChoice:
    """Which intervals are shown; empty does not narrow. Names in any usual spelling, or ids; ISO days."""

    actor: str = ""
    place: str = ""
    from_: str = ""
    to: str = ""

    def fits(self, each: ControlInterval) -> bool:
        return (
            _meant(self.actor, each.holder, each.holder_id)
            and _meant(self.place, each.place, each.place_id)
            and (not self.to or (each.from_ or "") <= self.to)
            and (not self.from_ or each.to is None or (each.to_latest or each.to) >= self.from_)
        )


def map_incidents(found: Sequence[Incident]) -> MapIncidents:
    """In the order given."""
    drawn = [(each, each.place) for each in found if each.place and _has_point(each.place)]
    placed = tuple(_incident(each, place) for each, place in drawn)
    return MapIncidents(placed, areas(place for _, place in drawn), len(found) - len(placed))


def map_control(found: Iterable[ControlInterval]) -> Holders:
    """In the order given; colours go to the holders with the most claims."""
    intervals = tuple(found)
    told: Counter[str] = Counter()
    for each in intervals:
        if each.holder:
            told[each.holder] += len(each.claims)
    holders = tuple(sorted(told, key=lambda name: (-told[name], name)))
    rank = {name: min(at, COLOURS) for at, name in enumerate(holders)}
    drawn = [(each, _place(each)) for each in intervals if each.latitude is not None and each.longitude is not None]
    control = tuple(
        MapControl(each, rank[each.holder] if each.holder else None, area_key(place)) for each, place in drawn
    )
    return Holders(control, areas(place for _, place in drawn), holders, len(intervals) - len(control))


def last_day(found: Iterable[Incident], control: Iterable[ControlInterval]) -> str | None:
    """The last day of which anything is told."""
    days = [day for each in found if (day := each.to or each.from_)]
    days += [day for each in control for day in (each.last_told, each.to) if day]
    return max(days, default=None)


def bounds(found: Iterable[Incident], control: Iterable[ControlInterval]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of where most exact incidents lie (of control where there is none); far ones are
    left out, so that one place abroad does not shrink a theatre to a dot."""
    exact = [each.place for each in found if each.place and _has_point(each.place) and area_key(each.place) is None]
    points = [(place.longitude, place.latitude) for place in exact]
    points = points or [(each.longitude, each.latitude) for each in control]
    x = sorted(lon for lon, _ in points if lon is not None)
    y = sorted(lat for _, lat in points if lat is not None)
    if not x or not y:
        return None
    cut = len(x) // 40
    return x[cut], y[cut], x[-1 - cut], y[-1 - cut]


def _incident(each: Incident, place: Place) -> MapIncident:
    assert place.longitude is not None
    assert place.latitude is not None
    who = ", ".join(party.name for party in each.parties if party.side == "actor")
    return MapIncident(
        each.id, each.type, group_of(each.type), each.from_, each.to, place.name, round(place.longitude, 4),
        round(place.latitude, 4), area_key(place), each.status, bool(each.contested), who,
    )  # fmt: skip


def _place(each: ControlInterval) -> Place:
    """As far as an interval keeps it; the gazetteer tells country and unit."""
    listed = with_imports().get(each.place_id) if each.place_id else None
    country = (listed.country or None) if listed else None
    unit = (listed.adm1 or listed.name) if listed and country else None
    return Place(
        each.place, each.place, 0, 0, each.place_precision, None, each.place_id, each.latitude, each.longitude,
        country, unit,
    )  # fmt: skip


def _has_point(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def _meant(wanted: str, name: str | None, id_: str | None) -> bool:
    return not wanted or wanted == id_ or (name is not None and name_key(wanted) == name_key(name))
