"""A cluster of claims to an incident: every value by a named rule that can be run again (codebook section 9)."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from polemos.incidents.compare import UNREAL, denies
from polemos.incidents.contested import contested
from polemos.incidents.figures import losses
from polemos.incidents.kin import Kin
from polemos.incidents.knowledge import types
from polemos.incidents.people import same
from polemos.incidents.told import Told
from polemos.incidents.windows import Window, stated_window
from polemos.model import Participant, Place
from polemos.model.incident import ClaimRole, ClaimRoleName, Incident, IncidentStatus, Party

DERIVATION = "incident/2"


def derive(members: Sequence[Told], decision: IncidentStatus | None = None, kin: Kin | None = None) -> Incident:
    """The incident that claims tell together; `decision` is a person's "confirmed" or "rejected", `kin` knows which
    actors belong together."""
    told = sorted(members, key=lambda each: each.id)
    roles = tuple(ClaimRole(each.id, role(each)) for each in told)
    asserted = [each for each, is_ in zip(told, roles, strict=True) if is_.role == "supports"] or told
    against = contested(told, kin)
    when, exactness = _when(asserted)
    denied = all(is_.role != "supports" for is_ in roles)
    return Incident(
        id=incident_id(told),
        type=_type(asserted),
        from_=when.first.isoformat() if when else None,
        to=when.last.isoformat() if when else None,
        date_precision=exactness,
        place=_place(asserted),
        parties=(*_parties(asserted, "actor"), *_parties(asserted, "recipient")),
        losses=losses(asserted),
        claims=roles,
        reports=len({each.origin for each in told}),
        independent_sources=_independent(told),
        contested=against,
        status=decision or ("denied" if denied else "contested" if against else "reported"),
        derivation=DERIVATION,
    )


def incident_id(members: Sequence[Told]) -> str:
    """A hash of the smallest claim id, so that an incident keeps its id while claims join it."""
    return "i-" + hashlib.sha256(min(each.id for each in members).encode()).hexdigest()[:16]


def role(told: Told) -> ClaimRoleName:
    """A denial denies; a doubt, and what is only possible, doubts; everything else supports."""
    sources = told.claim.sources
    stance = sources[-1].stance if sources else "asserts"
    if denies(told.claim):
        return "denies"
    return "doubts" if stance == "doubts" or told.claim.factuality == "possible" else "supports"


def _type(told: Sequence[Told]) -> str:
    """What most claims call it; of several the most specific."""
    counts = Counter(each.claim.type for each in told)
    most = max(counts.values())
    return min((name for name, count in counts.items() if count == most), key=lambda n: types().order.get(n, 99))


def _independent(told: Sequence[Told]) -> int:
    """How many speak: each source once, whoever quotes it; a report's own voice where it names no source, since an
    outlet that says a thing twice, once with its source, is no second one."""
    quoting = {each.origin for each in told if each.claim.sources}
    return len({each.voice for each in told if each.claim.sources or each.origin not in quoting})


def _when(told: Sequence[Told]) -> tuple[Window | None, int | None]:
    """The days that all dated claims allow; where they allow none together, those of the most exact one; of what
    lasts all the days that are told. Without any date the days that the claims assume. UCDP's precision of the
    outcome."""
    known = [(found, each) for each in told if (found := stated_window(each.claim, each.published)) is not None]
    stated = [pair for pair in known if pair[0].stated] or known
    if not stated or any(each.claim.factuality in UNREAL for _, each in stated):
        return None, None
    first, last = max(w.first for w, _ in stated), min(w.last for w, _ in stated)
    if any(each.claim.type in types().lasting for _, each in stated):
        first, last = min(w.first for w, _ in stated), max(w.last for w, _ in stated)
    elif first > last:
        exact = min(stated, key=lambda pair: (pair[0].days, pair[0].first, pair[1].id))[0]
        first, last = exact.first, exact.last
    found = Window(first, last, stated[0][0].stated)
    return found, found.precision


def _place(told: Sequence[Told]) -> Place | None:
    """The place that is told most exactly; of several, the one that most claims name."""
    places = [each.claim.place for each in told if each.claim.place is not None]
    if not places:
        return None
    counts = Counter((place.place_id or place.name) for place in places)
    best = min(
        places,
        key=lambda p: (p.precision or 9, p.latitude is None, -counts[p.place_id or p.name], p.name, p.start, p.end),
    )
    return replace(best, text=best.name, start=0, end=0)


def _parties(told: Sequence[Told], side: str) -> tuple[Party, ...]:
    """Everybody whom a claim names on that side, each once, under the name that most claims use."""
    groups: list[list[tuple[Participant, str]]] = []
    for each in told:
        for who in each.claim.actors if side == "actor" else each.claim.recipients:
            home = next((group for group in groups if any(same(who, other) for other, _ in group)), None)
            if home is None:
                groups.append(home := [])
            home.append((who, each.id))
    parties = []
    for group in groups:
        counts = Counter(who.name for who, _ in group)
        name = min(counts, key=lambda n: (-counts[n], n))
        ids = sorted({who.actor_id for who, _ in group if who.actor_id})
        claims = tuple(sorted({claim for _, claim in group}))
        parties.append(
            Party(name, "actor" if side == "actor" else "recipient", ids[0] if len(ids) == 1 else None, claims)
        )
    return tuple(sorted(parties, key=lambda party: (-len(party.claims), party.name)))
