"""A name that nobody of the packs bears."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unresolved:
    """When and where a name was used, and in which words."""

    name: str
    on: str | None = None
    country: str | None = None
    context: str | None = None
