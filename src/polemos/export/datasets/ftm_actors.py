"""The packs' actors as organisations, public bodies and persons."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.ftm_entity import Entity, key, url
from polemos.export.datasets.ftm_rules import ftm_rules
from polemos.model.actor import Actor


@dataclass(frozen=True, slots=True)
class Actors:
    """Makes each actor once, with those above it, when something first refers to it. `made` grows no further than the
    packs."""

    dataset: Dataset
    made: dict[str, str] = field(default_factory=dict)
    """Schemata by actor id."""

    def known(self, actor_id: str | None) -> str | None:
        """The schema of an actor's entity; None for whom the packs do not have, or who is no entity of the model."""
        actor = self.dataset.actor(actor_id) if actor_id else None
        return ftm_rules().schemata.get(actor.kind) if actor else None

    def entities(self, actor_id: str) -> Iterator[Entity]:
        """Those that have to be written before something refers to the actor."""
        actor = self.dataset.actor(actor_id)
        schema = self.known(actor_id)
        if actor is None or schema is None or actor.id in self.made:
            return
        self.made[actor.id] = schema
        if actor.parent and self.known(actor.parent):
            yield from self.entities(actor.parent)
        yield _entity(actor, schema, actor.parent if actor.parent in self.made else None)


def _entity(actor: Actor, schema: str, parent: str | None) -> Entity:
    rules = ftm_rules()
    made = Entity(key("actor", actor.id), schema)
    first, *others = actor.names
    made.add("name", [first.text], "name")
    made.add("alias", (n.text for n in others if n.kind not in (*rules.weak, *rules.left_out, "former")), "name")
    made.add("weakAlias", (n.text for n in others if n.kind in rules.weak), "name")
    made.add("previousName", (n.text for n in others if n.kind == "former"), "name")
    if actor.country and actor.country not in rules.no_country:
        made.put("country", [actor.country.lower()])
    made.put("topics", [rules.topics_by_kind.get(actor.kind), rules.topics_by_sector.get(actor.sector or "")])
    if parent:
        made.put("parent", [key("actor", parent)])
    if schema != "Person":
        made.put("incorporationDate", [actor.from_])
        made.put("dissolutionDate", [actor.to])
    made.put("sourceUrl", map(url, actor.sources))
    made.add("notes", [f"From the actor packs of Polemos, entry {actor.id}."], "text")
    return made
