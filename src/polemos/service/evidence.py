"""The characters of reports that a value rests on: the same form for incidents, control of places and standing."""

from collections.abc import Mapping
from dataclasses import dataclass

from polemos.incidents.signals import Origin
from polemos.model import Claim, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that one claim rests on: `words` are characters `start` to `end` of the report's text.

    `copy_of` is the report that this one repeats: the two count as one.
    """

    claim_id: str
    role: str
    value: str
    said_by: tuple[str, ...]
    report_id: str
    copy_of: str | None
    outlet: str | None
    published: str | None
    start: int
    end: int
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Why:
    """One value of a subject (an incident, a place, two actors), the rule that gave it, and all its evidence."""

    subject: str
    field: str
    value: str
    rule: str
    derivation: str
    evidence: tuple[Evidence, ...]


def evidence_of(claim: Claim, role: str, said: str, words: Span, reports: Mapping[str, Origin]) -> Evidence:
    """One claim's words with who says them and where they stand."""
    origin, published, outlet = reports.get(claim.report_id, (claim.report_id, None, None))
    return Evidence(
        claim_id=claim.id,
        role=role,
        value=said,
        said_by=tuple(source.name for source in claim.sources),
        report_id=claim.report_id,
        copy_of=origin if origin != claim.report_id else None,
        outlet=outlet,
        published=published,
        start=words.start,
        end=words.end,
        words=words.text,
        sentence=claim.sentence.text.strip(),
    )


def time_words(claim: Claim) -> list[tuple[Span, str]]:
    """The phrase that dates a claim; none where nothing was said of the time."""
    time = claim.time
    if time is None or time.start is None or time.end is None or time.text is None:
        return []
    return [(Span(time.start, time.end, time.text), f"{time.from_} to {time.to}")]


def place_words(claim: Claim) -> list[tuple[Span, str]]:
    """The words for the claim's place."""
    place = claim.place
    return [(Span(place.start, place.end, place.text), place.name)] if place else []


def party_words(claim: Claim) -> list[tuple[Span, str]]:
    """The words for everybody who takes part."""
    doing, suffering = claim.parties()
    return [
        (Span(who.start, who.end, who.text), who.name)
        for who in (*doing, *suffering)
        if who.start is not None and who.end is not None
    ]
