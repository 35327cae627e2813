"""An edge between two actors in the making, and as it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from polemos.incidents.ties import Cause, Ending, Tie
from polemos.incidents.windows import Window
from polemos.model import Participant
from polemos.model.standing import Dispute, Standing, StandingName

DERIVATION = "standing/2"


@dataclass(slots=True)
class Edge:
    """`told`: all claims that say so, in order of time, undated ones last; never empty once made."""

    told: list[Tie]
    denials: list[Tie | Ending] = field(default_factory=list)
    ending: Window | None = None
    cause: Cause | None = None
    closers: tuple[str, ...] = ()
    closing_speakers: tuple[str, ...] = ()

    @property
    def relation(self) -> StandingName:
        return self.told[0].relation

    @property
    def subject(self) -> Participant:
        return self.told[0].subject

    @property
    def object(self) -> Participant:
        return self.told[0].object

    @property
    def start(self) -> Window | None:
        return self.told[0].window

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(sorted({title for tie in self.told for title in tie.titles}))

    def meet(self, ending: Ending) -> None:
        """Ends it; but "is not allied" of the very time of which another tells the alliance is a denial."""
        assert ending.window is not None
        if ending.cause == "no-longer" and self.start and ending.window.first <= self.start.last:
            self.denials.append(ending)
            return
        self.ending, self.cause = ending.window, ending.cause
        self.closers, self.closing_speakers = (ending.claim_id,), (ending.speaker,)

    def follows(self, other: "Edge") -> bool:
        return self.start is not None and other.start is not None and self.start.first > other.start.last

    def succeeded(self, other: "Edge") -> None:
        self.ending, self.cause = other.start, "successor"
        self.closers, self.closing_speakers = (other.told[0].claim_id,), (other.told[0].speaker,)

    def in_time(self, window: Window | None) -> bool:
        """Whether a denial of that time is about this edge; an undated one is about any."""
        if window is None or self.start is None:
            return True
        return window.last >= self.start.first and (self.ending is None or window.first < self.ending.first)


def order(mark: Tie | Ending) -> tuple[object, ...]:
    """By time, undated ones last, then by everything that tells two apart."""
    days = (mark.window.first, mark.window.last) if mark.window else (date.max, date.max)
    who = mark.subject if isinstance(mark, Tie) else mark.who
    whom = mark.object.name if mark.object else ""
    what = f"{mark.relation} {mark.denied}" if isinstance(mark, Tie) else f"{mark.cause} {sorted(mark.relations)}"
    return *days, mark.claim_id, who.name, whom, what


def as_standing(edge: Edge) -> Standing:
    start, end = edge.start, edge.ending
    seen = [tie.window.last for tie in edge.told if tie.window]
    own = {tie.speaker for tie in edge.told}
    disputes = tuple(_denial(edge, each) for each in edge.denials if {each.speaker} != own)
    return Standing(
        subject=edge.subject.name,
        subject_id=edge.subject.actor_id,
        relation=edge.relation,
        object=edge.object.name,
        object_id=edge.object.actor_id,
        titles=edge.titles,
        from_=start.first.isoformat() if start else None,
        from_latest=start.last.isoformat() if start else None,
        precision=start.precision if start else None,
        to=end.first.isoformat() if end else None,
        to_latest=end.last.isoformat() if end else None,
        to_precision=end.precision if end else None,
        ended=edge.cause,
        last_told=max(seen).isoformat() if seen else None,
        said_by=_sorted({*own, *edge.closing_speakers}),
        claims=_sorted({*(tie.claim_id for tie in edge.told), *edge.closers}),
        closed_by=edge.closers,
        contested=bool(disputes),
        disputes=disputes,
        derivation=DERIVATION,
    )


def _denial(edge: Edge, each: Tie | Ending) -> Dispute:
    begun = max((w.first for w in (edge.start, each.window) if w), default=None)
    end = edge.ending.first.isoformat() if edge.ending else None
    return Dispute("denial", each.speaker, begun.isoformat() if begun else None, end, (each.speaker,), (each.claim_id,))


def _sorted(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(items))
