"""What each value of an interval of control, and of an edge of standing, rests on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from polemos.errors import ArchiveError
from polemos.incidents.control import held_on
from polemos.incidents.standings import stood_on
from polemos.model import Claim, EventClaim, Span
from polemos.model.standing import ControlInterval, Dispute, Standing
from polemos.service.evidence import Why, evidence_of, party_words, place_words, time_words
from polemos.service.picture import Evidence, Picture, of_place, wanted

_Words = Callable[[Claim], list[tuple[Span, str]]]
_CONTROL = {
    "holder": "who gained the place, or is told to hold, contest or be besieged in it; of a siege that names no force "
    "inside, who then held it",
    "status": "a seizure and a stated gain or hold give holds, a siege besieged, fighting inside contested",
    "place": "claims with one gazetteer id, else one name and country; under the name that most of them use",
    "from": "the first day that the claim which opened it allows; a vague claim leaves it open until `from_latest`",
    "to": "the first day that the claim which closed it allows: a loss of the holder, or another's gain",
    "contested": "another holder in the same time who is no kin, or another speaker's denial",
}
_STANDING = {
    "relation": "claims of the relation, or of an alliance, pledge, defection or armed act between the two",
    "from": "the first day that the earliest of these claims allows",
    "to": "the first day that the claim which ended it allows: a split, a defection, a death, a successor in the post",
    "contested": "another speaker's denial, or alliance and fighting told of one time",
}


@dataclass(frozen=True, slots=True)
class _Value:
    field: str
    value: str
    claims: tuple[str, ...]
    words: _Words


def why_control(drawn: Picture, path: str) -> tuple[Why, ...]:
    """`PLACE[@DATE]`: every value of every interval of the place. Raises ArchiveError where no claim tells of it."""
    name, day = _parted(path)
    found = of_place(drawn.control, name)
    chosen = held_on(found, day) if day else found
    if not chosen:
        raise ArchiveError("no-interval", f"no claim tells who holds {path}; see polemos control")
    return tuple(
        why
        for each in chosen
        for why in _whys(f"control:{each.place_id or each.place}", _control_values(each), _CONTROL, each, drawn.told)
    )


def why_standing(drawn: Picture, path: str) -> tuple[Why, ...]:
    """`A/B[@DATE]`: every value of every edge between two actors; `A` alone those with anybody.

    Raises ArchiveError where there is none.
    """
    names, day = _parted(path)
    ends = [wanted(name, day) for name in names.split("/") if name]
    found = tuple(each for each in drawn.standing if ends and all(end.among(each) for end in ends))
    chosen = stood_on(found, day) if day else found
    if not chosen:
        raise ArchiveError("no-edge", f"no claim tells how {path} stand; see polemos standing")
    return tuple(
        why
        for each in chosen
        for why in _whys(f"standing:{each.subject}/{each.object}", _standing_values(each), _STANDING, each, drawn.told)
    )


def _parted(path: str) -> tuple[str, str | None]:
    name, _, day = path.partition("@")
    return name.strip(), day.strip() or None


def _whys(
    subject: str,
    values: Iterator[_Value],
    rules: dict[str, str],
    each: ControlInterval | Standing,
    told: Evidence,
) -> Iterator[Why]:
    claims = {claim.id: claim for claim in told.claims}
    against = {claim_id for dispute in each.disputes for claim_id in dispute.claims}
    for value in values:
        lines = []
        for claim in (claims[claim_id] for claim_id in value.claims):
            role = "ends" if claim.id in each.closed_by else "disputes" if claim.id in against else "supports"
            found = value.words(claim) or [(claim.trigger, _silent(claim, value, told))]
            lines += [evidence_of(claim, role, said, words, told.reports) for words, said in found]
        yield Why(subject, value.field, value.value, rules[value.field], each.derivation, tuple(lines))


def _silent(claim: Claim, value: _Value, told: Evidence) -> str:
    """What a claim says without words of its own for a value; days without a date are those before its report."""
    if value.field not in ("from", "to"):
        return claim.label
    _, published, _ = told.reports.get(claim.report_id, (claim.report_id, None, None))
    days = f"{claim.time.from_} to {claim.time.to}" if claim.time and claim.time.from_ else "the report's day"
    return f"no date of its own: {days}, from the report of {published or 'no date'}"


def _control_values(each: ControlInterval) -> Iterator[_Value]:
    opening = tuple(claim for claim in each.claims if claim not in each.closed_by) or each.claims
    yield _Value("holder", each.holder or "not told", opening, party_words)
    yield _Value("status", each.status, opening, _trigger)
    yield _Value("place", each.place, each.claims, _any_place)
    if each.from_:
        yield _Value("from", _days(each.from_, each.from_latest), opening, time_words)
    if each.to:
        yield _Value("to", _days(each.to, each.to_latest), each.closed_by, time_words)
    yield from _disputed(each.disputes)


def _standing_values(each: Standing) -> Iterator[_Value]:
    opening = tuple(claim for claim in each.claims if claim not in each.closed_by) or each.claims
    yield _Value("relation", f"{each.subject} {each.relation} {each.object}", opening, _trigger_and_parties)
    if each.from_:
        yield _Value("from", _days(each.from_, each.from_latest), opening, time_words)
    if each.to:
        until = f"{_days(each.to, each.to_latest)} ({each.ended})"
        yield _Value("to", until, each.closed_by, _trigger_and_time)
    yield from _disputed(each.disputes)


def _disputed(disputes: Sequence[Dispute]) -> Iterator[_Value]:
    for dispute in disputes:
        said = f"{dispute.by}, {dispute.from_ or '?'} to {dispute.to or 'open'}"
        yield _Value("contested", f"{dispute.kind} {said}", dispute.claims, _trigger_and_parties)


def _days(first: str, last: str | None) -> str:
    return first if last in (None, first) else f"{first} to {last}"


def _trigger(claim: Claim) -> list[tuple[Span, str]]:
    return [(claim.trigger, claim.label)]


def _trigger_and_parties(claim: Claim) -> list[tuple[Span, str]]:
    return [*_trigger(claim), *party_words(claim)]


def _trigger_and_time(claim: Claim) -> list[tuple[Span, str]]:
    return [*_trigger(claim), *time_words(claim)]


def _any_place(claim: Claim) -> list[tuple[Span, str]]:
    more = claim.also_at if isinstance(claim, EventClaim) else ()
    return [*place_words(claim), *((Span(place.start, place.end, place.text), place.name) for place in more)]
