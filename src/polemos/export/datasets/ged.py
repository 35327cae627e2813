"""UCDP GED: events with deaths in the columns of UCDP's Georeferenced Event Dataset."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from polemos.export.datasets.csv_file import CsvFile
from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.ged_dyad import Side
from polemos.export.datasets.ged_events import GedEvent, claim_ids, events
from polemos.export.datasets.ged_rules import ged_rules
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.speakers import speakers
from polemos.export.datasets.states import state
from polemos.export.datasets.table import Row, table

RULES = (
    "An event is armed force by an organised actor against another one or against civilians, with at least one direct "
    "death in low, best or high. What is denied, rejected, planned or only possible is no event. Wounded people never "
    "make one.",
    "State-based (1): one side is a government, its forces, or states together. Non-state (2): two groups. One-sided "
    "(3): civilians are those who were struck. UCDP's further conditions (a stated incompatibility, 25 deaths a year) "
    "are not known from reports; active_year counts them over this export alone.",
    "Shelling, air strikes and bombs are one-sided only where the reports tell of civilians both as those who were "
    "struck and as the dead. Where then nobody is told on the other side, the event is left out rather than given an "
    "opponent.",
    "A government is known by the packs' entries, which have UCDP's numbers, or by the adjective that opens a force's "
    "name (Russian units). Those who kill but are only described "
    "(gunmen, unknown attackers) are no organised actor.",
    "Killings in state custody, which UCDP keeps out of one-sided violence, cannot be told from others and are in.",
    "Low and high are the lowest and highest figures that any source gives; which of them are implausible is not "
    "judged. A figure without a side counts as unknown as far as it goes beyond the others. Bounds (dozens, at least "
    "13) count as best where nothing better is told.",
    "A total over several places is split over them as evenly as whole numbers allow, one row each (event_clarity 2); "
    "with fewer deaths than places it stays one row at the province or country that holds them all.",
)


class Ged:
    """ged.csv, and ged_evidence.csv that leads from each row to its claims."""

    name = "ged"
    title = "UCDP GED columns"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        """The incidents are read twice: for the deaths of a dyad and year, then for the rows."""
        left_out = LeftOut()
        years: Counter[tuple[int, str, int]] = Counter()
        for event in events(dataset, left_out):
            years[event.dyad_year] += event.deaths.best
        rows, proofs = table("ged"), table("ged_evidence")
        with CsvFile(rows, folder / "ged.csv") as made, CsvFile(proofs, folder / "ged_evidence.csv") as proved:
            for event in events(dataset, LeftOut()):
                made.write(_row(event, years[event.dyad_year]))
                proved.write(_evidence(event))
        return (
            Resource("ged.csv", "csv", "text/csv", made.rows, rows, str(left_out)),
            Resource("ged_evidence.csv", "csv", "text/csv", proved.rows, proofs),
        )


def _row(event: GedEvent, deaths_of_year: int) -> Row:
    violence, dyad = event.dyad.violence, event.dyad.name
    active = 1 if deaths_of_year >= ged_rules().active else 0
    return (
        event.id, None, event.year, active, None, violence,
        None, None, dyad if violence != 1 else None, None, None, dyad,
        None, event.dyad.a.ucdp, event.dyad.a.name, None, event.dyad.b.ucdp, event.dyad.b.name,
        *_sources(event), *_where(event), *_when(event), *_deaths(event), _states(event.dyad.a), _states(event.dyad.b),
    )  # fmt: skip


def _sources(event: GedEvent) -> Row:
    reports = event.told.reports
    days = [(report.published or "")[:10] for report in reports]
    articles = [
        ", ".join(filter(None, (report.outlet, day, f'"{report.title}"' if report.title else None)))
        for report, day in zip(reports, days, strict=True)
    ]
    offices, titles = [report.outlet or "" for report in reports], [report.title or "" for report in reports]
    original = "; ".join(f"{each.name} ({each.kind})" for each in speakers(event.told))
    return (
        event.told.incident.independent_sources, _listed(articles), _listed(offices), _listed(days), _listed(titles),
        original or None,
    )  # fmt: skip


def _where(event: GedEvent) -> Row:
    spot, known = event.spot, state(event.spot.country)
    gw = known.gw if known else None
    latitude, longitude = round(spot.latitude, 6), round(spot.longitude, 6)
    return (
        spot.precision, spot.name, spot.description, spot.adm1, spot.adm2, latitude, longitude,
        f"POINT ({longitude} {latitude})", spot.cell,
        known.ucdp if known and gw is not None else None, gw, ged_rules().region(gw) if gw is not None else None,
        event.clarity,
    )  # fmt: skip


def _when(event: GedEvent) -> Row:
    told = event.told.incident
    days = (date.fromisoformat(day[:10]) if day else None for day in (told.from_, told.to))
    return (told.date_precision, *days)


def _deaths(event: GedEvent) -> Row:
    dead = event.deaths
    return (dead.a, dead.b, dead.civilians, dead.unknown, dead.best, dead.high, dead.low)


def _states(side: Side) -> str | None:
    numbers = (state(country) for country in side.states)
    return ", ".join(str(each.gw) for each in numbers if each and each.gw is not None) or None


def _evidence(event: GedEvent) -> Row:
    told = event.told.incident
    dead = sorted({claim for loss in told.losses if loss.status == "killed" for claim in loss.claims})
    return (
        event.id, told.id, told.type, told.status, _listed(field.field for field in told.contested),
        _listed(claim_ids(event.told)), _listed(dead), _listed(report.id for report in event.told.reports),
    )  # fmt: skip


def _listed(values: Iterable[str]) -> str | None:
    joined = "; ".join(values)
    return joined if joined.strip("; ") else None
