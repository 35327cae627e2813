"""What other people's datasets call their columns and kinds of event: formats.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from polemos.model.listed import ListedKind

OWN = "polemos"
"""The format of our own table of incidents."""


@dataclass(frozen=True, slots=True)
class Format:
    """`columns` are the names of each field, the first that a file has counts; the maps go from what a file writes, in
    lower case. A map that a dataset does not need is empty."""

    name: str
    title: str
    needs: tuple[tuple[str, ...], ...]
    columns: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, ListedKind]
    labels: Mapping[str, str]
    modes: Mapping[str, ListedKind]
    civilian_sectors: tuple[str, ...]
    features: Mapping[str, int]
    place_precision: Mapping[str, int]
    date_precision: Mapping[str, int]
    days_around: Mapping[str, int]
    missing: tuple[str, ...]
    unreal: Mapping[str, tuple[str, ...]]
    dates: tuple[str, ...]


def plain(name: str) -> str:
    """A column's name without case, spaces and underscores."""
    return name.strip().strip("\ufeff#!").lower().replace("_", " ").strip()


@cache
def formats() -> tuple[Format, ...]:
    """All that are known, by name."""
    text = files("polemos.ingest.lists").joinpath("formats.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    dates = tuple(data.pop("dates"))
    return tuple(_format(name, data[name], dates) for name in sorted(data))


def kind_of(type_: str) -> ListedKind:
    """The kind of one of the codebook's event types."""
    own = next(each for each in formats() if each.name == OWN)
    return own.kinds.get(type_, "other")


def recognised(header: Sequence[str]) -> Format | None:
    """The format whose needed columns a file has."""
    names = frozenset(map(plain, header))
    return next((each for each in formats() if fits(each, names)), None)


def fits(each: Format, names: frozenset[str]) -> bool:
    """Whether plain names of columns hold all that the format needs."""
    return all(not names.isdisjoint(any_of) for any_of in each.needs)


def _format(name: str, data: dict[str, Any], dates: tuple[str, ...]) -> Format:
    return Format(
        name=name,
        title=data["title"],
        needs=tuple(tuple(map(plain, any_of)) for any_of in data["needs"]),
        columns={field: tuple(map(plain, names)) for field, names in data["columns"].items()},
        kinds=data["kinds"],
        labels=data.get("labels", {}),
        modes=data.get("modes", {}),
        civilian_sectors=tuple(data.get("civilian_sectors", ())),
        features=data.get("features", {}),
        place_precision=data.get("place_precision", {}),
        date_precision=data.get("date_precision", {}),
        days_around=data.get("days_around", {}),
        missing=tuple(data.get("missing", ())),
        unreal={field: tuple(values) for field, values in data.get("unreal", {}).items()},
        dates=dates,
    )
