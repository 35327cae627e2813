"""What a person decides about claims. Answers carry the parts of the page that have changed."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from polemos.service.decisions import Decision, decide
from polemos.service.editing import WORDS, Edit, edited, found_by_person, split_off
from polemos.service.labels import choices
from polemos.service.review import Review, add, claim_of, correct, review, state_of, undo_last
from polemos.service.words import Picker
from polemos.web.reading import pieces, view
from polemos.web.render import text
from polemos.web.site import Site, asking, site

router = APIRouter(prefix="/judge")
Here = Annotated[Site, Depends(site)]
Id = Annotated[str, Field(max_length=200)]


class Verdict(BaseModel):
    """Accept or reject one claim."""

    claim: Id
    action: Literal["accept", "reject"]
    reason: str = Field("", max_length=2000)


class Change(BaseModel):
    """One field of a claim: words by their offsets, a value, or neither to take it away."""

    claim: Id
    field: str = Field(max_length=40)
    start: int | None = None
    end: int | None = None
    at: int | None = None
    value: str | None = Field(None, max_length=500)


class Found(BaseModel):
    """A claim that the machine missed."""

    report: str
    start: int
    end: int
    kind: Literal["event", "control", "relation"]
    label: str = Field(max_length=60)


class Apart(BaseModel):
    """A claim that tells of two things; the words are those of the second."""

    claim: Id
    start: int
    end: int


class Back(BaseModel):
    """The last judgement on a report."""

    report: str


@router.post("/claim")
def verdict(request: Request, asked: Verdict, here: Here) -> JSONResponse:
    report_id = claim_of(here.archive, asked.claim)
    before = state_of(here.archive, asked.claim)
    made = decide(here.archive, asking(request), Decision(asked.action, (asked.claim,), reason=asked.reason))
    done = "accepted" if asked.action == "accept" else "rejected"
    whole = "rejected" in (before, done) or before == "corrected"
    return _answer(request, here, report_id, asked.claim, f"Claim {done}", whole, made.seq)


@router.post("/edit")
def edit(request: Request, asked: Change, here: Here) -> JSONResponse:
    report_id = claim_of(here.archive, asked.claim)
    found = review(here.archive, report_id)
    stands = found.claim(asked.claim)
    change = Edit(asked.field, asked.start, asked.end, asked.at, asked.value)
    made = correct(here.archive, asking(request), stands, edited(stands.claim, change, _picker(found)))
    said = f"{asked.field.replace('_', ' ').capitalize()} changed" if made else "Nothing to change"
    return _answer(request, here, report_id, asked.claim, said, True, made.seq if made else None)


@router.post("/add")
def added(request: Request, asked: Found, here: Here) -> JSONResponse:
    picker = _picker(review(here.archive, asked.report))
    made = add(here.archive, asking(request), found_by_person(picker, asked.start, asked.end, asked.kind, asked.label))
    return _answer(request, here, asked.report, made.id, "Claim added", True)


@router.post("/split")
def split(request: Request, asked: Apart, here: Here) -> JSONResponse:
    report_id = claim_of(here.archive, asked.claim)
    found = review(here.archive, report_id)
    second = split_off(found.claim(asked.claim).claim, _picker(found), asked.start, asked.end)
    made = add(here.archive, asking(request), second)
    return _answer(request, here, report_id, made.id, "Split: this is the second claim", True)


@router.post("/undo")
def undo(request: Request, asked: Back, here: Here) -> JSONResponse:
    taken = undo_last(here.archive, asking(request), asked.report)
    return _answer(request, here, asked.report, taken.claims[0], f"Taken back: {taken.action}", True)


def _picker(found: Review) -> Picker:
    return Picker(found.report, tuple(each.claim for each in found.claims if each.state != "rejected"))


def _answer(
    request: Request, here: Site, report_id: str, claim_id: str, said: str, whole: bool, seq: int | None = None
) -> JSONResponse:
    """The claim's card, or the whole text and deck where marks or order have changed."""
    here.kept.changed()
    shown = view(review(here.archive, report_id))
    given: dict[str, object] = {"said": said, "claim": claim_id, "judgement": seq}
    context = {"view": shown, "pieces": pieces, "words": WORDS, "choices": choices()}
    if whole:
        given["text"] = text(request, "report_text.html", **context)
        given["deck"] = text(request, "report_deck.html", **context)
    else:
        card = next(each for each in shown.shown if each.reviewed.claim.id == claim_id)
        given["card"] = text(request, "report_card.html", each=card)
    given["progress"] = text(request, "report_progress.html", **context)
    return JSONResponse(given)
