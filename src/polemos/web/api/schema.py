"""Models of pydantic for the records of the program, made from the dataclasses themselves so that the description of
the API cannot fall behind them."""

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from polemos.model import ControlClaim, EventClaim, RelationClaim


class Record(BaseModel):
    """What `model/serial.to_dict` writes: every field is there, and no other."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, protected_namespaces=())


@cache
def model_of(record: type) -> type[BaseModel]:
    """The model of a dataclass. `from_` is "from" in JSON, as everywhere."""
    hints = get_type_hints(record)
    made: dict[str, Any] = {}
    for each in fields(record):
        name = each.name.rstrip("_")
        made[each.name] = (_hint(hints[each.name]), Field(alias=name))
    return create_model(record.__name__, __base__=Record, __doc__=record.__doc__, **made)


def _hint(hint: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return Union[tuple(_hint(each) for each in inner)]  # noqa: UP007 - a union of what is known only now
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return list[_hint(inner[0])]  # type: ignore[misc]
        return tuple[tuple(_hint(each) for each in inner)]  # type: ignore[misc]
    if origin is Literal or hint is Any:
        return hint
    return model_of(hint) if isinstance(hint, type) and is_dataclass(hint) else hint


def _kind(claim: type, kind: str) -> Any:
    """The model of one kind of claim, which its `kind` tells from the others."""
    told: Any = Literal[kind]
    return create_model(claim.__name__, __base__=model_of(claim), __doc__=claim.__doc__, kind=(told, ...))


_CLAIMS = (_kind(EventClaim, "event"), _kind(ControlClaim, "control"), _kind(RelationClaim, "relation"))
AnyClaim: Any = Annotated[Union[_CLAIMS], Field(discriminator="kind")]  # noqa: UP007 - made only now


@cache
def page_of(item: Any, name: str) -> type[BaseModel]:
    """A page of records: `next` is the cursor that leads on, null at the end."""
    return create_model(f"{name}Page", __base__=Record, items=(list[item], ...), next=(str | None, ...))


class Problem(BaseModel):
    """What went wrong, of whatever kind: `code` stays the same between versions, `detail` says what to do."""

    status: int
    code: str
    title: str
    detail: str
