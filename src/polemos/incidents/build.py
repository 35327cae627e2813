"""Claims and people's decisions to incidents: the whole of what `polemos incidents` shows, as one pure function."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from polemos.incidents.bare import bare_mentions
from polemos.incidents.candidates import candidates
from polemos.incidents.cluster import PairOfIds, clusters
from polemos.incidents.compare import Comparison, Reason, compare
from polemos.incidents.derive import derive
from polemos.incidents.kin import Kin
from polemos.incidents.setting import in_setting
from polemos.incidents.told import Told
from polemos.model.incident import Incident, IncidentStatus
from polemos.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the judgements in force say about happenings. Of two that contradict each other the later one counts."""

    together: tuple[PairOfIds, ...] = ()
    apart: frozenset[PairOfIds] = frozenset()
    statuses: tuple[tuple[tuple[str, ...], IncidentStatus], ...] = ()


def decisions(judgements: Iterable[Judgement]) -> Decisions:
    """Judgements in force, in order, as pairs of claim ids that belong together or apart."""
    said: dict[PairOfIds, bool] = {}
    statuses: list[tuple[tuple[str, ...], IncidentStatus]] = []
    for each in judgements:
        if each.action in ("same", "merge"):
            everybody = (*each.claims, *each.others)
            for pair in combinations(everybody, 2):
                if said.get(_pair(*pair)) is False:
                    del said[_pair(*pair)]  # whoever puts them together takes it back that two of them are apart
            said.update({_pair(*pair): True for pair in pairwise(everybody)})
        elif each.action in ("not-same", "split"):
            said.update({_pair(*pair): False for pair in product(each.claims, each.others)})
        elif each.action == "unsure":
            for pair in product(each.claims, each.others):
                said.pop(_pair(*pair), None)
        elif each.action in ("confirm", "refute"):
            statuses.append((each.claims, "confirmed" if each.action == "confirm" else "rejected"))
    return Decisions(
        tuple(sorted(pair for pair, same in said.items() if same)),
        frozenset(pair for pair, same in said.items() if not same),
        tuple(statuses),
    )


def incidents(claims: Sequence[Told], decided: Decisions, kin: Kin | None = None) -> tuple[Incident, ...]:
    """Every event claim in one incident, sorted by id. The same claims and decisions give the same, in any order.
    `kin` knows which actors belong together."""
    by_id = {told.id: told for told in sorted(claims, key=lambda told: told.id)}
    found, known = joined(tuple(by_id.values()), decided), verdicts(decided)
    made = (derive([by_id[each] for each in cluster], status_of(cluster, known), kin) for cluster in found)
    return tuple(sorted(made, key=lambda incident: incident.id))


def joined(claims: Sequence[Told], decided: Decisions | None = None) -> tuple[tuple[str, ...], ...]:
    """The claims' ids, those of one happening together; every id once, all sorted."""
    known = decided or Decisions()
    claims = in_setting(claims)
    ids = (told.id for told in claims)
    return clusters(ids, compared(claims), known.together, known.apart, bare_mentions(claims))


def explained(claims: Sequence[Told], one: str, other: str) -> Comparison | None:
    """Why two of the claims are, or are not, held for one happening; None for two types that never are. A bare
    mention is compared with nothing: its reason names the claim that it goes with."""
    bare = bare_mentions(claims)
    signs = tuple(
        Reason(f"{id_} tells nothing of its own and goes with {bare[id_]}", 0.0) for id_ in (one, other) if id_ in bare
    )
    if signs:
        first, second = sorted((one, other))
        return Comparison(first, second, 0.0, signs)
    known = {told.id: told for told in in_setting(claims)}
    return compare(known[one], known[other])


def compared(claims: Sequence[Told]) -> Iterator[Comparison]:
    """The comparisons of all candidates that speak for or against one happening."""
    for one, other in candidates(claims):
        found = compare(one, other)
        if found is not None:
            yield found


Verdicts = Mapping[str, tuple[int, IncidentStatus]]


def verdicts(decided: Decisions) -> Verdicts:
    """For each claim the last decision on what happened that names it, with its number."""
    return {claim: (number, status) for number, (claims, status) in enumerate(decided.statuses) for claim in claims}


def status_of(cluster: Iterable[str], known: Verdicts) -> IncidentStatus | None:
    """The last decision that names a claim of the cluster."""
    return max((known[each] for each in cluster if each in known), default=(0, None))[1]


def _pair(one: str, other: str) -> PairOfIds:
    return (one, other) if one < other else (other, one)
