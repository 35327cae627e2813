"""The desk: what came in, what is contested, what waits for a person, what people decided. And the search."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from polemos.model import Claim
from polemos.service.finding import IncidentQuery, Query, ReportQuery, find, find_reports, search
from polemos.service.queues import latest, outlets, quarantined, reports
from polemos.web.filters import Filtered
from polemos.web.render import page
from polemos.web.site import Site, site

router = APIRouter()
Here = Annotated[Site, Depends(site)]
FEW = 8
PAGE = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that was found, its sentence cut around the words that it rests on, and where it stands."""

    claim: Claim
    before: str
    words: str
    after: str
    outlet: str | None
    published: str | None


@router.get("/", response_class=HTMLResponse)
def desk(request: Request, here: Here) -> HTMLResponse:
    archive = here.archive
    decisions = latest(archive, FEW + 2)
    return page(
        request,
        "desk.html",
        counts=archive.counts(),
        newest=reports(archive, FEW),
        waiting=reports(archive, FEW, open_only=True),
        contested=find(archive, IncidentQuery(status="contested"), FEW),
        incidents=find(archive, IncidentQuery(), 1).total,
        decisions=decisions,
        claims={each.claims[0]: archive.claim(each.claims[0]) for each in decisions},
        aside=quarantined(archive, 5),
    )


@router.get("/settled")
def settled(here: Here) -> dict[str, bool]:
    """Whether pictures of the archive are as its claims and judgements are."""
    return {"settled": here.kept.settled()}


@router.get("/search", response_class=HTMLResponse)
def searched(request: Request, filters: Filtered, here: Here, before: int | None = None) -> HTMLResponse:
    query = Query(
        words=filters.q, labels=(filters.type,) if filters.type else (), actor=filters.actor or None,
        place=filters.place or None, country=filters.country or None, from_=filters.from_ or None,
        to=filters.to or None, before=before, limit=PAGE,
    )  # fmt: skip
    found = search(here.archive, query)
    told = outlets(here.archive, {claim.report_id for claim in found.claims})
    named, _ = (
        find_reports(here.archive, ReportQuery(words=filters.q, limit=5)) if filters.q and not before else ((), 0)
    )
    return page(
        request, "search.html", filters=filters, q=filters.q, last=found.last, before=before, reports=named,
        hits=[_hit(claim, told) for claim in found.claims],
        incidents=find(here.archive, IncidentQuery(words=filters.q), 1).total if filters.q else 0,
    )  # fmt: skip


def _hit(claim: Claim, told: dict[str, tuple[str | None, str | None]]) -> Hit:
    sentence, trigger = claim.sentence, claim.trigger
    low, high = trigger.start - sentence.start, trigger.end - sentence.start
    inside = 0 <= low <= high <= len(sentence.text)
    cut = (sentence.text[:low], sentence.text[low:high], sentence.text[high:]) if inside else (sentence.text, "", "")
    return Hit(claim, *cut, *told.get(claim.report_id, (None, None)))
