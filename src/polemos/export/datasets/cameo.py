"""CAMEO dyads: who did what to whom, a row a directed pair of actors."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations, product
from pathlib import Path

from polemos.export.datasets.cameo_rules import actor_code, event_code
from polemos.export.datasets.csv_file import CsvFile
from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.plover_events import PloverEvent, plover_event
from polemos.export.datasets.plover_parties import Coded
from polemos.export.datasets.table import Row, table

RULES = (
    "One row for each directed pair of actors of an incident. Those who do something to each other have a row in each "
    "direction; what has only one party is left out, since it is no dyad.",
    "The code is that of the event's type. What is planned, threatened, refused or called off has a code of CAMEO's "
    "for the words (03, 12, 13); what is denied, or only possible, is none.",
    "An actor's code is its country and its role. CAMEO's codes for single groups, peoples and religions are not "
    "written, since the packs do not have them; whom no pack has, has no country, and a role by kind alone.",
    "CAMEO has no role for militias on the side of a state, which are UAF here, nor for authorities that few "
    "recognise, which have none.",
    "No Goldstein scores: its table is not part of this program. PLOVER's intensity is in the plover export.",
    "One incident stays one event whatever is counted over: group by event_id before counting events.",
)


class Cameo:
    """cameo.csv."""

    name = "cameo"
    title = "CAMEO dyads"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        left_out, rows = LeftOut(), table("cameo")
        with CsvFile(rows, folder / "cameo.csv") as made:
            for each in dataset.incidents():
                event = plover_event(dataset, each, left_out)
                if event is None:
                    continue
                pairs = tuple(dyads(event.actors, event.recipients))
                if not pairs:
                    left_out.add("with one party or none")
                for source, target in pairs:
                    made.write(_row(event, source, target))
        return (Resource("cameo.csv", "csv", "text/csv", made.rows, rows, str(left_out)),)


def dyads(actors: tuple[Coded, ...], recipients: tuple[Coded, ...]) -> Iterator[tuple[Coded, Coded]]:
    """Everybody who does it with everybody to whom it is done; nobody with itself."""
    pairs = product(actors, recipients) if recipients else permutations(actors, 2)
    yield from ((one, other) for one, other in pairs if one.name != other.name)


def _row(event: PloverEvent, source: Coded, target: Coded) -> Row:
    told = event.told.incident
    code = event_code(event.type, told.type)
    return (
        told.id, date.fromisoformat(event.date) if event.date else None, actor_code(source), source.name,
        actor_code(target), target.name, code, code[:2], event.type, event.where.code if event.where else None,
        len(told.claims), told.reports, told.independent_sources, told.status,
        "; ".join(role.claim_id for role in told.claims), "; ".join(report.id for report in event.told.reports),
    )  # fmt: skip
