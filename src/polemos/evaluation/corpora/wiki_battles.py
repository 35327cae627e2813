"""Articles on battles: the sides that the claims make, against those of the article's infobox.

Belligerents of one cell of the infobox are allies, of different cells opponents; the number of cells is told. Asked for
are only those that the text names; one of whom no claim says anything is wrong.
"""

from collections.abc import Mapping, Sequence
from importlib import resources
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import yaml

from polemos.evaluation.corpora.frame import CorpusScore, Miss, accuracy, as_report, rows
from polemos.evaluation.corpora.wiki_battles_names import Belligerent, Names
from polemos.evaluation.corpora.wiki_battles_sides import cut, standing
from polemos.evaluation.evaluate import Coder
from polemos.model import Claim
from polemos.resolution.actors.load import Actors, load

_TARGET = 0.75


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Code each text, cut the graph of its claims, and take the better assignment of the two ways round."""
    words = yaml.safe_load((resources.files(__package__) / "wiki_battles.yaml").read_text(encoding="utf-8"))
    actors = load()
    asked, sided, right, pairs_asked, pairs_right, articles, whole = 0, 0, 0, 0, 0, 0, 0
    misses: list[Miss] = []
    for row in rows(path, limit):
        articles += 1
        claims = coder(as_report(row["doc_id"], row["text"]))
        listed = row["infobox"]["sides"]
        wanted, found = sides(claims, listed, row["text"], actors, words)
        asked += len(wanted)
        sided += len(found)
        hits = [b for b in wanted if found.get(b.node) in b.sides]
        right += len(hits)
        whole += len(hits) == len(wanted)
        for one, other in combinations(wanted, 2):
            pairs_asked += 1
            if one.node in found and other.node in found:
                pairs_right += (found[one.node] == found[other.node]) == bool(one.sides & other.sides)
        misses.extend(_miss(row["doc_id"], b, found) for b in wanted if b not in hits)
    figures = (
        accuracy("belligerents on the right side", right, asked, _TARGET),
        accuracy("belligerents with a side", sided, asked, None),
        accuracy("right, of those with a side", right, sided, None),
        accuracy("pairs rightly allied or opposed", pairs_right, pairs_asked, None),
        accuracy("articles with all on the right side", whole, articles, None),
    )
    return CorpusScore("wiki_battles", articles, figures, tuple(misses))


def sides(
    claims: Sequence[Claim],
    listed: Sequence[Mapping[str, Any]],
    text: str,
    actors: Actors,
    words: Mapping[str, Any],
) -> tuple[list[Belligerent], dict[str, int]]:
    """The belligerents asked for, and by node the infobox's side that the claims put each on."""
    parties = [party.name for claim in claims for side in claim.parties() for party in side]
    names = Names(actors, parties, words)
    wanted = names.belligerents(listed, text)
    edges = standing(claims, names.node, words)
    known = sorted({node for pair in edges for node in pair})
    for unit, whole in names.parents(known):
        pair = (min(unit, whole), max(unit, whole))
        edges[pair] = edges.get(pair, 0.0) + words["parent"]
    made = cut(edges, len(listed))
    told = [b for b in wanted if b.node in made]
    best = max(permutations(range(len(listed))), key=lambda order: sum(order[made[b.node]] in b.sides for b in told))
    return wanted, {b.node: best[made[b.node]] for b in told}


def _miss(document: str, one: Belligerent, found: Mapping[str, int]) -> Miss:
    where = " or ".join(f"side {side + 1}" for side in sorted(one.sides))
    return Miss(document, one.name, where, f"side {found[one.node] + 1}" if one.node in found else "no side")
