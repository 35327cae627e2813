"""What is too new to be told: reports, their claims, and what incidents and intervals have of them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TypeVar

from polemos.export.datasets.dataset import Documented
from polemos.incidents.derive import derive
from polemos.incidents.kin import Kin
from polemos.incidents.told import Told
from polemos.model import Claim, EventClaim, Report
from polemos.model.standing import ControlInterval, Standing
from polemos.service.actors import shared
from polemos.service.families import families
from polemos.service.redaction.ledger import Ledger

Dated = TypeVar("Dated", ControlInterval, Standing)


class Late:
    """`first` is the first day under embargo, None without one. Where no day is told nothing shows that it is old
    enough, so that a report without a date is left out."""

    def __init__(self, first: str | None, ledger: Ledger) -> None:
        self.first = first
        self._ledger = ledger

    def report(self, report: Report) -> bool:
        return self.first is not None and (report.published is None or report.published[:10] >= self.first)

    def note(self, reports: Iterable[Report]) -> None:
        """Remember them for their claims."""
        for each in reports if self.first is not None else ():
            if self.report(each):
                self._ledger.embargo(each.id)

    def claim(self, claim: Claim) -> bool:
        if self.first is None:
            return False
        time = claim.time
        told = [day for day in (time.from_, time.to) if day] if time else []
        return any(day >= self.first for day in told) or self._ledger.embargoed(claim.report_id)

    def incident(self, each: Documented) -> Documented | None:
        """What the older claims tell of it; None where none is old enough."""
        if self.first is None:
            return each
        claims = tuple(claim for claim in each.claims if not self.claim(claim))
        days = [day for day in (each.incident.from_, each.incident.to) if day]
        if not claims:
            return None
        if len(claims) == len(each.claims):
            return None if any(day >= self.first for day in days) else each
        ids = {claim.report_id for claim in claims}
        reports = {report.id: report for report in each.reports if report.id in ids}
        told = [_told(claim, reports[claim.report_id]) for claim in claims if isinstance(claim, EventClaim)]
        status = each.incident.status
        made = derive(told, status if status in ("confirmed", "rejected") else None, _kin())
        if any(day >= self.first for day in (made.from_, made.to) if day):
            return None
        return Documented(replace(made, id=each.incident.id), claims, tuple(reports.values()))

    def interval(self, each: Dated) -> Dated | None:
        """A control interval or a standing as its older claims leave it; None where none of them is known to be old
        enough. An end that only newer claims tell is open again, and who besieges is left out where some are new."""
        if self.first is None:
            return each
        early = tuple(id_ for id_ in each.claims if self._ledger.early(id_))
        if not early or (each.from_ or "") >= self.first:
            return None
        closed = tuple(id_ for id_ in each.closed_by if id_ in early)
        disputes = tuple(d for d in each.disputes if any(map(self._ledger.early, d.claims)))
        reopened = bool(each.closed_by) and not closed
        made = replace(
            each,
            claims=early,
            closed_by=closed,
            to=None if reopened else self._before(each.to),
            to_latest=None if reopened else self._before(each.to_latest),
            to_precision=None if reopened else each.to_precision,
            from_latest=self._before(each.from_latest),
            last_told=self._before(each.last_told),
            disputes=disputes,
            contested=each.contested and (bool(disputes) or not each.disputes),
        )
        if len(early) == len(each.claims):
            return made
        if isinstance(made, ControlInterval):
            return replace(made, besieged_by=())
        return replace(made, ended=None) if reopened else made

    def _before(self, day: str | None) -> str | None:
        return day if day is not None and self.first is not None and day < self.first else None


def _told(claim: EventClaim, report: Report) -> Told:
    return Told(claim, report.copy_of or report.id, report.published, report.outlet)


@cache
def _kin() -> Kin:
    return families(shared())
