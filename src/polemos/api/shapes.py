"""What a row of each kind of record is, for data frames and notebooks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from polemos.export.csv_rows import COLUMNS, joined, row
from polemos.model import Claim, Place, Report
from polemos.model.incident import Incident
from polemos.model.standing import ControlInterval, Standing
from polemos.service.contradictions import Contradiction

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """`name` what the records are called; `row` gives the cells of one, in the order of `columns`."""

    name: str
    columns: tuple[str, ...]
    row: Callable[[Any], Row]


_WHERE = ("place_id", "latitude", "longitude", "country", "adm1")
_INCIDENT = (
    "id", "type", "from", "to", "date_precision", "place", "place_precision", *_WHERE, "actors", "recipients",
    "killed_low", "killed_best", "killed_high", "status", "contested", "claims", "reports", "independent_sources",
)  # fmt: skip
_DATES = ("from", "from_latest", "to", "to_latest", "last_told")
_CONTROL = (
    "place", "place_id", "latitude", "longitude", "scope", "holder", "holder_id", "status", *_DATES, "said_by",
    "contested", "claims",
)  # fmt: skip
_STANDING = (
    "subject", "subject_id", "relation", "object", "object_id", "titles", *_DATES, "ended", "said_by", "contested",
    "claims",
)  # fmt: skip


def claims(reports: Mapping[str, Report]) -> Shape:
    """The columns of `polemos code --format csv`, and where the place is. `reports` gives title, date and outlet."""
    blank = Report("", "", "")

    def cells(claim: Claim) -> Row:
        flat = row(reports.get(claim.report_id, blank), claim)
        return (*(flat[name] for name in COLUMNS), *_where(claim.place))

    return Shape("claims", (*COLUMNS, *_WHERE), cells)


def _incident(each: Incident) -> Row:
    place, killed = each.place, [loss for loss in each.losses if loss.status == "killed"]
    return (
        each.id, each.type, each.from_, each.to, each.date_precision,
        place.name if place else None, place.precision if place else None, *_where(place),
        joined(party.name for party in each.parties if party.side == "actor"),
        joined(party.name for party in each.parties if party.side == "recipient"),
        _sum(loss.low for loss in killed), _sum(loss.best for loss in killed), _sum(loss.high for loss in killed),
        each.status, joined(field.field for field in each.contested),
        len(each.claims), each.reports, each.independent_sources,
    )  # fmt: skip


def _control(each: ControlInterval) -> Row:
    return (
        each.place, each.place_id, each.latitude, each.longitude, each.scope, each.holder, each.holder_id, each.status,
        *_dates(each), joined(each.said_by), each.contested, joined(each.claims),
    )  # fmt: skip


def _standing(each: Standing) -> Row:
    return (
        each.subject, each.subject_id, each.relation, each.object, each.object_id, joined(each.titles), *_dates(each),
        each.ended, joined(each.said_by), each.contested, joined(each.claims),
    )  # fmt: skip


def _contradiction(each: Contradiction) -> Row:
    told = (f"{value.value}: {', '.join(value.said_by)}" for value in each.field.values)
    claims = (claim for value in each.field.values for claim in value.claim_ids)
    return each.on, each.subject, each.about, each.field.field, joined(told), joined(claims)


def _report(each: Report) -> Row:
    return each.id, each.published, each.outlet, each.title, each.url, each.copy_of, each.text


REPORTS = Shape("reports", ("id", "published", "outlet", "title", "url", "copy_of", "text"), _report)
INCIDENTS = Shape("incidents", _INCIDENT, _incident)
CONTROL = Shape("intervals of control", _CONTROL, _control)
STANDING = Shape("edges of standing", _STANDING, _standing)
CONTRADICTIONS = Shape("contradictions", ("on", "subject", "about", "field", "values", "claims"), _contradiction)


def _where(place: Place | None) -> Row:
    if place is None:
        return (None,) * len(_WHERE)
    return place.place_id, place.latitude, place.longitude, place.country, place.adm1


def _dates(each: ControlInterval | Standing) -> Row:
    return each.from_, each.from_latest, each.to, each.to_latest, each.last_told


def _sum(figures: Iterable[int | None]) -> int | None:
    """Over the sides; None where no figure is known."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
