"""The claims of one release as one incident record of the ISAF corpus."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polemos.evaluation.corpora.isaf_people import People, count, words
from polemos.model import Claim, EventClaim, Place, Report

_ADDRESS = 45
"""Characters after a place in which its sentence names the province: "Andar district, Ghazni province"."""
_DATELINE = re.compile(r"\bkabul, afghanistan\b", re.IGNORECASE)
"""Where the releases are written."""

_COARSE = 4
"""Precision from which on a time is a month or more."""


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
    """The first day of the first day or week told, else of what is told at all; the release's own day where its claims
    tell none. "in June 2011" is the background of a release, not its operation."""
    times = [claim.time for claim in events if claim.time is not None and not claim.time.assumed and claim.time.from_]
    near = [time for time in times if (time.precision or _COARSE) < _COARSE]
    return next((time.from_ for time in near or times), report.published)


def _provinces(events: Sequence[EventClaim], text: str) -> frozenset[str]:
    """The provinces of the first claim that has any: by its places, by what stands after them, by where the gazetteer
    has them. Where none has, the first that the text names: a release is about one operation."""
    for claim in events:
        places = [place for place in (claim.place, *claim.also_at) if place is not None]
        found = {province for place in places if (province := _province(place, claim, text))}
        if found:
            return frozenset(found)
    told = _first_named(_DATELINE.sub(" ", text))
    return frozenset({told} if told and events else ())


def _province(place: Place, claim: EventClaim, text: str) -> str | None:
    after = text[place.end : min(place.end + _ADDRESS, max(place.end, claim.sentence.end))]
    named = (_first_named(said) for said in (place.name, after, place.adm1 or ""))
    return next((province for province in named if province), None)


def _first_named(said: str) -> str | None:
    """The first province that some words name."""
    hits = [
        (match.start(), province)
        for province, spellings in words()["provinces"].items()
        for spelling in spellings
        if (match := re.search(rf"\b{re.escape(spelling)}\b", said.lower()))
    ]
    return str(min(hits)[1]) if hits else None
