"""An archive as the streams that exports are made from: incidents with their evidence, as people have reviewed it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache

from polemos.export.datasets.dataset import About, Documented
from polemos.export.datasets.groups import groups
from polemos.gazetteer.load import with_imports
from polemos.incidents.derive import DERIVATION
from polemos.incidents.reviewed import reviewed
from polemos.model import Claim, Report
from polemos.model.actor import Actor
from polemos.model.gazetteer import GazetteerPlace
from polemos.model.incident import Incident
from polemos.model.judgement import ON_CLAIMS, Judgement, standing_judgements
from polemos.model.standing import ControlInterval, Standing
from polemos.service.actors import shared
from polemos.service.incidents import refresh
from polemos.service.picture import derived_control, derived_standing, evidence, of_place, wanted
from polemos.service.versions import versions
from polemos.store.archive import Archive
from polemos.store.incident_search import IncidentQuery
from polemos.store.judgements import judgements
from polemos.store.streams import View, in_order, view

Drawn = tuple[tuple[ControlInterval, ...], tuple[Standing, ...]]
_BATCH = 200
"""Incidents whose claims and reports are read in one go."""


@dataclass(frozen=True, slots=True)
class ArchiveDataset:
    """One moment of an archive; a Dataset."""

    view: View
    title: str
    decided: dict[str, tuple[Judgement, ...]] = field(repr=False)
    """Judgements in force on a claim, by its id."""
    drawn: Callable[[], Drawn] = field(repr=False)
    """Control and standing, derived at the first question, once for all tables that tell of them."""

    def about(self) -> About:
        asked = self.view.query
        names = ("words", "type", "actor", "place", "country", "from_", "to", "status")
        filters = tuple((name.rstrip("_"), getattr(asked, name)) for name in names if getattr(asked, name))
        return About(self.title, _made_with(), filters)

    def incidents(self) -> Iterator[Documented]:
        for part in groups(self.view.incidents(), _BATCH):
            yield from self._documented(part)

    def claims(self) -> Iterator[Claim]:
        added = [key for key, theirs in self.decided.items() if any(each.action == "add" for each in theirs)]
        wanted = self.view.members() if self.view.query != IncidentQuery() else None
        theirs = self._reviewed({}, added)
        extra = [claim for claim in theirs if wanted is None or claim.id in wanted]
        for part in groups(in_order(self.view.claims(), extra), _BATCH):
            yield from self._reviewed({each.id: each for each in part}, (each.id for each in part))

    def reports(self) -> Iterator[Report]:
        return self.view.reports()

    def control(self) -> Iterator[ControlInterval]:
        asked = self.view.query
        told = self._told()
        every = self.drawn()[0]
        for each in of_place(every, asked.place) if asked.place else every:
            if _meets(each, asked) and (told is None or not told.isdisjoint(each.claims)):
                yield each

    def standing(self) -> Iterator[Standing]:
        asked = self.view.query
        told = self._told()
        who = wanted(asked.actor, None) if asked.actor else None
        for each in self.drawn()[1]:
            if (
                (who is None or who.among(each))
                and _meets(each, asked)
                and (told is None or not told.isdisjoint(each.claims))
            ):
                yield each

    def actor(self, actor_id: str) -> Actor | None:
        return shared().get(actor_id)

    def place(self, place_id: str) -> GazetteerPlace | None:
        return with_imports().get(place_id)

    def withheld(self) -> tuple[tuple[str, int], ...]:
        return ()

    def _told(self) -> frozenset[str] | None:
        """The claims that an interval or edge must rest on, one at least, whatever their days; None where any will do:
        neither has a country or a type of its own."""
        asked = replace(self.view.query, from_="", to="")
        if asked == IncidentQuery(place=asked.place):
            return None
        return View(self.view.connection, asked).fitting_ids()

    def _documented(self, part: tuple[Incident, ...]) -> Iterator[Documented]:
        ids = [role.claim_id for each in part for role in each.claims]
        claims = {each.id: each for each in self._reviewed(self.view.claims_of(ids), ids)}
        reports = self.view.reports_of(each.report_id for each in claims.values())
        for each in part:
            own = tuple(claims[role.claim_id] for role in each.claims if role.claim_id in claims)
            sources = {claim.report_id: reports[claim.report_id] for claim in own}
            told = sorted(sources.values(), key=lambda report: (report.published or "", report.id))
            yield Documented(each, own, tuple(told))

    def _reviewed(self, coded: dict[str, Claim], ids: Iterable[str]) -> tuple[Claim, ...]:
        decided = [each for claim_id in sorted(set(ids)) for each in self.decided.get(claim_id, ())]
        return reviewed(coded.values(), sorted(decided, key=lambda each: each.seq))


@cache
def _made_with() -> tuple[tuple[str, str], ...]:
    """Once a process: the codebook's mark costs a second, and every export asks twice."""
    made = {key: value for key, value in versions().items() if key in ("polemos", "codebook")}
    return (*made.items(), ("derivation", DERIVATION))


@contextmanager
def dataset(archive: Archive, query: IncidentQuery | None = None, title: str = "") -> Iterator[ArchiveDataset]:
    """What fits a filter, at one moment, with incidents that are up to date. Raises ArchiveError."""
    refresh(archive)
    decided: dict[str, list[Judgement]] = defaultdict(list)
    for each in standing_judgements(judgements(archive)):
        if each.action in ON_CLAIMS:
            decided[each.claims[0]].append(each)
    with view(archive, query or IncidentQuery()) as moment:
        by_claim = {key: tuple(value) for key, value in decided.items()}
        yield ArchiveDataset(moment, title or "Polemos", by_claim, cache(lambda: _drawn(archive)))


def _drawn(archive: Archive) -> Drawn:
    """Without the claims that it is derived from, which are let go."""
    told = evidence(archive)
    return derived_control(told), derived_standing(told)


def _meets(each: ControlInterval | Standing, asked: IncidentQuery) -> bool:
    """Whether its time meets the days that are asked for; an undated one only where none are."""
    if (asked.from_ or asked.to) and each.from_ is None and each.to is None:
        return False
    begun = not asked.to or each.from_ is None or each.from_ <= asked.to
    return begun and (not asked.from_ or each.to is None or each.to >= asked.from_)
