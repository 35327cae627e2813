"""Who stands with whom: claims as a graph of allies and opponents, cut into sides."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from polemos.model import Claim, ControlClaim, EventClaim, RelationClaim

Edges = dict[tuple[str, str], float]
Node = Callable[[str], str]
_ROUNDS = 50


def standing(claims: Sequence[Claim], node: Node, words: Mapping[str, Any]) -> Edges:
    """What all claims together say of each two parties: above 0 allies, below 0 opponents. `words` is the YAML file."""
    edges: Edges = defaultdict(float)
    for one, other, weight in (*_told(claims, words), *_takers(claims, words)):
        a, b = sorted((node(one), node(other)))
        if a and a != b:
            edges[a, b] += weight
    return {pair: weight for pair, weight in sorted(edges.items()) if weight}


def _told(claims: Iterable[Claim], words: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    against = {label: weight for weight, labels in words["events"].items() for label in labels}
    for claim in claims:
        actors, recipients = ([p.name for p in side] for side in claim.parties())
        if isinstance(claim, RelationClaim) and claim.factuality != "negated":
            yield from ((a, b, words["relations"][claim.relation]) for a, b in product(actors, recipients))
        elif isinstance(claim, EventClaim):
            if claim.type in against:
                yield from ((a, b, against[claim.type]) for a, b in product(actors, recipients))
            yield from _beside(claim.type, actors, recipients, words)


def _beside(
    type_: str, actors: list[str], recipients: list[str], words: Mapping[str, Any]
) -> Iterator[tuple[str, str, float]]:
    facing = type_ in words["battle"] and not recipients
    if not facing:
        weight = words["among_actors"].get(type_, words["together"])
        yield from ((a, b, weight) for a, b in combinations(actors, 2))
        yield from ((a, b, min(weight, words["together"])) for a, b in combinations(recipients, 2))
    elif len(actors) == 2:
        yield actors[0], actors[1], words["facing"]


def _takers(claims: Iterable[Claim], words: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    """Those who hold or take one place, unless one claim names them together."""
    of_place: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if claim.place is None or claim.factuality not in ("occurred", "ongoing"):
            continue
        holds = isinstance(claim, ControlClaim) and claim.status in words["holding"]
        if holds or (isinstance(claim, EventClaim) and claim.type in words["taking"]):
            for party in claim.parties()[0]:
                of_place[claim.place.name][party.name].add(claim.trigger.start)
    for place in sorted(of_place):
        for (one, at), (other, there) in combinations(sorted(of_place[place].items()), 2):
            if not at & there:
                yield one, other, words["same_place"]


def cut(edges: Edges, sides: int) -> dict[str, int]:
    """Each party's side. The fiercest opponents begin; whoever is surest follows; then those move who stand better
    elsewhere, until none does. Nobody starts a third side but by being against both."""
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), weight in edges.items():
        near[a][b] = near[b][a] = weight
    side: dict[str, int] = {}
    while len(side) < len(near):
        scores = {n: _leaning(near[n], side, sides) for n in sorted(near) if n not in side}
        node = max(scores, key=lambda n: (_sure(scores[n]), _weight(near[n])))
        if _sure(scores[node]) == 0:  # nobody knows anyone who has a side
            node = _leader(edges, side) or node
        side[node] = _best(scores[node], 0)
    for _ in range(_ROUNDS):
        moved = False
        for node in sorted(near):
            better = _best(_leaning(near[node], side, sides), side[node])
            moved, side[node] = moved or better != side[node], better
        if not moved:
            break
    return side


def _leaning(near: Mapping[str, float], side: Mapping[str, int], sides: int) -> list[float]:
    """How well each side suits somebody."""
    scores = [0.0] * sides
    for other, weight in near.items():
        if other in side:
            scores[side[other]] += weight
    return scores


def _best(scores: Sequence[float], now: int) -> int:
    """The best side; the present one where as good."""
    return max(range(len(scores)), key=lambda s: (round(scores[s], 6), s == now, -s))


def _sure(scores: Sequence[float]) -> float:
    ordered = sorted(scores, reverse=True)
    return round(ordered[0] - ordered[1], 6)


def _weight(near: Mapping[str, float]) -> float:
    return sum(map(abs, near.values()))


def _leader(edges: Edges, side: Mapping[str, int]) -> str | None:
    """Of the fiercest opponents who have no side yet, the one who has more opponents."""
    left = {pair: weight for pair, weight in edges.items() if weight < 0 and not side.keys() & set(pair)}
    if not left:
        return None
    fiercest = min(left.items(), key=lambda item: (item[1], item[0]))[0]
    return max(fiercest, key=lambda n: sum(w for p, w in left.items() if n in p))
