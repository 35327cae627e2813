"""Long lists, a part at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

SIZE = 100
Start = Annotated[int, Query(ge=0, le=10_000_000)]


@dataclass(frozen=True, slots=True)
class Portion:
    """Items `first` to `last`, counted from 1, of `total`; addresses' query parts lead to the parts beside it."""

    items: tuple[Any, ...]
    first: int
    last: int
    total: int
    before: str | None
    after: str | None


def portion(found: Sequence[Any], start: int, size: int = SIZE, **given: str) -> Portion:
    """The part that begins at `start`; `given` are the filters that its addresses keep."""
    items = tuple(found[start : start + size])
    before = _address(max(0, start - size), given) if start else None
    after = _address(start + size, given) if start + size < len(found) else None
    return Portion(items, start + 1, start + len(items), len(found), before, after)


def _address(start: int, given: dict[str, str]) -> str:
    pairs = [(key, value) for key, value in given.items() if value]
    return "?" + urlencode([*pairs, ("start", str(start))])
