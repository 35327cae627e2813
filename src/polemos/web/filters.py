"""The filters of lists, map and timeline. They live in the address, so that a view can be sent to somebody."""

import re
from dataclasses import dataclass, fields, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty strings do not narrow. `from_` and `to` are ISO days; in the address `from_` is `from`."""

    type: str = ""
    actor: str = ""
    place: str = ""
    country: str = ""
    from_: str = ""
    to: str = ""
    status: str = ""
    q: str = ""

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Those that narrow, under their names in the address."""
        given = ((f.name.rstrip("_"), getattr(self, f.name)) for f in fields(self))
        return tuple((name, value) for name, value in given if value)

    def address(self, **changes: str | int) -> str:
        """The query part of an address, "" or "?...": these filters with some changed, and what else is given."""
        own = {f.name for f in fields(self)}
        changed = replace(self, **{k: str(v) for k, v in changes.items() if k in own})
        more = [(key, str(value)) for key, value in changes.items() if key not in own and value != ""]
        text = urlencode([*changed.pairs(), *more])
        return f"?{text}" if text else ""

    def __bool__(self) -> bool:
        return bool(self.pairs())


def filters(
    type: str = "",
    actor: str = "",
    place: str = "",
    country: str = "",
    from_: Annotated[str, Query(alias="from")] = "",
    to: str = "",
    status: str = "",
    q: str = "",
) -> Filters:
    """The filters in a request's address. What is no day narrows nothing, as an empty field of a form does."""
    return Filters(
        type.strip(),
        actor.strip(),
        place.strip(),
        country.strip().upper(),
        _day(from_),
        _day(to),
        status.strip(),
        q.strip(),
    )


def _day(text: str) -> str:
    return text if _DAY.match(text) else ""


Filtered = Annotated[Filters, Depends(filters)]
