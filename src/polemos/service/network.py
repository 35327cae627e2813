"""Who stands how to whom on a day, as nodes and edges of a picture."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from polemos.incidents.standings import stood_on
from polemos.model.standing import Standing
from polemos.store.records import name_key

MOST = 150
"""Actors of one picture: those with most edges. The table has the others too."""


@dataclass(frozen=True, slots=True)
class Node:
    """`key` is the packs' id, else the name."""

    key: str
    name: str
    edges: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Ends are places in the list of nodes; dates as the standing has them."""

    source: int
    target: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    """Actors beyond the first MOST."""


def edges_on(found: Sequence[Standing], day: str) -> tuple[Standing, ...]:
    """Those that may be so on a day; all where none is given."""
    return stood_on(found, day) if day else tuple(found)


def network(found: Sequence[Standing]) -> Network:
    """Of all edges given; the picture chooses the day, so that a slider needs no question to the server."""
    count: Counter[str] = Counter()
    shown: dict[str, tuple[str, str]] = {}
    for each in found:
        for name, id_ in ((each.subject, each.subject_id), (each.object, each.object_id)):
            key = id_ or name_key(name)
            count[key] += 1
            shown.setdefault(key, (id_ or name, name))
    ranked = sorted(count, key=lambda key: (-count[key], key))
    at = {key: i for i, key in enumerate(ranked[:MOST])}
    nodes = tuple(Node(*shown[key], count[key]) for key in at)
    edges = []
    for each in found:
        ends = (each.subject_id or name_key(each.subject), each.object_id or name_key(each.object))
        if ends[0] in at and ends[1] in at:
            edges.append(Edge(at[ends[0]], at[ends[1]], each))
    return Network(nodes, tuple(edges), max(0, len(ranked) - MOST))
