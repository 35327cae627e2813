"""Actors as ACLED writes them: one on each side, the others associated, each with its type."""

from collections.abc import Sequence
from dataclasses import dataclass

from polemos.export.datasets.acled_rules import acled_rules
from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.ged_dyad import apart
from polemos.export.datasets.sides import Who, parties

STATE, REBEL, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = (
    "State forces", "Rebel group", "Political militia", "Rioters", "Protesters", "Civilians", "External/Other forces"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Acting:
    """`inter` is the type of the first."""

    name: str
    associated: tuple[str, ...]
    inter: str


@dataclass(frozen=True, slots=True)
class Opposed:
    """Both sides as the packs know them. `mutual`: they do it to each other, and nobody is told as struck."""

    one: tuple[Who, ...]
    other: tuple[Who, ...]
    mutual: bool


def opposed(dataset: Dataset, each: Documented) -> Opposed:
    """Things and whatever nobody knows as people are no actors."""
    done, suffered = (
        tuple(who for who in parties(dataset, each, side) if who.role != "other") for side in ("actor", "recipient")
    )
    if suffered or len(done) < 2:
        return Opposed(done, suffered, False)
    organised = tuple(who for who in done if who.organised)
    one, other = apart(organised) if len(organised) > 1 else (done[:1], ())
    return Opposed(one, other, True) if other else Opposed(done, (), False)


def acting(members: Sequence[Who], country: str, shown: str, inter: str | None = None) -> Acting | None:
    """A side, None where nobody is there. `country` is the event's ISO code and `shown` its name, as ACLED writes it
    behind people without an organisation; `inter` is set where the event itself says what they are."""
    if not members:
        return None
    first, *rest = dict.fromkeys(_named(who, shown, inter) for who in members)
    kind = inter or _inter(members[0], country)
    # Whom a report names among civilians (a hospital, a newspaper) is told beside them.
    beside = [who.name for who in members if who.role == "civilians" and who.kind != "civilians"]
    return Acting(first, tuple(dict.fromkeys((*rest, *beside))), kind)


def unidentified(shown: str) -> Acting:
    """Who is armed, and nobody says who; ACLED counts them among the political militias."""
    return Acting(f"Unidentified Armed Group ({shown})", (), MILITIA)


def interaction(one: Acting, other: Acting | None) -> str:
    """Both types, that with the lower code first."""
    if other is None:
        return f"{one.inter} only"
    codes = acled_rules().inter
    return "-".join(sorted((one.inter, other.inter), key=codes.index))


def _named(who: Who, shown: str, inter: str | None) -> str:
    if inter in (RIOTERS, PROTESTERS):
        return f"{inter} ({shown})"
    if who.role in ("civilians", "person"):
        return f"{CIVILIANS} ({shown})"
    if who.role == "unknown":
        return unidentified(shown).name
    return who.actor.name if who.actor else who.name


def _inter(who: Who, country: str) -> str:
    if who.role == "state":
        home = who.government.country if who.government else None
        return STATE if home in (None, country) else EXTERNAL
    if who.role == "group":
        return MILITIA if who.actor and who.actor.sector in acled_rules().militias else REBEL
    return {"alliance": EXTERNAL, "unknown": MILITIA}.get(who.role, CIVILIANS)
