"""Pinned quality: a floor for each figure, for one state of the gold. Lowering one takes an explicit flag."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from polemos.errors import UsageError

DIGITS = 3
"""Floors are rounded down to so many digits, so that a figure never lies under its own floor."""


@dataclass(frozen=True, slots=True)
class Floors:
    """`fingerprint` says which state of the gold the figures hold for."""

    split: str
    fingerprint: str
    documents: int
    floors: Mapping[str, float]


def read_floors(path: Path) -> Floors:
    """Raises UsageError where there is no such file or it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        floors = {str(name): float(value) for name, value in data["floors"].items()}
        return Floors(data["split"], data["fingerprint"], data["documents"], floors)
    except FileNotFoundError:
        raise UsageError(f"there is no {path}; pin the floors first: polemos evaluate --pin-floors") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no floors file ({error!r}); restore it from the history") from error


def write_floors(path: Path, floors: Floors) -> None:
    """Write the file whole or not at all."""
    data = {
        "split": floors.split,
        "documents": floors.documents,
        "fingerprint": floors.fingerprint,
        "floors": dict(floors.floors),
    }
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    partial.replace(path)


def pinned(figures: Mapping[str, float]) -> dict[str, float]:
    """The floors that these figures reach."""
    return {name: math.floor(value * 10**DIGITS + 1e-9) / 10**DIGITS for name, value in figures.items()}


def shortfalls(figures: Mapping[str, float], floors: Floors, split: str, fingerprint: str) -> list[str]:
    """Why the figures do not hold; empty where they do."""
    if split != floors.split or fingerprint != floors.fingerprint:
        return [
            f"the gold is not the one that the floors were pinned on (split {floors.split}, fingerprint "
            f"{floors.fingerprint[:12]}; this is {split}, {fingerprint[:12]}): look at the change, then pin anew with "
            "--pin-floors"
        ]
    missing = [f"{name} is not measured any more" for name in floors.floors if name not in figures]
    return missing + [
        f"{name} is {figures[name]:.4f}, below its floor {floor:.3f}"
        for name, floor in floors.floors.items()
        if name in figures and figures[name] < floor - 1e-9
    ]


def lowered(new: Mapping[str, float], old: Mapping[str, float]) -> list[str]:
    """Which floors would sink or vanish."""
    return [
        f"{name} would go from {floor:.3f} to {'nothing' if name not in new else format(new[name], '.3f')}"
        for name, floor in old.items()
        if name not in new or new[name] < floor
    ]
