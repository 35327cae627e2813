"""A claim as the card that the evidence page shows, and the marks that its words leave in the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from polemos.export import wording
from polemos.export.runs import Field, Mark
from polemos.model import Claim, ControlClaim, EventClaim, Loss, Participant, Place, RelationClaim, Source, Span

REPORT_ITSELF = "the report itself"
"""The speaker of a claim without sources (codebook section 7)."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in the headline; `words` is what the text says where that is not the name.

    `known` is the name of the actor in the packs where that is another, `id` the actor's id.
    """

    name: str
    words: str | None
    known: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One claim, in words. `number` counts in the report from 1; `speakers` index the report's list of them."""

    number: int
    claim: Claim
    label: str
    who: tuple[Party, ...]
    verb: str | None
    """None for an event, whose two sides stand to each other by its type alone."""
    whom: tuple[Party, ...]
    places: tuple[tuple[str, Place], ...]
    losses: tuple[Loss, ...]
    details: tuple[tuple[str, str], ...]
    speakers: tuple[int, ...]
    known: Mapping[str, str]
    """Names of the packs by actor id."""
    told: frozenset[str | None]
    """The ids of actors that the headline already names as the packs do."""
    quote: tuple[str, str, str]
    """The sentence before the trigger, the trigger, and after it."""


def cards(claims: Sequence[Claim], speakers: Sequence[str], known: Mapping[str, str]) -> tuple[Card, ...]:
    """One card a claim, in the order given; `speakers` as `speakers_of` made them, `known` the packs' names by id."""
    index = {name: i for i, name in enumerate(speakers)}
    return tuple(_card(number, claim, index, known) for number, claim in enumerate(claims, 1))


def speakers_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The report itself first, then all who are named as saying something, by the alphabet."""
    named = {source.name for claim in claims for source in claim.sources}
    return (REPORT_ITSELF, *sorted(named - {REPORT_ITSELF}, key=lambda name: (name.casefold(), name)))


def marks(number: int, claim: Claim) -> list[Mark]:
    """Every stretch of the text that the claim is tied to."""
    found = [Mark(claim.trigger.start, claim.trigger.end, number, "trigger")]

    def add(field: Field, *pieces: Span | Participant | Place | Source | None) -> None:
        for piece in pieces:
            if piece is not None and piece.start is not None and piece.end is not None:
                found.append(Mark(piece.start, piece.end, number, field))

    first, second = claim.parties()
    add("actor", *first)
    add("recipient", *second)
    add("place", claim.place)
    add("detail", *claim.hedges)
    for source in claim.sources:
        add("source", source, source.cue)
    if claim.time and claim.time.start is not None and claim.time.end is not None:
        found.append(Mark(claim.time.start, claim.time.end, number, "time"))
    if isinstance(claim, EventClaim):
        add("place", *claim.also_at, claim.origin)
        add("detail", claim.instrument, *claim.hit)
        for loss in claim.losses:
            add("losses", loss.figure, loss.who)
    if isinstance(claim, RelationClaim):
        add("detail", claim.title)
    return found


def _card(number: int, claim: Claim, speakers: dict[str, int], known: Mapping[str, str]) -> Card:
    first, second = claim.parties()
    names = [source.name for source in claim.sources] or [REPORT_ITSELF]
    whom = tuple(_party(party, known) for party in second)
    if isinstance(claim, ControlClaim) and claim.place:
        whom = (Party(claim.place.name, _other(claim.place.text, claim.place.name)),)
    return Card(
        number=number,
        claim=claim,
        label=wording.label(claim.label),
        who=tuple(_party(party, known) for party in first),
        verb=None if isinstance(claim, EventClaim) else wording.verb(claim.label),
        whom=whom,
        places=tuple(_places(claim)),
        losses=claim.losses if isinstance(claim, EventClaim) else (),
        details=tuple(_details(claim)),
        known=known,
        told=frozenset(party.actor_id for party in (*first, *second)),
        speakers=tuple(sorted({speakers[name] for name in names})),
        quote=_quote(claim),
    )


def _party(participant: Participant, known: Mapping[str, str]) -> Party:
    id_ = participant.actor_id
    return Party(participant.name, _other(participant.text, participant.name), known_as(participant, known), id_)


def known_as(party: Participant | Source, known: Mapping[str, str]) -> str | None:
    """The packs' name for somebody where the report has another: not "Taliban" for "Taliban gunmen"."""
    name = known.get(party.actor_id or "")
    return name if name and _other(party.name, name) else None


def _other(words: str, name: str) -> str | None:
    """The words of the text where they tell more than the name: not for "the rebels" beside "rebels"."""
    return None if name.casefold() in words.casefold() else words


def _places(claim: Claim) -> Iterable[tuple[str, Place]]:
    if claim.place:
        yield "Place", claim.place
    if isinstance(claim, EventClaim):
        yield from (("Also at", place) for place in claim.also_at)
        if claim.origin:
            yield "From", claim.origin


def _details(claim: Claim) -> Iterable[tuple[str, str]]:
    if isinstance(claim, EventClaim) and claim.instrument:
        yield "With", claim.instrument.text
    if isinstance(claim, EventClaim) and claim.hit:
        yield "Hit", ", ".join(thing.text for thing in claim.hit)
    if isinstance(claim, RelationClaim) and claim.title:
        yield "As", claim.title.text
    if claim.hedges:
        yield "Hedged", ", ".join(f"“{hedge.text}”" for hedge in claim.hedges)


def _quote(claim: Claim) -> tuple[str, str, str]:
    sentence, trigger = claim.sentence, claim.trigger
    low, high = trigger.start - sentence.start, trigger.end - sentence.start
    if not 0 <= low <= high <= len(sentence.text):
        return sentence.text, "", ""
    return sentence.text[:low], sentence.text[low:high], sentence.text[high:]
