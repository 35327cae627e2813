"""The incidents of one archive, for a process that stays: what has not changed is neither read nor derived again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from polemos.incidents.build import decisions
from polemos.incidents.derive import DERIVATION
from polemos.incidents.growing import Change, Growing
from polemos.incidents.reviewed import reviewed
from polemos.incidents.told import Told
from polemos.model import Claim, EventClaim
from polemos.model.incident import Incident
from polemos.model.judgement import Judgement, standing_judgements
from polemos.service.families import packaged_families
from polemos.store.archive import Archive
from polemos.store.derived import alter_incidents, are_of, fresh, list_incidents, replace_incidents
from polemos.store.judgements import judgements
from polemos.store.sources import Origin, Sources


@dataclass(frozen=True, slots=True)
class Known:
    """What an archive holds in one state: claims as reviewed, by id, and what is told of reports."""

    state: str
    claims: tuple[Claim, ...]
    reports: dict[str, Origin]
    judged: tuple[Judgement, ...]


class Following:
    """Keeps the stored incidents up to date. The first time takes seconds, each change then a fraction of one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._sources = Sources(archive)
        self._growing = Growing(packaged_families())
        self._stored: str | None = None
        """The state that the stored incidents are of, if it is known."""
        self._behind: set[str] = set()
        """Ids of incidents that the stored ones may not have as they are now."""

    def known(self) -> Known:
        """What there is to derive from."""
        state, claims, reports = self._sources.read()
        in_force = tuple(standing_judgements(judgements(self._archive)))
        return Known(state, reviewed(claims, in_force), reports, in_force)

    def stored(self, known: Known) -> tuple[Incident, ...] | None:
        """The stored incidents, the newest first, if they are of what is known."""
        return list_incidents(self._archive) if are_of(self._archive, DERIVATION, known.state) else None

    def refresh(self) -> tuple[Known, tuple[Incident, ...]]:
        """Derive and store what has changed; the incidents, the newest first."""
        known = self.known()
        change = self._growing.update(told_of(known.claims, known.reports), decisions(known.judged))
        self._store(change, known.state)
        return known, newest_first(self._growing.incidents)

    def _store(self, change: Change, state: str) -> None:
        self._behind |= {*change.gone, *(each.id for each in change.made)}
        incidents = self._growing.incidents
        if fresh(self._archive, DERIVATION):
            done = True  # somebody else has derived them
        elif self._stored is None:
            done = False
        else:
            gone = sorted(self._behind - incidents.keys())
            made = [incidents[each] for each in sorted(self._behind & incidents.keys())]
            done = alter_incidents(self._archive, gone, made, DERIVATION, state, self._stored)
        if not done:
            everything = [incidents[each] for each in sorted(incidents)]
            done = replace_incidents(self._archive, everything, DERIVATION, state)
        if done:
            self._stored = state
            self._behind.clear()


def newest_first(incidents: Mapping[str, Incident]) -> tuple[Incident, ...]:
    """As lists show them: by their first day, what is undated last, of one day by id."""
    by_id = [incidents[each] for each in sorted(incidents)]
    return tuple(sorted(by_id, key=lambda each: each.from_ or "", reverse=True))


def told_of(claims: Iterable[Claim], reports: Mapping[str, Origin]) -> tuple[Told, ...]:
    """Every event claim with what its report tells of it."""
    events = (claim for claim in claims if isinstance(claim, EventClaim))
    return tuple(Told(claim, *reports.get(claim.report_id, (claim.report_id, None, None))) for claim in events)
