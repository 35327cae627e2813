"""Reads a dataset once to learn whose and which names are to be withheld, before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from polemos.export.datasets.dataset import Dataset
from polemos.model import Claim, ControlClaim, EventClaim, Participant, Place, RelationClaim, Span
from polemos.model.standing import ControlInterval
from polemos.service.redaction.coarse import Coarse
from polemos.service.redaction.embargo import Late
from polemos.service.redaction.ledger import Ledger, Role
from polemos.service.redaction.lexicon import Name, key_of, name_parts, personal
from polemos.service.redaction.masker import Withheld
from polemos.service.redaction.parsed import people_in
from polemos.service.redaction.persons import decide
from polemos.service.redaction.profile import Profile
from polemos.service.redaction.tokens import words_of
from polemos.service.redaction.words import words


@dataclass(slots=True)
class _Found:
    places: set[str] = field(default_factory=set)
    spots: set[tuple[str | None, str]] = field(default_factory=set)
    kept: set[tuple[str, ...]] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Survey:
    """`voices` are speakers who may be named; `coarser` how many places are told by a unit around them."""

    withheld: Withheld
    voices: frozenset[str]
    persons: int
    coarser: int


def survey(dataset: Dataset, profile: Profile, coarse: Coarse, ledger: Ledger, late: Late) -> Survey:
    """Everything that is known of names when all claims and intervals have been read."""
    found = _Found()
    for claim in dataset.claims():
        _claim(dataset, profile, ledger, claim, found)
        for place in places_of(claim):
            _place(coarse, ledger, claim.report_id, place, found)
            if place.country:
                ledger.mention(claim.report_id, "country", place.country)
        for span in claim.hit if isinstance(claim, EventClaim) else ():
            if coarse.sensitive(span.text):
                _spot(ledger, claim.report_id, span)
        if not late.claim(claim):
            ledger.keep_early(claim.id)
            found.voices |= {source.name for source in claim.sources}
    for each in dataset.control():
        _place(coarse, None, "", as_place(each), found)
    if profile.texts == "parsed":
        people_in(dataset.reports(), profile, ledger)
    persons = decide(ledger, profile)
    keys = {key_of(Name(each)) for each in persons}
    voices = frozenset(each for each in found.voices if key_of(Name(each)) not in keys or not personal(each))
    return Survey(
        Withheld(persons, frozenset(found.places), frozenset(found.kept)), voices, len(keys), len(found.spots)
    )


def participants(claim: Claim) -> Iterator[Participant]:
    for side in claim.parties():
        yield from side


def places_of(claim: Claim) -> Iterator[Place]:
    if claim.place:
        yield claim.place
    if isinstance(claim, EventClaim):
        yield from claim.also_at
        if claim.origin:
            yield claim.origin


def as_place(each: ControlInterval) -> Place:
    """As far as an interval keeps it."""
    return Place(each.place, each.place, 0, 0, each.place_precision, None, each.place_id, each.latitude, each.longitude)


def _claim(dataset: Dataset, profile: Profile, ledger: Ledger, claim: Claim, found: _Found) -> None:
    """Who is named in it, and as what."""
    for who in participants(claim):
        role = _role(dataset, profile, who.kind == "person", who.name, who.actor_id, _in_office(claim, who))
        ledger.mention(claim.report_id, role, who.name)
        if role in ("plain", "office") and personal(who.text) and not _overlap(who.text, who.name):
            ledger.mention(claim.report_id, role, who.text)
    for source in claim.sources:
        official = source.kind in words().offices
        role = _role(dataset, profile, source.participant == "person", source.name, source.actor_id, official)
        if source.kind in profile.speakers and role in ("plain", "kept") and personal(source.name):
            role = "exposed"
        ledger.mention(claim.report_id, role, source.name)
    for loss in claim.losses if isinstance(claim, EventClaim) else ():
        for name in loss.named:
            ledger.mention(claim.report_id, "exposed" if profile.persons != "none" else "kept", name)


def _overlap(text: str, name: str) -> bool:
    """Whether words of a report share one with the name that they stand for; if not, they are another name."""
    keys = frozenset[str]().union(*(part.keys for part in name_parts(Name(name))))
    return any(part.keys & keys for part in name_parts(Name(text)))


def _role(dataset: Dataset, profile: Profile, person: bool, name: str, actor_id: str | None, official: bool) -> Role:
    actor = dataset.actor(actor_id) if actor_id else None
    person = person or (actor is not None and actor.kind == "person")
    if profile.persons == "all" and person and name_parts(Name(name)):
        return "exposed"
    if actor is not None:
        return "known"
    if not person or profile.persons == "none" or not personal(name):
        return "kept"
    return "office" if official else "plain"


def _in_office(claim: Claim, who: Participant) -> bool:
    """Who leads a body, or is named to or removed from a post, holds or held a public office."""
    if isinstance(claim, RelationClaim):
        return claim.relation == "leads" and who is claim.subject
    if isinstance(claim, ControlClaim):
        return False
    return isinstance(claim, EventClaim) and claim.type == "appointment"


def _place(coarse: Coarse, ledger: Ledger | None, report: str, place: Place, found: _Found) -> None:
    told = coarse.place(place)
    if told is place:
        found.kept.add(key_of(Name(place.name, place=True)))
        if ledger is not None:
            ledger.mention(report, "kept", place.name)
        return
    found.kept.add(key_of(Name(told.name, place=True)))
    found.spots.add((place.place_id, place.name))
    names = {place.name, *([place.text] if place.text else []), *coarse.names(place)}
    unit = key_of(Name(told.name, place=True))
    for name in sorted(names):
        key = key_of(Name(name, place=True))
        if key and key != unit:
            found.places.add(name)
            if ledger is not None:
                ledger.mention(report, "place", name)


def _spot(ledger: Ledger, report: str, span: Span) -> None:
    """The name in the words for a protected building: from its first capital to its last."""
    named = [word for word in words_of(span.text) if word.capital]
    if named:
        ledger.spot(report, span.start + named[0].start, span.start + named[-1].end)
