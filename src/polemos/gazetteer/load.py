"""The gazetteer as programs use it."""

from functools import cache

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.packed import added, world
from polemos.gazetteer.store import Store


@cache
def packaged() -> Gazetteer:
    """The shipped places and the supplement: the same for everybody, so figures are taken with it."""
    first = Store(world())
    return Gazetteer((first, Store(added(first))))
