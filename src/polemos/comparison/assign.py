"""The best way to pair two lists: each event once at most, with the greatest sum of scores."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

from polemos.comparison.score import Match

Pair = tuple[int, int, Match]


def assigned(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The chosen pairs, by position in the first list. Exact, solved for each group that hangs together by itself."""
    if not pairs:
        return ()
    lefts, rights = sorted({pair[0] for pair in pairs}), sorted({pair[1] for pair in pairs})
    row = {position: at for at, position in enumerate(lefts)}
    column = {position: at + len(lefts) for at, position in enumerate(rights)}
    size = len(lefts) + len(rights)
    ends = ([row[a] for a, _, _ in pairs], [column[b] for _, b, _ in pairs])
    graph = csr_matrix((np.ones(len(pairs)), ends), shape=(size, size))
    _, group_of = connected_components(graph, directed=False)
    groups: dict[int, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(int(group_of[row[pair[0]]]), []).append(pair)
    chosen = [pair for group in groups.values() for pair in (group if len(group) == 1 else _solved(group))]
    return tuple(sorted(chosen, key=lambda pair: pair[:2]))


def _solved(group: list[Pair]) -> list[Pair]:
    """Every event of the first list may also stay alone: it has a column of its own for that, which costs most."""
    lefts, rights = sorted({pair[0] for pair in group}), sorted({pair[1] for pair in group})
    row = {position: at for at, position in enumerate(lefts)}
    column = {position: at for at, position in enumerate(rights)}
    most = max(pair[2].score for pair in group) + 1.0
    cells = [(row[a], column[b], most - found.score) for a, b, found in group]
    cells += [(at, len(rights) + at, most) for at in range(len(lefts))]
    rows, columns, costs = zip(*cells, strict=True)
    matrix = csr_matrix((costs, (rows, columns)), shape=(len(lefts), len(rights) + len(lefts)))
    solved = dict(zip(*map(list, min_weight_full_bipartite_matching(matrix)), strict=True))
    return [pair for pair in group if solved[row[pair[0]]] == column[pair[1]]]
