"""Parties as PLOVER has them: a country and a sector each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.plover_rules import Doer, plover_rules
from polemos.export.datasets.sides import Who, who
from polemos.export.datasets.states import state
from polemos.gazetteer.countries import countries
from polemos.model import EventClaim, Participant
from polemos.model.actor import Actor
from polemos.model.incident import Party

_WIKIPEDIA = "https://en.wikipedia.org/wiki/"
_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Coded:
    """`country` is ISO 3166-1 alpha-3 or PLOVER's code of a body that is no state's; `cow` the Correlates of War
    project's number; `raw` the words of the reports; `wikipedia` the title of its own page."""

    name: str
    kind: str
    actor_id: str | None
    country: str | None
    cow: int | None
    sector: str | None
    raw: tuple[str, ...]
    wikipedia: str | None
    claims: tuple[str, ...]


def coded(dataset: Dataset, each: Documented, side: str) -> tuple[Coded, ...]:
    """The parties of one side ("actor" or "recipient"), in their order."""
    return tuple(_coded(dataset, each, party) for party in each.incident.parties if party.side == side)


def doer(members: tuple[Coded, ...]) -> Doer | None:
    """What the first of them is, as far as modes ask; a person of a sector counts with it."""
    kinds: dict[str | None, Doer] = {"MIL": "state", "GOV": "state", "COP": "police", "REB": "group", "PRM": "group"}
    return kinds.get(members[0].sector) if members else None


def sector(dataset: Dataset, actor: Actor | None, kind: str) -> str | None:
    """The packs' word for it, else by kind. A person without one has that of what the person belongs to."""
    rules = plover_rules()
    if actor and actor.sector:
        return rules.sectors.get(actor.sector, actor.sector)
    if actor and kind == _PERSON and actor.parent:
        above = dataset.actor(actor.parent)
        return sector(dataset, above, above.kind) if above and above.kind != _PERSON else None
    return rules.kinds.get(kind)


def country(actor: Actor | None, kind: str) -> str | None:
    """Its home; nobody's who is not in the packs."""
    if actor is None:
        return None
    rules = plover_rules()
    if actor.country:
        return rules.countries.get(actor.country) or alpha3(actor.country)
    if kind != "international":
        return None
    return rules.international.get(actor.sector or "other", rules.international["other"])


def alpha3(alpha2: str | None) -> str | None:
    return _alpha3().get(alpha2) if alpha2 else None


def _coded(dataset: Dataset, each: Documented, party: Party) -> Coded:
    found: Who = who(dataset, each, party)
    actor = found.actor
    home = actor.country if actor else None
    said = dict.fromkeys(told.text for told in _told(each, party) if told.text)
    return Coded(
        name=actor.name if actor else party.name,
        kind=found.kind,
        actor_id=actor.id if actor else None,
        country=country(actor, found.kind),
        cow=_cow(home),
        sector=sector(dataset, actor, found.kind),
        raw=tuple(said),
        wikipedia=_wikipedia(actor) if actor else None,
        claims=party.claims,
    )


def _told(each: Documented, party: Party) -> Iterator[Participant]:
    """Where the claims speak of it on that side."""
    for claim in each.claims:
        if isinstance(claim, EventClaim):
            side = claim.actors if party.side == "actor" else claim.recipients
            yield from (told for told in side if told.name == party.name)


def _cow(alpha2: str | None) -> int | None:
    own = plover_rules().cow
    if alpha2 is not None and alpha2 in own:
        return own[alpha2]
    known = state(alpha2)
    return known.gw if known else None


def _wikipedia(actor: Actor) -> str | None:
    """A source of the entry that is the page of that name; other pages are about something else."""
    names = {name.text for name in actor.names}
    titles = (url.removeprefix(_WIKIPEDIA) for url in actor.sources if url.startswith(_WIKIPEDIA))
    return next((title for title in titles if title.replace("_", " ") in names), None)


@cache
def _alpha3() -> dict[str, str]:
    return {each.alpha2: each.alpha3 for each in countries()}
