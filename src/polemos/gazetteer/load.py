"""The gazetteer as programs use it."""

from functools import cache

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.importing import imports
from polemos.gazetteer.packed import added, world
from polemos.gazetteer.store import Store


@cache
def _shipped() -> tuple[Store, ...]:
    first = Store(world())
    return first, Store(added(first))


@cache
def packaged() -> Gazetteer:
    """The shipped places and the supplement: the same for everybody, so figures are taken with it."""
    return Gazetteer(_shipped())


def with_imports() -> Gazetteer:
    """What is packaged, and the places that the user imported. Raises UsageError where these cannot be read."""
    own = imports.store()
    return packaged() if own is None else Gazetteer((*_shipped(), own))
