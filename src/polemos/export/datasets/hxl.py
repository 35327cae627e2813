"""HXL: incidents as a CSV with the tags of the Humanitarian Exchange Language below its header."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from polemos.export.datasets.csv_file import CsvFile
from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.deaths import Deaths, deaths
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.ged_dyad import names
from polemos.export.datasets.ged_events import claim_ids, happened
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.sides import Who, parties
from polemos.export.datasets.speakers import speakers
from polemos.export.datasets.states import state
from polemos.export.datasets.table import Row, table

RULES = (
    "Tags are those that OCHA gives event data, with further attributes for what only this export knows: ranges of the "
    "dead, who says so, precision.",
    "What is denied, rejected, planned or only possible is left out, so that columns may be summed.",
    "Wounded, captured and displaced are the best figures as they are told; a figure told as a bound counts with its "
    "bound. Of several totals the greatest stands.",
)
_COUNTED = ("wounded", "captured", "displaced")


class Hxl:
    """incidents.hxl.csv."""

    name = "hxl"
    title = "HXL-tagged incidents"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        left_out, made = LeftOut(), table("hxl")
        with CsvFile(made, folder / "incidents.hxl.csv", hxl=True) as file:
            for each in dataset.incidents():
                if happened(each):
                    file.write(_row(dataset, each))
                else:
                    left_out.add("denied, rejected, planned or only possible")
        return (Resource("incidents.hxl.csv", "csv", "text/csv", file.rows, made, str(left_out), hxl=True),)


def _row(dataset: Dataset, each: Documented) -> Row:
    told = each.incident
    one, other = parties(dataset, each, "actor"), parties(dataset, each, "recipient")
    dead = deaths(told, *(frozenset(name for who in side for name in names(who)) for side in (one, other)))
    known = any(loss.status == "killed" for loss in told.losses)
    first, last = (date.fromisoformat(day[:10]) if day else None for day in (told.from_, told.to))
    return (
        told.id, told.type, _description(each, one, other), first, last, told.date_precision,
        first.year if first else None, *_groups(one), *_groups(other), *_where(dataset, each),
        *(_dead(dead) if known else (None,) * 6), *(_count(each, status) for status in _COUNTED), *_said(each),
        told.status, _listed(report.url for report in each.reports), _listed(claim_ids(each)),
    )  # fmt: skip


def _dead(dead: Deaths) -> Row:
    return dead.best, dead.low, dead.high, dead.civilians, dead.a, dead.b


def _count(each: Documented, status: str) -> int | None:
    """Figures with a side or for civilians add up; one without may be their total."""
    told = [loss for loss in each.incident.losses if loss.status == status]
    figures = [(loss.best if loss.best is not None else loss.low, bool(loss.side) or loss.civilians) for loss in told]
    parts = [figure for figure, part in figures if part and figure is not None]
    wholes = [figure for figure, part in figures if not part and figure is not None]
    return max([*wholes, *([sum(parts)] if parts else [])], default=None)


def _groups(side: Sequence[Who]) -> Row:
    shown = list(dict.fromkeys(who.name for who in side))
    return (shown[0] if shown else None), _listed(shown[1:])


def _where(dataset: Dataset, each: Documented) -> Row:
    place = each.incident.place
    if place is None:
        return (None,) * 8
    listed = dataset.place(place.place_id) if place.place_id else None
    code = place.country or (listed.country if listed else None)
    country = state(code)
    exact = place.precision in (1, 2)
    return (
        country.name if country else None, country.alpha3 if country else None,
        place.adm1 or (listed.adm1 if listed else None), listed.adm2 if listed else None, place.name,
        place.latitude if exact else None, place.longitude if exact else None, place.precision,
    )  # fmt: skip


def _said(each: Documented) -> Row:
    said = speakers(each)
    days = sorted(report.published[:10] for report in each.reports if report.published)
    return (
        _listed(dict.fromkeys(report.outlet for report in each.reports)), _listed(source.name for source in said),
        _listed(source.stance for source in said), max((claim.confidence for claim in each.claims), default=None),
        date.fromisoformat(days[0]) if days else None,
    )  # fmt: skip


def _description(each: Documented, one: Sequence[Who], other: Sequence[Who]) -> str:
    by = f" by {', '.join(who.name for who in one)}" if one else ""
    against = f" against {', '.join(who.name for who in other)}" if other else ""
    place = each.incident.place
    return f"{each.incident.type}{by}{against}{f' at {place.name}' if place else ''}"


def _listed(values: Iterable[str | None]) -> str | None:
    return "; ".join(value for value in values if value) or None
