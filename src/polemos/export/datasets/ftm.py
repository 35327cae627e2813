"""FollowTheMoney: entities as JSON, one a line, for Aleph and its relatives."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Resource
from polemos.export.datasets.ftm_actors import Actors
from polemos.export.datasets.ftm_edges import edge
from polemos.export.datasets.ftm_entity import Entity
from polemos.export.datasets.ftm_events import article, event, links
from polemos.export.datasets.ged_events import happened
from polemos.export.datasets.left_out import LeftOut
from polemos.export.guard import encodable

RULES = (
    "Only actors whom the actor packs have become entities (Organization, PublicBody, Person); a name that no pack has "
    "stands in namesMentioned of its event, so that no stranger is matched to it.",
    "An incident is an Event; each report is an Article without its text, joined to its events by Documentation. What "
    "is denied, rejected, planned or only possible is no Event.",
    "Where sources contradict each other, the Event's notes hold every value with who says it. No topic calls anybody "
    "a criminal or a terrorist, whatever a report does.",
    "Dates are cut to what is sure: a day that may be any of a month is that month. Coordinates stand in the "
    "description, since the model has them for addresses alone.",
    "Leading is a Directorship, being part or a member a Membership, all other relations are UnknownLink, between "
    "persons Associate. A relation without two actors of the packs is left out; one that only the packs tell is there "
    "where something told in a report refers to both.",
    "Control of places has no schema in the model and is left out.",
)
FILE = "entities.ftm.json"


class FollowTheMoney:
    """entities.ftm.json."""

    name = "ftm"
    title = "FollowTheMoney entities"
    rules = RULES

    def write(self, dataset: Dataset, folder: Path) -> tuple[Resource, ...]:
        left_out, counts = LeftOut(), Counter[str]()
        with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
            for each in _entities(dataset, left_out):
                file.write(encodable(each.json()) + "\n")
                counts[each.schema] += 1
        made = ", ".join(f"{count:,} {schema}" for schema, count in sorted(counts.items()))
        about = " ".join(filter(None, (f"{made}." if made else "", str(left_out))))
        return (Resource(FILE, "jsonl", "application/jsonl", counts.total(), about=about),)


def _entities(dataset: Dataset, left_out: LeftOut) -> Iterator[Entity]:
    """Whatever is referred to comes before what refers to it."""
    actors = Actors(dataset)
    for report in dataset.reports():
        yield article(report)
    for each in dataset.incidents():
        if not happened(each):
            left_out.add("denied, rejected, planned or only possible")
            continue
        for party in each.incident.parties:
            if party.actor_id:
                yield from actors.entities(party.actor_id)
        yield event(each, actors)
        yield from links(each)
    yield from _edges(dataset, actors)


def _edges(dataset: Dataset, actors: Actors) -> Iterator[Entity]:
    """Those of the claims first, since they make actors that edges of the packs then may join. An edge with the same
    ends and the same first day as another is the same."""
    for origin in ("claims", "pack"):
        for each in dataset.standing():
            ends = (each.subject_id, each.object_id)
            one, other = (actors.known(end) for end in ends)
            if each.origin != origin or one is None or other is None or ends[0] == ends[1]:
                continue
            if origin == "pack" and not all(end in actors.made for end in ends):
                continue
            for end in ends:
                yield from actors.entities(end or "")
            yield edge(each, one, other)
