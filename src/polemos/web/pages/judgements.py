"""What people decided, newest first, with a way back; and the log of every change."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from polemos.model.judgement import standing_judgements
from polemos.service import decisions
from polemos.web.api.asking import Asking, Here, Text
from polemos.web.lists import Start, portion
from polemos.web.render import page

router = APIRouter()


@router.get("/judgements", response_class=HTMLResponse)
def judgements(
    request: Request, here: Here, person: Asking, who: Text = "", claim: Text = "", start: Start = 0
) -> HTMLResponse:
    """All, or those of one person or about one claim."""
    every = decisions.every_judgement(here.archive, person)
    in_force = {each.seq for each in standing_judgements(every)}
    found = [
        each
        for each in reversed(every)
        if (not who or each.who == who) and (not claim or claim in (*each.claims, *each.others))
    ]
    people = sorted({each.who for each in every})
    shown = portion(found, start, who=who, claim=claim)
    ids = {id_ for each in shown.items for id_ in (*each.claims[:3], *each.others[:3])}
    return page(
        request, "judgements.html", shown=shown, in_force=in_force, people=people, chosen=who, claim=claim,
        person=person, claims={id_: here.archive.claim(id_) for id_ in sorted(ids)},
    )  # fmt: skip


@router.post("/judgements/undo")
def undo(
    here: Here, person: Asking, number: Annotated[int, Form(ge=1, le=2**53)],
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> RedirectResponse:  # fmt: skip
    """Take one back and show the list again."""
    decisions.take_back(here.archive, person, number, reason)
    here.kept.changed()
    return RedirectResponse("/judgements", 303)


@router.get("/audit", response_class=HTMLResponse)
def audit(request: Request, here: Here, person: Asking, start: Start = 0) -> HTMLResponse:
    """Every change, newest first, for adjudicators."""
    rows = decisions.log(here.archive, person)[::-1]
    return page(request, "audit.html", shown=portion(rows, start), whole=decisions.whole(here.archive, person))
