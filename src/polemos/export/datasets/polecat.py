"""POLECAT: PLOVER's events in the 40 columns of its files."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from polemos.export.datasets.csv_file import CsvFile
from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.plover import RULES as PLOVER_RULES
from polemos.export.datasets.plover_events import PloverEvent, plover_event
from polemos.export.datasets.plover_parties import Coded
from polemos.export.datasets.polecat_story import story
from polemos.export.datasets.table import Cell, Row, table

RULES = (
    *PLOVER_RULES[:-1],
    'Missing values are "None". A ; inside a value became a comma, since ; stands between values. Lists of countries, '
    "numbers and pages have a place for each actor, None where one has none.",
    "POLECAT has no deaths, no speakers, no words of the text and no addresses: polecat_evidence.tsv has the claims.",
)
_TSV = ("tsv", "text/tab-separated-values")


class Polecat:
    """polecat.tsv, and polecat_evidence.tsv that leads from each row to its claims."""

    name = "polecat"
    title = "POLECAT columns"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        left_out, rows, proofs = LeftOut(), table("polecat"), table("polecat_evidence")
        version = "; ".join(f"{name} {value}" for name, value in dataset.about().made_with)
        with (
            CsvFile(rows, folder / "polecat.tsv", delimiter="\t") as made,
            CsvFile(proofs, folder / "polecat_evidence.tsv", delimiter="\t") as proved,
        ):
            for each in dataset.incidents():
                event = plover_event(dataset, each, left_out)
                if event is not None:
                    made.write(_row(event, version))
                    for proof in _evidence(event):
                        proved.write(proof)
        return (
            Resource("polecat.tsv", *_TSV, made.rows, rows, str(left_out)),
            Resource("polecat_evidence.tsv", *_TSV, proved.rows, proofs),
        )


def _row(event: PloverEvent, version: str) -> Row:
    told = story(event.told)
    return (
        event.told.incident.id, _day(event.date), event.type, event.mode, event.intensity, event.quad,
        _joined(event.contexts), *_party(event.actors), *_party(event.recipients), *_where(event),
        _joined(report.outlet for report in event.told.reports), _day(_first(event)),
        _joined(told.people), _joined(told.organisations), _joined(told.places),
        _joined(report.language for report in event.told.reports), version,
    )  # fmt: skip


def _party(members: tuple[Coded, ...]) -> Row:
    sectors = [each.sector for each in members if each.sector]
    return (
        _joined(each.name for each in members), _each(each.country for each in members),
        _each(each.cow for each in members), sectors[0] if sectors else None, _joined(sectors), None,
        _joined(text for each in members for text in each.raw), _each(each.wikipedia for each in members),
    )  # fmt: skip


def _where(event: PloverEvent) -> Row:
    where = event.where
    if where is None:
        return (None,) * 10
    return (
        where.resolved, where.city, where.district, where.province, where.code, where.latitude, where.longitude,
        where.geonames, _joined(where.extracted), where.feature,
    )  # fmt: skip


def _evidence(event: PloverEvent) -> Iterator[Row]:
    urls = {report.id: report.url for report in event.told.reports}
    roles = {role.claim_id: role.role for role in event.told.incident.claims}
    for claim in event.told.claims:
        speaker = claim.sources[-1].name if claim.sources else None
        yield (
            event.told.incident.id, claim.id, roles.get(claim.id), claim.factuality, claim.id in event.basis, speaker,
            claim.report_id, urls.get(claim.report_id), claim.trigger.start, claim.trigger.end,
        )  # fmt: skip


def _joined(values: Iterable[str | None]) -> str | None:
    """Each once."""
    return ";".join(dict.fromkeys(value.replace(";", ",") for value in values if value)) or None


def _each(values: Iterable[Cell]) -> str | None:
    """One for each of several, so that they stay beside their names."""
    told = [None if value is None else str(value).replace(";", ",") for value in values]
    return ";".join(value or "None" for value in told) if any(told) else None


def _first(event: PloverEvent) -> str | None:
    return min((report.published for report in event.told.reports if report.published), default=None)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told[:10]) if told else None
