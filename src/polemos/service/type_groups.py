"""Event types in a few groups, for pictures in which every colour has to be told from the others."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """`name` is the short one that addresses and style sheets use."""

    name: str
    label: str
    types: tuple[str, ...]


@cache
def type_groups() -> tuple[TypeGroup, ...]:
    """In the order in which they are shown."""
    data = yaml.safe_load((files("polemos.service") / "type_groups.yaml").read_text(encoding="utf-8"))
    return tuple(TypeGroup(name, each["label"], tuple(each["types"])) for name, each in data.items())


def group_of(type_: str) -> str:
    """The group of a type; one of a user's own codebook, which no group has, is with the last."""
    groups = type_groups()
    return next((group.name for group in groups if type_ in group.types), groups[-1].name)
