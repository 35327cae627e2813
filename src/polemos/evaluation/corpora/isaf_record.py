"""The claims of one release as one incident record of the ISAF corpus."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polemos.evaluation.corpora.isaf_people import People, count, words
from polemos.model import Claim, EventClaim, Place, Report

_ADDRESS = 45
"""Characters after a place in which its sentence names the province: "Andar district, Ghazni province"."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the corpus knows of one release."""

    start_date: str | None
    event_types: frozenset[str]
    provinces: frozenset[str]
    killed: People
    captured: People


def record(claims: Sequence[Claim], report: Report) -> Record:
    """One record; of several dates and places those of the losses come first, those of mere plans last."""
    told = [claim for claim in claims if isinstance(claim, EventClaim)]
    events = [claim for claim in told if claim.factuality in ("occurred", "ongoing")]
    killed, captured = count(events, "killed"), count(events, "captured")
    losing = [claim for claim in events if any(loss.status in ("killed", "captured") for loss in claim.losses)]
    ordered = [*losing, *(claim for claim in events if claim not in losing)]
    return Record(
        _start(ordered, report),
        frozenset(_types(events, killed, captured)),
        _provinces([*ordered, *(claim for claim in told if claim not in events)], report.text),
        killed,
        captured,
    )


def _types(events: Sequence[EventClaim], killed: People, captured: People) -> Iterator[str]:
    """The one type that the records would give."""
    dead = [loss for claim in events for loss in claim.losses if loss.status == "killed" and loss.high != 0]
    if killed.all and any(claim.type == "airstrike" for claim in events):
        yield "airstrike"
    elif killed.all and all(loss.civilians for loss in dead):
        yield "civiliancasualty"
    elif killed.all:
        yield "captureandkill" if captured.all else "insurgentskilled"
    elif captured.all:
        yield "detention"


def _start(events: Sequence[EventClaim], report: Report) -> str | None:
    """The first day of the first time told; the release's own day where its claims tell none."""
    for claim in events:
        if claim.time is not None and claim.time.from_ and not claim.time.assumed:
            return claim.time.from_
    return report.published


def _provinces(events: Sequence[EventClaim], text: str) -> frozenset[str]:
    """The provinces of the first claim that has any, by its places or by what stands after them."""
    for claim in events:
        places = [place for place in (claim.place, *claim.also_at) if place is not None]
        found = {province for place in places if (province := _province(place, claim, text))}
        if found:
            return frozenset(found)
    return frozenset()


def _province(place: Place, claim: EventClaim, text: str) -> str | None:
    after = text[place.end : min(place.end + _ADDRESS, max(place.end, claim.sentence.end))]
    for said in (place.name, after):
        hits = [
            (match.start(), province)
            for province, spellings in words()["provinces"].items()
            for spelling in spellings
            if (match := re.search(rf"\b{re.escape(spelling)}\b", said.lower()))
        ]
        if hits:
            return str(min(hits)[1])
    return None
