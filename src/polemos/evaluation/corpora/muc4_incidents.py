"""Claims of one report to incidents: the same happening told twice is one, and what MUC-4 leaves out is left out.

MUC-4 wants terrorist acts: no fighting between armed sides, nothing older than two months, no general talk of violence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from polemos.evaluation.corpora.muc4_parties import Target, is_irregular, targets, within
from polemos.evaluation.corpora.muc4_words import has, plain, words
from polemos.model import Claim, EventClaim, Moment, Report

_OLD = timedelta(days=62)
_NEAR = 300
"""Characters after which a claim that merely fits adds no targets of its own."""
_TOLD = ("occurred", "ongoing", "negated", "possible")


@dataclass(slots=True)
class Incident:
    """Claims about one happening, and whom and what it hit."""

    type: str
    claims: list[EventClaim] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)

    def add(self, claim: EventClaim, type_: str, hit: Sequence[Target]) -> None:
        far = bool(self.claims) and claim.sentence.start - self.claims[-1].sentence.end > _NEAR
        self.claims.append(claim)
        if self.type == "ATTACK":
            self.type = type_
        for target in hit:
            if far and self.targets and not _known(target, self.targets):
                continue
            known = _known(target, self.targets)
            self.targets[known or target.key] = _joined(self.targets[known], target) if known else target

    @property
    def dates(self) -> list[Moment]:
        """Stated dates, the exact ones first."""
        stated = [c.time for c in self.claims if c.time is not None and c.time.from_ and not c.time.assumed]
        return sorted(stated, key=lambda moment: moment.precision or 9)


def incidents(claims: Iterable[Claim], report: Report) -> list[Incident]:
    """The incidents of a report that are templates in MUC-4's rules, in text order."""
    found: list[Incident] = []
    for claim in claims:
        if isinstance(claim, EventClaim) and (type_ := _type(claim)) and not _old(claim, report):
            hit = tuple(targets(claim))
            same = next((one for one in reversed(found) if _same(one, claim, type_, hit)), None)
            if same is None:
                same = Incident(type_)
                found.append(same)
            same.add(claim, type_, hit)
    wanted = [incident for incident in found if _wanted(incident)]
    for incident in wanted:
        incident.targets = {key: t for key, t in incident.targets.items() if t.name or t.effect or is_civil(t)}
    return wanted


def _type(claim: EventClaim) -> str | None:
    """Its type in MUC-4; None for what is no violent act or was not done."""
    type_ = words().types.get(claim.type)
    if type_ is None or claim.factuality not in _TOLD:
        return None
    if claim.type == "destruction" and has(claim.trigger.text, words().fire):
        return "ARSON"
    return type_


def _old(claim: EventClaim, report: Report) -> bool:
    if claim.time is None or claim.time.to is None or claim.time.assumed or report.published is None:
        return False
    return date.fromisoformat(claim.time.to[:10]) < date.fromisoformat(report.published[:10]) - _OLD


def _same(incident: Incident, claim: EventClaim, type_: str, hit: Sequence[Target]) -> bool:
    """Compatible in type, date and place, and hitting something in common or at least nothing else."""
    if type_ != incident.type and "ATTACK" not in (type_, incident.type):
        return False
    if claim.trigger == incident.claims[-1].trigger or _same_person(incident, hit):
        return True
    if _apart_in_time(incident, claim) or _apart_in_place(incident, claim):
        return False
    if any(_known(target, incident.targets) for target in hit):
        return True
    named = [any(target.name for target in side) for side in (hit, incident.targets.values())]
    return not all(named)


def _same_person(incident: Incident, hit: Sequence[Target]) -> bool:
    """Nobody is kidnapped or killed twice."""
    known = [_known(target, incident.targets) for target in hit if target.name]
    return any(key is not None and incident.targets[key].name for key in known)


def _apart_in_time(incident: Incident, claim: EventClaim) -> bool:
    stated, time = incident.dates, claim.time
    if not stated or time is None or time.assumed or not time.from_ or not time.to:
        return False
    first = stated[0]
    return not (time.from_ <= (first.to or "9") and (first.from_ or "") <= time.to)


def _apart_in_place(incident: Incident, claim: EventClaim) -> bool:
    if claim.place is None:
        return False
    places = [plain(c.place.name) for c in incident.claims if c.place is not None]
    here = plain(claim.place.name)
    general = [name for names in (words().nations, words().cities) for name in map(plain, names)]
    places = [place for place in places if place not in general]
    return bool(places) and here not in general and not any(here in place or place in here for place in places)


def _known(target: Target, known: dict[str, Target]) -> str | None:
    """The key of the same target: a surname of a name told before, a building called by its kind alone."""
    for key, other in known.items():
        if key == target.key:
            return key
        if target.physical == other.physical and within(key, target.key):
            return key
    return None


def _joined(one: Target, other: Target) -> Target:
    """What both tell of a target."""
    longer = max((one, other), key=lambda target: (len(target.name), len(target.phrase)))
    effect = "DEATH" if "DEATH" in (one.effect, other.effect) else one.effect or other.effect
    number = one.number if one.number != "PLURAL" else other.number
    said = one.said if other.said in one.said else f"{one.said}; {other.said}".strip("; ")
    return Target(longer.phrase, longer.name, said, number, effect, one.physical)


def is_civil(target: Target) -> bool:
    return not has(target.said or target.phrase, words().military_targets)


def _wanted(incident: Incident) -> bool:
    """Somebody or something was hit that is no target of war, and it is told as one happening: with a day, a loss or a
    victim's name."""
    hit = list(incident.targets.values())
    civil = [target for target in hit if is_civil(target)]
    placed = incident.dates or any(claim.place for claim in incident.claims)
    told = incident.dates or any(target.name or target.effect for target in civil) or incident.type == "KIDNAPPING"
    told = told and (placed or any(target.name or target.physical or target.number != "PLURAL" for target in civil))
    robbed = incident.type != "ROBBERY" or any(
        is_irregular(actor) for claim in incident.claims for actor in claim.actors
    )
    return bool(civil) and bool(told) and robbed
