"""Articles on battles: the sides that the claims make, against those of the article's infobox.

Belligerents of one cell of the infobox are allies, of different cells opponents; the number of cells is told. Asked for
are only those that the text names; one of whom no claim says anything is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """Code each text, cut the graph of its claims, and take the better assignment of its sides to the infobox's.

    Told apart: with what the packs know of units and what they are part of, and from the claims alone.
    """
    words = yaml.safe_load((resources.files(__package__) / "wiki_battles.yaml").read_text(encoding="utf-8"))
    actors = load()
    judged: list[Judged] = []
    alone = 0
    misses: list[Miss] = []
    for row in rows(path, limit):
        claims = coder(as_report(row["doc_id"], row["text"]))
        listed = row["infobox"]["sides"]
        one = sides(claims, listed, row["text"], actors, words, with_ties=True)
        alone += len(sides(claims, listed, row["text"], actors, words, with_ties=False).hits)
        judged.append(one)
        misses.extend(_miss(row["doc_id"], b, one.found) for b in one.wanted if b not in one.hits)
    asked = sum(len(j.wanted) for j in judged)
    sided = sum(len(j.found) for j in judged)
    right = sum(len(j.hits) for j in judged)
    pairs = [pair for j in judged for pair in j.pairs()]
    whole = sum(len(j.hits) == len(j.wanted) for j in judged)
    figures = (
        accuracy("belligerents on the right side", right, asked, _TARGET),
        accuracy("belligerents on the right side, from claims alone", alone, asked, None),
        accuracy("belligerents with a side", sided, asked, None),
        accuracy("right, of those with a side", right, sided, None),
        accuracy("pairs rightly allied or opposed", sum(pairs), len(pairs), None),
        accuracy("articles with all on the right side", whole, len(judged), None),
    )
    return CorpusScore("wiki_battles", len(judged), figures, tuple(misses))


@dataclass(frozen=True, slots=True)
class Judged:
    """One article: the belligerents asked for, and by node the infobox's side that the claims put each on."""

    wanted: list[Belligerent]
    found: dict[str, int]

    @property
    def hits(self) -> list[Belligerent]:
        return [b for b in self.wanted if self.found.get(b.node) in b.sides]

    def pairs(self) -> Iterator[bool]:
        """Of each two belligerents, whether they are rightly allied or opposed."""
        for one, other in combinations(self.wanted, 2):
            both = one.node in self.found and other.node in self.found
            yield both and (self.found[one.node] == self.found[other.node]) == bool(one.sides & other.sides)


def sides(
    claims: Sequence[Claim],
    listed: Sequence[Mapping[str, Any]],
    text: str,
    actors: Actors,
    words: Mapping[str, Any],
    *,
    with_ties: bool,
) -> Judged:
    """The belligerents of one article and their sides, with or without what the packs know of them."""
    parties = [party.name for claim in claims for side in claim.parties() for party in side]
    names = Names(actors, parties, text, words)
    wanted = names.belligerents(listed)
    edges = standing(claims, names.node, words)
    told_of = {node for pair in edges for node in pair}
    ties = list(names.ties(sorted(told_of | {b.node for b in wanted}))) if with_ties else []
    for one, other, weight in ties:
        pair = (min(one, other), max(one, other))
        edges[pair] = edges.get(pair, 0.0) + weight
    made = cut({pair: weight for pair, weight in edges.items() if weight}, len(listed))
    told = [b for b in wanted if b.node in made]
    best = max(permutations(range(len(listed))), key=lambda order: sum(order[made[b.node]] in b.sides for b in told))
    return Judged(wanted, {b.node: best[made[b.node]] for b in told})


def _miss(document: str, one: Belligerent, found: Mapping[str, int]) -> Miss:
    where = " or ".join(f"side {side + 1}" for side in sorted(one.sides))
    return Miss(document, one.name, where, f"side {found[one.node] + 1}" if one.node in found else "no side")
