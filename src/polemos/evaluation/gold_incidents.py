"""The incidents of the gold: its own event claims in the form that incidents are built from, and which belong
together."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polemos.errors import InputError
from polemos.evaluation.gold import GoldDocument, gold_files, read_gold
from polemos.incidents.told import Told
from polemos.model import EventClaim, Loss, Moment, Participant, Place, Source, Span


@dataclass(frozen=True, slots=True)
class GoldIncidents:
    """A document of the gold with its event claims (in the gold's order, `numbers` their places among all its
    claims) and its incidents by their ids."""

    document: GoldDocument
    told: tuple[Told, ...]
    numbers: tuple[int, ...]
    incidents: tuple[tuple[str, ...], ...]


def read_gold_incidents(folder: Path) -> Iterator[GoldIncidents]:
    """The documents that say which of their claims are one happening, by file name. Raises InputError `bad-gold`."""
    paths = gold_files(folder)
    for path, document in zip(paths, read_gold(folder), strict=True):
        if path.suffix != ".json":
            continue  # the compact form has no incidents
        try:
            yield _read(json.loads(path.read_text(encoding="utf-8")), document)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError("bad-gold", f"{path.name}: {error!r}; see the format beside the gold files") from error


def _read(data: Mapping[str, Any], document: GoldDocument) -> GoldIncidents:
    events = [(number, claim) for number, claim in enumerate(data["claims"]) if claim["kind"] == "event"]
    told = tuple(Told(_event(claim, document), document.id, document.published, document.outlet) for _, claim in events)
    known = {each.id for each in told}
    groups = (tuple(c for c in incident["claims"] if c in known) for incident in data.get("incidents") or ())
    return GoldIncidents(document, told, tuple(number for number, _ in events), tuple(g for g in groups if len(g) > 1))


def _event(claim: Mapping[str, Any], document: GoldDocument) -> EventClaim:
    text, trigger = document.text, claim["trigger"]
    start = text.index(claim["quote"]) + claim["quote"].index(trigger)
    end = start + len(trigger)
    place, time = claim.get("place"), claim.get("time")
    return EventClaim(
        report_id=document.id,
        trigger=Span(start, end, trigger),
        sentence=_sentence(text, start, end),
        coder="gold",
        confidence=1.0,
        place=Place(place, place, 0, 0, claim.get("place_precision")) if place else None,
        factuality=claim["factuality"],
        sources=tuple(_source(source) for source in claim.get("sources") or ()),
        time=_moment(time) if time else Moment(assumed=True),
        type=claim["type"],
        actors=tuple(_who(name) for name in claim.get("actors") or ()),
        recipients=tuple(_who(name) for name in claim.get("recipients") or ()),
        losses=tuple(_loss(loss) for loss in claim.get("losses") or ()),
        id=claim["id"],
    )


def _who(name: str) -> Participant:
    # The gold gives no kind of a participant; whether it is a name shows in its letters.
    return Participant(name, name, None, None, "other")


def _source(source: Mapping[str, Any]) -> Source:
    return Source(source["name"], source["name"], None, None, source["kind"], source.get("stance", "asserts"))


def _moment(time: Mapping[str, Any]) -> Moment:
    return Moment(time.get("text"), 0, 0, time.get("start"), time.get("end"), time.get("precision"))


def _loss(loss: Mapping[str, Any]) -> Loss:
    who, figure = (Span(0, 0, loss.get(name) or "") for name in ("who", "text"))
    return Loss(
        loss["status"],
        who,
        figure,
        loss.get("side"),
        loss.get("civilians"),
        loss.get("low"),
        loss.get("best"),
        loss.get("high"),
        named=tuple(loss.get("named") or ()),
    )


def _sentence(text: str, start: int, end: int) -> Span:
    """The gold marks clauses; which claims share a sentence shows in the full stops around them."""
    first = max(text.rfind(mark, 0, start) for mark in ".\n?!") + 1
    after = [at for mark in ".\n?!" if (at := text.find(mark, end)) >= 0]
    last = min(after) if after else len(text)
    while first < start and text[first].isspace():
        first += 1
    return Span(first, last, text[first:last])
