"""The keys of MUC-4 as data: a document's templates, each with its slots, each with its fillers.

A response template has the same form, so that key and response are compared slot by slot.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

GROUPS = {
    "incident": ("date", "location", "type", "stage", "instrument_id", "instrument_type"),
    "perpetrator": ("category", "individual_id", "organization_id", "organization_confidence"),
    "physical_target": ("id", "type", "number", "foreign_nation", "effect", "total_number"),
    "human_target": ("name", "description", "type", "number", "foreign_nation", "effect", "total_number"),
}
"""Group to its slots; "incident.date" names one of them."""
SLOTS = tuple(f"{group}.{slot}" for group, slots in GROUPS.items() for slot in slots)
MAPPING_SLOTS = (
    "physical_target.id", "physical_target.type",
    "human_target.name", "human_target.description", "human_target.type",
    "perpetrator.individual_id", "perpetrator.organization_id",
)  # fmt: skip
"""A response stands for a key template only if one of these agrees, in part at least, as well as the type: the
conditions of the 1992 evaluation."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Alternative correct values, and alternative strings for the target or organisation that it belongs to."""

    values: tuple[str, ...]
    of: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One incident. A slot that is None does not apply and is not scored; () has no filler."""

    slots: Mapping[str, tuple[Filler, ...] | None] = field(default_factory=dict)
    optional: bool = False
    quote: str = ""
    """For a response: the sentence that tells it."""

    def fillers(self, slot: str) -> tuple[Filler, ...]:
        return self.slots.get(slot) or ()

    def applies(self, slot: str) -> bool:
        return self.slots.get(slot, ()) is not None


def key_templates(row: dict[str, Any]) -> tuple[Template, ...]:
    """The templates of one row of the corpus."""
    return tuple(_template(template) for template in row["templates"])


def _template(raw: dict[str, Any]) -> Template:
    slots = {f"{group}.{slot}": _fillers(raw[group][slot]) for group, names in GROUPS.items() for slot in names}
    return Template(slots, bool(raw["optional"]))


def _fillers(raw: list[dict[str, Any]] | None) -> tuple[Filler, ...] | None:
    if raw is None:
        return None
    return tuple(
        Filler(tuple(map(str, each["values"])), tuple(map(str, each.get("of") or ())), bool(each.get("optional")))
        for each in raw
    )
