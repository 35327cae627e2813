"""What claims tell of who holds a place: stated ones as they are, and what follows from events by rule (codebook
section 9: a seizure gives `gained`, a withdrawal `lost`, a siege `besieged`)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from polemos.incidents.compare import UNREAL
from polemos.incidents.half_open import known
from polemos.incidents.people import named
from polemos.incidents.windows import Window
from polemos.model import Claim, ControlClaim, EventClaim, Participant, Place, Span
from polemos.model.standing import Scope
from polemos.text.romanisation import fold, marks, sound_key

Act = Literal["gained", "holds", "lost", "contested", "besieged", "absent", "lifted"]
"""Beside the codebook's statuses: `absent` says that somebody does not hold a place (any more), `lifted` that it is
besieged no longer."""
Origin = tuple[str, str | None, str | None]
"""Of a report: the report that it repeats (else its own id), its date, its outlet."""
_BY_EVENT: Mapping[str, tuple[Act, str]] = {
    "seizure": ("gained", "actors"),
    "withdrawal": ("lost", "actors"),
    "handover": ("gained", "recipients"),
    "siege": ("besieged", "recipients"),
}
"""An event's type to what it tells and whose it is."""
_NEGATED: Mapping[Act, Act] = {"holds": "absent", "besieged": "lifted"}
NO_HOLDERS = frozenset({"civilians", "civil-society", "media", "other"})
"""Kinds whom no event gives a place or takes it from: aid workers withdraw too."""
_ARMED = frozenset({"armed-group", "military", "police", "unknown-armed"})
"""Kinds of those who can be besieged; a siege's recipient is often the town or its country instead."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One claim's word on one place. `denied`: it says that this is not so. `window` None: not dated at all.
    `holder` None: nobody says who is in the place."""

    claim_id: str
    report_id: str
    place: Place
    holder: Participant | None
    act: Act
    window: Window | None
    speaker: str
    denied: bool = False
    by: tuple[Participant, ...] = ()
    """Who besieges it."""
    by_then: bool = False
    """It was so on the window's day, and came about before."""


def signals(claims: Iterable[Claim], reports: Mapping[str, Origin]) -> Iterator[Signal]:
    """The signals of claims, in their order. What is planned, possible, foretold or a condition tells nothing of who
    holds a place."""
    every = tuple(claims)
    sieges = {
        (each.report_id, each.trigger): each.actors
        for each in every
        if isinstance(each, EventClaim) and each.type == "siege" and each.actors
    }
    for claim in every:
        source = claim.sources[-1] if claim.sources else None
        if claim.factuality in UNREAL or claim.factuality == "possible" or (source and source.stance == "predicts"):
            continue
        negated = claim.factuality == "negated"
        origin, published, outlet = reports.get(claim.report_id, (claim.report_id, None, None))
        speaker = source.name if source else outlet or origin
        time = known(claim, published)
        for place, holder, told, by in _told(claim):
            act, denied = told, source is not None and source.stance in ("denies", "doubts")
            if negated and not denied and act in _NEGATED:
                act = _NEGATED[act]
            elif negated:
                denied = not denied  # who denies that it did not happen says that it did
            who = by or _besiegers(claim, sieges)
            yield Signal(claim.id, claim.report_id, place, holder, act, time.window, speaker, denied, who, time.by_then)


def _besiegers(claim: Claim, sieges: Mapping[tuple[str, Span], tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """A stated siege has its besiegers in the event of the very same word."""
    if claim.label != "besieged":
        return ()
    return sieges.get((claim.report_id, claim.trigger), ())


def scope(place: Place) -> Scope:
    """What a claim on the place speaks of."""
    level = place.precision or 1
    return "place" if level == 1 else "around" if level == 2 else "area"


def place_key(place: Place, report_id: str = "") -> str:
    """Claims on one key are about one place: the gazetteer's id, else the name in any spelling and its country; for a
    bare description ("the city") only within its report. The place, the land around and an area stay apart."""
    words = marks(place.name)
    if place.place_id is not None:
        key = place.place_id
    elif any(word[:1].isupper() or not word.isascii() for word in words):
        key = f"{place.country or ''} {' '.join(sound_key(fold(word)) for word in words)}"
    else:
        key = f"{report_id} {fold(place.name)}"
    return f"{key} {scope(place)}"


_Told = tuple[Place, Participant | None, Act, tuple[Participant, ...]]


def _told(claim: Claim) -> Iterator[_Told]:
    if claim.place is None:
        return
    if isinstance(claim, ControlClaim):
        holder = _holder(claim)
        if claim.status in ("contested", "besieged"):
            armed = holder if holder is None or claim.status == "contested" or holder.kind in _ARMED else None
            yield claim.place, armed, claim.status, ()
        elif holder is not None:
            yield claim.place, holder, claim.status, ()
    elif isinstance(claim, EventClaim) and claim.type in _BY_EVENT:
        for place in (claim.place, *claim.also_at):
            yield from _of_event(claim, place)


def _of_event(claim: EventClaim, place: Place) -> Iterator[_Told]:
    act, side = _BY_EVENT[claim.type]
    who = claim.actors if side == "actors" else claim.recipients
    if act == "besieged":
        inside = [each for each in who if each.kind in _ARMED]
        for holder in inside or (None,):
            yield place, holder, act, claim.actors
        return
    # Arms and people are handed over, and stores seized, in a place too; ground is only where no thing is named.
    if claim.type == "handover" and (claim.hit or claim.losses):
        return
    if claim.factuality == "ongoing":
        if act != "gained":
            return  # who is still leaving is still there
        act = "contested"
    for holder in who:
        if holder.kind not in NO_HOLDERS and (holder.kind != "person" or named(holder)):
            yield place, holder, act, ()
    if claim.type == "handover":
        yield from ((place, giver, "lost", ()) for giver in claim.actors if giver.kind not in NO_HOLDERS)


def _holder(claim: ControlClaim) -> Participant | None:
    """ "Our control", said by a spokesman, is his side's; where that is not known, nobody's."""
    holder = claim.holder
    if holder is None or holder.kind != "person":
        return holder
    if not named(holder):
        return None  # "a spokesman" holds nothing
    own = next((source for source in claim.sources if source.name == holder.name), None)
    if own is None:
        return holder
    if own.aligned_with is None:
        return None
    return Participant(own.aligned_with, holder.text, holder.start, holder.end, "other", own.aligned_id)
