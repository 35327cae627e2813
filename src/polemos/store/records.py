"""Reports and claims as rows of the archive, and back."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from polemos.model import Claim, ControlClaim, EventClaim, RelationClaim, Report
from polemos.model.serial import claim_from_dict, from_dict, to_dict
from polemos.text.names import spelling_key

LONG = 366
"""Days of a claim's time beyond which its months are not listed one by one."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a claim: `role` is actor, recipient, holder, subject, object, source or side (whose losses)."""

    role: str
    name: str
    actor_id: str | None


def name_key(name: str) -> str:
    """The key that the columns place_key and name_key hold."""
    return spelling_key(name)


def storable(text: str) -> str:
    """As every database takes it: PostgreSQL refuses NUL, UTF-8 has no lone surrogates. As long as before."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def report_row(report: Report) -> dict[str, Any]:
    """The columns of a report that come from the report itself."""
    text = storable(report.text)
    record = to_dict(report if text != report.text else replace(report, text=""))
    return {
        "id": report.id,
        "published": report.published,
        "outlet": _clean(report.outlet),
        "title": _clean(report.title),
        "url": _clean(report.url),
        "text": text,
        "text_digest": hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "record": json.dumps(record),
    }


def report_from(row: Any) -> Report:
    """The very report that was added."""
    found = from_dict(Report, json.loads(row.record))
    return replace(found, text=found.text or row.text, copy_of=row.copy_of or found.copy_of)


def claim_row(claim: Claim) -> dict[str, Any]:
    """The columns of a claim but for its coding."""
    place, time = claim.place, claim.time
    record = json.dumps(to_dict(claim), ensure_ascii=True)
    return {
        "id": claim.id,
        "report_id": claim.report_id,
        "kind": claim.kind,
        "label": claim.label,
        "factuality": claim.factuality,
        "confidence": claim.confidence,
        "starts": time.from_ if time else None,
        "ends": time.to if time else None,
        "place": _clean(place.name) if place else None,
        "place_key": _clean(name_key(place.name)) if place else None,
        "place_id": place.place_id if place else None,
        "country": place.country if place else None,
        "adm1": _clean(place.adm1) if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "sentence": storable(claim.sentence.text),
        "names": storable("; ".join(dict.fromkeys(_searched(claim)))),
        "keys": storable(" ".join(dict.fromkeys(_keys(claim)))),
        "digest": hashlib.sha256(record.encode()).hexdigest(),
        "record": record,
    }


def claim_from(row: Any) -> Claim:
    """The very claim that was added."""
    return claim_from_dict(json.loads(row.record))


def party_rows(claim: Claim) -> list[dict[str, Any]]:
    """A row for everybody in a claim, without the claim's number."""
    return [
        {
            "place": number,
            "role": who.role,
            "name": storable(who.name),
            "name_key": storable(name_key(who.name)),
            "actor_id": who.actor_id,
        }
        for number, who in enumerate(everybody(claim))
    ]


def everybody(claim: Claim) -> Iterator[Named]:
    """Who takes part in a claim, who says it, and whose losses it tells."""
    match claim:
        case EventClaim():
            yield from (Named("actor", p.name, p.actor_id) for p in claim.actors)
            yield from (Named("recipient", p.name, p.actor_id) for p in claim.recipients)
            yield from (Named("side", loss.side, None) for loss in claim.losses if loss.side)
        case ControlClaim():
            yield from (Named("holder", p.name, p.actor_id) for p in (claim.holder,) if p)
        case RelationClaim():
            yield Named("subject", claim.subject.name, claim.subject.actor_id)
            yield from (Named("object", p.name, p.actor_id) for p in (claim.object,) if p)
    yield from (Named("source", s.name, s.actor_id) for s in claim.sources)


def months(first: str, last: str) -> list[str] | None:
    """A word for each month that two ISO days span, both included; None for no days and for more than LONG."""
    try:
        start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    except ValueError:
        return None
    if not timedelta(0) <= end - start <= timedelta(days=LONG):
        return None
    count = (end.year - start.year) * 12 + end.month - start.month
    return [
        f"m{start.year + (start.month - 1 + n) // 12:04}{(start.month - 1 + n) % 12 + 1:02}" for n in range(count + 1)
    ]


def key_word(kind: str, value: str) -> str:
    """A type, country or the like as one word that no sentence holds."""
    return f"{kind}0{''.join(letter for letter in value.lower() if letter.isalnum())}"


ALWAYS = "m000000"
"""The month of claims over more than LONG: looked for whatever the days."""


def _keys(claim: Claim) -> Iterator[str]:
    yield key_word("label", claim.label)
    place, time = claim.place, claim.time
    if place:
        yield key_word("at", name_key(place.name))
        if place.place_id:
            yield key_word("at", place.place_id)
        if place.country:
            yield key_word("country", place.country)
    for who in everybody(claim):
        yield key_word("who", name_key(who.name))
        if who.actor_id:
            yield key_word("who", who.actor_id)
    if time and time.from_ and time.to:
        yield from months(time.from_, time.to) or [ALWAYS]


def _searched(claim: Claim) -> Iterator[str]:
    yield from (who.name for who in everybody(claim))
    if claim.place:
        yield claim.place.name


def _clean(text: str | None) -> str | None:
    return None if text is None else storable(text)
