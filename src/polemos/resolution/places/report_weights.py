"""What each place of a report is worth: priors, then what the likely places of the other names say, in rounds."""

from collections.abc import Sequence

import numpy as np

from polemos.model.gazetteer import NameHit
from polemos.resolution.places.kinds import is_country
from polemos.resolution.places.plausible import Numbers, Together, inside, prior, seat_share
from polemos.resolution.places.report_names import ReportName
from polemos.resolution.places.toponym_words import ToponymWords
from polemos.resolution.places.toponyms import Toponym
from polemos.text.romanisation import fold

_MOST = 25
"""Candidates of one name that are weighed against the others of the report; those in a named container come first."""
_ROUNDS = 4
_CONTAINED, _HOLDING, _OPENING = 5.0, 2.5, 2.5
_KIND = 2.0
_TOGETHER = 2.6
_SEAT = 4.0
_UNLIKE = 4.0
"""What a spelling loses for each letter in all that differs."""
_MOST_IN_ALL = 1500
_MENTIONS = 4
"""Of each name so many mentions are asked how near they stand to those of others."""
_ANYWHERE = 0.5
_NEARBY = 300.0
"""Characters in which what one place says for another falls by a good half, to the part for the same report."""


class Weights:
    """Fills in the scores of names."""

    def __init__(self, words: ToponymWords) -> None:
        self.words = words

    def weigh(self, names: list[ReportName], toponyms: Sequence[Toponym]) -> None:
        """Fill in the scores: priors first, then what the likely places of the other names say, in rounds."""
        most = max(2, _MOST_IN_ALL // max(1, len(names)))
        for name in names:
            asked = fold(toponyms[name.members[0]].name)
            places = [hit.place for hit in name.hits if fold(hit.place.name).startswith(asked)]
            own = [self._own(name, hit, asked) - _SEAT * seat_share(hit.place, places) ** 0.5 for hit in name.hits]
            chosen = self._chosen(name, names, own)[:most]
            name.hits = [name.hits[i] for i in chosen]
            name.scores = np.array([own[i] for i in chosen], dtype=np.float64)
        every_place = [hit.place for name in names for hit in name.hits]
        if not every_place:
            return
        support = Together.of(every_place).support
        close = _closeness(names, toponyms)
        starts = np.cumsum([0, *(len(name.hits) for name in names)])
        base = [name.scores.copy() for name in names]
        filled = [i for i, name in enumerate(names) if name.hits]
        edges = [int(starts[i]) for i in filled]
        fits = [self.fits(name, names) for name in names]
        opens = [self._tables(name, name.opening, names) for name in names]
        holds = [
            [(i, table.T) for i, tables in enumerate(fits) for other, table in tables if other == j]
            for j in range(len(names))
        ]
        for _ in range(_ROUNDS):
            shares = [name.shares for name in names]
            every = np.concatenate(shares)
            for i, name in enumerate(names):
                if name.hits:
                    rows = support[starts[i] : starts[i + 1]] * every
                    rows[:, starts[i] : starts[i + 1]] = 0.0
                    others = np.add.reduceat(rows, edges, axis=1)
                    others = others[:, : len(filled)] * close[i, filled]
                    said = others.sum(axis=1) / max(1.0, close[i, filled].sum()) + others.max(axis=1)
                    name.scores = (
                        base[i]
                        + _TOGETHER * said
                        + _CONTAINED * _told(fits[i], shares)
                        + _HOLDING * _told(holds[i], shares)
                        + _OPENING * _told(opens[i], shares)
                    )

    def _own(self, name: ReportName, hit: NameHit, asked: str) -> float:
        value = prior(hit.place, hit.how == "exact" and fold(hit.place.name) == asked) - _UNLIKE * (1.0 - hit.likeness)
        if name.kinds:
            fitting = any(hit.place.feature in self.words.features[kind] for kind in name.kinds)
            value += _KIND if fitting else -_KIND / 2
        return value

    def _chosen(self, name: ReportName, names: list[ReportName], own: list[float]) -> list[int]:
        """The numbers of the candidates that are weighed: those that fit a container, then the likely ones."""
        order = sorted(range(len(own)), key=lambda i: (-own[i], name.hits[i].place.id))
        if len(order) <= _MOST:
            return order
        large = [
            hit.place
            for other in name.within
            for hit in names[other].hits[:3]
            if not hit.place.feature.startswith("PPL")
        ]
        fitting = [i for i in order if any(inside(name.hits[i].place, place) for place in large)][:_MOST]
        return [*fitting, *(i for i in order if i not in set(fitting))][: 2 * _MOST if fitting else _MOST]

    def fits(self, name: ReportName, names: list[ReportName]) -> list[tuple[int, Numbers]]:
        """For each container of a name a table: candidate by container's candidate, 1 where one lies in the other."""
        return self._tables(name, name.within, names)

    def _tables(self, name: ReportName, within: set[int], names: list[ReportName]) -> list[tuple[int, Numbers]]:
        tables = []
        for other in sorted(within):
            if self._listed(name, names[other]):
                continue
            table = [[float(inside(hit.place, large.place)) for large in names[other].hits] for hit in name.hits]
            if table and names[other].hits and np.any(table):
                tables.append((other, np.array(table)))
        return tables

    def _listed(self, name: ReportName, other: ReportName) -> bool:
        """Whether two names stand in a row rather than one in the other: "Iraq, Iran", "Indiana, Ohio"."""
        if name.abbreviated or other.abbreviated or not name.hits or not other.hits:
            return False
        best, large = name.likeliest, other.likeliest
        if is_country(best) and is_country(large):
            return True
        bears_state = any(hit.place.feature == "ADM1" and hit.place.country == large.country for hit in name.hits)
        return large.feature == "ADM1" and bears_state


def _told(tables: Sequence[tuple[int, Numbers]], shares: Sequence[Numbers]) -> Numbers:
    """What the places that the text puts a name into, or into it, say for its hits."""
    return sum((table @ shares[other] for other, table in tables), np.zeros(1))


def _closeness(names: Sequence[ReportName], toponyms: Sequence[Toponym]) -> Numbers:
    """How near in the text each two names come: from a part for the same report to 1 for the same phrase."""
    starts = np.array([_few([toponyms[member].start for member in name.members]) for name in names], dtype=np.float64)
    gaps = np.abs(starts[:, None, :, None] - starts[None, :, None, :]).min(axis=(2, 3))
    close = _ANYWHERE + (1.0 - _ANYWHERE) * np.exp(-gaps / _NEARBY)
    np.fill_diagonal(close, 0.0)
    return np.asarray(close, dtype=np.float64)


def _few(starts: Sequence[int]) -> list[int]:
    """Some of a name's places in the text, spread over all of it; always as many."""
    return [starts[len(starts) * i // _MENTIONS] for i in range(_MENTIONS)]
