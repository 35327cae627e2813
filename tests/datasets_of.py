"""A dataset of hand-written records: what exports and redaction are tried on without an archive."""

from collections.abc import Iterator
from dataclasses import dataclass

from polemos.export.datasets.dataset import About, Documented
from polemos.gazetteer.load import with_imports
from polemos.model import Claim, Place, Report
from polemos.model.actor import Actor
from polemos.model.gazetteer import GazetteerPlace
from polemos.model.incident import ClaimRole, Contested, Incident, IncidentLoss, Party
from polemos.model.standing import ControlInterval, Standing


@dataclass(frozen=True)
class Records:
    """A Dataset that holds everything."""

    found: tuple[Documented, ...] = ()
    told: tuple[Claim, ...] = ()
    read: tuple[Report, ...] = ()
    held: tuple[ControlInterval, ...] = ()
    stood: tuple[Standing, ...] = ()
    actors: tuple[Actor, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    def about(self) -> About:
        return About("Records", (("polemos", "0"),), self.filters)

    def incidents(self) -> Iterator[Documented]:
        return iter(self.found)

    def claims(self) -> Iterator[Claim]:
        return iter(sorted(self.told, key=lambda each: each.id))

    def reports(self) -> Iterator[Report]:
        return iter(sorted(self.read, key=lambda each: each.id))

    def control(self) -> Iterator[ControlInterval]:
        return iter(self.held)

    def standing(self) -> Iterator[Standing]:
        return iter(self.stood)

    def actor(self, actor_id: str) -> Actor | None:
        return next((each for each in self.actors if each.id == actor_id), None)

    def place(self, place_id: str) -> GazetteerPlace | None:
        return with_imports().get(place_id)

    def withheld(self) -> tuple[tuple[str, int], ...]:
        return ()


def at(
    name: str, precision: int | None, latitude: float | None = None, longitude: float | None = None,
    country: str | None = None, adm1: str | None = None, place_id: str | None = None,
) -> Place:  # fmt: skip
    return Place(name, name, 0, 0, precision, None, place_id, latitude, longitude, country, adm1)


def incident(
    number: int, place: Place | None = None, *, from_: str | None = "2021-03-04", to: str | None = "2021-03-04",
    parties: tuple[Party, ...] = (), losses: tuple[IncidentLoss, ...] = (), contested: tuple[Contested, ...] = (),
) -> Incident:  # fmt: skip
    roles = (ClaimRole(f"c-{number}", "supports"),)
    return Incident(
        f"i-{number}", "attack", from_, to, 1 if from_ else None, place, parties, losses, roles, 1, 1, contested,
        "contested" if contested else "reported", "test/1",
    )  # fmt: skip


def dead(
    low: int | None, best: int | None, high: int | None, side: str | None = None, civilians: bool | None = None
) -> IncidentLoss:
    return IncidentLoss("killed", side, civilians, low, best, high, "test")


def interval(
    place: str, precision: int, latitude: float | None, longitude: float | None, *, place_id: str | None = None,
    holder: str | None = "Karsa Front", scope: str = "place",
) -> ControlInterval:  # fmt: skip
    return ControlInterval(
        place=place, place_id=place_id, latitude=latitude, longitude=longitude, place_precision=precision,
        scope=scope, holder=holder, holder_id=None, status="holds", from_="2021-03-04", from_latest="2021-03-06",  # type: ignore[arg-type]
        precision=2, to=None, to_latest=None, to_precision=None, last_told="2021-05-01", opened="gained",
        besieged_by=("North Brigade", "West Brigade"), said_by=("The Wire",), claims=("c-1", "c-2"), closed_by=(),
        contested=False, disputes=(), derivation="test/1",
    )  # fmt: skip
