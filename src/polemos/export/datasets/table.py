"""A table of an export: its columns with types and meanings, read from `columns/NAME.yaml`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

ColumnType = Literal["string", "integer", "number", "boolean", "date", "datetime", "year"]
Cell = str | int | float | bool | date | datetime | None
Row = Sequence[Cell]
"""The cells of a row, in the order of the table's columns; None where nothing is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """`about` says what stands in it and by which rule; `hxl` is its tag, "" for none; `values` are all that it may
    hold, empty where any may stand."""

    name: str
    type: ColumnType
    about: str
    hxl: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`missing` is what the target writes where a value is not known; `key` names the columns that tell rows apart;
    `foreign` has a column, the table that it points into, and the column there."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rules: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    missing: str = ""
    foreign: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@cache
def table(name: str) -> Table:
    """The packaged table of that name."""
    text = files("polemos.export.datasets").joinpath("columns", f"{name}.yaml").read_text(encoding="utf-8")
    return _table(name, yaml.safe_load(text))


def tables() -> tuple[str, ...]:
    """The names of the packaged tables, by the alphabet."""
    folder = files("polemos.export.datasets").joinpath("columns")
    return tuple(sorted(each.name.removesuffix(".yaml") for each in folder.iterdir() if each.name.endswith(".yaml")))


def _table(name: str, data: dict[str, Any]) -> Table:
    columns = tuple(_column(name, each) for each in data["columns"])
    return Table(
        name=name,
        title=data["title"],
        about=data["about"],
        columns=columns,
        rules=tuple(data.get("rules", ())),
        key=tuple(data.get("key", ())),
        missing=data.get("missing", ""),
        foreign=tuple((own, *_target(there)) for own, there in data.get("foreign", {}).items()),
    )


def _target(there: str) -> tuple[str, str]:
    """ "claims.id" as table and column."""
    name, _, column = there.partition(".")
    return name, column


def _column(where: str, data: dict[str, Any]) -> Column:
    if data["type"] not in get_args(ColumnType):
        raise ValueError(f"{where}.yaml: column {data['name']} has no type {data['type']!r}")
    values = tuple(str(value) for value in data.get("values", ()))
    return Column(data["name"], data["type"], data["about"], data.get("hxl", ""), values)
