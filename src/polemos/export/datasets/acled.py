"""ACLED: events a day, place and pair of actors in the columns of ACLED's export."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from polemos.export.datasets.acled_actors import interaction
from polemos.export.datasets.acled_events import AcledEvent, events
from polemos.export.datasets.csv_file import CsvFile
from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.ged_events import claim_ids
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.numbers import number
from polemos.export.datasets.states import State, state
from polemos.export.datasets.table import Row, table

RULES = (
    "One row a day, place and pair of actors. What is denied, rejected, planned or only possible is no event; nor are "
    "talks, threats, demands, accusations and other words, which ACLED does not code.",
    "What is dated no better than a month's length, or placed no better than a country, is left out, as ACLED leaves "
    "it out.",
    'What lasted (a siege; a time told as "from", "for" or "throughout") has a row for each day; any other time '
    "of several days is a vague one and gives one row in its middle.",
    "Of one day, place and pair of actors the highest sub-event of ACLED's hierarchy stands, with the highest of their "
    "fatalities, since these may be the same dead; acled_evidence.csv lists what it absorbed.",
    "Fatalities: the lowest figure reported until a second report gives the same; no side split, no wounded.",
    "Political violence that nobody is named for is an unidentified armed group's. Strategic developments without an "
    "actor are left out.",
    "ACLED's knowledge of groups (political or identity militia), of sub-national sources and of crowds is not in "
    "reports; see the columns. Protests with deaths are not given to anybody, since who killed is an event of its own.",
)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """The events of one day, place and pair of actors, until nothing more can come to them."""

    told: list[AcledEvent] = field(default_factory=list)

    @property
    def highest(self) -> AcledEvent:
        return min(self.told, key=lambda event: (event.sub.rank, event.told.incident.id))


class Acled:
    """acled.csv, and acled_evidence.csv that leads from each row to its claims."""

    name = "acled"
    title = "ACLED columns"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        left_out = LeftOut()
        rows, proofs = table("acled"), table("acled_evidence")
        with CsvFile(rows, folder / "acled.csv") as made, CsvFile(proofs, folder / "acled_evidence.csv") as proved:
            for group in _groups(dataset, left_out):
                made.write(_row(group))
                for proof in _evidence(group):
                    proved.write(proof)
        return (
            Resource("acled.csv", "csv", "text/csv", made.rows, rows, str(left_out)),
            Resource("acled_evidence.csv", "csv", "text/csv", proved.rows, proofs),
        )


def _groups(dataset: Dataset, left_out: LeftOut) -> Iterator[_Waiting]:
    """By day. Incidents come by their first day, so that all events of the days before it are complete; a month's
    events at most wait."""
    waiting: dict[tuple[date, str, frozenset[str]], _Waiting] = {}
    for each in dataset.incidents():
        if each.incident.from_:
            yield from _complete(waiting, date.fromisoformat(each.incident.from_[:10]))
        for event in events(dataset, each, left_out):
            waiting.setdefault(event.group, _Waiting()).told.append(event)
    yield from _complete(waiting, date.max)


def _complete(waiting: dict[tuple[date, str, frozenset[str]], _Waiting], before: date) -> Iterator[_Waiting]:
    done = [key for key in waiting if key[0] < before]
    for key in sorted(done, key=lambda key: (key[0], key[1], sorted(key[2]))):
        yield waiting.pop(key)


def _row(group: _Waiting) -> Row:
    event = group.highest
    known = state(event.spot.country)
    one, other = event.one, event.other
    dead = max(each.fatalities for each in group.told)
    outlets = dict.fromkeys(r.outlet for each in group.told for r in each.told.reports if r.outlet)
    return (
        _id(event), event.day, event.day.year, event.time_precision, event.sub.disorder, event.sub.type, event.sub.name,
        one.name, "; ".join(one.associated) or None, one.inter, other.name if other else None,
        ("; ".join(other.associated) or None) if other else None, other.inter if other else None,
        interaction(one, other), "Civilians targeted" if event.civilians else None,
        *_where(event, known), "; ".join(outlets) or None, None, _notes(event, dead, tuple(outlets)), dead,
        _tags(group), _published(group),
    )  # fmt: skip


def _where(event: AcledEvent, known: State | None) -> Row:
    spot = event.spot
    return (
        known.iso if known else None, (known.region or None) if known else None, known.acled if known else None,
        spot.adm1, spot.adm2, None, spot.name, round(spot.latitude, 4), round(spot.longitude, 4), event.geo_precision,
    )  # fmt: skip


def _notes(event: AcledEvent, dead: int, outlets: tuple[str, ...]) -> str:
    when = {1: "On", 2: "In the week around", 3: "In the month around"}[event.time_precision]
    against = f" against {event.other.name}" if event.other else ""
    near = {1: "in", 2: "near", 3: "in the area of"}[event.geo_precision]
    told = f" according to {', '.join(outlets)}" if outlets else ""
    killed = f"{dead:,} reported killed" if dead else "no fatalities reported"
    day = f"{event.day.day} {event.day:%B %Y}"
    return f"{when} {day}, {event.sub.name} by {event.one.name}{against} {near} {event.spot.name}{told}; {killed}."


def _tags(group: _Waiting) -> str | None:
    fields = dict.fromkeys(field.field for each in group.told for field in each.told.incident.contested)
    return f"contested: {', '.join(fields)}" if fields else None


def _published(group: _Waiting) -> int | None:
    """A day without an hour counts from its beginning, a time without a zone as UTC."""
    days = [report.published for each in group.told for report in each.told.reports if report.published]
    if not days:
        return None
    moments = (datetime.fromisoformat(day) for day in days)
    return int(max(moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in moments).timestamp())


def _evidence(group: _Waiting) -> Iterator[Row]:
    highest = group.highest
    for event in sorted(group.told, key=lambda each: (each.sub.rank, each.told.incident.id)):
        told = event.told.incident
        part = "absorbed" if event is not highest else "share" if event.shares > 1 else "whole"
        reports = "; ".join(report.id for report in event.told.reports)
        yield _id(highest), told.id, part, told.type, told.status, "; ".join(claim_ids(event.told)), reports


def _id(event: AcledEvent) -> str:
    known = state(event.spot.country)
    return f"{known.alpha3 if known else ''}{number('acled', event.told.incident.id, str(event.share))}"
