"""Readers of plain data made once for each type: what a record's hints say is worked out when its type is first read,
so that tens of thousands of records are read in a second. They take and give what serial.from_dict does, but say only
that something is wrong, not what."""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]


class Wrong(Exception):
    """The data is no such record; serial.from_dict tells every problem."""


def reader(hint: Any) -> Reader:
    """What makes a value of this type from plain data; it raises Wrong."""
    return _made(hint)


@cache
def _made(hint: Any) -> Reader:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(next(option for option in get_args(hint) if option is not type(None)))
    if origin is tuple:
        return _tuple(get_args(hint))
    if origin is Literal:
        return _literal(get_args(hint))
    if is_dataclass(hint):
        return _record(hint)
    return _float if hint is float else _plain(hint)


def _optional(hint: Any) -> Reader:
    inner = reader(hint)
    return lambda data: None if data is None else inner(data)


def _tuple(hints: tuple[Any, ...]) -> Reader:
    if hints[-1] is Ellipsis:
        inner = reader(hints[0])

        def read_any(data: Any) -> tuple[Any, ...]:
            if not isinstance(data, list | tuple):
                raise Wrong
            return tuple([inner(item) for item in data]) if data else ()

        return read_any
    readers = [reader(hint) for hint in hints]

    def read_all(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple) or len(data) != len(readers):
            raise Wrong
        return tuple([read(item) for read, item in zip(readers, data, strict=True)])

    return read_all


def _literal(allowed: tuple[Any, ...]) -> Reader:
    def read(data: Any) -> Any:
        if data not in allowed:
            raise Wrong
        return data

    return read


def _float(data: Any) -> float:
    if isinstance(data, float):
        return data
    if isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    raise Wrong


def _plain(hint: Any) -> Reader:
    def read(data: Any) -> Any:
        if type(data) is hint or (isinstance(data, hint) and not isinstance(data, bool)):
            return data
        raise Wrong

    return read


def _record(record: Any) -> Reader:
    hints = get_type_hints(record)
    known = [
        (f.name.rstrip("_"), f.name, reader(hints[f.name]), f.default is MISSING and f.default_factory is MISSING)
        for f in fields(record)
        if f.init
    ]

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise Wrong
        values = {}
        for key, name, inner, needed in known:
            if key in data:
                values[name] = inner(data[key])
            elif needed:
                raise Wrong
        if len(values) != len(data):
            raise Wrong
        return record(**values)

    return read
