"""What claims tell of who holds a place: stated ones as they are, and what follows from events by rule (codebook
section 9: a seizure gives `gained`, a withdrawal `lost`, a siege `besieged`)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from polemos.incidents.compare import UNREAL
from polemos.incidents.windows import Window, stated_window
from polemos.model import Claim, ControlClaim, EventClaim, Participant, Place
from polemos.model.claim import ControlStatus
from polemos.text.romanisation import fold, marks, sound_key


@dataclass(frozen=True, slots=True)
class Signal:
    """One claim's word on one place. `denied`: it says that this is not so. `window` None: not dated at all."""

    claim_id: str
    place: Place
    holder: Participant
    status: ControlStatus
    window: Window | None
    speaker: str
    denied: bool = False


_BY_EVENT: Mapping[str, tuple[ControlStatus, str]] = {
    "seizure": ("gained", "actors"),
    "withdrawal": ("lost", "actors"),
    "handover": ("gained", "recipients"),
    "siege": ("besieged", "recipients"),
}
"""An event's type to the status it brings and whose it is."""


def signals(claims: Iterable[Claim], published: Mapping[str, str | None]) -> Iterator[Signal]:
    """The signals of claims, in their order. `published` gives each report's date. What is planned, possible or a
    condition tells nothing of who holds a place."""
    for claim in claims:
        if claim.place is None or claim.factuality in UNREAL or claim.factuality == "possible":
            continue
        source = claim.sources[-1] if claim.sources else None
        denied = claim.factuality == "negated" or (source is not None and source.stance == "denies")
        speaker = source.name if source else claim.report_id
        window = stated_window(claim, published.get(claim.report_id))
        if isinstance(claim, ControlClaim) and claim.holder is not None:
            yield Signal(claim.id, claim.place, claim.holder, claim.status, window, speaker, denied)
        elif isinstance(claim, EventClaim) and claim.type in _BY_EVENT:
            status, side = _BY_EVENT[claim.type]
            # A handover of arms or a person has a place too; it is one of ground only where no thing was handed over.
            if claim.type == "handover" and (claim.hit or claim.losses):
                continue
            who = claim.actors if side == "actors" else claim.recipients
            for place in (claim.place, *claim.also_at):
                for holder in who[:1]:
                    yield Signal(claim.id, place, holder, status, window, speaker, denied)


def place_key(place: Place) -> str:
    """Claims on one key are about one place: the gazetteer's id, else the name in any spelling and its country."""
    if place.place_id is not None:
        return place.place_id
    return f"{place.country or ''} {' '.join(sound_key(fold(word)) for word in marks(place.name))}"
