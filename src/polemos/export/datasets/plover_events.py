"""Incidents as PLOVER's events: type, mode, score and contexts (manual draft 2.0)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.plover_parties import Coded, coded, doer
from polemos.export.datasets.plover_places import Location, location
from polemos.export.datasets.plover_rules import plover_rules, roots
from polemos.model import EventClaim
from polemos.model.claim import Factuality

_WORD = re.compile(r"[a-z]+")
_REAL: tuple[Factuality, ...] = ("occurred", "ongoing", "planned", "hypothetical")
"""From what is told as fact to what is said to depend on something."""


@dataclass(frozen=True, slots=True)
class PloverEvent:
    """`date` is an ISO day: the first of the incident's, or of a promise, a threat or a refusal (`said`) the day of the
    first report that has it. `basis` are the claims that the type was read from."""

    told: Documented
    type: str
    mode: str | None
    intensity: float
    quad: str
    contexts: tuple[str, ...]
    actors: tuple[Coded, ...]
    recipients: tuple[Coded, ...]
    where: Location | None
    date: str | None
    said: bool
    basis: tuple[str, ...]


def plover_event(dataset: Dataset, each: Documented, left_out: LeftOut) -> PloverEvent | None:
    """The event of one incident; None with a reason in `left_out`."""
    found = _of(dataset, each)
    if isinstance(found, str):
        left_out.add(found)
        return None
    return found


def _of(dataset: Dataset, each: Documented) -> PloverEvent | str:
    if each.incident.status == "rejected":
        return "rejected by a reviewer"
    basis = _basis(each)
    if not basis:
        return "denied, or only possible"
    type_ = _type(basis)
    if type_ is None:
        return "that PLOVER has no type for"
    actors, recipients = (coded(dataset, each, side) for side in ("actor", "recipient"))
    kind = plover_rules().types[type_]
    if kind.recipient and not recipients and len(actors) < 2:
        return "without the recipient that PLOVER asks for"
    words, by = _words(basis), doer(actors)
    own = each.incident.type
    mode = next((case.to for case in plover_rules().modes.get(type_, ()) if case.holds(own, words, by)), None)
    said = basis[0].factuality not in ("occurred", "ongoing")
    return PloverEvent(
        told=each,
        type=type_,
        mode=mode,
        intensity=kind.modes.get(mode or "", kind.score),
        quad=kind.quad,
        contexts=tuple(case.to for case in plover_rules().contexts if case.holds(own, words, by)),
        actors=actors,
        recipients=recipients,
        where=location(dataset, each),
        date=_published(each) if said else (each.incident.from_ or "")[:10] or None,
        said=said,
        basis=tuple(claim.id for claim in basis),
    )


def _basis(each: Documented) -> tuple[EventClaim, ...]:
    """The claims of the incident's type that are nearest to fact. Where nobody asserts it, those that tell of a refusal
    in so many words: a table turns them into another type, or there is no event."""
    told = [claim for claim in each.claims if isinstance(claim, EventClaim) and claim.type == each.incident.type]
    supports = {role.claim_id for role in each.incident.claims if role.role == "supports"}
    asserted = [claim for claim in told if claim.id in supports and claim.factuality in _REAL]
    if asserted:
        nearest = min((claim.factuality for claim in asserted), key=_REAL.index)
        return tuple(claim for claim in asserted if claim.factuality == nearest)
    refused = (claim for claim in told if claim.factuality == "negated" and not _denied(claim))
    return tuple(claim for claim in refused if roots().root(claim) not in (None, _as_fact(claim)))


def _denied(claim: EventClaim) -> bool:
    return bool(claim.sources) and claim.sources[-1].stance == "denies"


def _as_fact(claim: EventClaim) -> str | None:
    return roots().root(replace(claim, factuality="occurred"))


def _type(basis: Iterable[EventClaim]) -> str | None:
    """What most claims give, the first of them where as many give another."""
    counts = Counter(roots().root(claim) for claim in basis)
    return counts.most_common(1)[0][0]


def _words(basis: Iterable[EventClaim]) -> frozenset[str]:
    spans = (span.text for claim in basis for span in (claim.trigger, claim.instrument) if span)
    return frozenset(word for text in spans for word in _WORD.findall(text.lower()))


def _published(each: Documented) -> str | None:
    return min((report.published[:10] for report in each.reports if report.published), default=None)
