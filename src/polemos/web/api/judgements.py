"""What people decide, and the log of every change."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from polemos.model.judgement import AuditRow, Judgement
from polemos.service import decisions
from polemos.service.decisions import Decision
from polemos.web.api.answers import Cursor, Limit, cursor_at, page, part, place
from polemos.web.api.asking import Asking, Here, Text
from polemos.web.api.incidents import Id, Reason, told
from polemos.web.api.schema import model_of, page_of

router = APIRouter(tags=["judgements"])
Number = Annotated[int, Path(ge=1, le=2**53)]


class NewJudgement(BaseModel):
    """A decision about claims: `others` for same, not-same, unsure, merge and split; `change` the whole corrected or
    added claim."""

    action: Literal[
        "accept", "reject", "correct", "add", "same", "not-same", "unsure", "merge", "split", "confirm", "refute"
    ]
    claims: list[Id] = Field(min_length=1, max_length=1_000)
    others: list[Id] = Field(default=[], max_length=1_000)
    change: dict[str, Any] | None = None
    reason: Reason = ""


class Undo(BaseModel):
    """Why it is taken back."""

    reason: Reason = ""


@router.get("/judgements", response_model=page_of(model_of(Judgement), "Judgement"))
def judgements(
    request: Request, here: Here, person: Asking, claim: Text = "", limit: Limit = 100, cursor: Cursor = ""
) -> Response:
    """Decisions in order, all or those about one claim; what takes another back names it in `undoes`."""
    return part(request, decisions.every_judgement(here.archive, person, claim or None), cursor, limit)


@router.post("/judgements", response_model=model_of(Judgement), status_code=201)
def judge(request: Request, here: Here, person: Asking, asked: NewJudgement) -> Response:
    """Keep a decision under the name of who asks."""
    change = json.dumps(asked.change, ensure_ascii=False) if asked.change is not None else None
    decision = Decision(asked.action, tuple(asked.claims), tuple(asked.others), change, asked.reason)
    return told(here, decisions.decide(here.archive, person, decision))


@router.post("/judgements/{number}/undo", response_model=model_of(Judgement), status_code=201)
def undo(request: Request, here: Here, person: Asking, number: Number, asked: Undo | None = None) -> Response:
    """Take a decision back; an undo too, which brings the decision back."""
    return told(here, decisions.take_back(here.archive, person, number, asked.reason if asked else ""))


@router.get("/audit", response_model=page_of(model_of(AuditRow), "Audit"))
def audit(request: Request, here: Here, person: Asking, limit: Limit = 100, cursor: Cursor = "") -> Response:
    """The log of every change, oldest first, each row bound to the one before by its hash. For adjudicators."""
    rows = decisions.log(here.archive, person, place(cursor), limit + 1)
    more = len(rows) > limit
    return page(request, rows[:limit], cursor_at(rows[limit - 1].seq) if more else None)
