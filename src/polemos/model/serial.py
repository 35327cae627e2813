"""Records to JSON and back, driven by the dataclasses themselves. Unknown fields and wrong types are refused."""

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from polemos.errors import InputError
from polemos.model.claim import Claim, ControlClaim, EventClaim, RelationClaim
from polemos.model.reading import Wrong, reader

Record = TypeVar("Record")
CLAIMS: dict[str, type[Claim]] = {"event": EventClaim, "control": ControlClaim, "relation": RelationClaim}


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)


@cache
def _keys(record: type) -> tuple[tuple[str, str], ...]:
    """Each field's name in plain data and in the record; none for what is no record."""
    return tuple((f.name.rstrip("_"), f.name) for f in fields(record)) if is_dataclass(record) else ()


def to_dict(record: Any) -> Any:
    """Plain dicts and lists; None and empty lists are kept, so that every record of a kind has the same keys."""
    if isinstance(record, list | tuple):
        return [to_dict(item) for item in record]
    kind: Any = type(record)
    keys = _keys(kind)
    return {key: to_dict(getattr(record, name)) for key, name in keys} if keys else record


def to_json(record: Any) -> str:
    """One line of JSON in UTF-8, keys in the order of the dataclass."""
    return json.dumps(to_dict(record), ensure_ascii=False)


def claim_from_dict(data: dict[str, Any]) -> Claim:
    """A claim of whichever kind `data["kind"]` names."""
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind not in CLAIMS:
        raise InputError("bad-record", f"no claim kind {kind!r}; one of {', '.join(CLAIMS)} is needed")
    return from_dict(CLAIMS[kind], {key: value for key, value in data.items() if key != "kind"})


def from_dict(record: type[Record], data: Any) -> Record:
    """Build `record` from plain data. Raises InputError that names every problem with its path."""
    try:
        return reader(record)(data)  # type: ignore[no-any-return]
    except Wrong:
        pass  # read again, slower, to say what is wrong
    problems: list[str] = []
    built = _build(record, data, record.__name__, problems)
    if problems:
        raise InputError("bad-record", "; ".join(problems))
    return built  # type: ignore[no-any-return]


def _build(hint: Any, data: Any, path: str, problems: list[str]) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(hint) if option is not type(None)]
        return None if data is None else _build(options[0], data, path, problems)
    if origin is tuple:
        inner = get_args(hint)
        if not isinstance(data, list | tuple):
            problems.append(f"{path} must be a list")
            return ()
        if inner[-1] is Ellipsis:
            return tuple(_build(inner[0], item, f"{path}[{i}]", problems) for i, item in enumerate(data))
        if len(inner) != len(data):
            problems.append(f"{path} must have {len(inner)} items")
            return ()
        return tuple(
            _build(h, item, f"{path}[{i}]", problems) for i, (h, item) in enumerate(zip(inner, data, strict=True))
        )
    if origin is Literal:
        if data not in get_args(hint):
            problems.append(f"{path} must be one of {', '.join(map(str, get_args(hint)))}, not {data!r}")
        return data
    if is_dataclass(hint):
        return _build_record(hint, data, path, problems)
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, hint) or (isinstance(data, bool) and hint is not bool):
        problems.append(f"{path} must be {hint.__name__}, not {type(data).__name__}")
    return data


def _build_record(record: Any, data: Any, path: str, problems: list[str]) -> Any:
    if not isinstance(data, dict):
        problems.append(f"{path} must be an object")
        return None
    hints, values, before = _hints(record), {}, len(problems)
    known = {f.name.rstrip("_"): f for f in fields(record) if f.init}
    problems.extend(f"{path}.{key} is not a field" for key in data if key not in known)
    for key, f in known.items():
        if key in data:
            values[f.name] = _build(hints[f.name], data[key], f"{path}.{key}", problems)
        elif f.default is MISSING and f.default_factory is MISSING:
            problems.append(f"{path}.{key} is missing")
    return None if len(problems) > before else record(**values)
