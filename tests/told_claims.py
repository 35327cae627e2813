"""Claims for tests of control and standing: short, and with nothing in them that the test does not need."""

from polemos.model import Claim, ControlClaim, EventClaim, Loss, Moment, Participant, Place, RelationClaim, Source, Span
from polemos.model.claim import ControlStatus, RelationName

ORIGIN = {"r-1": ("r-1", "2021-06-30", "The Wire"), "r-2": ("r-2", "2021-06-30", "The Post")}


def who(name: str, kind: str = "armed-group", actor_id: str | None = None) -> Participant:
    return Participant(name, name, 0, len(name), kind, actor_id)  # type: ignore[arg-type]


def at(name: str, precision: int = 1, place_id: str | None = None) -> Place:
    return Place(name, name, 0, len(name), precision, None, place_id, 10.0, 20.0, "XX")


def when(days: str | None) -> Moment | None:
    """ "2021-05-03" or "2021-05-01/2021-05-31"; "" is a phrase without a date, None nothing said."""
    if days is None:
        return None
    first, _, last = days.partition("/")
    return Moment(days or "before", 0, 0, first or None, last or first or None, None)


def said(by: str | None, stance: str = "asserts", aligned: str | None = None) -> tuple[Source, ...]:
    if by is None:
        return ()
    return (Source(by, by, 0, 1, "unnamed", stance, "other", None, aligned),)  # type: ignore[arg-type]


def _common(number: int, days: str | None, by: str | None, stance: str, report: str) -> dict[str, object]:
    return {
        "report_id": report,
        "trigger": Span(number, number + 1, "x"),
        "sentence": Span(0, 1, "x"),
        "coder": "test 1",
        "confidence": 1.0,
        "time": when(days),
        "sources": said(by, stance),
    }


def holding(
    number: int,
    status: ControlStatus,
    holder: Participant | None,
    days: str | None,
    *,
    place: Place | None = None,
    by: str | None = None,
    stance: str = "asserts",
    factuality: str = "occurred",
    report: str = "r-1",
) -> Claim:
    """A stated control claim on Karsa. `number` tells claims apart and orders their ids."""
    return ControlClaim(
        **_common(number, days, by, stance, report),  # type: ignore[arg-type]
        status=status,
        holder=holder,
        place=place or at("Karsa"),
        factuality=factuality,  # type: ignore[arg-type]
        id=f"c-{number:03}",
    )


def happening(
    number: int,
    type_: str,
    actors: tuple[Participant, ...],
    days: str | None,
    *,
    recipients: tuple[Participant, ...] = (),
    place: Place | None = None,
    by: str | None = None,
    stance: str = "asserts",
    factuality: str = "occurred",
    report: str = "r-1",
    killed: tuple[str, ...] = (),
    hit: tuple[Span, ...] = (),
) -> Claim:
    """An event claim at Karsa; `killed` are named dead."""
    loss = Loss("killed", Span(0, 1, "x"), Span(0, 1, "x"), low=1, best=1, high=1, named=killed)
    return EventClaim(
        **_common(number, days, by, stance, report),  # type: ignore[arg-type]
        type=type_,
        actors=actors,
        recipients=recipients,
        place=place or at("Karsa"),
        factuality=factuality,  # type: ignore[arg-type]
        losses=(loss,) if killed else (),
        hit=hit,
        id=f"c-{number:03}",
    )


def related(
    number: int,
    one: Participant,
    relation: RelationName,
    other: Participant,
    days: str | None,
    *,
    title: str | None = None,
    by: str | None = None,
    stance: str = "asserts",
    factuality: str = "occurred",
    report: str = "r-1",
) -> Claim:
    """A stated relation claim."""
    return RelationClaim(
        **_common(number, days, by, stance, report),  # type: ignore[arg-type]
        subject=one,
        relation=relation,
        object=other,
        title=Span(0, len(title), title) if title else None,
        factuality=factuality,  # type: ignore[arg-type]
        id=f"c-{number:03}",
    )
