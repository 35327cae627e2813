"""What the fields of a claim can be, for the forms of the workbench."""

from collections.abc import Mapping
from functools import cache
from typing import get_args

from polemos.codebook.loader import load
from polemos.model.claim import ControlStatus, Factuality, RelationName
from polemos.model.source import Stance


@cache
def choices() -> Mapping[str, tuple[str, ...]]:
    """Labels by kind of claim ("event", "control", "relation"), "factuality" and "stance"."""
    return {
        "event": tuple(sorted(load().types)),
        "control": get_args(ControlStatus),
        "relation": get_args(RelationName),
        "factuality": get_args(Factuality),
        "stance": get_args(Stance),
    }
