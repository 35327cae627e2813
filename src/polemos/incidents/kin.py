"""Which actors belong together, so that one's gain is no loss of the other: handed in, since packs know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from polemos.incidents.people import akin, name_key, same
from polemos.model import Participant

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kin:
    """By actor id: `above` all that it is part of, its parent's parent among them; `called` the ids of the loose words
    that may mean it ("the rebels", "the regime"); `names` an id for a `name_key` of one actor alone. Without packs
    every two actors are strangers."""

    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    called: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def known(self, who: Participant) -> Participant:
        """With the id of its name where the coder gave none."""
        if who.actor_id is not None or not self.names:
            return who
        found = self.names.get(name_key(who.name))
        return replace(who, actor_id=found) if found else who

    def together(self, one: Participant, other: Participant) -> bool:
        """The same, one part of the other, both part of one third, or one a loose word for the other."""
        if same(one, other):
            return True
        a, b = one.actor_id, other.actor_id
        if not a or not b:
            return akin(one, other)
        shared = {a, *self.above.get(a, _NONE)} & {b, *self.above.get(b, _NONE)}
        return bool(shared) or b in self.called.get(a, _NONE) or a in self.called.get(b, _NONE)

    def within(self, one: Participant, other: Participant) -> bool:
        """Whether what befalls `other` befalls `one`: it is the same, or a part of it."""
        if same(one, other):
            return True
        a, b = one.actor_id, other.actor_id
        return bool(a and b) and (b in self.above.get(a or "", _NONE) or b in self.called.get(a or "", _NONE))
