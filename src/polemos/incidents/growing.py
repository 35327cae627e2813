"""Incidents kept up to date: after a change only the claims that it can have moved are joined anew.

Two claims come into one incident only along a chain of comparisons above 0, of people's "the same" and of bare mentions
with what they take up, since an average above 0 needs a comparison above 0. Clusters of two such networks know nothing
of each other, so that joining one network's claims alone gives just what joining all claims gives (a test compares the
two).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from polemos.incidents.bare import bare_mentions
from polemos.incidents.build import Decisions, status_of, verdicts
from polemos.incidents.candidates import Meetings
from polemos.incidents.cluster import clusters
from polemos.incidents.compare import Comparison, compare
from polemos.incidents.derive import derive
from polemos.incidents.kin import Kin
from polemos.incidents.setting import in_setting
from polemos.incidents.told import Told
from polemos.model.incident import Incident


@dataclass(frozen=True, slots=True)
class Change:
    """`gone`: ids of incidents that are no more; `made`: those that are new or say something else than before."""

    gone: tuple[str, ...]
    made: tuple[Incident, ...]


class Growing:
    """The incidents of claims and decisions that change. It keeps every claim, so it is for one archive at a time."""

    def __init__(self, kin: Kin | None = None) -> None:
        self.incidents: dict[str, Incident] = {}
        self._kin = kin
        self._decided = Decisions()
        self._told: dict[str, Told] = {}
        self._placed: dict[str, Told] = {}
        """The same with the places that their reports are about."""
        self._bare: dict[str, str] = {}
        self._homes: dict[str, str] = {}
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._meetings = Meetings()
        self._scores: dict[str, dict[str, float]] = {}

    def update(self, claims: Iterable[Told], decided: Decisions) -> Change:
        """Claims and decisions as they are now, all of them; what this changes about the incidents."""
        now = {each.id: each for each in claims}
        reports = self._changed_reports(now)
        group = [told for told in now.values() if told.claim.report_id in reports]
        placed = {each.id: each for each in in_setting(group)}
        bare = dict(bare_mentions(placed.values()))
        before = {each for report in reports for each in self._reports[report]}
        moved = {each for each in before | placed.keys() if self._differs(each, now, placed, bare)}
        touched = moved | self._decided_anew(decided)
        reached = self._reach(touched)
        for each in sorted(before):
            self._bare.pop(each, None)
        for each in sorted(moved & self._placed.keys()):
            self._drop(each)
        self._bare.update(bare)
        for each in sorted(moved & placed.keys()):
            self._take(placed[each])
        self._told, self._decided = now, decided
        return self._join(self._reach(touched | reached) | reached)

    def _changed_reports(self, now: Mapping[str, Told]) -> set[str]:
        """Reports with a claim that came, went or says something else; their places and bare mentions hang together."""
        found = {told.claim.report_id for id_, told in now.items() if self._told.get(id_) != told}
        return found | {told.claim.report_id for id_, told in self._told.items() if now.get(id_) != told}

    def _differs(self, id_: str, now: Mapping[str, Told], placed: Mapping[str, Told], bare: Mapping[str, str]) -> bool:
        return (
            self._told.get(id_) != now.get(id_)
            or self._placed.get(id_) != placed.get(id_)
            or self._bare.get(id_) != bare.get(id_)
        )

    def _decided_anew(self, decided: Decisions) -> set[str]:
        """Claims about which the decisions are others than before."""
        pairs = set(self._decided.together) ^ set(decided.together) | (self._decided.apart ^ decided.apart)
        found = {each for pair in pairs for each in pair}
        old, new = verdicts(self._decided), verdicts(decided)
        if self._decided.statuses != decided.statuses:
            found |= old.keys() | new.keys()
        return found

    def _drop(self, id_: str) -> None:
        told = self._placed.pop(id_)
        self._meetings.remove(told)
        self._reports[told.claim.report_id].discard(id_)
        for other in self._scores.pop(id_):
            del self._scores[other][id_]

    def _take(self, told: Told) -> None:
        self._placed[told.id] = told
        self._reports[told.claim.report_id].add(told.id)
        own = self._scores[told.id] = {}
        for other in self._meetings.add(told):
            found = compare(told, other)
            if found is not None:
                own[other.id] = self._scores[other.id][told.id] = found.score

    def _reach(self, start: Iterable[str]) -> set[str]:
        """Everything that hangs together with these claims."""
        ties: dict[str, set[str]] = defaultdict(set)
        for one, other in (*self._decided.together, *self._bare.items()):
            ties[one].add(other)
            ties[other].add(one)
        found: set[str] = set()
        waiting = [each for each in start if each in self._placed]
        while waiting:
            each = waiting.pop()
            if each in found or each not in self._placed:
                continue
            found.add(each)
            waiting += (other for other, score in self._scores[each].items() if score > 0)
            waiting += ties.get(each, ())
        return found

    def _join(self, touched: set[str]) -> Change:
        """Join the claims of whole networks anew, in the place of the incidents that they were in."""
        gone = {self._homes.pop(each) for each in sorted(touched) if each in self._homes}
        old = {each: self.incidents.pop(each) for each in gone}
        alive = touched & self._placed.keys()
        known, decided = verdicts(self._decided), self._decided
        bare = {each: self._bare[each] for each in alive if each in self._bare}
        for cluster in clusters(alive, self._comparisons(alive), decided.together, decided.apart, bare):
            made = derive([self._told[each] for each in cluster], status_of(cluster, known), self._kin)
            self.incidents[made.id] = made
            self._homes.update(dict.fromkeys(cluster, made.id))
        new = sorted({self._homes[each] for each in alive})
        changed = tuple(self.incidents[each] for each in new if old.get(each) != self.incidents[each])
        return Change(tuple(sorted(gone.difference(new))), changed)

    def _comparisons(self, among: set[str]) -> Iterator[Comparison]:
        for one in sorted(among):
            for other, score in self._scores[one].items():
                if one < other and other in among:
                    yield Comparison(one, other, score, ())
