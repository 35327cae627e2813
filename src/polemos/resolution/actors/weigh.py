"""What the date and the country of a report say for or against a candidate, with the words for it."""

from dataclasses import dataclass

from polemos.model.actor import Actor, Name, covers

_TRAVELS = ("international", "media", "government", "person", "monitor", "civil-society", "military")
"""Kinds that reports from any country name; a group elsewhere is rather another of that name."""


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where a name was used. `near` are the ids of actors already met in the same report."""

    on: str | None = None
    countries: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()


def weigh(actor: Actor, name: Name, setting: Setting) -> tuple[float, list[str]]:
    """A factor on the score, 1 where nothing speaks against it, and the reasons."""
    reasons: list[str] = []
    factor = _by_date(actor, name, setting.on, reasons) * _by_country(actor, setting.countries, reasons)
    if actor.id in setting.near:
        reasons.append("named elsewhere in the report")
    elif setting.near:
        factor *= 0.97
    return factor, reasons


def _by_date(actor: Actor, name: Name, on: str | None, reasons: list[str]) -> float:
    if on is None:
        return 1.0 if actor.to is None and name.to is None else 0.99
    if not covers(actor.from_, None, on):
        reasons.append(f"did not exist before {actor.from_}")
        return 0.35
    if not covers(None, actor.to, on):
        reasons.append(f"ended {actor.to}")
        return 0.85 if actor.kind == "person" else 0.6
    if not covers(name.from_, None, on):
        reasons.append(f"bore this name only from {name.from_}")
        return 0.7
    if not covers(None, name.to, on):
        reasons.append(f"bore this name until {name.to}")
        return 0.85  # old names linger in reports
    if name.from_ or name.to:
        reasons.append(f"bore this name on {on}")
    elif actor.from_ or actor.to:
        reasons.append(f"active on {on}")
    return 1.0


def _by_country(actor: Actor, countries: tuple[str, ...], reasons: list[str]) -> float:
    if not countries or (actor.country is None and not actor.active_in):
        return 1.0
    if actor.country in countries:
        reasons.append(f"at home in {actor.country}")
        return 1.0
    met = [code for code in actor.active_in if code in countries]
    if met:
        reasons.append(f"active in {met[0]}")
        return 0.97
    reasons.append(f"not known in {', '.join(countries)}")
    return 0.92 if actor.kind in _TRAVELS else 0.72
