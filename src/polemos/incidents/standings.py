"""How actors stand to each other over time: allied, fighting, part of, pledged, with dates and evidence.

Stated relations as they are, and what follows from events by rule: an alliance allies its actors from its day, a pledge
binds, a split ends what bound, and armed acts between two are evidence that they fight.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from polemos.incidents.compare import UNREAL
from polemos.incidents.windows import Window, stated_window
from polemos.model import Claim, EventClaim, Participant, RelationClaim
from polemos.model.standing import Standing, StandingName
from polemos.text.romanisation import fold, marks, sound_key

DERIVATION = "standing/1"
_ARMED = frozenset({"battle", "attack", "shelling", "airstrike", "bombing", "suicide-bombing", "capture", "seizure"})
_BINDING: frozenset[StandingName] = frozenset({"allied-with", "part-of", "member-of", "pledged-to", "backed-by"})
_EITHER_WAY: frozenset[StandingName] = frozenset({"allied-with", "fighting", "same-as"})
_NOBODY = frozenset({"civilians", "unknown-armed", "person", "other", "media", "civil-society"})
"""Kinds of participants between whom an armed act is no standing hostility."""
Key = tuple[str, StandingName, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim's word on two actors. `ends`: from then on it is no longer so; `denied`: it says that it is not so."""

    subject: Participant
    relation: StandingName
    object: Participant
    window: Window | None
    claim_id: str
    ends: bool = False
    denied: bool = False


def standings(claims: Iterable[Claim], published: Mapping[str, str | None]) -> tuple[Standing, ...]:
    """Every edge with its dates, sorted. Allied and fighting in one time, and what is denied, are contested."""
    groups: dict[Key, list[Tie]] = defaultdict(list)
    endings: list[Tie] = []
    for claim in claims:
        for tie in ties(claim, published.get(claim.report_id)):
            if tie.ends:
                endings.append(tie)
            else:
                groups[_key(tie)].append(tie)
    found = [_standing(key, groups[key], endings) for key in sorted(groups)]
    return tuple(_mutual(each for each in found if each is not None))


def stood_on(found: Iterable[Standing], day: str) -> tuple[Standing, ...]:
    """The edges that hold on a day; one without dates is not known to, and is left out."""
    return tuple(each for each in found if each.from_ and each.from_ <= day and (each.to is None or day < each.to))


def ties(claim: Claim, published: str | None) -> Iterator[Tie]:
    """What one claim tells of how actors stand to each other."""
    if claim.factuality in UNREAL or claim.factuality == "possible":
        return
    denied = claim.factuality == "negated" or bool(claim.sources and claim.sources[-1].stance == "denies")
    window = stated_window(claim, published)
    if isinstance(claim, RelationClaim):
        if claim.object is not None:
            yield Tie(claim.subject, claim.relation, claim.object, window, claim.id, denied=denied)
        return
    if not isinstance(claim, EventClaim):
        return
    for one, relation, other, ends in _of_event(claim):
        yield Tie(one, relation, other, window, claim.id, ends and not denied, denied)


def _of_event(claim: EventClaim) -> Iterator[tuple[Participant, StandingName, Participant, bool]]:
    pairs = list(product(claim.actors, claim.recipients))
    if claim.type == "alliance":
        everybody = (*claim.actors, *claim.recipients)
        yield from ((a, "allied-with", b, False) for a, b in combinations(everybody, 2))
    elif claim.type == "pledge":
        yield from ((a, "pledged-to", b, False) for a, b in pairs)
    elif claim.type == "split":
        yield from ((a, relation, b, True) for a, b in pairs for relation in sorted(_BINDING))
    elif claim.type in _ARMED:
        sides = pairs or (list(combinations(claim.actors, 2)) if claim.type == "battle" else [])
        yield from ((a, "fighting", b, False) for a, b in sides if a.kind not in _NOBODY and b.kind not in _NOBODY)


def _standing(key: Key, told: list[Tie], endings: list[Tie]) -> Standing | None:
    asserted = [tie for tie in told if not tie.denied]
    if not asserted:
        return None
    first = min((tie.window for tie in asserted if tie.window), key=lambda w: (w.first, w.last), default=None)
    start = first.first if first else None
    ended = sorted(
        (tie.window.first, tie.claim_id)
        for tie in endings
        if tie.window and _key(tie) in (key, _turned(key)) and (start is None or tie.window.first >= start)
    )
    shown = asserted[0]
    claims = {tie.claim_id for tie in told} | {claim for _, claim in ended[:1]}
    return Standing(
        subject=shown.subject.name,
        subject_id=shown.subject.actor_id,
        relation=shown.relation,
        object=shown.object.name,
        object_id=shown.object.actor_id,
        from_=start.isoformat() if start else None,
        to=ended[0][0].isoformat() if ended else None,
        precision=first.precision if first else None,
        claims=tuple(sorted(claims)),
        contested=any(tie.denied for tie in told),
        derivation=DERIVATION,
    )


def _mutual(found: Iterable[Standing]) -> Iterator[Standing]:
    """Two who are said to be allied and to fight in one time: both edges are contested."""
    every = list(found)
    pairs: dict[frozenset[str], list[Standing]] = defaultdict(list)
    for each in every:
        if each.relation in ("allied-with", "fighting"):
            pairs[frozenset((each.subject_id or each.subject, each.object_id or each.object))].append(each)
    for each in every:
        rivals = pairs.get(frozenset((each.subject_id or each.subject, each.object_id or each.object)), [])
        rival = any(_meet(each, other) for other in rivals if other.relation != each.relation)
        yield replace(each, contested=True) if rival and each.relation in ("allied-with", "fighting") else each


def _meet(one: Standing, other: Standing) -> bool:
    return not (
        (one.to and other.from_ and one.to <= other.from_) or (other.to and one.from_ and other.to <= one.from_)
    )


def _key(tie: Tie) -> Key:
    one, other = _name(tie.subject), _name(tie.object)
    if tie.relation in _EITHER_WAY and other < one:
        one, other = other, one
    return one, tie.relation, other


def _turned(key: Key) -> Key:
    return key[2], key[1], key[0]


def _name(who: Participant) -> str:
    return who.actor_id or " ".join(sound_key(fold(word)) for word in marks(who.name))
