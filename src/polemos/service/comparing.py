"""What `polemos compare` takes for a list of events: an archive's incidents, an import, or a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from polemos.comparison.compare import Comparison, compare
from polemos.comparison.item import CIVILIANS, STATE, plain_keys
from polemos.errors import UsageError
from polemos.export.datasets.deaths import deaths
from polemos.export.datasets.ged_events import happened
from polemos.gazetteer.countries import country_code
from polemos.ingest.lists.formats import kind_of
from polemos.ingest.lists.reading import opened
from polemos.ingest.lists.rows import NOT_HAPPENED
from polemos.model.actor import Actor
from polemos.model.incident import Incident
from polemos.model.listed import BadRow, ListedEvent
from polemos.resolution.actors.resolver import SURE
from polemos.service.actors import shared
from polemos.service.dataset import dataset
from polemos.store.archive import Archive
from polemos.store.incident_search import IncidentQuery
from polemos.store.listed import events

_SQLITE = b"SQLite format 3\x00"
_DEPTH = 10
"""Steps up from a unit to its government."""


@dataclass(frozen=True, slots=True)
class Limits:
    """ISO days and a country that both lists are cut to; "" does not narrow."""

    from_: str = ""
    to: str = ""
    country: str = ""

    def keeps(self, event: ListedEvent) -> bool:
        if (self.from_ and (event.to or "") < self.from_) or (self.to and (event.from_ or "9") > self.to):
            return False
        return not self.country or event.country in (None, self.country)


def compared(one: str, other: str, limits: Limits, archive: str) -> Comparison:
    """Both as `listed` reads them."""
    with listed(one, archive) as first, listed(other, archive) as second:
        return compare(filter(limits.keeps, first), filter(limits.keeps, second), actor_keys)


@contextmanager
def listed(where: str, archive: str) -> Iterator[Iterator[ListedEvent]]:
    """`where` is an archive (a file or postgresql://...), `ARCHIVE#NAME` for an import in it, `#NAME` for one in
    `archive`, or a file of GED, ACLED or POLECAT columns or our own incidents.csv. Raises UsageError, ArchiveError."""
    place, mark, name = where.partition("#")
    if mark and not Path(where).exists():
        yield events(Archive.open(place or archive, read_only=True), name)
    elif "://" in where or _is_archive(Path(where)):
        with dataset(Archive.open(where), IncidentQuery()) as found:
            yield (_incident(each.incident) for each in found.incidents() if happened(each))
    else:
        with opened(Path(where)) as file:
            yield (_row(row) for row in file.rows if not (isinstance(row, BadRow) and row.reason == NOT_HAPPENED))


def _row(row: ListedEvent | BadRow) -> ListedEvent:
    """A damaged row counts among those that cannot be compared."""
    return row if isinstance(row, ListedEvent) else ListedEvent(f"line {row.line}", row.reason, "other")


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}); name an archive, ARCHIVE#IMPORT or a file"
        ) from error


def _incident(told: Incident) -> ListedEvent:
    dead = deaths(told, frozenset(), frozenset()) if any(loss.status == "killed" for loss in told.losses) else None
    place = told.place
    made = ListedEvent(
        id=told.id,
        label=told.type,
        kind=kind_of(told.type),
        from_=told.from_[:10] if told.from_ else None,
        to=told.to[:10] if told.to else None,
        date_precision=told.date_precision,
        actors=tuple(party.actor_id or party.name for party in told.parties if party.side == "actor"),
        recipients=tuple(party.actor_id or party.name for party in told.parties if party.side == "recipient"),
        low=dead.low if dead else None,
        best=dead.best if dead else None,
        high=dead.high if dead else None,
    )
    if place is None:
        return made
    return replace(
        made, place=place.name, country=place.country, adm1=place.adm1, latitude=place.latitude,
        longitude=place.longitude, place_precision=place.precision,
    )  # fmt: skip


@lru_cache(maxsize=65536)
def actor_keys(name: str) -> frozenset[str]:
    """Its plain keys, and ids of the packs: of itself, of what it is a part of, and of its state."""
    found = set(plain_keys(name))
    entry = shared().get(name) or _meant(name)
    for _ in range(_DEPTH):
        if entry is None:
            break
        found.add(entry.id)
        if entry.id.startswith("gov-") and entry.country:
            found.add(STATE + entry.country)
        if entry.kind == "civilians":
            found.add(CIVILIANS)
        entry = shared().get(entry.parent) if entry.parent else None
    named = [country_code(key.removeprefix(STATE)) for key in found if key.startswith(STATE)]
    return frozenset(found | {STATE + code for code in named if code})


def _meant(name: str) -> Actor | None:
    """Whom the packs surely mean by a name, without the country or years that ACLED writes behind it."""
    best = next(iter(shared().resolver.resolve(name.split("(")[0].strip()).candidates), None)
    return best.actor if best is not None and best.score >= SURE else None
