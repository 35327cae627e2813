"""UCDP's actor list: other names of 424 actors, to be found among 1,725.

Asked twice, each also with the country that the actor is active in: with the 1,725 names alone, so that initials,
translations and spellings must do it; and with the aliases imported, where a miss is an alias that several actors bear.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from polemos.codebook.demonyms import packaged_adjectives
from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, accuracy, rows
from polemos.evaluation.evaluate import Coder
from polemos.packs.importing import Row, read_ucdp, ucdp_actors
from polemos.packs.lexicon import countries
from polemos.resolution.actors.load import Actors, of_actors

NAMES_ALONE = 0.60
WITH_ALIASES = 0.98
ROWS = "aliases.dev.jsonl"
_ACTORS = "actors.jsonl"


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Accuracy of the first candidate. The coder has no part in it: names are looked up, not texts read."""
    code = countries(packaged_adjectives()).code
    listed = read_ucdp((path / _ACTORS).read_bytes())
    wanted = list(rows(path, limit, ROWS))
    named = {row.id: row for row in read_ucdp("\n".join(map(json.dumps, wanted)).encode())} if wanted else {}
    alone = of_actors(ucdp_actors((replace(row, aliases=()) for row in listed), code))
    whole = of_actors(ucdp_actors((_with(row, named.get(row.id)) for row in listed), code))
    questions = [(row.id, alias, row.locations) for row in named.values() for alias, _ in row.aliases]
    misses: list[Miss] = []
    figures = [
        _figure("names alone: the first candidate is right", alone, questions, NAMES_ALONE, misses),
        _figure("names alone, country told", alone, questions, None, [], with_country=True),
        _figure("aliases imported", whole, questions, WITH_ALIASES, misses),
        _figure("aliases imported, country told", whole, questions, None, [], with_country=True),
    ]
    return CorpusScore("ucdp_actors", len(named), tuple(figures), tuple(misses))


def _with(row: Row, named: Row | None) -> Row:
    return row if named is None else replace(row, aliases=named.aliases)


def _figure(
    name: str,
    actors: Actors,
    questions: Sequence[tuple[str, str, tuple[str, ...]]],
    target: float | None,
    misses: list[Miss],
    *,
    with_country: bool = False,
) -> Figure:
    hits = 0
    for id_, alias, locations in questions:
        country = next(_known(actors, locations), None) if with_country else None
        found = actors.resolver.resolve(alias, None, country).candidates
        if found and found[0].actor.external("ucdp") == id_:
            hits += 1
        else:
            right = actors.get(f"ucdp-{id_}")
            coded = f"{found[0].actor.name} ({found[0].reasons[0]})" if found else "none of these"
            misses.append(Miss(f"ucdp-{id_}", alias, right.name if right else "?", coded))
    return accuracy(name, hits, len(questions), target)


def _known(actors: Actors, locations: Sequence[str]) -> Iterator[str]:
    return (place for place in locations if actors.countries.code(place))
