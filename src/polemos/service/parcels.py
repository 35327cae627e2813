"""An overview on its way from the process that works it out to the one that shows it: only what has changed, in parts
so small that nobody waits for one to be unpacked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polemos.service.overview import Overview
from polemos.service.picture import Evidence, Picture

Lists = Mapping[str, Sequence[Any]]
Entry = Any
"""Where it stood in the list before, or else the new record itself, in a tuple of one."""
_NEW = 200
"""New records of one part at most: some milliseconds' work to unpack."""


@dataclass(frozen=True, slots=True)
class Part:
    """The next entries of a list."""

    name: str
    entries: tuple[Entry, ...]


def lists(found: Overview) -> Lists:
    """Everything in an overview, as lists."""
    told = found.picture.told
    return {
        "claims": told.claims,
        "reports": tuple(told.reports.items()),
        "incidents": found.incidents,
        "control": found.picture.control,
        "standing": found.picture.standing,
        "contradictions": found.contradictions,
        "speakers": found.speakers,
        "unnamed": found.unnamed,
        "actors": found.actors,
    }


def together(found: Lists) -> Overview:
    """The overview again."""
    every = {name: tuple(items) for name, items in found.items()}
    told = Evidence(every["claims"], dict(every["reports"]))
    picture = Picture(told, every["control"], every["standing"])
    named = (every[name] for name in ("incidents", "contradictions", "speakers", "unnamed", "actors"))
    return Overview(picture, *named)


def parts(before: Lists, now: Lists) -> Iterator[Part]:
    """What makes the lists before to those of now."""
    for name, items in now.items():
        yield from _parts(name, before.get(name, ()), items)


def _parts(name: str, before: Sequence[Any], now: Sequence[Any]) -> Iterator[Part]:
    # Claims and incidents keep their ids; that is quicker than to look for a whole record.
    key: Callable[[Any], Any] = _by_id if name in ("claims", "incidents") else _by_value
    at = {key(item): number for number, item in enumerate(before)}
    entries: list[Entry] = []
    new = 0
    for item in now:
        stood = at.get(key(item))
        same = stood is not None and before[stood] == item
        entries.append(stood if same else (item,))
        new += not same
        if new == _NEW:
            yield Part(name, tuple(entries))
            entries, new = [], 0
    if entries:
        yield Part(name, tuple(entries))


def _by_id(item: Any) -> Any:
    return item.id


def _by_value(item: Any) -> Any:
    return item


def put(before: Lists, now: dict[str, list[Any]], part: Part) -> None:
    """Add a part to the lists of now."""
    old = before.get(part.name, ())
    found = now.setdefault(part.name, [])
    found += (old[entry] if isinstance(entry, int) else entry[0] for entry in part.entries)
