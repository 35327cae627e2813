"""All endings that an archive tells, found by whom they are about: an archive has thousands of each."""

from collections import defaultdict
from collections.abc import Iterable

from polemos.incidents.edges import order
from polemos.incidents.ties import Ending, Tie


class Endings:
    """By actor id where there is one. Names without an id can be anybody's spelling, so all of these are tried."""

    def __init__(self, endings: Iterable[Ending]) -> None:
        self._all = tuple(sorted((each for each in endings if each.window is not None), key=order))
        self._by_id: dict[str | None, list[Ending]] = defaultdict(list)
        for each in self._all:
            self._by_id[each.who.actor_id].append(each)

    def of(self, tie: Tie) -> list[Ending]:
        """What ends an edge of that tie's actors, in order of time."""
        ids = (tie.subject.actor_id, tie.object.actor_id)
        if None in ids:
            return [each for each in self._all if each.ends(tie)]
        near = (each for id_ in {*ids, None} for each in self._by_id.get(id_, ()))
        return sorted((each for each in near if each.ends(tie)), key=order)
