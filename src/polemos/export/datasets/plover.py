"""PLOVER: events as JSON, one a line."""

import json
from pathlib import Path
from typing import Any

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.plover_events import PloverEvent, plover_event
from polemos.export.datasets.plover_parties import Coded
from polemos.export.datasets.plover_places import Location
from polemos.export.guard import encodable

RULES = (
    "One event an incident, so that what several reports tell is there once; claims and reports stand in polemos. "
    "Control of places and relations of actors tell of no act and are left out.",
    "What is planned, announced, refused or demanded is an event of the type that PLOVER has for the words (THREATEN, "
    "AGREE, REJECT), with the day of the first report as its date; what is denied, or only possible, is none.",
    "Intensity is PLOVER's score of the mode, or of the type where no mode is known. ACCUSE counts -3 and SANCTION is "
    "material conflict, where the manual contradicts itself.",
    "Two sides that fight each other all stand in actor. AID, COOPERATE and SANCTION without a recipient are left out, "
    "as PLOVER asks for one.",
    "Contexts are only those that the type or the actor gives (military, territory, repression, cbrn, migration); "
    "PLOVER reads the others from the whole document. The auxiliary modes are not written; factuality is in polemos.",
    "Countries and sectors are the actor packs'; whom no pack has, has no country, and a sector by kind alone.",
    "The names of the fields in magnitude are this program's: losses in persons, as low, best and high.",
)


class Plover:
    """plover.jsonl."""

    name = "plover"
    title = "PLOVER events"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        left_out, count = LeftOut(), 0
        with (folder / "plover.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for each in dataset.incidents():
                event = plover_event(dataset, each, left_out)
                if event is not None:
                    file.write(encodable(json.dumps(_event(event), ensure_ascii=False)) + "\n")
                    count += 1
        return (Resource("plover.jsonl", "jsonl", "application/jsonl", count, about=str(left_out)),)


def _event(event: PloverEvent) -> dict[str, Any]:
    return {
        "id": event.told.incident.id,
        "date": event.date,
        "type": event.type,
        "mode": event.mode,
        "context": list(event.contexts),
        "quad": event.quad,
        "intensity": event.intensity,
        "actor": [_actor(each) for each in event.actors],
        "recipient": [_actor(each) for each in event.recipients],
        "location": _location(event.where) if event.where else None,
        "magnitude": _magnitude(event),
        "source": [_source(event, number) for number in range(len(event.told.reports))],
        "polemos": _traced(event),
    }


def _actor(each: Coded) -> dict[str, Any]:
    return {
        "name": each.name,
        "country": each.country,
        "sector": each.sector,
        "extracted_text": list(each.raw),
        "wikipedia": each.wikipedia,
        "polemos": {"actor_id": each.actor_id, "kind": each.kind, "claims": list(each.claims)},
    }


def _location(where: Location) -> dict[str, Any]:
    return {
        "extracted_place": "; ".join(where.extracted) or None,
        "resolved_place": where.resolved,
        "geonameid": where.geonames,
        "lat": where.latitude,
        "lon": where.longitude,
        "city": where.city,
        "district": where.district,
        "province": where.province,
        "country": where.country,
        "country_code": where.code,
        "feature_class": where.feature_class,
        "feature_code": where.feature,
        "resolution": where.resolution,
    }


def _magnitude(event: PloverEvent) -> list[dict[str, Any]]:
    return [
        {
            "status": loss.status, "side": loss.side, "civilians": loss.civilians, "low": loss.low, "best": loss.best,
            "high": loss.high, "claims": list(loss.claims),
        }
        for loss in event.told.incident.losses
    ]  # fmt: skip


def _source(event: PloverEvent, number: int) -> dict[str, Any]:
    report = event.told.reports[number]
    return {
        "id": report.id, "publisher": report.outlet, "title": report.title, "url": report.url,
        "date": report.published, "language": report.language,
    }  # fmt: skip


def _traced(event: PloverEvent) -> dict[str, Any]:
    told = event.told.incident
    return {
        "incident": told.id, "type": told.type, "status": told.status, "from": told.from_, "to": told.to,
        "date_precision": told.date_precision, "date_of_report": event.said,
        "place_precision": told.place.precision if told.place else None, "type_from": list(event.basis),
        "claims": [{"id": role.claim_id, "role": role.role} for role in told.claims],
        "contested": [field.field for field in told.contested], "derivation": told.derivation,
    }  # fmt: skip
