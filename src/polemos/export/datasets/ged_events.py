"""Incidents as UCDP's events: what its definition admits, a place a row, figures split as it rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.deaths import Deaths, deaths
from polemos.export.datasets.ged_dyad import Dyad, dyad
from polemos.export.datasets.ged_places import Spot, places, spot, together
from polemos.export.datasets.ged_rules import ged_rules
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.numbers import evenly, number
from polemos.model import EventClaim


@dataclass(frozen=True, slots=True)
class GedEvent:
    """One row. `clarity` is 2 where the figures are a share of a total over several places."""

    id: int
    told: Documented
    dyad: Dyad
    spot: Spot
    deaths: Deaths
    clarity: int

    @property
    def year(self) -> int:
        return int((self.told.incident.from_ or "")[:4])

    @property
    def dyad_year(self) -> tuple[int, str, int]:
        return self.dyad.violence, self.dyad.name, self.year


def events(dataset: Dataset, left_out: LeftOut) -> Iterator[GedEvent]:
    """All of them, in the order of the incidents."""
    for each in dataset.incidents():
        found = _of(dataset, each)
        if isinstance(found, str):
            left_out.add(found)
        else:
            yield from found


def happened(each: Documented) -> bool:
    """Whether anybody asserts it as something that took place, and nobody's judgement says that it did not."""
    if each.incident.status in ("denied", "rejected"):
        return False
    supports = {role.claim_id for role in each.incident.claims if role.role == "supports"}
    real = ("occurred", "ongoing")
    return any(claim.id in supports and claim.factuality in real for claim in each.claims)


def _of(dataset: Dataset, each: Documented) -> tuple[GedEvent, ...] | str:
    told = each.incident
    if told.type not in ged_rules().armed:
        return "of a type that is no use of armed force"
    if not happened(each):
        return "denied, rejected, planned or only possible"
    if not any(loss.status == "killed" and (loss.low or loss.best or loss.high) for loss in told.losses):
        return "without a death"
    if told.from_ is None or told.to is None or told.date_precision is None:
        return "without a date"
    between = dyad(dataset, each)
    if isinstance(between, str):
        return between
    dead = deaths(told, between.a.names, between.b.names)
    if not dead.any:
        return "without a death"
    found = [spot(dataset, place) for place in places(each)]
    spots = tuple(each for each in found if each is not None)
    if not spots:
        return "without a place that is known"
    return _split(dataset, each, between, spots, _as_one_sided(dead) if between.violence == 3 else dead)


def _as_one_sided(dead: Deaths) -> Deaths:
    """GED has no dead of either side in one-sided violence: those of the side struck are civilians, the others are left
    as unknown."""
    return replace(dead, a=0, b=0, civilians=dead.civilians + dead.b, unknown=dead.unknown + dead.a)


def _split(
    dataset: Dataset, each: Documented, between: Dyad, spots: tuple[Spot, ...], dead: Deaths
) -> tuple[GedEvent, ...] | str:
    """One event a place; with fewer deaths than places one event where the smallest unit holds them all."""
    told = each.incident
    if len(spots) == 1:
        return (GedEvent(number(told.id, "0"), each, between, spots[0], dead, 1),)
    if dead.best < len(spots):
        whole = together(dataset, spots)
        if whole is None:
            return "in several countries at once"
        return (GedEvent(number(told.id, "0"), each, between, whole, dead, 2),)
    shares = _shares(dead, len(spots))
    return tuple(
        GedEvent(number(told.id, str(at)), each, between, place, share, 2)
        for at, (place, share) in enumerate(zip(spots, shares, strict=True))
    )


def _shares(dead: Deaths, places: int) -> tuple[Deaths, ...]:
    """Each figure split as evenly as whole numbers allow, one going on where the one before it left off, so that the
    sums of the shares are as even."""
    first, columns = 0, []
    for total in (dead.a, dead.b, dead.civilians, dead.unknown):
        columns.append(evenly(total, places, first))
        first = (first + total) % places
    rest = (evenly(dead.low, places), evenly(dead.high, places))
    return tuple(Deaths(*share) for share in zip(*columns, *rest, strict=True))


def claim_ids(each: Documented) -> tuple[str, ...]:
    """Ids of an incident's claims of events."""
    return tuple(claim.id for claim in each.claims if isinstance(claim, EventClaim))
