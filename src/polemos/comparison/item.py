"""A listed event, made ready to be compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from polemos.comparison.weights import weights
from polemos.model.listed import ListedEvent
from polemos.text.names import name_key, spelling_key

Keys = Callable[[str], frozenset[str]]
"""Keys of a name under which two spellings of one actor meet; the packs' ids among them where somebody knows those."""
STATE = "state:"
CIVILIANS = "civilians"


@dataclass(frozen=True, slots=True)
class Item:
    """`first` and `last` are day numbers; `where` is the key of the place's name, `unit` that of its province."""

    event: ListedEvent
    first: int
    last: int
    where: str
    unit: str
    actors: tuple[frozenset[str], ...]
    recipients: tuple[frozenset[str], ...]

    @property
    def placed(self) -> bool:
        """Whether it has a point to measure from."""
        return self.event.latitude is not None and self.event.place_precision not in (None, 6)


def item(event: ListedEvent, keys: Keys) -> Item | None:
    """None for an event without a date or a place: nothing can be said of whether another list has it."""
    if event.from_ is None or event.to is None or (event.latitude is None and event.country is None):
        return None
    return Item(
        event,
        date.fromisoformat(event.from_).toordinal(),
        date.fromisoformat(event.to).toordinal(),
        spelling_key(event.place or ""),
        spelling_key(event.adm1 or ""),
        _keyed(event.actors, keys),
        _keyed(event.recipients, keys),
    )


@lru_cache(maxsize=65536)
def plain_keys(name: str) -> frozenset[str]:
    """Keys without any packs: the name's, that of its state behind a state's arm, that of civilians; years and
    countries in brackets, which ACLED writes, are left off."""
    bare = name.split("(")[0].strip()
    found = {name_key(bare)}
    low = bare.lower()
    for arm in weights().state_arms:
        if low.startswith(arm + " "):
            found.add(STATE + name_key(bare[len(arm) + 1 :].split("-")[0]))
    if low in weights().civilians:
        found.add(CIVILIANS)
    return frozenset(found)


def _keyed(names: Iterable[str], keys: Keys) -> tuple[frozenset[str], ...]:
    """One name may hold several, which UCDP joins with commas."""
    parts = [part.strip() for name in names for part in name.split(", ")]
    return tuple(keys(part) for part in parts if part)
