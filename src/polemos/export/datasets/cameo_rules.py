"""CAMEO's codes of events and actors: maps/cameo.yaml, and the codebook's own for its types."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from polemos.export.datasets.plover_parties import Coded
from polemos.export.datasets.plover_rules import codebook


@dataclass(frozen=True, slots=True)
class CameoRules:
    """`types` codes by the codebook's types, with PLOVER's type of each; `turned` pairs of types and a code, by the
    PLOVER type that factuality or words make of them."""

    types: Mapping[str, tuple[str, str]]
    turned: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    roles: Mapping[str, str]
    countries: Mapping[str, str]


def event_code(plover: str, type_: str) -> str:
    """By the type that PLOVER has for an event and the codebook's."""
    rules = cameo_rules()
    usual, code = rules.types[type_]
    if plover == usual:
        return code
    return next(code for of, code in rules.turned[plover] if not of or type_ in of)


def actor_code(who: Coded) -> str | None:
    """Country and role; the role alone where no country is known. None where neither is."""
    rules = cameo_rules()
    country = rules.countries.get(who.country, who.country) if who.country else ""
    return country + rules.roles.get(who.sector or "", "") or None


@cache
def cameo_rules() -> CameoRules:
    """The packaged ones."""
    text = files("polemos.export.datasets").joinpath("maps", "cameo.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    types = {name: (kind.plover.partition(" ")[0], kind.cameo) for name, kind in codebook().types.items()}
    turned = {
        name: tuple((tuple(case.get("of", ())), case["code"]) for case in cases)
        for name, cases in data["turned"].items()
    }
    return CameoRules(types, turned, data["roles"], data["countries"])
