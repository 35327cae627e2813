"""Incidents and control as features: the row of their columns, and what is drawn of them."""

from collections.abc import Iterable, Iterator
from datetime import date

from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.geo_shapes import Geometry, geometry
from polemos.export.datasets.killed import killed
from polemos.export.datasets.table import Cell, Row
from polemos.model import Place
from polemos.model.incident import Incident
from polemos.model.standing import ControlInterval

Feature = tuple[Row, Geometry]


def incident_features(dataset: Dataset) -> Iterator[Feature]:
    """One an incident, in the columns of geo_incidents."""
    for each in dataset.incidents():
        yield _incident(each)


def control_features(dataset: Dataset) -> Iterator[Feature]:
    """One an interval, in the columns of geo_control."""
    for each in dataset.control():
        yield _control(each, geometry(_place(dataset, each)))


def _incident(each: Documented) -> Feature:
    told, place = each.incident, each.incident.place
    drawn = geometry(place)
    where: tuple[Cell, ...] = (None, None, None)
    further: tuple[Cell, ...] = (None, None)
    if place is not None:
        where, further = (place.name, place.place_id, place.precision), (place.country, place.adm1)
    return (
        told.id, told.type, _day(told.from_), _day(told.to), told.date_precision, *where, drawn.is_,
        drawn.uncertainty_m, *further, _parties(told, "actor"), _parties(told, "recipient"), *killed(told), told.status,
        _listed(field.field for field in told.contested), len(told.claims), told.reports, told.independent_sources,
        _listed(role.claim_id for role in told.claims), _listed(report.id for report in each.reports),
    ), drawn  # fmt: skip


def _control(each: ControlInterval, drawn: Geometry) -> Feature:
    return (
        each.place, each.place_id, each.place_precision, each.scope, drawn.is_, drawn.uncertainty_m, each.holder,
        each.holder_id, each.status, _day(each.from_), _day(each.from_latest), each.precision, _day(each.to),
        _day(each.to_latest), each.to_precision, _day(each.last_told), each.opened, _listed(each.besieged_by),
        each.contested, _listed(each.said_by), len(each.claims), _listed(each.claims),
    ), drawn  # fmt: skip


def _place(dataset: Dataset, each: ControlInterval) -> Place:
    """As far as an interval keeps it; the gazetteer tells country and unit."""
    listed = dataset.place(each.place_id) if each.place_id else None
    country = (listed.country or None) if listed else None
    unit = (listed.adm1 or listed.name) if listed and country else None
    return Place(
        each.place, each.place, 0, 0, each.place_precision, None, each.place_id, each.latitude, each.longitude,
        country, unit,
    )  # fmt: skip


def _parties(incident: Incident, side: str) -> str | None:
    return _listed(party.name for party in incident.parties if party.side == side)


def _listed(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None
