"""A stream in parts that fit into memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def groups(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """The items in order, `size` at a time, the last part shorter."""
    rest = iter(items)
    while part := tuple(islice(rest, size)):
        yield part
